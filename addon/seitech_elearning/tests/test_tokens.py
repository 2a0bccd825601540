import json
import re
import secrets

from odoo.addons.seitech_elearning.tools.token_hash import token_hash
from odoo.tests import tagged
from odoo.tools import SQL

from .bad_input_cases import CORPUS
from .common import TAGS
from .data_files import fill
from .desk_case import DeskCase

RANDOM = 100_000
MUTATED = 200
SECRET = "between the two of us"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@tagged(*TAGS)
class TestTokens(DeskCase):
    """No token but its own opens a conversation: no random one, no changed one, no other one."""

    def setUp(self):
        super().setUp()
        self.conversations = [self._open(SECRET) for _ in range(20)]
        self.support, self.token = self.conversations[0]
        self._case().may_attach = True
        self._post(self.agent, SECRET, self.support)
        self.authenticate(None, None)

    # Random ones

    def test_random(self):
        visitors = self.env["seitech.chat.visitor"]
        self.env.flush_all()
        hits = 0
        for _ in range(RANDOM // 10_000):
            hashes = [token_hash(secrets.token_urlsafe(32)) for _ in range(10_000)]
            hits += visitors.search_count([("token_hash", "in", hashes)])
        self.assertEqual(hits, 0)
        known = [token_hash(token) for _channel, token in self.conversations]
        self.assertEqual(visitors.search_count([("token_hash", "in", known)]), 20)
        for _ in range(1000):
            self.assertFalse(visitors._find(secrets.token_urlsafe(32), None))
        for channel, token in self.conversations:
            self.assertEqual(visitors._find(token, None).chat_member_ids.channel_id, channel)

    def test_enough_of_them(self):
        tokens = {token for _channel, token in self.conversations}
        self.assertEqual(len(tokens), 20)
        for token in tokens:
            self.assertRegex(token, r"^[\w-]{43}$")

    # Changed ones

    def _mutations(self):
        """:return: tokens that are nearly the right one"""
        token = self.token
        found = [
            token[:-1],
            token[1:],
            token + "A",
            token + "=",
            "=" + token,
            token * 2,
            token[::-1],
            token.swapcase(),
            token.lower(),
            token.upper(),
            token.replace("-", "+").replace("_", "/") + "=",
            f"{token}%00",
            f"%{ord(token[0]):02x}{token[1:]}",
            token + "'",
            "%",
            "_" * 43,
            token_hash(token),
            f"Bearer {token}",
            f'"{token}"',
            f"{token},{token}",
        ]
        # Some are the same for some tokens.
        found = list(dict.fromkeys(found))
        at = 0
        while len(found) < MUTATED:
            char = _ALPHABET[(_ALPHABET.index(token[at % 43]) + 1 + at // 43) % 64]
            found.append(token[: at % 43] + char + token[at % 43 + 1 :])
            at += 1
        self.assertEqual(len({*found, token}), MUTATED + 1)
        return found

    def _routes(self):
        """Every route of visitors, with a request that is right for ``self.support``."""
        message = self.support.chat_message_ids[0]
        values = {"visitor_channel": self.support.id, "visitor_message": message.id}
        routes = [route for route in CORPUS["routes"] if route.get("token")]
        self.assertGreaterEqual(len(routes), 10)
        for route in routes:
            body = fill(route["body"], {**values, "token": ""})
            body.pop("session_token", None)
            yield {**route, "path": fill(route["path"], values), "body": body}

    def _ask(self, route, token):
        path, headers = f"/api/chat/{route['path']}", {"X-Session-Token": token}
        if route.get("verb") == "GET":
            return self.url_open(path, params=route["body"], headers=headers, method="GET")
        if route.get("form"):
            data, files = {"channel_id": str(self.support.id)}, {"file": ("a.txt", b"a")}
            return self.url_open(path, data=data, files=files, headers=headers)
        headers["Content-Type"] = "application/json"
        return self.url_open(path, data=json.dumps(route["body"]), headers=headers)

    def test_changed(self):
        routes, mutations = list(self._routes()), self._mutations()
        before = self._everything()
        # `bind` asks who somebody is before it looks at the token.
        self._sign_in(self.student)
        for number, token in enumerate(mutations):
            for route in routes if number % 10 == 0 else [routes[number % len(routes)]]:
                answer = self._ask(route, token)
                self.assertEqual(answer.status_code, 401, (route["path"], token))
                self.assertNotIn(SECRET, answer.text)
        heard = self._heard([f"seitech.chat/visitor/{token}" for token in mutations])
        self.assertNotIn(self.support.id, heard)
        self.assertEqual(self._everything(), before)

    def test_the_right_one(self):
        """What the others are refused is there: each request succeeds with the right token."""
        routes = [route for route in self._routes() if route["path"] != "support/bind"]
        self._case().visitor_id.email = "vera@example.com"
        for route in sorted(routes, key=lambda route: route["path"] == "support/close"):
            self.assertEqual(self._ask(route, self.token).status_code, 200, route["path"])
        heard = self._heard([f"seitech.chat/visitor/{self.token}"])
        self.assertIn(self.support.id, heard)

    # Those of others

    def test_foreign(self):
        _channel, foreign = self.conversations[1]
        upload = self._as_visitor_upload()
        before = self._everything()
        self._sign_in(self.student)
        for route in self._routes():
            answer = self._ask(route, foreign)
            self.assertEqual(answer.status_code, 404, (route["path"], answer.text))
            self.assertNotIn(SECRET, answer.text)
        self.authenticate(None, None)
        headers = {"X-Session-Token": foreign, "Authorization": f"Bearer {foreign}"}
        for path in (f"file/{upload.id}/a.txt", f"thumbnail/{upload.id}"):
            for query in ("", f"?token={foreign}", f"?session_token={foreign}"):
                answer = self.url_open(f"/seitech_chat/{path}{query}", headers=headers)
                self.assertEqual(answer.status_code, 404, path)
        for path in sorted(self._other_paths()):
            body = {"channel_id": self.support.id}
            answer = self._request(path, body, headers=headers)
            self.assertIn(answer.status_code, (400, 401, 405, 415), (path, answer.text))
            self.assertNotIn(SECRET, answer.text)
        names = [
            f"seitech.chat/visitor/{foreign}",
            f"seitech.chat/open/{self.support.id}",
            f"seitech.chat.channel_{self.support.id}",
            f"seitech.chat.channel_{self.support.id}_e0",
        ]
        heard = self._heard(names)
        self.assertNotIn(self.support.id, heard)
        self.assertIn(self.conversations[1][0].id, heard)
        self.assertEqual(self._everything(), before)

    def _other_paths(self):
        """Routes that are for people with an account."""
        paths = {route["path"] for route in CORPUS["routes"]}
        return {
            re.sub(r"\$\w+", str(self.support.id), path)
            for path in paths
            if not path.startswith("support")
        }

    def _as_visitor_upload(self):
        data = {"channel_id": str(self.support.id), "session_token": self.token}
        answer = self.url_open(
            "/api/chat/support/upload", data=data, files={"file": ("a.txt", b"a")}
        )
        file = answer.json()["message"]["attachments"][0]
        return self.env["seitech.chat.attachment"].browse(file["id"])

    # What stays as it is

    def _everything(self):
        """:return: the conversation as it is, with all that is in it"""
        self.env.flush_all()
        found = []
        for table in ("message", "member", "support", "attachment"):
            name = SQL.identifier(f"seitech_chat_{table}")
            self.env.cr.execute(
                SQL("SELECT * FROM %s WHERE channel_id = %s ORDER BY id", name, self.support.id)
            )
            found.append(self.env.cr.fetchall())
        return found

    def _heard(self, names):
        """:return: the ids of the conversations that a websocket with these names hears"""
        params = {"channels": names, "last": 0, "is_first_poll": True}
        reply = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        channels = [entry for entry in reply["result"]["channels"] if isinstance(entry, list)]
        return [entry[2] for entry in channels if entry[1] == "seitech.chat.channel"]
