"""What the chat refuses, and how it says so."""

import logging

from odoo.exceptions import UserError


class ChatError(UserError):
    """A refusal the API passes on as it is.

    :param str message: a sentence for people
    :param str code: the machine code of the API
    :param int http_status: the status the API answers with
    :param dict fields: sentence by request field, if the refusal is about fields
    """

    # Refusing is everyday work, not something an administrator has to look at.
    loglevel = logging.DEBUG

    # Seconds after which the same request may succeed.
    retry_after = None
    # What else the API tells about the refusal, for programs.
    details = None

    def __init__(self, message, code, http_status, fields=None):
        super().__init__(message)
        self.code = code
        self.http_status = http_status
        self.fields = fields or {}


def invalid_value(field, message):
    """:return: the error for a well-formed field whose value cannot be accepted"""
    return ChatError(message, "invalid_value", 422, {field: message})


def refused_input(field, error):
    """:param InputError error: what is wrong with the value of a field
    :return: the error the API answers with
    """
    status = {"invalid_type": 400, "too_large": 413, "unsupported_media_type": 415}
    message = str(error)
    return ChatError(message, error.code, status.get(error.code, 422), {field: message})


def not_found(env):
    """:return: the one error for what does not exist and for what the caller may not know of"""
    return ChatError(env._("This does not exist, or you have no access to it."), "not_found", 404)


def too_many_requests(message, retry_after):
    """:param int retry_after: seconds until there is room again
    :return: the error for who asks for too much at a time
    """
    error = ChatError(message, "too_many_requests", 429)
    error.retry_after = retry_after
    return error


def forbidden(message):
    """:return: the error for what the caller may see but not do"""
    return ChatError(message, "forbidden", 403)


def conflict(message, code="conflict"):
    """:return: the error for a request that the present state does not allow"""
    return ChatError(message, code, 409)
