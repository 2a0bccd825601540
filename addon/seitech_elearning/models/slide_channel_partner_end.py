from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import settings

# Those who are in a conversation only because they attend, or attended, its course: `enrolment`,
# `channel` and `member` are their rows. Whoever presides over it is no student there.
STUDENTS_OF_COURSES = SQL(
    """
    slide_channel_partner enrolment
      JOIN slide_channel course ON course.id = enrolment.channel_id
      JOIN res_users student ON student.partner_id = enrolment.partner_id
       AND student.id IS DISTINCT FROM course.user_id
      JOIN seitech_chat_channel channel ON channel.course_id = course.id
       AND channel.channel_type IN ('course', 'student_instructor')
      JOIN seitech_chat_member member ON member.channel_id = channel.id
       AND member.user_id = student.id AND member.active
       AND member.came_as_staff IS NOT TRUE
       AND (channel.channel_type = 'course' OR member.role = 'member')
    """
)


class SlideChannelPartner(models.Model):
    """An enrolment can end without anybody taking it away: on a day, or some time after the course
    was completed. From then on its student only reads what was said, and some days later is let
    out of the conversations about the course. To the others nothing of it is lost."""

    _inherit = "slide.channel.partner"

    seitech_chat_until = fields.Datetime(
        string="Chat until",
        index="btree_not_null",
        copy=False,
        help="From then on this attendee only reads the conversations about the course, for as "
        "many days as the settings of the chat say, and is then let out of them. Empty: as long "
        "as the enrolment lasts. The lessons are not concerned.",
    )

    def write(self, vals):
        if "seitech_chat_until" in vals:
            return self._write_end(vals)
        self._begin_anew(vals)
        result = super().write(vals)
        if vals.get("member_status") == "completed":
            self._end_with_completion()
        return result

    def _write_end(self, vals):
        were_over = self._are_over()
        result = super().write(vals)
        (were_over - self._are_over())._come_back_to_chat()
        self._let_out_over(self.ids)
        return result

    def _begin_anew(self, vals):
        """Who enrols again after the end is there without one."""
        if vals.get("active") or vals.get("member_status") == "joined":
            absent = self.filtered(lambda e: not e.active or e.member_status == "invited")
            absent._forget_end()

    def _forget_end(self):
        now = fields.Datetime.now()
        ended = self.filtered(lambda e: e.seitech_chat_until and e.seitech_chat_until <= now)
        if ended:
            ended.write({"seitech_chat_until": False})

    def _end_with_completion(self):
        days = settings.limit(self.env, settings.COMPLETED_DAYS)
        if not days:
            return
        end = fields.Datetime.now() + timedelta(days=days)
        later = self.filtered(lambda e: not e.seitech_chat_until or e.seitech_chat_until > end)
        if later:
            later.write({"seitech_chat_until": end})

    # The end of reading

    @api.model
    def _last_end(self):
        """:return: those whose enrolment ended until then have read long enough"""
        days = settings.limit(self.env, settings.GRACE_DAYS)
        return fields.Datetime.now() - timedelta(days=days)

    def _are_over(self):
        last = self._last_end()
        return self.filtered(lambda e: e.seitech_chat_until and e.seitech_chat_until <= last)

    def _come_back_to_chat(self):
        """Let in again who had been let out because the enrolment was over."""
        self._let_into_chat()
        for enrolment in self._in_force():
            users = enrolment.partner_id.user_ids.filtered("active")
            domain = [
                ("channel_id.channel_type", "=", "student_instructor"),
                ("channel_id.course_id", "=", enrolment.channel_id.id),
                ("user_id", "in", users.ids),
                ("absence", "=", "outdated"),
            ]
            # sudo: seitech.chat.member – follows from the enrolment
            members = self.env["seitech.chat.member"].sudo().with_context(active_test=False)
            for member in members.search(domain):
                member.channel_id._let_in(member.user_id)

    @api.model
    def _let_out_over(self, ids=None):
        """Let out whoever has read long enough since their enrolment ended. Twice does no harm.

        :param ids: look at these enrolments only; without, at all
        """
        self.env.flush_all()
        query = SQL(
            """
            SELECT channel.id, array_agg(student.id)
              FROM %s
             WHERE enrolment.active AND enrolment.seitech_chat_until <= %s AND %s
             GROUP BY channel.id
             ORDER BY channel.id
            """,
            STUDENTS_OF_COURSES,
            self._last_end(),
            SQL("TRUE") if ids is None else SQL("enrolment.id = ANY(%s)", list(ids)),
        )
        for channel_id, user_ids in self.env.execute_query(query):
            channel = self.env["seitech.chat.channel"].browse(channel_id)
            channel._let_out(self.env["res.users"].browse(user_ids), "outdated")
            if "cron_id" in self.env.context:
                # Nobody has to wait for the turn of more than one conversation.
                self.env["ir.cron"]._commit_progress(1)
