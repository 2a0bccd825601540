from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestFacts(ChatCase):
    """Membership follows what Odoo knows, at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chat = cls.course._open_chat_channel()

    def _enrolment(self, user):
        enrolments = self.env["slide.channel.partner"].with_context(active_test=False)
        return enrolments.search(
            [("channel_id", "=", self.course.id), ("partner_id", "=", user.partner_id.id)]
        )

    def _row(self, user, channel=None):
        return (channel or self.chat)._rows_of(user)

    def _assert_out(self, user):
        self.assertNotIn(user, self.chat.member_ids)
        with self._bus() as rows:
            self._post(self.instructor, "secret", self.chat)
        [(address, _kind, _payload)] = rows
        self.assertEqual(address[-1], f"e{self.chat.epoch}")
        self.assertGreater(self.chat.epoch, 0)

    def test_opening_lets_everybody_in(self):
        self.assertEqual(self.chat.member_ids, self.instructor + self.student + self.fellow)
        self.assertEqual(self.chat.moderator_ids, self.instructor)
        self.assertEqual(self.chat.pair_key, f"course:{self.course.id}")

    def test_enrolling(self):
        with self._bus() as rows:
            self.course._action_add_members(self.stranger.partner_id)
        self.assertIn(self.stranger, self.chat.member_ids)
        kinds = [(address, kind) for address, kind, _payload in rows if "chat" in kind]
        address = ("res.partner", self.stranger.partner_id.id)
        self.assertEqual(kinds, [(address, "seitech.chat/membership")])
        self.assertFalse(self.chat.chat_message_ids, "no news in a course")

    def test_every_end_of_an_enrolment(self):
        for number, end in enumerate(
            (
                lambda: self.course._remove_membership(self.student.partner_id.ids),
                lambda: self._enrolment(self.student).write({"active": False}),
                lambda: self._enrolment(self.student).write({"member_status": "invited"}),
                lambda: self._enrolment(self.student).write(
                    {"partner_id": self.stranger.partner_id}
                ),
                lambda: self._enrolment(self.student).unlink(),
            )
        ):
            self.course._action_add_members(self.student.partner_id)
            self.assertIn(self.student, self.chat.member_ids, number)
            end()
            self.assertNotIn(self.student, self.chat.member_ids, number)
            self._assert_out(self.student)
            response = self._request("messages", {"channel_id": self.chat.id}, self.student)
            self._assert_refused(response, 404, "not_found")
        self.assertIn(self.stranger, self.chat.member_ids)

    def test_progress_is_no_news(self):
        epoch, rev = self.chat.epoch, self._row(self.student).rev
        self._enrolment(self.student).write({"member_status": "completed"})
        self.assertEqual((self.chat.epoch, self._row(self.student).rev), (epoch, rev))

    def test_leaving_and_coming_back(self):
        self._call("leave", {"channel_id": self.chat.id}, self.student)
        self._assert_out(self.student)
        self._call("join", {"channel_id": self.chat.id}, self.student)
        self.assertIn(self.student, self.chat.member_ids)
        response = self._request("join", {"channel_id": self.chat.id}, self.stranger)
        self._assert_refused(response, 404, "not_found")

    def test_removed_stays_out(self):
        body = {"channel_id": self.chat.id, "user_id": self.student.id}
        self._call("members/remove", body, self.instructor)
        self._assert_out(self.student)
        response = self._request("join", {"channel_id": self.chat.id}, self.student)
        self._assert_refused(response, 404, "not_found")
        self._enrolment(self.student).unlink()
        self.course._action_add_members(self.student.partner_id)
        self.assertNotIn(self.student, self.chat.member_ids)
        body = {"channel_id": self.chat.id, "user_ids": self.student.ids}
        self._call("members/add", body, self.instructor)
        self.assertIn(self.student, self.chat.member_ids)

    def test_responsible_stays(self):
        body = {"channel_id": self.chat.id, "user_id": self.instructor.id}
        response = self._request("members/remove", body, self.manager)
        self._assert_refused(response, 409, "conflict")
        body["role"] = "member"
        response = self._request("members/role", body, self.manager)
        self._assert_refused(response, 409, "conflict")

    def test_another_responsible(self):
        other = self._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        self._enrolment(self.instructor).unlink()
        self.assertIn(self.instructor, self.chat.member_ids, "still responsible")
        self.course.user_id = other
        self.assertEqual(self.chat.moderator_ids, other)
        self.assertNotIn(self.instructor, self.chat.member_ids)
        self.course.user_id = self.student
        self.assertEqual(self.chat.moderator_ids, self.student)
        self.course.user_id = self.instructor
        self.assertEqual(self.chat.moderator_ids, self.instructor)
        self.assertEqual(self._row(self.student).role, "member")

    def test_archived_account(self):
        direct = self._new_direct(self.student, self.fellow)
        self.fellow.active = False
        self._assert_out(self.fellow)
        self.assertEqual(direct.epoch, 1)
        self.assertEqual(direct.member_ids, self.student)
        self.fellow.active = True
        self.assertEqual(direct.member_ids, self.student + self.fellow)
        self.assertIn(self.fellow, self.chat.member_ids)

    def test_what_happens_while_an_account_is_archived(self):
        other_course = self._new_course("Writing", self.instructor, self.env["res.users"])
        other = other_course._open_chat_channel()
        self.fellow.active = False
        self._enrolment(self.fellow).unlink()
        other_course._action_add_members(self.fellow.partner_id)
        self.assertNotIn(self.fellow, other.member_ids)
        self.fellow.active = True
        self.assertNotIn(self.fellow, self.chat.member_ids)
        self.assertIn(self.fellow, other.member_ids)

    def test_moderators_come_back_as_moderators(self):
        self.instructor.active = False
        self.assertFalse(self.chat.moderator_ids)
        self.instructor.active = True
        self.assertEqual(self.chat.moderator_ids, self.instructor)

    def test_deleted_account(self):
        self._post(self.fellow, "x", self.chat)
        self.fellow.unlink()
        self.assertEqual(self.chat.epoch, 1)
        self.assertEqual(len(self.chat.chat_message_ids), 1)
        self.assertFalse(self.chat.chat_message_ids.user_id)

    def test_archived_course(self):
        self.course.active = False
        self.assertEqual(self.chat.state, "archived")
        response = self._request("send", {"channel_id": self.chat.id, "content": "x"}, self.student)
        self._assert_refused(response, 409, "channel_closed")
        self._call("messages", {"channel_id": self.chat.id}, self.student)
        self.course.active = True
        self.assertEqual(self.chat.state, "active")

    def test_deleted_course(self):
        self.course.unlink()
        self.assertEqual(self.chat.state, "archived")
        self.assertFalse(self.chat.course_id)

    def test_agents_hear_without_being_in(self):
        support = self.env["seitech.chat.channel"].with_user(self.student)._open("student_support")
        support = self.env["seitech.chat.channel"].browse(support.id)
        targets = support.with_user(self.agent)._bus_targets()
        self.assertIn((support, "e0"), targets)
        listed = self._call("channels", {}, self.agent)["channels"]
        self.assertEqual(listed[0]["id"], support.id)
        late = self._new_user("amir", "seitech_elearning.group_elearning_support_agent")
        self.assertIn((support, "e0"), support.with_user(late)._bus_targets())
        self.assertEqual(support.member_ids, self.student)

    def test_dismissed_agents_hear_nothing(self):
        support = self.env["seitech.chat.channel"].with_user(self.student)._open("student_support")
        support = self.env["seitech.chat.channel"].browse(support.id)
        joined = self._new_channel(self.student, "public_support")
        joined.with_user(self.agent)._join()
        group = self.env.ref("seitech_elearning.group_elearning_support_agent")
        for number, dismiss in enumerate(
            (
                lambda: self.agent.write({"group_ids": [(3, group.id)]}),
                lambda: group.write({"user_ids": [(3, self.agent.id)]}),
                lambda: self.agent.write({"active": False}),
            )
        ):
            dismiss()
            self.assertEqual(support.epoch, number + 1)
            if self.agent.active:
                targets = support.with_user(self.agent)._bus_targets()
                self.assertFalse([c for c, _epoch in targets if c in support + joined])
            self.assertEqual(joined.member_ids, self.student)
            self.agent.write({"active": True, "group_ids": [(4, group.id)]})
        self.stranger.write({"group_ids": [(4, self.env.ref("base.group_portal").id)]})
        self.assertEqual(support.epoch, 3)

    def test_a_large_course_costs_no_more(self):
        def members(count):
            self.env.cr.execute(
                """
                WITH partners AS (
                    INSERT INTO res_partner (name, active) SELECT 'Many ' || n, true
                      FROM generate_series(1, %s) n RETURNING id
                ), users AS (
                    INSERT INTO res_users (login, partner_id, company_id, active, notification_type)
                    SELECT 'many' || id, id, %s, true, 'email' FROM partners RETURNING id
                )
                INSERT INTO seitech_chat_member
                    (channel_id, user_id, role, active, read_message_id, rev, membership_rev,
                     notification_level, is_pinned, hidden_message_id, unread_from_id)
                SELECT %s, id, 'member', true, 0, nextval('seitech_chat_rev_seq'), 1, 'all',
                       false, -1, 0
                  FROM users
                """,
                [count, self.env.company.id, self.chat.id],
            )

        def send():
            with self._bus() as rows:
                self._post(self.student, "x", self.chat)
            self.assertEqual(len(rows), 1)

        few = self._count_queries(send)
        members(10_000)
        many = self._count_queries(send)
        self.assertEqual(few, many)
        before = self.env.cr.sql_log_count
        self.course._action_add_members(self.stranger.partner_id)
        self.assertLess(self.env.cr.sql_log_count - before, 150)
