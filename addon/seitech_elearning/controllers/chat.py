from odoo.http import Controller, request, route

from ..tools import text
from ..tools.errors import not_found
from .dispatcher import ChatDispatcher
from .params import boolean, identifier, integer, integers_by_id, list_of, string

TYPE = ChatDispatcher.routing_type


class ChatController(Controller):
    """The API for people who are signed in: find under access rules, call the model, answer.

    Fields are declared by the parameters (see ``params``); answers are in ``tools.wire``.
    """

    @route("/api/chat/channels", type=TYPE, auth="user")
    def channels(
        self,
        channel_types: list_of(string) = None,
        search: string = None,
        state: string = None,
        limit: integer = 50,
        cursor: string = None,
    ):
        """A page of the caller's channels, newest activity first."""
        return self._channels._list_page(channel_types, search, state, limit, cursor)

    @route("/api/chat/channel/<int:channel_id>", type=TYPE, auth="user", path_args=["channel_id"])
    def channel(self, channel_id: identifier):
        """One channel with the people in it."""
        return {"channel": self._channels._get_with_access(channel_id)._details()}

    @route("/api/chat/messages", type=TYPE, auth="user")
    def messages(
        self,
        channel_id: identifier,
        limit: integer = 50,
        before_id: identifier = None,
        after_id: identifier = None,
        around_id: identifier = None,
        offset: integer = None,
    ):
        """A page of messages, oldest first."""
        channel = self._channels._get_with_access(channel_id)
        return channel._message_page(limit, before_id, after_id, around_id, offset)

    @route("/api/chat/send", type=TYPE, auth="user")
    def send(
        self,
        channel_id: identifier,
        content: string,
        client_key: string = None,
        parent_id: identifier = None,
        attachment_ids: list_of(identifier) = None,
        message_type: string = None,
        lesson_id: identifier = None,
        lesson_position: integer = None,
        announcement: boolean = False,
    ):
        """Send a message."""
        channel = self._channels._get_with_access(channel_id)
        # Clients may name the kind of message they think they send; the server sets it.
        text.check_choice(request.env, "message_type", message_type, ("text", "file", "image"))
        message = channel._post(
            content,
            client_key,
            parent_id,
            attachment_ids or (),
            lesson=lesson_id and (lesson_id, lesson_position),
            announcement=announcement,
        )
        return {"message": message}

    @route("/api/chat/create-direct", type=TYPE, auth="user")
    def create_direct(self, user_id: identifier):
        """The caller's conversation with another person, made if there is none."""
        user = request.env.user._get_chat_peer(user_id)
        return {"channel_id": self._channels._get_or_create_direct(user).id}

    @route("/api/chat/read", type=TYPE, auth="user")
    def read(self, channel_id: identifier, message_id: identifier):
        """Note that the caller has read up to a message."""
        return self._channels._get_with_access(channel_id)._mark_read(message_id)

    @route("/api/chat/sync", type=TYPE, auth="user")
    def sync(self, channels: integers_by_id):
        """What changed in the channels a client knows since the revisions it has."""
        return self._channels._sync(channels)

    @route("/api/chat/<path:path>", type=TYPE, auth="user")
    def unknown(self, **_fields):
        """Everything else under this address gets an answer of the same shape."""
        raise not_found(request.env)

    @property
    def _channels(self):
        return request.env["seitech.chat.channel"]
