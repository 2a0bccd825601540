from odoo.http import Controller, request, route


class UnsubscribeController(Controller):
    """The link at the end of e-mails about unread messages."""

    @route(
        "/chat/unsubscribe/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def ask(self, token):
        """Looking at the page changes nothing: programs that check links in e-mails do that."""
        return self._page(token, is_done=False)

    @route(
        "/chat/unsubscribe/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
        # Mail programs press the button for people (RFC 8058): the token stands for the session.
        csrf=False,
        save_session=False,
    )
    def unsubscribe(self, token, **_form):
        """Send no more e-mails."""
        user = request.env["res.users"]._chat_unsubscribing(token)
        if user.seitech_chat_digest:
            user.seitech_chat_digest = False
        return self._page(token, is_done=True)

    @staticmethod
    def _page(token, is_done):
        user = request.env["res.users"]._chat_unsubscribing(token)
        if not user:
            raise request.not_found()
        request.update_context(lang=user.lang)
        values = {"is_done": is_done, "company": user.company_id.name}
        return request.render("seitech_elearning.chat_unsubscribe", values)
