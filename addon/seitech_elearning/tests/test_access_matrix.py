import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_scene import IS_FIRST_ENOUGH, MATRIX, TOKEN_ROLES, AccessScene
from .common import TAGS
from .data_files import fill

STATES = MATRIX["states"]
OUTCOMES = {tuple(answer): name for name, answer in MATRIX["outcomes"].items()}

ORM_MODELS = {
    "orm create": ("seitech.chat.message",),
    "orm write own": ("seitech.chat.message",),
    "orm write": ("seitech.chat.channel", "seitech.chat.member", "seitech.chat.message"),
    "orm unlink": ("seitech.chat.message", "seitech.chat.member", "seitech.chat.channel"),
}
ORM_VALUES = {
    "seitech.chat.channel": {"name": "x"},
    "seitech.chat.member": {"role": "moderator"},
    "seitech.chat.message": {"content": "x"},
}

ORM_ERRORS = {
    "odoo.exceptions.AccessError": "forbidden",
    "odoo.http.SessionExpiredException": "unauthenticated",
}
# The chat's own refusals have no code in Odoo's answers, only their sentence.
ORM_REFUSALS = {
    "You are not part of this conversation.": "forbidden",
    "This conversation is closed.": "closed",
}


@tagged(*TAGS)
class TestAccessMatrix(AccessScene):
    """Every role, operation, kind of channel and state, held against ``data/access_matrix``."""

    def setUp(self):
        super().setUp()
        self._build_scene()
        self.failures = []
        self.cases = 0

    # What the data file says

    def _expected(self, row, role, kind, state):
        [by_kind] = [value for roles, value in row["expected"].items() if role in roles.split()]
        answer = by_kind.get("*")
        for kinds, value in by_kind.items():
            if kind in kinds.split():
                answer = value
        return answer[STATES.index(state)] if isinstance(answer, list) else answer

    def _run(self, rows, play):
        """:param play: gives the outcome of an operation for a role, a kind and a state"""
        for state in STATES:
            with self._undone():
                for channel in self.scene.values():
                    channel.state = state
                for role in MATRIX["roles"]:
                    self._enter(role)
                    self._run_role(rows, role, state, play)
        self.assertFalse(self.failures, "\n" + "\n".join(self.failures))

    def _run_role(self, rows, role, state, play):
        for row in rows:
            for operation in row["operations"]:
                for kind in MATRIX["types"]:
                    with self._undone():
                        found = play(operation, role, kind)
                    self._compare(row, (operation, role, kind, state), found)

    def _compare(self, row, case, found):
        self.cases += 1
        expected = self._expected(row, *case[1:])
        if found != expected:
            self.failures.append(f"{' | '.join(case)}: expected {expected}, got {found}")
            if IS_FIRST_ENOUGH:
                self.fail(self.failures[0])

    # HTTP

    def test_data_file_is_complete(self):
        for row in MATRIX["rows"]:
            roles = [role for roles in row["expected"] for role in roles.split()]
            self.assertEqual(sorted(roles), sorted(MATRIX["roles"]), row["row"])

    def test_every_operation_has_a_route(self):
        values = self.values["direct", "member"]
        missing = [
            name
            for name, spec in MATRIX["requests"].items()
            if not self._has_route(fill(spec["path"], values), spec.get("method", "POST"))
        ]
        self.assertEqual(missing, [])

    def test_http(self):
        rows = [
            {**row, "operations": [name for name in row["operations"] if self._is_http(name)]}
            for row in MATRIX["rows"]
        ]
        self._run(rows, self._play_http)
        self.assertGreater(self.cases, 4620)

    def _is_http(self, name):
        return name in MATRIX["requests"]

    def _play_http(self, operation, role, kind):
        spec = MATRIX["requests"][operation]
        values = self.values[kind, role]
        body = fill(spec.get("body", {}), values)
        headers = {}
        if spec.get("token") or role in TOKEN_ROLES:
            headers["X-Session-Token"] = self._token_of(role)
        method = spec.get("method", "POST")
        path = f"/api/chat/{fill(spec['path'], values)}"
        if spec.get("token") and method == "POST":
            body["session_token"] = self._token_of(role)
        if "file" in spec:
            files = {"file": (spec["file"], b"text", "text/plain")}
            response = self._url_open_in_process(path, data=body, files=files, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            data = None if method == "GET" else json.dumps(body)
            response = self._url_open_in_process(path, data=data, headers=headers, method=method)
        return self._outcome_of(response)

    def _outcome_of(self, response):
        answer = (response.status_code, response.json().get("code"))
        return OUTCOMES.get(answer) or f"{answer}: {response.json().get('error')}"

    # call_kw

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_call_kw(self):
        names = ("orm read", *ORM_MODELS)
        rows = [row for row in MATRIX["rows"] if set(names) & set(row["operations"])]
        self._run(rows, self._play_orm)
        self.assertEqual(self.cases, len(names) * 11 * 7 * 3)

    def _play_orm(self, operation, role, kind):
        if operation == "orm read":
            return self._play_orm_read(role, kind)
        outcomes = {
            self._call_kw(model, operation.split()[1], *args)[0]
            for model in ORM_MODELS[operation]
            for args in [self._orm_args(operation, model, role, kind)]
        }
        # Reading may be allowed or not: changing is refused with the same error.
        return outcomes.pop() if len(outcomes) == 1 else f"differs: {sorted(outcomes)}"

    def _orm_args(self, operation, model, role, kind):
        if operation == "orm create":
            return [[{"channel_id": self.scene[kind].id, "content": "x"}]]
        message = "own_message" if operation == "orm write own" else "other_message"
        ids = self._ids(model, role, kind, message)
        return [ids] if operation == "orm unlink" else [ids, ORM_VALUES[model]]

    def _ids(self, model, role, kind, message="own_message"):
        channel = self.scene[kind]
        if model == "seitech.chat.channel":
            return channel.ids
        if model == "seitech.chat.member":
            return channel._all_members().filtered(lambda m: m.user_id == self.people["member"]).ids
        return [self.values[kind, role][message]]

    def _play_orm_read(self, role, kind):
        """Searching and reading agree, for the channel and for what is in it."""
        outcomes = set()
        for model in ORM_VALUES:
            ids = self._ids(model, role, kind)
            outcome, found = self._call_kw(model, "search", [("id", "in", ids)])
            if outcome == "ok" and found != ids:
                outcome = "hidden"
            outcomes.add(outcome)
            reading = self._call_kw(model, "read", ids, ["display_name"])[0]
            outcomes.add("hidden" if reading == "forbidden" else reading)
        return outcomes.pop() if len(outcomes) == 1 else f"differs: {sorted(outcomes)}"

    def _call_kw(self, model, method, *args):
        """:return: outcome and result"""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        reply = self._url_open_in_process(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        if "error" not in reply:
            return "ok", reply["result"]
        error, sentence = reply["error"]["data"]["name"], reply["error"]["data"]["message"]
        return ORM_ERRORS.get(error) or ORM_REFUSALS.get(sentence, f"{error}: {sentence}"), None

    # Websocket

    def test_websocket(self):
        rows = [row for row in MATRIX["rows"] if "websocket" in row["operations"][0]]
        self._run(rows, self._play_websocket)
        self.assertEqual(self.cases, 2 * 11 * 7 * 3)

    def _play_websocket(self, operation, role, kind):
        """Whatever a client asks for, the server decides what it hears."""
        channel = self.scene[kind]
        names = [f"seitech.chat.channel_{channel.id}", "e0", f"e{channel.epoch}"]
        token = self._token_of(role)
        names.append(token)
        if operation == "websocket open":
            names += [f"seitech.chat/visitor/{token}", f"seitech.chat/open/{channel.id}"]
        params = {"channels": names, "last": 0, "is_first_poll": True}
        reply = self._url_open_in_process(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        address = [channel.id, f"e{channel.epoch}"]
        heard = [entry[2:] for entry in reply["result"]["channels"] if isinstance(entry, list)]
        return "ok" if address in heard else "hidden"
