import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from ..tools.token_hash import token_hash

TOKEN_BYTES = 32
IDLE_LIFE = timedelta(days=30)
LIFE_AFTER_CLOSING = timedelta(days=1)
# The same for a token that was exchanged for one of an account.
EXCHANGEABLE_FOR = timedelta(minutes=10)

# How often a token in use is given its full life again: not with every request.
RENEWAL = timedelta(hours=1)


class ChatVisitor(models.Model):
    """Somebody without an account who has a conversation with the support team. Nothing but the
    token proves who they are; the database knows its hash only."""

    _name = "seitech.chat.visitor"
    _description = "Chat Visitor"
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    # A column of its own, so that Odoo's privacy lookup finds it.
    email = fields.Char(readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Account",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
        help="Signed in since; the token is good only together with a session of this account.",
    )
    chat_member_ids = fields.One2many("seitech.chat.member", "visitor_id", readonly=True)
    expires_at = fields.Datetime(required=True, readonly=True)
    token_hash = fields.Char(required=True, readonly=True, copy=False, groups=NO_ACCESS)
    network_hash = fields.Char(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Stands for the network the visitor came from, to count conversations; see "
        "tools.network.",
    )
    bound_at = fields.Datetime(readonly=True, copy=False, groups=NO_ACCESS)
    unbound_hash = fields.Char(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Of the token before, which can be exchanged once more if the answer was lost.",
    )

    _token_hash_unique = models.UniqueIndex("(token_hash)", "There is a visitor with this token.")
    _unbound_hash_idx = models.Index("(unbound_hash) WHERE unbound_hash IS NOT NULL")
    _network_hash_idx = models.Index("(network_hash)")

    @api.model
    def _admit(self, name, email, network_hash, token=None, **values):
        """:param str token: the one they have already, or ``None`` for a new one
        :param values: of other fields, like those of ``_repeatable``
        :return: a new visitor, and the token, which nobody will be able to tell again
        """
        token = token or secrets.token_urlsafe(TOKEN_BYTES)
        visitor = self.create(
            {
                "name": name,
                "email": email,
                "network_hash": network_hash,
                "token_hash": token_hash(token),
                "expires_at": fields.Datetime.now() + IDLE_LIFE,
                **values,
            }
        )
        return visitor, token

    def _bind(self, user):
        """:return: a new token, in the place of the one it had"""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        values = {"user_id": user.id, "token_hash": token_hash(token), "repeatable_until": False}
        self.write(values)
        return token

    def _bind_once(self, user, shown):
        """Bind to an account for good. Whoever does not get the answer shows the old token again.

        :param str shown: the token that was shown: the one it has, or had until just now
        :return: a new token, in the place of the one it had
        """
        if self.token_hash == token_hash(shown):
            self.write({"unbound_hash": self.token_hash, "bound_at": fields.Datetime.now()})
        return self._bind(user)

    @api.model
    def _find_bound(self, token, user_id):
        """:return: the visitor whose token this was until it was bound, just now, to the account
        that is signed in; empty if there is none
        """
        just_bound = [
            ("unbound_hash", "=", token_hash(token)),
            ("bound_at", ">", fields.Datetime.now() - EXCHANGEABLE_FOR),
            ("expires_at", ">", fields.Datetime.now()),
            ("user_id", "=", user_id),
        ]
        # sudo: seitech.chat.visitor – the token and the account are the proof
        return self.sudo().search(just_bound)

    @api.model
    def _find(self, token, user_id):
        """:param int user_id: who is signed in, if somebody is
        :return: the visitor with this token, unless it has expired or belongs to an account that
            is not signed in; empty if there is none. The record may be used to reach what is the
            visitor's, and nothing else.
        """
        visitor = self._find_valid("token_hash", token_hash(token), user_id)
        visitor._note_use()
        return visitor

    @api.model
    def _find_by_id(self, id_, user_id):
        """:return: like ``_find``, for whoever has shown another proof than the token"""
        return self._find_valid("id", id_, user_id)

    @api.model
    def _find_valid(self, field, value, user_id):
        valid = [
            (field, "=", value),
            ("expires_at", ">", fields.Datetime.now()),
            ("user_id", "in", (False, user_id)),
        ]
        needed = ["repeatable_until", "link_until", "opening_hash", "network_hash"]
        # sudo: seitech.chat.visitor – the public user has no rights; the token is the proof
        return self.sudo().search_fetch(valid, needed)

    def _renew(self):
        """A token in use keeps living, unless the end of its conversation has limited its life."""
        # Written by statement: the only writer that could interfere is the same visitor, and
        # whoever is second finds nothing left to do.
        now = fields.Datetime.now()
        bounds = {"id": self.id, "until": now + IDLE_LIFE, "stale": now + IDLE_LIFE - RENEWAL}
        self.env.cr.execute(
            """
            UPDATE seitech_chat_visitor visitor
               SET expires_at = %(until)s
              FROM (
                SELECT v.id
                  FROM seitech_chat_visitor v
                  JOIN seitech_chat_member m ON m.visitor_id = v.id
                  JOIN seitech_chat_channel c ON c.id = m.channel_id AND c.state = 'active'
                 WHERE v.id = %(id)s AND v.expires_at < %(stale)s
                   FOR UPDATE OF v SKIP LOCKED
              ) stale
             WHERE visitor.id = stale.id
            """,
            bounds,
        )
        self.invalidate_recordset(["expires_at"])
