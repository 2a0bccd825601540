from odoo import api, models

from ..tools import text, wire
from ..tools.errors import invalid_value, not_found
from ..tools.paging import DEFAULT_PAGE, MAX_PAGE
from .chat_channel_lessons import LESSON
from .chat_channel_previews import PREVIEWS
from .chat_channel_replies import QUOTE

_MESSAGE_ROWS = """
    SELECT m.id, m.rev, m.client_key, m.channel_id, m.content, m.content_html, m.message_type,
           m.sentence, m.user_id, m.author_id, m.visitor_id,
           COALESCE(author.name, visitor.name) AS author_name, m.is_agent, m.create_date,
           m.parent_id, ({quote} WHERE quoted.id = m.parent_id AND {quotable}) AS parent,
           m.edited_at, m.pinned_at, m.deleted_at, m.hidden_at, m.is_announcement, m.answer_id,
           m.slide_position, ({lesson} WHERE lesson.id = m.slide_id) AS lesson,
           ARRAY(
               SELECT mention.user_id FROM seitech_chat_message_mention mention
                WHERE mention.message_id = m.id ORDER BY mention.user_id
           ) AS mentions,
           (
               SELECT json_agg(
                          json_build_object('id', upload.id, 'name', file.name,
                              'mimetype', file.mimetype, 'size', file.file_size,
                              'width', upload.width, 'height', upload.height,
                              'epoch', place.epoch, 'held', upload.is_held)
                          ORDER BY upload.id
                      )
                 FROM seitech_chat_attachment upload
                 JOIN ir_attachment file ON file.id = upload.attachment_id
                 JOIN seitech_chat_channel place ON place.id = upload.channel_id
                WHERE upload.message_id = m.id
           ) AS attachments,
           (
               SELECT json_agg(
                          json_build_object('emoji', r.emoji, 'user_id', r.user_id,
                              'user_name', person.name, 'rev', r.rev)
                          ORDER BY r.id
                      )
                 FROM seitech_chat_reaction r
                 JOIN res_users account ON account.id = r.user_id
                 JOIN res_partner person ON person.id = account.partner_id
                WHERE r.message_id = m.id AND r.active AND m.deleted_at IS NULL
           ) AS reactions,
           ({previews}) AS previews,
           EXISTS (
               SELECT FROM seitech_chat_member r
                WHERE r.channel_id = m.channel_id AND r.active
                  AND r.read_message_id >= m.id
                  AND r.user_id IS DISTINCT FROM m.user_id
           ) AS is_read,
           (SELECT count(*) FROM seitech_chat_message r WHERE r.parent_id = m.id) AS reply_count
      FROM {source} m
      LEFT JOIN res_partner author ON author.id = m.author_id
      LEFT JOIN seitech_chat_visitor visitor ON visitor.id = m.visitor_id
     WHERE {condition} AND {visible}
"""


class ChatChannel(models.Model):
    """Messages, page by page."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _fetch_messages(self, condition, params, tail="", source="seitech_chat_message", cr=None):
        """:param cr: another cursor, for looking up one's own message, however old
        :return: the rows of messages that the current user may see, if they may read the channel
        """
        query = _MESSAGE_ROWS.format(
            source=source,
            condition=condition,
            quote=QUOTE,
            quotable=self._within_history("quoted.id", "quoted.channel_id"),
            visible="TRUE" if cr else self._within_history("m.id", "m.channel_id"),
            previews=PREVIEWS,
            lesson=LESSON,
        )
        cr = cr or self.env.cr
        cr.execute(query + tail, params)
        return cr.dictfetchall()

    def _last_message_id(self):
        self.env.cr.execute(
            "SELECT COALESCE(max(id), 0) FROM seitech_chat_message WHERE channel_id = %s",
            [self.id],
        )
        return self.env.cr.fetchone()[0]

    def _message_page(
        self, limit=DEFAULT_PAGE, before_id=None, after_id=None, around_id=None, offset=None
    ):
        """A page of messages, oldest first.

        At most one of the positions may be given; without any, the page is the newest.

        :param int limit: 1 … 100
        :param int before_id: the page before this message
        :param int after_id: the page after this message
        :param int around_id: the page with this message in its middle
        :param int offset: skip this many of the newest messages
        :return: ``has_more`` tells about the direction that was asked for (around: older)
        :raise ChatError: 422 for unacceptable values, 404 for an unknown ``around_id``
        """
        self.ensure_one()
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        text.check_range(self.env, "offset", offset, 0, 2**31 - 1)
        positions = {
            "before_id": before_id,
            "after_id": after_id,
            "around_id": around_id,
            "offset": offset,
        }
        given = [field for field, value in positions.items() if value is not None]
        if len(given) > 1:
            raise invalid_value(given[1], self.env._("Ask for one position at a time."))
        if after_id is not None:
            rows, has_more = self._page_after(after_id, limit)
        elif around_id is not None:
            rows, has_more = self._page_around(around_id, limit)
        else:
            rows, has_more = self._page_before(before_id, limit, offset or 0)
        [channel] = self._fetch_own_rows()
        return {
            "channel_id": self.id,
            "messages": [wire.message(self.env, row) for row in rows],
            "has_more": has_more,
            "sync_rev": channel["sync_rev"],
        }

    def _page_before(self, before_id, limit, offset=0):
        condition, params = "m.channel_id = %s", [self.id]
        if before_id is not None:
            condition, params = condition + " AND m.id < %s", [*params, before_id]
        tail = "ORDER BY m.id DESC LIMIT %s OFFSET %s"
        rows = self._fetch_messages(condition, [*params, limit + 1, offset], tail)
        return rows[:limit][::-1], len(rows) > limit

    def _page_after(self, after_id, limit):
        rows = self._fetch_messages(
            "m.channel_id = %s AND m.id > %s",
            [self.id, after_id, limit + 1],
            "ORDER BY m.id LIMIT %s",
        )
        return rows[:limit], len(rows) > limit

    def _page_around(self, around_id, limit):
        newer, _has_newer = self._page_after(around_id - 1, limit - limit // 2)
        if not newer or newer[0]["id"] != around_id:
            raise not_found(self.env)
        older, has_older = self._page_before(around_id, limit // 2)
        return older + newer, has_older
