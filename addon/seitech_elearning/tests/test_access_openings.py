import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_scene import MATRIX, AccessScene
from .common import TAGS
from .data_files import fill

OPENINGS = MATRIX["openings"]
OUTCOMES = {tuple(answer): name for name, answer in MATRIX["outcomes"].items()}
ORM_ERRORS = {
    "odoo.exceptions.AccessError": "forbidden",
    "odoo.http.SessionExpiredException": "unauthenticated",
}


@tagged(*TAGS)
class TestAccessOpenings(AccessScene):
    """Who may open which kind of conversation, held against ``data/access_matrix``."""

    def setUp(self):
        super().setUp()
        people = self.people
        self.actors = {
            "student": people["member"],
            "instructor": people["course_instructor"],
            **{role: people[role] for role in ("agent", "manager", "admin")},
        }
        groups = self.env["seitech.study.group"].create(
            [
                {"name": "Own", "member_ids": (people["member"] + people["moderator"]).ids},
                {"name": "Other", "member_ids": people["other_student"].ids},
            ]
        )
        self.subjects = {
            "student": people["moderator"].id,
            "other_student": people["other_student"].id,
            "instructor": people["course_instructor"].id,
            "other_instructor": people["other_instructor"].id,
            "agent": people["agent"].id,
            "manager": people["manager"].id,
            "public": self.env.ref("base.public_user").id,
            "course": self.scene_course.id,
            "other_course": self.other_course.id,
            "group": groups[0].id,
            "other_group": groups[1].id,
        }

    def _be(self, role):
        if role in self.actors:
            self._sign_in(self.actors[role])
        else:
            self.authenticate(None, None)

    def _compare(self, role, row, path, body):
        with self._undone():
            before = self.env["seitech.chat.channel"].search_count([])
            response = self._request(path, body)
            made = self.env["seitech.chat.channel"].search_count([]) - before
        answer = (response.status_code, response.json().get("code"))
        with self.subTest(role=role, row=row["row"], path=path):
            outcome = OUTCOMES.get(answer, answer)
            self.assertEqual(outcome, row["expected"][role])
            self.assertEqual(made, int(outcome == "ok"))

    def test_data_file_is_complete(self):
        self.assertEqual({row["type"] for row in OPENINGS["rows"]}, set(MATRIX["types"]))
        for expected in [row["expected"] for row in OPENINGS["rows"]] + [
            OPENINGS["orm"]["expected"]
        ]:
            self.assertEqual(list(expected), OPENINGS["roles"])

    def test_http(self):
        for role in OPENINGS["roles"]:
            self._be(role)
            for row in OPENINGS["rows"]:
                fields = fill(row["with"], self.subjects)
                self._compare(role, row, "create", {"channel_type": row["type"], **fields})
                if row["type"] == "direct":
                    self._compare(role, row, "create-direct", fields)

    def test_visitors_open_their_own(self):
        self.authenticate(None, None)
        with self._undone():
            opened = self._call("support", {"content": "Hello", "email": "vera@example.com"})
            channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
            self.assertEqual(channel.channel_type, "public_support")
            self.assertFalse(channel.member_ids)

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_call_kw(self):
        for role in OPENINGS["roles"]:
            self._be(role)
            for kind in MATRIX["types"]:
                vals = {"name": "x", "channel_type": kind, "member_ids": self._pair_of(role)}
                with self.subTest(role=role, kind=kind):
                    self.assertEqual(
                        self._call_kw("create", [vals]), OPENINGS["orm"]["expected"][role]
                    )
                    # What the routes call is not to be called by anybody.
                    outcome = self._call_kw("_open", kind)
                    refused = "unauthenticated" if role == "public" else "forbidden"
                    self.assertEqual(outcome, refused)

    def _pair_of(self, role):
        own = self.actors[role].ids if role in self.actors else []
        return [(6, 0, [*own, self.subjects["other_student"]])]

    def _call_kw(self, method, *args):
        params = {"model": "seitech.chat.channel", "method": method, "args": args, "kwargs": {}}
        with self._undone():
            reply = self.url_open(
                "/web/dataset/call_kw",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            ).json()
        if "error" not in reply:
            return "ok"
        error = reply["error"]["data"]
        return ORM_ERRORS.get(error["name"], f"{error['name']}: {error['message']}")
