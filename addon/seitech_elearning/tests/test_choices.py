from odoo.tests import tagged

from .common import TAGS, ChatCase

ALL_FILTERS = ["direct", "instructors", "students", "support", "groups", "courses"]


@tagged(*TAGS)
class TestChoices(ChatCase):
    """What an interface offers is what the server then accepts."""

    def _choices(self, user):
        answer = self._call("openings", {}, user)
        kinds = {(kind["channel_type"], kind["subject"]) for kind in answer["kinds"]}
        self.assertEqual(len(kinds), len(answer["kinds"]))
        return kinds, answer["filters"]

    def test_student(self):
        kinds, filters = self._choices(self.student)
        expected = {
            ("direct", "person"),
            ("student_instructor", "person"),
            ("student_support", "nothing"),
            ("group", "name"),
        }
        self.assertEqual(kinds, expected)
        self.assertEqual(filters, ["direct", "instructors", "support", "groups", "courses"])
        self._call("group/create", {"name": "Circle"})
        self.assertEqual(self._choices(self.student)[0], expected | {("group", "group")})

    def test_somebody_without_a_course(self):
        nobody = self._new_user("nobody", "base.group_portal")
        self.assertEqual(self._choices(nobody), (set(), []))
        self._new_channel(nobody + self.student, "course", course_id=self.course.id)
        self.assertEqual(self._choices(nobody), (set(), ["courses"]))

    def test_instructor(self):
        kinds, filters = self._choices(self.instructor)
        self.assertEqual(
            kinds,
            {
                ("direct", "person"),
                ("student_instructor", "person"),
                ("instructor_admin", "person"),
                ("course", "course"),
            },
        )
        self.assertEqual(filters, ["direct", "students", "courses"])

    def test_agent(self):
        kinds, filters = self._choices(self.agent)
        self.assertEqual(kinds, {("direct", "person"), ("student_support", "person")})
        self.assertEqual(filters, ["direct", "support"])

    def test_manager(self):
        kinds, filters = self._choices(self.manager)
        self.assertEqual(
            kinds,
            {
                ("public_support", "nothing"),
                ("student_instructor", "person"),
                ("student_support", "person"),
                ("instructor_admin", "person"),
                ("course", "course"),
                ("group", "name"),
                ("direct", "person"),
            }
            | ({("group", "group")} if self.env["seitech.study.group"].search([]) else set()),
        )
        # Who manages instructs as well.
        self.assertEqual(filters, ALL_FILTERS)

    def test_filters_by_ones_part(self):
        pair = self._new_channel(self.student + self.agent, "student_instructor")
        self.assertEqual(self._choices(self.agent)[1], ["direct", "instructors", "support"])
        pair.moderator_ids = self.agent
        self.assertEqual(self._choices(self.agent)[1], ["direct", "students", "support"])

    def test_offers_are_accepted(self):
        opened = {
            "nothing": {},
            "person": lambda kind: {"user_id": self._first("people", kind)},
            "course": lambda kind: {"course_id": self._first_topic(kind)},
            "group": lambda kind: {"group_id": self._first_topic(kind)},
        }
        self._call("group/create", {"name": "Circle"}, self.student)
        for user in (self.student, self.instructor, self.agent, self.manager):
            for kind, subject in self._choices(user)[0]:
                if subject not in opened:
                    continue
                with self.subTest(user=user.login, kind=kind):
                    fields = opened[subject]
                    fields = fields(kind) if callable(fields) else fields
                    self._call("create", {"channel_type": kind, **fields})

    def _first(self, path, kind):
        return self._call(path, {"channel_type": kind})["people"][0]["user_id"]

    def _first_topic(self, kind):
        return self._call("topics", {"channel_type": kind})["topics"][0]["id"]

    def _topics(self, user, kind, **fields):
        answer = self._call("topics", {"channel_type": kind, **fields}, user)
        return [topic["name"] for topic in answer["topics"]]

    def test_topics(self):
        """Only what one may open a channel of; what is searched for is no pattern."""
        self._new_course("100% Logic", self.stranger, self.student)
        self._call("group/create", {"name": "Own Quorum"}, self.student)
        self._call("group/create", {"name": "Other Quorum", "privacy": "open"}, self.fellow)
        self.assertEqual(self._topics(self.instructor, "course"), [self.course.name])
        self.assertEqual(self._topics(self.manager, "course", search="0% l"), ["100% Logic"])
        self.assertEqual(self._topics(self.manager, "course", search="%ogic"), [])
        self.assertEqual(self._topics(self.student, "group"), ["Own Quorum"])
        groups = self._topics(self.manager, "group", search="QUORUM")
        self.assertEqual(groups, ["Other Quorum", "Own Quorum"])
        self.assertEqual(self._topics(self.student, "course"), [])
        self.assertEqual(self._topics(self.agent, "group"), [])
        self.assertEqual(self._topics(self.student, "direct"), [])
