from lxml import html
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestCoursePages(ChatCase):
    """What the pages of courses and lessons offer of the chat, to whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lesson = cls._new_lesson(cls.course, name="Means", is_preview=True)
        channels = cls.env["seitech.chat.channel"]
        opened = channels.with_user(cls.instructor)._open("course", course_id=cls.course.id)
        cls.discussion = channels.browse(opened.id)

    def _entry(self, user):
        return self.course.with_user(user)._chat_entry()

    def _page(self, path, user):
        """:return: the page as elements, for somebody or a visitor"""
        self.authenticate(user and user.login, user and user.login)
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.content)

    def _all(self, page, name):
        """:return: the elements of the page with this class"""
        return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")

    def _text(self, page, name):
        [element] = self._all(page, name)
        return " ".join(element.text_content().split())

    def _links(self, page):
        return page.xpath("//a[@data-seitech-open]")

    def _openers(self, page):
        return {
            link.get("data-seitech-open"): link.get("data-seitech-arguments")
            for link in self._links(page)
        }

    def _all_pages(self):
        lesson = f"/slides/slide/{self.lesson.id}"
        return {
            "course": f"/slides/{self.course.id}",
            "lesson": lesson,
            "fullscreen": f"{lesson}?fullscreen=1",
        }

    def test_student(self):
        self._post(self.instructor, "Welcome", self.discussion)
        arguments = {
            "openInstructor": f"[{self.instructor.id}, {self.course.id}]",
            "open": f"[{self.discussion.id}]",
        }
        for name, path in self._all_pages().items():
            with self.subTest(page=name):
                page = self._page(path, self.student)
                self.assertEqual(self._openers(page), arguments)
                # Without scripts each leads somewhere as well.
                for link in self._links(page):
                    self.assertRegex(link.get("href"), r"^/my/chat\?(channel|instructor)=\d+")
                self.assertEqual(self._text(page, "o_seitech_course_unread"), "1 unread")

    def test_members_and_unread(self):
        found = self._entry(self.student)["discussion"]
        self.assertEqual((found["member_count"], found["unread_count"]), (3, 0))
        self._post(self.instructor, "Welcome", self.discussion)
        self._post(self.fellow, "Hello", self.discussion)
        self._post(self.student, "Hi", self.discussion)
        self.assertEqual(self._entry(self.student)["discussion"]["unread_count"], 2)
        page = self._page(self._all_pages()["course"], self.student)
        self.assertEqual(self._text(page, "o_seitech_course_members"), "3 members")

    def test_visitor(self):
        for name, path in self._all_pages().items():
            with self.subTest(page=name):
                page = self._page(path, None)
                self.assertEqual(self._openers(page), {})
                self.assertEqual(self._all(page, "o_seitech_lesson"), [])
                ways = [link.get("href") for link in self._all(page, "o_seitech_course_way")]
                if name != "fullscreen":
                    [way] = ways
                    self.assertTrue(way.startswith("/web/login?redirect=/slides/"))

    def test_visitors_cost_nothing(self):
        public = self.env.ref("base.public_user")
        course = self.course.with_user(public)
        self.assertEqual(self._count_queries(course._chat_entry), 0)

    def test_not_enrolled(self):
        entry = self._entry(self.stranger)
        self.assertEqual((entry["reader"], entry["instructor"]), ("outsider", "outsider"))
        self.assertIsNone(entry["discussion"])
        page = self._page(self._all_pages()["course"], self.stranger)
        self.assertEqual(self._openers(page), {})
        text = self._text(page, "o_seitech_course")
        self.assertEqual(text, "Join the course to chat with the instructor.")
        page = self._page(self._all_pages()["lesson"], self.stranger)
        for name in ("o_seitech_lesson", "o_seitech_questions"):
            self.assertEqual(self._all(page, name), [])
        [way] = self._all(page, "o_seitech_course_way")
        self.assertIn(f"-{self.course.id}", way.get("href"))

    def test_invited_are_not_enrolled(self):
        self.env["slide.channel.partner"].create(
            {
                "channel_id": self.course.id,
                "partner_id": self.stranger.partner_id.id,
                "member_status": "invited",
            }
        )
        self.assertEqual(self._entry(self.stranger)["instructor"], "outsider")

    def test_instructor(self):
        entry = self._entry(self.instructor)
        self.assertEqual((entry["reader"], entry["instructor"]), ("staff", "oneself"))
        page = self._page(self._all_pages()["course"], self.instructor)
        self.assertEqual(self._openers(page), {"open": f"[{self.discussion.id}]"})

    def test_manager(self):
        entry = self._entry(self.manager)
        self.assertEqual((entry["reader"], entry["instructor"]), ("staff", "direct"))
        self.assertEqual(entry["discussion"]["unread_count"], 0)
        page = self._page(self._all_pages()["course"], self.manager)
        self.assertEqual(self._openers(page)["openDirect"], f"[{self.instructor.id}]")

    def test_course_without_instructor(self):
        course = self._new_course("Logic", self.env["res.users"], self.student)
        course.user_id = False
        self.assertEqual(course.with_user(self.student)._chat_entry()["instructor"], "nobody")
        page = self._page(f"/slides/{course.id}", self.student)
        text = self._text(page, "o_seitech_course")
        self.assertIn("no instructor", text)
        self.assertIn("has not started", text)

    def test_instructor_starts_the_discussion(self):
        course = self._new_course("Logic", self.instructor, self.student)
        page = self._page(f"/slides/{course.id}", self.instructor)
        self.assertEqual(self._openers(page), {"openCourse": f"[{course.id}]"})

    def test_left(self):
        self.discussion._remove_members(self.student)
        self.assertIsNone(self._entry(self.student)["discussion"])
        page = self._page(self._all_pages()["course"], self.student)
        self.assertNotIn("open", self._openers(page))
        self.assertIn("let you in again", self._text(page, "o_seitech_course"))

    def test_old_conversation_stays_open(self):
        self.env["seitech.chat.channel"].with_user(self.student)._open(
            "student_instructor", user_id=self.instructor.id, course_id=self.course.id
        )
        self.assertEqual(self._entry(self.student)["instructor"], "open")

    def test_lesson_says_which_it_is(self):
        page = self._page(self._all_pages()["lesson"], self.student)
        [place] = self._all(page, "o_seitech_lesson")
        self.assertEqual(place.get("data-lesson-id"), str(self.lesson.id))
        self.assertEqual(place.get("data-lesson-name"), "Means")
        self.assertEqual(place.get("data-course-id"), str(self.course.id))
        self.assertEqual(place.get("data-kind"), "other")
        self.assertEqual(place.get("data-is-staff"), "0")

    def test_many_courses_cost_one_query(self):
        courses = self.course
        for number in range(5):
            course = self._new_course(f"Course {number}", self.instructor, self.student)
            course.with_user(self.instructor)._open_chat_channel()
            courses += course
        courses = courses.with_user(self.student)
        self.assertEqual(len(courses._chat_discussions()), 6)
        self.assertEqual(self._count_queries(courses._chat_discussions), 1)
