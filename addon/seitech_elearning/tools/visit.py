"""What a visitor's browser tells of the visit, as far as it is kept."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from . import text
from .errors import invalid_value

MAX_ADDRESS_LENGTH = 500
MAX_SUBJECT_LENGTH = 100
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}", re.ASCII)


def zone_of(env, name):
    """:return: the time zone of this name, or ``None`` for none
    :raise ChatError: 422 if there is no such zone
    """
    if name is None:
        return None
    try:
        if _ZONE.fullmatch(name):
            return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        pass
    raise invalid_value("time_zone", env._("There is no such time zone."))


def language_of(env, code):
    """:return: a language as Odoo writes it, or ``None``
    :raise ChatError: 422 for what is no language
    """
    if code is None:
        return None
    if not _LANGUAGE.fullmatch(code):
        raise invalid_value("language", env._("There is no such language."))
    return code.replace("-", "_")


def address_of(env, field, url):
    """:return: a page without what stands after ``?`` and ``#``, which is nobody's business
    :raise ChatError: 422 for what is no address of a page
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = None
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname:
        raise invalid_value(field, env._("This is no address of a page."))
    if not text.is_storable(url):
        raise invalid_value(field, env._("This is no address of a page."))
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"[:MAX_ADDRESS_LENGTH]


def subject_of(env, subject, choices):
    """:param list choices: what visitors may choose from
    :return: the one that was chosen, or ``None``
    :raise ChatError: 422 for any other
    """
    if subject is None:
        return None
    if subject not in choices:
        raise invalid_value("subject", env._("Choose one of the subjects."))
    return subject
