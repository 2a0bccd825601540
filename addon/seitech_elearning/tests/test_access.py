import json

from odoo.tests import tagged

from .common import TAGS, ChatCase

MODELS = (
    "seitech.chat.channel",
    "seitech.chat.member",
    "seitech.chat.message",
    "seitech.study.group",
)


@tagged(*TAGS)
class TestAccess(ChatCase):
    """A third person, a former member and the public find nothing, on any way in."""

    def setUp(self):
        super().setUp()
        self.message = self._post(self.instructor, "secret")
        self.group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.fellow.id, "member_ids": [(6, 0, self.student.ids)]}
        )
        self.records = {
            "seitech.chat.channel": self.channel,
            "seitech.chat.member": self.channel.chat_member_ids,
            "seitech.chat.message": self.channel.chat_message_ids,
            "seitech.study.group": self.group,
        }

    def _requests(self, channel_id, message_id):
        return [
            (f"channel/{channel_id}", {}),
            ("messages", {"channel_id": channel_id}),
            ("messages", {"channel_id": channel_id, "limit": 0}),
            ("send", {"channel_id": channel_id, "content": "x"}),
            ("send", {"channel_id": channel_id, "content": ""}),
            ("read", {"channel_id": channel_id, "message_id": message_id}),
        ]

    def _outsiders(self):
        yield self.stranger
        yield self.agent
        yield self._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        self.channel._remove_members(self.student)
        yield self.student

    def _rpc(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        response = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _bus_channels(self, user, **headers):
        self._sign_in(user)
        params = {"channels": [], "last": 0, "is_first_poll": True}
        response = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json", **headers},
        )
        channels = response.json()["result"]["channels"]
        return [channel[2:] for channel in channels if "seitech.chat.channel" in channel]

    def test_http(self):
        for user in self._outsiders():
            self._sign_in(user)
            own = self._call("channels")["channels"]
            self.assertNotIn(self.channel.id, [channel["id"] for channel in own])
            for path, body in self._requests(self.channel.id, self.message["id"]):
                with self.subTest(user=user.login, path=path):
                    forbidden = self._assert_refused(self._request(path, body), 404, "not_found")
                    unknown_id = 2**31 - 1
                    unknown_path = path.replace(str(self.channel.id), str(unknown_id))
                    unknown_body = {**body, "channel_id": unknown_id} if body else {}
                    unknown = self._request(unknown_path, unknown_body).json()
                    del forbidden["request_id"], unknown["request_id"]
                    self.assertEqual(forbidden, unknown, "indistinguishable")
            gone = self._call("sync", {"channels": {str(self.channel.id): 0}})
            self.assertEqual((gone["channels"], gone["gone"]), ({}, [self.channel.id]))
        self.assertEqual(len(self.channel.chat_message_ids), 1)

    def test_http_members(self):
        for path, body in self._requests(self.channel.id, self.message["id"]):
            with self.subTest(path=path):
                response = self._request(path, body, self.student)
                self.assertIn(response.status_code, (200, 422))

    def test_anonymous(self):
        self.authenticate(None, None)
        paths = [
            ("channels", {}),
            ("create-direct", {"user_id": self.student.id}),
            ("sync", {"channels": {}}),
            *self._requests(self.channel.id, self.message["id"]),
        ]
        for path, body in paths:
            with self.subTest(path=path):
                self._assert_refused(self._request(path, body), 401, "unauthenticated")

    def test_call_kw_reading(self):
        for user in self._outsiders():
            self._sign_in(user)
            for model in MODELS:
                if model == "seitech.study.group" and user == self.student:
                    continue
                records = self.records[model]
                with self.subTest(user=user.login, model=model):
                    found = self._rpc(model, "search", [("id", "in", records.ids)])
                    self.assertEqual(found["result"], [])
                    count = self._rpc(model, "search_count", [("id", "in", records.ids)])
                    self.assertEqual(count["result"], 0)
                    read = self._rpc(model, "read", records.ids[:1], ["display_name"])
                    self.assertIn("AccessError", read["error"]["data"]["name"])

    def test_call_kw_reading_as_member(self):
        self._sign_in(self.student)
        for model in MODELS:
            ids = self.records[model].ids
            found = self._rpc(model, "search", [("id", "in", ids)], order="id")
            self.assertEqual(sorted(found["result"]), sorted(ids), model)

    def test_call_kw_writing(self):
        values = {
            "seitech.chat.channel": {"name": "x"},
            "seitech.chat.member": {"role": "moderator"},
            "seitech.chat.message": {"content": "x"},
            "seitech.study.group": {"name": "x"},
        }
        # Members with and without an internal account, and people who are not in it.
        for user in (self.instructor, self.student, self.stranger, self.agent):
            self._sign_in(user)
            for model in MODELS:
                ids = self.records[model].ids
                for method, args in (
                    ("create", [[values[model]]]),
                    ("write", [ids, values[model]]),
                    ("unlink", [ids]),
                ):
                    if (user, model, method) == (
                        self.instructor,
                        "seitech.chat.message",
                        "write",
                    ):
                        continue  # Their own words: see TestMessageChanges.
                    with self.subTest(user=user.login, model=model, method=method):
                        answer = self._rpc(model, method, *args)
                        self.assertIn("AccessError", answer["error"]["data"]["name"])
        self.assertEqual(self.channel.chat_message_ids.content, "secret")

    def test_call_kw_methods(self):
        self._sign_in(self.stranger)
        for method, args in (
            ("action_send_message", ["x"]),
            ("_post", ["x"]),
            ("_add_members", [self.stranger.ids]),
            ("_mark_read", [self.message["id"]]),
            ("_details", []),
        ):
            answer = self._rpc("seitech.chat.channel", method, self.channel.ids, *args)
            self.assertIn("error", answer, method)
        self._sign_in(self.student)
        answer = self._rpc("seitech.chat.channel", "action_send_message", self.channel.ids, "x")
        self.assertEqual(answer["result"], self.channel.chat_message_ids[-1].ids)

    def test_managers_manage(self):
        self._sign_in(self.manager)
        for model in MODELS:
            ids = self.records[model].ids
            found = self._rpc(model, "search", [("id", "in", ids)])
            self.assertEqual(sorted(found["result"]), sorted(ids), model)
        message = self._rpc("seitech.chat.message", "write", self.message["id"], {"content": "y"})
        self.assertIs(message["result"], True)
        vals = {"name": "x", "channel_type": "group", "member_ids": [(6, 0, self.student.ids)]}
        created = self._rpc("seitech.chat.channel", "create", [vals])["result"]
        channel = self.env["seitech.chat.channel"].browse(created)
        self.assertEqual(channel.member_ids, self.student)
        self.assertIs(self._rpc("seitech.chat.channel", "unlink", created)["result"], True)

    def test_incomplete_values_are_answered_with_a_sentence(self):
        self._sign_in(self.manager)
        member, message = "seitech.chat.member", "seitech.chat.message"
        user_id, channel_id = self.fellow.id, self.channel.id
        for model, values in (
            (member, {}),
            (member, {"user_id": user_id}),
            (member, {"user_id": user_id, "channel_id": False}),
            (member, {"user_id": user_id, "channel_id": "x"}),
            (member, {"user_id": user_id, "channel_id": 2**31 - 1}),
            (message, {}),
            (message, {"content": "x"}),
            (message, {"content": "x", "channel_id": None}),
            (message, {"content": "x", "channel_id": [channel_id]}),
            (message, {"content": "x", "channel_id": 2**31 - 1}),
            (message, {"content": 7, "channel_id": channel_id}),
            (message, {"channel_id": channel_id}),
        ):
            with self.subTest(model=model, values=values):
                error = self._rpc(model, "create", [values])["error"]["data"]
                self.assertIn(
                    error["name"].rpartition(".")[2], ("ValidationError", "ChatError", "UserError")
                )
                self.assertTrue(error["message"])
        self.assertIs(self._rpc(message, "write", [self.message["id"]], {})["result"], True)

    def test_public_has_no_rights(self):
        public = self.env.ref("base.public_user")
        for model in MODELS:
            for operation in ("read", "write", "create", "unlink"):
                allowed = self.env[model].with_user(public).has_access(operation)
                self.assertIs(allowed, False, (model, operation))

    def test_websocket(self):
        address = [self.channel.id, f"e{self.channel.epoch}"]
        self.assertEqual(self._bus_channels(self.student), [address])
        self.assertNotIn(address, self._bus_channels(self.manager))
        foreign = {"Origin": "https://other.example"}
        self.assertEqual(self._bus_channels(self.student, **foreign), [])
        self.assertEqual(self._bus_channels(self.student, Origin=self.base_url()), [address])
        for user in self._outsiders():
            with self.subTest(user=user.login):
                heard = [channel_id for channel_id, _epoch in self._bus_channels(user)]
                self.assertNotIn(self.channel.id, heard)
        address = [self.channel.id, "e1"]
        self.assertEqual(self._bus_channels(self.instructor), [address])
