from odoo import api, models


class MailThread(models.AbstractModel):
    """The e-mail gateway."""

    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """Replies to conversations go there, and nowhere else: Odoo keeps no copy of them."""
        is_bounce = message_dict.get("is_bounce")
        if not is_bounce and self.env["seitech.chat.reply"]._take(message, message_dict):
            return []
        return super().message_route(message, message_dict, model, thread_id, custom_values)
