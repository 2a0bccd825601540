"""Bytes → JSON object, strictly: what two parsers could read differently is refused."""

import json
import math

from odoo import _

from .errors import refusal

MAX_BODY_SIZE = 64 * 1024
MAX_DEPTH = 16


def parse(data):
    """:param bytes data: the body of a request
    :rtype: dict
    :raise ChatError: 400 unless it is one JSON object in UTF-8, without repeated keys, without
        numbers JSON does not have, at most 16 levels deep
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique_keys,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    # RecursionError: thousands of levels. ValueError: everything else, numbers with thousands of
    # digits included.
    except (ValueError, RecursionError):
        raise refusal(400, _("The request is not valid JSON.")) from None
    if not isinstance(value, dict):
        raise refusal(400, _("The request must be a JSON object."))
    if not _is_flat_enough(value):
        raise refusal(400, _("The request is nested too deeply."))
    return value


def _unique_keys(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError
    return result


def _no_constant(name):
    raise ValueError(name)


def _finite(digits):
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(digits)
    return value


def _is_flat_enough(value):
    level = [value]
    for _depth in range(MAX_DEPTH):
        level = [
            item
            for container in level
            for item in (container.values() if isinstance(container, dict) else container)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return True
    return False
