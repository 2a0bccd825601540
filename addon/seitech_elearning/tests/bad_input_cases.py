"""``data/bad_input`` → cases: what is sent, and what the answer has to be."""

from dataclasses import dataclass, field

from .data_files import fill, load

CORPUS = load("bad_input")

# Texts that are too long to be written down.
LONG_TEXTS = {"longest": "x" * 10_000, "long": "x" * 10_001}

UNKNOWN_ID = 2**31 - 1


@dataclass
class Case:
    """One request to one route."""

    name: str
    route: dict
    body: object
    status: int
    code: str | None = None
    headers: dict = field(default_factory=dict)
    method: str | None = None
    path: str | None = None
    # About headers, methods and sizes: what an HTTP server has a hand in.
    is_transport: bool = False


def cases_of(route, values):
    """:param dict values: what the placeholders of the data file stand for
    :return: every way to get this route wrong, and the texts it has to take as they are
    """
    values = {**values, **LONG_TEXTS}
    filled = {**route, "path": fill(route["path"], values), "body": fill(route["body"], values)}
    yield from _field_cases(filled, values)
    yield from _missing_cases(filled)
    yield from _record_cases(filled, values)
    yield from _unknown_field_cases(filled)
    if route.get("verb") != "GET":
        yield from _transport_cases(filled)
    if not (route.get("verb") == "GET" or route.get("form")):
        yield from _object_cases(filled)
    if route.get("token"):
        yield from _token_cases(filled, values)
    elif route["path"] != "support" and not route.get("public"):
        yield Case("anonymous", filled, filled["body"], 401, "unauthenticated")


def _field_cases(route, values):
    for name, kind in route["fields"].items():
        for group in CORPUS["kinds"][kind]:
            status = group.get("status", 400)
            for value in fill(group["values"], values):
                body = {**route["body"], name: value}
                yield Case(f"{name}={value!r:.40}", route, body, status, group.get("code"))


def _missing_cases(route):
    for name in route["body"]:
        if name not in _OPTIONAL_OF.get(route["path"], ("session_token", "last_message_id")):
            body = {key: value for key, value in route["body"].items() if key != name}
            yield Case(f"without {name}", route, body, 400, "missing_field")


# Fields of the valid requests that could have been left out.
_OPTIONAL_OF = {
    "channels": ("limit",),
    "create": ("user_id",),
    "group/create": ("privacy",),
    "create-student-instructor": ("course_id",),
    "preferences": ("notification_level",),
    "learner": ("user_id",),
    "presence": ("channel_id",),
    "preferences/own": ("digest",),
    "reply-hours": ("channel_id",),
    "support": ("name", "email", "content"),
    "support/resume": ("client_key",),
    "desk/transfer": ("user_id",),
    "desk/block": ("hours",),
}


def _record_cases(route, values):
    for name, model in route.get("records", {}).items():
        foreign = values[f"foreign_{model}"]
        for id_ in (UNKNOWN_ID, foreign, values[f"deleted_{model}"]):
            body = {**route["body"], name: id_}
            yield Case(f"{name} of others: {id_}", route, body, 404, "not_found")


def _unknown_field_cases(route):
    is_json = not (route.get("form") or route.get("verb") == "GET")
    for name in CORPUS["unknown_fields"]:
        # Addresses and forms cannot carry half a pair of surrogates.
        if not is_json and name == "\ud800":
            continue
        body = {**route["body"], name: "1"}
        yield Case(f"unknown field {name!r}", route, body, 400, "unknown_field")


def _transport_cases(route):
    for entry in CORPUS["transport"]:
        headers, method = entry.get("headers", {}), entry.get("method")
        if route.get("form") and "Content-Type" in headers:
            continue
        name = f"transport {headers or method}"
        yield Case(
            name,
            route,
            route["body"],
            entry["status"],
            entry["code"],
            headers,
            method=method,
            is_transport=True,
        )
    if not route.get("form"):
        data = b" " * (64 * 1024 + 1)
        yield Case("too large", route, data, 413, "too_large", is_transport=True)


def _object_cases(route):
    for entry in CORPUS["objects"]:
        yield Case(f"body {entry['body']!r}", route, entry["body"].encode(), 400, entry["code"])
    for depth in CORPUS["depths"]:
        for data in (b'{"a":' + b"[" * depth + b"]" * depth + b"}", b'{"a":' * depth):
            status, code = (413, "too_large") if len(data) > 64 * 1024 else (400, "invalid_json")
            yield Case(f"{depth} levels", route, data, status, code)
    for encoding in ("utf-16", "utf-32", "latin-1"):
        yield Case(encoding, route, '{"ü": 1}'.encode(encoding), 400, "invalid_json")


def _token_cases(route, values):
    token = values["token"]
    mutated = {
        "truncated": token[:-1],
        "swapped": token.swapcase(),
        "doubled": token + token,
    }
    for value in fill(CORPUS["tokens"], mutated):
        # Headers and forms cannot carry everything a JSON body can.
        is_json = route.get("verb") != "GET" and not route.get("form")
        if is_json or (value.isascii() and value.isprintable()):
            yield _token_case(route, value, 401)
    yield _token_case(route, values["foreign_token"], 404)


def _token_case(route, token, status):
    code = "not_found" if status == 404 else "unauthenticated"
    name = f"token {token!r}"
    if route.get("verb") == "GET":
        return Case(name, route, route["body"], status, code, {"X-Session-Token": token})
    return Case(name, route, {**route["body"], "session_token": token}, status, code)
