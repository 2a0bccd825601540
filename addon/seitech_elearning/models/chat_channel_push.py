from odoo import models


class ChatChannel(models.Model):
    """Messages wake the scheduler that pushes."""

    _inherit = "seitech.chat.channel"

    def _post(self, content, *args, **options):
        message = super()._post(content, *args, **options)
        self.env["seitech.chat.push"]._wake()
        return message
