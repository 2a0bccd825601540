from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import boolean, identifier, integer, string

TYPE = ChatDispatcher.routing_type


class MessageController(Controller):
    """The API for what is done with messages that were sent."""

    @route("/api/chat/edit", type=TYPE, auth="user")
    def edit(self, message_id: identifier, content: string):
        """Change the words of one's own message."""
        channel = self._channel_of(message_id)
        return {"message": channel._edit_message(message_id, content)}

    @route("/api/chat/delete", type=TYPE, auth="user")
    def delete(self, message_id: identifier):
        """Delete a message."""
        return {"message": self._channel_of(message_id)._delete_message(message_id)}

    @route("/api/chat/pin", type=TYPE, auth="user")
    def pin(self, message_id: identifier, pinned: boolean):
        """Pin a message, or take the pin away."""
        return {"message": self._channel_of(message_id)._pin_message(message_id, pinned)}

    @route("/api/chat/pins", type=TYPE, auth="user")
    def pins(self, channel_id: identifier):
        """The pinned messages of a channel."""
        return self._channels._get_with_access(channel_id)._pins()

    @route("/api/chat/reaction", type=TYPE, auth="user")
    def reaction(self, message_id: identifier, emoji: string, action: string = None):
        """React to a message, or take a reaction back."""
        return self._channel_of(message_id)._react(message_id, emoji, action)

    @route("/api/chat/thread", type=TYPE, auth="user")
    def thread(self, message_id: identifier, limit: integer = 50, before_id: identifier = None):
        """The replies to a message, oldest first."""
        return self._channel_of(message_id)._thread(message_id, limit, before_id)

    @route("/api/chat/typing", type=TYPE, auth="user")
    def typing(self, channel_id: identifier, is_typing: boolean = True):
        """Tell the others that the caller is typing."""
        self._channels._get_with_access(channel_id)._tell_typing(is_typing)
        return {}

    @route("/api/chat/unread", type=TYPE, auth="user")
    def unread(self, channel_id: identifier, message_id: identifier):
        """Mark a message, and what follows it, as unread."""
        return self._channels._get_with_access(channel_id)._mark_unread(message_id)

    @route("/api/chat/search", type=TYPE, auth="user")
    def search(
        self,
        query: string,
        channel_id: identifier = None,
        limit: integer = 50,
        cursor: string = None,
    ):
        """Find messages in one channel, or in all of the caller's."""
        channels = self._channels
        if channel_id is not None:
            channels = channels._get_with_access(channel_id)
        return channels._search_messages(query, limit, cursor)

    @property
    def _channels(self):
        return request.env["seitech.chat.channel"]

    def _channel_of(self, message_id):
        return request.env["seitech.chat.message"]._get_with_access(message_id).channel_id
