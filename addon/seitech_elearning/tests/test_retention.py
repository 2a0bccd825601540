from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TAGS
from .privacy_case import PrivacyCase
from .upload_samples import image

# What a conversation is made of.
PARTS = ("message", "member", "reaction", "attachment", "note", "support")


@tagged(*TAGS)
class TestRetention(PrivacyCase):
    """Conversations are kept for as long as the settings say, and then nothing is left of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].search([("key", "like", "%.retention_%")]).unlink()
        # What the demonstration data is made of is no subject here.
        cls.retention = cls.env["seitech.chat.retention"]

    def setUp(self):
        super().setUp()
        for kind in ("public_support", "student_support", "student_instructor", "course"):
            self._keep_for(0, kind)

    def _rows(self, channel):
        self.env.flush_all()
        counts = {}
        for part in PARTS:
            self.env.cr.execute(
                f"SELECT count(*) FROM seitech_chat_{part} WHERE channel_id = %s",  # noqa: S608
                [channel.id],
            )
            counts[part] = self.env.cr.fetchone()[0]
        return counts

    def _report_of(self, kind):
        return next(row for row in self.retention._report() if row["kind"] == kind)

    def test_defaults(self):
        self.env["ir.config_parameter"].search([("key", "like", "%.retention_%")]).unlink()
        days = {row["kind"]: row["days"] for row in self.retention._report()}
        self.assertEqual(days["public_support"], 180)
        self.assertEqual(days["course"], 365)
        self.assertEqual((days["direct"], days["group"]), (0, 0))

    def test_nothing_is_left(self):
        self._desk("claim")
        self._desk("note", content="A note")
        self._case().may_attach = True
        self._case().agent_id = self.agent
        message = self._post(self.agent, "marker-retention https://example.com/x", self.support)
        page = self._new_preview(message["id"], "https://example.com/x").link_preview_id
        self.support.with_user(self.agent)._react(message["id"], "👍")
        _sent, upload = self._send_file(self.agent, "a.png", image("PNG"), self.support)
        self._case().first_response_at = "2026-01-01"
        self.support._rate_by_visitor(4, "marker-retention")
        visitor = self._case().visitor_id
        paths = self._paths(upload)
        self.assertEqual(len(paths), 2)
        self.assertEqual(set(map(bool, self._rows(self.support).values())), {True})
        self._keep_for(180, "public_support")
        self._age(self.support, 179)
        self.assertEqual(self._report_of("public_support")["conversations"], 0)
        self.retention._run()
        self.assertTrue(self.support.exists(), "one day is missing")
        self._age(self.support, 2)
        channel = self.support
        self.retention._run()
        self.assertFalse(channel.exists() or visitor.exists() or page.exists())
        self.assertEqual(set(self._rows(channel).values()), {0})
        self._collect_files()
        self.assertFalse([path for path in paths if path.exists()])
        self.assertEqual(self._places_of("marker-retention"), [])

    def test_what_is_said_is_what_is_done(self):
        self._keep_for(30, "group")
        # Whatever else is old in the database goes first.
        self.retention._run()
        old = [self._new_channel(self.student + self.fellow, "group") for _ in range(3)]
        for channel in old:
            self._post(self.student, "x", channel)
            self._send_file(self.student, "a.txt", b"words", channel)
            self._age(channel, 40)
        young = self._new_channel(self.student + self.fellow, "group")
        self._post(self.student, "x", young)
        told = self._report_of("group")
        self.assertEqual((told["conversations"], told["messages"]), (3, 6))
        self.assertEqual((told["files"], told["bytes"], told["days"]), (3, 15, 30))
        self.assertLessEqual(told["oldest_kept"], young.chat_message_ids[-1:].create_date)
        self.assertTrue(all(channel.exists() for channel in old), "telling removes nothing")
        done = self.retention._run()
        for name in ("conversations", "messages", "files", "bytes"):
            self.assertEqual(done[name], told[name], name)
        self.assertFalse(any(channel.exists() for channel in old))
        self.assertTrue(young.exists())
        self.assertEqual(self._report_of("group")["conversations"], 0)
        line = self.env["seitech.chat.privacy.log"].search([], limit=1)
        self.assertEqual((line.kind, line.subject), ("retention", ""))
        self.assertIn("conversations: 3", line.details)

    def test_for_good(self):
        self._post(self.student, "x")
        self._age(self.channel, 5000)
        self.retention._run()
        self.assertTrue(self.channel.exists())

    def test_a_course_that_goes_on(self):
        channel = self._new_channel(
            self.student + self.instructor, "student_instructor", course_id=self.course.id
        )
        self._post(self.student, "x", channel)
        self._age(channel, 400)
        self._keep_for(365, "student_instructor")
        enrolment = self.env["slide.channel.partner"].search([("channel_id", "=", self.course.id)])
        self.env.cr.execute(
            "UPDATE slide_channel_partner SET write_date = now() WHERE id = %s", [enrolment[0].id]
        )
        self.assertEqual(self._report_of("student_instructor")["conversations"], 0)
        self._age(channel, 366)
        self.assertEqual(self._report_of("student_instructor")["conversations"], 1)

    def test_holds(self):
        self._keep_for(30, "direct")
        holds = self.env["seitech.chat.hold"].with_user(self.manager)
        for target in (
            {"channel_id": self.channel.id},
            {"partner_id": self.student.partner_id.id},
        ):
            with self.subTest(target=list(target)):
                self._post(self.student, "x")
                self._age(self.channel, 40)
                hold = holds.create({**target, "reason": "file 7"})
                told = self._report_of("direct")
                self.assertEqual((told["conversations"], told["held"]), (0, 1))
                self.retention._run()
                self.assertTrue(self.channel.exists())
                with self.assertRaises(UserError):
                    self.channel.unlink()
                with self.assertRaises(UserError):
                    self.channel.chat_message_ids[0].unlink()
                hold.action_lift()
                self.assertEqual(self._report_of("direct")["conversations"], 1)
        kinds = self.env["seitech.chat.privacy.log"].search([], limit=4).mapped("kind")
        self.assertEqual(kinds, ["lift", "hold"] * 2)
        self.retention._run()
        self.assertFalse(self.channel.exists())

    def test_people_on_hold_are_not_deleted(self):
        partner = self.student.partner_id
        hold = self.env["seitech.chat.hold"].create({"partner_id": partner.id, "reason": "7"})
        self.assertEqual(hold.display_name, partner.display_name)
        self.assertFalse(hold.new({}).display_name, "nothing to call it by yet")
        for record in (self.student, partner):
            with self.assertRaises(UserError):
                record.unlink()
        visitor = self.support._all_members().visitor_id
        on_visitor = hold.create({"visitor_id": visitor.id, "reason": "8"})
        with self.assertRaises(UserError):
            visitor.unlink()
        on_visitor.action_lift()
        visitor.unlink()
        hold.action_lift()
        self.student.unlink()
        partner.unlink()
        self.assertTrue(hold.exists(), "that there was one stays known")

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_who_may(self):
        hold = self.env["seitech.chat.hold"].create(
            {"channel_id": self.channel.id, "reason": "file 7"}
        )
        for user in (self.student, self.instructor, self.agent):
            with self.assertRaises(AccessError):
                hold.with_user(user).read(["reason"])
            with self.assertRaises(AccessError):
                hold.with_user(user).action_lift()
            with self.assertRaises(AccessError):
                hold.with_user(user).create({"channel_id": self.channel.id, "reason": "x"})
            with self.assertRaises(AccessError):
                self.env["seitech.chat.retention.preview"].with_user(user).action_open()
        mine = hold.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "only be lifted"):
            mine.write({"reason": "x"})
        with self.assertRaises(AccessError):
            mine.unlink()
        mine.action_lift()
        self.assertEqual(hold.lifted_by_id, self.manager)
        for log in (self.env["seitech.chat.privacy.log"].search([]),):
            for forbidden in (lambda log=log: log.write({"details": "x"}), log.unlink):
                with self.assertRaises(UserError):
                    forbidden()

    def test_preview(self):
        self._post(self.student, "x")
        self._age(self.channel, 40)
        self._keep_for(30, "direct")
        action = self.env["seitech.chat.retention.preview"].with_user(self.manager).action_open()
        preview = self.env[action["res_model"]].with_user(self.manager).browse(action["res_id"])
        line = preview.line_ids.filtered(lambda line: line.kind == "direct")
        self.assertEqual((line.conversations, line.messages), (1, 1))
        self.assertEqual(line.kept_for, "30 days")
        self.assertEqual(preview.conversations, 1)
        self.assertTrue(preview.summary.startswith("1 conversation would"))
        self.assertEqual(len(preview.line_ids), 7)
        self.assertTrue(self.channel.exists())
