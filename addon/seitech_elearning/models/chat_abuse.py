from contextlib import contextmanager
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from odoo.http import request

from ..tools.errors import ChatError
from ..tools.network import network_of

KINDS = [
    ("limit", "Too much, again and again"),
    ("block", "Blocked by an agent"),
    ("spam", "Marked as spam"),
]
KEPT_FOR = timedelta(days=30)

# So many refusals in so many seconds are no accident any more.
REFUSALS, REFUSED_WITHIN = 5, 600
# One record of it is enough for so long.
NOTED_FOR = 3600

_INSERT = """
    INSERT INTO seitech_chat_abuse (
           kind, network, network_hash, visitor_id, create_uid, write_uid, create_date, write_date)
    SELECT 'limit', %(network)s, %(hash)s,
           (SELECT id FROM seitech_chat_visitor WHERE id = %(visitor)s), 1, 1, now, now
      FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) clock
 RETURNING id
"""
_COMPLETE = """
    WITH completed AS (
        UPDATE seitech_chat_abuse SET network = %(network)s
         WHERE network_hash = %(hash)s AND network IS NULL
     RETURNING id
    )
    SELECT count(*) FROM completed
"""


class ChatAbuse(models.Model):
    """Where abuse came from: the one place that knows a network by its numbers, cut off to what a
    household or an office shares, and for 30 days.

    What happens in a request that is refused is written on another connection, or it would be
    undone with the request.
    """

    _name = "seitech.chat.abuse"
    _description = "Chat Abuse"
    _rec_name = "network"
    _order = "id desc"

    kind = fields.Selection(KINDS, required=True, readonly=True)
    network = fields.Char(
        readonly=True,
        help="Its first 24 bits, or 48 of the longer kind. Of somebody whom an agent keeps away it "
        "is known when they come back.",
    )
    network_hash = fields.Char(readonly=True, groups=NO_ACCESS, index=True)
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", ondelete="set null", readonly=True, index="btree_not_null"
    )

    @api.model
    @contextmanager
    def _watching(self, visitor=None):
        """Count what is refused within the block, and note it when it was too often."""
        try:
            yield
        except ChatError:
            if request:
                self._note_refusal(visitor)
            raise

    @api.model
    def _note_refusal(self, visitor):
        rates = self.env["seitech.chat.rate"]
        params = self._place()
        is_rare, _left = rates._try_token(f"refused:{params['hash']}", REFUSALS, REFUSED_WITHIN)
        if not is_rare and rates._try_token(f"noted:{params['hash']}", 1, NOTED_FOR)[0]:
            rates._execute_apart(_INSERT, {**params, "visitor": visitor and visitor.id})

    @api.model
    def _is_often_refused(self, network_hash):
        """:return: whether this network has hit limits again and again in the last minutes"""
        rates = self.env["seitech.chat.rate"]
        return rates._tokens_left(f"refused:{network_hash}", REFUSALS, REFUSED_WITHIN) < 1

    @api.model
    def _note_by_agent(self, visitor, kind):
        """:param str kind: one of ``KINDS``"""
        # sudo: seitech.chat.abuse – agents may block, which was checked
        abuses = self.sudo()
        of_network = [("network_hash", "=", visitor.network_hash), ("network", "!=", False)]
        abuses.create(
            {
                "kind": kind,
                "visitor_id": visitor.id,
                "network_hash": visitor.network_hash,
                "network": abuses.search(of_network, limit=1).network,
            }
        )

    @api.model
    def _note_return(self):
        """Somebody who is kept away is here again: now it is known from where."""
        if request:
            self.env["seitech.chat.rate"]._execute_apart(_COMPLETE, self._place())

    @api.model
    def _place(self):
        address = request.httprequest.remote_addr
        network_hash = self.env["seitech.chat.rate"]._network_hash(address)
        return {"network": network_of(address), "hash": network_hash}

    @api.autovacuum
    def _gc_abuse(self):
        self.search([("create_date", "<", fields.Datetime.now() - KEPT_FOR)]).unlink()
