from odoo.addons.mail.controllers.webmanifest import WebManifest
from odoo.addons.web.controllers.session import Session
from odoo.http import Controller, request, route
from odoo.tools.misc import file_open

from .dispatcher import ChatDispatcher
from .params import string

TYPE = ChatDispatcher.routing_type
WORKER = "seitech_elearning/static/src/push_worker/push_worker.js"


def _never(_controller, _rule, _args):
    """Whether a route that only reads for Odoo does so here."""
    return False


class PushController(Controller):
    """Browsers that want to be told of messages."""

    @route("/api/chat/push/register", type=TYPE, auth="user")
    def register(self, endpoint: string, p256dh: string, auth: string):
        """Push to this browser from now on, until the caller signs out."""
        self._devices._seitech_register(endpoint, p256dh, auth)
        return {}

    @route("/api/chat/push/unregister", type=TYPE, auth="user")
    def unregister(self, endpoint: string):
        """Push to this browser no more."""
        self._devices._seitech_unregister(endpoint)
        return {}

    @route("/my/chat/service-worker.js", type="http", auth="public", save_session=False)
    def service_worker(self):
        """What shows the notifications to people on the website: beside the page it serves, as
        browsers give a service worker no more than its own folder."""
        headers = [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")]
        return request.make_response(_worker(), headers)

    @property
    def _devices(self):
        return request.env["mail.push.device"]


class ChatWebManifest(WebManifest):
    def _get_service_worker_content(self):
        """Odoo's service worker in the backend; ours comes first, so that it is the one to show
        what is ours."""
        return f"{_worker()}\n{super()._get_service_worker_content()}"


class ChatSession(Session):
    """Signing out ends pushing to this browser."""

    @route(readonly=_never)
    def destroy(self):
        self._forget_push_device()
        return super().destroy()

    @route(readonly=_never)
    def logout(self, redirect="/odoo"):
        self._forget_push_device()
        return super().logout(redirect)

    @staticmethod
    def _forget_push_device():
        if request.db and request.session.uid:
            request.env["mail.push.device"]._seitech_forget_session()


def _worker():
    with file_open(WORKER) as file:
        return file.read()
