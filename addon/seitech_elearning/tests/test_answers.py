from odoo.tests import tagged

from .common import TAGS
from .teaching_case import TeachingCase


@tagged(*TAGS)
class TestAnswers(TeachingCase):
    """Which reply is the answer."""

    def setUp(self):
        super().setUp()
        self.question = self._ask()
        self.reply = self._reply(self.question)

    def _now(self, message_id):
        [row] = self.discussion._fetch_messages("m.id = %s", [message_id])
        return row

    def test_mark(self):
        before = self._now(self.reply)["rev"]
        with self._bus() as rows:
            told = self._mark(self.reply)
        self.assertEqual((told["id"], told["answer_id"]), (self.question, self.reply))
        # Whoever has only one of the two on the screen hears of it.
        self.assertEqual(
            [kind for _address, kind, _payload in rows], ["seitech.chat/message_updated"] * 2
        )
        self.assertEqual(
            [payload["message"]["id"] for *_head, payload in rows], [self.question, self.reply]
        )
        self.assertGreater(self._now(self.reply)["rev"], before)
        with self._bus() as rows:
            self.assertEqual(self._mark(self.reply)["answer_id"], self.reply)
        self.assertEqual(rows, [])

    def test_another_answer_takes_its_place(self):
        better = self._reply(self.question, self.fellow, "Half are below it.")
        self._mark(self.reply)
        before = self._now(self.reply)["rev"]
        self.assertEqual(self._mark(better)["answer_id"], better)
        self.assertGreater(self._now(self.reply)["rev"], before)
        # The former one is no answer: taking its mark away changes nothing.
        self.assertEqual(self._mark(self.reply, False)["answer_id"], better)
        self.assertIsNone(self._mark(better, False)["answer_id"])

    def test_only_for_those_who_teach(self):
        body = {"message_id": self.reply, "is_answer": True}
        for user in (self.student, self.fellow):
            self._assert_refused(self._request("answer", body, user), 403, "forbidden")
        for user in (self.stranger, self.agent, self.other_instructor):
            self._assert_refused(self._request("answer", body, user), 404, "not_found")
        self.assertEqual(self._mark(self.reply, user=self.manager)["answer_id"], self.reply)

    def test_moderating_student_may(self):
        self.discussion._set_role(self.fellow, "moderator")
        self.assertEqual(self._mark(self.reply, user=self.fellow)["answer_id"], self.reply)

    def test_not_where_nobody_teaches(self):
        asked = self._post(self.student, "When do we meet?")["id"]
        reply = self._post(self.instructor, "At three.", parent_id=asked)["id"]
        body = {"message_id": reply, "is_answer": True}
        self._assert_refused(self._request("answer", body, self.instructor), 403, "forbidden")

    def test_what_cannot_be_an_answer(self):
        body = {"message_id": self.question, "is_answer": True}
        response = self._request("answer", body, self.instructor)
        self._assert_refused(response, 422, "invalid_value")
        self.discussion.with_user(self.instructor)._delete_message(self.question)
        body["message_id"] = self.reply
        self._assert_refused(self._request("answer", body), 409, "conflict")
        self.discussion.state = "closed"
        self._assert_refused(self._request("answer", body), 409, "channel_closed")

    def test_in_private(self):
        question = self._ask(channel=self.pair)
        reply = self._reply(question, channel=self.pair)
        self.assertEqual(self._mark(reply)["answer_id"], reply)
        body = {"message_id": reply, "is_answer": False}
        self._assert_refused(self._request("answer", body, self.student), 403, "forbidden")

    def test_deleted_answer_answers_nothing(self):
        self._mark(self.reply)
        self.discussion.with_user(self.instructor)._delete_message(self.reply)
        self.assertIsNone(self._now(self.question)["answer_id"])

    def test_deleted_question_has_no_answer(self):
        self._mark(self.reply)
        told = self.discussion.with_user(self.student)._delete_message(self.question)
        self.assertEqual((told["deleted"], told["answer_id"]), (True, None))

    def test_sync_brings_it(self):
        known = self._call("messages", {"channel_id": self.discussion.id}, self.fellow)["sync_rev"]
        self._mark(self.reply)
        body = {"channels": {str(self.discussion.id): known}}
        changes = self._call("sync", body, self.fellow)["channels"][str(self.discussion.id)]
        answers = {message["id"]: message["answer_id"] for message in changes["messages"]}
        self.assertEqual(answers, {self.question: self.reply, self.reply: None})
