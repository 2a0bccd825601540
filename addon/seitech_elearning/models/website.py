from datetime import UTC

from odoo import fields, models

from ..tools import wire
from ..tools.availability import opening_of


class Website(models.Model):
    """When the support team is there for the visitors of a website."""

    _inherit = "website"

    seitech_chat_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Support hours of the website",
        ondelete="set null",
        help="Its public holidays count. Without, those of the company; without those, always.",
    )
    seitech_chat_subjects = fields.Text(
        string="Subjects", translate=True, help="One on each line, for visitors to choose from."
    )
    seitech_chat_name_required = fields.Boolean(string="Visitors have to say their name")
    seitech_chat_consent = fields.Text(
        string="Consent",
        translate=True,
        help="What visitors agree to when they leave their e-mail address. Empty: nothing is said.",
    )
    seitech_chat_files = fields.Selection(
        [
            ("never", "Never"),
            ("allowed", "When an agent allows it"),
            ("always", "Always"),
        ],
        string="Files of visitors",
        required=True,
        default="allowed",
    )

    def _seitech_opening(self, now=None):
        """:param datetime now: the moment in UTC that it is asked about
        :return: whether the support team works then, and when it begins to if it does not
            (``None`` for not in sight)
        """
        # sudo: res.company, resource.calendar – whoever visits may know when somebody is there
        website = self.sudo()
        calendar = website.seitech_chat_calendar_id or website.company_id.seitech_chat_calendar_id
        return opening_of(calendar, now)

    def _seitech_availability(self, zone=None):
        """What visitors are told about whether somebody is there.

        :param zone: the visitor's time zone
        """
        is_open, opening = self._seitech_opening()
        # sudo: res.company – whose agents are asked for
        company = self.sudo().company_id
        is_available = bool(self.env["seitech.chat.agent"]._available(is_open, company))
        local = opening and zone and opening.replace(tzinfo=UTC).astimezone(zone)
        reason = None if is_available else "no_agent" if is_open else "closed"
        return {
            "available": is_available,
            "reason": reason,
            "next_opening": wire.timestamp(opening),
            "next_opening_local": local.isoformat() if local else None,
            "subjects": self._seitech_subjects(),
            "name_required": self.seitech_chat_name_required,
            "consent": (self.seitech_chat_consent or "").strip(),
        }

    def _seitech_subjects(self):
        lines = (self.seitech_chat_subjects or "").splitlines()
        return [line.strip() for line in lines if line.strip()]
