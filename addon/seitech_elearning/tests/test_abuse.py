import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .abuse_case import AbuseCase
from .common import TAGS

POSTS = 1000


@tagged(*TAGS)
class TestAbuse(AbuseCase):
    """What one address can do to the support team."""

    def test_a_flood(self):
        """A thousand posts as fast as they go, from ten conversations of one address."""
        with self._from():
            conversations = [self._open("Hello") for _ in range(20)]
            for name, value in settings.LIMITS.items():
                self._set(name, value)
            self.env.flush_all()
            posts, seconds = self._flood(conversations)
            response = self._request("support", {"content": "x", "email": "a@b.example"})
        self._assert_refused(response, 429, "too_many_requests")
        self.assertEqual({status for status, _wait in posts}, {200, 429})
        self.assertEqual(len(posts), POSTS)
        stored = sum(status == 200 for status, _wait in posts)
        self.assertEqual(self._stored(), stored)
        # Where it takes longer than ten seconds, what became free again after them.
        self.assertLessEqual(stored, 60 + max(0, seconds - 10))
        self.assertGreaterEqual(stored, 50, "the limit of the network, not that of one visitor")
        waits = [wait for status, wait in posts if status == 429]
        self.assertTrue(all(wait and int(wait) >= 1 for wait in waits))
        self.authenticate(None, None)
        self.assertEqual(self._as_visitor("send", content="Hello").status_code, 200, "others")

    def _flood(self, conversations, number_of_posts=POSTS):
        """:return: status and ``Retry-After`` of each post, and how many seconds they took"""
        posts, began = [], time.monotonic()
        mine = self.support, self.token
        for number in range(number_of_posts):
            self.support, self.token = conversations[number % len(conversations)]
            response = self._as_visitor("send", content=f"spam {number}")
            posts.append((response.status_code, response.headers.get("Retry-After")))
        self.support, self.token = mine
        return posts, time.monotonic() - began

    def _stored(self):
        return self.env["seitech.chat.message"].search_count([("content", "like", "spam")])

    def test_what_is_refused_costs_little(self):
        """Not to be found for every post of a flood: whose conversation it is, and what is left."""
        self._set(settings.RATE_VISITOR, 60)
        rates, visitors = self.registry["seitech.chat.rate"], self.registry["seitech.chat.visitor"]
        with (
            self._from(),
            patch.object(
                rates, "_execute_apart", autospec=True, side_effect=rates._execute_apart
            ) as r,
            patch.object(visitors, "_find", autospec=True, side_effect=visitors._find) as found,
        ):
            conversations = [self._open("Hello") for _ in range(20)]
            while self._flood(conversations, 20)[0][-1][0] == 200:
                pass
            r.reset_mock()
            found.reset_mock()
            posts, seconds = self._flood(conversations, 100)
        refused = [status for status, _wait in posts if status == 429]
        self.assertGreater(len(refused), 97 - seconds)
        # Once a second there is a token again, and somebody has to see that there is none more.
        self.assertLessEqual(found.call_count, 5 + 3 * seconds)
        self.assertLessEqual(r.call_count, 5 * (5 + 3 * seconds))

    def test_one_conversation_in_a_hurry_is_not_looked_for_either(self):
        """Long before its network has written too much."""
        self._set(settings.RATE_VISITOR, 60)
        visitors = self.registry["seitech.chat.visitor"]
        with (
            self._from(),
            patch.object(visitors, "_find", autospec=True, side_effect=visitors._find) as found,
        ):
            conversation = [self._open("Hello")]
            while self._flood(conversation, 1)[0][0][0] == 200:
                pass
            found.reset_mock()
            posts, seconds = self._flood(conversation, 50)
        refused = [status for status, _wait in posts if status == 429]
        self.assertGreater(len(refused), 47 - seconds)
        # One more is let through each second.
        self.assertLessEqual(found.call_count, 3 + 3 * seconds)

    def test_silent_conversations_are_forgotten(self):
        silent, _token = self._open()
        visitor = silent._all_members().visitor_id
        supports = self.env["seitech.chat.support"]
        closed, self.token = self._open()
        before, self.support = self.support, closed
        self.assertEqual(self._as_visitor("close").status_code, 200)
        for minutes, is_there in ((49, True), (51, False)):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE seitech_chat_support SET create_date = %s",
                [fields.Datetime.now() - timedelta(minutes=minutes)],
            )
            self.env.invalidate_all()
            supports._remove_silent()
            for record in (silent, visitor, closed):
                self.assertIs(bool(record.exists()), is_there)
        self.assertTrue(before.exists(), "something was said here")

    def test_silent_conversations_are_removed_within_the_hour(self):
        cron = self.env.ref("seitech_elearning.cron_remove_silent")
        self.assertTrue(cron.active)
        self.assertEqual((cron.interval_number, cron.interval_type), (10, "minutes"))
        silent, _token = self._open()
        self.env.cr.execute(
            "UPDATE seitech_chat_support SET create_date = create_date - interval '51 minutes'"
        )
        self.env.invalidate_all()
        cron.method_direct_trigger()
        self.assertFalse(silent.exists())

    def test_silent_conversations_are_in_no_list(self):
        silent, token = self._open()
        closed, closed_token = self._open()
        self.support, self.token = closed, closed_token
        self.assertEqual(self._as_visitor("close").status_code, 200)
        for hidden in (silent, closed):
            for queue in ("waiting", "assigned", "mine", "closed"):
                self.assertNotIn(hidden.id, self._queue(queue))
            self.assertNotIn(hidden.id, self._listed())
        action = self.env.ref("seitech_elearning.chat_support_action")
        shown = self.env[action.res_model].with_user(self.agent).search(safe_eval(action.domain))
        self.assertNotIn(silent, shown.channel_id)
        # As if it had been opened in a transaction before.
        self.env.cr.execute(
            "UPDATE seitech_chat_channel SET create_date = create_date - interval '1 day'"
        )
        before = self._call("channels", {}, self.agent)["memberships_rev"]
        self.support, self.token = silent, token
        self.authenticate(None, None)
        self._say("Hello")
        self.assertIn(silent.id, self._queue())
        self.assertIn(silent.id, self._listed())
        after = self._call("channels", {}, self.agent)["memberships_rev"]
        self.assertGreater(after, before, "who catches up looks for it")

    def _listed(self):
        reply = self._call("channels", {"limit": 100}, self.agent)
        return [channel["id"] for channel in reply["channels"]]

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
