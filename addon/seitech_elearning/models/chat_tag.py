from odoo import fields, models


class ChatTag(models.Model):
    """What a support conversation was about."""

    _name = "seitech.chat.tag"
    _description = "Chat Tag"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer()

    _name_unique = models.UniqueIndex("(name)", "There is a tag with this name.")
