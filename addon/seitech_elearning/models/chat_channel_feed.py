import base64
import binascii
from datetime import datetime

from odoo import api, models

from ..tools import text, wire
from ..tools.errors import invalid_value, not_found
from .chat_channel import CHANNEL_STATES, CHANNEL_TYPES
from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_rights import AGENT_GROUP

# Named after the other person, for each of the two, unless somebody gave it a name.
PERSON_NAMED_TYPES = ("direct", "student_instructor", "instructor_admin")

MAX_PAGE = 100
DEFAULT_PAGE = 50
UNREAD_CAP = 100
MAX_LISTED_MEMBERS = 100
MAX_SYNCED_CHANNELS = 1000
MAX_CHANGES = 200
MAX_REV = 2**53 - 1

# Where the unread messages of the member `me` begin: whoever marked something as unread has
# still read it, and to the others it stays so.
READ_MARK = """
    CASE WHEN me.unread_from_id > 0 THEN LEAST(me.read_message_id, me.unread_from_id - 1)
         ELSE me.read_message_id END
"""

# One row per channel, as one person sees it. What orders and filters the list is computed for all
# candidates, the rest only for the page.
_CHANNEL_ROWS = """
    SELECT page.*, members.member_count, unread.unread_count, revs.sync_rev
      FROM (
        SELECT c.id, c.rev, c.channel_type, c.state, c.course_id,
               COALESCE(course.name ->> %(lang)s, course.name ->> 'en_US') AS course_name,
               COALESCE(peer.name, c.name) AS name,
               peer.partner_id AS peer_partner_id,
               me.id AS my_id,
               me.unread_from_id,
               {read_mark} AS read_message_id,
               me.notification_level, me.muted_until, me.is_pinned, me.hidden_message_id,
               last.id AS last_id,
               last.create_date AS last_date,
               COALESCE(NULLIF(LEFT(last.content, 500), ''), file.name) AS last_content,
               last.user_id AS last_user_id,
               COALESCE(last.create_date, c.create_date) AS activity
          FROM seitech_chat_channel c
          LEFT JOIN seitech_chat_member me
                 ON me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
          LEFT JOIN slide_channel course ON course.id = c.course_id
          LEFT JOIN LATERAL (
                SELECT m.id, m.create_date, m.content, m.user_id
                  FROM seitech_chat_message m
                 WHERE m.channel_id = c.id
                 ORDER BY m.id DESC
                 LIMIT 1
          ) last ON TRUE
          LEFT JOIN LATERAL (
                SELECT stored.name
                  FROM seitech_chat_attachment upload
                  JOIN ir_attachment stored ON stored.id = upload.attachment_id
                 WHERE upload.message_id = last.id
                 ORDER BY upload.id
                 LIMIT 1
          ) file ON last.content = ''
          LEFT JOIN LATERAL (
                SELECT u.partner_id, p.name
                  FROM seitech_chat_member other
                  JOIN res_users u ON u.id = other.user_id
                  JOIN res_partner p ON p.id = u.partner_id
                 WHERE other.channel_id = c.id AND other.user_id != %(uid)s
                 ORDER BY other.id
                 LIMIT 1
          ) peer ON me.id IS NOT NULL AND NOT c.has_own_name
                AND c.channel_type = ANY(%(person_named)s)
                -- Somebody who came in later sees the names of both.
                AND c.pair_key || ':' LIKE '%%:' || %(uid)s || ':%%'
         WHERE {scope}
         ORDER BY activity DESC, c.id DESC
         LIMIT %(limit)s
      ) page
      CROSS JOIN LATERAL (
            SELECT count(*) AS member_count
              FROM seitech_chat_member m
             WHERE m.channel_id = page.id AND m.active
      ) members
      CROSS JOIN LATERAL (
            SELECT count(*) AS unread_count FROM (
                SELECT FROM seitech_chat_message m
                 WHERE m.channel_id = page.id
                   AND m.id > page.read_message_id
                   AND m.user_id IS DISTINCT FROM %(uid)s
                   AND m.deleted_at IS NULL
                 LIMIT %(unread_cap)s
            ) capped
      ) unread
      CROSS JOIN LATERAL (
            SELECT GREATEST(
                page.rev,
                (SELECT max(m.rev) FROM seitech_chat_message m WHERE m.channel_id = page.id),
                (SELECT max(m.rev) FROM seitech_chat_member m WHERE m.channel_id = page.id),
                (SELECT max(r.rev) FROM seitech_chat_reaction r WHERE r.channel_id = page.id)
            ) AS sync_rev
      ) revs
     ORDER BY page.activity DESC, page.id DESC
"""

# A channel as it is for everybody; who sees another name for it keeps that one.
_CHANNEL_RECORD = """
    SELECT c.id, c.rev, c.channel_type, c.state, c.course_id,
           COALESCE(course.name ->> %(lang)s, course.name ->> 'en_US') AS course_name,
           CASE WHEN c.channel_type = ANY(%(person_named)s) AND NOT c.has_own_name
                THEN NULL ELSE c.name END AS name,
           (SELECT count(*) FROM seitech_chat_member m
             WHERE m.channel_id = c.id AND m.active) AS member_count
      FROM seitech_chat_channel c
      LEFT JOIN slide_channel course ON course.id = c.course_id
     WHERE c.id = %(id)s
"""

_MESSAGE_ROWS = """
    SELECT m.id, m.rev, m.client_key, m.channel_id, m.content, m.content_html, m.message_type,
           m.user_id, m.author_id, m.visitor_id,
           COALESCE(author.name, visitor.name) AS author_name, m.is_agent, m.create_date,
           m.parent_id, m.edited_at, m.pinned_at, m.deleted_at,
           ARRAY(
               SELECT mention.user_id FROM seitech_chat_message_mention mention
                WHERE mention.message_id = m.id ORDER BY mention.user_id
           ) AS mentions,
           (
               SELECT json_agg(
                          json_build_object('id', upload.id, 'name', file.name,
                              'mimetype', file.mimetype, 'size', file.file_size)
                          ORDER BY upload.id
                      )
                 FROM seitech_chat_attachment upload
                 JOIN ir_attachment file ON file.id = upload.attachment_id
                WHERE upload.message_id = m.id
           ) AS attachments,
           (
               SELECT json_agg(
                          json_build_object('emoji', r.emoji, 'user_id', r.user_id,
                              'user_name', person.name, 'rev', r.rev)
                          ORDER BY r.id
                      )
                 FROM seitech_chat_reaction r
                 JOIN res_users account ON account.id = r.user_id
                 JOIN res_partner person ON person.id = account.partner_id
                WHERE r.message_id = m.id AND r.active AND m.deleted_at IS NULL
           ) AS reactions,
           EXISTS (
               SELECT FROM seitech_chat_member r
                WHERE r.channel_id = m.channel_id AND r.active
                  AND r.read_message_id >= m.id
                  AND r.user_id IS DISTINCT FROM m.user_id
           ) AS is_read,
           (SELECT count(*) FROM seitech_chat_message r WHERE r.parent_id = m.id) AS reply_count
      FROM {source} m
      LEFT JOIN res_partner author ON author.id = m.author_id
      LEFT JOIN seitech_chat_visitor visitor ON visitor.id = m.visitor_id
     WHERE {condition}
"""

_MEMBER_ROWS = """
    SELECT m.channel_id, m.user_id, u.partner_id, p.name, m.role, m.active, m.read_message_id,
           m.rev, m.notification_level, m.muted_until, m.is_pinned, m.hidden_message_id
      FROM {source} m
      JOIN res_users u ON u.id = m.user_id
      JOIN res_partner p ON p.id = u.partner_id
     WHERE {condition}
"""

# The changes of each channel since the revision its client knows: (channel_ids, revs, limit).
_CHANGED = """(
    SELECT changed.*
      FROM unnest(%s::int[], %s::bigint[]) AS known (channel_id, rev)
     CROSS JOIN LATERAL (
            SELECT * FROM {table} t
             WHERE t.channel_id = known.channel_id AND t.rev > known.rev
             ORDER BY t.rev
             LIMIT %s
     ) changed
)"""

# How far behind a client is, per channel: (limit, limit, limit, channel_ids, revs).
_BACKLOG = """
    SELECT known.channel_id, known.rev,
           GREATEST(
               c.rev,
               (SELECT max(m.rev) FROM seitech_chat_message m WHERE m.channel_id = c.id),
               (SELECT max(m.rev) FROM seitech_chat_member m WHERE m.channel_id = c.id),
               (SELECT max(r.rev) FROM seitech_chat_reaction r WHERE r.channel_id = c.id)
           ) AS sync_rev,
           (
               SELECT count(*) FROM (
                   SELECT FROM seitech_chat_message m
                    WHERE m.channel_id = c.id AND m.rev > known.rev LIMIT %s
               ) capped
           ) + (
               SELECT count(*) FROM (
                   SELECT FROM seitech_chat_member m
                    WHERE m.channel_id = c.id AND m.rev > known.rev LIMIT %s
               ) capped
           ) + (
               SELECT count(*) FROM (
                   SELECT FROM seitech_chat_reaction r
                    WHERE r.channel_id = c.id AND r.rev > known.rev LIMIT %s
               ) capped
           ) AS changes
      FROM unnest(%s::int[], %s::bigint[]) AS known (channel_id, rev)
      JOIN seitech_chat_channel c ON c.id = known.channel_id
"""

# What one person wants to know of: muted channels tell nothing, others mentions only.
_UNREAD_TOTAL = """
    SELECT count(*) FROM (
        SELECT FROM seitech_chat_member me
          JOIN seitech_chat_message m
            ON m.channel_id = me.channel_id AND m.id > {read_mark}
         WHERE me.user_id = %(uid)s AND me.active
           AND m.user_id IS DISTINCT FROM %(uid)s
           AND m.deleted_at IS NULL
           AND (me.muted_until IS NULL OR me.muted_until <= now() AT TIME ZONE 'UTC')
           AND (me.notification_level = 'all'
                OR me.notification_level = 'mentions' AND EXISTS (
                    SELECT FROM seitech_chat_message_mention mention
                     WHERE mention.message_id = m.id AND mention.user_id = me.user_id
                ))
         LIMIT %(cap)s
    ) capped
"""


class ChatChannel(models.Model):
    """What people get to read: lists, pages, changes. All of it is plain SQL with a number of
    statements that does not depend on how much there is to read."""

    _inherit = "seitech.chat.channel"

    # Channels

    @api.model
    def _list_page(
        self, channel_types=None, search=None, state=None, limit=DEFAULT_PAGE, cursor=None
    ):
        """The current user's own channels, newest activity first.

        :param list channel_types: only these kinds
        :param str search: only channels whose name contains this
        :param str state: only channels in this state
        :param int limit: 1 … 100
        :param str cursor: ``next_cursor`` of the page before
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
            scope.append("strpos(lower(COALESCE(peer.name, c.name)), lower(%(search)s)) > 0")
            params["search"] = search
        if cursor is not None:
            scope.append("(COALESCE(last.create_date, c.create_date), c.id) < (%(date)s, %(id)s)")
            params.update(self._decode_cursor(cursor))
        rows = self._fetch_channel_rows(" AND ".join(scope), params, limit + 1)
        return {
            "channels": [wire.channel(self.env, row) for row in rows[:limit]],
            "next_cursor": self._encode_cursor(rows[limit - 1]) if len(rows) > limit else None,
            "memberships_rev": self._memberships_rev(),
        }

    def _fetch_record(self):
        """:return: what a channel is to everybody alike"""
        self.env.flush_all()
        self.env.cr.execute(
            _CHANNEL_RECORD,
            {
                "id": self.id,
                "lang": self.env.lang or "en_US",
                "person_named": list(PERSON_NAMED_TYPES),
            },
        )
        return self.env.cr.dictfetchone()

    @api.model
    def _fetch_channel_rows(self, scope, params, limit):
        self.env.flush_all()
        self.env.cr.execute(
            _CHANNEL_ROWS.format(scope=scope, read_mark=READ_MARK),
            {
                "uid": self.env.uid,
                "lang": self.env.lang or "en_US",
                "person_named": list(PERSON_NAMED_TYPES),
                "unread_cap": UNREAD_CAP,
                "limit": limit,
                **params,
            },
        )
        return self.env.cr.dictfetchall()

    def _fetch_own_rows(self):
        return self._fetch_channel_rows("c.id = ANY(%(ids)s)", {"ids": self.ids}, len(self))

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
        if types := self._types_seen_without_joining():
            return f"(me.id IS NOT NULL OR c.channel_type IN ({', '.join(map(repr, types))}))"
        return "me.id IS NOT NULL"

    @api.model
    def _types_seen_without_joining(self):
        """:return: the kinds of channels that the current user reads without being in them"""
        return list(SUPPORT_TYPES) if self.env.user.has_group(AGENT_GROUP) else []

    @api.model
    def _memberships_rev(self):
        """:return: a number that grows whenever a channel enters or leaves the list of the
        current user"""
        self.env.cr.execute(
            """
            SELECT GREATEST(
                (SELECT max(membership_rev) FROM seitech_chat_member WHERE user_id = %s),
                (SELECT max(rev) FROM seitech_chat_channel WHERE channel_type = ANY(%s))
            )
            """,
            [self.env.uid, self._types_seen_without_joining()],
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _unread_total(self):
        """:return: how many unread messages the current user wants to know of, 0 … 100"""
        self.env.flush_all()
        self.env.cr.execute(
            _UNREAD_TOTAL.format(read_mark=READ_MARK),
            {"uid": self.env.uid, "cap": UNREAD_CAP},
        )
        return self.env.cr.fetchone()[0]

    def _details(self):
        """One channel with the people in it."""
        self.ensure_one()
        [row] = self._fetch_own_rows()
        members = self._fetch_members(
            "m.channel_id = %s AND m.active",
            [self.id, MAX_LISTED_MEMBERS],
            "ORDER BY (m.role = 'moderator') DESC, lower(p.name), m.id LIMIT %s",
        )
        own = self._fetch_members("m.id = %s", [row["my_id"]])
        people = [wire.member(self.env, member) for member in members]
        return {
            **wire.channel(self.env, row),
            "members": people,
            "moderators": [person for person in people if person["role"] == "moderator"],
            "course": row["course_id"] and {"id": row["course_id"], "name": row["course_name"]},
            "membership": wire.membership(self.env, own[0]) if own else None,
            "permissions": self._permissions(),
        }

    # Members

    @api.model
    def _fetch_members(self, condition, params, tail="", source="seitech_chat_member"):
        self.env.cr.execute(_MEMBER_ROWS.format(source=source, condition=condition) + tail, params)
        return self.env.cr.dictfetchall()

    # Messages

    @api.model
    def _fetch_messages(self, condition, params, tail="", source="seitech_chat_message", cr=None):
        cr = cr or self.env.cr
        cr.execute(_MESSAGE_ROWS.format(source=source, condition=condition) + tail, params)
        return cr.dictfetchall()

    def _last_message_id(self):
        self.env.cr.execute(
            "SELECT COALESCE(max(id), 0) FROM seitech_chat_message WHERE channel_id = %s",
            [self.id],
        )
        return self.env.cr.fetchone()[0]

    def _unread_after(self, mark):
        self.env.cr.execute(
            """
            SELECT count(*) AS unread_count,
                   (SELECT max(id) FROM seitech_chat_message WHERE channel_id = %(channel)s)
                       AS last_message_id
              FROM (
                SELECT FROM seitech_chat_message
                 WHERE channel_id = %(channel)s AND id > %(mark)s
                   AND user_id IS DISTINCT FROM %(uid)s
                   AND deleted_at IS NULL
                 LIMIT %(cap)s
              ) capped
            """,
            {"channel": self.id, "mark": mark, "uid": self.env.uid, "cap": UNREAD_CAP},
        )
        return self.env.cr.dictfetchone()

    def _message_page(
        self, limit=DEFAULT_PAGE, before_id=None, after_id=None, around_id=None, offset=None
    ):
        """A page of messages, oldest first.

        At most one of the positions may be given; without any, the page is the newest.

        :param int limit: 1 … 100
        :param int before_id: the page before this message
        :param int after_id: the page after this message
        :param int around_id: the page with this message in its middle
        :param int offset: skip this many of the newest messages
        :return: ``has_more`` tells about the direction that was asked for (around: older)
        :raise ChatError: 422 for unacceptable values, 404 for an unknown ``around_id``
        """
        self.ensure_one()
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        text.check_range(self.env, "offset", offset, 0, 2**31 - 1)
        positions = {
            "before_id": before_id,
            "after_id": after_id,
            "around_id": around_id,
            "offset": offset,
        }
        given = [field for field, value in positions.items() if value is not None]
        if len(given) > 1:
            raise invalid_value(given[1], self.env._("Ask for one position at a time."))
        if after_id is not None:
            rows, has_more = self._page_after(after_id, limit)
        elif around_id is not None:
            rows, has_more = self._page_around(around_id, limit)
        else:
            rows, has_more = self._page_before(before_id, limit, offset or 0)
        [channel] = self._fetch_own_rows()
        return {
            "channel_id": self.id,
            "messages": [wire.message(self.env, row) for row in rows],
            "has_more": has_more,
            "sync_rev": channel["sync_rev"],
        }

    def _thread(self, message_id, limit=DEFAULT_PAGE, before_id=None):
        """A page of the replies to a message, oldest first.

        :param int limit: 1 … 100
        :param int before_id: the page before this reply; without, the page is the newest
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        condition, params = "m.parent_id = %s", [message_id]
        if before_id is not None:
            condition, params = condition + " AND m.id < %s", [*params, before_id]
        rows = self._fetch_messages(condition, [*params, limit + 1], "ORDER BY m.id DESC LIMIT %s")
        messages = [wire.message(self.env, row) for row in rows[:limit][::-1]]
        return {"messages": messages, "has_more": len(rows) > limit}

    def _page_before(self, before_id, limit, offset=0):
        condition, params = "m.channel_id = %s", [self.id]
        if before_id is not None:
            condition, params = condition + " AND m.id < %s", [*params, before_id]
        tail = "ORDER BY m.id DESC LIMIT %s OFFSET %s"
        rows = self._fetch_messages(condition, [*params, limit + 1, offset], tail)
        return rows[:limit][::-1], len(rows) > limit

    def _page_after(self, after_id, limit):
        rows = self._fetch_messages(
            "m.channel_id = %s AND m.id > %s",
            [self.id, after_id, limit + 1],
            "ORDER BY m.id LIMIT %s",
        )
        return rows[:limit], len(rows) > limit

    def _page_around(self, around_id, limit):
        newer, _has_newer = self._page_after(around_id - 1, limit - limit // 2)
        if not newer or newer[0]["id"] != around_id:
            raise not_found(self.env)
        older, has_older = self._page_before(around_id, limit // 2)
        return older + newer, has_older

    # Catching up

    @api.model
    def _sync(self, cursors):
        """What changed in the channels a client knows.

        :param dict cursors: the highest revision the client has, by channel id
        :return: only channels with changes are in ``channels``; ``gone`` are those the current
            user may not read (any more)
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "channels", len(cursors), 0, MAX_SYNCED_CHANNELS)
        for rev in cursors.values():
            text.check_range(self.env, "channels", rev, 0, MAX_REV)
        readable = self.search([("id", "in", list(cursors))])
        changed = readable._changed_since(cursors)
        current = {id_: rev for id_, (rev, is_reset) in changed.items() if not is_reset}
        channels = {
            str(row["id"]): {
                "reset": changed[row["id"]][1],
                "sync_rev": row["sync_rev"],
                "channel": wire.channel(self.env, row),
                "members": [],
                "messages": [],
                "reactions": [],
            }
            for row in self.browse(changed)._fetch_own_rows()
        }
        for row in self._fetch_changed(self._fetch_members, "seitech_chat_member", current):
            channels[str(row["channel_id"])]["members"].append(wire.member(self.env, row))
        for row in self._fetch_changed(self._fetch_messages, "seitech_chat_message", current):
            channels[str(row["channel_id"])]["messages"].append(wire.message(self.env, row))
        for row in self._fetch_changed(self._fetch_reactions, "seitech_chat_reaction", current):
            channels[str(row["channel_id"])]["reactions"].append(wire.reaction(row))
        return {
            "channels": channels,
            "gone": sorted(cursors.keys() - set(readable.ids)),
            "memberships_rev": self._memberships_rev(),
        }

    def _changed_since(self, cursors):
        """:return: ``(rev, is_reset)`` by id, for the channels that changed. Too many changes, or
        a revision nobody gave out (a backup was restored), make a client start afresh."""
        limit = MAX_CHANGES + 1
        revs = [cursors[id_] for id_ in self.ids]
        self.env.cr.execute(_BACKLOG, [limit, limit, limit, self.ids, revs])
        return {
            id_: (rev, changes > MAX_CHANGES or rev > sync_rev)
            for id_, rev, sync_rev, changes in self.env.cr.fetchall()
            if rev != sync_rev
        }

    @api.model
    def _fetch_changed(self, fetch, table, revs_by_channel):
        params = [list(revs_by_channel), list(revs_by_channel.values()), MAX_CHANGES + 1]
        source = _CHANGED.format(table=table)
        return fetch("TRUE", params, "ORDER BY m.rev", source)
