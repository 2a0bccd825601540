import json
import re
from pathlib import Path

from odoo.addons.http_routing.tests.common import MockRequest
from odoo.addons.seitech_elearning.controllers import params
from odoo.addons.seitech_elearning.tools import settings
from odoo.addons.seitech_elearning.tools.errors import ChatError
from odoo.tests import tagged

from .common import TAGS, ChatCase
from .json_schema import mistakes, resolve
from .push_service import Browser
from .routes import PREFIX, chat_rules

DOCUMENT = Path(__file__).parents[1] / "doc" / "api" / "openapi.json"
NOWHERE = 2**31 - 1
CLIENT_KEY = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
PAGE = "https://www.example.com/page"
ENDPOINT = "https://push.example.com/x"
IDS = {
    "channel_id",
    "message_id",
    "user_id",
    "instructor_id",
    "course_id",
    "group_id",
    "notice_id",
    "lesson_id",
}


@tagged(*TAGS)
class TestOpenApi(ChatCase):
    """The document against the server: the same routes, the same fields, and every answer that is
    documented has been seen and looks as documented."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = json.loads(DOCUMENT.read_text())
        cls.operations = {
            (path.removeprefix(PREFIX), method): operation
            for path, item in cls.document["paths"].items()
            for method, operation in item.items()
        }
        cls.routes = {}
        for rule in chat_rules(cls.env):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix(PREFIX)
            method = rule.endpoint.routing.get("verb", "POST").lower()
            cls.routes[path, method] = rule.endpoint

    # The same routes and fields

    def test_routes(self):
        self.assertEqual(sorted(self.operations), sorted(self.routes))
        names = [operation["operationId"] for operation in self.operations.values()]
        self.assertEqual(len(set(names)), len(names))

    def test_fields(self):
        for key, endpoint in self.routes.items():
            with self.subTest(route=key):
                documented = self._documented_fields(key)
                declared = params.parameters(endpoint)
                self.assertEqual(documented.keys(), declared.keys())
                for name, parameter in declared.items():
                    is_required = parameter.default is parameter.empty
                    self.assertEqual(documented[name][1], is_required, name)

    def test_values(self):
        """What the document takes for a good or a bad value, the server does too."""
        samples = [True, 1.5, "a", "", [], {}, ["a"], [7], 7, 0, -1, 2**31, 2**60, None]
        for key, endpoint in self.routes.items():
            if key[1] == "get" or endpoint.routing.get("mimetype"):
                continue
            declared = params.parameters(endpoint)
            for name, (schema, is_required) in self._documented_fields(key).items():
                if name in endpoint.routing.get("path_args", ()):
                    continue
                for value in samples:
                    if value is None and not is_required:
                        continue
                    with self.subTest(route=key, name=name, value=value), MockRequest(self.env):
                        is_type = not mistakes(value, self._without_limits(schema), self.document)
                        self.assertEqual(self._is_read(declared[name], value), is_type)

    def _without_limits(self, schema):
        """What is checked before anybody is asked who they are: types, and that ids are ids."""
        # What may be null is only so by not being given.
        schema = resolve(schema.get("oneOf", [schema])[0], self.document)
        if schema == self.document["components"]["schemas"]["Id"]:
            return schema
        schema = {k: v for k, v in schema.items() if k in ("type", "items", "additionalProperties")}
        if "items" in schema:
            schema["items"] = self._without_limits(schema["items"])
        if schema.get("type") in ("integer", ["integer", "null"]):
            schema |= {"minimum": 1 - 2**53, "maximum": 2**53 - 1}
        return schema

    @staticmethod
    def _is_read(parameter, value):
        try:
            params.read_field(parameter, value)
        except ChatError:
            return False
        return True

    def _documented_fields(self, key):
        """:return: ``(schema, is_required)`` by name"""
        operation = self.operations[key]
        fields = {
            parameter["name"]: (parameter["schema"], parameter["required"])
            for parameter in operation.get("parameters", ())
        }
        for media in operation.get("requestBody", {}).get("content", {}).values():
            required = media["schema"].get("required", ())
            for name, schema in media["schema"]["properties"].items():
                fields[name] = (schema, name in required)
        return fields

    # Every answer

    def test_answers(self):
        self._prepare()
        self.seen = {key: set() for key in self.operations}
        for key in self.operations:
            # What one route changes is undone for the next.
            self.env.flush_all()
            self.env.cr.execute("SAVEPOINT answers")
            self._provoke(key)
            self.env.cr.clear()
            self.env.cr.execute("ROLLBACK TO SAVEPOINT answers")
            self.env.invalidate_all(flush=False)
        for key, operation in self.operations.items():
            with self.subTest(route=key):
                documented = {int(code) for code in operation["responses"] if code.isdecimal()}
                self.assertEqual(self.seen[key], documented)

    def _prepare(self):
        self.authenticate(None, None)
        self.visitor = self._open_silently()
        channels = self.env["seitech.chat.channel"]
        self.support = channels.browse(self.visitor["channel_id"])
        self._call("support/send", {**self.visitor_fields, "content": "Hello"})
        founded = self._call("group/create", {"name": "Circle"}, self.student)
        self.group = self.env["seitech.study.group"].browse(founded["group"]["id"])
        self.circle = self._new_channel(self.student + self.fellow)
        self.circle.moderator_ids = self.student
        said = self.circle.with_user(self.student)._post("Hello @Sofia Tester")
        self.message_id = said["id"]
        self._new_preview(self.message_id, PAGE)
        self._call("thread", {"message_id": self.message_id}, self.student)
        self.circle.with_user(self.fellow)._post("Hi", parent_id=self.message_id)
        body = {"message_id": self.message_id, "emoji": "👍"}
        self._call("reaction", body, self.fellow)
        self._new_course("Logic", self.instructor, self.stranger)
        self.courses = self.env["slide.channel"].search([("user_id", "=", self.instructor.id)])
        self.course_channel = channels.search(
            [("course_id", "in", self.courses.ids), ("channel_type", "=", "course")], limit=1
        )
        self.good = self._good_requests()
        self.bad_values = self._bad_values()

    def _good_requests(self):
        """:return: ``(user, body)`` by path; ``None`` for a visitor"""
        student, manager = self.student, self.manager
        circle = {"channel_id": self.circle.id}
        message = {"message_id": self.message_id}
        group = {"group_id": self.group.id}
        return {
            "channels": (student, {}),
            "channel/{channel_id}": (student, circle),
            "messages": (student, circle),
            "send": (student, {**circle, "content": "x"}),
            "create-direct": (student, {"user_id": self.fellow.id}),
            "read": (student, {**circle, **message}),
            "sync": (student, {"channels": {str(self.circle.id): 0, str(NOWHERE): 0}}),
            "create": (student, {"channel_type": "direct", "user_id": self.fellow.id}),
            "create-student-instructor": (student, {"instructor_id": self.instructor.id}),
            "openings": (student, {}),
            "people": (student, {"channel_type": "direct"}),
            "topics": (student, {"channel_type": "group"}),
            "members": (student, circle),
            "members/add": (manager, {**circle, "user_ids": self.stranger.ids}),
            "members/remove": (student, {**circle, "user_id": self.fellow.id}),
            "members/role": (student, {**circle, "user_id": self.fellow.id, "role": "moderator"}),
            "join": (manager, circle),
            "leave": (self.fellow, circle),
            "close": (student, circle),
            "reopen": (student, circle),
            "archive": (student, circle),
            "rename": (student, {**circle, "name": "Ring"}),
            "preferences": (student, {**circle, "pinned": True}),
            "preferences/own": (student, {"quiet": True}),
            "reply-hours": (student, circle),
            "push/register": (student, {"endpoint": ENDPOINT, **Browser().keys}),
            "push/unregister": (student, {"endpoint": ENDPOINT}),
            "unread": (student, {**circle, **message}),
            "edit": (student, {**message, "content": "Hello"}),
            "delete": (student, message),
            "pin": (student, {**message, "pinned": True}),
            "pins": (student, circle),
            "reaction": (student, {**message, "emoji": "🎉"}),
            "thread": (student, message),
            "lesson/questions": (student, {"lesson_id": self._new_lesson(self.course).id}),
            "link-previews": (student, message),
            "link-previews/remove": (student, {**message, "url": PAGE}),
            "typing": (student, circle),
            "search": (student, {"query": "hello"}),
            "upload": (student, circle),
            "presence": (student, circle),
            "group/list": (student, {}),
            "group/create": (student, {"name": "Ring"}),
            "group/join": (self.fellow, group),
            "group/approve": (student, {**group, "user_id": self.fellow.id}),
            "group/invite": (student, {**group, "user_ids": self.fellow.ids}),
            "group/leave": (student, group),
            **self._good_safeguarding_requests(),
            "support": (None, {}),
            "support/send": (None, {**self.visitor_fields, "content": "x"}),
            "support/upload": (None, self.visitor_fields),
            "support/{channel_id}/messages": (None, self.visitor_fields),
            "support/{channel_id}/poll": (None, self.visitor_fields),
            "support/typing": (None, self.visitor_fields),
            "support/read": (
                None,
                {**self.visitor_fields, "message_id": self.support.chat_message_ids[0].id},
            ),
            "support/close": (None, self.visitor_fields),
            **self._good_desk_requests(),
            **self._good_teaching_requests(),
        }

    def _good_teaching_requests(self):
        opened = self.env["seitech.chat.channel"].with_user(self.instructor)
        opened = opened._open("course", course_id=self.course.id)
        self.question_id = self._post(self.student, "What is a mean?", opened)["id"]
        reply = self._post(self.instructor, "This.", opened, parent_id=self.question_id)["id"]
        opened._mark_answer(reply, True)
        self.discussion = self.env["seitech.chat.channel"].browse(opened.id)
        learner = {"channel_id": opened.id, "user_id": self.student.id}
        return {
            "answer": (self.instructor, {"message_id": reply, "is_answer": True}),
            "faq": (self.instructor, {"message_id": reply}),
            "learner": (self.instructor, learner),
        }

    def _good_safeguarding_requests(self):
        warning = {"reason": "x", "notice": "x", "user_id": self.student.id}
        notice = self.env["seitech.chat.sanction"]._log("warn", **warning)
        return {
            "report": (self.fellow, {"message_id": self.message_id, "reason": "spam"}),
            "block": (self.student, {"user_id": self.fellow.id, "blocked": True}),
            "blocks": (self.student, {}),
            "notices": (self.student, {}),
            "notices/acknowledge": (self.student, {"notice_id": notice.id}),
        }

    def _good_desk_requests(self):
        agent, one = self.agent, {"channel_id": self.support.id}
        visitor = self.support._all_members().visitor_id
        ticket = self.support._resume_address(visitor).partition("=")[2]
        return {
            **{f"desk/{name}": (agent, one) for name in ("claim", "release", "person", "notes")},
            **{f"desk/{name}": (agent, one) for name in ("block", "unblock", "spam")},
            "desk/queue": (agent, {}),
            "desk/setup": (agent, {}),
            "desk/availability": (agent, {"state": "busy"}),
            "desk/transfer": (agent, {**one, "user_id": self.manager.id}),
            "desk/tags": (agent, {**one, "tag_ids": []}),
            "desk/files": (agent, {**one, "allowed": True}),
            "desk/accept_files": (
                agent,
                {**one, "message_id": self.support.chat_message_ids[0].id},
            ),
            "desk/note": (agent, {**one, "content": "x", "client_key": CLIENT_KEY}),
            "support/availability": (None, {}),
            "support/rate": (None, {**self.visitor_fields, "rating": 5}),
            "support/transcript": (None, self.visitor_fields),
            "support/resume": (None, {"ticket": ticket, "client_key": CLIENT_KEY}),
            "support/resume/mail": (None, {"ticket": ticket}),
            "support/bind": (self.student, self.visitor_fields),
        }

    @property
    def visitor_fields(self):
        return {name: self.visitor[name] for name in ("channel_id", "session_token")}

    def _bad_values(self):
        """Well-formed values that cannot be accepted, by path."""
        return {
            "channels": {"limit": 0},
            "messages": {"limit": 101},
            "send": {"content": ""},
            "sync": {"channels": {"1": -1}},
            "create": {"channel_type": "direct", "user_id": None},
            "people": {"limit": 0},
            "topics": {"limit": 0},
            "presence": {"channel_ids": [NOWHERE]},
            "members": {"limit": 0},
            "members/role": {"role": "king"},
            "rename": {"name": " "},
            "preferences": {"notification_level": "some"},
            "preferences/own": {"quiet_days": [7]},
            "reply-hours": {"time_zone": "Mars"},
            "push/register": {"auth": "x"},
            "edit": {"content": ""},
            "reaction": {"emoji": "x"},
            "lesson/questions": {"limit": 0},
            "thread": {"limit": 0},
            "answer": {"message_id": self.question_id},
            "learner": {"user_id": None},
            "link-previews/remove": {"url": "https://www.example.com/other"},
            "search": {"query": " "},
            "report": {"reason": "x"},
            "group/list": {"limit": 0},
            "group/create": {"name": ""},
            "support": {"name": "Support"},
            "support/send": {"content": ""},
            "support/{channel_id}/messages": {"limit": 0},
            "support/{channel_id}/poll": {"last_message_id": -1},
            "desk/queue": {"queue": "some"},
            "desk/transfer": {"user_id": None},
            "desk/note": {"content": ""},
            "desk/notes": {"after_rev": -1},
            "desk/block": {"hours": 0},
            "desk/availability": {"state": "asleep"},
            "support/availability": {"time_zone": "Mars"},
            "support/rate": {"rating": 0},
            "support/resume": {"client_key": "x"},
        }

    def _provoke(self, key):
        path, method = key
        user, good = self.good[path]
        if path == "reopen":
            self.circle.write({"state": "closed"})
        if path == "group/approve":
            self._call("group/join", {"group_id": self.group.id}, self.fellow)
        self._enter(user)
        self._provoke_what_comes_first(key, good)
        self._ask(key, good)
        self._ask(key, {**good, "unknown_field": 1})
        self._ask(key, good, headers={"Origin": "https://other.example"})
        self._ask(key, good, method="DELETE")
        if method == "post":
            large = b" " * (11 * 1024 * 1024 if path.endswith("upload") else 65 * 1024)
            kind = "multipart/form-data; boundary=x" if path.endswith("upload") else None
            self._ask(key, good, data=large, content_type=kind or "application/json")
            self._ask(key, good, data=b"x", content_type="text/plain")
        documented = self.operations[key]["responses"]
        if "422" in documented and path.endswith("upload"):
            self._ask(key, good, file=b"")
        elif "422" in documented and path in self.bad_values:
            self._ask(key, {**good, **self.bad_values[path]})
        if "404" in documented:
            self._ask_for_what_is_not_there(key, good)
        if "401" in documented:
            self._enter(None)
            self._ask(key, {**good, "session_token": "x"} if "session_token" in good else good)
            self._enter(user)
        if "409" in documented:
            self._close_everything()
            self._ask(key, good)
            # What closes or opens can do so only once.
            self._ask(key, good)
        self._set_limit(1)
        self._ask(key, good)
        self._ask(key, good)
        self._set_limit(0)

    def _provoke_what_comes_first(self, key, good):
        """What nothing that is wrong with a request, but the state of things, leads to."""
        visitor = self.support._all_members().visitor_id
        match key[0]:
            case "desk/note":
                self._ask(key, good)
                self._ask(key, {**good, "content": "other"})
            case "desk/block" | "desk/unblock" | "desk/spam":
                asked = self.env["seitech.chat.channel"].create({"channel_type": "student_support"})
                self._ask(key, {**good, "channel_id": asked.id})
            case "desk/accept_files":
                self._ask(key, good)
                self.support.with_user(self.agent)._post("Hello")
            case "support":
                keyed = {"email": "vera@example.com", "client_key": CLIENT_KEY}
                self._ask(key, {**keyed, "content": "Hello"})
                self._ask(key, {**keyed, "content": "Other"})
            case "support/upload":
                self._ask(key, good)
                self.support._support().may_attach = True
            case "support/rate":
                self._ask(key, good)
                self.support.with_user(self.agent)._post("Hello")
            case "support/transcript":
                self._ask(key, good)
                visitor.email = "vera@example.com"
                self._ask(key, good)
                self.support.with_user(self.agent)._post("Hello")
            case "support/resume" | "support/resume/mail":
                self._ask(key, {**good, "ticket": "x"})
                self._ask(key, {"ticket": good["ticket"]})
                visitor.email = "vera@example.com"
            case "support/bind":
                # Before the token is replaced.
                self._ask_for_what_is_not_there(key, good)

    def _ask_for_what_is_not_there(self, key, good):
        for name in IDS & good.keys():
            self._ask(key, {**good, name: NOWHERE})
        if key[0] == "report":
            deleted = self.circle.with_user(self.student)._post("x")
            self.circle.with_user(self.student)._delete_message(deleted["id"])
            self._ask(key, {**good, "message_id": deleted["id"]})
        if key[0] == "search":
            self._ask(key, {**good, "channel_id": NOWHERE})

    def _close_everything(self):
        self.support.write({"state": "closed"})
        self.discussion.write({"state": "closed"})
        self.circle._remove_members(self.manager)
        self.circle.write({"state": "closed"})
        self.group.write({"member_ids": [(3, self.fellow.id)], "max_members": 1})
        waiting = [(4, self.fellow.id)]
        self.group.write({"invited_ids": waiting, "applicant_ids": waiting})

    def _set_limit(self, value):
        parameter = settings.PREFIX + settings.RATE_NETWORK
        self.env["ir.config_parameter"].set_param(parameter, str(value))

    def _enter(self, user):
        if user is None:
            self.authenticate(None, None)
        else:
            self._sign_in(user)

    def _ask(self, key, fields, **options):
        path, method = key
        response = self._send(path, method, dict(fields), **options)
        self.seen[key].add(response.status_code)
        documented = self.operations[key]["responses"]
        answer = documented.get(str(response.status_code), documented["default"])
        schema = resolve(answer, self.document)["content"]["application/json"]["schema"]
        with self.subTest(route=key, status=response.status_code):
            self.assertEqual(mistakes(response.json(), schema, self.document), [])
            self.assertNotIn(response.status_code, (500, 503), response.text)
            if response.status_code == 429:
                self.assertGreaterEqual(int(response.headers["Retry-After"]), 1)

    def _send(self, path, usual, fields, **options):
        if "{channel_id}" in path:
            path = path.replace("{channel_id}", str(fields.pop("channel_id")))
        url, headers = PREFIX + path, options.get("headers", {})
        verb = options.get("method", usual.upper())
        if "data" in options:
            headers = {**headers, "Content-Type": options["content_type"]}
            return self.url_open(url, data=options["data"], headers=headers, method=verb)
        if usual == "get":
            query = "&".join(f"{name}={value}" for name, value in fields.items())
            return self.url_open(f"{url}?{query}", headers=headers, method=verb)
        if path.endswith("upload"):
            files = {"file": ("a.txt", options.get("file", b"text"))}
            return self.url_open(url, data=fields, files=files, headers=headers, method=verb)
        headers = {**headers, "Content-Type": "application/json"}
        return self.url_open(url, data=json.dumps(fields), headers=headers, method=verb)
