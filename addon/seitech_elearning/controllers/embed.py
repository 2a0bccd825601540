import re

from markupsafe import Markup
from odoo.addons.bus.websocket import WebsocketConnectionHandler
from odoo.http import Controller, request, route
from odoo.tools import json as safe_json

from ..tools import built_files, settings

_ORIGIN = re.compile(r"https?://[\w.\-:\[\]]+", re.ASCII)
_HOST = re.compile(r"[\w.\-:\[\]]+", re.ASCII)

# What may be an older copy for a while: nothing here is anybody's own.
_LOADER_AGE = 60 * 60
_PAGE_AGE = 5 * 60

_SCRIPT, _STYLE, _LOADER = "embed/embed.js", "embed/embed.css", "embed_loader/embed_loader.js"


class EmbedController(Controller):
    """The visitor's widget on the pages of other sites: a script that makes a frame, and the page
    in the frame. Neither needs a session, and none is begun."""

    @route(
        "/seitech_elearning/embed.js",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def loader(self, **_query):
        """The script that other sites include."""
        file = built_files.read(_LOADER)
        if not file:
            raise request.not_found()
        response = request.make_response(
            file.content,
            headers={
                "Content-Type": "text/javascript; charset=utf-8",
                "Cache-Control": f"public, max-age={_LOADER_AGE}",
                "X-Content-Type-Options": "nosniff",
                # Also for sites that let in only what says that it may be let in.
                "Cross-Origin-Resource-Policy": "cross-origin",
            },
        )
        response.set_etag(file.version)
        return response.make_conditional(request.httprequest)

    @route(
        "/seitech_elearning/embed",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def page(self, lang=None, **_query):
        """The page in the frame."""
        script, style = built_files.read(_SCRIPT), built_files.read(_STYLE)
        if not script or not style:
            raise request.not_found()
        website = request.env["website"].get_current_website()
        code = website._seitech_language(lang or self._preferred_language(website))
        request.update_context(lang=code)
        # sudo: res.lang – which way it is written
        language = request.env["res.lang"].sudo()._get_data(code=code)
        config = {
            "terms": built_files.terms(script, code),
            "lang": code.replace("_", "-"),
            "direction": language.direction,
            # Odoo turns away websockets that do not say it.
            "websocket_version": WebsocketConnectionHandler._VERSION,
            **self._look(website.with_context(lang=code)),
        }
        values = {
            "config": config,
            "config_json": Markup(safe_json.scriptsafe.dumps(config)),
            "script": f"/seitech_elearning/static/src/{_SCRIPT}?v={script.version}",
            "style": f"/seitech_elearning/static/src/{_STYLE}?v={style.version}",
        }
        page = request.env["ir.qweb"]._render("seitech_elearning.embed", values)
        return request.make_response(Markup("<!DOCTYPE html>\n") + page, headers=self._headers())

    @staticmethod
    def _look(website):
        look = website._seitech_look()
        return {name: look[name] for name in ("label", "greeting", "color", "side")}

    @staticmethod
    def _preferred_language(website):
        """:return: the first of the browser's languages that the website has"""
        for wanted, _quality in request.httprequest.accept_languages:
            found = website._seitech_language(wanted)
            if found.split("_")[0] == wanted.replace("_", "-").split("-")[0].lower():
                return found
        return None

    def _headers(self):
        return {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": "; ".join(self._policy()),
            "Cache-Control": f"public, max-age={_PAGE_AGE}",
            # Editors choose in their session which website they look at.
            "Vary": "Accept-Language, Cookie",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
        }

    @staticmethod
    def _policy():
        host, is_secure = request.httprequest.host, request.httprequest.scheme == "https"
        # Not every browser takes the websocket of one's own server for one's own.
        scheme = "wss" if is_secure else "ws"
        socket = f" {scheme}://{host}" if _HOST.fullmatch(host) else ""
        allowed = sorted(settings.allowed_origins(request.env))
        sites = [origin for origin in allowed if _ORIGIN.fullmatch(origin)] or ["'none'"]
        captcha = request.env["seitech.chat.challenge"]._sources()
        return [
            "default-src 'none'",
            # OWL compiles its templates in the browser.
            " ".join(["script-src 'self' 'unsafe-eval'", *captcha.get("script-src", [])]),
            " ".join(["frame-src", *(captcha.get("frame-src") or ["'none'"])]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "media-src 'self' data:",
            f"connect-src 'self'{socket}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(sites)}",
        ]
