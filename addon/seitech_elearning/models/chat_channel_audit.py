from datetime import timedelta

from odoo import api, fields, models

from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_rights import MANAGER_GROUP

# Reading on is not opening again.
VISIT = timedelta(hours=1)


class ChatChannel(models.Model):
    """Managers can open every conversation, but not unnoticed: it leaves a line in the chatter.
    The support team's conversations are everybody's work there."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _get_with_access(self, channel_id):
        channel = super()._get_with_access(channel_id)
        if self.env.user.has_group(MANAGER_GROUP):
            channel._note_visit()
        return channel

    def _note_visit(self):
        if self.channel_type in SUPPORT_TYPES or self._is_member():
            return
        visitor = self.env.user.partner_id
        line = [
            ("model", "=", self._name),
            ("res_id", "=", self.id),
            ("author_id", "=", visitor.id),
            ("message_type", "=", "notification"),
            ("subject", "=", "visit"),
            ("date", ">", fields.Datetime.now() - VISIT),
        ]
        # sudo: mail.message – the line is the server's, whatever the manager may read of it
        if not self.env["mail.message"].sudo().search_count(line, limit=1):
            body = self.env._("%s opened this conversation without being in it", visitor.name)
            # sudo: mail.message – as above
            self.sudo()._message_log(body=body, subject="visit", message_type="notification")
