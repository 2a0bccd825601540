import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TAGS, ChatCase

CLIENT_KEY = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"


@tagged(*TAGS)
class TestSupport(ChatCase):
    """A visitor and the support team."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        opened = self._open_silently(email="vera@example.com")
        self.token = opened["session_token"]
        self.support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.visitor = self.support.chat_member_ids.visitor_id

    def _as_visitor(self, path, body=None, token=None, **options):
        body = {"channel_id": self.support.id, **(body or {})}
        headers = {"X-Session-Token": token or self.token}
        return self._request(f"support/{path}", body, headers=headers, **options)

    def _get(self, path, token=None, **options):
        headers = {"X-Session-Token": token or self.token}
        return self.url_open(f"/api/chat/support/{path}", headers=headers, **options)

    def _say(self, content, **fields_):
        response = self._as_visitor("send", {"content": content, **fields_})
        self.assertEqual(response.status_code, 200, response.text)
        return response.json()

    def _answer(self, content):
        return self._post(self.agent, content, self.support)

    def test_opening(self):
        self.assertNotIn("Set-Cookie", self._request("support", {}).headers)
        self.assertEqual(self.support.channel_type, "public_support")
        self.assertRegex(self.support.name, r"^Support Chat #CHAT\d{5}$")
        self.assertEqual((self.visitor.name, self.visitor.email), ("Vera", "vera@example.com"))
        self.assertFalse(self.support.member_ids)
        self.assertGreaterEqual(len(self.token), 43, "256 bits")
        self.env.cr.execute("SELECT * FROM seitech_chat_visitor WHERE id = %s", self.visitor.ids)
        self.assertNotIn(self.token, str(self.env.cr.fetchall()))

    def test_nameless(self):
        for body in ({}, {"name": None, "email": None}, {"name": " ", "email": ""}):
            opened = self._call("support", body)
            said = {"channel_id", "session_token"}
            self._call("support/send", {**{k: opened[k] for k in said}, "content": "Hello"})
            channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
            self.assertEqual(channel.chat_member_ids.visitor_id.name, "Visitor")

    def test_names_that_pass_for_staff(self):
        for name in (
            "Support Agent",
            "ADMIN",
            "Ada Tester",
            "a\u0501a tester",
            "x" * 61,
            "a\0b",
            "\u200b",
        ):
            with self.subTest(name=name):
                response = self._request("support", {"name": name})
                refusal = self._assert_refused(response, 422, "invalid_value")
                self.assertEqual(list(refusal["fields"]), ["name"])

    def test_addresses(self):
        for email in (
            "x",
            "a@",
            "@b.example",
            "a\r\nBcc: b@b.example",
            "V <v@b.example>",
            "a" * 250 + "@example.com",
            "a@b\0.com",
            "\ud800@example.com",
        ):
            with self.subTest(email=email):
                response = self._request("support", {"email": email})
                self._assert_refused(response, 422, "invalid_value")

    def test_conversation(self):
        said = self._say("Hello", client_key=CLIENT_KEY)
        message = said["message"]
        self.assertEqual(said["message_id"], message["id"])
        self.assertEqual((message["author_name"], message["is_agent"]), ("Vera", False))
        self.assertEqual(message["author"]["id"], None)
        self.assertIs(message["author"]["is_visitor"], True)
        answer = self._answer("Hi")
        reply = self._get(f"{self.support.id}/messages").json()
        mine, theirs = (m for m in reply["messages"] if m["type"] != "system")
        self.assertEqual(mine["id"], message["id"])
        self.assertEqual((theirs["id"], theirs["author_name"]), (answer["id"], "Ada Tester"))
        self.assertIs(theirs["is_agent"], True)
        self.assertIs(theirs["author"]["is_visitor"], False)
        self.assertIs(reply["has_more"], False)
        self.assertEqual(self.support.chat_message_ids[0].visitor_id, self.visitor)
        again = self._say("Hello", client_key=CLIENT_KEY)
        self.assertEqual(again["message_id"], message["id"], "sent once")
        other = self._as_visitor("send", {"content": "x", "client_key": CLIENT_KEY})
        self._assert_refused(other, 409, "conflict")

    def test_bus(self):
        with self._bus() as rows:
            said = self._say("Hello")["message"]
        (address, kind, payload), (_agents, queue, _support) = rows
        self.assertEqual(address, ("seitech.chat.channel", self.support.id, "e0"))
        self.assertEqual((kind, queue), ("seitech.chat/new_message", "seitech.chat/support"))
        self.assertEqual(payload["message"]["id"], said["id"])
        self.assertEqual(payload["message"]["author"]["name"], "Vera")

    def test_token_in_the_body(self):
        body = {"channel_id": self.support.id, "content": "x", "session_token": self.token}
        sent = self._call("support/send", body)
        self.assertEqual(self.support.chat_message_ids.ids[-1], sent["message_id"])

    def test_token_in_the_query(self):
        path = f"{self.support.id}/poll?last_message_id=0&session_token={self.token}"
        response = self.url_open(f"/api/chat/support/{path}")
        self.assertEqual(response.status_code, 200, response.text)

    def test_agents_read_and_hear_it(self):
        said = self._say("Hello")
        reply = self._call("messages", {"channel_id": self.support.id}, self.agent)
        self.assertEqual(reply["messages"][0]["id"], said["message_id"])
        channels = self.env["seitech.chat.channel"].with_user(self.agent)
        self.assertIn(self.support, channels.search([]))

    def test_poll(self):
        first = self._say("one")["message_id"]
        answer = self._answer("two")
        news = self._get(f"{self.support.id}/poll?last_message_id={first}").json()
        self.assertEqual(news["messages"][-1]["id"], answer["id"])
        self.assertNotIn(first, [message["id"] for message in news["messages"]])
        self.assertEqual((news["is_typing"], news["state"]), (False, "active"))
        everything = self._get(f"{self.support.id}/poll").json()["messages"]
        self.assertEqual(everything[0]["id"], first)
        none = self._get(f"{self.support.id}/poll?last_message_id={answer['id']}").json()
        self.assertEqual(none["messages"], [])

    def test_typing(self):
        response = self._as_visitor("typing")
        self.assertEqual(response.status_code, 200, response.text)
        self.assertIs(self._is_agent_typing(), False, "the visitor is no agent")
        self._answer("Let me see")
        self.support.with_user(self.agent)._tell_typing()
        self.env.cr.precommit.run()
        self.assertIs(self._is_agent_typing(), True)
        self._answer("There")
        self.env.cr.precommit.run()
        self.assertIs(self._is_agent_typing(), False, "what was typed has come")

    def _is_agent_typing(self):
        return self._get(f"{self.support.id}/poll").json()["is_typing"]

    def test_read(self):
        answer = self._answer("Hi")
        with self._bus() as rows:
            response = self._as_visitor("read", {"message_id": answer["id"]})
        self.assertEqual(response.json()["message_id"], answer["id"])
        [(_address, kind, payload)] = rows
        self.assertEqual((kind, payload["user_id"]), ("seitech.chat/read", None))
        page = self.support.with_user(self.agent)._message_page()
        self.assertIs(page["messages"][-1]["is_read"], True)
        foreign = self._post(self.instructor, "x")
        response = self._as_visitor("read", {"message_id": foreign["id"]})
        self._assert_refused(response, 404, "not_found")

    def test_upload(self):
        self._allow_files()
        response = self._upload(b"a,b\n1,2\n", "list.csv")
        self.assertEqual(response.status_code, 200, response.text)
        reply = response.json()
        self.assertEqual(reply["message"]["attachments"][0]["name"], "list.csv")
        self.assertEqual(reply["message"]["type"], "file")
        self.assertIsNone(reply["file_url"], "held until an agent accepts it")
        self._assert_refused(self._upload(b"MZ\x90\0", "x.exe"), 415, "unsupported_media_type")
        self._assert_refused(self._upload(b"", "x.csv"), 422, "invalid_value")

    def _allow_files(self):
        self.support._support().may_attach = True

    def _upload(self, raw, name, **fields_):
        data = {"channel_id": str(self.support.id), "session_token": self.token, **fields_}
        files = {"file": (name, raw)}
        return self.url_open("/api/chat/support/upload", data=data, files=files)

    def test_forms_are_read_strictly(self):
        self._allow_files()
        raw = b"a"
        for fields_ in ({"channel_id": "x"}, {"channel_id": ""}, {"channel_id": "0"}, {"a": "1"}):
            response = self._upload(raw, "a.txt", **fields_)
            self.assertEqual(response.status_code, 400, response.text)
        data = {"channel_id": ["1", "2"]}
        files = {"file": ("a.txt", raw)}
        twice = self.url_open("/api/chat/support/upload", data=data, files=files)
        self._assert_refused(twice, 400, "invalid_json")
        data = {"channel_id": str(self.support.id), "file": "text"}
        no_file = self.url_open("/api/chat/support/upload", data=data, files={"x": ("", b"")})
        self.assertEqual(no_file.status_code, 400)
        json_ = self._request("support/upload", {"channel_id": self.support.id})
        self._assert_refused(json_, 415, "unsupported_media_type")

    def test_queries_are_read_strictly(self):
        for query in ("limit=x", "limit=1&limit=2", "unknown=1", "before_id=0", "limit=1.5"):
            with self.subTest(query=query):
                response = self._get(f"{self.support.id}/messages?{query}")
                self.assertEqual(response.status_code, 400, response.text)
        for query in ("limit=0", "limit=101"):
            response = self._get(f"{self.support.id}/messages?{query}")
            self._assert_refused(response, 422, "invalid_value")
        response = self._get(f"{self.support.id}/poll?last_message_id=-1")
        self._assert_refused(response, 422, "invalid_value")
        posted = self._as_visitor(f"{self.support.id}/poll")
        self._assert_refused(posted, 405, "method_not_allowed")
        self.assertEqual(posted.headers["Allow"], "GET")

    def test_closing(self):
        self._allow_files()
        self._say("Hello")
        self.assertEqual(self._as_visitor("close").json()["state"], "closed")
        self.assertEqual(self._as_visitor("close").status_code, 200, "twice does no harm")
        self.assertEqual(self.support.state, "closed")
        response = self._as_visitor("send", {"content": "x"})
        self._assert_refused(response, 409, "channel_closed")
        self._assert_refused(self._as_visitor("typing"), 409, "channel_closed")
        self._assert_refused(self._upload(b"a", "a.txt"), 409, "channel_closed")
        self.assertEqual(self._get(f"{self.support.id}/messages").status_code, 200)
        tomorrow = fields.Datetime.now() + timedelta(days=1, minutes=1)
        self.assertLess(self.visitor.expires_at, tomorrow)
        self.support.write({"state": "active"})
        self.visitor.invalidate_recordset()
        self.assertGreater(self.visitor.expires_at, tomorrow)

    def test_renewal(self):
        soon = fields.Datetime.now() + timedelta(days=1)
        self.visitor.expires_at = soon
        self.env.flush_all()
        self._say("Hello")
        self.visitor.invalidate_recordset()
        self.assertGreater(self.visitor.expires_at, soon)

    def test_wrong_tokens(self):
        other = self._open_silently()
        self._assert_everywhere(other["session_token"], 404, "not_found")
        mutated = [self.token[:-1], self.token + "A", self.token.swapcase(), "A" * 43, "x", "%"]
        for token in mutated:
            self._assert_everywhere(token, 401, "unauthenticated")
        self.visitor.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        self._assert_everywhere(self.token, 401, "unauthenticated")

    def _assert_everywhere(self, token, status, code):
        for path, body in (
            ("send", {"content": "x"}),
            ("typing", {}),
            ("read", {"message_id": 1}),
            ("close", {}),
        ):
            with self.subTest(path=path, token=token):
                self._assert_refused(self._as_visitor(path, body, token), status, code)
        for path in ("messages", "poll"):
            with self.subTest(path=path, token=token):
                response = self._get(f"{self.support.id}/{path}", token)
                self._assert_refused(response, status, code)

    def test_no_token(self):
        body = {"channel_id": self.support.id, "content": "x"}
        self._assert_refused(self._request("support/send", body), 401, "unauthenticated")
        response = self.url_open(f"/api/chat/support/{self.support.id}/messages")
        self._assert_refused(response, 401, "unauthenticated")

    def test_tokens_open_nothing_else(self):
        headers = {"X-Session-Token": self.token, "Authorization": f"Bearer {self.token}"}
        body = {"channel_id": self.support.id}
        response = self._request("messages", body, headers=headers)
        self._assert_refused(response, 401, "unauthenticated")

    def test_signed_in_people_are_visitors_here(self):
        self._sign_in(self.student)
        said = self._say("Hello")
        message = self.env["seitech.chat.message"].browse(said["message_id"])
        self.assertEqual((message.visitor_id, message.user_id.id), (self.visitor, False))

    def test_what_agents_see_of_visitors(self):
        visitor = self.visitor.with_user(self.agent)
        self.assertEqual(visitor.email, "vera@example.com")
        for field in ("token_hash", "network_hash"):
            self.assertNotIn(field, visitor.fields_get())
        for user in (self.student, self.instructor, self.env.ref("base.public_user")):
            self.assertFalse(self.visitor.with_user(user).has_access("read"))

    def test_websocket(self):
        address = ["seitech.chat.channel", self.support.id, "e0"]
        name = f"seitech.chat/visitor/{self.token}"
        self.assertIn(address, self._bus_channels([name]))
        self.assertNotIn(name, str(self._bus_channels([name])))
        for wrong in (name[:-1], "seitech.chat/visitor/", f"seitech.chat/open/{self.support.id}"):
            self.assertNotIn(address, self._bus_channels([wrong]))
        foreign = {"Origin": "https://other.example"}
        self.assertNotIn(address, self._bus_channels([name], **foreign))

    def test_websocket_of_those_who_look(self):
        """Managers hear the conversation they have open, and only that one."""
        address = ["seitech.chat.channel", self.channel.id, "e0"]
        name = f"seitech.chat/open/{self.channel.id}"
        for user, hears in ((self.manager, True), (self.stranger, False), (self.agent, False)):
            self._sign_in(user)
            self.assertNotIn(address, self._bus_channels([]))
            self.assertIs(address in self._bus_channels([name]), hears, user.login)
        for wrong in ("seitech.chat/open/", "seitech.chat/open/99999999999999999999"):
            self.assertNotIn(address, self._bus_channels([wrong]))

    def _bus_channels(self, names, **headers):
        params = {"channels": names, "last": 0, "is_first_poll": True}
        response = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json", **headers},
        )
        return [channel[1:] for channel in response.json()["result"]["channels"]]

    def test_presence(self):
        reply = self._call("presence", {"channel_id": self.channel.id}, self.student)
        by_user = {person["user_id"]: person for person in reply["people"]}
        self.assertEqual(by_user.keys(), {self.student.id, self.instructor.id})
        name = by_user[self.instructor.id]["bus_channel"]
        address = ["res.partner", self.instructor.partner_id.id, "presence"]
        self.assertIn(address, self._bus_channels([name]))
        self.assertNotIn(address, self._bus_channels([name.rpartition("-")[0]]))
        refused = self._request("presence", {"channel_id": self.support.id})
        self._assert_refused(refused, 404, "not_found")
