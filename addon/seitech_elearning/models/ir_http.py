from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        # What is wrong with a request as such is said before anybody is asked who they are.
        if endpoint.routing["type"] == "seitech_chat":
            request.dispatcher.read_request(endpoint)
        super()._authenticate(endpoint)
