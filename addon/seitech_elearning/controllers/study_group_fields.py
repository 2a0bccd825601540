"""What the forms about study groups send, read as the models want it."""

from contextlib import contextmanager

from odoo.http import request

from ..models.study_group_people import MAX_SIZE
from ..tools.errors import invalid_value, not_found
from .params import MAX_ID

_TYPED = ("name", "description", "course", "privacy", "max_members")


@contextmanager
def change():
    """Count what the block does as a request, and undo all of it if it is refused.

    :raise ChatError: 429 for who asks for too much, 403 for who was blocked from the chat
    """
    request.env["seitech.chat.rate"]._count_user()
    request.env.user._check_chat_account()
    with request.env.cr.savepoint():
        yield


def to_id(value):
    """:return: an id out of an address or a form, or ``None`` for what is none"""
    is_number = isinstance(value, str) and value.isascii() and value.isdecimal()
    return min(int(value[:11]), MAX_ID) or None if is_number else None


def plain(value):
    """:return: a text as it can be stored and shown again; nothing for what is no text"""
    return value.replace("\0", "") if isinstance(value, str) else ""


def typed_in(form):
    """:return: the fields of a group as somebody typed them, each a text"""
    return {name: plain(form.get(name)) for name in _TYPED}


def size(value):
    """:return: the size limit; 0 for a field that was left empty
    :raise ChatError: 422
    """
    text = value.strip() or "0"
    if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= MAX_SIZE:
        return int(text)
    message = request.env._(
        "The size limit is a number up to %s. Leave it empty for no limit.", MAX_SIZE
    )
    raise invalid_value("max_members", message)


def person(form):
    """:raise ChatError: 404 if nobody is named"""
    user_id = to_id(form.get("user_id"))
    if not user_id:
        raise not_found(request.env)
    return user_id


def people():
    """:return: the ids of those who were ticked
    :raise ChatError: 422 if nobody was
    """
    ids = [to_id(value) for value in request.httprequest.form.getlist("user_ids")]
    if not any(ids):
        raise invalid_value("user_ids", request.env._("Choose whom to invite."))
    return [user_id for user_id in ids if user_id]
