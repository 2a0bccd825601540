import base64
import json

from odoo import api, models

from ..tools import text, wire
from ..tools.errors import invalid_value

MAX_PAGE = 100


class ChatChannel(models.Model):
    """Who is in a channel."""

    _inherit = "seitech.chat.channel"

    def _all_members(self):
        """:return: the rows of everybody who is or was in these channels"""
        return self.with_context(active_test=False).chat_member_ids

    def _rows_of(self, users):
        """:return: the rows of these people, who are or were in this channel"""
        domain = [("channel_id", "=", self.id), ("user_id", "in", users.ids)]
        return self.env["seitech.chat.member"].with_context(active_test=False).search(domain)

    def _add_members(self, users, role="member", as_staff=False, from_now=False):
        """Let people in, or in again. People who are in already stay as they are.

        :param bool as_staff: they come in because they are staff, and only as long as they are
        :param bool from_now: they see what is said from now on; whoever left and comes back sees
            again what they saw
        :return: those who were not in before
        """
        self.ensure_one()
        rows = self._rows_of(users)
        absent = rows.filtered(lambda m: not m.active)
        how = {"role": role, "came_as_staff": as_staff}
        newcomers = users - rows.user_id
        limited = absent.filtered(lambda m: from_now and m.absence != "left")
        floors = self._history_floors(newcomers | limited.user_id) if from_now else {}
        (absent - limited).write({"active": True, **how})
        for row in limited:
            row.write({"active": True, "history_from_id": floors[row.user_id], **how})
        self.env["seitech.chat.member"].create(
            [
                {
                    "channel_id": self.id,
                    "user_id": user.id,
                    "history_from_id": floors.get(user, 0),
                    **how,
                }
                for user in newcomers
            ]
        )
        return absent.user_id + newcomers

    def _remove_members(self, users, absence="removed"):
        """Let people out. From the commit on they hear nothing, whatever connections they keep.

        :param str absence: why, which decides who can let them in again
        :return: those who were in before
        """
        self.ensure_one()
        rows = self._rows_of(users)
        present = rows.filtered("active")
        present.write({"active": False, "absence": absence})
        # Whoever comes back with their account does not come back to what they lost meanwhile.
        rows.filtered(lambda m: m.absence == "archived").write({"absence": absence})
        return present.user_id

    def _set_role(self, users, role):
        """:return: those who had another one before"""
        rows = self._rows_of(users).filtered(lambda m: m.active and m.role != role)
        rows.write({"role": role})
        return rows.user_id

    def _cut_stream(self):
        """Move the channel to a new bus address and ask those on the old one to look for it.

        The notification is all a removed person's open connection still gets: the server gives
        the new address to members only.
        """
        self.ensure_one()
        self.env.cr.execute(
            """
            UPDATE seitech_chat_channel
               SET epoch = epoch + 1, rev = nextval('seitech_chat_rev_seq')
             WHERE id = %s
         RETURNING epoch - 1
            """,
            [self.id],
            log_exceptions=False,
        )
        old_epoch = self.env.cr.fetchone()[0]
        self.invalidate_recordset(["epoch", "rev"])
        self._bus_send_to_members("seitech.chat/resubscribe", {}, old_epoch)

    def _member_count(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(*) FROM seitech_chat_member WHERE channel_id = %s AND active", [self.id]
        )
        return self.env.cr.fetchone()[0]

    def _members_page(self, search=None, limit=50, cursor=None):
        """The people in this channel, by name.

        :param str search: only people whose name contains this
        :param int limit: 1 … 100
        :param str cursor: ``next_cursor`` of the page before
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        condition, params = "m.channel_id = %s AND m.active", [self.id]
        if search:
            if not text.is_storable(search):
                raise invalid_value("search", self.env._("Nobody can have this name."))
            condition += " AND strpos(lower(p.name), lower(%s)) > 0"
            params.append(search)
        if cursor is not None:
            condition += " AND (lower(p.name), m.user_id) > (%s, %s)"
            params += self._decode_member_cursor(cursor)
        tail = "ORDER BY lower(p.name), m.user_id LIMIT %s"
        rows = self._fetch_members(condition, [*params, limit + 1], tail)
        more = len(rows) > limit
        return {
            "channel_id": self.id,
            "members": [wire.member(self.env, row) for row in rows[:limit]],
            "next_cursor": self._encode_member_cursor(rows[limit - 1]) if more else None,
            "member_count": self._member_count(),
        }

    @api.model
    def _encode_member_cursor(self, row):
        # The database's idea of lower case, not Python's, is what orders the pages.
        self.env.cr.execute("SELECT lower(%s)", [row["name"]])
        position = [self.env.cr.fetchone()[0], row["user_id"]]
        return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()

    @api.model
    def _decode_member_cursor(self, cursor):
        try:
            name, id_ = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
            is_position = type(name) is str and text.is_storable(name) and type(id_) is int
            if is_position and 0 < id_ < 2**31:
                return [name, id_]
        except (ValueError, TypeError, RecursionError):
            pass
        raise invalid_value("cursor", self.env._("This is not the end of a page."))

    def _is_member(self):
        """:return: whether the current user is in this channel now"""
        self.env.cr.execute(
            "SELECT 1 FROM seitech_chat_member WHERE channel_id = %s AND user_id = %s AND active",
            [self.id, self.env.uid],
        )
        return bool(self.env.cr.rowcount)

    # Pairs

    @api.model
    def _pair_key(self, channel_type, users, course_id=None):
        about = [f"c{course_id}"] if course_id else []
        return ":".join([channel_type, *map(str, sorted(users.ids)), *about])

    @api.model
    def _find_pair(self, pair_key, cr=None):
        cr = cr or self.env.cr
        cr.execute("SELECT id FROM seitech_chat_channel WHERE pair_key = %s", [pair_key])
        row = cr.fetchone()
        return self.browse(row[0] if row else None)

    def _claim_pair(self, pair_key):
        """Become the one channel of a pair.

        :raise UniqueViolation: if there is one already
        """
        self.env.cr.execute(
            "UPDATE seitech_chat_channel SET pair_key = %s WHERE id = %s",
            [pair_key, self.id],
            log_exceptions=False,
        )
        self.invalidate_recordset(["pair_key"])
