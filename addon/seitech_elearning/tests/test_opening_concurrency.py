import uuid

from odoo.tests import tagged

from .common import TAGS
from .visitor_race_case import TRIES, VisitorRaceCase


@tagged(*TAGS)
class TestOpeningConcurrency(VisitorRaceCase):
    """The same opening twice at once."""

    def _open_at_once(self, key):
        """:return: what two requests are answered"""

        def look(env):
            # Both have seen that there is none.
            # sudo: seitech.chat.visitor – nobody but the server looks for them
            visitors = env["seitech.chat.visitor"].sudo()
            self.assertFalse(visitors._find_opened(key, self.network_hash))

        return self._at_once(look, lambda env, _number: self._open(env, "Help", key))

    def test_one_conversation(self):
        for _ in range(TRIES):
            answers = self._open_at_once(str(uuid.uuid4()))
            self.assertEqual(len(answers), 2)
            self.assertEqual(len({answer["channel_id"] for answer in answers}), 1)
            self.assertEqual(len({answer["message"]["id"] for answer in answers}), 1)
            with self._transaction() as env:
                self.assertEqual(len(self._visitors(env)), 1)
                visitors = env["seitech.chat.visitor"]
                good = [a for a in answers if visitors._find(a["session_token"], None)]
            self.assertEqual(len(good), 1, "the token that was given last")
            self._delete()
