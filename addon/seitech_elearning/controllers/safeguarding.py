from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import boolean, identifier, string

TYPE = ChatDispatcher.routing_type


class SafeguardingController(Controller):
    """The API for reporting a message and blocking a person."""

    @route("/api/chat/report", type=TYPE, auth="user")
    def report(self, message_id: identifier, reason: string, comment: string = None):
        """Report a message to those in charge of safeguarding."""
        message = request.env["seitech.chat.message"]._get_with_access(message_id)
        return message.channel_id._report_message(message_id, reason, comment)

    @route("/api/chat/block", type=TYPE, auth="user")
    def block(self, user_id: identifier, blocked: boolean):
        """Block somebody, or take it back."""
        return self._users._chat_block(user_id, blocked)

    @route("/api/chat/blocks", type=TYPE, auth="user")
    def blocks(self):
        """Those whom the caller has blocked."""
        return {"people": self._users._chat_blocks()}

    @route("/api/chat/notices", type=TYPE, auth="user")
    def notices(self):
        """What the caller is told about measures that concern them, and whom they have blocked."""
        return self._users._chat_notices()

    @route("/api/chat/notices/acknowledge", type=TYPE, auth="user")
    def acknowledge(self, notice_id: identifier):
        """Confirm to have read a warning."""
        self._users._acknowledge_notice(notice_id)
        return self._users._chat_notices()

    @property
    def _users(self):
        return request.env["res.users"]
