from odoo import fields, models

from ..tools.fields import BigInteger


class ChatReaction(models.Model):
    """One person's emoji on one message. Taking it back clears ``active``: a revision has to say
    that it is gone. Rows are written by ``channel._react`` only."""

    _name = "seitech.chat.reaction"
    _description = "Chat Reaction"
    _rec_name = "emoji"
    _order = "id"

    message_id = fields.Many2one(
        "seitech.chat.message", required=True, ondelete="cascade", readonly=True
    )
    # That of the message, here once more for the index that finds changes.
    channel_id = fields.Many2one(
        "seitech.chat.channel", required=True, ondelete="cascade", readonly=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, ondelete="cascade", readonly=True, index=True
    )
    emoji = fields.Char(required=True, readonly=True)
    active = fields.Boolean(required=True, default=True, readonly=True)
    rev = BigInteger(required=True, readonly=True, copy=False)

    _message_user_emoji_unique = models.UniqueIndex(
        "(message_id, user_id, emoji)", "This person has already reacted with this."
    )
    _channel_rev_idx = models.Index("(channel_id, rev)")
