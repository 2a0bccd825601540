import time

# At most so many seconds old: somebody may have set another limit.
KNOWN_FOR = 1
MAX_KNOWN = 10_000


class EmptyBuckets:
    """Buckets of tokens that were empty a moment ago, as this process has seen them.

    Whoever takes from an empty bucket leaves it as it is, and others can only have emptied it
    further: until time has filled it again the database need not be asked. Of a flood, what is
    refused costs next to nothing.
    """

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._seen = {}

    def note(self, key, tokens):
        """:param float tokens: what is in the bucket now, less than one"""
        if len(self._seen) >= MAX_KNOWN:
            self._seen.clear()
        self._seen[key] = (tokens, self._clock())

    def tokens_in(self, key, capacity, seconds):
        """:param int capacity: how many tokens the bucket holds
        :param int seconds: how long it takes to fill
        :return: what is in it at most, less than one; ``None`` if the database has to be asked
        """
        seen = self._seen.get(key)
        if seen is None:
            return None
        tokens, at = seen
        age = self._clock() - at
        tokens += age * capacity / seconds
        return tokens if age < KNOWN_FOR and tokens < 1 else None

    def clear(self):
        """Forget all of them."""
        self._seen.clear()
