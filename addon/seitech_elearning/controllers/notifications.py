from odoo.http import Controller, request, route

from ..tools.visit import zone_of
from .dispatcher import ChatDispatcher
from .params import NOT_GIVEN, boolean, identifier, integer, list_of, string

TYPE = ChatDispatcher.routing_type


class NotificationsController(Controller):
    """How the chat may reach the caller, and when others can be reached."""

    @route("/api/chat/preferences/own", type=TYPE, auth="user")
    def own_preferences(
        self,
        digest: boolean = NOT_GIVEN,
        quiet: boolean = NOT_GIVEN,
        quiet_from: string = NOT_GIVEN,
        quiet_to: string = NOT_GIVEN,
        quiet_days: list_of(integer) = NOT_GIVEN,
    ):
        """What the caller wants to hear when the chat is not before them; changed as far as
        something is given."""
        values = {
            "digest": digest,
            "quiet": quiet,
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
            "quiet_days": quiet_days,
        }
        given = {name: value for name, value in values.items() if value is not NOT_GIVEN}
        return {"preferences": request.env.user._set_chat_preferences(**given)}

    @route("/api/chat/reply-hours", type=TYPE, auth="user")
    def reply_hours(
        self,
        channel_id: identifier = None,
        user_ids: list_of(identifier) = None,
        time_zone: string = None,
    ):
        """When instructors usually answer, by the caller's clock."""
        env = request.env
        zone = zone_of(env, time_zone) or env.user._chat_zone()
        return {"people": env["res.users"]._chat_reply_hours_asked(channel_id, user_ids, zone)}
