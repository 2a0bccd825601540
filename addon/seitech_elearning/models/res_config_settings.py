from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import settings


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seitech_chat_cors_origins = fields.Char(
        string="Sites that may use the chat",
        config_parameter=settings.PREFIX + settings.CORS_ORIGINS,
        help="Origins like https://www.example.com, separated by spaces. Their pages may use the "
        "chat's API in the name of whoever is signed in here.",
    )
    seitech_chat_link_previews = fields.Boolean(
        string="Previews of links",
        help="This server fetches the title and the picture of pages that messages link to. "
        "Readers' browsers do not.",
    )
    seitech_chat_rate_network = fields.Integer(
        string="Requests per minute from one network",
        config_parameter=settings.PREFIX + settings.RATE_NETWORK,
        default=settings.LIMITS[settings.RATE_NETWORK],
    )
    seitech_chat_rate_person = fields.Integer(
        string="Requests per minute of one person",
        config_parameter=settings.PREFIX + settings.RATE_PERSON,
        default=settings.LIMITS[settings.RATE_PERSON],
    )
    seitech_chat_rate_visitor = fields.Integer(
        string="Messages per minute of one visitor",
        config_parameter=settings.PREFIX + settings.RATE_VISITOR,
        default=settings.LIMITS[settings.RATE_VISITOR],
    )
    seitech_chat_rate_visitor_mail = fields.Integer(
        string="E-mails per hour of one visitor",
        config_parameter=settings.PREFIX + settings.RATE_VISITOR_MAIL,
        default=settings.LIMITS[settings.RATE_VISITOR_MAIL],
    )
    seitech_chat_support_per_network = fields.Integer(
        string="Open conversations of visitors from one network",
        config_parameter=settings.PREFIX + settings.SUPPORT_PER_NETWORK,
        default=settings.LIMITS[settings.SUPPORT_PER_NETWORK],
    )
    seitech_chat_support_unanswered = fields.Integer(
        string="Open conversations of visitors nobody has answered",
        config_parameter=settings.PREFIX + settings.SUPPORT_UNANSWERED,
        default=settings.LIMITS[settings.SUPPORT_UNANSWERED],
    )

    seitech_chat_support_return = fields.Integer(
        string="Minutes until an unanswered conversation goes back to the queue",
        config_parameter=settings.PREFIX + settings.SUPPORT_RETURN,
        default=settings.LIMITS[settings.SUPPORT_RETURN],
    )
    seitech_chat_support_cap = fields.Integer(
        string="Open conversations given to one agent at a time",
        config_parameter=settings.PREFIX + settings.SUPPORT_CAP,
        default=settings.LIMITS[settings.SUPPORT_CAP],
    )
    seitech_chat_support_assignment = fields.Selection(
        [
            ("manual", "Agents take what waits"),
            ("automatic", "What waits is given to agents who are there"),
        ],
        string="Assignment",
        config_parameter=settings.PREFIX + settings.SUPPORT_ASSIGNMENT,
        default="manual",
    )
    seitech_chat_company_calendar_id = fields.Many2one(
        related="company_id.seitech_chat_calendar_id", readonly=False
    )
    seitech_chat_calendar_id = fields.Many2one(
        related="website_id.seitech_chat_calendar_id", readonly=False
    )
    seitech_chat_subjects = fields.Text(related="website_id.seitech_chat_subjects", readonly=False)
    seitech_chat_name_required = fields.Boolean(
        related="website_id.seitech_chat_name_required", readonly=False
    )
    seitech_chat_widget = fields.Boolean(related="website_id.seitech_chat_widget", readonly=False)
    seitech_chat_pages = fields.Selection(related="website_id.seitech_chat_pages", readonly=False)
    seitech_chat_addresses = fields.Text(
        related="website_id.seitech_chat_addresses", readonly=False
    )
    seitech_chat_side = fields.Selection(related="website_id.seitech_chat_side", readonly=False)
    seitech_chat_color = fields.Char(related="website_id.seitech_chat_color", readonly=False)
    seitech_chat_label = fields.Char(related="website_id.seitech_chat_label", readonly=False)
    seitech_chat_greeting = fields.Text(related="website_id.seitech_chat_greeting", readonly=False)
    seitech_chat_greeting_delay = fields.Integer(
        related="website_id.seitech_chat_greeting_delay", readonly=False
    )
    seitech_chat_consent = fields.Text(related="website_id.seitech_chat_consent", readonly=False)
    seitech_chat_files = fields.Selection(related="website_id.seitech_chat_files", readonly=False)

    def get_values(self):
        values = super().get_values()
        return {**values, "seitech_chat_link_previews": settings.shows_link_previews(self.env)}

    def set_values(self):
        super().set_values()
        # Odoo forgets a parameter that is false, which here would mean yes.
        self.env["ir.config_parameter"].set_param(
            settings.PREFIX + settings.LINK_PREVIEWS, str(int(self.seitech_chat_link_previews))
        )
        # Odoo forgets a parameter that is set to 0, which would bring back the default.
        for name in settings.LIMITS:
            if not self[f"seitech_chat_{name}"]:
                self.env["ir.config_parameter"].set_param(settings.PREFIX + name, "0")

    @api.constrains("seitech_chat_cors_origins")
    def _check_cors_origins(self):
        for origin in (self.seitech_chat_cors_origins or "").split():
            parts = urlsplit(origin)
            bare = f"{parts.scheme}://{parts.netloc}"
            if parts.scheme not in ("http", "https") or not parts.netloc or origin != bare:
                raise ValidationError(
                    self.env._("“%s” is no origin. Write it like https://www.example.com.", origin)
                )

    @api.constrains(*(f"seitech_chat_{name}" for name in settings.LIMITS))
    def _check_limits(self):
        if any(self[f"seitech_chat_{name}"] < 0 for name in settings.LIMITS):
            raise ValidationError(self.env._("A limit is a number; 0 means without limit."))
