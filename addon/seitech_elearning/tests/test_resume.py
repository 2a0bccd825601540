import re
import uuid
from datetime import timedelta

from odoo import fields
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged
from odoo.tools import hash_sign

from .common import TAGS
from .desk_case import DeskCase

_LINK = re.compile(r"/#seitech-chat=([\w-]+)")


@tagged(*TAGS)
class TestResume(DeskCase):
    """Back by the link of an e-mail, which is good once."""

    def setUp(self):
        super().setUp()
        self.support, self.token = self._open("Hello", email="vera@example.com")
        self._post(self.agent, "How can I help?", self.support)
        self.visitor = self.support._all_members().visitor_id
        self._later(5)
        self._work()
        self.ticket = self._tickets()[-1]
        self.authenticate(None, None)

    def _tickets(self):
        mails = self.env["mail.mail"].search([("email_to", "=", "vera@example.com")], order="id")
        return [_LINK.search(mail.body_html)[1] for mail in mails]

    def _resume(self, ticket=None, key=None):
        body = {"ticket": self.ticket if ticket is None else ticket, "client_key": key}
        return self._request("support/resume", body)

    def _assert_used(self, ticket=None, key=None):
        refusal = self._assert_refused(self._resume(ticket, key), 409, "link_used")
        self.assertEqual(refusal["details"], {"channel_id": self.support.id})

    def _mail_link(self, ticket):
        return self._request("support/resume/mail", {"ticket": ticket})

    def _use_token(self, reply):
        self.token = reply["session_token"]
        self._say("Back again")

    def test_link(self):
        response = self._resume()
        self.assertEqual(response.status_code, 200, response.text)
        reply = response.json()
        self.assertEqual(reply["channel_id"], self.support.id)
        self._assert_refused(self._as_visitor("typing"), 401, "unauthenticated")
        self._assert_used()
        self._use_token(reply)
        self._assert_used()
        self._say("Still here")

    def test_following_it_uses_nothing(self):
        """As programs do that look after e-mails."""
        address = self.support._resume_address(self.visitor)
        for _ in range(2):
            self.assertEqual(self.url_open(address.partition("#")[0]).status_code, 200)
        for method in ("GET", "HEAD"):
            self._request("support/resume", {"ticket": self.ticket}, method=method)
        self.assertEqual(self._resume().status_code, 200)

    def test_the_answer_was_lost(self):
        key = str(uuid.uuid4())
        lost = self._resume(key=key).json()
        self._assert_used(key=str(uuid.uuid4()))
        self._assert_used()
        again = self._resume(key=key)
        self.assertEqual(again.status_code, 200)
        self.assertNotEqual(again.json()["session_token"], lost["session_token"])
        self.token = lost["session_token"]
        self._assert_refused(self._as_visitor("typing"), 401, "unauthenticated")
        self._use_token(again.json())
        self._assert_used(key=key)

    def test_the_answer_was_lost_long_ago(self):
        key = str(uuid.uuid4())
        self.assertEqual(self._resume(key=key).status_code, 200)
        self.visitor.link_until = fields.Datetime.now() - timedelta(seconds=1)
        self._assert_used(key=key)

    def test_links_before_and_after(self):
        """Using one spends those that were sent before it."""
        earlier = self.ticket
        self._say("Hello?")
        self._post(self.agent, "Yes?", self.support)
        self._later(5)
        self._work()
        self.authenticate(None, None)
        later = self._tickets()[-1]
        self.assertEqual(self._resume(later).status_code, 200)
        self._assert_used(earlier)
        self._assert_used(later)

    def test_links_without_a_number(self):
        signed = [self.support.id, self.visitor.id]
        old = hash_sign(self.env, "seitech_elearning.resume", signed, expiration_hours=1)
        self.assertEqual(self._resume(old).status_code, 200)
        self._assert_used(old)
        self._assert_used()

    def test_another_link(self):
        self.assertEqual(self._resume().status_code, 200)
        self.assertEqual(self._mail_link(self.ticket).status_code, 200)
        _first, other = self._tickets()
        self._assert_used()
        response = self._resume(other)
        self.assertEqual(response.status_code, 200)
        self._use_token(response.json())
        self._assert_used(other)

    def test_another_link_goes_to_the_visitor_only(self):
        self._resume()
        wrong = ["", "x", self.ticket[:-4], "A" * 200]
        for ticket in wrong:
            self._assert_refused(self._mail_link(ticket), 401, "unauthenticated")
        self.assertEqual(len(self._tickets()), 1)
        self.visitor.email = False
        self._assert_refused(self._mail_link(self.ticket), 422, "invalid_value")

    def test_not_too_many_links(self):
        self._set(settings.RATE_VISITOR, 60)
        statuses = [self._mail_link(self.ticket).status_code for _ in range(5)]
        self.assertEqual(statuses, [200, 200, 200, 429, 429])

    def test_links_that_are_none(self):
        ticket = self.ticket
        wrong = ["", "x", "é", "\ud800", ticket[:-4], ticket[4:], ticket.swapcase(), "A" * 200]
        for value in wrong:
            with self.subTest(ticket=value):
                self._assert_refused(self._resume(value), 401, "unauthenticated")
        self.visitor.user_id = self.student
        self._assert_refused(self._resume(), 401, "unauthenticated")
        self._assert_refused(self._mail_link(ticket), 401, "unauthenticated")
        self.visitor.user_id = False
        self.visitor.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        self._assert_refused(self._resume(), 401, "unauthenticated")
