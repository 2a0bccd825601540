from odoo.addons.seitech_elearning.tools import permissions
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestOpeningKinds(ChatCase):
    """Who may open which kind of channel with whom, through the API."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_instructor = cls._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        cls.other_course = cls._new_course("Writing", cls.other_instructor, cls.stranger)
        cls.group = cls.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": cls.student.id, "member_ids": [(6, 0, cls.fellow.ids)]}
        )

    def _open(self, user, channel_type, **fields):
        return self._request("create", {"channel_type": channel_type, **fields}, user)

    def _open_channel(self, user, channel_type, **fields):
        response = self._open(user, channel_type, **fields)
        self.assertEqual(response.status_code, 200, response.text)
        return self.env["seitech.chat.channel"].browse(response.json()["channel_id"])

    def test_table(self):
        student, stranger = {"user_id": self.student.id}, {"user_id": self.stranger.id}
        instructor, manager = {"user_id": self.instructor.id}, {"user_id": self.manager.id}
        course, other_course = (
            {"course_id": self.course.id},
            {"course_id": self.other_course.id},
        )
        group = {"group_id": self.group.id}
        cases = [
            # kind, with whom or what, then the status for: student of the course, somebody else's
            # student, instructor of the course, agent, manager
            ("public_support", {}, 403, 403, 403, 403, 200),
            ("student_instructor", instructor, 200, 404, 404, 403, 200),
            ("student_instructor", student, 404, 404, 200, 403, 200),
            ("student_instructor", stranger, 404, 404, 404, 403, 200),
            ("student_instructor", {**instructor, **course}, 200, 404, 404, 403, 404),
            ("student_instructor", {**student, **other_course}, 404, 404, 404, 403, 404),
            ("student_support", {}, 200, 200, 403, 422, 422),
            ("student_support", student, 200, 404, 403, 200, 200),
            ("instructor_admin", manager, 403, 403, 200, 403, 404),
            ("instructor_admin", instructor, 403, 403, 404, 403, 200),
            ("instructor_admin", student, 403, 403, 404, 403, 404),
            ("group", group, 200, 404, 403, 403, 200),
            ("course", course, 403, 403, 200, 403, 200),
            ("course", other_course, 403, 403, 404, 403, 200),
            ("direct", student, 200, 404, 200, 404, 200),
            ("direct", stranger, 404, 200, 404, 404, 200),
        ]
        users = (self.student, self.stranger, self.instructor, self.agent, self.manager)
        for channel_type, fields, *statuses in cases:
            for user, status in zip(users, statuses, strict=True):
                with self.subTest(kind=channel_type, fields=fields, user=user.login):
                    response = self._open(user, channel_type, **fields)
                    self.assertEqual(response.status_code, status, response.text)

    def test_what_is_missing_or_makes_no_sense(self):
        for fields, status in (
            ({"channel_type": "secret"}, 422),
            ({"channel_type": "direct"}, 422),
            ({"channel_type": "course"}, 422),
            ({"channel_type": "direct", "user_id": self.fellow.id, "group_id": 1}, 422),
            ({"channel_type": "direct", "user_id": self.fellow.id, "name": "x"}, 422),
            ({"channel_type": "course", "course_id": self.course.id, "name": " "}, 422),
            ({"channel_type": "course", "course_id": 2**31 - 1}, 404),
            ({}, 400),
        ):
            with self.subTest(fields=fields):
                response = self._request("create", fields, self.manager)
                self.assertEqual(response.status_code, status, response.text)

    def test_one_channel_per_pair_and_course(self):
        pair = self._open_channel(self.student, "student_instructor", user_id=self.instructor.id)
        again = self._open_channel(self.instructor, "student_instructor", user_id=self.student.id)
        about = self._open_channel(
            self.student,
            "student_instructor",
            user_id=self.instructor.id,
            course_id=self.course.id,
        )
        answer = self._call(
            "create-student-instructor",
            {"instructor_id": self.instructor.id, "course_id": self.course.id},
            self.student,
        )
        self.assertEqual(pair, again)
        self.assertNotEqual(pair, about)
        self.assertEqual(answer["channel_id"], about.id)
        self.assertEqual(about.course_id, self.course)
        self.assertEqual(about.enrollment_id.partner_id, self.student.partner_id)
        for channel in (pair, about):
            self.assertEqual(channel.member_ids, self.student + self.instructor)
            self.assertEqual(channel.moderator_ids, self.instructor)

    def test_names(self):
        pair = self._open_channel(self.student, "student_instructor", user_id=self.instructor.id)
        for user, name in (
            (self.student, self.instructor.name),
            (self.instructor, self.student.name),
            (self.manager, f"{self.student.name}, {self.instructor.name}"),
        ):
            channel = self._call(f"channel/{pair.id}", {}, user)["channel"]
            self.assertEqual(channel["name"], name)
        support = self._open_channel(self.student, "student_support")
        self.assertRegex(support.name, r"^Support Chat #CHAT\d{5}$")
        course = self._open_channel(self.instructor, "course", course_id=self.course.id)
        self.assertEqual(course.name, "Statistics")
        group = self._open_channel(self.fellow, "group", group_id=self.group.id, name="We two")
        self.assertEqual(group.name, "We two")

    def test_discussion_for_who_is_in_it(self):
        about = {"course_id": self.course.id}
        self.assertEqual(self._open(self.student, "course", **about).status_code, 403)
        discussion = self._open_channel(self.instructor, "course", **about)
        everybody = discussion.member_ids
        learner = self.other_instructor
        self.env["slide.channel.partner"].create(
            {"channel_id": self.course.id, "partner_id": learner.partner_id.id}
        )
        for user in (self.student, learner):
            self.assertEqual(self._open_channel(user, "course", **about), discussion)
        self.assertEqual(discussion.member_ids, everybody + learner)
        self._call("leave", {"channel_id": discussion.id}, self.student)
        for user, status in ((self.student, 403), (self.stranger, 403), (self.agent, 403)):
            response = self._open(user, "course", **about)
            self.assertEqual(response.status_code, status)
        self.assertNotIn(self.student, discussion.member_ids, "coming back is granted")

    def test_existing_conversation_stays_reachable(self):
        pair = self._open_channel(self.student, "student_instructor", user_id=self.instructor.id)
        self.course._remove_membership(self.student.partner_id.ids)
        again = self._open_channel(self.instructor, "student_instructor", user_id=self.student.id)
        self.assertEqual(pair, again)

    def test_student_support_opens_again(self):
        support = self._open_channel(self.student, "student_support")
        self.assertEqual(support.member_ids, self.student)
        self._call("close", {"channel_id": support.id}, self.agent)
        self.assertEqual(support.state, "closed")
        self.assertEqual(self._open_channel(self.student, "student_support"), support)
        self.assertEqual(support.state, "active")
        self._call("leave", {"channel_id": support.id}, self.student)
        self.assertEqual(self._open_channel(self.student, "student_support"), support)
        self.assertEqual(support.member_ids, self.student)
        by_agent = self._open_channel(self.agent, "student_support", user_id=self.student.id)
        self.assertEqual(by_agent, support)
        support._remove_members(self.student)
        refused = self._request("create", {"channel_type": "student_support"}, self.student)
        self._assert_refused(refused, 403, "forbidden")

    def test_agents_are_asked_to_listen(self):
        with self._bus() as rows:
            self._open_channel(self.student, "student_support")
        address = ("res.company", self.student.company_id.id, "agents0")
        self.assertIn((address, "seitech.chat/resubscribe", {}), rows)

    def test_permissions(self):
        support = self._open_channel(self.student, "student_support")
        course = self._open_channel(self.instructor, "course", course_id=self.course.id)
        managing = {"rename", "close", "pin", "delete_any"}
        people = {"add_members", "remove_members", "set_roles"}
        for channel, user, granted in (
            (self.channel, self.student, {"send", "pin"}),
            (self.channel, self.manager, {"close", "pin", "delete_any"}),
            (support, self.student, {"send", "leave"}),
            (support, self.agent, {"send", "join", "close", "add_members", "pin"}),
            (support, self.manager, {"send", "join", *managing, *people}),
            (course, self.student, {"send", "leave"}),
            (course, self.instructor, {"send", "leave", *managing, *people}),
        ):
            with self.subTest(kind=channel.channel_type, user=user.login):
                answer = self._call(f"channel/{channel.id}", {}, user)["channel"]["permissions"]
                self.assertEqual({right for right, has in answer.items() if has}, granted)
                self.assertEqual(list(answer), list(permissions.RIGHTS))

    def test_people(self):
        def people(user, **fields):
            found = self._call("people", fields, user)["people"]
            return [(p["user_id"], p["course_id"]) for p in found]

        course_id = self.course.id
        for user, fields, expected in (
            (
                self.student,
                {"channel_type": "direct"},
                [(self.student.id, None), (self.fellow.id, None)],
            ),
            (self.student, {"channel_type": "direct", "search": "SOF"}, [(self.fellow.id, None)]),
            (self.student, {"channel_type": "direct", "search": "%"}, []),
            (
                self.student,
                {"channel_type": "student_instructor"},
                [(self.instructor.id, course_id)],
            ),
            (self.student, {"channel_type": "instructor_admin"}, []),
            (self.student, {"channel_type": "course"}, []),
            (
                self.instructor,
                {"channel_type": "student_instructor"},
                [(self.student.id, course_id), (self.fellow.id, course_id)],
            ),
            (
                self.instructor,
                {"channel_type": "direct", "course_id": course_id},
                [(self.student.id, course_id), (self.fellow.id, course_id)],
            ),
            (
                self.stranger,
                {"channel_type": "student_instructor"},
                [(self.other_instructor.id, self.other_course.id)],
            ),
            (self.agent, {"channel_type": "direct"}, [(self.agent.id, None)]),
        ):
            with self.subTest(user=user.login, fields=fields):
                self.assertEqual(sorted(people(user, **fields)), sorted(expected))
        self.assertIn(
            (self.manager.id, None), people(self.instructor, channel_type="instructor_admin")
        )
        self.assertIn((self.stranger.id, None), people(self.agent, channel_type="student_support"))
        everybody = self._call("people", {"channel_type": "direct", "limit": 50}, self.manager)
        ids = {person["user_id"] for person in everybody["people"]}
        self.assertNotIn(self.env.ref("base.public_user").id, ids)
        names = [person["name"].lower() for person in everybody["people"]]
        self.assertEqual(names, sorted(names))

    def test_what_is_listed_can_be_opened(self):
        for user in (self.student, self.instructor, self.agent, self.manager):
            for kind in ("direct", "student_instructor", "student_support", "instructor_admin"):
                for person in self._call("people", {"channel_type": kind, "limit": 5}, user)[
                    "people"
                ]:
                    fields = {"user_id": person["user_id"]}
                    if person["course_id"]:
                        fields["course_id"] = person["course_id"]
                    with self.subTest(user=user.login, kind=kind, **fields):
                        self.assertEqual(self._open(user, kind, **fields).status_code, 200)
