from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    seitech_chat_calendar_id = fields.Many2one(
        "resource.calendar", string="Support hours", ondelete="set null"
    )
