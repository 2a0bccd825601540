from odoo.addons.seitech_elearning.tools import routing
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestOpenings(ChatCase):
    """Who may start a direct conversation with whom."""

    def _create(self, user, other_id):
        return self._request("create-direct", {"user_id": other_id}, user)

    def test_roles_follow_the_facts(self):
        for user, roles in (
            (self.student, {routing.STUDENT}),
            (self.stranger, set()),
            (self.instructor, {routing.INSTRUCTOR}),
            (self.agent, {routing.AGENT}),
            (self.manager, {routing.INSTRUCTOR, routing.AGENT, routing.MANAGER}),
            (self.env.ref("base.user_admin"), None),
        ):
            with self.subTest(user=user.login):
                found = user._chat_roles()
                self.assertEqual(found, roles) if roles is not None else self.assertIn(
                    routing.MANAGER, found
                )

    def test_responsible_person_is_instructor_and_no_student(self):
        author = self._new_user("otto", "base.group_user")
        self.assertEqual(author._chat_roles(), set())
        self._new_course("Writing", author, self.stranger)
        self.assertEqual(author._chat_roles(), {routing.INSTRUCTOR})
        # Odoo lists whoever creates a course among its attendees.
        enrolment = self.env["slide.channel.partner"].search(
            [("channel_id.name", "=", "Writing"), ("partner_id", "=", author.partner_id.id)]
        )
        self.assertTrue(enrolment)
        self.assertFalse(self.stranger._shares_course_or_group(author))
        self.assertTrue(author._teaches(self.stranger))

    def test_invited_left_and_archived_do_not_count(self):
        enrolment = self.env["slide.channel.partner"].search(
            [("partner_id", "=", self.fellow.partner_id.id)]
        )
        self.assertTrue(self.student._shares_course_or_group(self.fellow))
        for vals, back in (
            ({"member_status": "invited"}, {"member_status": "joined"}),
            ({"active": False}, {"active": True}),
        ):
            enrolment.write(vals)
            self.assertFalse(self.student._shares_course_or_group(self.fellow), vals)
            self.assertNotIn(routing.STUDENT, self.fellow._chat_roles())
            enrolment.write(back)
        self.course.active = False
        self.assertFalse(self.student._shares_course_or_group(self.fellow))

    def test_study_group(self):
        self.assertEqual(self._create(self.student, self.stranger.id).status_code, 404)
        self.env["seitech.study.group"].create(
            {"name": "Circle", "member_ids": [(6, 0, (self.student + self.stranger).ids)]}
        )
        self.assertEqual(self._create(self.student, self.stranger.id).status_code, 200)

    def test_matrix(self):
        other_instructor = self._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        cases = [
            (self.student, self.fellow, True),
            (self.student, self.student, True),
            (self.student, self.stranger, False),
            (self.student, other_instructor, False),
            (self.student, self.agent, False),
            (self.student, self.manager, False),
            (self.stranger, self.student, False),
            (self.stranger, self.stranger, False),
            (self.instructor, self.fellow, True),
            (self.instructor, self.stranger, False),
            (self.instructor, other_instructor, False),
            (self.instructor, self.agent, True),
            (self.instructor, self.manager, True),
            (self.agent, self.student, False),
            (self.agent, self.instructor, True),
            (self.manager, self.stranger, True),
            (self.manager, self.agent, True),
        ]
        for user, other, is_allowed in cases:
            with self.subTest(user=user.login, other=other.login):
                response = self._create(user, other.id)
                if is_allowed:
                    self.assertEqual(response.status_code, 200, response.text)
                else:
                    self._assert_refused(response, 404, "not_found")

    def test_unknown_and_forbidden_are_the_same(self):
        archived = self._new_user("alma", "base.group_portal")
        archived.active = False
        answers = set()
        for id_ in (
            2**31 - 1,
            self.stranger.id,
            archived.id,
            self.env.ref("base.public_user").id,
            self.env.ref("base.user_root").id,
        ):
            body = self._assert_refused(self._create(self.student, id_), 404, "not_found")
            answers.add(body["error"])
        self.assertEqual(len(answers), 1)

    def test_existing_conversation_stays_reachable(self):
        """Also for the one of the two who could not have started it."""
        response = self._create(self.student, self.instructor.id)
        self.assertEqual(response.json()["channel_id"], self.channel.id)

    def test_one_channel_per_pair(self):
        first = self._create(self.student, self.fellow.id).json()["channel_id"]
        second = self._create(self.fellow, self.student.id).json()["channel_id"]
        self.assertEqual(first, second)
        with self.assertRaisesRegex(Exception, "pair_key"), self.env.cr.savepoint():
            self._new_channel(self.student + self.fellow, "direct")

    def test_both_are_told(self):
        with self._bus() as rows:
            self._create(self.student, self.fellow.id)
        self.assertEqual(
            {(address, kind) for address, kind, _payload in rows},
            {
                (("res.partner", user.partner_id.id), "seitech.chat/membership")
                for user in (self.student, self.fellow)
            },
        )
