import re

from odoo import api, models
from odoo.tools import SQL

from ..tools import text, wire
from ..tools.errors import invalid_value

MAX_FOUND = 50
MAX_QUERY_LENGTH = 200

# How far to go back from the newest message before the index is asked, and for how many channels
# the index is asked for each.
RECENT = 50_000
MAX_INDEXED_CHANNELS = 100

_OWN_CHANNELS = """
      FROM seitech_chat_channel c
      LEFT JOIN seitech_chat_member me
             ON me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
     WHERE {scope}
"""


class ChatChannel(models.Model):
    """Finding messages by words (see ``chat_message_search`` for what is compared)."""

    _inherit = "seitech.chat.channel"

    def _search_messages(self, query, limit=MAX_FOUND, cursor=None):
        """Find messages with all words of a query, in any order, the newest first.

        A word is found where one begins with it, accents and capitals or not. Nothing in a query
        has a special meaning.

        :param int limit: 1 … 50
        :param str cursor: ``next_cursor`` of the page before
        :return: those of this channel, or of the current user's channels if there is none
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_FOUND)
        self._check_query(query)
        ids = self._fetch_found(query, self._decode_search_cursor(cursor), limit + 1)
        page = ids[:limit]
        rows = self._fetch_messages("m.id = ANY(%s)", [page], "ORDER BY m.id DESC")
        names = self._fetch_names({row["channel_id"] for row in rows})
        return {
            "messages": [
                {**wire.message(self.env, row), "channel_name": names[row["channel_id"]]}
                for row in rows
            ],
            "next_cursor": str(page[-1]) if len(ids) > limit else None,
        }

    @api.model
    def _check_query(self, query):
        if len(query) > MAX_QUERY_LENGTH:
            raise invalid_value("query", self.env._("Search for less at a time."))
        if not text.is_storable(query) or text.is_blank(query):
            raise invalid_value("query", self.env._("Write what you are looking for."))

    @api.model
    def _decode_search_cursor(self, cursor):
        if cursor is None:
            return 2**31 - 1
        if not re.fullmatch("[1-9][0-9]{0,8}", cursor):
            raise invalid_value("cursor", self.env._("This is not the end of a page."))
        return int(cursor)

    def _fetch_names(self, channel_ids):
        """:return: the names the current user knows these channels by"""
        rows = self.browse(channel_ids)._fetch_own_rows() if channel_ids else []
        return {row["id"]: row["name"] for row in rows}

    def _fetch_found(self, query, before_id, limit):
        """:return: ids of messages, the newest first"""
        self.env.flush_all()
        # Two ways, as nobody can tell beforehand how often a word occurs. Common words are found
        # by going back from the newest message; what is not common, the index finds at once.
        channel_ids = self._searched_ids()
        recent = SQL("%s - %s", self._newest_id(before_id), RECENT)
        found = self._find(SQL("m.id >= %s", recent), query, channel_ids, before_id, limit)
        if len(found) < limit:
            found = self._find(
                SQL("m.id IN (%s)", self._indexed(query, channel_ids)),
                query,
                channel_ids,
                before_id,
                limit,
            )
        return found

    @api.model
    def _newest_id(self, before_id):
        [[newest]] = self.env.execute_query(
            SQL("SELECT COALESCE(max(id), 0) FROM seitech_chat_message WHERE id < %s", before_id)
        )
        return newest

    def _searched_ids(self):
        """:return: the channels to search; ``None`` for so many that each message is asked"""
        if self:
            return self.ids
        self.env.cr.execute(
            f"SELECT c.id {_OWN_CHANNELS.format(scope=self._list_scope())} LIMIT %(limit)s",
            {"uid": self.env.uid, "limit": MAX_INDEXED_CHANNELS + 1},
        )
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        return ids if len(ids) <= MAX_INDEXED_CHANNELS else None

    def _indexed(self, query, channel_ids):
        terms = SQL("seitech_chat_query(%s)", query)
        if channel_ids is not None:
            places = " | ".join(f"'channel:{id_}'" for id_ in channel_ids) or "'channel:0'"
            terms = SQL("%s && %s::tsquery", terms, places)
        # Fenced off, or the planner may go through all messages after all.
        return SQL(
            """
            WITH indexed AS MATERIALIZED (
                SELECT i.id FROM seitech_chat_message i WHERE i.search_vector @@ (%s)
            )
            SELECT id FROM indexed
            """,
            terms,
        )

    def _find(self, where, query, channel_ids, before_id, limit):
        # A word like "100%" is several runs in the index; here they have to stand together.
        together = [word for word in query.split() if not word.isalnum()]
        conditions = [
            where,
            SQL("m.id < %s AND m.message_type != 'system' AND m.hidden_at IS NULL", before_id),
            SQL("m.search_vector @@ seitech_chat_query(%s)", query),
            SQL(self._within_history("m.id", "m.channel_id")),
            *(
                SQL("strpos(seitech_chat_fold(m.content), seitech_chat_fold(%s)) > 0", word)
                for word in together
            ),
        ]
        if channel_ids is None:
            own = _OWN_CHANNELS.format(scope=self._list_scope()) % {"uid": self.env.uid}
            conditions.append(SQL("m.channel_id IN (SELECT c.id %s)", SQL(own)))
        else:
            conditions.append(SQL("m.channel_id = ANY(%s)", channel_ids))
        found = self.env.execute_query(
            SQL(
                "SELECT m.id FROM seitech_chat_message m WHERE %s ORDER BY m.id DESC LIMIT %s",
                SQL(" AND ").join(conditions),
                limit,
            )
        )
        return [id_ for [id_] in found]
