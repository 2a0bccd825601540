import re

from odoo import api, fields, models
from odoo.addons.bus.models.bus import channel_with_db, json_dump

from ..tools import settings, text, visit, wire
from ..tools.errors import (
    ChatError,
    conflict,
    forbidden,
    invalid_value,
    not_found,
    refused_input,
    too_many_requests,
)
from ..tools.input_error import InputError
from ..tools.paging import MAX_PAGE
from ..tools.reserved_names import is_reserved_name
from .chat_channel_rights import AGENT_GROUP
from .chat_channel_typing import throttle
from .chat_visitor import LIFE_AFTER_CLOSING

MAX_EMAIL_LENGTH = 254
# One plain address: nothing that a mail program would read as more than that.
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+", re.ASCII)

# A conversation nobody has written in for so long no longer counts as one that is open.
OPEN_FOR = "1 day"

RETRY_OPENING = 300

MAX_ID = 2**31 - 1

# How long somebody counts as typing after it was said, and how far back that is looked for.
TYPING_LASTS = "6 seconds"
RECENT_NOTIFICATIONS = 500


class ChatChannel(models.Model):
    """Conversations with people who have no account. The public user has no rights at all:
    whoever calls one of these has been shown the visitor's token."""

    _inherit = "seitech.chat.channel"

    # Opening

    @api.model
    def _open_support(
        self, name, email, network_hash, website, content=None, client_key=None, facts=None
    ):
        """Open a conversation between a visitor and the support team.

        :param str name: how the visitor wants to be called, or ``None``
        :param str email: where the visitor can be reached, or ``None``
        :param str network_hash: see ``tools.network``
        :param website: the ``website`` it is opened on
        :param str content: the first message; nobody is shown a conversation without one
        :param dict facts: ``subject``, ``language``, ``page`` and ``referrer``, or ``None`` each
        :return: the answer of the API, with the token that opens the conversation
        :rtype: dict
        :raise ChatError: 422 for unacceptable values, 429 if there are too many already, 403 for
            who is blocked
        """
        self.env["seitech.chat.block"]._check_network(network_hash)
        name = self._visitor_name(name, website)
        email = self._visitor_email(email)
        facts = self._visit_facts(website, **(facts or {}))
        if content is not None and email is None:
            self._check_somebody_there(website)
        self._check_open_support(network_hash)
        # Visitors have no rights of their own; this is all they can create.
        # sudo: seitech.chat.channel, seitech.chat.member, seitech.chat.visitor – as said
        channels = self.sudo()
        visitor, token = channels.env["seitech.chat.visitor"]._admit(name, email, network_hash)
        channel = channels.create({"channel_type": "public_support"})
        channels.env["seitech.chat.member"].create(
            {"channel_id": channel.id, "visitor_id": visitor.id}
        )
        channel._support().write({"visitor_id": visitor.id, **facts})
        opened = {"channel_id": channel.id, "session_token": token}
        if content is None:
            return opened
        # sudo: seitech.chat.channel – ends here
        message = channel.sudo(False)._post(content, client_key, visitor=visitor)
        return {**opened, "message": self._support_message(message)}

    def _visit_facts(self, website, subject=None, language=None, page=None, referrer=None):
        return {
            "website_id": website.id,
            "subject": visit.subject_of(self.env, subject, website._seitech_subjects()),
            "language": visit.language_of(self.env, language),
            "page": visit.address_of(self.env, "page", page),
            "referrer": visit.address_of(self.env, "referrer", referrer),
        }

    def _check_somebody_there(self, website):
        """:raise ChatError: 422 if the answer can only come by e-mail, and there is no address"""
        if not website._seitech_availability()["available"]:
            message = self.env._("Nobody is there. Please leave an e-mail address for the answer.")
            raise invalid_value("email", message)

    def _visitor_name(self, name, website):
        if name is None or not name.strip():
            if website.seitech_chat_name_required:
                raise invalid_value("name", self.env._("Please say your name."))
            return self.env._("Visitor")
        try:
            name = text.safe_name(name)
        except InputError as error:
            raise refused_input("name", error) from error
        # sudo: res.users – only to see whether the name is somebody's
        agents = self.env.ref(AGENT_GROUP).sudo().all_user_ids
        if is_reserved_name(name, agents.mapped("name")):
            raise invalid_value("name", self.env._("Please choose another name."))
        return name

    def _visitor_email(self, email):
        if email is None or not email.strip():
            return None
        if len(email) > MAX_EMAIL_LENGTH or not _EMAIL.fullmatch(email.strip()):
            raise invalid_value("email", self.env._("This is not an e-mail address."))
        return email.strip().lower()

    def _check_open_support(self, network_hash):
        """:raise ChatError: 429 if one network, or all visitors together, wait for too much"""
        per_network = settings.limit(self.env, settings.SUPPORT_PER_NETWORK)
        unanswered_limit = settings.limit(self.env, settings.SUPPORT_UNANSWERED)
        self.env.cr.execute(
            """
            SELECT count(*) FILTER (WHERE v.network_hash = %(network)s AND m.is_recent) AS own,
                   count(*) FILTER (WHERE NOT m.is_answered) AS unanswered
              FROM (
                SELECT m.visitor_id,
                       EXISTS (
                           SELECT FROM seitech_chat_member agent
                            WHERE agent.channel_id = c.id AND agent.user_id IS NOT NULL
                           UNION ALL
                           SELECT FROM seitech_chat_message answer
                            WHERE answer.channel_id = c.id AND answer.user_id IS NOT NULL
                       ) AS is_answered,
                       COALESCE(
                           (
                               SELECT said.create_date FROM seitech_chat_message said
                                WHERE said.channel_id = c.id
                                ORDER BY said.id DESC
                                LIMIT 1
                           ),
                           c.create_date
                       ) > now() AT TIME ZONE 'UTC' - %(open_for)s::interval AS is_recent
                  FROM seitech_chat_channel c
                  JOIN seitech_chat_member m ON m.channel_id = c.id AND m.visitor_id IS NOT NULL
                 WHERE c.channel_type = 'public_support' AND c.state = 'active'
              ) m
              JOIN seitech_chat_visitor v ON v.id = m.visitor_id
            """,
            {"network": network_hash, "open_for": OPEN_FOR},
        )
        own, unanswered = self.env.cr.fetchone()
        if 0 < per_network <= own or 0 < unanswered_limit <= unanswered:
            message = self.env._("There are too many open conversations. Please try again later.")
            raise too_many_requests(message, RETRY_OPENING)

    # Access

    @api.model
    def _get_for_visitor(self, channel_id, token):
        """:return: the channel and the visitor who holds the token
        :raise ChatError: 401 if nobody does, 429 if it is used too often, 404 if it is the token
            of another conversation
        """
        visitor = self.env["seitech.chat.visitor"]._find(token or "", self.env.uid)
        if not visitor:
            message = self.env._("This conversation has ended. Please start a new one.")
            raise ChatError(message, "unauthenticated", 401)
        self.env["seitech.chat.rate"]._count_visitor(visitor)
        channel = visitor.chat_member_ids.channel_id
        if channel.id != channel_id:
            raise not_found(self.env)
        visitor._renew()
        return channel, visitor

    # Taking part

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
            told._post_system(told.env._("%s closed the conversation", visitor.name), visitor)

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
        return {"messages": self._support_messages(rows), "has_more": has_more}

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
        }

    def _support_messages(self, rows):
        return [self._support_message(wire.message(self.env, row)) for row in rows]

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
