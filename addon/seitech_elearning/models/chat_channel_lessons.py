from odoo import models

from ..tools import text
from ..tools.errors import invalid_value

# The lesson a message was asked in, with its name in all languages.
LESSON = """
    SELECT json_build_object(
               'id', lesson.id, 'name', lesson.name, 'kind', lesson.slide_category,
               'published', lesson.is_published AND lesson.active
           )
      FROM slide_slide lesson
"""

# Channels that are about a course.
_COURSE_TYPES = ("course", "student_instructor")


class ChatChannel(models.Model):
    """Messages that are asked in a lesson."""

    _inherit = "seitech.chat.channel"

    def _lesson_values(self, lesson):
        """:param tuple lesson: id of a lesson and the place in it, or ``None``
        :return: what a message keeps of it
        :raise ChatError: 422 if it is no lesson of this channel's course that people can see
        """
        if lesson is None:
            return {"slide_id": None, "slide_position": 0, "lesson": None}
        lesson_id, position = lesson
        text.check_range(self.env, "lesson_position", position or 0, 0, 2**31 - 1)
        row = self._fetch_lesson(lesson_id) if self.channel_type in _COURSE_TYPES else None
        if not row:
            message = self.env._("This lesson is not part of the course.")
            raise invalid_value("lesson_id", message)
        return {"slide_id": lesson_id, "slide_position": position or 0, "lesson": row}

    def _fetch_lesson(self, lesson_id):
        self.env.cr.execute(
            f"{LESSON} WHERE lesson.id = %s AND lesson.channel_id = %s"
            " AND lesson.is_published AND lesson.active AND NOT lesson.is_category",
            [lesson_id, self.course_id.id or 0],
        )
        found = self.env.cr.fetchone()
        # Who may not see it is told what is told of lessons that are not there.
        is_visible = found and self.env["slide.slide"].browse(lesson_id)._is_chat_visible()
        return found[0] if is_visible else None
