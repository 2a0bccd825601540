from zoneinfo import ZoneInfo

from odoo import fields, models

from ..tools import settings, text
from ..tools.errors import invalid_value
from ..tools.quiet_hours import EVERY_DAY, QuietHours, minutes_of, text_of

# Nobody but administrators reads of others when they sleep; people change their own by the API.
_PRIVATE = "base.group_erp_manager"


class ResUsers(models.Model):
    """How the chat may reach people who do not have it before them."""

    _inherit = "res.users"

    seitech_chat_digest = fields.Boolean(
        string="E-mails about unread chat messages", default=True, groups=_PRIVATE
    )
    seitech_chat_quiet = fields.Boolean(
        string="Quiet hours in the chat", default=False, groups=_PRIVATE
    )
    seitech_chat_quiet_from = fields.Integer(string="Quiet from", default=22 * 60, groups=_PRIVATE)
    seitech_chat_quiet_to = fields.Integer(string="Quiet until", default=7 * 60, groups=_PRIVATE)
    seitech_chat_quiet_days = fields.Char(
        string="Quiet on",
        default=EVERY_DAY,
        groups=_PRIVATE,
        help="The days on which quiet hours begin, from Monday, which is 0.",
    )

    def _chat_zone(self):
        """:return: the time zone this person lives in, as far as it is known"""
        # sudo: res.users, res.company – only what time it is there
        own = self.sudo()
        return ZoneInfo(own.tz or own.company_id.resource_calendar_id.tz or "UTC")

    def _chat_quiet_hours(self):
        """:return: the ``QuietHours`` this person has set, or ``None``"""
        # sudo: res.users – what notifications go by
        own = self.sudo()
        if not own.seitech_chat_quiet:
            return None
        days = frozenset(map(int, own.seitech_chat_quiet_days or ""))
        return QuietHours(own.seitech_chat_quiet_from, own.seitech_chat_quiet_to, days)

    def _chat_is_reachable(self, now=None):
        """:param datetime now: the moment in UTC that it is asked about
        :return: whether this person may be disturbed: quiet hours and office hours
        """
        self.ensure_one()
        now = now or fields.Datetime.now()
        quiet = self._chat_quiet_hours()
        if quiet and quiet.covers(now, self._chat_zone()):
            return False
        # sudo: res.users – what notifications go by
        if not self.sudo().seitech_chat_office_only:
            return True
        return self._chat_office_opening(now)[0]

    # Preferences, as the API reads and writes them

    def _chat_preferences(self):
        """:return: the current user's own, on the wire"""
        # sudo: res.users – of the current user
        own = self.env.user.sudo()
        minutes = settings.limit(self.env, settings.DIGEST_MINUTES)
        return {
            "digest": own.seitech_chat_digest,
            "digest_minutes": minutes,
            "quiet": own.seitech_chat_quiet,
            "quiet_from": text_of(own.seitech_chat_quiet_from),
            "quiet_to": text_of(own.seitech_chat_quiet_to),
            "quiet_days": [int(day) for day in own.seitech_chat_quiet_days or ""],
            "time_zone": self.env.user._chat_zone().key,
            "push_key": self._chat_push_key(),
        }

    def _chat_push_key(self):
        """:return: by what browsers of people on the website know this server's pushes; ``None``
        for colleagues, whose browsers Odoo registers"""
        if not self.env.user.share:
            return None
        # sudo: mail.push.device – the public key
        return self.env["mail.push.device"].sudo().get_web_push_vapid_public_key()

    def _set_chat_preferences(self, **given):
        """Change the current user's own.

        :param given: ``digest``, ``quiet`` (booleans), ``quiet_from``, ``quiet_to`` (like
            ``22:30``) and ``quiet_days`` (weekdays from Monday, 0), as far as they change
        :return: as ``_chat_preferences``
        :raise ChatError: 422 for unacceptable values
        """
        values = {name: given[name] for name in ("digest", "quiet") if name in given}
        for name in ("quiet_from", "quiet_to"):
            if name in given:
                values[name] = self._checked_time(name, given[name])
        if "quiet_days" in given:
            values["quiet_days"] = self._checked_days(given["quiet_days"])
        if values:
            # sudo: res.users – of the current user, these fields only
            self.env.user.sudo().write(
                {f"seitech_chat_{name}": value for name, value in values.items()}
            )
        return self._chat_preferences()

    def _checked_time(self, field, value):
        minutes = minutes_of(value)
        if minutes is None:
            raise invalid_value(field, self.env._("This is no time of the day."))
        return minutes

    def _checked_days(self, days):
        if not 1 <= len(days) <= 7:
            raise invalid_value("quiet_days", self.env._("Choose at least one day."))
        for day in days:
            text.check_range(self.env, "quiet_days", day, 0, 6)
        return "".join(map(str, sorted(set(days))))
