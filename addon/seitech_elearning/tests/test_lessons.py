from odoo.tests import tagged

from .common import TAGS, ChatCase

UNKNOWN_ID = 2**31 - 1


@tagged(*TAGS)
class TestLessons(ChatCase):
    """Messages that are asked in a lesson, and what was asked there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.video = cls._new_lesson(
            cls.course,
            name="Means",
            slide_category="video",
            video_url="https://youtu.be/h8EYEJ32oQ8",
        )
        channels = cls.env["seitech.chat.channel"]
        cls.discussion = channels.browse(
            channels.with_user(cls.instructor)._open("course", course_id=cls.course.id).id
        )
        cls.private = cls._open_private(cls.student)
        cls.other_private = cls._open_private(cls.fellow)

    @classmethod
    def _open_private(cls, student):
        channels = cls.env["seitech.chat.channel"]
        opened = channels.with_user(student)._open(
            "student_instructor", user_id=cls.instructor.id, course_id=cls.course.id
        )
        return channels.browse(opened.id)

    def _ask(self, user, content, channel=None, position=None, **options):
        lesson = (self.video.id, position)
        return self._post(user, content, channel or self.discussion, lesson=lesson, **options)

    def _questions(self, user, **options):
        return self._call("lesson/questions", {"lesson_id": self.video.id, **options}, user)

    def _texts(self, user):
        return [question["text"] for question in self._questions(user)["questions"]]

    # Sending

    def test_message_carries_its_lesson(self):
        body = {
            "channel_id": self.discussion.id,
            "content": "Why?",
            "lesson_id": self.video.id,
            "lesson_position": 95,
        }
        with self._bus() as rows:
            sent = self._call("send", body, self.student)["message"]
        lesson = {
            "id": self.video.id,
            "name": "Means",
            "kind": "video",
            "position": 95,
            "url": f"/slides/slide/{self.video.id}#t=95",
        }
        self.assertEqual(sent["lesson"], lesson)
        [[_address, _type, payload]] = [row for row in rows if row[1].endswith("new_message")]
        self.assertEqual(payload["message"]["lesson"], lesson)
        page = self._call("messages", {"channel_id": self.discussion.id}, self.instructor)
        self.assertEqual(page["messages"][-1]["lesson"], lesson)

    def test_address_says_the_place(self):
        article, document = self._new_lesson(self.course), self._new_lesson(self.course)
        # Documents need a file; what is told of one does not.
        self.env.cr.execute(
            "UPDATE slide_slide SET slide_category = 'document' WHERE id = %s", [document.id]
        )
        ends = {self.video: "#t=3", document: "#page=3", article: ""}
        for lesson, end in ends.items():
            sent = self._post(self.student, "x", self.discussion, lesson=(lesson.id, 3))
            self.assertEqual(sent["lesson"]["url"], f"/slides/slide/{lesson.id}{end}")
        sent = self._ask(self.student, "x")
        self.assertEqual(sent["lesson"]["url"], f"/slides/slide/{self.video.id}")

    def test_only_lessons_of_the_course(self):
        elsewhere = self._new_course("Logic", self.instructor, self.student)
        hidden = self._new_lesson(self.course, is_published=False)
        section = self.env["slide.slide"].create(
            {"name": "Week 1", "channel_id": self.course.id, "is_category": True}
        )
        group = self._new_channel(self.student + self.fellow, course_id=self.course.id)
        own = self.video.id
        for channel, lesson_id in (
            (self.discussion, self._new_lesson(elsewhere).id),
            (self.discussion, hidden.id),
            (self.discussion, section.id),
            (self.discussion, UNKNOWN_ID),
            (group, own),
            (self.channel, own),
        ):
            body = {"channel_id": channel.id, "content": "x", "lesson_id": lesson_id}
            with self.subTest(channel=channel.channel_type, lesson=lesson_id):
                response = self._request("send", body, self.student)
                refusal = self._assert_refused(response, 422, "invalid_value")
                self.assertEqual(list(refusal["fields"]), ["lesson_id"])
        body = {"channel_id": self.discussion.id, "content": "x", "lesson_id": own}
        for position in (-1, 2**31):
            response = self._request("send", {**body, "lesson_position": position}, self.student)
            self._assert_refused(response, 422, "invalid_value")
        self.assertFalse(self.discussion.chat_message_ids)

    def test_only_lessons_one_can_see(self):
        self.discussion._add_members(self.agent)
        body = {"channel_id": self.discussion.id, "content": "x", "lesson_id": self.video.id}
        response = self._request("send", body, self.agent)
        self._assert_refused(response, 422, "invalid_value")
        # Who teaches the course or manages the chat need not attend it.
        for user in (self.instructor, self.manager):
            self.assertTrue(self._call("send", body, user)["message"]["lesson"])

    def test_lesson_that_goes_away(self):
        sent = self._ask(self.student, "x", position=3)
        message = self.env["seitech.chat.message"].browse(sent["id"])
        body = {"channel_id": self.discussion.id}
        self.video.is_published = False
        [told] = self._call("messages", body, self.fellow)["messages"]
        self.assertEqual((told["lesson"]["name"], told["lesson"]["url"]), ("Means", None))
        self.video.unlink()
        message.invalidate_recordset()
        [told] = self._call("messages", body, self.fellow)["messages"]
        self.assertIsNone(told["lesson"])
        self.assertEqual(told["content"], "x")

    # What was asked

    def test_who_sees_what(self):
        self._ask(self.student, "in public")
        self._ask(self.student, "mine", self.private)
        self._ask(self.fellow, "of another", self.other_private)
        self._ask(self.instructor, "no question")
        self._post(self.student, "about nothing", self.discussion)
        self.assertEqual(self._texts(self.student), ["mine", "in public"])
        self.assertEqual(self._texts(self.fellow), ["of another", "in public"])
        self.assertEqual(self._texts(self.instructor), ["of another", "mine", "in public"])
        # What a manager would have to open the conversation for, which is noted.
        told = self._questions(self.manager)["questions"]
        self.assertEqual([one["text"] for one in told], [None, None, "in public"])
        self.assertEqual([one["private"] for one in told], [True, True, False])

    def test_within_ones_history(self):
        self._ask(self.student, "before")
        last = self.discussion._last_message_id()
        self.discussion._rows_of(self.fellow).write({"history_from_id": last})
        self._ask(self.student, "since")
        self.assertEqual(self._texts(self.fellow), ["since"])

    def test_lesson_is_not_given_away(self):
        self._ask(self.student, "x")
        self.video.is_published = False
        for lesson_id in (self.video.id, UNKNOWN_ID):
            response = self._request("lesson/questions", {"lesson_id": lesson_id}, self.student)
            self._assert_refused(response, 404, "not_found")
        # The staff go on seeing what was asked.
        self.assertEqual(self._texts(self.instructor), ["x"])
        self.video.is_published = True
        self.video.is_preview = True
        self.course.visibility = "public"
        # Somebody from outside sees the lesson, and nothing of the discussion.
        self.assertEqual(self._questions(self.stranger)["counts"], {"total": 0, "unanswered": 0})

    def test_former_students_see_nothing(self):
        self._ask(self.fellow, "x")
        self.discussion._remove_members(self.student)
        self.assertEqual(self._texts(self.student), [])

    def test_answered(self):
        asked = [self._ask(self.student, f"question {number}")["id"] for number in range(3)]
        self._post(self.fellow, "No idea", self.discussion, parent_id=asked[0])
        self._post(self.instructor, "Because", self.discussion, parent_id=asked[1])
        answer = self._post(self.fellow, "See above", self.discussion)
        self.env["seitech.chat.message"].browse(asked[2]).flush_recordset()
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET answer_id = %s WHERE id = %s", [answer["id"], asked[2]]
        )
        self._ask(self.student, "in private", self.private)
        told = self._questions(self.instructor)
        self.assertEqual([q["answered"] for q in told["questions"]], [False, True, True, False])
        self.assertEqual(told["counts"], {"total": 4, "unanswered": 2})
        self._post(self.instructor, "In private as well", self.private)
        self.assertEqual(self._questions(self.instructor)["counts"]["unanswered"], 1)
        # What needs no answer, as the queue of questions has it.
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET is_settled = TRUE WHERE id = %s", [asked[0]]
        )
        self.assertEqual(self._questions(self.instructor)["counts"]["unanswered"], 0)

    def test_what_is_gone_is_no_question(self):
        sent = self._ask(self.student, "x")
        self._ask(self.student, "a reply", parent_id=sent["id"])
        self.assertEqual(self._texts(self.instructor), ["x"])
        self._call("delete", {"message_id": sent["id"]}, self.student)
        self.assertEqual(self._texts(self.instructor), [])
        hidden = self._ask(self.student, "y")
        self.discussion._hide_message(hidden["id"], True)
        self.assertEqual(self._texts(self.instructor), [])

    def test_pages(self):
        ids = [self._ask(self.student, str(number))["id"] for number in range(5)]
        page = self._questions(self.instructor, limit=2)
        self.assertEqual([q["message_id"] for q in page["questions"]], ids[:2:-1])
        self.assertTrue(page["has_more"])
        page = self._questions(self.instructor, limit=4, before_id=ids[3])
        self.assertEqual([q["message_id"] for q in page["questions"]], ids[2::-1])
        self.assertFalse(page["has_more"])
        self.assertIsNone(page["counts"])
        response = self._request("lesson/questions", {"lesson_id": self.video.id, "limit": 101})
        self._assert_refused(response, 422, "invalid_value")

    def test_cost(self):
        lesson = self.video.with_user(self.instructor)
        self._ask(self.student, "x")
        alone = self._count_queries(lesson._chat_questions)
        for number in range(20):
            sent = self._ask(self.student, str(number))
            self._post(self.instructor, "y", self.discussion, parent_id=sent["id"])
        self.assertEqual(self._count_queries(lesson._chat_questions), alone)
        self.assertLessEqual(alone, 5)
