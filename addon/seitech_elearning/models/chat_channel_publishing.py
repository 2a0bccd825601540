from odoo import models

from ..tools.errors import conflict
from .chat_channel_rights import MANAGER_GROUP


class ChatChannel(models.Model):
    """From an answered question to the FAQ of the course."""

    _inherit = "seitech.chat.channel"

    def _suggest_for_faq(self, message_id):
        """Draft an entry of the course's FAQ from a question that has an answer. Whoever is
        responsible for the course looks at it and publishes it.

        :param int message_id: the question or its answer
        :return: the answer of the API
        :rtype: dict
        :raise ChatError: 403 for people who do not teach here, 409 if there is no answer, no
            course, or the channel is closed
        """
        self._take_turn()
        self._check_teaches()
        question, answer = self._fetch_answered(message_id)
        # sudo: slide.channel – whose discussion this is
        course = self.sudo().course_id
        if not course:
            raise conflict(self.env._("This conversation is not about a course."))
        # sudo: seitech.course.faq – a draft, which those who may publish it get to see
        entry = self.env["seitech.course.faq"].sudo()._draft_from(course, question, answer)
        may_publish = course.user_id == self.env.user or self.env.user.has_group(MANAGER_GROUP)
        return {
            "faq_id": entry.id,
            "published": entry.is_published,
            "url": f"/odoo/course-faq/{entry.id}" if may_publish else None,
        }

    def _fetch_answered(self, message_id):
        """:return: the rows of a question and its answer, one of which was named"""
        message = self._fetch_message(message_id)
        question = message
        if message["answer_id"] is None and message["parent_id"] is not None:
            question = self._fetch_message(message["parent_id"])
        if question["answer_id"] is None or message_id not in (
            question["id"],
            question["answer_id"],
        ):
            raise conflict(self.env._("Mark the answer to this question first."))
        return question, self._fetch_message(question["answer_id"])

    def _delete_message(self, message_id):
        told = super()._delete_message(message_id)
        self.env["seitech.course.faq"]._forget_messages([message_id])
        return told
