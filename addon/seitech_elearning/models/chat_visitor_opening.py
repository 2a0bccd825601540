import secrets
import uuid
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from psycopg2.errors import SerializationFailure

from ..tools.token_hash import token_hash
from .chat_visitor import TOKEN_BYTES

# How long an opening whose answer was lost can be repeated.
REPEATABLE_FOR = timedelta(days=1)


class ChatVisitor(models.Model):
    """An opening whose answer was lost is repeated: the client's key of it is the proof, as long as
    nobody has used the token. So nobody is told that key."""

    _inherit = "seitech.chat.visitor"

    opening_hash = fields.Char(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Stands for the client's key of the opening, and for the network it came from.",
    )
    repeatable_until = fields.Datetime(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Until then the opening can be repeated, unless the token was used.",
    )

    _opening_hash_unique = models.UniqueIndex(
        "(opening_hash) WHERE opening_hash IS NOT NULL", "This conversation is open already."
    )

    @api.model
    def _repeatable(self, client_key, network_hash):
        """:param str client_key: the client's key of an opening, or ``None``
        :return: the values that make it one that can be repeated
        """
        if client_key is None:
            return {}
        return {
            "opening_hash": _opening_hash(client_key, network_hash),
            "repeatable_until": fields.Datetime.now() + REPEATABLE_FOR,
        }

    @api.model
    def _find_opened(self, client_key, network_hash):
        """:return: the visitor who opened a conversation with this key, from this network"""
        return self.search([("opening_hash", "=", _opening_hash(client_key, network_hash))])

    @api.model
    def _is_opened_meanwhile(self, client_key, network_hash):
        """Wait for whoever is opening a conversation with the same key.

        :return: whether there is one that this transaction does not see yet
        """
        opening_hash = _opening_hash(client_key, network_hash)
        lock = int.from_bytes(bytes.fromhex(opening_hash)[:8], signed=True)
        self.env.cr.execute(
            "SELECT set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(%s)",
            [lock],
            log_exceptions=False,
        )
        with self.env.registry.cursor() as fresh:
            fresh.execute(
                "SELECT 1 FROM seitech_chat_visitor WHERE opening_hash = %s", [opening_hash]
            )
            return bool(fresh.fetchone())

    def _is_repeatable(self):
        """:return: whether nobody can have had the answer to the opening"""
        return self._is_repeatable_until(self.repeatable_until)

    @staticmethod
    def _is_repeatable_until(end):
        return bool(end) and end > fields.Datetime.now()

    def _reissue(self):
        """:return: a new token, in the place of the one whose answer was lost"""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.write({"token_hash": token_hash(token)})
        return token

    def _note_use(self):
        """Whoever has the token got the answer to the opening, or to what has replaced the token
        since: it is not given again."""
        if not self.repeatable_until and not self.link_until:
            return
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(
                    """
                    UPDATE seitech_chat_visitor SET repeatable_until = NULL, link_until = NULL
                     WHERE id = %s
                    """,
                    [self.id],
                    log_exceptions=False,
                )
        except SerializationFailure:
            # Another request of the same visitor has just done so.
            return
        self.invalidate_recordset(["repeatable_until", "link_until"], flush=False)

    def _stored_key(self, client_key):
        """:param str client_key: what the client calls a message
        :return: what everybody else calls it. The key of the opening is worth a token, and is told
            to nobody.
        """
        try:
            is_opening = self.opening_hash == _opening_hash(client_key, self.network_hash)
        except (ValueError, TypeError):
            return client_key
        return str(uuid.uuid5(uuid.UUID(client_key), "message")) if is_opening else client_key


def _opening_hash(client_key, network_hash):
    """:raise ValueError: for what is no UUID"""
    return token_hash(f"{uuid.UUID(client_key)}/{network_hash}")
