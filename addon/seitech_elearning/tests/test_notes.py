import json

from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase

KEY = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
SECRET = "between-ourselves-7351"


@tagged(*TAGS)
class TestNotes(DeskCase):
    """Internal notes, which those who ask for support never receive."""

    def test_note(self):
        note = self._desk("note", content=f"**{SECRET}**", client_key=KEY)["note"]
        self.assertIn("<strong>", note["html"])
        self.assertEqual(note["author"]["name"], "Ada Tester")
        self.assertEqual(note["after_message_id"], self.support.chat_message_ids.ids[-1])
        again = self._desk("note", content=f"**{SECRET}**", client_key=KEY)["note"]
        self.assertEqual(again, note, "written once")
        self._refused_desk(409, "conflict", "note", content="x", client_key=KEY)
        for content in ("", " ", "x" * 10_001):
            self._refused_desk(422, "invalid_value", "note", content=content)
        page = self._desk("notes", self.colleague)
        self.assertEqual((page["notes"], page["has_more"]), ([note], False))
        self.assertEqual(self._desk("notes", after_rev=note["rev"])["notes"], [])

    def test_agents_hear_of_it_and_nobody_else(self):
        with self._bus() as rows:
            self._desk("note", content=SECRET)
        [(address, kind, payload)] = rows
        team = ("res.company", self.env.company.id, "agents0")
        self.assertEqual((address, kind), (team, "seitech.chat/note"))
        self.assertEqual(payload["note"]["content"], SECRET)

    def test_visitors_never_get_it(self):
        """Whatever a visitor asks, by every route there is for them."""
        self._desk("note", content=SECRET)
        self._desk("transfer", user_id=self.colleague.id, note=SECRET)
        note_id = self._desk("notes")["notes"][0]["id"]
        message_id = self._post(self.agent, "Hi", self.support)["id"]
        self.authenticate(None, None)
        headers = {"X-Session-Token": self.token}
        said = []
        for path in ("messages", "poll", "messages?limit=100", "poll?last_message_id=0"):
            url = f"/api/chat/support/{self.support.id}/{path}"
            said.append(self.url_open(url, headers=headers))
        for path, fields in (
            ("send", {"content": "x", "parent_id": note_id}),
            ("send", {"content": "x", "parent_id": message_id}),
            ("read", {"message_id": message_id}),
            ("typing", {}),
            ("close", {}),
        ):
            said.append(self._as_visitor(path, **fields))
        for path in ("desk/notes", "desk/person", "desk/note", "messages", "sync"):
            body = {"channel_id": self.support.id}
            said.append(self._request(path, body, headers=headers))
        for response in said:
            self.assertNotIn(SECRET, response.text, response.url)
        self.assertGreaterEqual(len(said), 14)

    def test_websockets_of_visitors_never_get_it(self):
        """Whatever a visitor subscribes to: the server names what is heard, and what was said."""
        company = self.env.company
        names = [
            f"seitech.chat/visitor/{self.token}",
            f"res.company_{company.id}",
            f"res.company({company.id},)",
            f"res.company({company.id},), agents0",
            "agents0",
            f"seitech.chat/open/{self.support.id}",
        ]
        params = {"channels": names, "last": 0, "is_first_poll": True}
        self._desk("note", content=SECRET)
        self._desk("transfer", user_id=self.colleague.id, note=SECRET)
        self._post(self.agent, "Hi, Vera", self.support)
        self.env.cr.precommit.run()
        self.authenticate(None, None)
        heard = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        result = heard.json()["result"]
        self.assertIn("Hi, Vera", str(result["notifications"]), "what is for them they hear")
        self.assertNotIn(SECRET, heard.text)
        records = [name[1:3] for name in result["channels"] if isinstance(name, list)]
        self.assertIn(["seitech.chat.channel", self.support.id], records)
        self.assertNotIn(["res.company", company.id], records)

    def test_students_never_get_it(self):
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._call("send", {"channel_id": channel.id, "content": "Hello"})
        self._desk("note", channel=channel, content=SECRET)
        self._sign_in(self.student)
        body = {"channel_id": channel.id}
        for path, fields in (
            ("messages", body),
            ("sync", {"channels": {str(channel.id): 0}}),
            ("search", {"query": SECRET}),
            ("search", {"query": SECRET, **body}),
            ("channels", {}),
            ("pins", body),
            (f"channel/{channel.id}", {}),
            ("desk/notes", body),
            ("desk/person", body),
        ):
            response = self._request(path, fields)
            self.assertNotIn(SECRET, response.text, path)
        notes = self.env["seitech.chat.note"]
        for user in (self.student, self.instructor, self.env.ref("base.public_user")):
            self.assertFalse(notes.with_user(user).has_access("read"))
        self.assertTrue(notes.with_user(self.agent).search_count([("content", "=", SECRET)]))

    def test_closed_conversations_take_notes(self):
        self._as_visitor("close")
        self.assertEqual(self._desk("note", content="Fake address")["note"]["rev"] > 0, True)
