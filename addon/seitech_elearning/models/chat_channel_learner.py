from odoo import models

from ..tools import wire
from ..tools.errors import invalid_value, not_found
from .chat_channel_rights import MANAGER_GROUP

# Where staff meets students; who asks for support has a card of their own.
_LEARNERS_MEET_IN = ("student_instructor", "course", "group", "direct")

# How far somebody has come, in each course that the reader may know about.
_COURSES = """
    SELECT course.id AS course_id, course.name AS course_names,
           enrolment.completion, enrolment.member_status AS status, enrolment.create_date AS since,
           lesson.id AS lesson_id, lesson.name AS lesson_names, lesson.completed, lesson.at,
           quiz.id AS quiz_id, quiz.name AS quiz_names, quiz.completed AS passed,
           quiz.attempts, quiz.at AS quiz_at
      FROM slide_channel_partner enrolment
      JOIN slide_channel course ON course.id = enrolment.channel_id AND course.active
      LEFT JOIN LATERAL (
            SELECT s.id, s.name, COALESCE(part.completed, FALSE) AS completed,
                   part.write_date AS at
              FROM slide_slide_partner part
              JOIN slide_slide s ON s.id = part.slide_id AND s.active AND NOT s.is_category
             WHERE part.channel_id = course.id AND part.partner_id = enrolment.partner_id
             ORDER BY part.write_date DESC, part.id DESC
             LIMIT 1
      ) lesson ON TRUE
      LEFT JOIN LATERAL (
            SELECT s.id, s.name, COALESCE(part.completed, FALSE) AS completed,
                   part.quiz_attempts_count AS attempts, part.write_date AS at
              FROM slide_slide_partner part
              JOIN slide_slide s ON s.id = part.slide_id AND s.active
             WHERE part.channel_id = course.id AND part.partner_id = enrolment.partner_id
               AND part.quiz_attempts_count > 0
             ORDER BY part.write_date DESC, part.id DESC
             LIMIT 1
      ) quiz ON TRUE
     WHERE enrolment.partner_id = %(partner)s AND enrolment.active
       AND enrolment.member_status != 'invited'
       AND (%(sees_all)s OR course.user_id = %(uid)s)
       AND course.user_id IS DISTINCT FROM %(learner)s
     ORDER BY (course.id = %(first)s) DESC, enrolment.write_date DESC, course.id
"""

# Students here of whom the reader may know something, two at most; among many the search ends soon.
_LEARNERS = """
    SELECT m.user_id
      FROM seitech_chat_member m
      JOIN res_users u ON u.id = m.user_id
     WHERE m.channel_id = %(channel)s AND m.active AND m.user_id != %(uid)s
       AND m.came_as_staff IS NOT TRUE
       AND NOT (%(is_pair)s AND m.role = 'moderator')
       AND EXISTS (
            SELECT FROM slide_channel_partner enrolment
              JOIN slide_channel taught ON taught.id = enrolment.channel_id AND taught.active
             WHERE enrolment.partner_id = u.partner_id AND enrolment.active
               AND enrolment.member_status != 'invited'
               AND (%(sees_all)s OR taught.user_id = %(uid)s)
               AND taught.user_id IS DISTINCT FROM m.user_id
       )
     LIMIT 2
"""


class ChatChannel(models.Model):
    """What those who teach a student see beside the conversation."""

    _inherit = "seitech.chat.channel"

    def _learner_card(self, user_id=None):
        """:param int user_id: somebody in this channel; the only student here that the current user
            may know of, if it is left out
        :return: the answer of the API
        :rtype: dict
        :raise ChatError: 404 if there is nothing that the current user may know of that person, 422
            if it is not said who is meant
        """
        if self.channel_type not in _LEARNERS_MEET_IN:
            raise not_found(self.env)
        learner = self._learner() if user_id is None else self._get_present(user_id)
        self.env.flush_all()
        self.env.cr.execute(
            _COURSES,
            {
                "partner": learner.partner_id.id,
                "learner": learner.id,
                "uid": self.env.uid,
                "sees_all": self.env.user.has_group(MANAGER_GROUP),
                "first": self.course_id.id or 0,
            },
        )
        courses = [wire.learner_course(row, self.env.lang) for row in self.env.cr.dictfetchall()]
        if not courses:
            raise not_found(self.env)
        return {
            "user_id": learner.id,
            "name": learner.name,
            "image_url": wire.image_url(self.env, learner.partner_id.id),
            "courses": courses,
        }

    def _learner(self):
        """:return: the only student of whom there is a card"""
        found = self._learners()
        if len(found) > 1:
            raise invalid_value("user_id", self.env._("Say whom you mean."))
        if not found:
            raise not_found(self.env)
        return found

    def _only_learner(self):
        """:return: the student whose card belongs beside this conversation; nobody where there are
        several. People of the portal are not asked about: they teach nobody."""
        if self.env.user.share or self.channel_type not in _LEARNERS_MEET_IN:
            return self.env["res.users"]
        found = self._learners()
        return found if len(found) == 1 else found.browse()

    def _learners(self):
        self.env.flush_all()
        self.env.cr.execute(
            _LEARNERS,
            {
                "channel": self.id,
                "is_pair": self.channel_type == "student_instructor",
                "uid": self.env.uid,
                "sees_all": self.env.user.has_group(MANAGER_GROUP),
            },
        )
        # sudo: res.users – their names are in the list of members
        users = self.env["res.users"].sudo()
        return users.browse(user_id for [user_id] in self.env.cr.fetchall())
