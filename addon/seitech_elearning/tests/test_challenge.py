from unittest.mock import patch

import requests
from odoo.addons.seitech_elearning.models.chat_challenge import OPENINGS
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged
from odoo.tools import mute_logger

from .abuse_case import AbuseCase
from .common import TAGS

PROVIDERS = {
    "turnstile": (
        "_verify_turnstile_token",
        {"cf.turnstile_site_key": "site", "cf.turnstile_secret_key": "secret"},
        "https://challenges.cloudflare.com/turnstile/v0/siteverify",
    ),
    "recaptcha": (
        "_verify_recaptcha_token",
        {
            "recaptcha_public_key": "site",
            "recaptcha_private_key": "secret",
            "recaptcha_min_score": "0.7",
            "enable_recaptcha": "True",
        },
        "https://www.recaptcha.net/recaptcha/api/siteverify",
    ),
}


class _Answer:
    """What the providers of captchas answer."""

    def __init__(self, is_right):
        self.is_right = is_right

    def json(self):
        if self.is_right:
            return {"success": True, "score": 0.9}
        return {"success": False, "error-codes": ["invalid-input-response"]}


@tagged(*TAGS)
class TestChallenge(AbuseCase):
    """A captcha for those who have drawn attention, by Odoo's own modules."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self._set_keys({key: "" for _name, keys, _url in PROVIDERS.values() for key in keys})

    def _set_keys(self, keys):
        for key, value in keys.items():
            self.env["ir.config_parameter"].set_param(key, value)

    def _opening(self, **fields):
        with self._from():
            return self._request("support", {"content": "Hello", **fields})

    def _draw_attention(self):
        """Open as many conversations as one person may need."""
        for _ in range(OPENINGS):
            self.assertEqual(self._opening().status_code, 200)

    def _available(self):
        """The providers whose module is installed here."""
        http = self.env["ir.http"]
        for name, (method, keys, url) in PROVIDERS.items():
            if hasattr(http, method):
                yield name, keys, url

    def test_without_a_provider_there_are_limits_only(self):
        self._draw_attention()
        self.assertEqual(self._opening().status_code, 200)

    def test_one_of_odoos_modules_is_here(self):
        self.assertIn("recaptcha", [name for name, _keys, _url in self._available()])

    @mute_logger(
        "odoo.addons.google_recaptcha.models.ir_http",
        "odoo.addons.website_cf_turnstile.models.ir_http",
    )
    def test_providers(self):
        for name, keys, url in self._available():
            with self.subTest(provider=name):
                self._forget()
                self._set_keys(keys)
                with patch.object(requests, "post", self._provider_at(url)):
                    self._draw_attention()
                    refusal = self._assert_refused(self._opening(), 403, "challenge_required")
                    expected = {"provider": name, "site_key": "site"}
                    self.assertEqual(refusal["details"], expected)
                    self.assertNotIn("secret", str(refusal))
                    for wrong in ("", "wrong", "x" * 5000, "\u00e9", "\ud800"):
                        refused = self._opening(captcha_token=wrong)
                        self._assert_refused(refused, 403, "challenge_required")
                    self.assertEqual(self._opening(captcha_token="right").status_code, 200)
                    self._assert_refused(self._opening(), 403, "challenge_required")
                self._set_keys(dict.fromkeys(keys, ""))

    def _provider_at(self, url):
        def post(asked, data=None, **_options):
            self.assertEqual(asked, url)
            self.assertEqual((data["secret"], data["remoteip"]), ("secret", "203.0.113.77"))
            return _Answer(data["response"] == "right")

        return post

    @mute_logger("odoo.addons.google_recaptcha.models.ir_http")
    def test_a_provider_that_does_not_answer(self):
        self._set_keys(PROVIDERS["recaptcha"][1])
        self._draw_attention()
        with patch.object(requests, "post", side_effect=requests.exceptions.Timeout):
            refused = self._opening(captcha_token="right")
        self._assert_refused(refused, 403, "challenge_required")

    def test_limits_hit_draw_attention(self):
        self._set_keys(PROVIDERS["recaptcha"][1])
        self._set(settings.RATE_PERSON, 1)
        path = f"/api/chat/support/{self.support.id}/poll?session_token={self.token}"
        with self._from():
            statuses = [self.url_open(path).status_code for _ in range(10)]
        self.assertIn(429, statuses)
        self._assert_refused(self._opening(), 403, "challenge_required")
        self.assertEqual(self._request("support", {"content": "x"}).status_code, 200, "others")

    def test_a_repeated_opening_meets_none(self):
        self._set_keys(PROVIDERS["recaptcha"][1])
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        for _ in range(OPENINGS + 2):
            self.assertEqual(self._opening(client_key=key).status_code, 200)

    def test_switched_off(self):
        self._set_keys({**PROVIDERS["recaptcha"][1], "enable_recaptcha": "False"})
        self._draw_attention()
        self.assertEqual(self._opening().status_code, 200)

    def test_turnstile_comes_first(self):
        """Also where its module is not installed: by what it is documented to answer."""
        for name in PROVIDERS:
            self._set_keys(PROVIDERS[name][1])
        asked = []

        def verify(_model, address, token, action=False):
            asked.append((address, token, action))
            return "is_human" if token == "right" else "wrong_token"

        http = self.registry["ir.http"]
        with patch.object(http, "_verify_turnstile_token", verify, create=True):
            self._draw_attention()
            refusal = self._assert_refused(self._opening(), 403, "challenge_required")
            self.assertEqual(refusal["details"], {"provider": "turnstile", "site_key": "site"})
            refused = self._opening(captcha_token="wrong")
            self._assert_refused(refused, 403, "challenge_required")
            self.assertEqual(self._opening(captcha_token="right").status_code, 200)
        address = "203.0.113.77"
        self.assertEqual(asked, [(address, "wrong", False), (address, "right", False)])

    def test_another_provider(self):
        """What a module of one's own overrides."""
        challenge = self.registry["seitech.chat.challenge"]
        provider = {"provider": "turnstile", "site_key": "own"}
        with (
            patch.object(challenge, "_provider", lambda _model: provider),
            patch.object(challenge, "_is_human", lambda _model, _name, token: token == "right"),
        ):
            self._draw_attention()
            refusal = self._assert_refused(self._opening(), 403, "challenge_required")
            self.assertEqual(refusal["details"], provider)
            self.assertEqual(self._opening(captcha_token="right").status_code, 200)
