import base64
import binascii
from datetime import datetime

from odoo import api, models

from ..tools import text, wire
from ..tools.errors import invalid_value
from ..tools.paging import DEFAULT_PAGE, MAX_PAGE
from .chat_channel import CHANNEL_STATES, CHANNEL_TYPES

# Larger channels are not found by who is in them.
MAX_SEARCHED_MEMBERS = 50

# Conversations that visitors opened without saying anything are shown to nobody else.
_NOT_SILENT = """(c.channel_type != 'public_support' OR EXISTS (
    SELECT FROM seitech_chat_message said
     WHERE said.channel_id = c.id AND said.message_type != 'system'
))"""

_FOUND = """
    CASE WHEN strpos(lower(COALESCE(peer.name, c.name)), lower(%(search)s)) > 0
           OR strpos(lower(COALESCE(course.name ->> %(lang)s, course.name ->> 'en_US')),
                     lower(%(search)s)) > 0
         THEN TRUE
         WHEN (
            SELECT count(*) FROM (
                SELECT FROM seitech_chat_member member
                 WHERE member.channel_id = c.id AND member.active
                 LIMIT %(few)s + 1
            ) counted
         ) <= %(few)s
         THEN EXISTS (
            SELECT FROM seitech_chat_member member
              LEFT JOIN res_users account ON account.id = member.user_id
              LEFT JOIN res_partner person ON person.id = account.partner_id
              LEFT JOIN seitech_chat_visitor guest ON guest.id = member.visitor_id
             WHERE member.channel_id = c.id AND member.active
               AND member.user_id IS DISTINCT FROM %(uid)s
               AND strpos(lower(COALESCE(person.name, guest.name)), lower(%(search)s)) > 0
         )
         ELSE FALSE
    END
"""


class ChatChannel(models.Model):
    """The list of a person's channels, page by page."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _list_page(
        self, channel_types=None, search=None, state=None, limit=DEFAULT_PAGE, cursor=None
    ):
        """The current user's own channels, newest activity first.

        :param list channel_types: only these kinds
        :param str search: only channels that contain this in their name, their course's name or,
            where there are few, the name of somebody in them
        :param str state: only channels in this state
        :param int limit: 1 … 100
        :param str cursor: ``next_cursor`` of the page before
        :return: with the first page, unless something was searched for, also how many unread
            messages there are in all channels, on any page
        :raise ChatError: 422 for unacceptable values
        """
        for channel_type in channel_types or ():
            text.check_choice(self.env, "channel_types", channel_type, dict(CHANNEL_TYPES))
        text.check_choice(self.env, "state", state, dict(CHANNEL_STATES))
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        scope, params = [self._list_scope()], {}
        if channel_types is not None:
            scope.append("c.channel_type = ANY(%(channel_types)s)")
            params["channel_types"] = channel_types
        if state is not None:
            scope.append("c.state = %(state)s")
            params["state"] = state
        if not search:
            scope.append("COALESCE(me.hidden_message_id, -1) < COALESCE(last.id, 0)")
        else:
            if not text.is_storable(search):
                raise invalid_value("search", self.env._("Nothing can have this name."))
            scope.append(_FOUND)
            params |= {"search": search, "few": MAX_SEARCHED_MEMBERS}
        if cursor is not None:
            scope.append("(COALESCE(last.create_date, c.create_date), c.id) < (%(date)s, %(id)s)")
            params.update(self._decode_cursor(cursor))
        rows = self._fetch_channel_rows(" AND ".join(scope), params, limit + 1)
        return {
            "channels": [wire.channel(self.env, row) for row in rows[:limit]],
            "next_cursor": self._encode_cursor(rows[limit - 1]) if len(rows) > limit else None,
            "memberships_rev": self._memberships_rev(),
            "unread_total": None if cursor or search else self._unread_total(),
        }

    @api.model
    def _encode_cursor(self, row):
        position = f"{row['activity'].isoformat()}/{row['id']}"
        return base64.urlsafe_b64encode(position.encode()).decode()

    @api.model
    def _decode_cursor(self, cursor):
        try:
            date, id_ = base64.b64decode(cursor, altchars=b"-_", validate=True).decode().split("/")
            return {"date": datetime.fromisoformat(date), "id": int(id_)}
        except (ValueError, binascii.Error) as error:
            raise invalid_value("cursor", self.env._("This is not the end of a page.")) from error

    @api.model
    def _list_scope(self):
        """:return: which channels are in the current user's list"""
        if companies := self._companies_answered_for():
            listed = ", ".join(map(str, companies))
            return f"(me.id IS NOT NULL OR c.company_id IN ({listed}) AND {_NOT_SILENT})"
        return "me.id IS NOT NULL"

    @api.model
    def _memberships_rev(self):
        """:return: a number that grows whenever a channel enters or leaves the list of the
        current user"""
        self.env.cr.execute(
            """
            SELECT GREATEST(
                (SELECT max(membership_rev) FROM seitech_chat_member WHERE user_id = %s),
                (SELECT max(rev) FROM seitech_chat_channel WHERE company_id = ANY(%s))
            )
            """,
            [self.env.uid, self._companies_answered_for()],
        )
        return self.env.cr.fetchone()[0]
