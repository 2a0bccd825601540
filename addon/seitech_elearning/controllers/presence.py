from odoo.http import Controller, request, route

from ..tools.errors import invalid_value
from .dispatcher import ChatDispatcher
from .params import identifier, list_of


class PresenceController(Controller):
    @route("/api/chat/presence", type=ChatDispatcher.routing_type, auth="user")
    def presence(self, channel_id: identifier = None, channel_ids: list_of(identifier) = None):
        """Who of the people in a channel is there, or who of the other persons of many
        conversations between two; and how to hear when that changes."""
        channels = request.env["seitech.chat.channel"]
        if (channel_id is None) == (channel_ids is None):
            message = request.env._("Ask for one conversation, or for a list of them.")
            raise invalid_value("channel_id", message)
        if channel_ids is not None:
            return channels._presences_of_peers(channel_ids)
        return channels._get_with_access(channel_id)._presences()
