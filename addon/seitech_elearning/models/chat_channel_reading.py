from odoo import models

from ..tools.errors import forbidden, not_found


class ChatChannel(models.Model):
    """Marking as unread, which is apart from the read mark: that one never goes back."""

    _inherit = "seitech.chat.channel"

    def _mark_unread(self, message_id):
        """Let the current user find a message, and what follows it, unread again.

        :return: the answer of the API, like that of ``_mark_read``
        :rtype: dict
        :raise ChatError: 404 if the message is not in this channel, 403 for non-members
        """
        if not self._fetch_messages("m.id = %s AND m.channel_id = %s", [message_id, self.id]):
            raise not_found(self.env)
        turn = self._take_turn()
        if turn["member_id"] is None:
            raise forbidden(self.env._("You are not part of this conversation."))
        self.env.cr.execute(
            """
            UPDATE seitech_chat_member
               SET unread_from_id = %s, rev = nextval('seitech_chat_rev_seq')
             WHERE id = %s
         RETURNING LEAST(read_message_id, unread_from_id - 1)
            """,
            [message_id, turn["member_id"]],
            log_exceptions=False,
        )
        mark = self.env.cr.fetchone()[0]
        member = self.env["seitech.chat.member"].browse(turn["member_id"])
        member.invalidate_recordset(["unread_from_id", "rev"], flush=False)
        member._announce()
        return {"channel_id": self.id, "message_id": mark, **self._unread_after(mark)}
