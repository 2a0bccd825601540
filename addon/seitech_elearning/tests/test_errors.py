import json
from unittest.mock import patch

import psycopg2
from odoo.addons.seitech_elearning.models.chat_channel_list import ChatChannel as ChatChannelList
from odoo.tests import tagged

from .common import TAGS, ChatCase

ERRORS_LOGGER = "odoo.addons.seitech_elearning.controllers.errors"


@tagged(*TAGS)
class TestErrors(ChatCase):
    def setUp(self):
        super().setUp()
        self.message = self._post(self.instructor, "x")
        self._sign_in(self.student)
        self.valid = {
            "channels": {"channel_types": ["direct"], "search": "x", "state": "active"},
            f"channel/{self.channel.id}": {},
            "messages": {"channel_id": self.channel.id, "limit": 5, "before_id": 2**31 - 1},
            "send": {"channel_id": self.channel.id, "content": "x"},
            "create-direct": {"user_id": self.fellow.id},
            "read": {"channel_id": self.channel.id, "message_id": self.message["id"]},
            "sync": {"channels": {str(self.channel.id): 0}},
        }

    def _rows(self):
        return [
            self.env[model].with_context(active_test=False).search_count([])
            for model in ("seitech.chat.channel", "seitech.chat.member", "seitech.chat.message")
        ]

    def _assert_refused_everywhere(self, status, code, make_request):
        """The same mistake on every route, and after each the next good request succeeds."""
        for path, body in self.valid.items():
            with self.subTest(path=path):
                before = self._rows()
                response = make_request(path, body)
                self._assert_refused(response, status, code)
                self.assertEqual(response.headers["Content-Type"], "application/json")
                self.assertLess(len(response.content), 64 * 1024)
                self.assertEqual(self._rows(), before)
        for path, body in self.valid.items():
            self._call(path, body)

    def test_body(self):
        nested = b"[" * 17 + b"]" * 17
        for data in (
            b"",
            b"{",
            b"[]",
            b'"text"',
            b"null",
            b"{} {}",
            b'{"a": 1, "a": 1}',
            b'{"a": NaN}',
            b'{"a": Infinity}',
            b'{"a": 1e999}',
            b'{"a": ' + b"1" * 5000 + b"}",
            b'{"a": ' + nested + b"}",
            b'{"a": ' + b"[" * 30_000,
            b"\xff\xfe",
            '{"a": "ü"}'.encode("utf-16"),
            '{"a": "ü"}'.encode("latin-1"),
            b'\xef\xbb\xbf{"a": 1}',
            b'{"jsonrpc": "1.0", "params": {}}',
            b'{"jsonrpc": "2.0", "params": []}',
            b'{"jsonrpc": "2.0", "id": {}, "params": {}}',
        ):
            with self.subTest(data=data[:40]):
                response = self._request("channels", data)
                self._assert_refused(response, 400, "invalid_json")
        self._assert_refused_everywhere(
            400, "invalid_json", lambda path, _body: self._request(path, b"[]")
        )

    def test_size(self):
        self._assert_refused_everywhere(
            413, "too_large", lambda path, _body: self._request(path, b" " * (64 * 1024 + 1))
        )
        padding = b" " * (64 * 1024 - 2)
        self.assertEqual(self._request("channels", b"{" + padding + b"}").status_code, 200)

    def test_content_type(self):
        for content_type in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "",
        ):
            self._assert_refused_everywhere(
                415,
                "unsupported_media_type",
                lambda path, body, type_=content_type: self._request(
                    path, body, headers={"Content-Type": type_}
                ),
            )

    def test_method(self):
        for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
            self._assert_refused_everywhere(
                405,
                "method_not_allowed",
                lambda path, body, method=method: self._request(path, body, method=method),
            )

    def test_origin(self):
        for origin in ("null", "https://other.example", f"{self.base_url()}.other.example", "x"):
            self._assert_refused_everywhere(
                403,
                "forbidden",
                lambda path, body, origin=origin: self._request(
                    path, body, headers={"Origin": origin}
                ),
            )
        response = self._request("channels", {}, headers={"Origin": self.base_url()})
        self.assertEqual(response.status_code, 200)

    def test_order_of_checks(self):
        """Large and not JSON, not JSON and from elsewhere, malformed and anonymous."""
        self.authenticate(None, None)
        plain = {"Content-Type": "text/plain"}
        large = self._request("send", b" " * 70_000, headers=plain)
        self._assert_refused(large, 413, "too_large")
        self._assert_refused(
            self._request("send", b"[]", headers=plain), 415, "unsupported_media_type"
        )
        self._assert_refused(self._request("send", b"[]"), 400, "invalid_json")
        self._assert_refused(self._request("send", {}), 400, "missing_field")
        valid = {"channel_id": self.channel.id, "content": ""}
        self._assert_refused(self._request("send", valid), 401, "unauthenticated")

    def test_field_names(self):
        for name in ("x", "author_id", "", "\ud800", "x" * 60_000, "id; DROP"):
            self._assert_refused_everywhere(
                400,
                "unknown_field",
                lambda path, body, name=name: self._request(path, {**body, name: 1}),
            )
        many = {f"x{n}": 1 for n in range(5000)}
        response = self._request("channels", many)
        self._assert_refused(response, 400, "unknown_field")
        self.assertLess(len(response.content), 8 * 1024)

    def test_missing_fields(self):
        for path, names in (
            ("messages", ["channel_id"]),
            ("send", ["channel_id", "content"]),
            ("create-direct", ["user_id"]),
            ("read", ["channel_id", "message_id"]),
            ("sync", ["channels"]),
        ):
            for name in names:
                body = {key: value for key, value in self.valid[path].items() if key != name}
                refusal = self._assert_refused(self._request(path, body), 400, "missing_field")
                self.assertEqual(list(refusal["fields"]), [name])

    def test_types(self):
        samples = [True, False, 1.5, "1", "", [], {}, [1], {"a": 1}, 7, None]
        accepted = {
            "id": lambda value: type(value) is int,
            "integer": lambda value: type(value) is int,
            "text": lambda value: isinstance(value, str),
            "texts": lambda value: (
                isinstance(value, list) and all(isinstance(item, str) for item in value)
            ),
            "ids": lambda value: (
                isinstance(value, list) and all(type(item) is int for item in value)
            ),
            "cursors": lambda value: value == {},
        }
        optional = [
            ("channels", "channel_types", "texts"),
            ("channels", "search", "text"),
            ("channels", "state", "text"),
            ("channels", "limit", "integer"),
            ("channels", "cursor", "text"),
            ("messages", "limit", "integer"),
            ("messages", "before_id", "id"),
            ("messages", "after_id", "id"),
            ("messages", "around_id", "id"),
            ("messages", "offset", "integer"),
            ("send", "client_key", "text"),
            ("send", "parent_id", "id"),
            ("send", "attachment_ids", "ids"),
            ("send", "message_type", "text"),
        ]
        required = [
            ("messages", "channel_id", "id"),
            ("send", "channel_id", "id"),
            ("send", "content", "text"),
            ("create-direct", "user_id", "id"),
            ("read", "channel_id", "id"),
            ("read", "message_id", "id"),
            ("sync", "channels", "cursors"),
        ]
        cases = 0
        for fields, nullable in ((optional, True), (required, False)):
            for path, name, kind in fields:
                for value in samples:
                    if accepted[kind](value) or (value is None and nullable):
                        continue
                    with self.subTest(path=path, name=name, value=value):
                        response = self._request(path, {**self.valid[path], name: value})
                        refusal = self._assert_refused(response, 400, "invalid_type")
                        self.assertEqual(list(refusal["fields"]), [name])
                        cases += 1
        self.assertGreater(cases, 150)

    def test_ids(self):
        for id_ in (0, -1, 2**31, 2**63, -(2**63), 10**300):
            for path, name in (
                ("messages", "channel_id"),
                ("messages", "before_id"),
                ("send", "channel_id"),
                ("send", "parent_id"),
                ("create-direct", "user_id"),
                ("read", "channel_id"),
                ("read", "message_id"),
            ):
                with self.subTest(id_=id_, path=path, name=name):
                    response = self._request(path, {**self.valid[path], name: id_})
                    self._assert_refused(response, 400, "invalid_value")
            response = self._request("sync", {"channels": {str(id_): 0}})
            self.assertEqual(response.status_code, 400, response.text)
            response = self._request(f"channel/{id_}")
            self._assert_refused(response, 400, "invalid_value")

    def test_values(self):
        for path, fields in (
            ("channels", {"limit": 0}),
            ("channels", {"limit": 101}),
            ("channels", {"state": "open"}),
            ("channels", {"channel_types": ["direct", "secret"]}),
            ("channels", {"search": "a\x00"}),
            ("channels", {"search": "\ud800"}),
            ("channels", {"cursor": ""}),
            ("channels", {"cursor": "x"}),
            ("channels", {"cursor": "MjAyNi0wMS0wMVQwMDowMDowMC9hYQ=="}),
            ("channels", {"cursor": "ü"}),
            ("send", {"client_key": "x"}),
            ("send", {"client_key": "8a5e1c1e6d534a4e9a432f6d7c9f0b11"}),
            ("send", {"client_key": "\x00"}),
            ("send", {"parent_id": 2**31 - 1}),
            ("sync", {"channels": {str(self.channel.id): 2**53}}),
        ):
            with self.subTest(path=path, fields=fields):
                response = self._request(path, {**self.valid[path], **fields})
                self.assertIn(response.status_code, (400, 422))
                self._assert_refused(response, response.status_code, "invalid_value")

    def test_unknown_address(self):
        for path in ("", "nothing", "channel/abc", "channel/1/x", "send/1", "%00"):
            if path:
                self._assert_refused(self._request(path, {"a": 1}), 404, "not_found")
        self.authenticate(None, None)
        self._assert_refused(self._request("nothing"), 401, "unauthenticated")

    def test_envelope(self):
        for id_ in (1, "a", None):
            body = {"jsonrpc": "2.0", "method": "call", "id": id_, "params": {"limit": 1}}
            reply = self._request("channels", body).json()
            self.assertEqual((reply["jsonrpc"], reply["id"]), ("2.0", id_))
            self.assertIs(reply["result"]["success"], True)
            self.assertEqual(len(reply["result"]["channels"]), 1)
        body = {"jsonrpc": "2.0", "id": 5, "params": {"limit": 0}}
        response = self._request("channels", body)
        self._assert_refused(response, 422, "invalid_value")
        self.assertEqual(response.json()["id"], 5)

    def test_unforeseen_error(self):
        with (
            patch.object(ChatChannelList, "_list_page", side_effect=RuntimeError("secret detail")),
            self.assertLogs(ERRORS_LOGGER, "ERROR") as logs,
        ):
            response = self._request("channels")
        refusal = self._assert_refused(response, 500, "server_error")
        self.assertNotIn("secret", response.text)
        self.assertIn(refusal["request_id"], logs.output[0])
        self.assertIn("secret detail", logs.output[0])

    def test_database_trouble(self):
        for error in (psycopg2.OperationalError("secret"), psycopg2.pool.PoolError("secret")):
            with (
                patch.object(ChatChannelList, "_list_page", side_effect=error),
                self.assertLogs(ERRORS_LOGGER, "ERROR"),
            ):
                response = self._request("channels")
            self._assert_refused(response, 503, "unavailable")
            self.assertEqual(response.headers["Retry-After"], "1")
            self.assertNotIn("secret", response.text)

    def test_refusals_do_not_fill_the_log(self):
        with self.assertNoLogs("odoo.http", "WARNING"), self.assertNoLogs(ERRORS_LOGGER):
            self._request("channels", {"limit": 0})
            self._request("channels", b"[]")
            self._request("nothing")

    def test_answer_is_utf8(self):
        sent = self._call("send", {"channel_id": self.channel.id, "content": "Grüße 👋"})
        self.assertEqual(sent["message"]["content"], "Grüße 👋")
        response = self._request("messages", {"channel_id": self.channel.id})
        self.assertEqual(json.loads(response.content.decode())["messages"][-1], sent["message"])
        self.assertEqual(response.headers["Cache-Control"], "no-store")
