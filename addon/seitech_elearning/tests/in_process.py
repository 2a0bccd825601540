"""Requests that skip the HTTP server: handed to Odoo's WSGI application by the thread that tests.

Session, routing, rights, transaction and answer are those of any request. What is left out is the
socket, the server's thread for it and its reading of the request line and the headers.
"""

from email.message import Message
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import urlsplit

from odoo.http import root
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from werkzeug.test import EnvironBuilder, run_wsgi_app


class InProcessAdapter(HTTPAdapter):
    """What a ``requests`` session is given to reach Odoo without a connection."""

    def send(self, request, **_options):
        """:return: the answer, as it would have come over a connection"""
        body, status, headers = run_wsgi_app(root, _environ(request), buffered=True)
        received = Message()
        for name, value in headers:
            received.add_header(name, value)
        raw = HTTPResponse(
            BytesIO(b"".join(body)),
            headers=list(headers),
            status=int(status.split()[0]),
            preload_content=False,
            # Where a session looks for cookies.
            original_response=SimpleNamespace(
                msg=received, isclosed=lambda: True, close=lambda: None
            ),
        )
        return self.build_response(request, raw)


def _environ(request):
    url = urlsplit(request.url)
    body = request.body or b""
    data = body.encode() if isinstance(body, str) else body
    return EnvironBuilder(
        path=url.path,
        base_url=f"{url.scheme}://{url.netloc}/",
        query_string=url.query,
        method=request.method,
        headers=list(request.headers.items()),
        input_stream=BytesIO(data),
        environ_base={"REMOTE_ADDR": "127.0.0.1"},
    ).get_environ()
