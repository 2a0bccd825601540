from odoo import api, models

from ..tools import text, wire

MAX_SYNCED_CHANNELS = 1000
MAX_CHANGES = 200
MAX_REV = 2**53 - 1

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


class ChatChannel(models.Model):
    """Catching up: what changed since the revisions that a client has."""

    _inherit = "seitech.chat.channel"

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
        self.browse(changed)._note_visits()
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
