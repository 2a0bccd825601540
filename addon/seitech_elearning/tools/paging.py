"""How much is answered at a time, unless a route says otherwise."""

MAX_PAGE = 100
DEFAULT_PAGE = 50

# The highest id there can be.
MAX_ID = 2**31 - 1
