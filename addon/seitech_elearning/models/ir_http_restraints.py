from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    """Who was blocked from the chat gets nothing from its API, whatever they ask for."""

    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        result = super()._authenticate(endpoint)
        if endpoint.routing["type"] == "seitech_chat" and endpoint.routing["auth"] == "user":
            request.env.user._check_chat_account()
        return result
