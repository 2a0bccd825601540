from odoo import api, models

UNREAD_CAP = 100

# Where the unread messages of the member `me` begin: whoever marked something as unread has
# still read it, and to the others it stays so.
READ_MARK = """
    CASE WHEN me.unread_from_id > 0 THEN LEAST(me.read_message_id, me.unread_from_id - 1)
         ELSE me.read_message_id END
"""

# What one person wants to know of: muted channels tell nothing, others mentions only (announcements
# mention everybody), and those hidden from the list nothing as long as they are.
_UNREAD_TOTAL = """
    SELECT count(*) FROM (
        SELECT FROM seitech_chat_member me
          JOIN seitech_chat_message m
            ON m.channel_id = me.channel_id AND m.id > {read_mark}
         WHERE me.user_id = %(uid)s AND me.active
           AND m.user_id IS DISTINCT FROM %(uid)s
           AND m.deleted_at IS NULL AND m.hidden_at IS NULL
           AND (COALESCE(me.hidden_message_id, -1) = -1 OR EXISTS (
                    SELECT FROM seitech_chat_message later
                     WHERE later.channel_id = me.channel_id AND later.id > me.hidden_message_id
                ))
           AND (me.muted_until IS NULL OR me.muted_until <= now() AT TIME ZONE 'UTC')
           AND (me.notification_level = 'all'
                OR me.notification_level = 'mentions' AND (m.is_announcement OR EXISTS (
                    SELECT FROM seitech_chat_message_mention mention
                     WHERE mention.message_id = m.id AND mention.user_id = me.user_id
                )))
         LIMIT %(cap)s
    ) capped
"""


class ChatChannel(models.Model):
    """What somebody has not read yet. Counted when asked for, never stored."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _unread_total(self):
        """:return: how many unread messages the current user wants to know of, 0 … 100"""
        self.env.flush_all()
        self.env.cr.execute(
            _UNREAD_TOTAL.format(read_mark=READ_MARK),
            {"uid": self.env.uid, "cap": UNREAD_CAP},
        )
        return self.env.cr.fetchone()[0]

    def _unread_after(self, mark):
        self.env.cr.execute(
            """
            SELECT count(*) AS unread_count,
                   (SELECT max(id) FROM seitech_chat_message WHERE channel_id = %(channel)s)
                       AS last_message_id
              FROM (
                SELECT FROM seitech_chat_message
                 WHERE channel_id = %(channel)s AND id > %(mark)s
                   AND user_id IS DISTINCT FROM %(uid)s
                   AND deleted_at IS NULL AND hidden_at IS NULL
                 LIMIT %(cap)s
              ) capped
            """,
            {"channel": self.id, "mark": mark, "uid": self.env.uid, "cap": UNREAD_CAP},
        )
        return self.env.cr.dictfetchone()
