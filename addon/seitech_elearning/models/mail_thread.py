from odoo import api, models


class MailThread(models.AbstractModel):
    """The e-mail gateway."""

    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """Replies to conversations go there, and nowhere else: Odoo keeps no copy of them. Of
        those to conversations with visitors it does, of so many in an hour."""
        is_bounce = message_dict.get("is_bounce")
        if not is_bounce and self.env["seitech.chat.reply"]._take(message, message_dict):
            return []
        routes = super().message_route(message, message_dict, model, thread_id, custom_values)
        channels = self.env["seitech.chat.channel"]
        return channels._routes_within_limit(routes, message, message_dict)
