from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestRead(ChatCase):
    def setUp(self):
        super().setUp()
        self.messages = [self._post(self.instructor, str(n)) for n in range(3)]
        self._sign_in(self.student)

    def _read(self, index):
        body = {"channel_id": self.channel.id, "message_id": self.messages[index]["id"]}
        return self._call("read", body)

    def _unread(self, user):
        [channel] = self._call("channels", {}, user)["channels"]
        return channel["unread_count"]

    def test_mark_moves_forward_only(self):
        self.assertEqual(self._read(1)["unread_count"], 1)
        answer = self._read(0)
        self.assertEqual(answer["message_id"], self.messages[1]["id"])
        self.assertEqual(answer["unread_count"], 1)
        answer = self._read(2)
        self.assertEqual(answer["message_id"], self.messages[2]["id"])
        self.assertEqual(answer["unread_count"], 0)
        self.assertEqual(answer["last_message_id"], self.messages[2]["id"])

    def test_standing_still_writes_and_sends_nothing(self):
        self._read(2)
        member = self.channel.chat_member_ids.filtered(lambda m: m.user_id == self.student)
        rev = member.rev
        with self._bus() as rows:
            self._read(2)
            self._read(0)
        self.assertEqual(rows, [])
        member.invalidate_recordset()
        self.assertEqual(member.rev, rev)

    def test_unread_counts_messages_of_others(self):
        self.assertEqual(self._unread(self.instructor), 0, "one's own are read")
        self.assertEqual(self._unread(self.student), 3)
        self._post(self.student, "mine")
        self.assertEqual(self._unread(self.student), 3)
        self.assertEqual(self._unread(self.instructor), 1)

    def test_unread_is_capped(self):
        for n in range(100):
            self._post(self.instructor, str(n))
        self.assertEqual(self._unread(self.student), 100)

    def test_is_read_by_somebody_else(self):
        page = {"channel_id": self.channel.id}

        def flags():
            return [m["is_read"] for m in self._call("messages", page)["messages"]]

        self.channel.with_user(self.instructor)._mark_read(self.messages[2]["id"])
        self.assertEqual(flags(), [False, False, False], "the author does not count")
        self._read(1)
        self.assertEqual(flags(), [True, True, False])

    def test_large_channels_send_no_receipts(self):
        users = self.env["res.users"].create(
            [{"name": f"U{n}", "login": f"u{n}"} for n in range(49)]
        )
        channel = self._new_channel(self.student + users)
        for size, receipts in ((50, 1), (51, 0)):
            message = self._post(self.student, "x", channel)
            with self._bus() as rows:
                channel.with_user(users[0])._mark_read(message["id"])
            self.assertEqual(len(rows), receipts, f"{size} members")
            channel._add_members(self.fellow)

    def test_message_of_another_channel(self):
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._post(self.fellow, "x", elsewhere)
        body = {"channel_id": self.channel.id, "message_id": foreign["id"]}
        self._assert_refused(self._request("read", body), 404, "not_found")

    def test_reading_without_taking_part(self):
        body = {"channel_id": self.channel.id, "message_id": self.messages[0]["id"]}
        answer = self._call("read", body, self.manager)
        self.assertEqual(answer["message_id"], self.messages[0]["id"])
        self.assertNotIn(self.manager, self.channel.member_ids)
