from markupsafe import escape
from odoo import api, fields, models
from odoo.addons.bus.models.bus import channel_with_db, json_dump
from odoo.tools import LazyTranslate

from ..tools import text, wire
from ..tools.errors import ChatError, conflict, forbidden, not_found
from ..tools.paging import MAX_ID, MAX_PAGE
from ..tools.sentence import said_in
from .chat_channel_typing import throttle
from .chat_visitor import LIFE_AFTER_CLOSING

_lt = LazyTranslate(__name__)

# How long somebody counts as typing after it was said, and how far back that is looked for.
TYPING_LASTS = "6 seconds"
RECENT_NOTIFICATIONS = 500


class ChatChannel(models.Model):
    """Conversations with people who have no account. The public user has no rights at all:
    whoever calls one of these has been shown the visitor's token."""

    _inherit = "seitech.chat.channel"

    # Access

    @api.model
    def _get_for_visitor(self, channel_id, token):
        """:return: the channel and the visitor who holds the token
        :raise ChatError: 401 if nobody does, 429 if it is used too often, 404 if it is the token
            of another conversation
        """
        visitor = self.env["seitech.chat.visitor"]._find(token or "", self.env.uid)
        if not visitor:
            raise self._has_ended()
        self.env["seitech.chat.rate"]._count_visitor(visitor)
        channel = visitor.chat_member_ids.channel_id
        if channel.id != channel_id:
            raise not_found(self.env)
        visitor._renew()
        return channel, visitor

    @api.model
    def _has_ended(self):
        """:return: the one error for who shows nothing that opens a conversation"""
        message = self.env._("This conversation has ended. Please start a new one.")
        return ChatError(message, "unauthenticated", 401)

    # Taking part

    def _post_by_visitor(self, visitor, content, client_key=None, **options):
        """:return: the message as visitors get it, called what its sender calls it
        :raise ChatError: as ``_post``
        """
        key = client_key and visitor._stored_key(client_key)
        message = self._post(content, key, visitor=visitor, **options)
        return self._support_message({**message, "client_key": client_key})

    def _take_visitor_turn(self, visitor):
        """What ``_take_turn`` is for users.

        :raise ChatError: 404 if the channel is gone
        """
        self._wait_for_turn()
        self.env.cr.execute(
            """
            SELECT c.epoch, c.state, c.channel_type, m.id AS member_id,
                   NULL::integer AS user_id, NULL::integer AS author_id, v.name AS author_name,
                   v.id AS visitor_id
              FROM seitech_chat_channel c
              JOIN seitech_chat_visitor v ON v.id = %s
              LEFT JOIN seitech_chat_member m
                     ON m.channel_id = c.id AND m.visitor_id = v.id AND m.active
             WHERE c.id = %s
               FOR SHARE OF c
            """,
            [visitor.id, self.id],
            log_exceptions=False,
        )
        if turn := self.env.cr.dictfetchone():
            return turn
        raise not_found(self.env)

    def _mark_read_by_visitor(self, message_id, visitor):
        """Note that the visitor has read up to a message.

        :return: the mark as it is now
        :raise ChatError: 404 if the message is not in this channel
        """
        turn = self._take_visitor_turn(visitor)
        if turn["member_id"] is None:
            raise forbidden(self.env._("You are not part of this conversation."))
        if not self._fetch_messages("m.channel_id = %s AND m.id = %s", [self.id, message_id]):
            raise not_found(self.env)
        return self._advance_read_mark(message_id, turn)

    def _close_by_visitor(self, visitor):
        """The visitor has no more questions. Doing it twice does no harm.

        :raise ChatError: 404 if the channel is gone
        """
        turn = self._take_visitor_turn(visitor)
        if turn["state"] != "closed":
            # sudo: seitech.chat.channel – visitors may end their own conversation
            self.sudo().write({"state": "closed"})
            told = self._in_main_language()
            told._post_system(_lt("%s closed the conversation", visitor.name), visitor)

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._bound_visitors(vals["state"])
        return result

    def _bound_visitors(self, state):
        """Tokens of a closed conversation end soon; opening it again gives them time."""
        # sudo: seitech.chat.visitor – whoever may close a conversation need not see the visitor
        visitors = self.sudo()._all_members().visitor_id
        if visitors and state == "active":
            visitors._renew()
        elif visitors:
            end = fields.Datetime.now() + LIFE_AFTER_CLOSING
            visitors.filtered(lambda visitor: visitor.expires_at > end).expires_at = end

    def _tell_typing_by_visitor(self, visitor, is_typing=True):
        """Tell the agents that the visitor is typing; stored nowhere.

        :raise ChatError: 409 if the conversation is closed
        """
        if self.state != "active":
            raise conflict(self.env._("This conversation is closed."), "channel_closed")
        if not throttle.lets_pass(
            (self.env.cr.dbname, self.id, f"visitor {visitor.id}"), is_typing
        ):
            return
        payload = {
            "channel_id": self.id,
            "user_id": None,
            "user_name": visitor.name,
            "is_typing": is_typing,
        }
        self._bus_send_to_members("seitech.chat/typing", payload, self.epoch)

    # Reading

    def _support_history(self, limit, before_id=None):
        """A page of messages as visitors get them, oldest first.

        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        rows, has_more = self._page_before(before_id, limit)
        return {
            "messages": self._support_messages(rows),
            "has_more": has_more,
            "visit": self._visit(),
        }

    def _support_news(self, last_message_id):
        """What came after a message, for clients that ask every few seconds.

        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "last_message_id", last_message_id, 0, MAX_ID)
        rows, has_more = self._page_after(last_message_id, MAX_PAGE)
        return {
            "messages": self._support_messages(rows),
            "has_more": has_more,
            "is_typing": self._is_agent_typing(),
            "state": self.state,
            "visit": self._visit(),
        }

    def _support_messages(self, rows):
        """:return: messages as visitors get them: what the server says, in the language of the
        conversation"""
        told = self
        if any(row["sentence"] for row in rows):
            told = self._in_language_of(self._support())
        return [self._support_message(wire.message(self.env, told._resaid(row))) for row in rows]

    def _resaid(self, row):
        """:return: the row of a message, in the environment's language if the server says it"""
        if not row["sentence"] or not row["content"]:
            return row
        content = said_in(self.env.lang or "en_US", row["sentence"])
        return {**row, "content": content, "content_html": str(escape(content))}

    @staticmethod
    def _support_message(message):
        """:return: a message with the names that clients of the support routes know"""
        author = message["author"]
        return {**message, "author_name": author["name"], "is_agent": author["is_agent"]}

    def _is_agent_typing(self):
        """:return: whether the bus has just told visitors with a websocket so"""
        address = channel_with_db(self.env.cr.dbname, (self, f"e{self.epoch}"))
        self.env.cr.execute(
            """
            SELECT said.payload -> 'is_typing'
              FROM (SELECT * FROM bus_bus ORDER BY id DESC LIMIT %(recent)s) bus
             CROSS JOIN LATERAL (
                    SELECT bus.message::jsonb ->> 'type' AS type,
                           bus.message::jsonb -> 'payload' AS payload
             ) said
             WHERE bus.channel = %(address)s
               AND bus.create_date > now() AT TIME ZONE 'UTC' - %(lasts)s::interval
               AND said.type IN ('seitech.chat/typing', 'seitech.chat/new_message')
               AND COALESCE(said.payload ->> 'user_id', said.payload #>> '{message,author,id}')
                   IS NOT NULL
             ORDER BY bus.id DESC
             LIMIT 1
            """,
            {"recent": RECENT_NOTIFICATIONS, "address": json_dump(address), "lasts": TYPING_LASTS},
        )
        return self.env.cr.fetchone() == (True,)
