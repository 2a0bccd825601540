"""A conversation in which nothing was said yet, as its visitor sees it."""

from . import text
from .errors import conflict, invalid_value, not_found
from .paging import MAX_ID, MAX_PAGE


class Unbegun:
    """Answers a visitor like the channel that there is not yet; see ``seitech.chat.ticket``."""

    def __init__(self, env, ticket, may_attach):
        """
        :param dict ticket: what the visitor's token carries
        :param bool may_attach: whether the first thing said may be a file
        """
        self.env = env
        self.id = ticket["channel_id"]
        self._has_email = bool(ticket["email"])
        self._may_attach = may_attach
        self._state = "active"

    def _visit(self):
        return {
            "channel_id": self.id,
            # Whatever happens later is newer.
            "rev": 0,
            "state": self._state,
            "agent": None,
            "may_attach": self._may_attach,
            "has_email": self._has_email,
            "is_answered": False,
            "rating": None,
            "read_message_id": None,
        }

    def _support_history(self, limit, _before_id=None):
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        return {"messages": [], "has_more": False, "visit": self._visit()}

    def _support_news(self, last_message_id):
        text.check_range(self.env, "last_message_id", last_message_id, 0, MAX_ID)
        page = self._support_history(MAX_PAGE)
        return {**page, "is_typing": False, "state": self._state}

    def _tell_typing_by_visitor(self, _visitor, _is_typing=True):
        """There is nobody to tell."""

    def _mark_read_by_visitor(self, _message_id, _visitor):
        raise not_found(self.env)

    def _close_by_visitor(self, _visitor):
        """There is nothing to close, and nothing to remember it by."""
        self._state = "closed"

    def _rate_by_visitor(self, rating, _feedback):
        text.check_range(self.env, "rating", rating, 1, 5)
        raise self._unanswered()

    def _mail_transcript(self, _visitor):
        if not self._has_email:
            message = self.env._("You have not left an e-mail address.")
            raise invalid_value("email", message)
        raise self._unanswered()

    def _unanswered(self):
        return conflict(self.env._("Nobody has answered yet."))
