import json
import re
from pathlib import Path

from odoo.tests import tagged

from .common import TAGS, ChatCase

FIXTURES = Path(__file__).parent / "wire"
CLIENT_KEY = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
CONTENT = "Hello <b> & welcome\nto the course"

_PATTERNS = [
    (re.compile(r"access_token=\w+$"), "access_token=token"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"), "2026-01-31T12:00:00.000Z"),
    (re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"), "uuid"),
]
_REVISIONS = {"rev", "sync_rev", "memberships_rev"}


@tagged(*TAGS)
class TestWire(ChatCase):
    """What the server sends is, field by field, what the fixtures say; the front end's tests
    decode the same fixtures. Only ids, revisions, dates and tokens are made equal first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maxDiff = None
        cls.instructor.name, cls.student.name = "Ines Instructor", "Sam Student"
        cls.other = cls._new_direct(cls.student, cls.fellow)
        channel = cls.channel.with_user(cls.instructor)
        cls.message = channel._post(CONTENT, client_key=CLIENT_KEY)
        channel._mark_read(cls.message["id"])
        cls.channel.with_user(cls.student)._mark_read(cls.message["id"])

    def _assert_wire(self, fixture, actual):
        expected = json.loads((FIXTURES / f"{fixture}.json").read_text())
        self.assertEqual(self._normalise(actual), self._normalise(expected))

    def _assert_notification(self, fixture, notification):
        _address, kind, payload = notification
        self._assert_wire(fixture, {"type": kind, "payload": payload})

    def _normalise(self, value, key=None):
        if isinstance(value, dict):
            return {
                self._normalise(name, "channel_id") if name.isdecimal() else name: (
                    self._normalise(item, self._kind_of_id(value) if name == "id" else name)
                )
                for name, item in value.items()
            }
        if isinstance(value, list):
            return [self._normalise(item, key) for item in value]
        if isinstance(value, str):
            return self._normalise_text(value, key)
        if key in _REVISIONS:
            self.assertIs(type(value), int)
            return "rev"
        return self._ids(key).get(value, value)

    def _normalise_text(self, value, key):
        if value.isdecimal():
            return str(self._ids(key).get(int(value), value))
        for partner, stand_in in ((self.instructor.partner_id, 21), (self.student.partner_id, 22)):
            value = value.replace(f"res.partner/{partner.id}/", f"res.partner/{stand_in}/")
        for pattern, replacement in _PATTERNS:
            value = pattern.sub(replacement, value)
        return value

    @staticmethod
    def _kind_of_id(record):
        if "image" in record:
            return "user_id"
        return "message_id" if "author" in record else "channel_id"

    def _ids(self, key):
        match key:
            case "user_id" | "last_message_author_id":
                return {self.instructor.id: 11, self.student.id: 12}
            case "message_id" | "last_message_id" | "read_message_id":
                return {self.message["id"]: 101}
            case "channel_id" | "gone":
                return {self.channel.id: 7, self.other.id: 8}
        return {}

    def test_channels(self):
        self._assert_wire("reply_channels", self._call("channels", {}, self.instructor))

    def test_channel(self):
        reply = self._call(f"channel/{self.channel.id}", {}, self.instructor)
        self._assert_wire("reply_channel", reply)
        for member in reply["channel"].pop("members"):
            self.assertEqual(member["channel_id"], self.channel.id)
        for extra in ("moderators", "course", "membership", "permissions"):
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
