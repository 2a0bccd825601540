"""The routes the server really has."""

from odoo.addons.http_routing.tests.common import MockRequest
from odoo.http import _generate_routing_rules
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

PREFIX = "/api/chat/"


def chat_rules(env):
    """:return: the routing rules of the chat's API, without the one that catches the rest"""
    # Looking for routes, Odoo reads the controllers' properties, which are there in requests only.
    with MockRequest(env):
        endpoints = list(_generate_routing_rules(["seitech_elearning"], nodb_only=False))
    return [
        Rule(url, endpoint=endpoint, methods=endpoint.routing["methods"])
        for url, endpoint in endpoints
        if url.startswith(PREFIX) and "<path:" not in url
    ]


def has_route(env, path, method="POST"):
    """:return: whether a request to this path of the API has a route of its own"""
    routes = Map(chat_rules(env), converters=env["ir.http"]._get_converters())
    try:
        routes.bind("localhost").match(PREFIX + path.split("?")[0], method)
    except HTTPException:
        return False
    return True
