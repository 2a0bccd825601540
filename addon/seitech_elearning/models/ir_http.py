import re

from odoo import models
from odoo.exceptions import AccessDenied
from odoo.http import request

from .chat_channel_rights import AGENT_GROUP

COURSE_OFFICER_GROUP = "website_slides.group_website_slides_officer"
_BEARER = re.compile(r"bearer\s+(\S+)\s*", re.IGNORECASE)


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        if endpoint.routing["type"] != "seitech_chat":
            return super()._authenticate(endpoint)
        # What is wrong with a request as such is said before anybody is asked who they are.
        request.dispatcher.read_request(endpoint)
        if endpoint.routing["auth"] != "user":
            return super()._authenticate(endpoint)
        cls._authenticate_explicit("seitech_chat")
        return request.env["seitech.chat.rate"]._count_user()

    @classmethod
    def _auth_method_seitech_chat(cls):
        """A session's cookie, or an API key for clients that have none. Of both, the key counts:
        who sends one means it, while cookies are sent by browsers."""
        authorization = request.httprequest.headers.get("Authorization")
        if authorization is None:
            return cls._auth_method_user()
        key = _BEARER.fullmatch(authorization)
        users = request.env["res.users.apikeys"]
        # The scope nobody gives to a key: only keys that are valid everywhere pass.
        user_id = key and users._check_credentials(scope="rpc", key=key[1])
        if not user_id:
            raise AccessDenied
        request.update_env(user=user_id)
        request.session.can_save = False
        return cls._auth_method_user()

    def session_info(self):
        """The backend brings in the agents' desk for those who work there, and counts questions for
        those who can list them."""
        return {
            **super().session_info(),
            "seitech_chat_is_agent": self.env.user.has_group(AGENT_GROUP),
            "seitech_chat_teaches": self.env.user.has_group(COURSE_OFFICER_GROUP),
        }

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """Pages of the website load the translations of these modules only."""
        return [*super()._get_translation_frontend_modules_name(), "seitech_elearning"]
