from odoo import fields, models

from ..tools import settings


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seitech_chat_digest_minutes = fields.Integer(
        string="Minutes until unread messages are told of by e-mail",
        config_parameter=settings.PREFIX + settings.DIGEST_MINUTES,
        default=settings.LIMITS[settings.DIGEST_MINUTES],
        help="One e-mail for all conversations, at most every so many minutes, to people who are "
        "not there and want it.",
    )
    seitech_chat_digest_previews = fields.Boolean(
        string="Beginnings of messages in e-mails",
        help="E-mails say how unread messages begin, up to 200 characters of each. Otherwise they "
        "only say who wrote in which conversation.",
    )

    def get_values(self):
        shown = settings.shows_digest_previews(self.env)
        return {**super().get_values(), "seitech_chat_digest_previews": shown}

    def set_values(self):
        super().set_values()
        # Odoo forgets a parameter that is false, which here would mean yes.
        self.env["ir.config_parameter"].set_param(
            settings.PREFIX + settings.DIGEST_PREVIEWS, str(int(self.seitech_chat_digest_previews))
        )
