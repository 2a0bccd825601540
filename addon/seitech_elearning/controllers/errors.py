"""From exceptions to what clients are told."""

import logging
import traceback
import uuid

import psycopg2
from odoo import _
from odoo.exceptions import AccessDenied, AccessError, MissingError, UserError
from odoo.http import SessionExpiredException
from psycopg2.pool import PoolError
from werkzeug.exceptions import HTTPException

from ..tools.errors import ChatError

_logger = logging.getLogger(__name__)

_CODES = {
    400: "invalid_json",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_value",
    429: "too_many_requests",
}


def bad_request(code, fields):
    """:param dict fields: a sentence by field; the first is the one people are told"""
    return ChatError(next(iter(fields.values())), code, 400, fields)


def refusal(status, message):
    """:return: an error with the usual code of its HTTP status"""
    return ChatError(message, _CODES[status], status)


def to_chat_error(exception):
    """What to tell the client about an exception. Nothing of an unforeseen one gets out."""
    cause = exception.__cause__
    if isinstance(exception, ChatError):
        return exception
    if isinstance(exception, (AccessDenied, SessionExpiredException)):
        return refusal(401, _("Sign in to use the chat."))
    if isinstance(exception, MissingError):
        return refusal(404, _("This does not exist, or you have no access to it."))
    if isinstance(exception, AccessError):
        return refusal(403, _("You may not do this."))
    # Odoo turns a violated constraint into a sentence that quotes the database.
    if isinstance(cause, psycopg2.IntegrityError):
        return refusal(409, _("Somebody else has changed this at the same time."))
    if isinstance(exception, UserError):
        return refusal(422, exception.args[0])
    if isinstance(exception, HTTPException) and exception.code in _CODES:
        return refusal(exception.code, _("This request cannot be answered."))
    # The database is away or busy, or all five of Odoo's tries met a concurrent change.
    if isinstance(exception, (psycopg2.OperationalError, psycopg2.InterfaceError, PoolError)):
        busy = ChatError(_("The chat is busy. Please try again."), "unavailable", 503)
        busy.retry_after = 1
        return busy
    message = _("Something went wrong. Please try again later.")
    return ChatError(message, "server_error", 500)


def describe(error, exception):
    """Log what has to be looked into, and say the rest to the client.

    :param ChatError error: what ``to_chat_error`` made of the exception
    :return: the body of the answer
    :rtype: dict
    """
    request_id = str(uuid.uuid4())
    if error.http_status >= 500:
        details = "".join(traceback.format_exception(exception))
        _logger.error("Request %s failed with %s\n%s", request_id, error.code, details)
        # Logged with its id just now: Odoo need not log it once more without.
        exception.loglevel = logging.DEBUG
    body = {"success": False, "error": error.args[0], "code": error.code}
    if error.fields:
        body["fields"] = error.fields
    if error.details:
        body["details"] = error.details
    return {**body, "request_id": request_id}
