from odoo.tests import tagged

from ..models.chat_channel_typing import throttle
from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestTyping(ChatCase):
    def setUp(self):
        super().setUp()
        throttle.clear()
        self.addCleanup(throttle.clear)

    def test_typing(self):
        body = {"channel_id": self.channel.id}
        with self._bus() as rows:
            for _key in "abc":
                self.assertEqual(self._call("typing", body, self.student), {"success": True})
            self._call("typing", {**body, "is_typing": False})
            self._call("typing", {**body, "is_typing": False})
        self.assertEqual([row[2]["is_typing"] for row in rows], [True, False])
        address, kind, payload = rows[0]
        self.assertEqual(address, ("seitech.chat.channel", self.channel.id, "e0"))
        self.assertEqual(kind, "seitech.chat/typing")
        self.assertEqual(
            payload,
            {
                "channel_id": self.channel.id,
                "user_id": self.student.id,
                "user_name": self.student.name,
                "is_typing": True,
            },
        )

    def test_each_by_themselves(self):
        with self._bus() as rows:
            for user in (self.student, self.instructor):
                self._call("typing", {"channel_id": self.channel.id}, user)
        self.assertEqual(len(rows), 2)

    def test_changes_nothing(self):
        self._sign_in(self.student)
        rev = self._call("messages", {"channel_id": self.channel.id})["sync_rev"]
        self._call("typing", {"channel_id": self.channel.id})
        sync = self._call("sync", {"channels": {str(self.channel.id): rev}})
        self.assertEqual(sync["channels"], {})

    def test_strangers(self):
        for user in (self.stranger, self.agent):
            response = self._request("typing", {"channel_id": self.channel.id}, user)
            self._assert_refused(response, 404, "not_found")


@tagged(*TAGS)
class TestUnread(ChatCase):
    def setUp(self):
        super().setUp()
        self.ids = [self._post(self.instructor, str(n))["id"] for n in range(4)]
        self._sign_in(self.student)
        self._mark("read", self.ids[3])

    def _mark(self, route, message_id):
        body = {"channel_id": self.channel.id, "message_id": message_id}
        return self._call(route, body)

    def _listed(self):
        [channel] = self._call("channels")["channels"]
        return channel

    def test_unread(self):
        with self._bus() as rows:
            reply = self._mark("unread", self.ids[1])
        self.assertEqual((reply["message_id"], reply["unread_count"]), (self.ids[1] - 1, 3))
        self.assertEqual([row[1] for row in rows], ["seitech.chat/membership"])
        listed = self._listed()
        self.assertEqual((listed["unread_count"], listed["unread_from_id"]), (3, self.ids[1]))
        channels = self.env["seitech.chat.channel"].with_user(self.student)
        self.assertEqual(channels._unread_total(), 3)
        page = self._call("messages", {"channel_id": self.channel.id})
        self.assertTrue(all(message["is_read"] for message in page["messages"]))

    def test_reading_ends_it(self):
        self._mark("unread", self.ids[1])
        self.assertEqual(self._mark("read", self.ids[0])["unread_count"], 0)
        self.assertEqual(self._listed()["unread_from_id"], self.ids[1], "not read yet")
        self._mark("read", self.ids[3])
        listed = self._listed()
        self.assertEqual((listed["unread_count"], listed["unread_from_id"]), (0, None))

    def test_other_tabs_learn_of_it(self):
        rev = self._listed()["sync_rev"]
        self._mark("unread", self.ids[1])
        key = str(self.channel.id)
        changes = self._call("sync", {"channels": {key: rev}})["channels"][key]
        self.assertEqual(changes["channel"]["unread_count"], 3)

    def test_foreign_message(self):
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._post(self.fellow, "x", elsewhere)
        body = {"channel_id": self.channel.id, "message_id": foreign["id"]}
        self._assert_refused(self._request("unread", body), 404, "not_found")
        body["message_id"] = self.ids[0]
        refused = self._request("unread", body, self.manager)
        self._assert_refused(refused, 403, "forbidden")
