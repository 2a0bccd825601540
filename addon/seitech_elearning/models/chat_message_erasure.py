from odoo import models


class ChatChannel(models.Model):
    _inherit = "seitech.chat.channel"

    def _leave_tombstone(self, message_id):
        """Take a message out of the conversation, whoever wrote it: words, files, reactions and
        author. Everybody in the conversation is told.

        :raise UserError: if a hold keeps it
        """
        if self.env["seitech.chat.hold"]._keeping(self.ids):
            raise self.env["seitech.chat.hold"]._refuse()
        turn = self._take_turn()
        traces = self.env["seitech.chat.traces"]
        # sudo: seitech.chat.attachment – nobody has rights on it; files go with their message
        self.env["seitech.chat.attachment"].sudo().search(
            [("message_id", "=", message_id)]
        ).unlink()
        self._execute(
            "DELETE FROM seitech_chat_reaction WHERE message_id = %(id)s", {"id": message_id}
        )
        traces._remove_previews([message_id])
        changes = {
            "content": "",
            "content_html": "",
            "mentions": [],
            "deleted_at": self._now(),
            **dict.fromkeys(("author_id", "user_id", "visitor_id", "client_key", "pinned_at")),
        }
        self._change_message(message_id, changes, turn["epoch"])
        traces._remove_notifications([self.id])
        traces._collect_soon()


class ChatMessage(models.Model):
    """What Odoo's privacy lookup removes leaves its place in the order."""

    _inherit = "seitech.chat.message"

    def unlink(self):
        if not self.env.context.get("seitech_chat_erases"):
            return super().unlink()
        self.check_access("unlink")
        for message in self.sorted(lambda message: message.channel_id.id):
            message.channel_id._leave_tombstone(message.id)
        return True
