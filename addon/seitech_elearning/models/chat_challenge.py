from odoo import api, models
from odoo.http import request
from odoo.tools.misc import str2bool

from ..tools.errors import ChatError

# So many conversations in so many seconds are more than one person needs.
OPENINGS, OPENED_WITHIN = 3, 600

MAX_TOKEN_LENGTH = 4096

_TURNSTILE = ["https://challenges.cloudflare.com"]
_RECAPTCHA = ["https://www.recaptcha.net/recaptcha/"]
# Where a page finds what a captcha is made of, for its policy.
_SOURCES = {
    "turnstile": {"script-src": _TURNSTILE, "frame-src": _TURNSTILE},
    "recaptcha": {
        "script-src": [
            *_RECAPTCHA,
            "https://www.gstatic.com/recaptcha/",
            "https://www.gstatic.cn/recaptcha/",
        ],
        "frame-src": _RECAPTCHA,
    },
}


class ChatChallenge(models.AbstractModel):
    """A captcha before a conversation is opened: only for networks that have drawn attention, and
    only if one of Odoo's own modules for it is installed and has its keys. Everybody else never
    meets one.

    Another provider is added by ``_provider``, ``_sources`` and ``_is_human``.
    """

    _name = "seitech.chat.challenge"
    _description = "Chat Challenge"

    @api.model
    def _check_opening(self, network_hash, token):
        """:param str token: what the captcha gave to the browser, or ``None``
        :raise ChatError: 403 ``challenge_required`` with what the browser needs for one
        """
        if not self._is_suspicious(network_hash):
            return
        provider = self._provider()
        if not provider or (self._is_token(token) and self._is_human(provider["provider"], token)):
            return
        message = self.env._("Please confirm that you are human.")
        required = ChatError(message, "challenge_required", 403)
        required.details = provider
        raise required

    @api.model
    def _is_suspicious(self, network_hash):
        """Counts the opening it is asked about."""
        rates = self.env["seitech.chat.rate"]
        is_one_of_few, _left = rates._try_token(f"opened:{network_hash}", OPENINGS, OPENED_WITHIN)
        return not is_one_of_few or self.env["seitech.chat.abuse"]._is_often_refused(network_hash)

    @staticmethod
    def _is_token(token):
        return bool(token) and len(token) <= MAX_TOKEN_LENGTH and token.isascii()

    @api.model
    def _provider(self):
        """:return: ``provider`` and ``site_key`` of the captcha, or ``None`` without one"""
        # sudo: ir.config_parameter – whether there are keys; only the public one is told
        parameters = self.env["ir.config_parameter"].sudo()

        def has_keys(site_key, secret_key):
            return parameters.get_param(site_key) and parameters.get_param(secret_key)

        routing = self.env["ir.http"]
        if hasattr(routing, "_verify_turnstile_token") and has_keys(
            "cf.turnstile_site_key", "cf.turnstile_secret_key"
        ):
            site_key = parameters.get_param("cf.turnstile_site_key")
            return {"provider": "turnstile", "site_key": site_key}
        if (
            hasattr(routing, "_verify_recaptcha_token")
            and has_keys("recaptcha_public_key", "recaptcha_private_key")
            and str2bool(parameters.get_param("enable_recaptcha", "True"))
        ):
            site_key = parameters.get_param("recaptcha_public_key")
            return {"provider": "recaptcha", "site_key": site_key}
        return None

    @api.model
    def _sources(self):
        """:return: what the policy of a page with the visitors' widget has to let in for a captcha:
        lists of addresses, by directive"""
        provider = self._provider()
        return _SOURCES.get(provider["provider"], {}) if provider else {}

    @api.model
    def _is_human(self, provider, token):
        """:return: whether the provider of the captcha says so. When it cannot be asked, nobody is:
        this is only about those who have drawn attention."""
        verify = getattr(self.env["ir.http"], f"_verify_{provider}_token")
        return verify(request.httprequest.remote_addr, token) == "is_human"
