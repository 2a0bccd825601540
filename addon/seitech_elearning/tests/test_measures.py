from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.res_users_kept_out import BLOCKED_GROUP
from ..tools.errors import ChatError
from .common import TAGS
from .safeguarding_case import SafeguardingCase


@tagged(*TAGS)
class TestMeasures(SafeguardingCase):
    """Muting, warning, closing and blocking: at once, with a reason, and for all to be undone."""

    def setUp(self):
        super().setUp()
        self.report = self._reported()

    def _send(self, channel=None, user=None, **values):
        body = {"channel_id": (channel or self.circle).id, "content": "x", **values}
        return self._request("send", body, user or self.student)

    # Who, and why

    def test_who_may(self):
        given = {"kind": "warn", "report_id": self.report.id, "reason": "x", "notice": "Stop it."}
        for user in (self.manager, self.instructor, self.student):
            forms = self.env["seitech.chat.sanction.wizard"].with_user(user)
            with self.assertRaises(AccessError):
                forms.create(given)
            # Nor would it be enough that somebody gives them the form.
            # sudo: seitech.chat.sanction.wizard – as if somebody had
            form = forms.sudo().create(given)
            with self.assertRaises(AccessError):
                form.action_apply()
        other = self._new_user("oskar", "seitech_elearning.group_elearning_safeguarding")
        form = self.env["seitech.chat.sanction.wizard"].with_user(self.officer).create(given)
        with self.assertRaises(AccessError):
            form.with_user(other).action_apply()
        for reason in (False, "", "  "):
            with self.assertRaisesRegex(UserError, "why"):
                self._measure("warn", self.report, notice="Stop it.", reason=reason)
        self.assertFalse(self.report.sanction_ids)

    def test_colleagues(self):
        self.circle._add_members(self.manager)
        said = self._post(self.manager, "x", self.circle)
        report = self._report(said["id"])
        for kind in ("mute", "block"):
            with self.assertRaisesRegex(UserError, "administrator"):
                self._measure(kind, report)
        self._measure("warn", report, notice="Be kind.")

    def test_log(self):
        line = self._measure("warn", self.report, notice="Be kind.")
        self.assertEqual((line.by_id, line.by_name), (self.officer, self.officer.name))
        self.assertEqual((line.user_id, line.user_name), (self.student, self.student.name))
        self.assertEqual((line.reason, line.report_id), ("They went too far.", self.report))
        self.assertEqual(self.report.state, "progress", "whoever acts has taken it on")
        for record in (line, line.with_user(self.officer)):
            with self.assertRaises(UserError):
                record.write({"reason": "x"})
        with self.assertRaisesRegex(UserError, "stays as it was"):
            line.with_user(self.officer).unlink()
        with self.assertRaisesRegex(UserError, "taken from a report"):
            line.with_user(self.env.ref("base.user_admin")).create({"kind": "warn", "reason": "x"})

    # Muting

    def test_mute_in_one_conversation(self):
        line = self._measure("mute", self.report, until=self._in(hours=2))
        refused = self._assert_refused(self._send(), 403, "muted")
        self.assertIn("until", refused["error"])
        self.assertTrue(refused["details"]["until"])
        self.assertEqual(self._send(self.channel).status_code, 200, "elsewhere they can write")
        self.assertEqual(self._send(user=self.fellow).status_code, 200, "others can write")
        self._call("messages", {"channel_id": self.circle.id}, self.student)
        self._lift(line)
        self.assertEqual(self._send().status_code, 200)

    def test_whatever_says_something(self):
        own = self._post(self.student, "x", self.circle)["id"]
        other = self._post(self.fellow, "x", self.circle)["id"]
        self.circle.moderator_ids = self.student
        self._measure("mute", self.report, until=self._in(hours=2))
        self._sign_in(self.student)
        channel = {"channel_id": self.circle.id}
        for path, body in (
            ("edit", {"message_id": own, "content": "y"}),
            ("reaction", {"message_id": other, "emoji": "👍"}),
            ("rename", {**channel, "name": "Ring"}),
            ("pin", {"message_id": other, "pinned": True}),
            ("members/add", {**channel, "user_ids": self.stranger.ids}),
            ("close", channel),
        ):
            with self.subTest(path=path):
                self._assert_refused(self._request(path, body), 403, "muted")
        upload = self.url_open(
            "/api/chat/upload",
            data={"channel_id": str(self.circle.id)},
            files={"file": ("a.txt", b"a")},
        )
        self._assert_refused(upload, 403, "muted")
        with self._bus() as rows:
            self._call("typing", channel)
        self.assertFalse(rows)
        told = self._call(f"channel/{self.circle.id}")["channel"]["permissions"]
        self.assertEqual([right for right, has in told.items() if has], ["leave"])
        self._call("delete", {"message_id": own})

    def test_mute_everywhere(self):
        self._measure("mute", self.report, until=self._in(hours=2), is_everywhere=True)
        self._assert_refused(self._send(self.channel), 403, "muted")
        self._assert_refused(self._send(self.direct), 403, "muted")
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.assertEqual(self._send(support).status_code, 200, "help can always be asked for")

    def test_muted_people_and_study_groups(self):
        groups = self.env["seitech.study.group"]
        own = groups.with_user(self.student)._found("Circle", course_id=self.course.id)
        others = groups.with_user(self.fellow)._found("Ring", privacy="open")
        terms = {"group_id": own.id, "user_ids": self.fellow.ids}
        line = self._measure("mute", self.report, until=self._in(hours=2), is_everywhere=True)
        self._sign_in(self.student)
        for path, body in (("create", {"name": "Square"}), ("invite", terms)):
            refused = self._assert_refused(self._request(f"group/{path}", body), 403, "muted")
            self.assertTrue(refused["details"]["until"])
        with self.assertRaisesRegex(ChatError, "until"):
            own.with_user(self.student)._edit("Square", "", "open", 0)
        self.assertEqual(
            self._call("group/join", {"group_id": others.id})["group"]["status"], "member"
        )
        self.assertEqual(self._call("group/leave", {"group_id": others.id})["group_id"], others.id)
        self._lift(line)
        self._call("group/invite", terms, self.student)
        self._measure("mute", self.report, until=self._in(hours=2))
        self._call("group/create", {"name": "Square"}, self.student)

    def test_muted_in_the_conversation_of_a_study_group(self):
        group = self.env["seitech.study.group"].with_user(self.student)._found("Circle")
        group.member_ids += self.fellow
        channel = group._chat_channels()
        report = self._reported(channel=channel)
        self._measure("mute", report, until=self._in(hours=2))
        for user in (self.student, self.manager):
            invite = {"group_id": group.id, "user_ids": self.stranger.ids}
            response = self._request("group/invite", invite, user)
            self.assertEqual(response.json().get("code"), "muted" if user == self.student else None)
        self._call("group/create", {"name": "Square"}, self.student)

    def test_a_mute_ends(self):
        with self.assertRaises(UserError):
            self._measure("mute", self.report, until=self._in(hours=-1))
        line = self._measure("mute", self.report, until=self._in(hours=1))
        self.env.cr.execute(
            "UPDATE seitech_chat_sanction SET until = until - interval '2 hours' WHERE id = %s",
            [line.id],
        )
        line.invalidate_recordset()
        self.assertFalse(line.in_force)
        self.assertEqual(self._send().status_code, 200)

    def test_what_was_sent_before_is_not_refused_again(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        sent = self._send(client_key=key).json()["message"]["id"]
        self._measure("mute", self.report, until=self._in(hours=2))
        self.assertEqual(self._send(client_key=key).json()["message"]["id"], sent)
        self._assert_refused(self._send(client_key=key[:-1] + "2"), 403, "muted")

    # Warning

    def test_warn(self):
        with self.assertRaises(UserError):
            self._measure("warn", self.report)
        with self._bus() as rows:
            line = self._measure("warn", self.report, notice="Be kind.")
        self.assertIn(
            (("res.partner", self.student.partner_id.id), "seitech.chat/notices", {}), rows
        )
        [notice] = self._call("notices", {}, self.student)["notices"]
        self.assertEqual((notice["kind"], notice["text"]), ("warning", "Be kind."))
        self.assertNotIn("They went too far.", str(notice))
        self.assertEqual(self._call("notices", {}, self.fellow)["notices"], [])
        body = {"notice_id": line.id}
        for user in (self.fellow, self.officer):
            self._assert_refused(self._request("notices/acknowledge", body, user), 404, "not_found")
        self.assertEqual(self._call("notices/acknowledge", body, self.student)["notices"], [])
        self.assertEqual(self._call("notices/acknowledge", body)["notices"], [])
        kinds = self.env["seitech.chat.sanction"].search([("user_id", "=", self.student.id)])
        self.assertEqual(kinds.mapped("kind"), ["acknowledge", "warn"])

    def test_a_mute_is_not_acknowledged(self):
        line = self._measure("mute", self.report, until=self._in(hours=2), notice="Calm down.")
        [notice] = self._call("notices", {}, self.student)["notices"]
        self.assertEqual((notice["kind"], notice["channel_id"]), ("mute", self.circle.id))
        refused = self._request("notices/acknowledge", {"notice_id": line.id})
        self._assert_refused(refused, 404, "not_found")

    # Closing

    def test_close(self):
        self.circle.moderator_ids = self.fellow
        line = self._measure("close", self.report)
        self.assertEqual(self.circle.state, "closed")
        self._assert_refused(self._send(), 409, "channel_closed")
        body = {"channel_id": self.circle.id}
        self._assert_refused(self._request("reopen", body, self.fellow), 403, "forbidden")
        with self.assertRaisesRegex(UserError, "already"):
            self._measure("close", self.report)
        self._lift(line)
        self.assertEqual(self.circle.state, "active")
        self._call("close", body, self.fellow)
        self._call("reopen", body, self.fellow)

    # Blocking

    def test_block(self):
        address = self.circle._bus_target()
        heard = self.env["seitech.chat.channel"].with_user(self.student)._bus_targets
        self.assertIn(address, heard())
        said = self._post(self.fellow, "x", self.circle)
        self.circle.with_user(self.student)._react(said["id"], "👍")
        line = self._measure("block", self.report)
        self.assertTrue(self.student.has_group(BLOCKED_GROUP))
        self._sign_in(self.student)
        for path, body in (
            ("channels", {}),
            ("messages", {"channel_id": self.circle.id}),
            ("send", {"channel_id": self.circle.id, "content": "x"}),
            ("notices", {}),
            ("create", {"channel_type": "student_support"}),
        ):
            with self.subTest(path=path):
                self._assert_refused(self._request(path, body), 403, "blocked")
        self.assertEqual(heard(), [])
        self.assertNotEqual(self.circle._bus_target(), address, "whoever listens is left behind")
        for model in ("channel", "member", "message", "reaction"):
            records = self.env[f"seitech.chat.{model}"].with_user(self.student)
            self.assertFalse(records.search([]), model)
        with self.assertRaisesRegex(UserError, "already"):
            self._measure("block", self.report)
        self._post(self.fellow, "x", self.circle)
        self.assertNotIn(self.student, self._people_waiting(), "nor is anything sent to them")
        self._lift(line)
        self.assertIn(self.student, self._people_waiting())
        self.assertEqual(self._send().status_code, 200, "back where they were")
        with self.assertRaisesRegex(UserError, "not in force"):
            self._lift(line)

    def _people_waiting(self):
        """:return: those who would be told of what they have not read"""
        return self.env["seitech.chat.waiting"]._people("digested_message_id", 0, "TRUE")
