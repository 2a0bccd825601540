from odoo import api, models

from .chat_channel_unread import READ_MARK

# What is older is no news any more: a person who was away for so long looks into the chat anyway.
HORIZON_DAYS = 14

# Where what somebody is to be told of begins. {mark} is how far they have been told.
_BEGIN = "GREATEST({read_mark}, me.{mark}, me.history_from_id)"

# Whether the member `me` wants to hear of the message `m`: as they are told in the browser.
_WANTED = """
    m.user_id IS DISTINCT FROM me.user_id
    AND m.deleted_at IS NULL AND m.hidden_at IS NULL AND m.message_type != 'system'
    AND NOT EXISTS (
        SELECT FROM seitech_chat_personal_block block
         WHERE block.user_id = me.user_id AND block.blocked_id = m.user_id
    )
    AND m.create_date > now() AT TIME ZONE 'UTC' - %(horizon)s * interval '1 day'
    AND (me.notification_level = 'all'
         OR me.notification_level = 'mentions' AND (
                m.is_announcement
                OR EXISTS (
                    SELECT FROM seitech_chat_message_mention mention
                     WHERE mention.message_id = m.id AND mention.user_id = me.user_id
                )
         ))
"""

# Whether the member `me` wants to hear of the channel whose last message is `last`.
_LISTENING = """
    me.active AND me.notification_level != 'none'
    AND (me.muted_until IS NULL OR me.muted_until <= now() AT TIME ZONE 'UTC')
    AND me.hidden_message_id < last.id
"""

_LAST = """
    CROSS JOIN LATERAL (
          SELECT m.id, m.create_date FROM seitech_chat_message m
           WHERE m.channel_id = c.id
           ORDER BY m.id DESC
           LIMIT 1
    ) last
"""

# Of each channel its last message first, which is one look into an index: where nothing is new,
# no member is looked at.
_PEOPLE = """
    SELECT DISTINCT me.user_id
      FROM seitech_chat_channel c
      {last}
      JOIN seitech_chat_member me ON me.channel_id = c.id AND last.id > {begin}
      JOIN res_users u ON u.id = me.user_id AND u.active
      JOIN res_partner p ON p.id = u.partner_id
     WHERE last.create_date > now() AT TIME ZONE 'UTC' - %(horizon)s * interval '1 day'
       AND {listening}
       AND {people}
       AND EXISTS (
            SELECT FROM seitech_chat_message m
             WHERE m.channel_id = c.id AND m.id > {begin} AND {wanted}
               AND m.create_date <= clock_timestamp() AT TIME ZONE 'UTC'
                                - %(seconds)s * interval '1 second'
       )
     ORDER BY me.user_id
"""

_MESSAGES = """
    SELECT * FROM (
        SELECT m.id, m.channel_id, me.id AS member_id, m.create_date,
               LEFT(m.content, 500) AS content,
               COALESCE(author.name, visitor.name) AS author_name,
               (
                   SELECT file.name
                     FROM seitech_chat_attachment upload
                     JOIN ir_attachment file ON file.id = upload.attachment_id
                    WHERE upload.message_id = m.id
                    ORDER BY upload.id
                    LIMIT 1
               ) AS file_name,
               row_number() OVER (PARTITION BY m.channel_id ORDER BY m.id) AS place,
               count(*) OVER (PARTITION BY m.channel_id) AS total,
               max(m.id) OVER (PARTITION BY m.channel_id) AS last_id
          FROM seitech_chat_member me
          JOIN seitech_chat_channel c ON c.id = me.channel_id
          {last}
          JOIN seitech_chat_message m ON m.channel_id = c.id AND m.id > {begin} AND {wanted}
          LEFT JOIN res_partner author ON author.id = m.author_id
          LEFT JOIN seitech_chat_visitor visitor ON visitor.id = m.visitor_id
         WHERE me.user_id = %(uid)s AND {listening}
    ) waiting
     WHERE place <= %(lines)s
     ORDER BY channel_id, id
"""

_NOTE = "UPDATE seitech_chat_member SET {mark} = %s WHERE id = %s"


class ChatWaiting(models.AbstractModel):
    """Messages that wait for people who are not there, in conversations they want to hear of."""

    _name = "seitech.chat.waiting"
    _description = "Unread Chat Messages"

    @api.model
    def _people(self, mark, seconds, condition, params=None):
        """:param str mark: the column of the member that says how far people have been told
        :param int seconds: how long a message has to be unread
        :param str condition: SQL about the user ``u`` and the contact ``p``
        :return: the ``res.users`` who are to be told of something
        """
        self.env.flush_all()
        self.env.cr.execute(
            _written_out(_PEOPLE, mark, people=condition),
            {"horizon": HORIZON_DAYS, "seconds": seconds, **(params or {})},
        )
        return self.env["res.users"].browse(id_ for [id_] in self.env.cr.fetchall())

    @api.model
    def _messages(self, user, mark, lines):
        """:param int lines: of each channel as many messages, the first ones
        :return: by channel id, the rows of what this person is to be told of; in each, how many
            there are (``total``) and the last one (``last_id``)
        :rtype: dict[int, list]
        """
        self.env.flush_all()
        self.env.cr.execute(
            _written_out(_MESSAGES, mark),
            {"horizon": HORIZON_DAYS, "uid": user.id, "lines": lines},
        )
        by_channel = {}
        for row in self.env.cr.dictfetchall():
            by_channel.setdefault(row["channel_id"], []).append(row)
        return by_channel

    @api.model
    def _note_told(self, mark, by_channel):
        """Never tell of these messages again."""
        for [row, *_others] in by_channel.values():
            self.env.cr.execute(
                _NOTE.format(mark=mark),
                [row["last_id"], row["member_id"]],
                log_exceptions=False,
            )
        members = self.env["seitech.chat.member"]
        members.browse(rows[0]["member_id"] for rows in by_channel.values()).invalidate_recordset(
            [mark], flush=False
        )


def _written_out(query, mark, **parts):
    """:return: a query with its parts, for one way of telling people"""
    return query.format(
        begin=_BEGIN.format(read_mark=READ_MARK, mark=mark),
        last=_LAST,
        listening=_LISTENING,
        wanted=_WANTED,
        **parts,
    )
