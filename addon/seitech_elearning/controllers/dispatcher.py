import json

from odoo import _
from odoo.http import Dispatcher, Response

from ..tools.origin import is_own_origin
from . import body
from .errors import describe, refusal
from .params import parameters, read_field, read_fields

JSONRPC_VERSION = "2.0"


class ChatDispatcher(Dispatcher):
    """Routes of ``type="seitech_chat"``: JSON in, JSON out, with the status that fits.

    A request is a bare JSON object or a JSON-RPC 2.0 envelope with the object as ``params``; the
    answer has the same form. Order of checks: 405 → 413 → 415 → 403 (origin) → 400 → 401, then
    what the models refuse. Exceptions pass through to Odoo, which rolls back and tries again
    after a concurrent change; ``handle_error`` only words what is left.
    """

    routing_type = "seitech_chat"
    mimetypes = ("application/json",)

    def __init__(self, request):
        super().__init__(request)
        self.envelope = None
        self.fields = {}

    @classmethod
    def is_compatible_with(cls, request):
        # Also for other content types, so that it is this class that refuses them.
        return True

    def read_request(self, endpoint):
        """Check everything that can be checked without knowing who is asking.

        :raise ChatError: 400, 403, 405, 413 or 415
        """
        self._check_transport(self.request.httprequest)
        content = body.parse(self.request.httprequest.get_data())
        if "jsonrpc" in content:
            content = self._open_envelope(content)
        self.fields = read_fields(endpoint, content)

    def _check_transport(self, httprequest):
        if httprequest.method != "POST":
            raise refusal(405, _("Use POST here."))
        if (httprequest.content_length or 0) > body.MAX_BODY_SIZE:
            raise refusal(413, _("The request is too large."))
        if httprequest.mimetype not in self.mimetypes:
            raise refusal(415, _("The request must be of the type application/json."))
        if not is_own_origin(httprequest):
            raise refusal(403, _("Requests from other sites are not accepted."))

    def _open_envelope(self, content):
        id_, params = content.get("id"), content.get("params", {})
        is_valid_id = id_ is None or type(id_) in (int, str)
        if content["jsonrpc"] != JSONRPC_VERSION or not is_valid_id or type(params) is not dict:
            raise refusal(400, _("The request is not a valid JSON-RPC 2.0 call."))
        self.envelope = {"jsonrpc": JSONRPC_VERSION, "id": id_}
        return params

    def dispatch(self, endpoint, args):
        declared = parameters(endpoint)
        path = {
            name: read_field(declared[name], value)
            for name, value in args.items()
            if name in declared
        }
        self.request.params = {**self.fields, **path}
        result = self.request.registry["ir.http"]._dispatch(endpoint)
        return self._respond(200, {"success": True, **result})

    def handle_error(self, exc):
        status, content = describe(exc)
        response = self._respond(status, content)
        if status == 405:
            response.headers["Allow"] = "POST"
        if status == 503:
            response.headers["Retry-After"] = "1"
        return response

    def _respond(self, status, content):
        if self.envelope:
            content = {**self.envelope, "result": content}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        # Half a surrogate pair can only come from the request itself, in an echoed name.
        data = text.encode(errors="replace")
        headers = {"Cache-Control": "no-store"}
        return Response(data, status=status, headers=headers, mimetype="application/json")
