from odoo.tests import tagged

from .common import TAGS
from .wire_case import WireCase


@tagged(*TAGS)
class TestWireTeaching(WireCase):
    """What those who teach are told."""

    def test_learner(self):
        slides = self.env["slide.slide"]
        lesson, quiz = slides.create(
            [
                {"name": name, "channel_id": self.course.id, "is_published": True}
                for name in ("The mean", "The quiz")
            ]
        )
        partner = {"partner_id": self.student.partner_id.id}
        parts = self.env["slide.slide.partner"]
        parts.create({**partner, "slide_id": quiz.id, "quiz_attempts_count": 2})
        parts.create({**partner, "slide_id": lesson.id, "completed": True})
        body = {"channel_id": self.channel.id, "user_id": self.student.id}
        reply = self._call("learner", body, self.instructor)
        [course] = reply["courses"]
        course["last_lesson"]["id"], course["last_quiz"]["id"] = 71, 72
        self._assert_wire("reply_learner", reply)

    def test_faq(self):
        channel = self.env["seitech.chat.channel"].with_user(self.instructor)
        discussion = channel._open("course", course_id=self.course.id)
        asked = self._post(self.student, "What is a mean?", discussion)["id"]
        answer = self._post(self.instructor, "This.", discussion, parent_id=asked)["id"]
        discussion._mark_answer(answer, True)
        reply = self._call("faq", {"message_id": answer}, self.instructor)
        reply["url"] = reply["url"].replace(str(reply["faq_id"]), "1")
        reply["faq_id"] = 1
        self._assert_wire("reply_faq", reply)
