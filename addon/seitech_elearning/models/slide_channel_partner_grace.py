from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL, format_date

from ..tools import settings, wire
from ..tools.errors import forbidden
from .chat_channel_rights import MANAGER_GROUP
from .slide_channel_partner_end import STUDENTS_OF_COURSES


class ChatChannel(models.Model):
    """Whose enrolment has ended reads the conversations about the course, but writes no more."""

    _inherit = "seitech.chat.channel"

    def _refusal_to_write(self):
        return super()._refusal_to_write() or self._refusal_by_end()

    def _refusal_by_end(self):
        ended_at = self._ended_at()
        if not ended_at or self.env.user.has_group(MANAGER_GROUP):
            return None
        days = settings.limit(self.env, settings.GRACE_DAYS)
        until = ended_at + timedelta(days=days)
        if until <= fields.Datetime.now():
            return forbidden(self.env._("Your enrolment in the course has ended."))
        day = format_date(self.env, fields.Datetime.context_timestamp(self, until).date())
        sentence = self.env._(
            "Your enrolment in the course has ended. You can read this conversation until %s.", day
        )
        error = forbidden(sentence)
        error.details = {"until": wire.timestamp(until)}
        return error

    def _ended_at(self):
        """:return: when the current user's enrolment that this conversation rests on ended, if
        it has"""
        self.env.flush_all()
        query = SQL(
            """
            SELECT max(enrolment.seitech_chat_until)
              FROM %s
             WHERE channel.id = %s AND student.id = %s AND enrolment.active
               AND enrolment.seitech_chat_until <= now() AT TIME ZONE 'UTC'
            """,
            STUDENTS_OF_COURSES,
            self.id,
            self.env.uid,
        )
        [[ended_at]] = self.env.execute_query(query)
        return ended_at


class SlideChannel(models.Model):
    _inherit = "slide.channel"

    def _action_add_members(self, target_partners, member_status="joined", **options):
        """Whoever is added again after the end of their enrolment begins anew."""
        result = super()._action_add_members(target_partners, member_status, **options)
        if member_status == "joined" and target_partners:
            domain = [
                ("channel_id", "in", self._filter_add_members().ids),
                ("partner_id", "in", target_partners.ids),
            ]
            # sudo: slide.channel.partner – of courses that the caller may add people to
            self.env["slide.channel.partner"].sudo().search(domain)._forget_end()
        return result
