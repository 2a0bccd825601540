from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import identifier


class PresenceController(Controller):
    @route("/api/chat/presence", type=ChatDispatcher.routing_type, auth="user")
    def presence(self, channel_id: identifier):
        """Who of the people in a channel is there, and how to hear when that changes."""
        channel = request.env["seitech.chat.channel"]._get_with_access(channel_id)
        return channel._presences()
