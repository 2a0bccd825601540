"""Checks on what people send."""

import re

from .errors import invalid_value

MAX_CONTENT_LENGTH = 10_000

# PostgreSQL can store neither; both pass through JSON unharmed.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def is_storable(text):
    """:return: whether a text can be stored (no NUL, no half of a surrogate pair)"""
    return not _UNSTORABLE.search(text)


def check_content(env, content):
    """:raise ChatError: if ``content`` cannot be a message"""
    if not isinstance(content, str):
        raise invalid_value("content", env._("A message is a text."))
    if not is_storable(content):
        message = env._("The message contains characters that cannot be sent.")
        raise invalid_value("content", message)
    if not content.strip():
        raise invalid_value("content", env._("Write a message before sending."))
    if len(content) > MAX_CONTENT_LENGTH:
        raise invalid_value(
            "content",
            env._("A message can have at most %s characters.", MAX_CONTENT_LENGTH),
        )


def check_client_key(env, client_key):
    """:raise ChatError: if a client key is given and is not a UUID"""
    if client_key is not None and not _UUID.fullmatch(client_key):
        raise invalid_value("client_key", env._("The client key must be a UUID."))


def check_range(env, field, value, low, high):
    """:raise ChatError: if ``value`` is given and lies outside ``low`` … ``high``"""
    if value is not None and not low <= value <= high:
        raise invalid_value(
            field,
            env._(
                "%(field)s must be between %(low)s and %(high)s.",
                field=field,
                low=low,
                high=high,
            ),
        )


def check_choice(env, field, value, choices):
    """:raise ChatError: if ``value`` is given and is not one of ``choices``"""
    if value is not None and value not in choices:
        allowed = ", ".join(choices)
        message = env._("%(field)s must be one of: %(allowed)s.", field=field, allowed=allowed)
        raise invalid_value(field, message)
