import json
from datetime import timedelta

from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestVisit(DeskCase):
    """What visitors do with their conversation: keep it, judge it, take it home."""

    def _bind(self, user, token=None):
        body = {"channel_id": self.support.id, "session_token": token or self.token}
        return self._request("support/bind", body, user)

    def _read_status(self, token):
        url = f"/api/chat/support/{self.support.id}/messages"
        return self.url_open(url, headers={"X-Session-Token": token}).status_code

    # Keeping

    def test_binding_replaces_the_token(self):
        epoch = self.support.epoch
        response = self._bind(self.student)
        self.assertEqual(response.status_code, 200, response.text)
        token = response.json()["session_token"]
        self.assertNotEqual(token, self.token)
        self.assertEqual(self._read_status(self.token), 401, "the old one is good for nothing")
        self.assertEqual(self._read_status(token), 200)
        self.support.invalidate_recordset()
        self.assertGreater(self.support.epoch, epoch, "nor on the websocket")
        self._sign_in(self.fellow)
        self.assertEqual(self._read_status(token), 401, "somebody else's")
        self.authenticate(None, None)
        self.assertEqual(self._read_status(token), 401, "gone at logout")
        self.assertEqual(self._case().partner_id, self.student.partner_id)
        self._sign_in(self.student)
        self.assertEqual(self._bind(None, token).status_code, 200, "a second time")

    def test_websocket_of_a_bound_token(self):
        before = self.support.epoch
        token = self._bind(self.student).json()["session_token"]
        self.support.invalidate_recordset()
        self.assertGreater(self.support.epoch, before, "whoever listened by the former token")
        address = ["seitech.chat.channel", self.support.id, f"e{self.support.epoch}"]
        for user, hears in ((self.student, True), (self.fellow, False), (None, False)):
            self.authenticate(user and user.login, user and user.login)
            self.assertIs(address in self._bus_channels(token), hears)

    def _bus_channels(self, token):
        names = [f"seitech.chat/visitor/{token}"]
        params = {"channels": names, "last": 0, "is_first_poll": True}
        response = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return [channel[1:] for channel in response.json()["result"]["channels"]]

    def test_binding_again_after_a_lost_answer(self):
        """The old token gives another new one, to the same account, for a moment, and nothing
        else."""
        first = self._bind(self.student).json()["session_token"]
        response = self._bind(None)
        self.assertEqual(response.status_code, 200, response.text)
        second = response.json()["session_token"]
        self.assertEqual(self._read_status(first), 401, "replaced")
        self.assertEqual(self._read_status(self.token), 401, "for nothing else")
        self.assertEqual(self._read_status(second), 200)
        self._assert_refused(self._bind(self.fellow), 401, "unauthenticated")
        other, _token = self._open("Two")
        body = {"channel_id": other.id, "session_token": self.token}
        refused = self._request("support/bind", body, self.student)
        self._assert_refused(refused, 401, "unauthenticated")
        visitor = self.support._all_members().visitor_id
        visitor.bound_at -= timedelta(minutes=11)
        self._assert_refused(self._bind(self.student), 401, "unauthenticated")

    def test_binding_once_more_after_a_lost_answer(self):
        """Whoever has come back by the link of an e-mail binds what was bound long ago."""
        visitor = self.support._all_members().visitor_id
        self._bind(self.student)
        visitor.bound_at -= timedelta(minutes=11)
        # What the link gives.
        token = visitor._bind(self.student)
        lost = self._bind(None, token).json()["session_token"]
        self.assertEqual(self._read_status(token), 401)
        response = self._bind(None, token)
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(self._read_status(lost), 401)
        self.assertEqual(self._read_status(response.json()["session_token"]), 200)
        self._assert_refused(self._bind(self.student), 401, "unauthenticated")
        self._assert_refused(self._bind(self.fellow, token), 401, "unauthenticated")

    def test_binding_needs_both(self):
        self.authenticate(None, None)
        self._assert_refused(self._bind(None), 401, "unauthenticated")
        self._assert_refused(self._bind(self.student, "x"), 401, "unauthenticated")
        other = self._open("Two")[1]
        self._assert_refused(self._bind(self.student, other), 404, "not_found")

    # Judging

    def _rate(self, rating, **fields):
        return self._as_visitor("rate", rating=rating, **fields)

    def test_rating(self):
        self._assert_refused(self._rate(5), 409, "conflict")
        self._post(self.agent, "Hi", self.support)
        self.assertEqual(self._rate(2).status_code, 200)
        self._as_visitor("close")
        self.assertEqual(self._rate(5, feedback="Quick!").status_code, 200, "also afterwards")
        domain = [("res_model", "=", "seitech.chat.support"), ("res_id", "=", self._case().id)]
        rating = self.env["rating.rating"].search(domain)
        self.assertEqual(
            (rating.rating, rating.feedback, rating.rated_partner_id),
            (5, "Quick!", self.agent.partner_id),
        )
        self.assertEqual(rating.rating_text, "top")

    def test_what_is_no_rating(self):
        self._post(self.agent, "Hi", self.support)
        for rating in (0, 6, -1):
            self._assert_refused(self._rate(rating), 422, "invalid_value")
        for feedback in ("x" * 1001, "a\0b"):
            self._assert_refused(self._rate(5, feedback=feedback), 422, "invalid_value")

    # Taking home

    def test_transcript(self):
        self._assert_refused(self._as_visitor("transcript"), 422, "invalid_value")
        self.support, self.token = self._open("<b>Hello</b>", email="vera@example.com")
        self._assert_refused(self._as_visitor("transcript"), 409, "conflict")
        self._post(self.agent, "How can I help?", self.support)
        self._desk("note", content="between ourselves")
        self.assertEqual(self._as_visitor("transcript").status_code, 200)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.email_to, "vera@example.com")
        self.assertIn("How can I help?", mail.body_html)
        self.assertIn("&lt;b&gt;Hello", mail.body_html)
        self.assertIn("Ada Tester", mail.body_html)
        self.assertNotIn("between ourselves", mail.body_html)
        self._set(settings.RATE_VISITOR, 60)
        for _ in range(3):
            self.assertEqual(self._as_visitor("transcript").status_code, 200)
        self._assert_refused(self._as_visitor("transcript"), 429, "too_many_requests")
        self.support, self.token = self._open("Again", email="vera@example.com")
        self._post(self.agent, "How can I help?", self.support)
        self._assert_refused(self._as_visitor("transcript"), 429, "too_many_requests")
        self.support, self.token = self._open("Hello", email="walter@example.com")
        self._post(self.agent, "How can I help?", self.support)
        self.assertEqual(self._as_visitor("transcript").status_code, 200, "somebody else's")
