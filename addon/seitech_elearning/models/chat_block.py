from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from ..tools.errors import ChatError


class ChatBlock(models.Model):
    """A visitor who may not write for a while, and may not begin anew from the same network."""

    _name = "seitech.chat.block"
    _description = "Chat Block"
    _rec_name = "visitor_id"
    _order = "id desc"

    visitor_id = fields.Many2one(
        "seitech.chat.visitor", required=True, ondelete="cascade", readonly=True, index=True
    )
    network_hash = fields.Char(readonly=True, groups=NO_ACCESS)
    until = fields.Datetime(required=True)

    _network_idx = models.Index("(network_hash, until)")

    @api.model
    def _check_visitor(self, visitor):
        """:raise ChatError: 403 for visitors who are blocked"""
        self._check([("visitor_id", "=", visitor.id)])

    @api.model
    def _check_network(self, network_hash):
        """:raise ChatError: 403 for networks that somebody who is blocked came from"""
        self._check([("network_hash", "=", network_hash)])

    @api.model
    def _check(self, domain):
        if self._keeps_away(domain):
            self.env["seitech.chat.abuse"]._note_return()
            message = self.env._("You cannot write to the support team at the moment.")
            raise ChatError(message, "blocked", 403)

    @api.model
    def _keeps_away(self, domain):
        # sudo: seitech.chat.block – only whether there is one
        blocks = self.sudo()
        present = [*domain, ("until", ">", fields.Datetime.now())]
        return bool(blocks.search_count(present, limit=1))

    @api.autovacuum
    def _gc_blocks(self):
        self.search([("until", "<", fields.Datetime.now())]).unlink()
