from odoo.tests import tagged

from .common import TAGS
from .wire_case import WireCase


@tagged(*TAGS)
class TestWireLessons(WireCase):
    """What was asked in a lesson, on the wire."""

    def test_questions(self):
        lesson = self._new_lesson(self.course)
        channel = self.env["seitech.chat.channel"].with_user(self.instructor)
        discussion = channel._open("course", course_id=self.course.id)
        self._post(self.student, "What is a *mean*?", discussion, lesson=(lesson.id, 95))
        reply = self._call("lesson/questions", {"lesson_id": lesson.id}, self.student)
        self.assertEqual(reply["lesson_id"], lesson.id)
        [question] = reply["questions"]
        self.assertEqual(question["channel_id"], discussion.id)
        self.assertEqual(question["author_id"], self.student.id)
        question |= {"message_id": 103, "channel_id": 9, "author_id": 12}
        self._assert_wire("reply_lesson_questions", {**reply, "lesson_id": 71})
