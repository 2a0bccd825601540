from odoo import fields, models

from ..tools import settings


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seitech_chat_students_write = fields.Boolean(string="Students may write to each other")
    seitech_chat_rate_reports = fields.Integer(
        string="Reports per hour of one person",
        config_parameter=settings.PREFIX + settings.RATE_REPORTS,
        default=settings.LIMITS[settings.RATE_REPORTS],
    )
    seitech_chat_safeguarding_hours = fields.Integer(
        string="Hours to take care of a report",
        config_parameter=settings.PREFIX + settings.SAFEGUARDING_HOURS,
        default=settings.LIMITS[settings.SAFEGUARDING_HOURS],
        help="After that an open report is marked as overdue.",
    )

    def get_values(self):
        may_write = settings.students_may_write(self.env)
        return {**super().get_values(), "seitech_chat_students_write": may_write}

    def set_values(self):
        super().set_values()
        # Odoo forgets a parameter that is false, which here would mean yes.
        self.env["ir.config_parameter"].set_param(
            settings.PREFIX + settings.STUDENTS_WRITE, str(int(self.seitech_chat_students_write))
        )
