from odoo import api, models
from odoo.addons.bus.models.bus import channel_with_db, json_dump

from ..tools.errors import ChatError, conflict

# What was sent about a message, or with a quote of it, waits here for those who come back.
_FORGET = """
    DELETE FROM bus_bus
     WHERE channel = %(channel)s
       AND (
            (message::jsonb #> '{payload,message,id}') = to_jsonb(%(message)s)
         OR (message::jsonb #> '{payload,message,parent_id}') = to_jsonb(%(message)s)
       )
"""


class ChatChannel(models.Model):
    """Hiding a message: it keeps its place, and nobody gets to see what it says."""

    _inherit = "seitech.chat.channel"

    def _hide_message(self, message_id, hidden):
        """Hide a message, or show it again. Doing it twice does no harm.

        :return: the message as it goes over the wire
        :raise ChatError: 409 if it is deleted
        """
        turn = self._take_turn()
        message = self._fetch_message(message_id)
        if message["deleted_at"]:
            raise conflict(self.env._("This message was deleted."))
        self._forget_on_bus(message_id, turn["epoch"])
        # Replies quote it: they are other ones now.
        self.env.cr.execute(
            """
            UPDATE seitech_chat_message SET rev = nextval('seitech_chat_rev_seq')
             WHERE parent_id = %s
            """,
            [message_id],
            log_exceptions=False,
        )
        has_replies = bool(self.env.cr.rowcount)
        told = self._change_message(
            message_id, {"hidden_at": self._now() if hidden else None}, turn["epoch"]
        )
        if has_replies:
            self._hint_at_change(turn["epoch"])
        return told

    def _forget_on_bus(self, message_id, epoch):
        address = channel_with_db(self.env.cr.dbname, (self, f"e{epoch}"))
        self.env.cr.execute(
            _FORGET,
            {"channel": json_dump(address), "message": message_id},
            log_exceptions=False,
        )

    def _fetch_pins(self):
        return [row for row in super()._fetch_pins() if not row["hidden_at"]]

    def _check_changeable(self, message):
        super()._check_changeable(message)
        if message["hidden_at"]:
            raise conflict(self.env._("This message was hidden by a moderator."))


class ChatMessage(models.Model):
    _inherit = "seitech.chat.message"

    def _hide(self, hidden):
        """See ``channel._hide_message``."""
        for message in self:
            message.channel_id._hide_message(message.id, hidden)

    @api.model
    def _get_with_access(self, message_id):
        """What was said about a hidden message, and after it, can be read."""
        try:
            return super()._get_with_access(message_id)
        except ChatError:
            # sudo: seitech.chat.message – only which conversation it is in; not what it says
            hidden = self.sudo().search_fetch(
                [
                    ("id", "=", message_id),
                    ("hidden_at", "!=", False),
                    ("is_within_history", "=", True),
                ],
                ["channel_id"],
            )
            if not hidden:
                raise
            self.env["seitech.chat.channel"]._get_with_access(hidden.channel_id.id)
            # sudo: seitech.chat.message – with the rights the caller had
            return hidden.sudo(self.env.su)


class ChatAttachment(models.Model):
    _inherit = "seitech.chat.attachment"

    @api.model
    def _get_by_token(self, id_, token, field="attachment_id"):
        """Nobody gets the files of a hidden message, whatever address they have."""
        # sudo: seitech.chat.attachment – only whether it is hidden
        if self.browse(id_).sudo().exists().message_id.hidden_at:
            return self.env["ir.attachment"]
        return super()._get_by_token(id_, token, field)
