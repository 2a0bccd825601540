import base64
import binascii
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec
from odoo import api, fields, models
from odoo.http import STORED_SESSION_BYTES, request

from ..tools.errors import invalid_value
from ..tools.push_session import is_acceptable

MAX_ENDPOINT = 1000
# More browsers than that nobody uses at a time; the oldest are forgotten.
MAX_DEVICES = 10


class MailPushDevice(models.Model):
    """Browsers that want to be told. Colleagues' are registered by Odoo's backend; those of people
    on the website are registered here."""

    _inherit = "mail.push.device"

    seitech_session = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Stands for the session that registered it, with which it ends.",
    )

    @api.model
    def _seitech_register(self, endpoint, p256dh, auth):
        """Push to a browser of the current user from now on. Whose it was before is forgotten.

        :raise ChatError: 422 for what is no subscription of a browser
        """
        self._seitech_check_subscription(endpoint, p256dh, auth)
        partner = self.env.user.partner_id
        # sudo: mail.push.device – of the current user; nobody else may speak for this endpoint
        devices = self.sudo()
        devices.search([("endpoint", "=", endpoint)]).unlink()
        own = devices.search(
            [("partner_id", "=", partner.id), ("seitech_session", "!=", False)], order="id desc"
        )
        own[MAX_DEVICES - 1 :].unlink()
        devices.create(
            {
                "partner_id": partner.id,
                "endpoint": endpoint,
                "keys": json.dumps({"p256dh": p256dh, "auth": auth}),
                "seitech_session": _session_mark(),
            }
        )

    @api.model
    def _seitech_unregister(self, endpoint):
        """Push to a browser of the current user no more."""
        # sudo: mail.push.device – of the current user
        self.sudo().search(
            [("endpoint", "=", endpoint), ("partner_id", "=", self.env.user.partner_id.id)]
        ).unlink()

    @api.model
    def _seitech_forget_session(self):
        """Whoever signs out is not pushed to where somebody else may be next."""
        # sudo: mail.push.device – of the session that ends
        self.sudo().search([("seitech_session", "=", _session_mark())]).unlink()

    def _seitech_check_subscription(self, endpoint, p256dh, auth):
        if len(endpoint) > MAX_ENDPOINT or not endpoint.isascii() or not is_acceptable(endpoint):
            message = self.env._("This is no address of a push service.")
            raise invalid_value("endpoint", message)
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(p256dh))
        except ValueError as error:
            raise invalid_value("p256dh", self.env._("This is no key.")) from error
        if len(_decoded(auth)) != 16:
            raise invalid_value("auth", self.env._("This is no key."))


def _decoded(key):
    """:return: the bytes of a key as browsers write it; none for anything else"""
    try:
        bare = key.rstrip("=").encode()
        padded = bare + b"=" * (-len(bare) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b""


def _session_mark():
    """:return: what stands for the present session, of which only a browser knows the id"""
    return hashlib.sha256(request.session.sid[:STORED_SESSION_BYTES].encode()).hexdigest()
