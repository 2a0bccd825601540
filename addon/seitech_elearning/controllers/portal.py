from urllib.parse import urlencode

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request, route


class ChatPortal(CustomerPortal):
    @route("/my/chat", type="http", auth="user", website=True)
    def my_chat(self, **_query):
        """The page the chat is mounted on. `channel` and `message` in the address say what it
        shows first; whether there is such a thing, it asks the API."""
        values = {**self._prepare_portal_layout_values(), "page_name": "chat"}
        return request.render("seitech_elearning.portal_my_chat", values)

    @route(
        ["/chat/<int:channel_id>", "/chat/<int:channel_id>/<int:message_id>"],
        type="http",
        auth="user",
        methods=["GET"],
    )
    def link(self, channel_id, message_id=None, **_query):
        """The address of a conversation, or of a message in it, for whoever it is given to: each
        comes to where they use the chat. It says nothing about whether there is one."""
        if request.env.user._is_internal():
            path, names = "/odoo/chat", ("channel_id", "message_id")
        else:
            path, names = "/my/chat", ("channel", "message")
        ids = zip(names, (channel_id, message_id), strict=True)
        return request.redirect(f"{path}?{urlencode({name: id_ for name, id_ in ids if id_})}")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        # Asked with no counters when the page itself is rendered: the badge comes with it.
        if not counters or "chat_unread_count" in counters:
            values["chat_unread_count"] = request.env["seitech.chat.channel"]._unread_total()
        return values
