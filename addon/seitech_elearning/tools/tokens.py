"""How long the addresses of files and pictures are good for."""

import time

# Addresses stay the same for a while, so that browsers need not fetch a picture twice.
PERIOD = 12 * 3600


def valid_until():
    """:return: the end of an address that is given out now, 12 to 24 hours away, as Odoo's tokens
    have it"""
    return hex((int(time.time()) // PERIOD + 2) * PERIOD)
