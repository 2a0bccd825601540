import re

from odoo import models
from odoo.addons.bus.websocket import wsrequest
from odoo.http import request

from ..tools.origin import is_allowed_origin

# What clients ask for. Neither is ever a bus channel: both are swapped for what they give access
# to, which is nothing if they give access to nothing.
VISITOR_PREFIX = "seitech.chat/visitor/"
OPEN_PREFIX = "seitech.chat/open/"
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_PREFIXES = (VISITOR_PREFIX, OPEN_PREFIX)

# The tabs of a browser share one connection.
MAX_OPEN = 10


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Clients never name the bus channels they want to hear: they hear the conversations they
        are in. Visitors show their token; people who may look at conversations without being in
        them say which they have open.

        A page of another site can open a websocket with somebody's cookie; it hears none.
        """
        asked = [name for name in channels if isinstance(name, str) and name.startswith(_PREFIXES)]
        channels = [name for name in channels if name not in asked]
        current = request or wsrequest
        if is_allowed_origin(self.env, current.httprequest):
            channels += self._chat_targets(current.session.uid, asked)
        return super()._build_bus_channel_list(channels)

    def _chat_targets(self, user_id, asked):
        targets = [
            target
            for name in asked
            if name.startswith(VISITOR_PREFIX)
            for target in self._visitor_targets(name.removeprefix(VISITOR_PREFIX), user_id)
        ]
        if not user_id:
            return targets
        numbers = [name.removeprefix(OPEN_PREFIX) for name in asked]
        ids = [int(number) for number in numbers if _NUMBER.fullmatch(number)]
        conversations = self.env["seitech.chat.channel"]
        # Under the access rules of whoever asks.
        opened = conversations.search([("id", "in", ids[-MAX_OPEN:])])
        # Listening is reading, also for somebody who asks for no message.
        opened._note_visits()
        mine = conversations._bus_targets() + conversations._agents_targets()
        return targets + mine + [channel._bus_target() for channel in opened]

    def _visitor_targets(self, token, user_id):
        visitor = self.env["seitech.chat.visitor"]._find(token, user_id)
        if not visitor:
            return self.env["seitech.chat.channel"]._unbegun_targets(token)
        return [channel._bus_target() for channel in visitor.chat_member_ids.channel_id]
