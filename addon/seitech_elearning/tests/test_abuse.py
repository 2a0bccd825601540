from datetime import timedelta

from odoo import fields
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase

POSTS = 1000


@tagged(*TAGS)
class TestAbuse(DeskCase):
    """What one address can do to the support team."""

    def test_a_flood(self):
        """A thousand posts as fast as they go, from ten conversations of one address."""
        conversations = [self._open("Hello") for _ in range(10)]
        for name, value in settings.LIMITS.items():
            self._set(name, value)
        self.env.flush_all()
        before = self._stored()
        statuses = []
        for number in range(POSTS):
            self.support, self.token = conversations[number % len(conversations)]
            statuses.append(self._as_visitor("send", content=f"spam {number}").status_code)
        stored = self._stored() - before
        self.assertEqual(set(statuses), {200, 429})
        self.assertEqual(statuses.count(200), stored)
        # Sixty at once, and what became free again while it lasted.
        self.assertLessEqual(stored, 60 + self._refilled)
        response = self._request("support", {"content": "x", "email": "a@b.example"})
        self._assert_refused(response, 429, "too_many_requests")
        self.assertGreaterEqual(int(response.headers["Retry-After"]), 1)

    def setUp(self):
        super().setUp()
        self._began = fields.Datetime.now()

    @property
    def _refilled(self):
        """:return: how many tokens the bucket of a network got back since the test began"""
        seconds = (fields.Datetime.now() - self._began).total_seconds() + 1
        return int(seconds * settings.LIMITS[settings.RATE_VISITOR] / 60) + 1

    def _stored(self):
        return self.env["seitech.chat.message"].search_count([("content", "like", "spam")])

    def test_silent_conversations_are_forgotten(self):
        silent, _token = self._open()
        visitor = silent._all_members().visitor_id
        supports = self.env["seitech.chat.support"]
        supports._gc_silent()
        self.assertTrue(silent.exists(), "not at once")
        self.env.cr.execute(
            "UPDATE seitech_chat_support SET create_date = %s",
            [fields.Datetime.now() - timedelta(days=2)],
        )
        self.env.invalidate_all()
        supports._gc_silent()
        self.assertFalse(silent.exists())
        self.assertFalse(visitor.exists())
        self.assertTrue(self.support.exists(), "something was said here")

    def test_open_conversations_of_one_network(self):
        self._set(settings.SUPPORT_PER_NETWORK, 2)
        self._open("Two")
        response = self._request("support", {"content": "Three"})
        self._assert_refused(response, 429, "too_many_requests")

    def test_unanswered_conversations_in_all(self):
        self._set(settings.SUPPORT_UNANSWERED, 1)
        response = self._request("support", {"content": "One too many"})
        self._assert_refused(response, 429, "too_many_requests")
        self._set(settings.SUPPORT_UNANSWERED, 0)
        self.assertEqual(self._request("support", {"content": "x"}).status_code, 200)
