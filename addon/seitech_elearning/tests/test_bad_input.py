import json

from lxml import html
from odoo.addons.seitech_elearning.controllers.params import parameters
from odoo.tests import tagged
from odoo.tools import SQL

from .access_scene import IS_FIRST_ENOUGH, AccessScene
from .bad_input_cases import CORPUS, cases_of
from .common import TAGS
from .data_files import load
from .push_service import Browser
from .routes import chat_rules

MAX_ANSWER = 64 * 1024

TABLES = (
    "seitech_chat_channel",
    "seitech_chat_member",
    "seitech_chat_message",
    "seitech_chat_reaction",
    "seitech_chat_visitor",
    "seitech_chat_support",
    "seitech_chat_note",
    "seitech_chat_block",
    "seitech_chat_personal_block",
    "seitech_chat_report",
    "seitech_chat_sanction",
    "seitech_chat_agent",
    "rating_rating",
    "mail_mail",
    "mail_push_device",
    "seitech_study_group",
    "seitech_course_faq",
    "ir_attachment",
    "bus_bus",
)

# All that may ever become of what people type.
ALLOWED = {
    "a": {"href", "rel", "target", "class", "data-user-id"},
    **{
        tag: {"class", "data-user-id", "start"}
        for tag in ("br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "span")
    },
}


@tagged(*TAGS)
class TestBadInput(AccessScene):
    """For every route, everything a client can get wrong: the answer has our shape, says nothing of
    our insides, changes nothing, and the next good request succeeds."""

    def setUp(self):
        super().setUp()
        self._build_scene()
        self.caller = self.people["moderator"]
        self.placeholders = self._placeholders()
        self.failures = []

    def _placeholders(self):
        channel = self.scene["group"]
        values = self.values["group", "moderator"]
        elsewhere = self._new_channel(self.fellow + self.student)
        visitor_channel = self.scene["public_support"]
        other_visitors = self._post(self.student, "x", elsewhere)
        closed = self._new_channel(self.caller + self.fellow)
        closed.moderator_ids = self.caller
        closed.state = "closed"
        self._make_visitor_reachable(visitor_channel)
        linked_page = "https://www.example.com/page"
        linking = self._post(self.caller, linked_page, channel)
        self._new_preview(linking["id"], linked_page)
        return {
            **Browser().keys,
            **self._group_placeholders(),
            **self._taught_placeholders(),
            "lesson": self._new_lesson(self.scene_course).id,
            "foreign_lesson": self._new_lesson(self.other_course, is_published=False).id,
            "linking_message": linking["id"],
            "linked_page": linked_page,
            "closed_channel": closed.id,
            "channel": channel.id,
            "message": values["other_message"],
            "own_message": values["own_message"],
            "notice": self._new_notice(),
            "peer": self.newcomer.id,
            "leaver": self.leaver.id,
            "teacher": self.people["course_instructor"].id,
            "course": self.scene_course.id,
            "visitor_channel": visitor_channel.id,
            "colleague": self.colleague.id,
            "ticket": self._ticket_of(visitor_channel),
            "visitor_message": self.values["public_support", "own_token"]["other_message"],
            "token": self.tokens.get("own_token", ""),
            "foreign_token": self.tokens.get("foreign_token", ""),
            "foreign_channel": elsewhere.id,
            "foreign_message": other_visitors["id"],
            "foreign_user": self.stranger.id,
            "foreign_course": self.other_course.id,
            **self._deleted_placeholders(),
        }

    def _make_visitor_reachable(self, channel):
        """Somebody has answered, and knows an address."""
        channel.with_user(self.people["agent"])._post("Hello")
        channel._all_members().visitor_id.email = "vera@example.com"

    def _new_notice(self):
        """:return: the id of a warning that the caller has not confirmed"""
        measures = self.env["seitech.chat.sanction"]
        return measures._log("warn", reason="x", notice="x", user_id=self.caller.id).id

    def _ticket_of(self, channel):
        visitor = channel._all_members().visitor_id
        return channel._resume_address(visitor).partition("=")[2]

    def _group_placeholders(self):
        groups = self.env["seitech.study.group"]
        member = self.people["member"]

        def found(owner, privacy):
            vals = {"name": "Circle", "owner_id": owner.id, "privacy": privacy}
            return groups.create({**vals, "course_id": self.scene_course.id})

        own = found(self.caller, "approval")
        groups.with_user(member)._get_visible(own.id)._join()
        joined = found(member, "open")
        groups.with_user(self.caller)._get_visible(joined.id)._join()
        return {
            "own_group": own.id,
            "applicant": member.id,
            "joined_group": joined.id,
            "open_group": found(member, "open").id,
            "foreign_group": found(self.people["course_instructor"], "invitation").id,
        }

    def _taught_placeholders(self):
        course = self.scene["course"]
        question = self.values["course", "moderator"]["other_message"]
        answer = self._post(self.people["member"], "x", course, parent_id=question)["id"]
        course.with_user(self.caller)._mark_answer(answer, True)
        return {
            "answer": answer,
            "course_channel": course.id,
            "attendee": self.people["member"].id,
        }

    def _deleted_placeholders(self):
        """The id of one kind of record may well be that of another kind's that is there."""
        posted = self._post(self.student, "x", self.channel)
        deleted = {
            "channel": self._new_channel(self.caller),
            "message": self.env["seitech.chat.message"].browse(posted["id"]),
            "user": self._new_user("role_deleted", "base.group_portal"),
            "course": self._new_course("No more", self.instructor, self.student),
            "lesson": self._new_lesson(self.scene_course),
            "group": self.env["seitech.study.group"].create(
                {"name": "No more", "owner_id": self.caller.id, "course_id": self.scene_course.id}
            ),
        }
        ids = {f"deleted_{model}": record.id for model, record in deleted.items()}
        for record in deleted.values():
            record.unlink()
        return ids

    # What is sent

    def _send_case(self, case):
        """Over a real connection what is about the connection; in process what is about fields."""
        route = case.route
        url_open = self.url_open if case.is_transport else self._url_open_in_process
        headers = dict(case.headers)
        verb = case.method or route.get("verb", "POST")
        path = f"/api/chat/{route['path']}"
        if route.get("verb") == "GET":
            if route.get("token"):
                headers.setdefault("X-Session-Token", self.placeholders["token"])
            return url_open(path, params=case.body, headers=headers, method=verb)
        if route.get("form"):
            files = {"file": ("a.txt", b"text", "text/plain")}
            fields = {name: _form_text(value) for name, value in case.body.items()}
            if "file" in fields:
                files.clear()
            return url_open(path, data=fields, files=files, headers=headers, method=verb)
        data = case.body if isinstance(case.body, bytes) else json.dumps(case.body).encode()
        headers = {"Content-Type": "application/json", **headers}
        return url_open(path, data=data, headers=headers, method=verb)

    # What has to be true afterwards

    def _check(self, case, response, before):
        problems = []
        if response.status_code != case.status:
            problems.append(f"{response.status_code} instead of {case.status}")
        if "Traceback" in response.text or "psycopg" in response.text:
            problems.append("tells about the server's insides")
        if len(response.content) > MAX_ANSWER:
            problems.append(f"{len(response.content)} bytes")
        if response.status_code >= 300:
            problems += self._problems_of_refusal(case, response)
            if self._count_rows() != before:
                problems.append("rows were left behind")
        if problems:
            where = f"{case.route['path']}: {case.name}"
            self.failures.append(f"{where}: {', '.join(problems)} | {response.text[:160]}")
            if IS_FIRST_ENOUGH:
                self.fail(self.failures[0])

    def _problems_of_refusal(self, case, response):
        try:
            answer = response.json()
        except ValueError:
            return ["no JSON"]
        if not {"success", "error", "code", "request_id"} <= answer.keys() or answer["success"]:
            return ["not the shape of an error"]
        if case.code and answer["code"] != case.code:
            return [f"{answer['code']} instead of {case.code}"]
        return []

    def _count_rows(self):
        self.env.cr.flush()
        counts = (SQL("(SELECT count(*) FROM %s)", SQL.identifier(table)) for table in TABLES)
        return self.env.execute_query(SQL("SELECT %s", SQL(", ").join(counts)))

    # The tests

    def test_every_route_is_in_the_corpus(self):
        known = {route["path"].replace("$visitor_", "$") for route in CORPUS["routes"]}
        real = {_path_of(rule) for rule in chat_rules(self.env)}
        self.assertEqual(sorted(real ^ known), [])

    def test_every_field_is_in_the_corpus(self):
        known = {route["path"].replace("$visitor_", "$"): route for route in CORPUS["routes"]}
        for rule in chat_rules(self.env):
            path = _path_of(rule)
            declared = parameters(rule.endpoint).keys() - set(
                rule.endpoint.routing.get("path_args", ())
            )
            with self.subTest(path=path):
                self.assertEqual(sorted(declared - {"self"}), sorted(known[path]["fields"]))

    def test_corpus(self):
        cases = [case for route in CORPUS["routes"] for case in cases_of(route, self.placeholders)]
        self.assertGreaterEqual(len(cases), 1500)
        self.assertGreaterEqual(sum(case.is_transport for case in cases), 400)
        signed_in = None
        # Each case is undone: the next one finds the same.
        before = self._count_rows()
        for case in sorted(cases, key=self._place_of):
            wanted = None if case.name == "anonymous" else self._caller_of(case.route)
            if signed_in != wanted or wanted is None:
                self.authenticate(wanted and wanted.login, wanted and wanted.login)
                signed_in = wanted
            with self._undone():
                self._check(case, self._send_case(case), before)
            if wanted:
                self.assertEqual(self._send_good(case).status_code, 200, case.name)
        self.assertFalse(self.failures, f"{len(self.failures)}\n" + "\n".join(self.failures))

    def _send_good(self, case):
        """What succeeds after a case, sent the same way: signed in, and one question to the
        database."""
        url_open = self.url_open if case.is_transport else self._url_open_in_process
        headers = {"Content-Type": "application/json"}
        body = b'{"channel_ids":[]}'
        return url_open("/api/chat/presence", data=body, headers=headers, method="POST")

    @staticmethod
    def _place_of(case):
        """Signing in takes long: one after the other."""
        return case.name == "anonymous", case.route.get("as", "")

    def _caller_of(self, route):
        return self.people[route["as"]] if "as" in route else self.caller

    def test_right_requests(self):
        """What the corpus spoils is right to begin with."""
        for route in CORPUS["routes"]:
            self._sign_in(self._caller_of(route))
            with self._undone(), self.subTest(path=route["path"]):
                [case] = [
                    case
                    for case in cases_of(route, self.placeholders)
                    if case.name == "unknown field 'x'"
                ]
                del case.body["x"]
                response = self._send_case(case)
                self.assertEqual(response.status_code, 200, response.text)

    def test_markup_comes_back_inert(self):
        payloads = load("xss_payloads")
        self.assertGreaterEqual(len(payloads), 60)
        self._sign_in(self.caller)
        channel_id = self.scene["group"].id
        for payload in payloads:
            with self.subTest(id=payload["id"]), self._undone():
                sent = self._call("send", {"channel_id": channel_id, "content": payload["text"]})[
                    "message"
                ]
                self.assertEqual(sent["content"], payload["text"])
                self._assert_inert(sent["html"])

    def _assert_inert(self, text):
        for element in html.fragment_fromstring(text, create_parent="div").iterdescendants():
            self.assertIn(element.tag, ALLOWED, text)
            self.assertLessEqual(set(element.keys()), ALLOWED[element.tag], text)
            if href := element.get("href"):
                self.assertRegex(href, r"^(https?://|mailto:)", text)
                self.assertIn("noopener", element.get("rel", ""), text)

    def test_wildcards_are_literal(self):
        self._sign_in(self.caller)
        channel_id = self.scene["group"].id
        self._call("send", {"channel_id": channel_id, "content": "100% of a_b\\c"})
        for name in ("%", "\\", "Circ_e", "C%e"):
            found = self._call("channels", {"search": name})["channels"]
            self.assertEqual(found, [], name)
        self.assertTrue(self._call("channels", {"search": "Circle"})["channels"])
        for query in ("n_edle", "need%", "%", "_"):
            found = self._call("search", {"query": query, "channel_id": channel_id})["messages"]
            texts = [message["content"] for message in found]
            self.assertNotIn("needle", texts, query)


def _path_of(rule):
    return rule.rule.removeprefix("/api/chat/").replace("<int:channel_id>", "$channel")


def _form_text(value):
    return value if isinstance(value, str) else json.dumps(value)
