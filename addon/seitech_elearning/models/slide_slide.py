from odoo import api, models

from ..tools import text, wire
from ..tools.errors import not_found
from ..tools.paging import DEFAULT_PAGE, MAX_PAGE
from .chat_channel_rights import MANAGER_GROUP

# Whether somebody speaks for the course in a channel of it, given the SQL of that person's id.
_IS_STAFF = """(
    COALESCE({user} = course.user_id, FALSE) OR EXISTS (
        SELECT FROM seitech_chat_member staff
         WHERE staff.channel_id = c.id AND staff.user_id = {user}
           AND (staff.role = 'moderator' OR staff.came_as_staff)
    )
)"""

# What a message has to be in order to be one of the staff that people can read.
_IS_ANSWER = """
    reply.deleted_at IS NULL AND reply.hidden_at IS NULL AND reply.message_type != 'system'
    AND {is_staff}
"""

# Messages of students that were written in a lesson and are no replies, as far as the reader may
# know of them. Two separate EXISTS, so that each finds its index.
_QUESTIONS = """
    SELECT m.id, m.channel_id, m.content, m.slide_position, m.create_date,
           m.user_id, author.name AS author_name,
           c.channel_type = 'student_instructor' AS is_private,
           me.id IS NOT NULL OR c.channel_type = 'course' AS may_read,
           m.answer_id IS NOT NULL OR m.is_settled IS TRUE OR EXISTS (
               SELECT FROM seitech_chat_message reply
                WHERE reply.parent_id = m.id AND {is_answer}
           ) OR c.channel_type = 'student_instructor' AND EXISTS (
               SELECT FROM seitech_chat_message reply
                WHERE reply.channel_id = m.channel_id AND reply.id > m.id AND {is_answer}
           ) AS is_answered
      FROM seitech_chat_message m
      JOIN seitech_chat_channel c ON c.id = m.channel_id
      JOIN slide_slide lesson ON lesson.id = m.slide_id
      JOIN slide_channel course ON course.id = lesson.channel_id
      LEFT JOIN seitech_chat_member me
             ON me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
      LEFT JOIN res_partner author ON author.id = m.author_id
     WHERE m.slide_id = %(lesson)s AND m.parent_id IS NULL AND m.message_type != 'system'
       AND m.deleted_at IS NULL AND m.hidden_at IS NULL
       AND (c.channel_type = 'student_instructor' OR c.channel_type = 'course')
       AND NOT {asked_by_staff}
       AND (me.id IS NOT NULL OR %(is_manager)s
            OR c.channel_type = 'course' AND course.user_id = %(uid)s)
       AND {visible}
"""

_COUNTS = """
    SELECT count(*) AS total, count(*) FILTER (WHERE NOT is_answered) AS unanswered
      FROM ({questions}) question
"""


class SlideSlide(models.Model):
    """What was asked in a lesson: for the staff all of it, for a student what was asked in the
    discussion and what they asked themselves."""

    _inherit = "slide.slide"

    @api.model
    def _get_chat_lesson(self, lesson_id):
        """:return: the lesson, if the current user may see it or is responsible for its course
        :raise ChatError: 404, the same for unknown and for forbidden ids
        """
        lesson = self.search([("id", "=", lesson_id), ("is_category", "=", False)])
        if not lesson:
            # sudo: slide.slide – whoever teaches the course need not be allowed to read it
            lesson = self.sudo().search([("id", "=", lesson_id), ("is_category", "=", False)])
            if not lesson._is_chat_staff():
                raise not_found(self.env)
        return lesson

    def _is_chat_staff(self):
        """:return: whether the current user is responsible for this lesson's course, or manages
        the chat"""
        # sudo: slide.slide – only compared
        is_own = self.env.user in self.sudo().channel_id.user_id
        return bool(self) and (is_own or self.env.user.has_group(MANAGER_GROUP))

    def _is_chat_visible(self):
        """:return: whether the current user may say that a message is about this lesson"""
        return bool(self.search_count([("id", "=", self.id)], limit=1)) or self._is_chat_staff()

    def _chat_questions_query(self, condition="TRUE"):
        is_answer = _IS_ANSWER.format(is_staff=_IS_STAFF.format(user="reply.user_id"))
        query = _QUESTIONS.format(
            is_answer=is_answer,
            asked_by_staff=_IS_STAFF.format(user="m.user_id"),
            visible=self.env["seitech.chat.channel"]._within_history("m.id", "m.channel_id"),
        )
        params = {
            "uid": self.env.uid,
            "lesson": self.id,
            "is_manager": self.env.user.has_group(MANAGER_GROUP),
        }
        self.env.flush_all()
        return f"{query} AND {condition}", params

    def _chat_question_counts(self):
        """:return: how many questions the current user may know of here: ``total`` and
            ``unanswered``
        :rtype: dict[str, int]
        """
        self.ensure_one()
        query, params = self._chat_questions_query()
        self.env.cr.execute(_COUNTS.format(questions=query), params)
        return self.env.cr.dictfetchone()

    def _chat_questions(self, limit=DEFAULT_PAGE, before_id=None):
        """A page of what was asked in this lesson, newest first. Managers see of private
        conversations they are not in that something was asked; what, they see when they open
        them, which is noted.

        :param int limit: 1 … 100
        :param int before_id: what was asked before this message; without, the page is the newest
        :return: the answer of the API; the newest page also tells how many there are
        :raise ChatError: 422 for unacceptable values
        """
        self.ensure_one()
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        condition = "TRUE" if before_id is None else "m.id < %(before_id)s"
        query, params = self._chat_questions_query(condition)
        self.env.cr.execute(
            f"{query} ORDER BY m.id DESC LIMIT %(limit)s",
            {**params, "before_id": before_id, "limit": limit + 1},
        )
        rows = self.env.cr.dictfetchall()
        return {
            "lesson_id": self.id,
            "questions": [self._question_to_wire(row) for row in rows[:limit]],
            "has_more": len(rows) > limit,
            "counts": self._chat_question_counts() if before_id is None else None,
        }

    def _question_to_wire(self, row):
        return {
            "message_id": row["id"],
            "channel_id": row["channel_id"],
            "author_id": row["user_id"],
            "author_name": row["author_name"] or self.env._("Former member"),
            "text": wire.preview(row["content"]) if row["may_read"] else None,
            "position": row["slide_position"] or None,
            "created_at": wire.timestamp(row["create_date"]),
            "answered": row["is_answered"],
            "private": row["is_private"],
        }
