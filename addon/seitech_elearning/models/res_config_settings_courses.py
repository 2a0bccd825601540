from odoo import fields, models

from ..tools import settings


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seitech_chat_completed_days = fields.Integer(
        string="Days from the completion of a course to the end in its chat",
        config_parameter=settings.PREFIX + settings.COMPLETED_DAYS,
        default=settings.LIMITS[settings.COMPLETED_DAYS],
    )
    seitech_chat_grace_days = fields.Integer(
        string="Days of reading after the end of an enrolment",
        config_parameter=settings.PREFIX + settings.GRACE_DAYS,
        default=settings.LIMITS[settings.GRACE_DAYS],
    )
