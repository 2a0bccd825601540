from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import text, wire
from ..tools.availability import opening_of
from ..tools.errors import invalid_value
from ..tools.office_hours import clock, day_in_words, in_words, weekly_hours

MAX_ASKED = 100


class ResUsers(models.Model):
    """When those who teach usually answer: what students are told, and when the chat writes to
    them by e-mail or push."""

    _inherit = "res.users"

    seitech_chat_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Office hours in the chat",
        ondelete="set null",
        help="Students see when they can expect an answer. Public holidays count.",
    )
    seitech_chat_office_only = fields.Boolean(
        string="Notify during office hours only",
        default=True,
        help="Outside of the office hours, e-mails and push notifications of the chat wait.",
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 - Odoo's name
        return [
            *super().SELF_READABLE_FIELDS,
            "seitech_chat_calendar_id",
            "seitech_chat_office_only",
        ]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802 - Odoo's name
        return [
            *super().SELF_WRITEABLE_FIELDS,
            "seitech_chat_calendar_id",
            "seitech_chat_office_only",
        ]

    @api.constrains("seitech_chat_calendar_id")
    def _check_chat_calendar(self):
        # Whoever could choose a calendar could find out what is in those they may not read.
        if any(user.share and user.seitech_chat_calendar_id for user in self):
            raise ValidationError(self.env._("Only colleagues have office hours."))

    def _chat_office_opening(self, now=None):
        """:return: as ``tools.availability.opening_of``; always open without a calendar"""
        # sudo: res.users, resource.calendar – who may write to somebody may know when they work
        calendar = self.sudo().seitech_chat_calendar_id
        return (True, None) if calendar.flexible_hours else opening_of(calendar, now)

    def _chat_reply_hours(self, zone=None, lang=None):
        """When a student can expect an answer of this person. Whether the student may know of the
        person at all is for the caller to check.

        :param zone: the student's time zone; without, that of the calendar
        :param str lang: the student's language, an Odoo code
        :return: ``user_id``, ``is_open``, ``next_opening`` (ISO 8601, or ``None``) and
            ``sentence``; ``None`` for who has no office hours
        :rtype: dict | None
        """
        self.ensure_one()
        # sudo: res.users, resource.calendar – see above
        calendar = self.sudo().seitech_chat_calendar_id
        if not calendar or calendar.flexible_hours:
            return None
        lang = lang or self.env.lang or "en_US"
        zone = zone or ZoneInfo(calendar.tz or "UTC")
        hours = in_words(weekly_hours(calendar, zone), lang)
        if not hours:
            return None
        is_open, opening = self._chat_office_opening()
        told = self.with_context(lang=lang)
        return {
            "user_id": self.id,
            "is_open": is_open,
            "next_opening": wire.timestamp(opening),
            "sentence": told._reply_sentence(hours, opening, zone, lang),
        }

    def _reply_sentence(self, hours, opening, zone, lang):
        if opening is None:
            return self.env._("Usually answers %s", hours)
        return self.env._(
            "Usually answers %(hours)s; next: %(opening)s",
            hours=hours,
            opening=self._opening_in_words(opening, zone, lang),
        )

    def _opening_in_words(self, opening, zone, lang):
        local = opening.replace(tzinfo=UTC).astimezone(zone)
        today, day = datetime.now(zone).date(), local.date()
        time = clock(local, lang)
        if day == today:
            return self.env._("today %s", time)
        if day == today + timedelta(days=1):
            return self.env._("tomorrow %s", time)
        return f"{day_in_words(day, today, lang)} {time}"

    @api.model
    def _chat_reply_hours_of(self, user_ids, zone):
        """:param list user_ids: instructors that the current user may write to
        :return: as ``_chat_reply_hours``, for those who have office hours
        :raise ChatError: 404 if one of them is nobody the current user may write to, 422 for too
            many
        """
        text.check_range(self.env, "user_ids", len(user_ids), 1, MAX_ASKED)
        people = [self._get_chat_peer(id_, "student_instructor") for id_ in user_ids]
        return self._reply_hours_by_turn(people, zone)

    @api.model
    def _chat_reply_hours_in(self, channel, zone):
        """:param channel: one that the current user may read
        :return: as ``_chat_reply_hours``, for the others who belong to a conversation between a
            student and an instructor
        """
        if channel.channel_type != "student_instructor":
            return []
        # sudo: seitech.chat.member – whoever may read the channel may read who is in it
        members = channel.sudo()._all_members().filtered("active").user_id
        return self._reply_hours_by_turn(members - self.env.user, zone)

    @api.model
    def _reply_hours_by_turn(self, people, zone):
        told = [user._chat_reply_hours(zone) for user in people]
        return [hours for hours in told if hours]

    @api.model
    def _chat_reply_hours_asked(self, channel_id, user_ids, zone):
        """The answer of the API, for one of both.

        :raise ChatError: 422 unless exactly one is asked for, else as the two above
        """
        if (channel_id is None) == (user_ids is None):
            message = self.env._("Ask for one conversation, or for a list of people.")
            raise invalid_value("channel_id", message)
        if user_ids is not None:
            return self._chat_reply_hours_of(user_ids, zone)
        channel = self.env["seitech.chat.channel"]._get_with_access(channel_id)
        return self._chat_reply_hours_in(channel, zone)
