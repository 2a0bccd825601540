from odoo.tests import tagged

from .common import TAGS
from .teaching_case import TeachingCase


@tagged(*TAGS)
class TestLearner(TeachingCase):
    """How far a student has come, for those who teach them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_course = cls._new_course("Logic", cls.other_instructor, cls.student)
        slides = cls.env["slide.slide"]
        cls.lesson, cls.quiz = slides.create(
            [
                {"name": name, "channel_id": cls.course.id, "is_published": True}
                for name in ("The mean", "The quiz")
            ]
        )
        parts = cls.env["slide.slide.partner"]
        partner = cls.student.partner_id.id
        parts.create({"slide_id": cls.quiz.id, "partner_id": partner, "quiz_attempts_count": 2})
        parts.create({"slide_id": cls.lesson.id, "partner_id": partner, "completed": True})
        cls.env.flush_all()

    def _card(self, user, channel=None, **body):
        return self._call("learner", {"channel_id": (channel or self.pair).id, **body}, user)

    def _refused(self, user, status, code, channel=None, **body):
        body["channel_id"] = (channel or self.pair).id
        self._assert_refused(self._request("learner", body, user), status, code)

    def test_card(self):
        card = self._card(self.instructor)
        self.assertEqual((card["user_id"], card["name"]), (self.student.id, "Sam Tester"))
        [course] = card["courses"]
        self.assertEqual(course["course_name"], "Statistics")
        self.assertEqual(course["completion"], 50)
        self.assertEqual(course["last_lesson"]["name"], "The mean")
        self.assertIs(course["last_lesson"]["completed"], True)
        quiz = course["last_quiz"]
        self.assertEqual((quiz["name"], quiz["passed"], quiz["attempts"]), ("The quiz", False, 2))

    def test_manager_sees_all_courses(self):
        card = self._card(self.manager)
        self.assertEqual([c["course_name"] for c in card["courses"]], ["Statistics", "Logic"])
        self.assertIsNone(card["courses"][1]["last_quiz"])

    def test_from_a_list_of_members(self):
        card = self._card(self.instructor, self.discussion, user_id=self.student.id)
        self.assertEqual(card["user_id"], self.student.id)
        card = self._card(self.instructor, self.channel, user_id=self.student.id)
        self.assertEqual(len(card["courses"]), 1)
        self._refused(self.instructor, 422, "invalid_value", self.discussion)

    def test_without_saying_whom(self):
        team = self._new_channel(self.instructor + self.agent + self.student, "group")
        for channel, user, learner in (
            (self.pair, self.instructor, self.student),
            (self.pair, self.manager, self.student),
            (self.channel, self.instructor, self.student),
            (team, self.instructor, self.student),
            (self.discussion, self.instructor, None),
            (self.pair, self.student, None),
            (team, self.agent, None),
        ):
            with self.subTest(channel=channel.channel_type, user=user.login):
                told = self._call(f"channel/{channel.id}", {}, user)["channel"]["learner_id"]
                self.assertEqual(told, learner and learner.id)
                if learner:
                    self.assertEqual(self._card(user, channel)["user_id"], learner.id)
                else:
                    code = 422 if channel == self.discussion else 404
                    body = {"channel_id": channel.id}
                    self.assertEqual(self._request("learner", body, user).status_code, code)
        self.course._remove_membership(self.student.partner_id.ids)
        told = self._call(f"channel/{team.id}", {}, self.instructor)["channel"]["learner_id"]
        self.assertIsNone(told, "nothing to know any more")

    def test_where_help_is_asked_for(self):
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        for user in (self.agent, self.manager):
            told = self._call(f"channel/{opened['channel_id']}", {}, user)["channel"]
            self.assertIsNone(told["learner_id"], "who asks has a card of another kind")

    def test_people_of_the_portal_cost_no_question(self):
        channel = self.channel.with_user(self.student)
        self.assertEqual(self._count_queries(channel._only_learner), 0)

    def test_only_for_those_who_teach(self):
        self._refused(self.student, 404, "not_found", user_id=self.student.id)
        self._refused(self.student, 404, "not_found")
        self._refused(self.fellow, 404, "not_found", self.discussion, user_id=self.student.id)
        self._refused(self.other_instructor, 404, "not_found")
        self.discussion._set_role(self.fellow, "moderator")
        self._refused(self.fellow, 404, "not_found", self.discussion, user_id=self.student.id)

    def test_only_of_people_who_are_there(self):
        self._refused(self.instructor, 404, "not_found", user_id=self.fellow.id)
        self._refused(self.instructor, 404, "not_found", user_id=2**31 - 1)
        self._refused(self.instructor, 404, "not_found", user_id=self.instructor.id)
