from odoo import models
from odoo.tools import SQL

from ..tools import routing
from ..tools.errors import not_found

_ROLE_GROUPS = {
    routing.STUDENT: "seitech_elearning.group_elearning_student",
    routing.INSTRUCTOR: "seitech_elearning.group_elearning_instructor",
    routing.AGENT: "seitech_elearning.group_elearning_support_agent",
    routing.MANAGER: "seitech_elearning.group_elearning_manager",
}

# Who attends which course. Whoever is responsible for a course is often listed among its
# attendees as well, but is no student there.
_ATTENDANCE = SQL(
    """
    SELECT enrolment.channel_id AS course_id, attendee.id AS user_id
      FROM slide_channel_partner enrolment
      JOIN slide_channel course ON course.id = enrolment.channel_id AND course.active
      JOIN res_users attendee ON attendee.partner_id = enrolment.partner_id
     WHERE enrolment.active AND enrolment.member_status != 'invited'
       AND course.user_id IS DISTINCT FROM attendee.id
    """
)


class ResUsers(models.Model):
    """What Odoo knows about people that decides whom they may write to."""

    _inherit = "res.users"

    def _chat_roles(self):
        """:return: the roles of ``tools.routing`` this user has, by group or by what they do"""
        self.ensure_one()
        roles = {role for role, group in _ROLE_GROUPS.items() if self.has_group(group)}
        if self._is_enrolled():
            roles.add(routing.STUDENT)
        if self._is_responsible():
            roles.add(routing.INSTRUCTOR)
        return roles

    def _is_enrolled(self):
        return self._exists(SQL("SELECT FROM (%s) a WHERE a.user_id = %s", _ATTENDANCE, self.id))

    def _is_responsible(self):
        return self._exists(
            SQL("SELECT FROM slide_channel course WHERE course.user_id = %s AND active", self.id)
        )

    def _shares_course_or_group(self, other):
        """:return: whether both attend one course or are members of one study group"""
        return self._exists(
            SQL(
                """
                SELECT FROM (%(attendance)s) mine
                  JOIN (%(attendance)s) theirs ON theirs.course_id = mine.course_id
                 WHERE mine.user_id = %(me)s AND theirs.user_id = %(them)s
                 UNION ALL
                SELECT FROM seitech_study_group_member mine
                  JOIN seitech_study_group_member theirs ON theirs.group_id = mine.group_id
                 WHERE mine.user_id = %(me)s AND theirs.user_id = %(them)s
                """,
                attendance=_ATTENDANCE,
                me=self.id,
                them=other.id,
            )
        )

    def _teaches(self, other):
        """:return: whether the other attends a course this user is responsible for"""
        return self._exists(
            SQL(
                """
                SELECT FROM (%s) theirs
                  JOIN slide_channel course ON course.id = theirs.course_id
                 WHERE course.user_id = %s AND theirs.user_id = %s
                """,
                _ATTENDANCE,
                self.id,
                other.id,
            )
        )

    def _exists(self, query):
        self.env.flush_all()
        [[exists]] = self.env.execute_query(SQL("SELECT EXISTS (%s)", query))
        return exists

    def _is_chat_peer(self, other, peer):
        """:return: whether ``other`` is, to this user, the ``peer`` that ``tools.routing`` names"""
        match peer:
            case routing.ANYONE:
                return True
            case routing.ONESELF:
                return other == self
            case routing.FELLOW_STUDENT:
                return other != self and self._shares_course_or_group(other)
            case routing.OWN_STUDENT:
                return self._teaches(other)
            case routing.A_MANAGER:
                return other.has_group(_ROLE_GROUPS[routing.MANAGER])
            case routing.AN_AGENT:
                return other.has_group(_ROLE_GROUPS[routing.AGENT])
            case _:
                raise ValueError(peer)

    def _may_open_chat(self, channel_type, other):
        """:return: whether this user may open a channel of this type with ``other``"""
        self.ensure_one()
        peers = routing.peers(channel_type, self._chat_roles())
        return any(self._is_chat_peer(other, peer) for peer in sorted(peers))

    def _get_chat_peer(self, user_id):
        """The person with this id, if the current user may have a direct conversation with them:
        one they have already, or one they may open.

        :raise ChatError: 404, the same for unknown, deactivated and forbidden people
        """
        # sudo: res.users – students may not read users; only what passes the checks is returned
        other = self.sudo().search([("id", "=", user_id)])
        if not other or other._is_public() or not self._may_talk_to(other):
            raise not_found(self.env)
        return other

    def _may_talk_to(self, other):
        channels = self.env["seitech.chat.channel"]
        known = channels._find_pair(channels._pair_key("direct", self.env.user | other))
        return (known and known._is_member()) or self.env.user._may_open_chat("direct", other)
