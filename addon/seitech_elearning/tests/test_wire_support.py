import re
from unittest.mock import patch

from odoo.tests import tagged

from .common import TAGS
from .wire_case import CLIENT_KEY, WireCase

_TOKENS = [
    (re.compile(r"^(odoo-presence-res\.partner_)(\d+)-.+$"), r"\1\2-token"),
    (re.compile(r"^([\w-]{43}|gAAAAA[\w-]+)$"), "token"),
]


@tagged(*TAGS)
class TestWireSupport(WireCase):
    """What visitors, and those who answer them, get."""

    def setUp(self):
        super().setUp()
        self.agent.name = "Ada Agent"
        self.authenticate(None, None)
        self.opened = self._open_silently()
        self.support = self.env["seitech.chat.channel"].browse(self.opened["channel_id"])
        self.support._add_members(self.agent)
        self.mine = self._as_visitor("send", content="Hello", client_key=CLIENT_KEY)
        self.theirs = self._post(self.agent, "How can I help?", self.support)

    def _as_visitor(self, path, **fields):
        token = {"session_token": self.opened["session_token"]}
        return self._call(f"support/{path}", {"channel_id": self.support.id, **token, **fields})

    def _get(self, path):
        headers = {"X-Session-Token": self.opened["session_token"]}
        return self.url_open(f"/api/chat/support/{self.support.id}/{path}", headers=headers).json()

    def _ids(self, key):
        match key:
            case "channel_id":
                return {self.support.id: 6}
            case "message_id":
                return {self.mine["message_id"]: 201, self.theirs["id"]: 202}
            case "user_id":
                return {self.agent.id: 14, **super()._ids(key)}
            case "partner_id":
                people = self.instructor + self.student
                return dict(zip(people.partner_id.ids, (21, 22), strict=True))
        return super()._ids(key)

    def _normalise_text(self, value, key):
        value = value.replace(f"partner/{self.agent.partner_id.id}/", "partner/24/")
        for partner, stand_in in self._ids("partner_id").items():
            value = value.replace(
                f"presence-res.partner_{partner}-", f"presence-res.partner_{stand_in}-"
            )
        for pattern, replacement in _TOKENS:
            value = pattern.sub(replacement, value)
        return super()._normalise_text(value, key)

    def test_challenge(self):
        challenge = self.registry["seitech.chat.challenge"]
        provider = {"provider": "turnstile", "site_key": "1x00000000000000000000AA"}
        with (
            patch.object(challenge, "_is_suspicious", lambda _model, _network_hash: True),
            patch.object(challenge, "_provider", lambda _model: provider),
        ):
            response = self._request("support", {"content": "Hello", "email": "v@example.com"})
        self.assertEqual(response.status_code, 403)
        self._assert_wire("reply_support_challenge", response.json())

    def test_support(self):
        opened = self._call("support", {"name": "Vera"})
        self.support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._assert_wire("reply_support", opened)

    def test_send(self):
        self._assert_wire("reply_support_send", self.mine)

    def test_messages(self):
        self._assert_wire("reply_support_messages", self._get("messages"))

    def test_poll(self):
        reply = self._get(f"poll?last_message_id={self.mine['message_id']}")
        self._assert_wire("reply_support_poll", reply)

    def test_read(self):
        with self._bus() as rows:
            reply = self._as_visitor("read", message_id=self.theirs["id"])
        self._assert_wire("reply_support_read", reply)
        self._assert_notification("bus_read_by_visitor", rows[0])

    def test_typing(self):
        with self._bus() as rows:
            self._as_visitor("typing")
        self._assert_notification("bus_typing_by_visitor", rows[0])

    def test_close(self):
        self._assert_wire("reply_support_close", self._as_visitor("close"))

    def test_presence(self):
        reply = self._call("presence", {"channel_id": self.channel.id}, self.student)
        self._assert_wire("reply_presence", reply)
