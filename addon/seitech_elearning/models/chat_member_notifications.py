from odoo import fields, models

_TOLD_OF_ALL = """
    UPDATE seitech_chat_member me
       SET {column} = COALESCE((
            SELECT max(m.id) FROM seitech_chat_message m WHERE m.channel_id = me.channel_id
       ), 0)
     WHERE me.{column} IS NULL
"""


class ChatMember(models.Model):
    """How far somebody has been told of a channel they did not look at.

    Written past the ORM: it is nobody's business, so it moves no revision.
    """

    _inherit = "seitech.chat.member"

    digested_message_id = fields.Integer(
        string="Told of by e-mail", default=0, readonly=True, copy=False
    )
    pushed_message_id = fields.Integer(
        string="Told of by push", default=0, readonly=True, copy=False
    )

    def _init_column(self, column_name):
        """Whatever was unread before there were notifications is no news."""
        if column_name not in ("digested_message_id", "pushed_message_id"):
            return super()._init_column(column_name)
        self.env.cr.execute(_TOLD_OF_ALL.format(column=column_name))
        return None
