from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request, route


class ChatPortal(CustomerPortal):
    @route("/my/chat", type="http", auth="user", website=True)
    def my_chat(self, **_query):
        """The page the chat is mounted on."""
        values = {**self._prepare_portal_layout_values(), "page_name": "chat"}
        return request.render("seitech_elearning.portal_my_chat", values)

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        # Asked with no counters when the page itself is rendered: the badge comes with it.
        if not counters or "chat_unread_count" in counters:
            values["chat_unread_count"] = request.env["seitech.chat.channel"]._unread_total()
        return values
