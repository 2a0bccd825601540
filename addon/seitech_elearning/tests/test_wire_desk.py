import re

from odoo.tests import tagged

from .common import TAGS
from .wire_case import CLIENT_KEY, WireCase

_TOKEN = re.compile(r"^[\w-]{43}$")
# Of these there is one, whatever its id.
_ROWS = {
    "support_id": ("seitech.chat.support", 31),
    "note_id": ("seitech.chat.note", 41),
    "answer_id": ("mail.canned.response", 71),
    "attachment_id": ("seitech.chat.attachment", 81),
}
_FILE = re.compile(r"^/seitech_chat/file/\d+/([\w.]+)\?token=\w+$")


@tagged(*TAGS)
class TestWireDesk(WireCase):
    """What agents get, and what visitors get besides their messages."""

    def setUp(self):
        super().setUp()
        self.agent.name = "Ada Agent"
        self.colleague = self._new_user("abel", "seitech_elearning.group_elearning_support_agent")
        self.colleague.name = "Abel Agent"
        self.env["mail.canned.response"].search([]).unlink()
        self.env["mail.presence"].search([]).unlink()
        self.env["mail.presence"].create({"user_id": self.agent.id, "status": "online"})
        self.tag = self.env["seitech.chat.tag"].create({"name": "Refund", "color": 3})
        self.team = self.env["seitech.chat.team"].create({"name": "Accounting"})
        website = self.env["website"].get_current_website()
        website.seitech_chat_subjects = "Payment"
        website.seitech_chat_consent = "You may write to me."
        self.authenticate(None, None)
        body = {
            "name": "Vera",
            "email": "vera@example.com",
            "content": "Hello",
            "client_key": CLIENT_KEY,
            "subject": "Payment",
            "language": "fr",
            "page": "https://www.example.com/shop?a=b",
            "referrer": "https://search.example.com/",
        }
        self.opened = self._call("support", body)
        self.support = self.env["seitech.chat.channel"].browse(self.opened["channel_id"])
        # Numbers of conversations go on from test to test.
        self.env.cr.execute(
            "UPDATE seitech_chat_channel SET name = 'Support Chat #CHAT00001' WHERE id = %s",
            [self.support.id],
        )
        self.support.invalidate_recordset(["name"])

    def _desk(self, path, **fields):
        return self._call(f"desk/{path}", {"channel_id": self.support.id, **fields}, self.agent)

    def _as_visitor(self, path, **fields):
        token = {"session_token": self.opened["session_token"]}
        return self._call(f"support/{path}", {"channel_id": self.support.id, **token, **fields})

    def _ids(self, key):
        match key:
            case "channel_id":
                return {self.support.id: 6}
            case "message_id" | "read_message_id":
                return {self.opened["message"]["id"]: 201} if "message" in self.opened else {}
            case "after_message_id":
                return dict.fromkeys(self.support.chat_message_ids.ids, 201)
            case "user_id":
                return {self.agent.id: 14, self.colleague.id: 15}
            case "tag_id":
                return {self.tag.id: 51}
            case "team_id":
                return {self.team.id: 61}
        if key in _ROWS:
            model, stand_in = _ROWS[key]
            return dict.fromkeys(self.env[model].search([]).ids, stand_in)
        return super()._ids(key)

    def _kind_of_id(self, record):
        if "stage" in record:
            return "support_id"
        if "held" in record:
            return "attachment_id"
        if "after_message_id" in record:
            return "note_id"
        if "color" in record:
            return "tag_id"
        if "substitution" in record:
            return "answer_id"
        if record.get("name") == "Accounting":
            return "team_id"
        if "image_url" in record or record.keys() == {"id", "name"}:
            return "user_id"
        return super()._kind_of_id(record)

    def _normalise_text(self, value, key):
        for user, stand_in in ((self.agent, 24), (self.colleague, 25)):
            value = value.replace(f"res.partner/{user.partner_id.id}/", f"res.partner/{stand_in}/")
        value = _FILE.sub(r"/seitech_chat/file/81/\1?token=token", value)
        return super()._normalise_text(_TOKEN.sub("token", value), key)

    # Agents

    def test_queue(self):
        self.env["seitech.chat.support"].search(
            [("channel_id", "!=", self.support.id), ("stage", "=", "waiting")]
        ).write({"stage": "new"})
        reply = self._call("desk/queue", {}, self.agent)
        reply["counts"] = {**reply["counts"], "assigned": 0}
        self._assert_wire("reply_desk_queue", reply)

    def test_claim(self):
        with self._bus() as rows:
            reply = self._desk("claim")
        self._assert_wire("reply_desk_claim", reply)
        told = [row for row in rows if row[1] == "seitech.chat/support"]
        self._assert_notification("bus_support", told[-1])
        [told] = [row for row in rows if row[1] == "seitech.chat/visit"]
        self._assert_notification("bus_visit", told)
        refused = self._request("desk/claim", {"channel_id": self.support.id}, self.colleague)
        self._assert_wire("reply_desk_claimed", refused.json())

    def test_release_and_transfer(self):
        self._desk("claim")
        self._assert_wire("reply_desk_release", self._desk("release"))
        self._assert_wire("reply_desk_transfer", self._desk("transfer", team_id=self.team.id))

    def test_tagging(self):
        self._assert_wire("reply_desk_tags", self._desk("tags", tag_ids=self.tag.ids))

    def test_person(self):
        self._assert_wire("reply_desk_person", self._desk("person"))

    def test_files(self):
        self._assert_wire("reply_desk_files", self._desk("files", allowed=True))
        self.authenticate(None, None)
        data = {"channel_id": self.support.id, "session_token": self.opened["session_token"]}
        files = {"file": ("notes.txt", b"Notes of today", "text/plain")}
        held = self.url_open("/api/chat/support/upload", data=data, files=files).json()
        self.opened["message"] = held["message"]
        self._assert_wire("reply_support_upload", held)
        self._desk("claim")
        reply = self._desk("accept_files", message_id=held["message_id"])
        self._assert_wire("reply_desk_accept_files", reply)

    def test_note(self):
        with self._bus() as rows:
            reply = self._desk("note", content="*Careful*", client_key=CLIENT_KEY)
        self._assert_wire("reply_desk_note", reply)
        self._assert_notification("bus_note", rows[0])
        self._assert_wire("reply_desk_notes", self._desk("notes"))

    def test_block(self):
        self._assert_wire("reply_desk_block", self._desk("block"))
        self._assert_wire("reply_desk_unblock", self._desk("unblock"))

    def test_spam(self):
        self._assert_wire("reply_desk_spam", self._desk("spam"))

    def test_setup(self):
        answers = self.env["mail.canned.response"].with_user(self.agent)
        answers.create({"source": "hi", "substitution": "Hello!"})
        # Whoever else there is in a database is no part of what is held fast here.
        group = self.env.ref("seitech_elearning.group_elearning_support_agent")
        reply = self._call("desk/setup", {}, self.agent)
        self.assertEqual(len(reply["agents"]), len(group.all_user_ids))
        own = {self.agent.id, self.colleague.id}
        reply["agents"] = [agent for agent in reply["agents"] if agent["user_id"] in own]
        reply["tags"] = [tag for tag in reply["tags"] if tag["id"] == self.tag.id]
        reply["teams"] = [team for team in reply["teams"] if team["id"] == self.team.id]
        self._assert_wire("reply_desk_setup", reply)

    def test_availability(self):
        with self._bus() as rows:
            reply = self._call("desk/availability", {"state": "busy"}, self.agent)
        self._assert_wire("reply_desk_availability", reply)
        [told] = [row for row in rows if row[1] == "seitech.chat/agent"]
        self._assert_notification("bus_agent", told)

    # Visitors

    def test_opening_with_a_message(self):
        self._assert_wire("reply_support_opened", self.opened)

    def test_support_availability(self):
        self.authenticate(None, None)
        reply = self.url_open("/api/chat/support/availability?time_zone=Europe/Brussels").json()
        self._assert_wire("reply_support_availability", reply)

    def test_rate(self):
        self._post(self.agent, "Hi", self.support)
        self._assert_wire("reply_support_rate", self._as_visitor("rate", rating=5))

    def test_transcript(self):
        self._post(self.agent, "Hi", self.support)
        self._assert_wire("reply_support_transcript", self._as_visitor("transcript"))

    def test_resume_and_bind(self):
        visitor = self.support._all_members().visitor_id
        ticket = self.support._resume_address(visitor).partition("=")[2]
        self.opened = self._call("support/resume", {"ticket": ticket})
        self._assert_wire("reply_support_resume", self.opened)
        refusal = self._assert_refused(
            self._request("support/resume", {"ticket": ticket}), 409, "link_used"
        )
        self._assert_wire("reply_support_link_used", refusal)
        self._sign_in(self.student)
        self._assert_wire("reply_support_bind", self._as_visitor("bind"))
