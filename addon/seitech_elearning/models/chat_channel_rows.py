from odoo import api, models

from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_unread import READ_MARK, UNREAD_CAP

# Named after the other person, for each of the two, unless somebody gave it a name.
PERSON_NAMED_TYPES = ("direct", "student_instructor", "instructor_admin")

# One row per channel, as one person sees it. What orders and filters the list is computed for all
# candidates, the rest only for the page.
#
# Without PostgreSQL's compiler: it would take several times as long as the statement itself.
_CHANNEL_ROWS = """
    SET LOCAL jit = off;
    SELECT page.*, members.member_count, unread.unread_count, mentions.unread_mention_count,
           COALESCE(last_author.name, last_visitor.name) AS last_author_name,
           asker.name AS person_name, revs.sync_rev,
           (
               SELECT max(guest.read_message_id) FROM seitech_chat_member guest
                WHERE guest.channel_id = page.id AND guest.visitor_id IS NOT NULL
           ) AS visitor_read_id
      FROM (
        SELECT c.id, c.rev, c.channel_type, c.state, c.course_id,
               COALESCE(course.name ->> %(lang)s, course.name ->> 'en_US') AS course_name,
               COALESCE(peer.name, c.name) AS name,
               peer.user_id AS peer_id,
               peer.partner_id AS peer_partner_id,
               me.id AS my_id,
               me.role AS my_role,
               me.unread_from_id,
               {read_mark} AS read_message_id,
               me.notification_level, me.muted_until, me.is_pinned, me.hidden_message_id,
               last.id AS last_id,
               last.create_date AS last_date,
               COALESCE(NULLIF(LEFT(last.content, 500), ''), file.name) AS last_content,
               last.user_id AS last_user_id,
               last.author_id AS last_author_id,
               last.visitor_id AS last_visitor_id,
               last.message_type AS last_type,
               last.deleted_at IS NOT NULL AS last_is_deleted,
               COALESCE(last.create_date, c.create_date) AS activity
          FROM seitech_chat_channel c
          LEFT JOIN seitech_chat_member me
                 ON me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
          LEFT JOIN slide_channel course ON course.id = c.course_id
          LEFT JOIN LATERAL (
                SELECT m.id, m.create_date, m.content, m.message_type, m.user_id, m.author_id,
                       m.visitor_id, COALESCE(m.deleted_at, m.hidden_at) AS deleted_at
                  FROM seitech_chat_message m
                 WHERE m.channel_id = c.id AND m.id > COALESCE(me.history_from_id, 0)
                 ORDER BY m.id DESC
                 LIMIT 1
          ) last ON TRUE
          LEFT JOIN LATERAL (
                SELECT stored.name
                  FROM seitech_chat_attachment upload
                  JOIN ir_attachment stored ON stored.id = upload.attachment_id
                 WHERE upload.message_id = last.id
                 ORDER BY upload.id
                 LIMIT 1
          ) file ON last.content = ''
          LEFT JOIN LATERAL (
                SELECT u.id AS user_id, u.partner_id, p.name
                  -- One row first: with all of them PostgreSQL reads the whole table of users.
                  FROM (
                    SELECT member.user_id
                      FROM seitech_chat_member member
                     WHERE member.channel_id = c.id AND member.user_id != %(uid)s
                       AND me.id IS NOT NULL AND NOT c.has_own_name
                       AND c.channel_type = ANY(%(person_named)s)
                       -- Somebody who came in later sees the names of both.
                       AND c.pair_key || ':' LIKE '%%:' || %(uid)s || ':%%'
                     ORDER BY member.id
                     LIMIT 1
                  ) other
                  JOIN res_users u ON u.id = other.user_id
                  JOIN res_partner p ON p.id = u.partner_id
          ) peer ON TRUE
         WHERE {scope}
         ORDER BY activity DESC, c.id DESC
         LIMIT %(limit)s
      ) page
      LEFT JOIN res_partner last_author ON last_author.id = page.last_author_id
      LEFT JOIN seitech_chat_visitor last_visitor ON last_visitor.id = page.last_visitor_id
      LEFT JOIN LATERAL (
            SELECT COALESCE(student.name, visitor.name) AS name
              FROM seitech_chat_support s
              LEFT JOIN res_partner student ON student.id = s.partner_id
              LEFT JOIN seitech_chat_visitor visitor ON visitor.id = s.visitor_id
             WHERE s.channel_id = page.id
               -- Nobody asks themselves.
               AND s.partner_id IS DISTINCT FROM (
                    SELECT partner_id FROM res_users WHERE id = %(uid)s
               )
               AND visitor.user_id IS DISTINCT FROM %(uid)s
             ORDER BY s.id DESC
             LIMIT 1
      ) asker ON page.channel_type = ANY(%(support)s)
      CROSS JOIN LATERAL (
            SELECT count(*) AS member_count
              FROM seitech_chat_member m
             WHERE m.channel_id = page.id AND m.active
      ) members
      CROSS JOIN LATERAL (
            SELECT count(*) AS unread_count FROM (
                SELECT FROM seitech_chat_message m
                 WHERE m.channel_id = page.id
                   AND m.id > page.read_message_id
                   AND m.user_id IS DISTINCT FROM %(uid)s
                   AND m.deleted_at IS NULL AND m.hidden_at IS NULL
                 LIMIT %(unread_cap)s
            ) capped
      ) unread
      CROSS JOIN LATERAL (
            SELECT count(*) AS unread_mention_count FROM (
                SELECT FROM seitech_chat_message_mention mention
                  JOIN seitech_chat_message m ON m.id = mention.message_id
                 WHERE unread.unread_count > 0
                   AND mention.user_id = %(uid)s
                   AND m.channel_id = page.id
                   AND m.id > page.read_message_id
                   AND m.deleted_at IS NULL AND m.hidden_at IS NULL
                   AND m.is_announcement IS NOT TRUE
                 UNION ALL
                -- What is announced mentions everybody but who says it.
                SELECT FROM seitech_chat_message m
                 WHERE unread.unread_count > 0
                   AND m.channel_id = page.id
                   AND m.id > page.read_message_id
                   AND m.is_announcement
                   AND m.user_id IS DISTINCT FROM %(uid)s
                   AND m.deleted_at IS NULL AND m.hidden_at IS NULL
                 LIMIT %(unread_cap)s
            ) capped
      ) mentions
      CROSS JOIN LATERAL (
            SELECT GREATEST(
                page.rev,
                (SELECT max(m.rev) FROM seitech_chat_message m WHERE m.channel_id = page.id),
                (SELECT max(m.rev) FROM seitech_chat_member m WHERE m.channel_id = page.id),
                (SELECT max(r.rev) FROM seitech_chat_reaction r WHERE r.channel_id = page.id)
            ) AS sync_rev
      ) revs
     ORDER BY page.activity DESC, page.id DESC
"""

# A channel as it is for everybody; who sees another name for it keeps that one.
_CHANNEL_RECORD = """
    SELECT c.id, c.rev, c.channel_type, c.state, c.course_id,
           COALESCE(course.name ->> %(lang)s, course.name ->> 'en_US') AS course_name,
           CASE WHEN c.channel_type = ANY(%(person_named)s) AND NOT c.has_own_name
                THEN NULL ELSE c.name END AS name,
           (SELECT count(*) FROM seitech_chat_member m
             WHERE m.channel_id = c.id AND m.active) AS member_count
      FROM seitech_chat_channel c
      LEFT JOIN slide_channel course ON course.id = c.course_id
     WHERE c.id = %(id)s
"""


class ChatChannel(models.Model):
    """Channels as rows: as one person sees them, and as they are for everybody."""

    _inherit = "seitech.chat.channel"

    def _fetch_record(self):
        """:return: what a channel is to everybody alike"""
        self.env.flush_all()
        self.env.cr.execute(
            _CHANNEL_RECORD,
            {
                "id": self.id,
                "lang": self.env.lang or "en_US",
                "person_named": list(PERSON_NAMED_TYPES),
            },
        )
        return self.env.cr.dictfetchone()

    @api.model
    def _fetch_channel_rows(self, scope, params, limit):
        self.env.flush_all()
        self.env.cr.execute(
            _CHANNEL_ROWS.format(scope=scope, read_mark=READ_MARK),
            {
                "uid": self.env.uid,
                "lang": self.env.lang or "en_US",
                "person_named": list(PERSON_NAMED_TYPES),
                "support": list(SUPPORT_TYPES),
                "unread_cap": UNREAD_CAP,
                "limit": limit,
                **params,
            },
        )
        return self.env.cr.dictfetchall()

    def _fetch_own_rows(self):
        return self._fetch_channel_rows("c.id = ANY(%(ids)s)", {"ids": self.ids}, len(self))
