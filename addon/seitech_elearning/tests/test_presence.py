from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestPresence(ChatCase):
    """Who of the other persons of many conversations is there."""

    def _ask(self, user, channel_ids):
        return self._call("presence", {"channel_ids": channel_ids}, user)["people"]

    def test_peers(self):
        other = self._new_direct(self.student, self.fellow)
        twice = self._call(
            "create",
            {"channel_type": "student_instructor", "user_id": self.instructor.id},
            self.student,
        )["channel_id"]
        people = self._ask(self.student, [self.channel.id, other.id, twice])
        self.assertEqual(
            {person["user_id"] for person in people}, {self.instructor.id, self.fellow.id}
        )
        self.assertEqual(len(people), 2)
        one = self._call("presence", {"channel_id": self.channel.id})["people"]
        for person in people:
            if person["user_id"] == self.instructor.id:
                self.assertIn(person, one)

    def test_passed_over(self):
        group = self._new_channel(self.student + self.fellow)
        foreign = self._new_direct(self.fellow, self.instructor)
        notes = self._new_direct(self.student, self.student)
        ids = [group.id, foreign.id, notes.id, 2**31 - 1]
        for user in (self.student, self.manager, self.stranger):
            self.assertEqual(self._ask(user, ids), [])
        self.assertEqual(self._ask(self.student, []), [])

    def test_somebody_who_is_gone(self):
        self.channel.chat_member_ids.filtered(lambda m: m.user_id == self.instructor).active = False
        self.assertEqual(self._ask(self.student, self.channel.ids), [])

    def test_refused(self):
        self._sign_in(self.student)
        for body in ({}, {"channel_id": self.channel.id, "channel_ids": []}):
            self._assert_refused(self._request("presence", body), 422, "invalid_value")
        refused = self._request("presence", {"channel_ids": [1] * 101})
        self._assert_refused(refused, 422, "invalid_value")

    def test_costs_the_same(self):
        students = [self._new_user(f"s{n}", "base.group_portal") for n in range(12)]
        channels = [
            self._new_channel(self.student + other, "direct", name="x") for other in students
        ]
        self._sign_in(self.student)

        def cost(count):
            ids = [channel.id for channel in channels[:count]]
            body = {"channel_ids": ids}
            self.assertEqual(len(self._call("presence", body)["people"]), count)
            return self._count_queries(lambda: self._call("presence", body))

        self.assertEqual(cost(2), cost(12))
