import base64
import json
import secrets
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from odoo import api, models
from odoo.tools import hmac

from .chat_visitor import TOKEN_BYTES

# How long somebody can think before saying the first thing.
LIFE = timedelta(days=1)

_SCOPE = "seitech_elearning.ticket"


class ChatTicket(models.AbstractModel):
    """The token of a conversation in which nothing was said yet. It carries what the conversation
    will begin with, sealed by the secret of the database, which keeps nothing of it."""

    _name = "seitech.chat.ticket"
    _description = "Chat Ticket"

    @api.model
    def _issue(self, facts):
        """:param dict facts: what to carry, as JSON has it
        :return: a token that nobody else can make, read or guess
        """
        content = {**facts, "key": secrets.token_urlsafe(TOKEN_BYTES)}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return self._seal().encrypt(text.encode()).decode().rstrip("=")

    @api.model
    def _read(self, token):
        """:return: what a ticket carries; ``None`` for what is none, or none any more"""
        try:
            sealed = token.encode("ascii") + b"=" * (-len(token) % 4)
            # The same bytes can be written in several ways; only one of them is the token.
            if base64.urlsafe_b64encode(base64.urlsafe_b64decode(sealed)) != sealed:
                return None
            return json.loads(self._seal().decrypt(sealed, ttl=int(LIFE.total_seconds())))
        except (ValueError, InvalidToken):
            return None

    @api.model
    def _seal(self):
        # sudo: ir.config_parameter – the secret of the database stays on the server
        secret = bytes.fromhex(hmac(self.env(su=True), _SCOPE, "seal"))
        return Fernet(base64.urlsafe_b64encode(secret))
