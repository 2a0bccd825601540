import json
import re
from pathlib import Path

from .common import ChatCase

FIXTURES = Path(__file__).parent / "wire"
CLIENT_KEY = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
CONTENT = "Hello <b> & welcome\nto the course"

_PATTERNS = [
    (re.compile(r"access_token=\w+$"), "access_token=token"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"), "2026-01-31T12:00:00.000Z"),
    (re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"), "uuid"),
]
_REVISIONS = {"rev", "sync_rev", "memberships_rev"}


class WireCase(ChatCase):
    """What the server sends is, field by field, what the fixtures say; the front end's tests
    decode the same fixtures. Only ids, revisions, dates and tokens are made equal first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maxDiff = None
        cls.instructor.name, cls.student.name = "Ines Instructor", "Sam Student"
        cls.other = cls._new_direct(cls.student, cls.fellow)
        cls.group = cls.env["seitech.study.group"]
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
        for user, stand_in in ((self.instructor, 21), (self.student, 22), (self.fellow, 23)):
            value = value.replace(f"res.partner/{user.partner_id.id}/", f"res.partner/{stand_in}/")
        for pattern, replacement in _PATTERNS:
            value = pattern.sub(replacement, value)
        return value

    @staticmethod
    def _kind_of_id(record):
        if "image" in record:
            return "user_id"
        if "privacy" in record:
            return "group_id"
        return "message_id" if {"author", "preview"} & record.keys() else "channel_id"

    def _ids(self, key):
        match key:
            case "user_id" | "owner_id" | "peer_id" | "learner_id" | "last_message_author_id":
                return {self.instructor.id: 11, self.student.id: 12, self.fellow.id: 13}
            case "message_id" | "last_message_id" | "read_message_id" | "parent_id":
                return {self.message["id"]: 101}
            case "channel_id" | "gone":
                return {
                    self.channel.id: 7,
                    self.other.id: 8,
                    **dict.fromkeys(self.group._chat_channels().ids, 9),
                }
            case "course_id":
                return {self.course.id: 5}
            case "group_id":
                return {self.group.id: 3}
        return {}
