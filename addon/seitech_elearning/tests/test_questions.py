from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.errors import ChatError
from .common import TAGS
from .teaching_case import TeachingCase


@tagged(*TAGS)
class TestQuestions(TeachingCase):
    """What waits for an answer, and who gets to see that."""

    def _waiting(self, user=None):
        return self._questions(user or self.instructor).ids

    def test_until_staff_replies(self):
        question = self._ask()
        self.assertEqual(self._waiting(), [question])
        self._reply(question, self.fellow, "I wonder, too.")
        self._post(self.instructor, "Good morning!", self.discussion)
        self.assertEqual(self._waiting(), [question])
        reply = self._reply(question)
        self.assertEqual(self._waiting(), [])
        self.discussion.with_user(self.instructor)._delete_message(reply)
        self.assertEqual(self._waiting(), [question])

    def test_answer_of_a_fellow_student(self):
        question = self._ask()
        reply = self._reply(question, self.fellow)
        self._mark(reply)
        self.assertEqual(self._waiting(), [])
        self._mark(reply, False)
        self.assertEqual(self._waiting(), [question])

    def test_who_asks(self):
        self._post(self.instructor, "Welcome", self.discussion)
        self._post(self.manager, "Hello", self.discussion)
        self.discussion._set_role(self.fellow, "moderator")
        self._ask(user=self.fellow)
        deleted = self._ask()
        self.discussion.with_user(self.student)._delete_message(deleted)
        self.assertEqual(self._waiting(), [])

    def test_former_instructor_has_answered(self):
        question = self._ask()
        self._reply(question)
        self.course.user_id = self.other_instructor
        self.assertEqual(self._waiting(self.other_instructor), [])

    def test_former_student_waits_for_nothing(self):
        self._ask()
        self._ask(channel=self.pair)
        enrolments = self.env["slide.channel.partner"].search(
            [("channel_id", "=", self.course.id), ("partner_id", "=", self.student.partner_id.id)]
        )
        enrolments.active = False
        self.assertEqual(self._waiting(), [])

    def test_in_private_the_last_word_counts(self):
        self.assertEqual(self._waiting(), [])
        first = self._ask(channel=self.pair)
        self._ask("Or the mean?", channel=self.pair)
        self.assertEqual(self._waiting(), [first])
        self._post(self.instructor, "The one in the middle.", self.pair)
        self.assertEqual(self._waiting(), [])
        self.assertEqual(self._waiting(), [])
        again = self._ask("Thank you. And the mode?", channel=self.pair)
        self.assertEqual(self._waiting(), [again])

    def test_settled(self):
        thanks, asked = self._ask("Thank you!"), self._ask()
        self._ask(channel=self.pair)
        self._ask("I found it.", channel=self.pair)
        questions = self._questions(self.instructor)
        questions.filtered(lambda q: q.id != asked).action_settle()
        self.assertEqual(self._waiting(), [asked])
        self.assertNotIn(thanks, self._waiting())

    def test_access(self):
        question = self._ask()
        private = self._ask(channel=self.pair)
        self.assertEqual(self._waiting(self.manager), [question, private])
        self.assertEqual(self._waiting(self.other_instructor), [])
        self.course.user_id = self.other_instructor
        # The discussion is theirs now, what was said in private to somebody else is not.
        self.assertEqual(self._waiting(self.other_instructor), [question])
        self.assertEqual(self._waiting(), [])
        for user in (self.student, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self._questions(user)
        mine = self.env["seitech.chat.question"].browse(private)
        mine.with_user(self.other_instructor).action_settle()
        self.assertIn(private, self._waiting(self.manager))

    def test_settling_needs_the_right(self):
        question = self._ask()
        with self.assertRaises(ChatError):
            self.discussion.with_user(self.student)._settle_question(question)

    def test_what_it_says(self):
        self._ask("**What** is a median?")
        self._ask("I am lost", channel=self.pair)
        asked, private = self._questions(self.instructor)
        self.assertEqual(asked.preview, "What is a median?")
        self.assertEqual(private.preview, "I am lost")
        self.assertEqual((asked.has_question_mark, private.has_question_mark), (True, False))
        self.assertEqual(asked.user_id, self.student)
        self.assertEqual(asked.course_id, self.course)

    def test_managers_read_nothing_unnoticed(self):
        question = self._ask("I am lost", channel=self.pair)
        [found] = self._questions(self.manager)
        self.assertFalse(found.preview)
        visits = [("subject", "=", "visit"), ("res_id", "=", self.pair.id)]
        self.assertFalse(self.env["mail.message"].search(visits))
        self.assertEqual(found.action_open()["url"], f"/chat/{self.pair.id}/{question}")
        self._call("messages", {"channel_id": self.pair.id, "around_id": question}, self.manager)
        self.assertTrue(self.env["mail.message"].search(visits))

    def test_waiting(self):
        question = self._ask()
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=3, minutes=5), question],
        )
        [found] = self._questions(self.instructor)
        self.assertEqual(found.waiting, "3 days")
        old = [("waiting_since", "<", fields.Datetime.now() - timedelta(days=1))]
        self.assertEqual(found.search(old), found)

    def test_smart_buttons(self):
        self._ask()
        self._ask(channel=self.pair)
        self.env.flush_all()
        self.env.invalidate_all()
        course = self.course.with_user(self.instructor)
        self.assertTrue(course.is_chat_staff)
        counts = (course.chat_question_count, course.chat_conversation_count)
        self.assertEqual((*counts, course.chat_unread_count), (2, 1, 1))
        action = course.action_chat_conversations()
        found = self.env["seitech.chat.channel"].with_user(self.instructor).search(action["domain"])
        self.assertEqual(found, self.pair)
        self.assertEqual(course.action_chat_discussion()["url"], f"/chat/{self.discussion.id}")
        other = self.course.with_user(self.other_instructor)
        self.assertFalse(other.is_chat_staff)
        self.assertEqual((other.chat_question_count, other.chat_conversation_count), (0, 0))
        with self.assertRaises(ChatError):
            other.action_chat_discussion()

    def test_queue_is_quick(self):
        """A long discussion, nearly all of them answered or settled."""
        self._ask()
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_message (
                channel_id, user_id, author_id, is_agent, content, content_html, message_type,
                is_settled, rev, create_date
            )
            SELECT %s, %s, %s, FALSE, 'x', 'x', 'text', n %% 200 > 0,
                   nextval('seitech_chat_rev_seq'), now()
              FROM generate_series(1, 20000) n
            """,
            [self.discussion.id, self.student.id, self.student.partner_id.id],
        )
        self.env.cr.execute("ANALYZE seitech_chat_message")
        self.env.cr.execute("SET LOCAL jit = off")
        questions = self.env["seitech.chat.question"].with_user(self.instructor)
        found = questions._search([], limit=80, order="waiting_since").select()
        explain = SQL("EXPLAIN (ANALYZE, FORMAT JSON) %s", found)
        [[[plan]]] = self.env.execute_query(explain)
        self.assertLess(plan["Execution Time"], 200)
        scans = [node for node in self._nodes(plan["Plan"]) if node["Node Type"] == "Seq Scan"]
        self.assertNotIn("seitech_chat_message", [node["Relation Name"] for node in scans])
        self.assertEqual(questions.search_count([]), 101)

    def _nodes(self, plan):
        yield plan
        for inner in plan.get("Plans", ()):
            yield from self._nodes(inner)
