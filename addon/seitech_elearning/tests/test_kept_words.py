from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TAGS
from .privacy_case import PrivacyCase


@tagged(*TAGS)
class TestKeptWords(PrivacyCase):
    """What people change or delete themselves, while a hold is on their conversation."""

    def setUp(self):
        super().setUp()
        self.said = self._post(self.student, "First words")["id"]
        self.kept = self.env["seitech.chat.kept.words"]

    def _hold(self, **target):
        target = target or {"channel_id": self.channel.id}
        return self.env["seitech.chat.hold"].create({"reason": "file 7", **target})

    def _edit(self, content):
        self._call("edit", {"message_id": self.said, "content": content}, self.student)

    def test_without_a_hold_nothing_is_kept(self):
        self._hold().action_lift()
        self._hold(partner_id=self.stranger.partner_id.id)
        self._edit("Second words")
        self._call("delete", {"message_id": self.said}, self.student)
        self.assertFalse(self.kept.search([]))

    def test_edits(self):
        for target in (
            {"channel_id": self.channel.id},
            {"partner_id": self.student.partner_id.id},
            {"partner_id": self.instructor.partner_id.id},
        ):
            with self.subTest(target=list(target)):
                hold = self._hold(**target)
                self._edit("Second words")
                self._edit("Second words")
                self._edit("First words")
                versions = self.kept.search([])
                self.assertEqual(versions.mapped("content"), ["Second words", "First words"])
                self.assertEqual(versions.message_id.id, self.said)
                self.assertEqual(versions.author_id, self.student.partner_id)
                said_at = versions[1].said_at.replace(microsecond=0)
                self.assertLessEqual(said_at, versions[0].create_date)
                hold.action_lift()
                self.assertFalse(self.kept.search([]), "let go of with the hold")

    def test_one_of_two_holds(self):
        holds = [self._hold(), self._hold(partner_id=self.student.partner_id.id)]
        self._edit("Second words")
        holds[0].action_lift()
        self.assertEqual(self.kept.search([]).content, "First words")
        holds[1].action_lift()
        self.assertFalse(self.kept.search([]))

    def test_deletion_with_files(self):
        said, upload = self._send_file(self.student, "plan.txt", b"the plan")
        hold = self._hold()
        self._call("delete", {"message_id": said["id"]}, self.student)
        self._call("delete", {"message_id": said["id"]}, self.student)
        self.assertFalse(upload.exists())
        version = self.kept.search([])
        self.assertEqual(version.message_id.id, said["id"])
        file = version.attachment_ids
        self.assertEqual((file.name, file.raw), ("plan.txt", b"the plan"))
        self._collect_files()
        self.assertEqual(file.with_user(self.manager).raw, b"the plan")
        self._hold().action_lift()
        self.assertTrue(file.exists())
        hold.action_lift()
        self.assertFalse(file.exists())

    def test_by_others(self):
        self._hold()
        message = self.env["seitech.chat.message"].browse(self.said)
        message.with_user(self.manager).write({"content": "Put right"})
        self._call("delete", {"message_id": self.said}, self.manager)
        self.assertEqual(self.kept.search([]).mapped("content"), ["Put right", "First words"])

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_who_may_read_it(self):
        self._hold()
        self._call("delete", {"message_id": self.said}, self.student)
        version = self.kept.search([])
        for user in (self.student, self.instructor, self.agent):
            with self.assertRaises(AccessError):
                version.with_user(user).read(["content"])
        for method, values in (("write", [{"content": "x"}]), ("unlink", [])):
            with self.assertRaises(AccessError):
                getattr(version.with_user(self.manager), method)(*values)
        self.env.invalidate_all()
        before = self._visits()
        self.assertEqual(version.with_user(self.manager).content, "First words")
        self.assertEqual(self._visits(), before + 1, "not unnoticed")
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env.cr.execute(
            "UPDATE seitech_chat_channel SET company_id = %s WHERE id = %s",
            [company.id, self.channel.id],
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            version.with_user(self.manager).read(["content"])

    def _visits(self):
        visits = [("res_id", "=", self.channel.id), ("subject", "=", "visit")]
        return self.env["mail.message"].search_count(visits)

    def test_groups_of_it_are_read_as_well(self):
        self._hold()
        self._edit("Second words")
        self.env.invalidate_all()
        kept, before = self.kept.with_user(self.manager), self._visits()
        kept.formatted_read_group([], ["channel_id"], ["__count"])
        self.assertEqual(self._visits(), before)
        kept.formatted_read_group([], ["channel_id"], ["content:array_agg"])
        self.assertEqual(self._visits(), before + 1)

    def test_an_erasure_afterwards_leaves_nothing(self):
        said, _upload = self._send_file(self.student, "plan.txt", b"zyxmarker")
        self._edit("zyxmarker words")
        hold = self._hold()
        self._edit("Others")
        self._call("delete", {"message_id": said["id"]}, self.student)
        self.assertIn("seitech_chat_kept_words", self._places_of("zyxmarker"))
        hold.action_lift()
        self.assertNotIn("seitech_chat_kept_words", self._places_of("zyxmarker"))
