import base64
import json
import secrets
from unittest.mock import patch

from odoo.addons.seitech_elearning.models import chat_ticket
from odoo.addons.seitech_elearning.tools import settings
from odoo.addons.seitech_elearning.tools.token_hash import token_hash
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase

MUTATED = 200
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@tagged(*TAGS)
class TestTickets(DeskCase):
    """Opened without a message there is no row, but a token that is as good as any."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.opened = self._take_ticket(name="Vera", email="vera@example.com")
        self.token = self.opened["session_token"]
        self.support = self.env["seitech.chat.channel"].browse(self.opened["channel_id"])

    def _take_ticket(self, **fields):
        return self._call("support", fields)

    def _get(self, path, token=None):
        headers = {"X-Session-Token": token or self.token}
        return self.url_open(f"/api/chat/support/{self.support.id}/{path}", headers=headers)

    def _upload(self):
        data = {"channel_id": str(self.support.id), "session_token": self.token}
        files = {"file": ("a.txt", b"a")}
        return self.url_open("/api/chat/support/upload", data=data, files=files)

    def _heard(self, token):
        """:return: the bus addresses that a websocket with this token hears"""
        names = [f"seitech.chat/visitor/{token}"]
        params = {"channels": names, "last": 0, "is_first_poll": True}
        reply = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        channels = [entry for entry in reply["result"]["channels"] if isinstance(entry, list)]
        return [tuple(entry[1:]) for entry in channels if entry[1] == "seitech.chat.channel"]

    def _rows(self):
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT c.relname, (xpath('/row/n/text()', query_to_xml(
                       format('SELECT count(*) AS n FROM %I', c.relname), FALSE, TRUE, ''
                   )))[1]::text
              FROM pg_class c
             WHERE c.relkind = 'r' AND c.relname != 'seitech_chat_rate'
               AND (c.relname LIKE 'seitech%' OR c.relname IN ('bus_bus', 'mail_message'))
            """
        )
        return dict(self.env.cr.fetchall())

    # Before anything was said

    def test_no_row(self):
        before = self._rows()
        self.assertGreater(len(before), 10)
        opened = [self._take_ticket(name="Vera", email="vera@example.com") for _ in range(20)]
        self.assertEqual(len({each["channel_id"] for each in opened}), 20)
        tokens = {each["session_token"] for each in opened}
        self.assertEqual(len(tokens), 20)
        for token in tokens:
            self.assertNotIn(b"example.com", base64.urlsafe_b64decode(f"{token}=="), "sealed")
        self._get("messages")
        self._get("poll")
        self._as_visitor("typing")
        self._as_visitor("close")
        self._heard(self.token)
        self.assertEqual(self._rows(), before)

    def test_it_answers_like_a_conversation(self):
        visit = {
            "channel_id": self.support.id,
            "rev": 0,
            "state": "active",
            "agent": None,
            "may_attach": False,
            "has_email": True,
            "is_answered": False,
            "rating": None,
            "read_message_id": None,
        }
        self.assertEqual(self.opened["visit"], visit)
        nothing = {"success": True, "messages": [], "has_more": False, "visit": visit}
        self.assertEqual(self._get("messages").json(), nothing)
        news = {**nothing, "is_typing": False, "state": "active"}
        self.assertEqual(self._get("poll").json(), news)
        self._assert_refused(self._get("messages?limit=101"), 422, "invalid_value")
        self._assert_refused(self._get("poll?last_message_id=-1"), 422, "invalid_value")
        self.assertEqual(self._as_visitor("typing").status_code, 200)
        self._assert_refused(self._as_visitor("read", message_id=1), 404, "not_found")
        self._assert_refused(self._as_visitor("rate", rating=5), 409, "conflict")
        self._assert_refused(self._as_visitor("rate", rating=6), 422, "invalid_value")
        self._assert_refused(self._as_visitor("transcript"), 409, "conflict")
        closed = self._as_visitor("close").json()
        self.assertEqual((closed["state"], closed["visit"]["state"]), ("closed", "closed"))
        self._sign_in(self.student)
        self._assert_refused(self._as_visitor("bind"), 401, "unauthenticated")

    def test_the_form_is_looked_at(self):
        for fields in ({"name": "Support"}, {"email": "x"}, {"page": "x"}, {"subject": "x"}):
            self._assert_refused(self._request("support", fields), 422, "invalid_value")

    # The beginning

    def test_it_begins_with_a_message(self):
        self._assert_refused(self._as_visitor("send", content=" "), 422, "invalid_value")
        self.assertFalse(self.support.exists(), "refused, there is nothing")
        message = self._say("Hello")
        self.assertEqual(message["channel_id"], self.opened["channel_id"])
        visitor = self.support._all_members().visitor_id
        self.assertEqual((visitor.name, visitor.email), ("Vera", "vera@example.com"))
        self.assertRegex(self.support.name, r"^Support Chat #CHAT\d{5}$")
        self.assertIn(self.support.id, self._queue())
        self.authenticate(None, None)
        self._say("And another thing")
        [first, second] = self._get("messages").json()["messages"]
        self.assertEqual((first["id"], second["content"]), (message["id"], "And another thing"))
        self.env.cr.execute("SELECT * FROM seitech_chat_visitor WHERE id = %s", visitor.ids)
        self.assertNotIn(self.token, str(self.env.cr.fetchall()), "the server knows the hash only")
        self.assertEqual(visitor.token_hash, token_hash(self.token))

    def test_it_begins_with_a_file(self):
        self._assert_refused(self._upload(), 403, "forbidden")
        self.assertFalse(self.support.exists())
        self.env["website"].get_current_website().seitech_chat_files = "always"
        self.assertTrue(self._get("poll").json()["visit"]["may_attach"])
        self.assertEqual(self._upload().status_code, 200)
        self.assertEqual(self.support.chat_message_ids.message_type, "file")

    def test_with_what_the_opening_said(self):
        website = self.env["website"].get_current_website()
        website.seitech_chat_subjects = "Payment"
        facts = {
            "subject": "Payment",
            "language": "fr",
            "page": "https://www.example.com/shop",
            "referrer": "https://search.example.com/",
        }
        opened = self._take_ticket(**facts)
        self.token = opened["session_token"]
        self.support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._say("Hello")
        case = self._case()
        self.assertEqual({name: case[name] for name in facts}, facts)
        self.assertEqual(case.website_id, website)

    def test_a_lost_answer_to_the_first_message(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        first = self._as_visitor("send", content="Hello", client_key=key).json()
        again = self._as_visitor("send", content="Hello", client_key=key).json()
        self.assertEqual(first["message_id"], again["message_id"])
        self.assertEqual(len(self.support.chat_message_ids), 1)

    def test_the_websocket_hears_of_the_beginning(self):
        [before] = self._heard(self.token)
        self.assertNotEqual(before, (*before[:2], "e0"), "not where an id alone leads to")
        with self._bus() as rows:
            self._say("Hello")
        told = [(address, kind, payload) for address, kind, payload in rows if address == before]
        self.assertEqual(told, [(before, "seitech.chat/resubscribe", {})])
        self.assertEqual(self._heard(self.token), [(*before[:2], "e0")])

    # Limits

    def test_limits_hold_at_the_beginning(self):
        self._set(settings.SUPPORT_PER_NETWORK, 1)
        self._assert_refused(self._as_visitor("send", content="x"), 429, "too_many_requests")
        self._set(settings.SUPPORT_PER_NETWORK, 0)
        self._set(settings.SUPPORT_UNANSWERED, 1)
        self._assert_refused(self._as_visitor("send", content="x"), 429, "too_many_requests")
        self._set(settings.SUPPORT_UNANSWERED, 0)
        self.assertFalse(self.support.exists())
        self._say("Now there is room")

    def test_whoever_is_blocked_does_not_begin(self):
        other, _token = self._open("Spam")
        self._desk("block", channel=other)
        self.authenticate(None, None)
        self._assert_refused(self._as_visitor("send", content="x"), 403, "blocked")
        self.assertFalse(self.support.exists())

    def test_tickets_are_counted(self):
        self._set(settings.RATE_VISITOR, 3)
        statuses = [self._request("support", {}).status_code for _ in range(5)]
        self.assertEqual(statuses, [200] * 3 + [429] * 2)
        self._set(settings.RATE_PERSON, 2)
        statuses = [self._get("poll").status_code for _ in range(3)]
        self.assertEqual(statuses, [200, 200, 429])

    # No other one

    def _mutations(self):
        token = self.token
        found = [token[:-1], token[1:], token + "A", token + "=", token[::-1], token.swapcase()]
        found += [f"{token}%00", f" {token}", token + "\n", token_hash(token), token * 2, "gAAAAA"]
        found += [f"{token[:20]}={token[20:]}", token.replace(token[30], "!"), f"{token[:-1]}é"]
        at = 0
        while len(found) < MUTATED:
            # Also the last character, of which only some bits count.
            place = -1 - at % len(token) if at < 64 else at * 7 % len(token)
            char = _ALPHABET[(_ALPHABET.index(token[place]) + 1 + at // 64) % 64]
            changed = list(token)
            changed[place] = char
            found.append("".join(changed))
            at += 1
        for step in range(1, 64):
            found.append(token[:-1] + _ALPHABET[(_ALPHABET.index(token[-1]) + step) % 64])
        return found

    def test_changed(self):
        tickets, channels = self.env["seitech.chat.ticket"], self.env["seitech.chat.channel"]
        self.assertEqual(tickets._read(self.token)["name"], "Vera")
        before = self._rows()
        mutations = self._mutations()
        self.assertGreaterEqual(len(mutations), MUTATED)
        for token in mutations:
            self.assertIsNone(tickets._read(token), token)
            self.assertEqual(channels._unbegun_targets(token), [], token)
        for token in mutations[::8]:
            response = self._request(
                "support/send",
                {"channel_id": self.support.id, "session_token": token, "content": "x"},
            )
            self._assert_refused(response, 401, "unauthenticated")
        self.assertEqual(self._rows(), before)

    def test_random(self):
        tickets = self.env["seitech.chat.ticket"]
        for _ in range(10_000):
            token = f"gAAAAA{secrets.token_urlsafe(len(self.token) * 3 // 4)}"
            self.assertIsNone(tickets._read(token))

    def test_for_one_conversation(self):
        other = self._take_ticket(name="Viktor")
        for path in ("send", "typing", "close"):
            body = {"channel_id": self.support.id, "session_token": other["session_token"]}
            body |= {"content": "x"} if path == "send" else {}
            self._assert_refused(self._request(f"support/{path}", body), 404, "not_found")
        for path in ("messages", "poll"):
            refused = self._get(path, other["session_token"])
            self._assert_refused(refused, 404, "not_found")
        self._say("Hello")
        self._assert_refused(self._get("messages", other["session_token"]), 404, "not_found")

    def test_not_for_ever(self):
        with patch.object(chat_ticket, "LIFE", -chat_ticket.LIFE):
            self._assert_refused(self._as_visitor("send", content="x"), 401, "unauthenticated")
        with patch.object(chat_ticket, "LIFE", chat_ticket.LIFE * 2):
            self._say("In time")

    def test_a_replaced_token_is_no_ticket_again(self):
        self._say("Hello")
        self.support._all_members().visitor_id._reissue()
        for path in ("send", "typing", "close"):
            fields = {"content": "x"} if path == "send" else {}
            self._assert_refused(self._as_visitor(path, **fields), 401, "unauthenticated")
        self.assertEqual(self._heard(self.token), [])
        self.assertEqual(len(self.support.chat_message_ids), 1)

    def test_clients_choose_no_id(self):
        channels = self.env["seitech.chat.channel"].with_user(self.manager)
        chosen = channels.with_context(seitech_chat_reserved_id=self.support.id).create(
            {"name": "Circle", "channel_type": "group"}
        )
        self.assertNotEqual(chosen.id, self.support.id)
