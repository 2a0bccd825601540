from odoo.tests import BaseCase, tagged

from ..tools.empty_buckets import KNOWN_FOR, MAX_KNOWN, EmptyBuckets
from .common import TAGS


@tagged(*TAGS)
class TestEmptyBuckets(BaseCase):
    """What a process remembers of buckets that were empty a moment ago."""

    def setUp(self):
        super().setUp()
        self.now = 1000.0
        self.buckets = EmptyBuckets(lambda: self.now)

    def _tokens(self, key="a", capacity=60, seconds=60):
        return self.buckets.tokens_in(key, capacity, seconds)

    def test_until_it_fills_again(self):
        self.assertIsNone(self._tokens(), "never seen")
        self.buckets.note("a", 0.25)
        self.assertEqual(self._tokens(), 0.25)
        self.assertIsNone(self._tokens("b"), "another one")
        self.now += 0.5
        self.assertEqual(self._tokens(), 0.75)
        self.now += 0.25
        self.assertIsNone(self._tokens(), "there may be a token now")

    def test_not_for_long(self):
        """However slowly it fills, somebody may have set another limit."""
        self.buckets.note("a", 0)
        self.now += KNOWN_FOR - 0.01
        self.assertLess(self._tokens(capacity=3, seconds=3600), 1)
        self.now += 0.01
        self.assertIsNone(self._tokens(capacity=3, seconds=3600))

    def test_not_too_many(self):
        for number in range(MAX_KNOWN):
            self.buckets.note(number, 0)
        self.assertEqual(self._tokens(MAX_KNOWN - 1), 0)
        self.buckets.note("a", 0)
        self.assertEqual(self._tokens(), 0)
        self.assertIsNone(self._tokens(MAX_KNOWN - 1))
