from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestMentions(ChatCase):
    def setUp(self):
        super().setUp()
        self.group = self._new_channel(self.student + self.fellow + self.instructor)

    def _mention(self, user, content):
        return self._post(user, content, self.group)

    def test_recorded_and_shown(self):
        message = self._mention(self.student, f"Thanks @{self.fellow.name.upper()}, really")
        self.assertEqual(message["mentions"], [self.fellow.id])
        self.assertIn(f'data-user-id="{self.fellow.id}"', message["html"])
        stored = self.env["seitech.chat.message"].browse(message["id"])
        self.assertEqual(stored.mentioned_user_ids, self.fellow)
        page = self._call("messages", {"channel_id": self.group.id}, self.fellow)
        self.assertEqual(page["messages"][0]["mentions"], [self.fellow.id])

    def test_nobody(self):
        for content in (
            f"@{self.stranger.name}",
            f"@{self.student.name}",
            f"`@{self.fellow.name}`",
            f"{self.fellow.name}",
            f"me@{self.fellow.name}",
            "@",
        ):
            message = self._mention(self.student, content)
            self.assertEqual(message["mentions"], [], content)

    def test_gone_members(self):
        self.group._remove_members(self.fellow)
        message = self._mention(self.student, f"@{self.fellow.name}")
        self.assertEqual(message["mentions"], [])

    def test_edit(self):
        sent = self._mention(self.student, f"@{self.fellow.name}")
        body = {"message_id": sent["id"], "content": f"@{self.instructor.name}"}
        message = self._call("edit", body, self.student)["message"]
        self.assertEqual(message["mentions"], [self.instructor.id])

    def test_levels(self):
        member = self.group.chat_member_ids.filtered(lambda m: m.user_id == self.fellow)
        self._mention(self.student, "Hello")
        self._mention(self.student, f"@{self.fellow.name}")
        unread = self.env["seitech.chat.channel"].with_user(self.fellow)._unread_total
        for level, expected in (("all", 2), ("mentions", 1), ("none", 0)):
            member.notification_level = level
            self.assertEqual(unread(), expected, level)
        member.notification_level = "all"
        member.muted_until = "2100-01-01 00:00:00"
        self.assertEqual(unread(), 0)
        member.muted_until = "2000-01-01 00:00:00"
        self.assertEqual(unread(), 2)

    def test_send_costs_the_same_in_large_channels(self):
        content = f"@{self.fellow.name}"
        small = self._count_queries(lambda: self._mention(self.student, content))
        self.group._add_members(self.stranger + self.manager + self.agent)
        large = self._count_queries(lambda: self._mention(self.student, content))
        self.assertEqual(small, large)
