from odoo.tests import tagged

from .common import TAGS
from .wire_case import WireCase


@tagged(*TAGS)
class TestWirePeople(WireCase):
    """The answers about people, and what is told when a channel changes."""

    def test_channel(self):
        with self._bus() as rows:
            self._call("close", {"channel_id": self.channel.id}, self.manager)
        self._assert_notification("bus_channel", rows[0])

    def test_close(self):
        answer = self._call("close", {"channel_id": self.channel.id}, self.manager)
        self._assert_wire("reply_close", answer)

    def test_members(self):
        answer = self._call("members", {"channel_id": self.channel.id}, self.student)
        self._assert_wire("reply_members", answer)

    def test_preferences(self):
        body = {
            "channel_id": self.channel.id,
            "notification_level": "mentions",
            "muted_until": "2030-01-31T12:00:00Z",
            "pinned": True,
        }
        self._assert_wire("reply_preferences", self._call("preferences", body, self.student))

    def test_openings(self):
        self._assert_wire("reply_openings", self._call("openings", {}, self.student))

    def test_people(self):
        body = {"channel_type": "student_instructor", "search": "Sam"}
        self._assert_wire("reply_people", self._call("people", body, self.instructor))

    def test_topics(self):
        body = {"channel_type": "course", "search": "stat"}
        answer = self._call("topics", body, self.instructor)
        self.assertEqual(answer["topics"][0]["id"], self.course.id)
        answer["topics"][0]["id"] = 5
        self._assert_wire("reply_topics", answer)

    def test_moderation(self):
        body = {"channel_type": "course", "course_id": self.course.id}
        channel_id = self._call("create", body, self.instructor)["channel_id"]
        self.other = self.env["seitech.chat.channel"].browse(channel_id)
        body = {"channel_id": channel_id, "user_id": self.student.id}
        answer = self._call("members/remove", body, self.instructor)
        self.assertEqual(answer, {"success": True, "channel_id": channel_id, "member_count": 2})
        for path, fields in (
            ("members/role", {"user_id": self.fellow.id, "role": "moderator"}),
            ("leave", {}),
            ("join", {}),
        ):
            answer = self._call(path, {"channel_id": channel_id, **fields}, self.instructor)
            self.assertEqual(answer, {"success": True, "channel_id": channel_id})
        answer = self._call("rename", {"channel_id": channel_id, "name": "Statistics help"})
        answer["channel_id"] = self.channel.id
        self._assert_wire("reply_rename", answer)

    def test_adding(self):
        body = {"channel_type": "course", "course_id": self.course.id}
        channel_id = self._call("create", body, self.instructor)["channel_id"]
        for path, fields in (
            ("remove", {"user_id": self.student.id}),
            ("add", {"user_ids": [self.agent.id]}),
        ):
            body = {"channel_id": channel_id, **fields}
            answer = self._call(f"members/{path}", body, self.manager)
        self.assertEqual(answer["member_count"], 3)
        answer["channel_id"], answer["member_count"] = self.channel.id, 2
        self._assert_wire("reply_members_add", answer)

    def test_group(self):
        body = {
            "name": "Tuesday Circle",
            "description": "We meet in the library.",
            "course_id": self.course.id,
            "max_members": 8,
        }
        created = self._call("group/create", body, self.student)["group"]
        self.group = self.env["seitech.study.group"].browse(created["id"])
        self._call("group/join", {"group_id": self.group.id}, self.fellow)
        answer = self._call("group/list", {}, self.student)
        self._assert_wire("reply_group_list", answer)
        answer = self._call("group/join", {"group_id": self.group.id}, self.student)
        self._assert_wire("reply_group", answer)
