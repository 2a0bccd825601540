from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.anonymous import without_names
from .common import TAGS
from .teaching_case import TeachingCase


@tagged(*TAGS)
class TestCourseFaq(TeachingCase):
    """From an answered question to the page of the course."""

    def setUp(self):
        super().setUp()
        self.question = self._ask("Hi Ines,\nwhat is a **median**?")
        self.reply = self._reply(
            self.question, content="@Sofia Tester, Sam: the one in the `middle`."
        )

    def _suggest(self, message_id=None, user=None):
        return self._call("faq", {"message_id": message_id or self.reply}, user or self.instructor)

    def _entry(self, told):
        return self.env["seitech.course.faq"].browse(told["faq_id"])

    def _published(self):
        self._mark(self.reply)
        entry = self._entry(self._suggest())
        entry.with_user(self.instructor).action_publish()
        return entry

    def _page(self, user=None):
        if user:
            self._sign_in(user)
        else:
            self.authenticate(None, None)
        response = self.url_open(f"/slides/{self.course.id}")
        self.assertEqual(response.status_code, 200)
        return response.text

    def test_draft_without_names(self):
        self._mark(self.reply)
        told = self._suggest()
        entry = self._entry(told)
        self.assertEqual((told["published"], told["url"]), (False, f"/odoo/course-faq/{entry.id}"))
        self.assertEqual(entry.course_id, self.course)
        self.assertEqual(entry.name, "Hi somebody, what is a median?")
        self.assertIn("<strong>median</strong>", entry.details)
        self.assertIn("somebody, somebody: the one in the <code>middle</code>.", entry.answer)
        for name in ("Ines", "Sam", "Sofia", "Tester", "data-user-id"):
            self.assertNotIn(name, f"{entry.name} {entry.details} {entry.answer}")

    def test_once(self):
        self._mark(self.reply)
        first = self._suggest(self.reply)
        self.assertEqual(self._suggest(self.question)["faq_id"], first["faq_id"])

    def test_one_line_needs_no_details(self):
        question = self._ask("What is a **mode**?")
        self._mark(self._reply(question))
        entry = self._entry(self._suggest(question))
        self.assertEqual((entry.name, entry.details), ("What is a mode?", False))

    def test_needs_an_answer(self):
        for message_id in (self.question, self.reply):
            response = self._request("faq", {"message_id": message_id}, self.instructor)
            self._assert_refused(response, 409, "conflict")

    def test_access(self):
        self._mark(self.reply)
        body = {"message_id": self.reply}
        self._assert_refused(self._request("faq", body, self.student), 403, "forbidden")
        self._assert_refused(self._request("faq", body, self.stranger), 404, "not_found")
        self.discussion._set_role(self.fellow, "moderator")
        told = self._suggest(user=self.fellow)
        # Who helps in the discussion suggests; who is responsible for the course publishes.
        self.assertIsNone(told["url"])
        entry = self._entry(told)
        for user in (self.fellow, self.student, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            entry.with_user(self.other_instructor).action_publish()
        entry.with_user(self.manager).action_publish()
        self.assertTrue(entry.is_published)

    def test_page(self):
        self._mark(self.reply)
        entry = self._entry(self._suggest())
        self.assertNotIn("o_seitech_faq", self._page())
        entry.with_user(self.instructor).action_publish()
        for user in (None, self.student, self.stranger):
            page = self._page(user)
            self.assertIn("the one in the <code>middle</code>", page)
        entry.with_user(self.instructor).action_withdraw()
        self.assertNotIn("o_seitech_faq", self._page())

    def test_answer_is_clean(self):
        entry = self._published()
        entry.answer = '<p onclick="alert(1)">Yes<script>alert(2)</script></p>'
        self.assertNotIn("alert", entry.answer)

    def test_stays_when_the_messages_go(self):
        entry = self._published()
        self.discussion.with_user(self.instructor)._delete_message(self.reply)
        self.assertIn("<code>middle</code>", self._page())
        self.env["seitech.chat.message"].browse([self.question, self.reply]).unlink()
        self.assertTrue(entry.exists().is_published)
        self.assertFalse(entry.has_source)

    def test_draft_goes_with_the_message(self):
        self._mark(self.reply)
        entry = self._entry(self._suggest())
        self.discussion.with_user(self.student)._delete_message(self.question)
        self.assertFalse(entry.exists())

    def test_without_names(self):
        people, mentioned = ["Ann Lee", "Bo-Ra K."], ["Zoë Ann Ray"]
        for text, expected in (
            ("Ann, @Ann Lee and ann lee", "X, X and X"),
            ("Annual planning is fine", "Annual planning is fine"),
            (
                "Thanks Bo-Ra! Ask zoë ann ray or Ann's friend Lee",
                "Thanks X! Ask X or X's friend X",
            ),
            ("ann at the start", "ann at the start"),
            (r"\1 Ann \g<0>", r"\1 X \g<0>"),
        ):
            self.assertEqual(without_names(text, people, mentioned, "X"), expected)
        self.assertEqual(without_names("Nobody here", [None, ""], [], "X"), "Nobody here")
