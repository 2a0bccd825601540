from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_seitech_chat_data(self):
        """:return: the action that shows what there is of this person in the chat"""
        self.ensure_one()
        return self.env["seitech.chat.person"]._open(self)
