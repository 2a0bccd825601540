import json

from odoo import _
from odoo.http import Dispatcher, Response

from ..tools.files import MAX_SIZE
from ..tools.origin import is_allowed_origin
from . import body, form
from .cors import cors_headers, is_preflight, preflight_answer
from .errors import describe, refusal, to_chat_error
from .params import parameters, read_field, read_fields

JSONRPC_VERSION = "2.0"
JSON, FORM = "application/json", "multipart/form-data"

MAX_SIZES = {JSON: body.MAX_BODY_SIZE, FORM: MAX_SIZE + body.MAX_BODY_SIZE}
# So much of what is refused is still listened to.
HEARD_OUT = 2 * MAX_SIZE


class ChatDispatcher(Dispatcher):
    """Routes of ``type="seitech_chat"``: JSON in, JSON out, with the status that fits.

    A request is a bare JSON object or a JSON-RPC 2.0 envelope with the object as ``params``; the
    answer has the same form. A route may say otherwise: ``verb="GET"`` takes its fields from the
    address, ``mimetype=FORM`` from a form with files, ``max_age`` lets what is the same for
    everybody be kept for so many seconds.

    Order of checks: 429 (network) → 405 → 413 → 415 → 403 (origin) → 400 → 401 → 429 (person),
    then what the models refuse. Exceptions pass through to Odoo, which rolls back and tries again
    after a concurrent change; ``handle_error`` only words what is left.
    """

    routing_type = "seitech_chat"

    def __init__(self, request):
        super().__init__(request)
        self.verb = "POST"
        self.max_age = None
        self.cors = {}
        self.envelope = None
        self.fields = {}

    @classmethod
    def is_compatible_with(cls, request):
        # Also for other content types, so that it is this class that refuses them.
        return True

    def read_request(self, endpoint):
        """Check everything that can be checked without knowing who is asking.

        :raise ChatError: 400, 403, 405, 413, 415 or 429
        """
        env, httprequest = self.request.env, self.request.httprequest
        self.cors = cors_headers(env, httprequest)
        env["seitech.chat.rate"]._count_network(httprequest.remote_addr)
        if is_preflight(httprequest):
            self.request.session.can_save = False
            raise preflight_answer(self.cors)
        self.verb = endpoint.routing.get("verb", "POST")
        self.max_age = endpoint.routing.get("max_age")
        if httprequest.method != self.verb:
            raise refusal(405, _("Use %s here.", self.verb))
        mimetype = endpoint.routing.get("mimetype", JSON)
        if self.verb == "POST":
            self._check_content(httprequest, mimetype)
        if not is_allowed_origin(env, httprequest):
            raise refusal(403, _("Requests from other sites are not accepted."))
        self.fields = read_fields(endpoint, self._read_content(httprequest, mimetype))

    def _check_content(self, httprequest, mimetype):
        size = httprequest.content_length or 0
        if size > MAX_SIZES[mimetype]:
            if size <= HEARD_OUT:
                # A proxy that is still sending when the connection ends tells people of a bad
                # gateway instead of this.
                httprequest.get_data(cache=False)
            raise refusal(413, _("The request is too large."))
        if httprequest.mimetype != mimetype:
            raise refusal(415, _("The request must be of the type %s.", mimetype))

    def _read_content(self, httprequest, mimetype):
        if self.verb == "GET":
            return form.read_query(httprequest)
        if mimetype == FORM:
            return form.read_form(httprequest)
        content = body.parse(httprequest.get_data())
        return self._open_envelope(content) if "jsonrpc" in content else content

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
        error = to_chat_error(exc)
        response = self._respond(error.http_status, describe(error, exc))
        if error.http_status == 405:
            response.headers["Allow"] = self.verb
        if error.http_status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        if error.retry_after:
            response.headers["Retry-After"] = str(error.retry_after)
        return response

    def _respond(self, status, content):
        if self.envelope:
            content = {**self.envelope, "result": content}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        # Half a surrogate pair can only come from the request itself, in an echoed name.
        data = text.encode(errors="replace")
        headers = {"Cache-Control": self._caching(status), **self.cors}
        if self.max_age:
            # Odoo finds the language in the one, and the website an editor looks at in the other.
            headers["Vary"] = "Origin, Accept-Language, Cookie"
        return Response(data, status=status, headers=headers, mimetype=JSON)

    def _caching(self, status):
        if self.max_age and status == 200:
            return f"public, max-age={self.max_age}"
        return "no-store"
