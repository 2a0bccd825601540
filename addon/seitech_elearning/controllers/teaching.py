from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import boolean, identifier

TYPE = ChatDispatcher.routing_type


class TeachingController(Controller):
    """The API for those who teach: answers, the FAQ, and whom they talk to."""

    @route("/api/chat/answer", type=TYPE, auth="user")
    def answer(self, message_id: identifier, is_answer: boolean):
        """Mark a reply as the answer to a question, or take the mark away."""
        return {"message": self._channel_of(message_id)._mark_answer(message_id, is_answer)}

    @route("/api/chat/faq", type=TYPE, auth="user")
    def faq(self, message_id: identifier):
        """Draft an entry of the course's FAQ from a question and its answer."""
        return self._channel_of(message_id)._suggest_for_faq(message_id)

    @route("/api/chat/learner", type=TYPE, auth="user")
    def learner(self, channel_id: identifier, user_id: identifier = None):
        """How far a student has come in the courses that the caller teaches."""
        return (
            request.env["seitech.chat.channel"]._get_with_access(channel_id)._learner_card(user_id)
        )

    def _channel_of(self, message_id):
        return request.env["seitech.chat.message"]._get_with_access(message_id).channel_id
