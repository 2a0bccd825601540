"""Fetching what people link to, from nowhere but the public internet.

A link is an address that somebody else chose, and this server may stand in a network where other
machines trust it. So it is not the link that is checked but the address of each connection, just
before it is made: whatever a name resolves to by then, and wherever a redirect leads.
"""

import contextlib
import io
import ipaddress
import socket
import threading

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

MAX_BYTES = 2 * 1024 * 1024
MAX_SECONDS = 6
MAX_REDIRECTS = 3

_CHUNK = 8192
# Networks through which another address is reached than the one that is seen.
_TRANSLATING = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48")]


def is_public(address):
    """:param str address: an IP address
    :return: whether it is one of the public internet, and not one that stands for another
    """
    ip = ipaddress.ip_address(address)
    if ip.version == 6:
        hides_another = ip.ipv4_mapped or ip.sixtofour or ip.teredo
        if hides_another or any(ip in net for net in _TRANSLATING):
            return False
    return ip.is_global and not ip.is_multicast


class _GuardedConnection:
    """Connects to public addresses only, and for a few seconds."""

    def _new_conn(self):
        try:
            sock = self._connect()
        except OSError as error:
            raise NewConnectionError(self, "No connection") from error
        self._limit_time(sock)
        return sock

    def _connect(self):
        found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        addresses = [address[0] for *_kind, address in found]
        # All of them: nobody publishes a name of both worlds with good intentions.
        if not addresses or not all(map(is_public, addresses)):
            raise OSError("Not a public address")
        return socket.create_connection((addresses[0], self.port), self.timeout)

    @staticmethod
    def _limit_time(sock):
        """However slowly the answer drips in: the second handle outlives what becomes of the
        first (TLS wraps it), and ends the connection under both."""
        handle = sock.dup()

        def end():
            with contextlib.suppress(OSError), handle:
                handle.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(MAX_SECONDS, end)
        timer.daemon = True
        timer.start()


class _GuardedHTTPConnection(_GuardedConnection, HTTPConnection):
    pass


class _GuardedHTTPSConnection(_GuardedConnection, HTTPSConnection):
    pass


class _GuardedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTPConnection


class _GuardedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPSConnection


class _GuardedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **options):
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _GuardedHTTPPool,
            "https": _GuardedHTTPSPool,
        }


class OutboundSession(requests.Session):
    """Like any session of ``requests``, for people's links.

    The body of an answer ends after 2 MB; connections last for 6 seconds. Neither proxies nor
    passwords are taken from the surroundings: a proxy would connect wherever it is told to.
    """

    def __init__(self):
        super().__init__()
        self.trust_env = False
        self.max_redirects = MAX_REDIRECTS
        for scheme in ("http://", "https://"):
            self.mount(scheme, _GuardedAdapter(max_retries=0))

    def get(self, url, **options):
        """:raise requests.RequestException: for whatever goes wrong, forbidden addresses alike
        :raise urllib3.exceptions.HTTPError: if the answer breaks off
        """
        response = super().get(url, **options)
        body = io.BytesIO()
        with contextlib.closing(response.raw) as raw:
            for chunk in raw.stream(_CHUNK, decode_content=True):
                body.write(chunk)
                if body.tell() >= MAX_BYTES:
                    break
        body.truncate(MAX_BYTES)
        body.seek(0)
        response.raw = body
        return response
