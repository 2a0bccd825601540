from odoo.http import Controller, request, route

from ..tools.errors import ChatError
from ..tools.quiet_hours import week_days

PATH = "/my/chat/notifications"


class NotificationPageController(Controller):
    """E-mails and quiet hours, as a page: what e-mails link to, whoever gets them."""

    @route(PATH, type="http", auth="user", methods=["GET"], website=True, sitemap=False)
    def show(self, **_query):
        """What the caller has chosen."""
        return self._page(request.env.user._chat_preferences())

    @route(PATH, type="http", auth="user", methods=["POST"], website=True, sitemap=False)
    def save(self, digest=None, quiet=None, quiet_from="", quiet_to="", **form):
        """Keep what the caller chooses."""
        days = [day for day in range(7) if form.get(f"day_{day}")]
        values = {
            "digest": bool(digest),
            "quiet": bool(quiet),
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
            "quiet_days": days,
        }
        try:
            saved = request.env.user._set_chat_preferences(**values)
        except ChatError as error:
            # What was typed stays in the form.
            before = request.env.user._chat_preferences()
            return self._page({**before, **values}, refusal=str(error))
        return self._page(saved, is_saved=True)

    @staticmethod
    def _page(preferences, **outcome):
        values = {
            "page_name": "chat_notifications",
            "preferences": preferences,
            "week_days": week_days(request.env.lang),
            **outcome,
        }
        return request.render("seitech_elearning.chat_notifications", values)
