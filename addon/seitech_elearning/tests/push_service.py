"""A push service and a browser, for tests: what arrives, and what only the browser reads of it."""

import base64
import os
import struct
from http.server import BaseHTTPRequestHandler

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .local_server import local_server

# What is answered under addresses that are not like others.
_STATUSES = {"/gone": 410, "/moved": 307}


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        self.send_response(_STATUSES.get(self.path, 201))
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def push_service():
    """:return: a server with ``url``; ``received`` has what came: path, headers and body"""
    return local_server(_Handler, received=[])


class Browser:
    """Has the keys of a subscription (RFC 8291)."""

    def __init__(self):
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)

    @property
    def keys(self):
        """As a browser gives them to a page."""
        return {"p256dh": _text(_point(self._key)), "auth": _text(self._auth)}

    def decrypt(self, body):
        """:return: what was pushed, as bytes
        :raise cryptography.exceptions.InvalidTag: if it was not encrypted for this browser
        """
        salt, _size, length = struct.unpack("!16sLB", body[:21])
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        info = b"WebPush: info\0" + _point(self._key) + sender
        secret = _derived(self._key.exchange(ec.ECDH(), public), self._auth, info, 32)
        key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x02")


def _point(key):
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _derived(secret, salt, info, length):
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
