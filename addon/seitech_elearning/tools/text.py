"""What the texts people send may be."""

import re
import unicodedata

from odoo.tools.translate import LazyTranslate

from .errors import invalid_value
from .input_error import InputError

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_CONTENT_LENGTH = 10_000
NAME_LIMIT = 60

# PostgreSQL can store neither; both pass through JSON unharmed.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Characters that draw nothing although Unicode counts them as letters, symbols or marks.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_BLANK_MARKS = re.compile(f"[{_BLANK}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = "\u200c\u200d"  # Persian and Indic spelling and emoji need them
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def is_storable(text):
    """:return: whether a text can be stored (no NUL, no half of a surrogate pair)"""
    return not _UNSTORABLE.search(text)


def is_blank(text):
    """:return: whether nothing of a text can be seen"""
    return all(_is_invisible(char) for char in text)


def strip_invisible(text):
    """:return: a text without control, format (bidi, zero-width) and blank characters"""
    return "".join(char for char in text if char.isspace() or not _is_invisible(char))


def safe_name(name):
    """:param name: what came from outside, of any type
    :return: a display name as it is stored: visible characters on one line, trimmed
    :raise InputError: not a string, NUL or a lone surrogate in it, nothing visible, too long
    """
    if not isinstance(name, str):
        raise InputError("invalid_type", "type", _lt("This must be a text."))
    if "\0" in name:
        raise InputError("invalid_value", "nul", _lt("The text has a NUL character in it."))
    if _SURROGATES.search(name):
        raise InputError("invalid_value", "surrogate", _lt("The text is not valid Unicode."))
    visible = "".join(map(_visible_character, unicodedata.normalize("NFC", name)))
    cleaned = " ".join(visible.split()).strip(_JOINERS + " ")
    if is_blank(cleaned):
        raise InputError("invalid_value", "empty", _lt("The name is empty."))
    if len(cleaned) > NAME_LIMIT:
        raise InputError("invalid_value", "long", _lt("The name is too long."))
    return cleaned


def _is_invisible(char):
    # Not Cn: characters newer than Python's tables (new emoji) are visible.
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}:
        return True
    return _BLANK_MARKS.match(char) is not None


def _visible_character(char):
    if char.isspace():
        return " "
    if char in _JOINERS or char == "\ufe0f":
        return char
    return "" if _is_invisible(char) else char


def check_content(env, content, may_be_blank=False):
    """:param bool may_be_blank: whether something else, like a file, is what is sent
    :raise ChatError: if ``content`` cannot be a message
    """
    if not isinstance(content, str):
        raise invalid_value("content", env._("A message is a text."))
    if not is_storable(content):
        message = env._("The message contains characters that cannot be sent.")
        raise invalid_value("content", message)
    if not may_be_blank and is_blank(content[: MAX_CONTENT_LENGTH + 1]):
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
