from datetime import timedelta

from odoo import fields
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestEnrolmentEnd(ChatCase):
    """Whose enrolment has ended reads for a while, then is let out; nothing vanishes for others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set(settings.GRACE_DAYS, 30)
        cls.chat = cls.course._open_chat_channel()
        channels = cls.env["seitech.chat.channel"]
        opened = channels.with_user(cls.student)._open(
            "student_instructor", cls.instructor.id, cls.course.id
        )
        cls.pair = channels.browse(opened.id)
        cls.enrolment = cls._enrolment(cls.student)

    @classmethod
    def _set(cls, name, days):
        cls.env["ir.config_parameter"].set_param(settings.PREFIX + name, str(days))

    @classmethod
    def _enrolment(cls, user):
        enrolments = cls.env["slide.channel.partner"].with_context(active_test=False)
        return enrolments.search(
            [("channel_id", "=", cls.course.id), ("partner_id", "=", user.partner_id.id)]
        )

    def _end(self, days_ago=1, enrolment=None):
        moment = fields.Datetime.now() - timedelta(days=days_ago)
        (enrolment or self.enrolment).seitech_chat_until = moment

    def _send(self, channel, user=None):
        body = {"channel_id": channel.id, "content": "x"}
        return self._request("send", body, user or self.student)

    def _places(self):
        return [self.student in channel.member_ids for channel in (self.chat, self.pair)]

    def test_reading_only(self):
        own = self._post(self.student, "before", self.chat)
        self._post(self.instructor, "read this", self.pair)
        self._end()
        epochs = self.chat.epoch, self.pair.epoch
        for channel in (self.chat, self.pair):
            body = {"channel_id": channel.id}
            refused = self._assert_refused(self._send(channel), 403, "forbidden")
            self.assertIn("You can read this conversation until", refused["error"])
            self.assertIn("until", refused["details"])
            self._call("messages", body)
            self._call("read", {**body, "message_id": channel._last_message_id()})
            details = self._call(f"channel/{channel.id}")["channel"]
            self.assertEqual(details["refusal"], refused["error"])
            kept = {right for right, has in details["permissions"].items() if has}
            self.assertLessEqual(kept, {"leave"})
        for path, body in (
            ("reaction", {"message_id": own["id"], "emoji": "👍"}),
            ("edit", {"message_id": own["id"], "content": "after"}),
        ):
            self._assert_refused(self._request(path, body), 403, "forbidden")
        self.assertEqual((self.chat.epoch, self.pair.epoch), epochs, "nobody was let out")
        with self._bus() as rows:
            self._post(self.instructor, "still heard", self.chat)
        self.assertEqual(len(rows), 1)

    def test_others_are_not_concerned(self):
        self._end()
        self.assertEqual(self._send(self.chat, self.fellow).status_code, 200)
        self.assertEqual(self._send(self.pair, self.instructor).status_code, 200)
        self.assertEqual(self._send(self.channel, self.student).status_code, 200, "a direct one")
        self._end(enrolment=self._enrolment(self.instructor))
        self.assertEqual(self._send(self.chat, self.instructor).status_code, 200)

    def test_an_end_to_come(self):
        self._end(days_ago=-1)
        self.assertEqual(self._send(self.chat).status_code, 200)
        self.assertIn("student", self.student._chat_roles())

    def test_no_student_any_more(self):
        self._end()
        self.assertNotIn("student", self.student._chat_roles())
        self.assertNotIn(self.student, self.course._chat_attendees())
        body = {"channel_type": "student_instructor", "user_id": self.instructor.id}
        self._assert_refused(self._request("create", body, self.student), 403, "forbidden")
        self._call("leave", {"channel_id": self.chat.id})
        answer = self._request("join", {"channel_id": self.chat.id})
        self._assert_refused(answer, 404, "not_found")

    def test_then_out(self):
        posted = self._post(self.student, "stays", self.chat)
        self._end(29)
        self.env["slide.channel.partner"]._let_out_over()
        self.assertEqual(self._places(), [True, True])
        self._set(settings.GRACE_DAYS, 28)
        with self._bus() as rows:
            self.env["slide.channel.partner"]._let_out_over()
        self.assertEqual(self._places(), [False, False])
        self.assertIn("seitech.chat/resubscribe", [kind for _address, kind, _payload in rows])
        self.assertEqual((self.chat.epoch, self.pair.epoch), (1, 1))
        for channel in (self.chat, self.pair):
            response = self._request("messages", {"channel_id": channel.id}, self.student)
            self._assert_refused(response, 404, "not_found")
            self._assert_refused(self._send(channel), 404, "not_found")
        seen = self._call("messages", {"channel_id": self.chat.id}, self.fellow)["messages"]
        self.assertIn(posted["id"], [message["id"] for message in seen])
        self._call("messages", {"channel_id": self.pair.id}, self.instructor)
        self.env["slide.channel.partner"]._let_out_over()
        self.assertEqual((self.chat.epoch, self.pair.epoch), (1, 1), "twice does no harm")

    def test_without_grace(self):
        self._set(settings.GRACE_DAYS, 0)
        self._end(0)
        self.assertEqual(self._places(), [False, False])

    def test_cron(self):
        self.enrolment.flush_recordset()
        moment = fields.Datetime.now() - timedelta(days=31)
        self.env.cr.execute(
            "UPDATE slide_channel_partner SET seitech_chat_until = %s WHERE id = %s",
            [moment, self.enrolment.id],
        )
        self.env.invalidate_all()
        refused = self._assert_refused(self._send(self.chat), 403, "forbidden")
        self.assertEqual(refused["error"], "Your enrolment in the course has ended.")
        cron = self.env.ref("seitech_elearning.cron_end_enrolments")
        cron.ir_actions_server_id.run()
        self.assertEqual(self._places(), [False, False])

    def test_a_later_end_lets_in_again(self):
        self._end(31)
        self.assertEqual(self._places(), [False, False])
        self.enrolment.seitech_chat_until = False
        self.assertEqual(self._places(), [True, True])
        self.assertEqual(self._send(self.pair).status_code, 200)

    def test_removed_stays_out(self):
        body = {"channel_id": self.chat.id, "user_id": self.student.id}
        self._call("members/remove", body, self.instructor)
        self._end(31)
        self.enrolment.seitech_chat_until = False
        self.assertEqual(self._places(), [False, True])

    def test_removal_is_at_once(self):
        self.course._remove_membership(self.student.partner_id.ids)
        self.assertNotIn(self.student, self.chat.member_ids)
        self.assertEqual(self.chat.epoch, 1)

    def test_enrolling_again(self):
        self._end(31)
        self.course._remove_membership(self.student.partner_id.ids)
        self.course._action_add_members(self.student.partner_id)
        self.assertFalse(self.enrolment.seitech_chat_until)
        self.assertEqual(self._send(self.chat).status_code, 200)
        self._end()
        self.course._action_add_members(self.student.partner_id)
        self.assertEqual(self._send(self.chat).status_code, 200)

    def test_completion(self):
        self.enrolment.member_status = "completed"
        self.assertFalse(self.enrolment.seitech_chat_until, "it does not end by default")
        self.enrolment.member_status = "ongoing"
        self._set(settings.COMPLETED_DAYS, 10)
        self.enrolment.member_status = "completed"
        left = self.enrolment.seitech_chat_until - fields.Datetime.now()
        self.assertEqual(round(left.total_seconds() / 86400), 10)
        self.assertEqual(self._send(self.chat).status_code, 200)
        sooner = fields.Datetime.now() + timedelta(days=2)
        self.enrolment.seitech_chat_until = sooner
        self.enrolment.member_status = "completed"
        self.assertEqual(self.enrolment.seitech_chat_until, sooner, "never later than it was")

    def test_managers_and_moderators(self):
        self.chat._add_members(self.manager)
        enrolments = self.env["slide.channel.partner"]
        row = enrolments.create(
            {"channel_id": self.course.id, "partner_id": self.manager.partner_id.id}
        )
        self._end(enrolment=row)
        self.assertEqual(self._send(self.chat, self.manager).status_code, 200)
        self.chat._set_role(self.student, "moderator")
        self._end()
        self._assert_refused(self._send(self.chat, self.student), 403, "forbidden")
        body = {"channel_id": self.chat.id, "user_id": self.fellow.id}
        self._assert_refused(self._request("members/remove", body), 403, "forbidden")

    def test_settings(self):
        values = {"seitech_chat_grace_days": 0, "seitech_chat_completed_days": 5}
        self.env["res.config.settings"].create(values).execute()
        self.assertEqual(settings.limit(self.env, settings.GRACE_DAYS), 0)
        self.assertEqual(settings.limit(self.env, settings.COMPLETED_DAYS), 5)
