import json
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from lxml import html
from odoo.addons.bus.websocket import WebsocketConnectionHandler
from odoo.addons.seitech_elearning.tools import built_files, settings
from odoo.tests import tagged

from .common import TAGS, ChatCase
from .test_challenge import PROVIDERS

ALLOWED = "https://shop.example.com"
SCRIPT = 'const t = `<p>Do you want to end the chat?</p>`; _t("Send"); // Été\n'


@tagged(*TAGS)
class TestEmbed(ChatCase):
    """The widget on the pages of other sites."""

    def setUp(self):
        super().setUp()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # Files as the build makes them, and none where it made none.
        self.startPatcher(patch.object(built_files, "FOLDER", self.folder))
        self.website = self.env["website"].get_current_website()
        self.authenticate(None, None)
        self.opener.cookies.clear()

    def _build(self, **files):
        for name, content in files.items():
            folder = self.folder / ("embed_loader" if name == "embed_loader_js" else "embed")
            folder.mkdir(exist_ok=True)
            base, _, ending = name.rpartition("_")
            (folder / f"{base}.{ending}").write_text(content)

    def _build_page(self):
        self._build(embed_js=SCRIPT, embed_css="body { margin: 0 }")

    def _page(self, path="", **headers):
        response = self.url_open(f"/seitech_elearning/embed{path}", headers=headers)
        self.assertEqual(response.status_code, 200, response.text)
        return response

    def _config(self, response):
        [element] = html.fromstring(response.text).xpath("//script[@id='seitech-config']")
        return json.loads(element.text)

    def _policy(self, response):
        parts = response.headers["Content-Security-Policy"].split("; ")
        return {name: values for name, _, values in (part.partition(" ") for part in parts)}

    # The script

    def test_loader(self):
        self._build(embed_loader_js=SCRIPT)
        url = "/seitech_elearning/embed.js"
        response = self.url_open(url, headers={"Origin": "https://anywhere.example.com"})
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.content.decode(), SCRIPT)
        self.assertEqual(response.headers["Content-Type"], "text/javascript; charset=utf-8")
        self.assertEqual(response.headers["Cache-Control"], "public, max-age=3600")
        self.assertEqual(response.headers["Cross-Origin-Resource-Policy"], "cross-origin")
        self.assertNotIn("Set-Cookie", response.headers)
        etag = response.headers["ETag"]
        again = self.url_open(url, headers={"If-None-Match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))
        self._build(embed_loader_js=SCRIPT + "2")
        changed = self.url_open(url, headers={"If-None-Match": etag})
        self.assertEqual(changed.status_code, 200)
        self.assertNotEqual(changed.headers["ETag"], etag)

    def test_what_was_not_built(self):
        for path in ("embed.js", "embed"):
            response = self.url_open(f"/seitech_elearning/{path}")
            self.assertEqual(response.status_code, 404)
            self.assertNotIn("Traceback", response.text)
        self._build(embed_js=SCRIPT)
        self.assertEqual(self.url_open("/seitech_elearning/embed").status_code, 404)

    # The page

    def test_page(self):
        self._build_page()
        response = self._page()
        self.assertNotIn("Set-Cookie", response.headers)
        self.assertNotIn("X-Frame-Options", response.headers)
        self.assertEqual(response.headers["Cache-Control"], "public, max-age=300")
        self.assertTrue(response.text.startswith("<!DOCTYPE html>"))
        page = html.fromstring(response.text)
        [script] = page.xpath("//script[@src]")
        [style] = page.xpath("//link[@rel='stylesheet']")
        self.assertEqual(script.get("defer"), "defer")
        for address, name in ((script.get("src"), "embed.js"), (style.get("href"), "embed.css")):
            path, _, version = address.partition("?v=")
            self.assertEqual(path, f"/seitech_elearning/static/src/embed/{name}")
            self.assertEqual(version, built_files.read(f"embed/{name}").version)
        # The policy lets no other script run.
        inline = page.xpath("//script[not(@src)]")
        self.assertEqual([element.get("type") for element in inline], ["application/json"])
        self.assertFalse(page.xpath("//@onclick | //@onload | //style"))

    def test_config(self):
        self._build_page()
        self.website.write(
            {
                "seitech_chat_label": "</script><script>alert(1)</script>",
                "seitech_chat_color": "#714b67",
                "seitech_chat_side": "start",
                "seitech_chat_greeting": "Hello & <welcome>",
                "seitech_chat_greeting_delay": 3,
            }
        )
        response = self._page()
        self.assertNotIn("<script>alert", response.text)
        self.assertEqual(
            self._config(response),
            {
                "terms": {},
                "lang": "en-US",
                "direction": "ltr",
                "websocket_version": WebsocketConnectionHandler._VERSION,
                "label": "</script><script>alert(1)</script>",
                "greeting": "Hello & <welcome>",
                "color": "#714b67",
                "side": "start",
            },
        )

    def test_languages(self):
        self._build_page()
        for code in ("fr_FR", "ar_001"):
            self.website.language_ids += self.env["res.lang"]._activate_lang(code)
        self.website.with_context(lang="fr_FR").seitech_chat_label = "Une question ?"
        cases = [
            ("?lang=fr", "de", "fr-FR"),
            ("?lang=fr_BE", "en", "fr-FR"),
            ("?lang=ar", "en", "ar-001"),
            ("?lang=xx", "fr", "en-US"),
            ("?lang=%00'<", "fr", "en-US"),
            ("", "de, fr-CA;q=0.8, en;q=0.5", "fr-FR"),
            ("", "en-GB, fr;q=0.8", "en-US"),
            ("", "de", "en-US"),
        ]
        for path, accepted, lang in cases:
            with self.subTest(path=path, accepted=accepted):
                response = self._page(path, **{"Accept-Language": accepted})
                self.assertEqual(self._config(response)["lang"], lang)
                self.assertEqual(html.fromstring(response.text).get("lang"), lang)
                for header in ("Accept-Language", "Cookie"):
                    self.assertIn(header, response.headers["Vary"])
        french, arabic = self._config(self._page("?lang=fr")), self._config(self._page("?lang=ar"))
        self.assertEqual(french["label"], "Une question ?")
        self.assertEqual(arabic["direction"], "rtl")
        # Only what the script says is translated.
        self.assertEqual(french["terms"]["Send"], "Envoyer")
        self.assertLess(len(french["terms"]), 20)

    # Whose pages

    def test_policy(self):
        self._build_page()
        self.assertEqual(self._policy(self._page())["frame-ancestors"], "'none'")
        allow = self.env["ir.config_parameter"].set_param
        allow(settings.PREFIX + settings.CORS_ORIGINS, f"{ALLOWED} http://localhost:3000")
        for origin in (ALLOWED, "https://evil.example.com", f"{ALLOWED}.evil.example.com"):
            policy = self._policy(self._page(Origin=origin, Referer=f"{origin}/"))
            self.assertEqual(policy["frame-ancestors"], f"http://localhost:3000 {ALLOWED}")
        socket = self.base_url().replace("http://", "ws://")
        self.assertEqual(policy["connect-src"], f"'self' {socket}")
        self.assertEqual(policy["default-src"], "'none'")
        self.assertEqual(policy["script-src"], "'self' 'unsafe-eval'")
        self.assertEqual(policy["base-uri"], "'none'")
        self.assertEqual(policy["form-action"], "'none'")

    def test_policy_for_a_captcha(self):
        """Its provider is let in where there is one, and no other."""
        self._build_page()
        # What other tests, or the demo data, may have left there.
        keys = {key: "" for _name, keys, _url in PROVIDERS.values() for key in keys}
        allow = self.env["ir.config_parameter"].set_param
        for key, value in keys.items():
            allow(key, value)
        policy = self._policy(self._page())
        self.assertEqual(policy["script-src"], "'self' 'unsafe-eval'")
        self.assertEqual(policy["frame-src"], "'none'")
        hosts = {"turnstile": "challenges.cloudflare.com", "recaptcha": "www.recaptcha.net"}
        for name, (method, own_keys, _url) in PROVIDERS.items():
            if not hasattr(self.env["ir.http"], method):
                continue
            with self.subTest(provider=name):
                for key, value in {**keys, **own_keys}.items():
                    allow(key, value)
                policy = self._policy(self._page())
                [other] = {*hosts} - {name}
                for directive in ("script-src", "frame-src"):
                    self.assertIn(f"https://{hosts[name]}", policy[directive])
                    self.assertNotIn(hosts[other], policy[directive])
                    self.assertNotIn("*", policy[directive])
                self.assertTrue(policy["script-src"].startswith("'self' 'unsafe-eval' https://"))
                self.assertEqual(policy["default-src"], "'none'")

    def test_policy_cannot_be_widened(self):
        self._build_page()
        allow = self.env["ir.config_parameter"].set_param
        allow(settings.PREFIX + settings.CORS_ORIGINS, "https://a.example;script-src * 'self'")
        policy = self._policy(self._page())
        self.assertEqual(policy["frame-ancestors"], "'none'")
        self.assertEqual(policy["script-src"], "'self' 'unsafe-eval'")
