from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestBlocks(DeskCase):
    """Visitors who are kept away for a while, and what was no request."""

    def _send(self):
        return self._as_visitor("send", content="x")

    def test_block(self):
        self.assertTrue(self._desk("block", hours=2)["blocked_until"])
        self.assertTrue(self._desk("person")["blocked_until"])
        self._assert_refused(self._send(), 403, "blocked")
        data = {"channel_id": str(self.support.id), "session_token": self.token}
        upload = self.url_open(
            "/api/chat/support/upload", data=data, files={"file": ("a.txt", b"a")}
        )
        self._assert_refused(upload, 403, "blocked")
        self._assert_refused(self._request("support", {}), 403, "blocked")
        url = f"/api/chat/support/{self.support.id}/messages"
        read = self.url_open(url, headers={"X-Session-Token": self.token})
        self.assertEqual(read.status_code, 200, "what was said stays readable")

    def test_unblock(self):
        self._desk("block")
        self._desk("unblock")
        self.assertIsNone(self._desk("unblock")["blocked_until"], "twice does no harm")
        self.assertEqual(self._send().status_code, 200)
        self.assertEqual(self._request("support", {}).status_code, 200)

    def test_a_block_ends(self):
        self._desk("block", hours=1)
        blocks = self.env["seitech.chat.block"].search([])
        blocks.until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self._send().status_code, 200)
        blocks._gc_blocks()
        self.assertFalse(blocks.exists())

    def test_longer(self):
        self._desk("block", hours=1)
        self._desk("block", hours=700)
        self.assertEqual(len(self.env["seitech.chat.block"].search([])), 1)
        for hours in (0, 721, -1):
            self._refused_desk(422, "invalid_value", "block", hours=hours)

    def test_spam(self):
        support = self._desk("spam")["support"]
        self.assertEqual((support["spam"], support["stage"]), (True, "closed"))
        self.assertEqual(self.support.state, "closed")
        self._assert_refused(self._request("support", {}), 403, "blocked")
        self.assertIs(self._desk("spam")["support"]["spam"], True, "twice does no harm")

    def test_students_are_no_visitors(self):
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        for path in ("block", "unblock", "spam"):
            self._refused_desk(409, "conflict", path, channel=channel)

    def test_who_may_see_blocks(self):
        self._desk("block")
        block = self.env["seitech.chat.block"].search([])
        self.assertNotIn("network_hash", block.with_user(self.manager).fields_get())
        self.assertFalse(block.with_user(self.student).has_access("read"))

    def test_canned_responses(self):
        answers = self.env["mail.canned.response"]
        mine = answers.with_user(self.agent).create({"source": "hi", "substitution": "Hello!"})
        answers.with_user(self.colleague).create({"source": "own", "substitution": "x"})
        group = self.env.ref("seitech_elearning.group_elearning_support_agent")
        shared = answers.create(
            {"source": "bye", "substitution": "Goodbye!", "group_ids": [(4, group.id)]}
        )
        found = self._call("desk/setup", {}, self.agent)["canned_responses"]
        own = [answer for answer in found if answer["id"] in (mine + shared).ids]
        self.assertEqual([answer["source"] for answer in own], ["bye", "hi"])
        self.assertNotIn("own", [answer["source"] for answer in found])
