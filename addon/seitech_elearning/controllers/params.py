"""Fields of a request body. A route declares them as annotated parameters:

    def send(self, channel_id: identifier, content: string, client_key: string = None): ...

A parameter without a default is required; ``null`` for one with a default means that it is not
given. The annotation checks the JSON type, and that ids can be ids; whether a well-formed value
makes sense is said by the model, after it is clear that the caller may know of the record.
"""

import functools
import inspect
import re

from odoo import _
from werkzeug.datastructures import FileStorage

from .errors import bad_request

MAX_ID = 2**31 - 1
MAX_INTEGER = 2**53 - 1
_DIGITS = re.compile(r"-?[0-9]{1,20}", re.ASCII)

# Default of a parameter for which ``None`` is a value.
NOT_GIVEN = object()

# How many unknown names are told back, and how much of each.
MAX_ECHO = 50


def integer(value):
    """A whole number. ``true`` is not 1."""
    if type(value) is not int:
        raise TypeError(_("must be a whole number"))
    if abs(value) > MAX_INTEGER:
        raise ValueError(_("is out of range"))
    return value


def identifier(value):
    """The id of a record."""
    if not 1 <= integer(value) <= MAX_ID:
        raise ValueError(_("is not an id"))
    return value


def boolean(value):
    """True or false. 1 is neither."""
    if type(value) is not bool:
        raise TypeError(_("must be true or false"))
    return value


def string(value):
    """A text."""
    if not isinstance(value, str):
        raise TypeError(_("must be a text"))
    return value


def from_text(read):
    """What ``read`` reads, in a query or a form, where everything is a text."""

    def read_text(value):
        number = _DIGITS.fullmatch(string(value))
        return read(int(value) if number else value)

    return read_text


def uploaded_file(value):
    """A file of a form."""
    if not isinstance(value, FileStorage):
        raise TypeError(_("must be a file"))
    return value


def nullable(read):
    """What ``read`` reads, or ``null``, which here is a value like others."""

    def read_nullable(value):
        return None if value is None else read(value)

    read_nullable.takes_null = True
    return read_nullable


def list_of(read_item):
    """A list of what ``read_item`` reads."""

    def read(value):
        if not isinstance(value, list):
            raise TypeError(_("must be a list"))
        return [read_item(item) for item in value]

    return read


def integers_by_id(value):
    """An object with record ids as keys, which JSON writes as texts, and whole numbers."""
    if not isinstance(value, dict):
        raise TypeError(_("must be an object"))
    return {_id_of_key(key): integer(number) for key, number in value.items()}


def _id_of_key(key):
    if not (key.isascii() and key.isdecimal() and key[0] != "0"):
        raise TypeError(_("must have ids as keys"))
    return identifier(int(key[:12]))


def parameters(endpoint):
    """:return: the parameters of a controller method by name"""
    return dict(_signature(endpoint).parameters)


_signature = functools.cache(inspect.signature)


def read_fields(endpoint, body):
    """Check a body against the parameters of the route it is for.

    :param endpoint: the controller method
    :param dict body: the JSON object
    :return: the fields that are given, by name
    :raise ChatError: 400 with the first kind of mistake and all fields that have it
    """
    declared = parameters(endpoint)
    if _takes_anything(declared):
        return {}
    for name in endpoint.routing.get("path_args", ()):
        del declared[name]
    unknown = [name[:MAX_ECHO] for name in body if name not in declared][:MAX_ECHO]
    if unknown:
        sentences = {name: _("%s is not known here.", name) for name in unknown}
        raise bad_request("unknown_field", sentences)
    given = {
        name: body[name]
        for name, parameter in declared.items()
        if name in body and not (body[name] is None and _means_absence(parameter))
    }
    required = (name for name, parameter in declared.items() if not _is_optional(parameter))
    if missing := {name: _("%s is missing.", name) for name in required if name not in given}:
        raise bad_request("missing_field", missing)
    return {name: read_field(declared[name], value) for name, value in given.items()}


def read_field(parameter, value):
    """Check one value against its parameter's annotation.

    :raise ChatError: 400
    """
    try:
        return parameter.annotation(value)
    except TypeError as error:
        code, problem = "invalid_type", error.args[0]
    except ValueError as error:
        code, problem = "invalid_value", error.args[0]
    raise bad_request(code, {parameter.name: f"{parameter.name} {problem}."})


def _takes_anything(declared):
    return any(parameter.kind is parameter.VAR_KEYWORD for parameter in declared.values())


def _means_absence(parameter):
    """:return: whether ``null`` says that a field is not given"""
    return _is_optional(parameter) and not getattr(parameter.annotation, "takes_null", False)


def _is_optional(parameter):
    return parameter.default is not parameter.empty
