import json
import secrets

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools import settings
from .common import TAGS
from .safeguarding_case import SafeguardingCase

GROUP = "seitech_elearning.group_elearning_safeguarding"


@tagged(*TAGS)
class TestReports(SafeguardingCase):
    """Reporting a message, and what becomes of the report."""

    def test_snapshot(self):
        for number in range(7):
            self._post(self.instructor, f"before {number}", self.circle)
        files = self.circle.with_user(self.student)._upload("proof.txt", b"text").ids
        said = self._post(self.student, "**You** are stupid", self.circle, attachment_ids=files)
        for number in range(7):
            self._post(self.fellow, f"after {number}", self.circle)
        report = self._report(said["id"], "harassment", comment="Again!")
        self.circle.with_user(self.student)._edit_message(said["id"], "You are nice")
        self.assertEqual(report.content, "**You** are stupid")
        self.assertIn("<strong>You</strong>", report.content_html)
        self.assertEqual(report.files[0]["name"], "proof.txt")
        checksum = self.env["seitech.chat.attachment"].browse(files).attachment_id.checksum
        self.assertEqual(report.files[0]["checksum"], checksum)
        told = [entry["content"] for entry in report.context]
        before, after = [f"before {n}" for n in range(2, 7)], [f"after {n}" for n in range(5)]
        self.assertEqual(told, [*before, "**You** are stupid", *after])
        self.assertEqual((report.user_id, report.reporter_id), (self.student, self.fellow))
        self.assertEqual((report.reason, report.comment), ("harassment", "Again!"))
        self.assertFalse(report.edited_at)

    def test_context_is_what_the_reporter_could_read(self):
        self._post(self.student, "before they came", self.circle)
        self.circle._add_members(self.stranger, from_now=True)
        said = self._post(self.student, "You are stupid", self.circle)
        report = self._report(said["id"], user=self.stranger)
        self.assertEqual([entry["content"] for entry in report.context], ["You are stupid"])

    def test_context_is_shown_as_text(self):
        self._post(self.student, "<script>alert(1)</script>", self.circle)
        report = self._reported()
        self.assertNotIn("<script>", report.context_html)
        self.assertIn("&lt;script&gt;", report.context_html)

    def test_context_is_told_as_the_reader_reads(self):
        gone = self._post(self.student, "gone", self.circle)
        self.circle.with_user(self.student)._delete_message(gone["id"])
        self.officer.tz = "Asia/Tokyo"
        report = self._reported().with_user(self.officer)
        self.assertIn("–", report.context_html, "what was deleted keeps its place")
        # sudo: seitech.chat.report – the snapshot itself, which nobody may read
        self.assertIn(report._moment(report.sudo().context[-1]["at"]), report.context_html)
        moment = report._moment("2026-03-01T23:30:00.000Z")
        self.assertTrue(moment.startswith("03/02/2026"), "it was the next day there")

    def test_once_per_person(self):
        said = self._post(self.student, "You are stupid", self.circle)
        first = self._report(said["id"])
        again = self._report(said["id"], "spam")
        self.assertEqual((again, again.reason), (first, "bullying"))
        self.assertNotEqual(self._report(said["id"], user=self.instructor), first)

    def test_who_may(self):
        said = self._post(self.student, "You are stupid", self.circle)
        body = {"message_id": said["id"], "reason": "bullying"}
        for user in (self.stranger, self.agent, self.officer):
            refused = self._request("report", body, user)
            self._assert_refused(refused, 404, "not_found")
        self._assert_refused(self._request("report", body, self.student), 422, "invalid_value")
        self.authenticate(None, None)
        self._assert_refused(self._request("report", body), 401, "unauthenticated")

    def test_agents_report_visitors(self):
        self.authenticate(None, None)
        opened = self._call(
            "support", {"name": "Vera", "email": "vera@example.com", "content": "You are stupid"}
        )
        support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        said = support.chat_message_ids.filtered("visitor_id")[-1:]
        report = self._report(said.id, user=self.agent)
        self.assertEqual((report.author_name, report.user_id.ids), ("Vera", []))
        with self.assertRaisesRegex(UserError, "no account"):
            self._measure("mute", report)

    def test_what_cannot_be_reported(self):
        # sudo: seitech.chat.channel – the manager is not in it
        self.circle.with_user(self.manager).sudo()._rename("Ring")
        system = self.circle.chat_message_ids[-1].id
        deleted = self._post(self.student, "x", self.circle)["id"]
        self.circle.with_user(self.student)._delete_message(deleted)
        for id_, status, code in ((system, 403, "forbidden"), (deleted, 409, "conflict")):
            body = {"message_id": id_, "reason": "bullying"}
            self._assert_refused(self._request("report", body, self.fellow), status, code)
        own = self._post(self.fellow, "x", self.circle)["id"]
        body = {"message_id": own, "reason": "bullying"}
        self._assert_refused(self._request("report", body, self.fellow), 422, "invalid_value")
        said = self._post(self.student, "x", self.circle)["id"]
        for values in ({"reason": "x"}, {"comment": "x" * 2001}, {"comment": "a\0"}):
            body = {"message_id": said, "reason": "bullying", **values}
            self._assert_refused(self._request("report", body, self.fellow), 422, "invalid_value")

    def test_limit(self):
        parameter = settings.PREFIX + settings.RATE_REPORTS
        self.env["ir.config_parameter"].set_param(parameter, "2")
        # What is counted stays counted after the test: for somebody nobody else is.
        self.fellow = self._new_user(secrets.token_hex(8), "base.group_portal")
        self.circle._add_members(self.fellow)
        ids = [self._post(self.student, "x", self.circle)["id"] for _n in range(3)]
        self._sign_in(self.fellow)
        for id_ in ids[:-1]:
            self._call("report", {"message_id": id_, "reason": "spam"})
        refused = self._request("report", {"message_id": ids[-1], "reason": "spam"})
        self._assert_refused(refused, 429, "too_many_requests")
        self._call("report", {"message_id": ids[0], "reason": "spam"})

    # Evidence

    def test_nobody_changes_it(self):
        report = self._reported()
        for user in (self.officer, self.env.ref("base.user_admin"), self.env.user):
            # sudo: seitech.chat.report – not even the server itself
            mine = report.with_user(user).sudo(user == self.env.user)
            for values in (
                {"content": "x"},
                {"content_html": "x"},
                {"context": []},
                {"files": []},
                {"reason": "spam"},
                {"comment": "x"},
                {"reporter_id": user.id},
                {"user_id": user.id},
                {"state": "done", "author_name": "x"},
                {"create_date": fields.Datetime.now()},
            ):
                with self.subTest(user=user.login, values=values), self.assertRaises(UserError):
                    mine.write(values)
            with self.assertRaisesRegex(UserError, "come from conversations"):
                mine.create({"reason": "spam"})
        for user in (self.officer, self.env.ref("base.user_admin")):
            with self.assertRaisesRegex(UserError, "are kept"):
                report.with_user(user).unlink()
        report.with_user(self.officer).write({"state": "progress"})

    def test_it_outlives_the_conversation(self):
        report = self._reported()
        self.circle.unlink()
        self.assertEqual((report.content, report.channel_name), ("You are stupid", "Circle"))
        with self.assertRaisesRegex(UserError, "does not exist"):
            self._measure("close", report)

    def test_who_reads_it(self):
        report = self._reported()
        for user in (self.student, self.fellow, self.instructor, self.agent, self.manager):
            for model in ("seitech.chat.report", "seitech.chat.sanction"):
                self.assertFalse(self.env[model].with_user(user).has_access("read"), user.login)
        self.assertTrue(report.with_user(self.officer).has_access("read"))
        self.assertTrue(self.env.ref("base.user_admin").has_group(GROUP))

    def test_nobody_reads_what_is_about_themselves(self):
        self.circle._add_members(self.officer)
        said = self._post(self.officer, "You are stupid", self.circle)
        report = self._report(said["id"])
        self.assertFalse(report.with_user(self.officer).search([("id", "=", report.id)]))
        self.assertNotIn(self.officer, report.activity_ids.user_id)
        with self.assertRaises(AccessError):
            self._measure("hide", report)
        other = self._new_user("oskar", "seitech_elearning.group_elearning_safeguarding")
        line = self._measure("warn", report, other, notice="Be kind.")
        for user, found in ((other, line), (self.officer, line.browse())):
            self.assertEqual(line.with_user(user).search([("id", "=", line.id)]), found)

    def test_the_other_is_told_nothing(self):
        said = self._post(self.student, "You are stupid", self.circle)
        with self._bus() as rows:
            self._report(said["id"])
        self.assertNotIn("seitech.chat/notices", [kind for _address, kind, _payload in rows])
        self.assertNotIn("You are stupid", json.dumps([payload for _a, _k, payload in rows]))
        told = {address for address, _kind, _payload in rows}
        self.assertIn(("res.partner", self.officer.partner_id.id), told)
        self.assertNotIn(("res.partner", self.student.partner_id.id), told)
        self._measure("hide", self.env["seitech.chat.report"].search([], limit=1))
        self._sign_in(self.student)
        page = self._call("messages", {"channel_id": self.circle.id})
        self.assertNotIn(self.fellow.name, json.dumps(page["messages"]))

    # The work

    def test_the_role_is_told(self):
        report = self._reported()
        self.assertIn(self.officer, report.activity_ids.user_id)
        self.assertNotIn(self.manager, report.activity_ids.user_id)
        report.with_user(self.officer).action_take_on()
        self.assertEqual((report.state, report.handler_id), ("progress", self.officer))
        self.assertFalse(report.activity_ids)

    def test_overdue(self):
        parameter = settings.PREFIX + settings.SAFEGUARDING_HOURS
        self.env["ir.config_parameter"].set_param(parameter, "24")
        report = self._reported()
        overdue = [("is_overdue", "=", True)]
        self.assertNotIn(report, report.search(overdue))
        with freeze_time(self._in(hours=25)):
            report.invalidate_recordset(["is_overdue"])
            self.assertTrue(report.is_overdue)
            self.assertIn(report, report.search(overdue))
            report.with_user(self.officer).action_done()
            self.assertFalse(report.is_overdue)
            self.assertNotIn(report, report.search(overdue))

    def test_others_about_the_same_person(self):
        first, second = self._reported(), self._reported()
        said = self._post(self.instructor, "x", self.circle)
        other = self._report(said["id"])
        self.assertEqual(second.with_user(self.officer).earlier_ids, first)
        self.assertEqual(other.with_user(self.officer).earlier_count, 0)
