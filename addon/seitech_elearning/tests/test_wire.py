from odoo.tests import tagged

from .common import TAGS
from .wire_case import CLIENT_KEY, CONTENT, WireCase


@tagged(*TAGS)
class TestWire(WireCase):
    def test_channels(self):
        self._assert_wire("reply_channels", self._call("channels", {}, self.instructor))

    def test_channel(self):
        reply = self._call(f"channel/{self.channel.id}", {}, self.instructor)
        self._assert_wire("reply_channel", reply)
        for member in reply["channel"].pop("members"):
            self.assertEqual(member["channel_id"], self.channel.id)
        for extra in ("moderators", "course", "membership", "permissions", "refusal", "learner_id"):
            del reply["channel"][extra]
        self._assert_wire("channel", reply["channel"])

    def test_messages(self):
        reply = self._call("messages", {"channel_id": self.channel.id}, self.instructor)
        self._assert_wire("reply_messages", reply)

    def test_send(self):
        # Sent for the second time: the answer is the message of the first.
        body = {"channel_id": self.channel.id, "content": CONTENT, "client_key": CLIENT_KEY}
        reply = self._call("send", body, self.instructor)
        reply["message"]["is_read"] = False
        self._assert_wire("reply_send", reply)
        self._assert_wire("message", reply["message"])

    def test_send_answers_what_it_sends_over_the_bus(self):
        with self._bus() as rows:
            body = {"channel_id": self.channel.id, "content": "Once more"}
            reply = self._call("send", body, self.instructor)
        [(address, kind, payload)] = rows
        self.assertEqual(address, ("seitech.chat.channel", self.channel.id, "e0"))
        self.assertEqual(kind, "seitech.chat/new_message")
        self.assertEqual(payload, {"channel_id": self.channel.id, "message": reply["message"]})

    def test_create_direct(self):
        reply = self._call("create-direct", {"user_id": self.student.id}, self.instructor)
        self._assert_wire("reply_create_direct", reply)

    def test_read(self):
        body = {"channel_id": self.channel.id, "message_id": self.message["id"]}
        self._assert_wire("reply_read", self._call("read", body, self.instructor))

    def test_sync(self):
        cursors = {str(self.channel.id): self.message["rev"] - 1, str(self.other.id): 1}
        reply = self._call("sync", {"channels": cursors}, self.instructor)
        changes = reply["channels"][str(self.channel.id)]
        own, other = changes["members"]
        self.assertEqual(own["user_id"], self.instructor.id)
        changes["members"] = [other]
        self._assert_wire("reply_sync", reply)
        self._assert_wire("member", other)

    def test_sync_reset(self):
        cursors = {str(self.channel.id): 2**53 - 1}
        reply = self._call("sync", {"channels": cursors}, self.instructor)
        self._assert_wire("reply_sync_reset", reply)

    def test_error(self):
        body = {"channel_id": self.channel.id, "content": " \n "}
        response = self._request("send", body, self.instructor)
        self.assertEqual(response.status_code, 422)
        self._assert_wire("reply_error", response.json())

    def test_bus_new_message(self):
        with self._bus() as rows:
            self.env["seitech.chat.message"].browse(self.message["id"]).unlink()
            self.message = self._post(self.instructor, CONTENT, client_key=CLIENT_KEY)
        [notification] = rows
        self._assert_notification("bus_new_message", notification)

    def test_bus_read(self):
        message_id = self.message["id"]
        self.env.cr.execute("UPDATE seitech_chat_member SET read_message_id = 0")
        with self._bus() as rows:
            self.channel.with_user(self.student)._mark_read(message_id)
        [notification] = rows
        self.assertEqual(notification[0], ("seitech.chat.channel", self.channel.id, "e0"))
        self._assert_notification("bus_read", notification)

    def test_bus_membership_and_resubscribe(self):
        member = self.channel.chat_member_ids.filtered(lambda m: m.user_id == self.student)
        with self._bus() as rows:
            member.active = False
            member.active = True
        resubscribe, left, joined = rows
        self.assertEqual(resubscribe[0], ("seitech.chat.channel", self.channel.id, "e0"))
        self._assert_notification("bus_resubscribe", resubscribe)
        self.assertEqual(joined[0], ("res.partner", self.student.partner_id.id))
        self._assert_notification("bus_membership", joined)
        self.assertIs(left[2]["membership"]["active"], False)
