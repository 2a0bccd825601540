from odoo import models

from ..tools import text, wire
from ..tools.errors import invalid_value
from ..tools.paging import DEFAULT_PAGE, MAX_PAGE

# What is quoted of a message; one without words is quoted by the name of its first file.
QUOTE = """
    SELECT json_build_object(
               'id', quoted.id,
               'author_name', COALESCE(person.name, guest.name),
               'content', COALESCE(
                   NULLIF(LEFT(quoted.content, 500), ''),
                   (
                       SELECT stored.name
                         FROM seitech_chat_attachment upload
                         JOIN ir_attachment stored ON stored.id = upload.attachment_id
                        WHERE upload.message_id = quoted.id
                        ORDER BY upload.id
                        LIMIT 1
                   )
               ),
               'deleted', COALESCE(quoted.deleted_at, quoted.hidden_at) IS NOT NULL
           )
      FROM seitech_chat_message quoted
      LEFT JOIN res_partner person ON person.id = quoted.author_id
      LEFT JOIN seitech_chat_visitor guest ON guest.id = quoted.visitor_id
"""


class ChatChannel(models.Model):
    """Replies: what they quote, and all those to one message."""

    _inherit = "seitech.chat.channel"

    def _fetch_parent(self, parent_id):
        """:return: what a reply quotes, like ``parent`` of ``_fetch_messages``; ``None`` for a
            message that is no reply
        :raise ChatError: 422 if the message is not in this channel
        """
        if parent_id is None:
            return None
        visible = self._within_history("quoted.id", "quoted.channel_id")
        self.env.cr.execute(
            f"{QUOTE} WHERE quoted.id = %s AND quoted.channel_id = %s AND {visible}",
            [parent_id, self.id],
        )
        if row := self.env.cr.fetchone():
            return row[0]
        message = self.env._("The message you reply to is not in this conversation.")
        raise invalid_value("parent_id", message)

    def _thread(self, message_id, limit=DEFAULT_PAGE, before_id=None):
        """A page of the replies to a message, oldest first.

        :param int limit: 1 … 100
        :param int before_id: the page before this reply; without, the page is the newest
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        condition, params = "m.parent_id = %s", [message_id]
        if before_id is not None:
            condition, params = condition + " AND m.id < %s", [*params, before_id]
        rows = self._fetch_messages(condition, [*params, limit + 1], "ORDER BY m.id DESC LIMIT %s")
        messages = [wire.message(self.env, row) for row in rows[:limit][::-1]]
        return {"messages": messages, "has_more": len(rows) > limit}
