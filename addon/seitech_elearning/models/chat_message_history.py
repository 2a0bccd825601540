from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .chat_channel_history import WITHIN_HISTORY


class ChatMessage(models.Model):
    """What those see who came later, as a condition for access rules."""

    _inherit = "seitech.chat.message"

    is_within_history = fields.Boolean(
        compute="_compute_is_within_history",
        search="_search_is_within_history",
        compute_sudo=True,
        help="The current user was in the channel already, or was granted what came before.",
    )

    @api.depends("channel_id")
    @api.depends_context("uid")
    def _compute_is_within_history(self):
        visible = self.search([("id", "in", self.ids), ("is_within_history", "=", True)])
        for message in self:
            message.is_within_history = message in visible

    def _search_is_within_history(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        uid = self.env.uid

        def to_sql(_model, alias, _query):
            message, channel = SQL.identifier(alias, "id"), SQL.identifier(alias, "channel_id")
            condition = WITHIN_HISTORY.format(message="%s", channel="%s", uid=int(uid))
            return SQL(condition, channel, message)

        return Domain.custom(to_sql=to_sql)
