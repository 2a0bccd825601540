"""Telling browsers' push services that there is something to fetch."""

import io
from contextlib import closing

from .outbound import OutboundSession

# How long a push service keeps trying to reach a phone that is switched off.
KEPT_FOR = 24 * 3600
# All that is ever read of an answer, for the log.
MAX_ANSWER = 1024
SCHEMES = ("https",)


def is_acceptable(endpoint):
    """:return: whether this can be the address of a push service. Which machine it is, is checked
    when the connection is made (``tools.outbound``)."""
    scheme, _colon, rest = endpoint.partition("://")
    return scheme in SCHEMES and bool(rest)


class PushSession(OutboundSession):
    """For ``push_to_end_point`` of Odoo, which neither checks addresses nor keeps a push for longer
    than a minute."""

    def post(self, url, headers=None, **options):
        """:raise requests.RequestException: for whatever goes wrong, forbidden addresses alike"""
        headers = {**(headers or {}), "TTL": str(KEPT_FOR), "Urgency": "normal"}
        options |= {"allow_redirects": False, "stream": True}
        response = super().post(url, headers=headers, **options)
        with closing(response.raw) as raw:
            body = raw.read(MAX_ANSWER)
        response.raw = io.BytesIO(body)
        return response
