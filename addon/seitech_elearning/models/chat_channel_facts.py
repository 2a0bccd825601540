from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .chat_channel_messages import SUPPORT_TYPES
from .res_users import ATTENDANCE


class ChatChannel(models.Model):
    """Membership follows what Odoo knows: who attends, who is responsible, whose account is in
    use. None of this is asked for by a person in the chat."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _course_key(self, course):
        return f"course:{course.id}"

    def _let_in_by_fact(self, users):
        """Let people in who have just become entitled to it. Whoever was shown the door stays
        out until a moderator says otherwise."""
        barred = self._rows_of(users).filtered(lambda m: m.absence == "removed").user_id
        self._let_in(users - barred)

    def _follow_course_state(self):
        """An archived course has an archived channel."""
        for channel in self:
            state = "active" if channel.course_id.active else "archived"
            if channel.state != state:
                channel._set_state(state)

    def _archive_with_course(self):
        for channel in self:
            channel._set_state("archived")

    @api.model
    def _on_users_archived(self, users):
        """Whoever has no account any more is in no channel, until it is given back."""
        self._present_rows(users).write({"active": False, "absence": "archived"})

    @api.model
    def _on_users_restored(self, users):
        """Where people were when their account was archived they are again, and where they have
        become entitled to be in the meantime."""
        # Staff come in again where they are needed.
        domain = [
            ("user_id", "in", users.ids),
            ("absence", "=", "archived"),
            ("came_as_staff", "!=", True),
        ]
        # sudo: seitech.chat.member – follows from the account
        members = self.env["seitech.chat.member"].sudo().with_context(active_test=False)
        members.search(domain).write({"active": True})
        self.env.flush_all()
        attended = SQL(
            "SELECT course_id, user_id FROM (%s) a WHERE user_id = ANY(%s)", ATTENDANCE, users.ids
        )
        for course_id, user_id in self.env.execute_query(attended):
            user = self.env["res.users"].browse(user_id)
            for channel in self.env["slide.channel"].browse(course_id)._course_chat():
                if not channel._rows_of(user):
                    channel._add_members(user)

    @api.model
    def _on_users_deleted(self, users):
        self._present_rows(users).write({"active": False, "absence": "left"})

    @api.model
    def _present_rows(self, users):
        # sudo: seitech.chat.member – follows from the account
        members = self.env["seitech.chat.member"].sudo().with_context(active_test=True)
        return members.search([("user_id", "in", users.ids)])

    @api.model
    def _on_agents_dismissed(self, users, company):
        """Whoever is no longer an agent of a company is in none of its support channels but the
        one of their own, and still listens to those that are open, and to what agents are told:
        leave them behind on the old addresses."""
        self._present_rows(users).filtered(
            lambda m: (
                m.channel_id.company_id == company
                and m.channel_id.pair_key != self._pair_key("student_support", m.user_id)
            )
        ).write({"active": False, "absence": "outdated"})
        # Of the others nobody hears anything, but the addresses of files hold for a day.
        with_files = [("id", "in", self._ids_with_files())]
        domain = Domain("company_id", "=", company.id) & (
            Domain("state", "=", "active") | Domain(with_files)
        )
        self._leave_behind(domain)
        company._seitech_cut_agents()

    @api.model
    def _ids_with_files(self):
        query = "SELECT DISTINCT channel_id FROM seitech_chat_attachment WHERE message_id > 0"
        self.env.cr.execute(query)
        return [id_ for [id_] in self.env.cr.fetchall()]

    @api.model
    def _on_managers_dismissed(self, users):
        """Whoever no longer manages the chat is in no channel that only this let them into, and
        may still listen to those they had open."""
        rows = self._present_rows(users).filtered(lambda m: m.channel_id._is_by_role(m))
        for channel, members in rows.grouped("channel_id").items():
            channel._let_out(members.user_id, "outdated")
        visited = [id_ for [id_] in self.env.execute_query(self._visits_of(users))]
        self._leave_behind(Domain("id", "in", visited))

    def _is_by_role(self, member):
        """:return: whether only managing the chat has let this member into this channel"""
        user = member.user_id
        if self.channel_type == "instructor_admin" and member.role == "moderator":
            return True
        if not member.came_as_staff or self.channel_type in SUPPORT_TYPES:
            # Who is an agent is another question.
            return False
        if self.channel_type == "course":
            course = self.course_id
            return user != course.user_id and user not in course._chat_attendees(user)
        return user not in self.study_group_id.member_ids

    @api.model
    def _leave_behind(self, domain):
        """Move channels to new addresses, which those who may no longer hear them do not get."""
        # sudo: seitech.chat.channel – follows from the group
        for channel in self.sudo().search(domain, order="id"):
            channel._take_turn()
            channel._cut_stream()
