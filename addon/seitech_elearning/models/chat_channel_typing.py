import threading
import time

from odoo import models

from ..tools import permissions

# Seconds between two notifications about the same person in the same channel. Clients take
# somebody for typing a little longer than this after the last one.
MIN_INTERVAL = 2

_MAX_REMEMBERED = 10_000


class _Throttle:
    """Who was said to be typing when, in this process. Nothing is stored: at worst another
    process says it once more."""

    def __init__(self):
        self._lock = threading.Lock()
        self._said = {}

    def lets_pass(self, key, is_typing):
        now = time.monotonic()
        with self._lock:
            was_typing, at = self._said.get(key, (False, -MIN_INTERVAL))
            if was_typing == is_typing and (not is_typing or now - at < MIN_INTERVAL):
                return False
            if len(self._said) >= _MAX_REMEMBERED:
                self._said.clear()
            self._said[key] = is_typing, now
            return True

    def clear(self):
        with self._lock:
            self._said.clear()


throttle = _Throttle()


class ChatChannel(models.Model):
    _inherit = "seitech.chat.channel"

    def _tell_typing(self, is_typing=True):
        """Tell the others that the current user is typing. This changes nothing: nobody waits
        for a turn, and no revision is given out.

        :raise ChatError: 403 for people who are not in the channel, 409 if it is closed
        """
        standing = self._fetch_standing()
        if standing["member_id"] is None:
            self._check_right(permissions.SEND)
        self._check_open(standing)
        user_id = standing["user_id"]
        if not throttle.lets_pass((self.env.cr.dbname, self.id, user_id), is_typing):
            return
        payload = {
            "channel_id": self.id,
            "user_id": user_id,
            "user_name": standing["author_name"],
            "is_typing": is_typing,
        }
        self._bus_send_to_members("seitech.chat/typing", payload, standing["epoch"])
