from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import identifier, integer

TYPE = ChatDispatcher.routing_type


class LessonController(Controller):
    """The API for the pages of lessons."""

    @route("/api/chat/lesson/questions", type=TYPE, auth="user")
    def lesson_questions(
        self, lesson_id: identifier, limit: integer = 50, before_id: identifier = None
    ):
        """A page of what was asked in a lesson, newest first."""
        lesson = request.env["slide.slide"]._get_chat_lesson(lesson_id)
        return lesson._chat_questions(limit, before_id)
