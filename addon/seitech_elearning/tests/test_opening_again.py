import uuid
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestOpeningAgain(DeskCase):
    """An opening whose answer was lost is repeated: one conversation, whoever repeats it."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.key = str(uuid.uuid4())
        self.body = {"name": "Vera", "content": "Help", "client_key": self.key}

    def _answer(self, **changes):
        return self._request("support", {**self.body, **changes})

    def _conversations(self):
        return self.env["seitech.chat.channel"].search_count(
            [("channel_type", "=", "public_support")]
        )

    def _visitor(self, opened):
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        return channel._all_members().visitor_id

    def _poll(self, opened, token=None):
        headers = {"X-Session-Token": token or opened["session_token"]}
        return self.url_open(f"/api/chat/support/{opened['channel_id']}/poll", headers=headers)

    def test_the_same_conversation(self):
        first = self._answer().json()
        before = self._conversations()
        for key in (self.key, self.key.upper()):
            again = self._answer(client_key=key).json()
            self.assertEqual(again["channel_id"], first["channel_id"])
            self.assertEqual(again.keys(), first.keys())
            self.assertEqual(again["message"]["id"], first["message"]["id"])
            self.assertEqual(again["message"]["client_key"], key)
            self.assertEqual(again["visit"], first["visit"])
        self.assertEqual(self._conversations(), before)
        self.assertEqual(self._poll(first).status_code, 401, "its token was replaced")
        news = self._poll(again)
        self.assertEqual(len(news.json()["messages"]), 1, "said once")

    def test_whoever_has_the_answer_needs_no_other(self):
        for use in (
            self._poll,
            lambda opened: self.env["seitech.chat.visitor"]._find(opened["session_token"], None),
        ):
            self.body["client_key"] = str(uuid.uuid4())
            first = self._answer().json()
            use(first)
            self.env.invalidate_all()
            self._assert_refused(self._answer(), 409, "conflict")
            self.assertEqual(self._poll(first).status_code, 200, "the token stays")

    def test_not_for_ever(self):
        opened = self._answer().json()
        self._visitor(opened).repeatable_until = fields.Datetime.now() - timedelta(seconds=1)
        self._assert_refused(self._answer(), 409, "conflict")

    def test_resuming_ends_it(self):
        opened = self._answer().json()
        visitor = self._visitor(opened)
        visitor._bind(visitor.user_id)
        self._assert_refused(self._answer(), 409, "conflict")

    def test_somebody_elses(self):
        first = self._answer().json()
        self._assert_refused(self._answer(content="Other"), 409, "conflict")
        self.assertNotEqual(
            self._answer(client_key=str(uuid.uuid4())).json()["channel_id"], first["channel_id"]
        )
        self._visitor(first).network_hash = "another"
        self.env.cr.execute(
            "UPDATE seitech_chat_visitor SET opening_hash = 'x' WHERE id = %s",
            self._visitor(first).ids,
        )
        self.env.invalidate_all()
        other = self._answer().json()
        self.assertNotEqual(other["channel_id"], first["channel_id"], "from another network")
        self.assertEqual(self._poll(first).status_code, 200)

    def test_the_key_is_told_to_nobody(self):
        """It is worth a token: neither agents nor the bus nor the database have it."""
        with self._bus() as rows:
            opened = self._answer().json()
        self.assertNotIn(self.key, str(rows))
        self.assertNotIn(self.key, self._poll(opened).text)
        page = self._request("messages", {"channel_id": opened["channel_id"]}, self.agent)
        self.assertNotIn(self.key, page.text)
        for table in ("seitech_chat_visitor", "seitech_chat_message"):
            self.env.cr.execute(SQL("SELECT * FROM %s", SQL.identifier(table)))
            self.assertNotIn(self.key, str(self.env.cr.fetchall()))
        told = page.json()["messages"][0]["client_key"]
        other = self._answer(client_key=told).json()
        self.assertNotEqual(other["channel_id"], opened["channel_id"])

    def test_sent_again_as_a_message(self):
        """A tab was closed after the opening, before it forgot what it had sent."""
        opened = self._answer().json()
        body = {
            "channel_id": opened["channel_id"],
            "session_token": opened["session_token"],
            "content": "Help",
            "client_key": self.key,
        }
        again = self._call("support/send", body)["message"]
        self.assertEqual((again["id"], again["client_key"]), (opened["message"]["id"], self.key))
        self._assert_refused(
            self._request("support/send", {**body, "content": "Other"}), 409, "conflict"
        )

    def test_a_silent_opening_is_no_repetition(self):
        body = {"client_key": self.key}
        opened = [self._call("support", body)["channel_id"] for _ in range(2)]
        self.assertEqual(len(set(opened)), 2)
        self._assert_refused(self._answer(client_key="x"), 422, "invalid_value")

    def test_blocked(self):
        opened = self._answer().json()
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._desk("block", channel=channel)
        self.authenticate(None, None)
        self._assert_refused(self._answer(), 403, "blocked")
