from odoo.tests import tagged

from .common import TAGS
from .safeguarding_case import SafeguardingCase


@tagged(*TAGS)
class TestPersonalBlocks(SafeguardingCase):
    """One person keeps another away from themselves."""

    def _block(self, other, blocked=True, user=None):
        body = {"user_id": other.id, "blocked": blocked}
        return self._request("block", body, user or self.fellow)

    def _send(self, user, channel=None):
        body = {"channel_id": (channel or self.direct).id, "content": "x"}
        return self._request("send", body, user)

    def test_neither_writes(self):
        self.assertEqual(self._block(self.student).json()["blocked"], True)
        told = {
            self._assert_refused(self._send(user), 403, "forbidden")["error"]
            for user in (self.student, self.fellow)
        }
        self.assertEqual(len(told), 1, "nobody learns who has blocked whom")
        self.assertEqual(self._send(self.student, self.circle).status_code, 200)
        self._call("messages", {"channel_id": self.direct.id}, self.student)
        details = self._call(f"channel/{self.direct.id}")["channel"]
        self.assertIs(details["permissions"]["send"], False)
        self._block(self.student, False)
        self.assertEqual(self._send(self.student).status_code, 200)

    def test_the_same_words_as_the_policy(self):
        self._block(self.student)
        blocked = self._send(self.student).json()
        self._block(self.student, False)
        self.env["ir.config_parameter"].set_param("seitech_elearning.students_write", "0")
        closed = self._send(self.student).json()
        del blocked["request_id"], closed["request_id"]
        self.assertEqual(blocked, closed)

    def test_nobody_is_offered(self):
        newcomer = self._new_user("nora", "base.group_portal")
        self.env["slide.channel.partner"].create(
            {"channel_id": self.course.id, "partner_id": newcomer.partner_id.id}
        )
        self.circle._add_members(newcomer)
        self.assertEqual(self._block(newcomer).status_code, 200)
        for user, other in ((self.fellow, newcomer), (newcomer, self.fellow)):
            found = self._call("people", {"channel_type": "direct"}, user)["people"]
            self.assertNotIn(other.id, [person["user_id"] for person in found])
            unknown = self._request("create-direct", {"user_id": other.id})
            self._assert_refused(unknown, 404, "not_found")
        found = self._call("people", {"channel_type": "direct"}, self.student)["people"]
        self.assertIn(newcomer.id, [person["user_id"] for person in found])

    def test_neither_is_seen(self):
        self._block(self.student)
        for user, other in ((self.student, self.fellow), (self.fellow, self.student)):
            self._sign_in(user)
            for body in (
                {"channel_id": self.circle.id},
                {"channel_id": self.direct.id},
                {"channel_ids": [self.direct.id]},
            ):
                people = self._call("presence", body)["people"]
                self.assertNotIn(other.id, [person["user_id"] for person in people], body)
            with self._bus() as rows:
                self._call("typing", {"channel_id": self.direct.id})
            self.assertFalse(rows)

    def test_list(self):
        self._block(self.student)
        self._block(self.student)
        for path in ("blocks", "notices"):
            told = self._call(path, {}, self.fellow)
            people = told.get("people", told.get("blocked"))
            self.assertEqual([person["user_id"] for person in people], self.student.ids)
        self.assertEqual(self._call("blocks", {}, self.student)["people"], [])
        self._block(self.student, False)
        self._block(self.student, False)
        self.assertEqual(self._call("blocks")["people"], [])

    def test_staff_cannot_be_blocked(self):
        for staff in (self.instructor, self.agent, self.manager):
            self.circle._add_members(staff)
            self._assert_refused(self._block(staff), 403, "forbidden")

    def test_strangers_are_unknown(self):
        for blocked in (True, False):
            self._assert_refused(self._block(self.stranger, blocked), 404, "not_found")
            self._assert_refused(self._block(self.fellow, blocked), 404, "not_found")
        refused = self._request("block", {"user_id": 2**31 - 1, "blocked": True})
        self._assert_refused(refused, 404, "not_found")

    def test_nobody_reads_them(self):
        self._block(self.student)
        for user in (self.student, self.fellow, self.officer, self.manager):
            blocks = self.env["seitech.chat.personal.block"].with_user(user)
            self.assertFalse(blocks.has_access("read"), user.login)
