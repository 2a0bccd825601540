from contextlib import contextmanager
from unittest.mock import patch

from odoo.addons.seitech_elearning.models.chat_rate import empty_buckets
from odoo.sql_db import db_connect
from odoo.tools import config

from .desk_case import DeskCase

# Of a range that is kept for examples.
ADDRESS = "203.0.113.77"
NETWORK = "203.0.113.0/24"


class AbuseCase(DeskCase):
    """Requests from an address of their own, as a proxy in front of Odoo reports it. What is
    counted and noted of them is committed, and is taken away again."""

    _forwarded = {}

    def setUp(self):
        super().setUp()
        self.addCleanup(self._forget)
        self._forget()

    def _forget(self):
        empty_buckets.clear()
        with self._apart() as cr:
            cr.execute("DELETE FROM seitech_chat_rate")
            cr.execute("DELETE FROM seitech_chat_abuse")

    @contextmanager
    def _apart(self):
        """A cursor that sees what was committed, and nothing of the test."""
        with db_connect(self.env.cr.dbname).cursor() as cr:
            yield cr

    @contextmanager
    def _from(self, address=ADDRESS):
        """Let all requests within the block come from an address."""
        self._forwarded = {
            "X-Forwarded-For": address,
            "X-Forwarded-Host": self.base_url().partition("//")[2],
        }
        try:
            with patch.dict(config.options, {"proxy_mode": True}):
                yield
        finally:
            self._forwarded = {}

    def url_open(self, url, *args, headers=None, **options):
        headers = {**(headers or {}), **self._forwarded}
        return super().url_open(url, *args, headers=headers, **options)

    def _hash_of(self, address=ADDRESS):
        return self.env["seitech.chat.rate"]._network_hash(address)

    def _noted(self):
        """:return: what was committed, as pairs (kind, network)"""
        with self._apart() as cr:
            cr.execute("SELECT kind, network FROM seitech_chat_abuse ORDER BY id")
            return cr.fetchall()
