from odoo import fields, models


class ChatLinkPreview(models.Model):
    """That a message shows the preview of a page it links to, or that somebody took it away.

    Nobody in the chat has rights on these rows; messages carry what they show.
    """

    _name = "seitech.chat.link.preview"
    _description = "Chat Link Preview"
    _rec_name = "link_preview_id"
    _order = "id"

    message_id = fields.Many2one(
        "seitech.chat.message", required=True, ondelete="cascade", readonly=True
    )
    link_preview_id = fields.Many2one(
        "mail.link.preview", required=True, ondelete="cascade", index=True, readonly=True
    )
    is_removed = fields.Boolean(required=True, readonly=True, default=False)

    _once = models.UniqueIndex("(message_id, link_preview_id)")
