from odoo import models
from odoo.addons.bus.websocket import wsrequest
from odoo.http import request

from ..tools.origin import is_own_origin


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Clients never name the channels they want to hear: they hear those they are in.

        A page of another site can open a websocket with the visitor's cookie; it hears none.
        """
        channels = list(channels)
        current = request or wsrequest
        if current.session.uid and is_own_origin(current.httprequest):
            channels += self.env["seitech.chat.channel"]._bus_targets()
        return super()._build_bus_channel_list(channels)
