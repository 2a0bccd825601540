"""How much is answered at a time, unless a route says otherwise."""

MAX_PAGE = 100
DEFAULT_PAGE = 50
