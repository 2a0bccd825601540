from odoo import models
from odoo.tools import SQL

from ..tools import routing

ROLE_GROUPS = {
    routing.STUDENT: "seitech_elearning.group_elearning_student",
    routing.INSTRUCTOR: "seitech_elearning.group_elearning_instructor",
    routing.AGENT: "seitech_elearning.group_elearning_support_agent",
    routing.MANAGER: "seitech_elearning.group_elearning_manager",
}

# Who attends which course. Whoever is responsible for a course is often listed among its
# attendees as well, but is no student there.
ATTENDANCE = SQL(
    """
    SELECT enrolment.channel_id AS course_id, attendee.id AS user_id
      FROM slide_channel_partner enrolment
      JOIN slide_channel course ON course.id = enrolment.channel_id AND course.active
      JOIN res_users attendee ON attendee.partner_id = enrolment.partner_id
     WHERE enrolment.active AND enrolment.member_status != 'invited'
       AND (enrolment.seitech_chat_until IS NULL
            OR enrolment.seitech_chat_until > now() AT TIME ZONE 'UTC')
       AND course.user_id IS DISTINCT FROM attendee.id
    """
)


class ResUsers(models.Model):
    """What Odoo knows about people that decides whom they may write to."""

    _inherit = "res.users"

    def _chat_roles(self):
        """:return: the roles of ``tools.routing`` this user has, by group or by what they do"""
        self.ensure_one()
        roles = {role for role, group in ROLE_GROUPS.items() if self.has_group(group)}
        if self._is_enrolled():
            roles.add(routing.STUDENT)
        if self._is_responsible():
            roles.add(routing.INSTRUCTOR)
        return roles

    def _is_enrolled(self):
        return self._exists(SQL("SELECT FROM (%s) a WHERE a.user_id = %s", ATTENDANCE, self.id))

    def _attended_courses(self):
        """:return: the courses that this user attends as a student"""
        self.env.flush_all()
        query = SQL("SELECT course_id FROM (%s) a WHERE a.user_id = %s", ATTENDANCE, self.id)
        ids = [course_id for [course_id] in self.env.execute_query(query)]
        # sudo: slide.channel – facts; nothing of them is given away here
        return self.env["slide.channel"].sudo().browse(ids)

    def _is_responsible(self):
        return self._exists(
            SQL("SELECT FROM slide_channel course WHERE course.user_id = %s AND active", self.id)
        )

    def _shares_course_or_group(self, other):
        """:return: whether both attend one course or are members of one study group"""
        return self._is_among(other, self._fellow_students())

    def _teaches(self, other):
        """:return: whether the other attends a course this user is responsible for"""
        return self._is_among(other, self._own_students())

    def _is_among(self, other, people):
        return self._exists(SQL("SELECT FROM (%s) them WHERE them.user_id = %s", people, other.id))

    def _exists(self, query):
        self.env.flush_all()
        [[exists]] = self.env.execute_query(SQL("SELECT EXISTS (%s)", query))
        return exists
