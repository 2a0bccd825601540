from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestMessageChanges(ChatCase):
    """Editing, deleting, pinning, replying."""

    def setUp(self):
        super().setUp()
        self.sent = self._post(self.student, "Before")
        self._sign_in(self.student)

    def _moderated_group(self):
        moderators = [(6, 0, self.fellow.ids)]
        return self._new_channel(self.student + self.fellow, moderator_ids=moderators)

    def _id(self, **fields_):
        return {"message_id": self.sent["id"], **fields_}

    def _age(self, minutes):
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(minutes=minutes), self.sent["id"]],
        )

    def test_edit(self):
        with self._bus() as rows:
            message = self._call("edit", self._id(content="**After**"))["message"]
        self.assertEqual(message["content"], "**After**")
        self.assertEqual(message["html"], "<strong>After</strong>")
        self.assertTrue(message["edited_at"])
        self.assertGreater(message["rev"], self.sent["rev"])
        [(address, kind, payload)] = rows
        self.assertEqual(address, ("seitech.chat.channel", self.channel.id, "e0"))
        self.assertEqual(kind, "seitech.chat/message_updated")
        self.assertEqual(payload, {"channel_id": self.channel.id, "message": message})
        self.assertEqual(self.channel.chat_message_ids.content, "**After**")

    def test_edit_to_the_same_changes_nothing(self):
        with self._bus() as rows:
            message = self._call("edit", self._id(content="Before"))["message"]
        self.assertEqual((message["rev"], message["edited_at"], rows), (self.sent["rev"], None, []))

    def test_edit_only_for_a_while(self):
        self._age(14)
        self._call("edit", self._id(content="After"))
        self._age(16)
        response = self._request("edit", self._id(content="Later"))
        self._assert_refused(response, 403, "forbidden")
        answer = self._rpc_write({"content": "Later"})
        self.assertIn("error", answer)

    def _rpc_write(self, vals):
        body = {
            "model": "seitech.chat.message",
            "method": "write",
            "args": [[self.sent["id"]], vals],
            "kwargs": {},
        }
        return self.url_open("/web/dataset/call_kw", json={"params": body}).json()

    def test_edit_by_call_kw(self):
        self.assertIs(self._rpc_write({"content": "After"})["result"], True)
        self.assertEqual(self.channel.chat_message_ids.content, "After")
        self.assertTrue(self.channel.chat_message_ids.edited_at)
        self.assertIn("error", self._rpc_write({"message_type": "system"}))
        self._sign_in(self.instructor)
        self.assertIn("error", self._rpc_write({"content": "Forged"}))

    def test_edit_others(self):
        for user in (self.instructor, self.manager):
            response = self._request("edit", self._id(content="After"), user)
            self._assert_refused(response, 403, "forbidden")
        for user in (self.stranger, self.agent):
            response = self._request("edit", self._id(content="After"), user)
            self._assert_refused(response, 404, "not_found")

    def test_edit_unacceptable(self):
        for content in ("", " \n", "x" * 10_001, "a\0"):
            response = self._request("edit", self._id(content=content))
            self._assert_refused(response, 422, "invalid_value")

    def test_delete(self):
        self._call("reaction", self._id(emoji="👍"))
        with self._bus() as rows:
            message = self._call("delete", self._id())["message"]
        self.assertIs(message["deleted"], True)
        self.assertEqual((message["content"], message["html"]), ("", ""))
        self.assertEqual((message["reactions"], message["attachments"]), ([], []))
        self.assertEqual([row[1] for row in rows], ["seitech.chat/message_updated"])
        left = self.env["seitech.chat.reaction"].search([("channel_id", "=", self.channel.id)])
        self.assertFalse(left)
        with self._bus() as rows:
            self._call("delete", self._id())
        self.assertEqual(rows, [])
        for path, extra in (("edit", {"content": "x"}), ("reaction", {"emoji": "👍"})):
            self._assert_refused(self._request(path, self._id(**extra)), 409, "conflict")
        [listed] = self._call("channels")["channels"]
        self.assertEqual(listed["last_message_preview"], "")

    def test_deleted_is_not_unread(self):
        body = {"channel_id": self.channel.id, "message_id": self.sent["id"]}
        [listed] = self._call("channels", {}, self.instructor)["channels"]
        self.assertEqual(listed["unread_count"], 1)
        self._call("delete", self._id(), self.student)
        [listed] = self._call("channels", {}, self.instructor)["channels"]
        self.assertEqual(listed["unread_count"], 0)
        self.assertEqual(self._call("read", body)["message_id"], self.sent["id"])

    def test_sent_again_after_deleting(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        sent = self._post(self.student, "Once", client_key=key)
        self._call("delete", {"message_id": sent["id"]})
        again = self._post(self.student, "Once", client_key=key)
        self.assertEqual((again["id"], again["deleted"]), (sent["id"], True))

    def test_delete_others(self):
        group = self._moderated_group()
        mine = self._post(self.student, "x", group)
        theirs = self._post(self.fellow, "x", group)
        response = self._request("delete", {"message_id": theirs["id"]})
        self._assert_refused(response, 403, "forbidden")
        response = self._request("delete", {"message_id": mine["id"]}, self.stranger)
        self._assert_refused(response, 404, "not_found")
        reply = self._call("delete", {"message_id": mine["id"]}, self.fellow)
        self.assertIs(reply["message"]["deleted"], True)

    def test_closed(self):
        self.channel.state = "closed"
        for path, extra in (
            ("edit", {"content": "x"}),
            ("delete", {}),
            ("pin", {"pinned": True}),
            ("reaction", {"emoji": "👍"}),
        ):
            response = self._request(path, self._id(**extra))
            self._assert_refused(response, 409, "channel_closed")
        typing = self._request("typing", {"channel_id": self.channel.id})
        self._assert_refused(typing, 409, "channel_closed")

    def test_pin(self):
        group = self._moderated_group()
        ids = [self._post(self.student, str(n), group)["id"] for n in range(3)]
        response = self._request("pin", {"message_id": ids[0], "pinned": True})
        self._assert_refused(response, 403, "forbidden")
        self._sign_in(self.fellow)
        with self._bus() as rows:
            message = self._call("pin", {"message_id": ids[0], "pinned": True})["message"]
            self._call("pin", {"message_id": ids[0], "pinned": True})
        self.assertTrue(message["pinned_at"])
        self.assertEqual([row[1] for row in rows], ["seitech.chat/message_updated"])
        self._call("pin", {"message_id": ids[2], "pinned": True})
        pins = self._call("pins", {"channel_id": group.id}, self.student)["messages"]
        self.assertEqual({pin["id"] for pin in pins}, {ids[0], ids[2]})
        self._sign_in(self.fellow)
        self._call("pin", {"message_id": ids[0], "pinned": False})
        self._call("delete", {"message_id": ids[2]})
        self.assertEqual(self._call("pins", {"channel_id": group.id})["messages"], [])

    def test_thread(self):
        replies = [
            self._post(self.instructor, str(n), parent_id=self.sent["id"])["id"] for n in range(5)
        ]
        self._post(self.instructor, "beside")

        def thread(**options):
            page = self._call("thread", self._id(**options))
            return [message["id"] for message in page["messages"]], page["has_more"]

        self.assertEqual(thread(), (replies, False))
        self.assertEqual(thread(limit=2), (replies[3:], True))
        self.assertEqual(thread(limit=3, before_id=replies[3]), (replies[:3], False))
        self._assert_refused(self._request("thread", self._id(limit=101)), 422, "invalid_value")
        response = self._request("thread", self._id(), self.stranger)
        self._assert_refused(response, 404, "not_found")

    def test_sync_brings_changes(self):
        rev = self._call("messages", {"channel_id": self.channel.id})["sync_rev"]
        self._call("edit", self._id(content="After"))
        self._call("reaction", self._id(emoji="👍"))
        self._call("reaction", self._id(emoji="👍"))
        changes = self._call("sync", {"channels": {str(self.channel.id): rev}})["channels"][
            str(self.channel.id)
        ]
        self.assertEqual([m["content"] for m in changes["messages"]], ["After"])
        [reaction] = changes["reactions"]
        self.assertEqual((reaction["emoji"], reaction["active"]), ("👍", False))
        self.assertEqual(changes["sync_rev"], reaction["rev"])
        known = {"channels": {str(self.channel.id): changes["sync_rev"]}}
        self.assertEqual(self._call("sync", known)["channels"], {})
        self._call("delete", self._id())
        changes = self._call("sync", known)["channels"][str(self.channel.id)]
        self.assertIs(changes["messages"][0]["deleted"], True)
