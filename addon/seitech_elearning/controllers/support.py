from odoo.http import Controller, request, route

from ..tools.visit import language_of, zone_of
from .dispatcher import FORM, ChatDispatcher
from .params import boolean, from_text, identifier, integer, string, uploaded_file

TYPE = ChatDispatcher.routing_type
TOKEN_HEADER = "X-Session-Token"


class SupportController(Controller):
    """The API for visitors: who shows the token of a conversation takes part in it.

    The token comes in a header or in the field ``session_token``. Odoo's session has no part in
    it, and is not stored for every passer-by.
    """

    @route("/api/chat/support", type=TYPE, auth="public", save_session=False)
    def support(
        self,
        name: string = None,
        email: string = None,
        content: string = None,
        client_key: string = None,
        subject: string = None,
        language: string = None,
        page: string = None,
        referrer: string = None,
        captcha_token: string = None,
    ):
        """Open a conversation with the support team, best with its first message; without one it
        begins when there is one. Repeated with the same key, as the answer was lost, it is the
        same conversation."""
        network_hash = self._network_hash()
        request.env["seitech.chat.rate"]._count_opening(network_hash)
        facts = {"subject": subject, "language": language, "page": page, "referrer": referrer}
        website = self._website(language)
        return self._channels._open_support(
            name, email, network_hash, website, content, client_key, facts, captcha_token
        )

    @route(
        "/api/chat/support/availability",
        type=TYPE,
        auth="public",
        save_session=False,
        verb="GET",
        max_age=30,
    )
    def availability(self, time_zone: string = None, language: string = None):
        """Whether somebody is there, or when there will be."""
        website = self._website(language)
        return website._seitech_availability(zone_of(request.env, time_zone))

    @route("/api/chat/support/send", type=TYPE, auth="public", save_session=False)
    def send(
        self,
        channel_id: identifier,
        content: string,
        session_token: string = None,
        client_key: string = None,
        parent_id: identifier = None,
    ):
        """Send a message to the support team."""
        channel, visitor = self._get_to_write(channel_id, session_token)
        message = channel._post_by_visitor(visitor, content, client_key, parent_id=parent_id)
        return {"message_id": message["id"], "message": message}

    @route("/api/chat/support/upload", type=TYPE, auth="public", save_session=False, mimetype=FORM)
    def upload(
        self,
        channel_id: from_text(identifier),
        file: uploaded_file,
        session_token: string = None,
        client_key: string = None,
    ):
        """Send a file to the support team."""
        channel, visitor = self._get_to_write(channel_id, session_token)
        upload = channel._upload(file.filename, file.read(), visitor)
        message = channel._post_by_visitor(visitor, "", client_key, attachment_ids=upload.ids)
        return {
            "message_id": message["id"],
            "file_url": message["attachments"][0]["url"],
            "message": message,
        }

    @route(
        "/api/chat/support/<int:channel_id>/messages",
        type=TYPE,
        auth="public",
        save_session=False,
        verb="GET",
        path_args=["channel_id"],
    )
    def messages(
        self,
        channel_id: identifier,
        limit: from_text(integer) = 50,
        before_id: from_text(identifier) = None,
        session_token: string = None,
    ):
        """A page of messages, oldest first."""
        channel, _visitor = self._get(channel_id, session_token)
        return channel._support_history(limit, before_id)

    @route(
        "/api/chat/support/<int:channel_id>/poll",
        type=TYPE,
        auth="public",
        save_session=False,
        verb="GET",
        path_args=["channel_id"],
    )
    def poll(
        self,
        channel_id: identifier,
        last_message_id: from_text(integer) = 0,
        session_token: string = None,
    ):
        """What came after the last message a client has."""
        channel, _visitor = self._get(channel_id, session_token)
        return channel._support_news(last_message_id)

    @route("/api/chat/support/typing", type=TYPE, auth="public", save_session=False)
    def typing(
        self, channel_id: identifier, session_token: string = None, is_typing: boolean = True
    ):
        """Tell the support team that the visitor is typing."""
        channel, visitor = self._get(channel_id, session_token)
        channel._tell_typing_by_visitor(visitor, is_typing)
        return {}

    @route("/api/chat/support/read", type=TYPE, auth="public", save_session=False)
    def read(self, channel_id: identifier, message_id: identifier, session_token: string = None):
        """Note that the visitor has read up to a message."""
        channel, visitor = self._get(channel_id, session_token)
        mark = channel._mark_read_by_visitor(message_id, visitor)
        return {"channel_id": channel.id, "message_id": mark}

    @route("/api/chat/support/close", type=TYPE, auth="public", save_session=False)
    def close(self, channel_id: identifier, session_token: string = None):
        """End the conversation. The token stays good for a day, to read."""
        channel, visitor = self._get(channel_id, session_token)
        channel._close_by_visitor(visitor)
        return {"channel_id": channel.id, "state": "closed", "visit": channel._visit()}

    @route("/api/chat/support/rate", type=TYPE, auth="public", save_session=False)
    def rate(
        self,
        channel_id: identifier,
        rating: integer,
        feedback: string = None,
        session_token: string = None,
    ):
        """Say how the support team did, from 1 to 5."""
        channel, _visitor = self._get(channel_id, session_token)
        return channel._rate_by_visitor(rating, feedback)

    @route("/api/chat/support/transcript", type=TYPE, auth="public", save_session=False)
    def transcript(self, channel_id: identifier, session_token: string = None):
        """Have the conversation sent to the visitor's own e-mail address."""
        channel, visitor = self._get(channel_id, session_token)
        channel._mail_transcript(visitor)
        return {"channel_id": channel.id}

    @route("/api/chat/support/resume", type=TYPE, auth="public", save_session=False)
    def resume(self, ticket: string, client_key: string = None):
        """Go on with a conversation by the link of an e-mail, which is good once."""
        request.env["seitech.chat.rate"]._count_opening(self._network_hash())
        return self._channels._resume(ticket, client_key)

    @route("/api/chat/support/resume/mail", type=TYPE, auth="public", save_session=False)
    def mail_link(self, ticket: string):
        """Have another link sent in the place of one that was used, to the address it went to."""
        request.env["seitech.chat.rate"]._count_opening(self._network_hash())
        self._channels._mail_link(ticket)
        return {}

    @route("/api/chat/support/bind", type=TYPE, auth="user")
    def bind(self, channel_id: identifier, session_token: string = None):
        """Keep a conversation that began before signing in; the token is replaced."""
        token = self._token(session_token)
        channel, visitor = self._channels._get_to_bind(channel_id, token)
        return channel._bind_visitor(visitor, token)

    @property
    def _channels(self):
        return request.env["seitech.chat.channel"]

    @staticmethod
    def _website(language):
        """:param str language: of the page the visitor is on, which need not be the browser's
        :return: the website that is asked, in this language; from now on all is said in it
        """
        website = request.env["website"].get_current_website()
        if language is None:
            return website
        code = website._seitech_language(language_of(request.env, language))
        request.update_context(lang=code)
        return website.with_context(lang=code)

    def _network_hash(self):
        address = request.httprequest.remote_addr
        return request.env["seitech.chat.rate"]._network_hash(address)

    @staticmethod
    def _token(session_token):
        return request.httprequest.headers.get(TOKEN_HEADER, session_token)

    def _get(self, channel_id, session_token):
        return self._channels._get_to_read(channel_id, self._token(session_token))

    def _get_to_write(self, channel_id, session_token):
        rates, network_hash = request.env["seitech.chat.rate"], self._network_hash()
        token = self._token(session_token)
        rates._check_visitors(network_hash, token)
        channel, visitor = self._channels._get_to_write(channel_id, token, network_hash)
        request.env["seitech.chat.block"]._check_visitor(visitor)
        rates._count_visitor_message(visitor, network_hash, token)
        return channel, visitor
