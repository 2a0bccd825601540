from odoo import fields, models


class ChatTeam(models.Model):
    """Support agents whom a conversation can be handed over to together."""

    _name = "seitech.chat.team"
    _description = "Chat Support Team"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    member_ids = fields.Many2many("res.users", "seitech_chat_team_member", "team_id", "user_id")
