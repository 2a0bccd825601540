from odoo import models

from ..tools import permissions, wire
from ..tools.errors import forbidden, invalid_value

# Where somebody teaches and somebody asks.
TAUGHT_TYPES = ("course", "student_instructor")


class ChatChannel(models.Model):
    """Questions of students: which reply is the answer, and which need none."""

    # Sorted after the file that deletes messages, whose method it extends.
    _inherit = "seitech.chat.channel"

    def _check_teaches(self):
        """:raise ChatError: 403 for people who do not preside over what is taught here, 409 if the
        channel is closed"""
        if self.channel_type not in TAUGHT_TYPES:
            raise forbidden(self.env._("Only those who teach a course can do this."))
        self._check_right(permissions.PIN)

    def _mark_answer(self, message_id, is_answer):
        """Say that a reply answers the question it was written to, or that it does not after all.
        A question has one answer: the one before is none any more.

        :param int message_id: the reply
        :return: the question as it goes over the wire
        :raise ChatError: 403 for people who do not teach here, 409 if one of the two is deleted or
            the channel is closed, 422 if the message is no reply
        """
        turn = self._take_turn()
        self._check_teaches()
        answer = self._fetch_message(message_id)
        self._check_changeable(answer)
        if answer["parent_id"] is None:
            message = self.env._("Only a reply can be the answer to a question.")
            raise invalid_value("message_id", message)
        question = self._fetch_message(answer["parent_id"])
        if is_answer:
            self._check_changeable(question)
        if (question["answer_id"] == message_id) == is_answer:
            return wire.message(self.env, question)
        return self._replace_answer(question, message_id if is_answer else None, turn["epoch"])

    def _replace_answer(self, question, answer_id, epoch):
        """Whoever looks at one of the replies hears of it as well as whoever looks at the
        question."""
        told = self._change_message(question["id"], {"answer_id": answer_id}, epoch)
        for reply_id in {question["answer_id"], answer_id} - {None}:
            self._change_message(reply_id, {}, epoch)
        return told

    def _delete_message(self, message_id):
        """What is deleted answers nothing, and has no answer."""
        told = super()._delete_message(message_id)
        self.env.cr.execute(
            """
            SELECT id FROM seitech_chat_message
             WHERE answer_id = %s OR (id = %s AND answer_id IS NOT NULL)
            """,
            [message_id, message_id],
        )
        for [question_id] in self.env.cr.fetchall():
            epoch = self._take_turn()["epoch"]
            changed = self._change_message(question_id, {"answer_id": None}, epoch)
            told = changed if question_id == message_id else told
        return told

    def _settle_question(self, message_id):
        """Say that a question needs no answer; in a conversation of two, all that was said up to
        now.

        :raise ChatError: 403 for people who do not teach here, 404 for a message of elsewhere, 409
            if the channel is closed
        """
        self._take_turn()
        self._check_teaches()
        self._fetch_message(message_id)
        last_id = message_id if self.channel_type == "course" else self._last_message_id()
        self.env.cr.execute(
            """
            UPDATE seitech_chat_message SET is_settled = TRUE
             WHERE channel_id = %s AND id BETWEEN %s AND %s
            """,
            [self.id, message_id, last_id],
        )
        messages = self.env["seitech.chat.message"].browse(message_id)
        messages.invalidate_model(["is_settled"], flush=False)

    def action_open_in_chat(self):
        """Show this conversation in the chat, which decides who gets to see it."""
        self.ensure_one()
        return self._open_action()

    def _open_action(self, message_id=None):
        """:return: the action that shows this conversation, at a message, in the chat"""
        path = f"/chat/{self.id}" + (f"/{message_id}" if message_id else "")
        return {"type": "ir.actions.act_url", "url": path, "target": "self"}
