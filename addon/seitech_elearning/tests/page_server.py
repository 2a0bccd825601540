"""A site of somebody else's, for tests: pages, pictures, and whatever can go wrong there."""

import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler

from .local_server import local_server
from .upload_samples import image

PAGE = b"""<html><head>
<title>Not this</title>
<meta property="og:title" content="Moons &amp; planets">
<meta property="og:description" content="What goes   around.">
<meta property="og:site_name" content="Space">
<meta property="og:image" content="/moon.png">
</head><body><p>Hello</p></body></html>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}
PNG = {"Content-Type": "image/png"}

# How long the page that drips lasts, if nobody ends it.
DRIPPING = 20

_ANSWERS = {
    "/page": (200, HTML, PAGE),
    "/moon.png": (200, PNG, image("PNG", (1200, 600))),
    "/plain": (200, HTML, b"<title>Only a title</title>"),
    "/broken-picture": (200, HTML, PAGE.replace(b"moon.png", b"not-a-picture")),
    "/not-a-picture": (200, PNG, b"\x89PNG\r\n\x1a\n and no more"),
    "/to-page": (302, {"Location": "/page"}),
    "/to-inside": (302, {"Location": "http://INSIDE/page"}),
    "/round": (302, {"Location": "/round"}),
    "/huge": (200, HTML, b"<title>Huge</title>" + b" " * 8_000_000),
    "/empty": (200, HTML),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        path = self.path.split("?")[0]
        if path == "/drip":
            self._drip()
        else:
            self._answer(*_ANSWERS.get(path, (404, HTML, b"<title>Nothing here</title>")))

    def _answer(self, status, headers, content=b""):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value.replace("INSIDE", self.server.inside))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content)

    def _drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        end = time.monotonic() + DRIPPING
        with suppress(OSError):
            while time.monotonic() < end:
                self.wfile.write(b" ")
                time.sleep(0.2)

    def log_message(self, *args):
        pass


@contextmanager
def page_server(inside="127.0.0.2"):
    """:param str inside: where `/to-inside` leads
    :return: a server with ``url``; ``asked`` has the paths that were asked for
    """
    with local_server(_Handler, asked=[]) as server:
        server.inside = f"{inside}:{server.server_port}"
        yield server
