"""What browsers are told about pages of other sites."""

from odoo.http import Response
from werkzeug.exceptions import HTTPException

from ..tools.origin import is_allowed_origin

MAX_AGE = 24 * 60 * 60


def is_preflight(httprequest):
    """:return: whether a browser asks what a page of another site may do"""
    headers = httprequest.headers
    is_complete = "Origin" in headers and "Access-Control-Request-Method" in headers
    return httprequest.method == "OPTIONS" and is_complete


def preflight_answer(cors):
    """:param dict cors: the headers of ``cors_headers``
    :return: an exception that Odoo takes as the response
    """
    headers = {
        **cors,
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Session-Token",
        "Access-Control-Max-Age": str(MAX_AGE),
    }
    return HTTPException(response=Response(status=204, headers=headers))


def cors_headers(env, httprequest):
    """:return: the headers that let a page of an allowed site read an answer"""
    headers = {"Vary": "Origin"}
    if "Origin" in httprequest.headers and is_allowed_origin(env, httprequest):
        headers["Access-Control-Allow-Origin"] = httprequest.headers["Origin"]
        headers["Access-Control-Allow-Credentials"] = "true"
        headers["Access-Control-Expose-Headers"] = "Retry-After"
    return headers
