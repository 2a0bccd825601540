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

# What changes in a channel besides itself.
_PARTS = ("member", "message", "reaction")
_COUNT = """(
               SELECT count(*) FROM (
                   SELECT FROM seitech_chat_{part} t
                    WHERE t.channel_id = c.id AND t.rev > known.rev LIMIT %s
               ) capped
           )"""
# How far behind a client is, per channel: (a limit for each part, channel_ids, revs).
_BACKLOG = """
    SELECT known.channel_id, known.rev,
           GREATEST(
               c.rev,
               (SELECT max(m.rev) FROM seitech_chat_message m WHERE m.channel_id = c.id),
               (SELECT max(m.rev) FROM seitech_chat_member m WHERE m.channel_id = c.id),
               (SELECT max(r.rev) FROM seitech_chat_reaction r WHERE r.channel_id = c.id)
           ) AS sync_rev,
           {counts}
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
        channels = {
            str(row["id"]): {
                "reset": changed[row["id"]][1] is None,
                "sync_rev": row["sync_rev"],
                "channel": wire.channel(self.env, row),
                "members": [],
                "messages": [],
                "reactions": [],
            }
            # Mostly there is nothing to tell.
            for row in (self.browse(changed)._fetch_own_rows() if changed else ())
        }
        for row in self._fetch_changed(self._fetch_members, "member", changed):
            channels[str(row["channel_id"])]["members"].append(wire.member(self.env, row))
        for row in self._fetch_changed(self._fetch_messages, "message", changed):
            channels[str(row["channel_id"])]["messages"].append(wire.message(self.env, row))
        for row in self._fetch_changed(self._fetch_reactions, "reaction", changed):
            channels[str(row["channel_id"])]["reactions"].append(wire.reaction(row))
        return {
            "channels": channels,
            "gone": sorted(cursors.keys() - set(readable.ids)),
            "memberships_rev": self._memberships_rev(),
        }

    def _changed_since(self, cursors):
        """:return: by id, for the channels that changed: the revision the client has, and how many
        changes of each part there are since. Too many, or a revision nobody gave out (a backup
        was restored), make a client start afresh: then ``None`` instead."""
        if not self:
            return {}
        limits = [MAX_CHANGES + 1] * len(_PARTS)
        revs = [cursors[id_] for id_ in self.ids]
        columns = ", ".join(_COUNT.format(part=part) for part in _PARTS)
        self.env.cr.execute(_BACKLOG.format(counts=columns), [*limits, self.ids, revs])
        found = {}
        for id_, rev, sync_rev, *counts in self.env.cr.fetchall():
            is_reset = sum(counts) > MAX_CHANGES or rev > sync_rev
            if rev != sync_rev:
                found[id_] = rev, None if is_reset else dict(zip(_PARTS, counts, strict=True))
        return found

    @api.model
    def _fetch_changed(self, fetch, part, changed):
        """:return: the rows of this part that changed; nobody is asked where there are none"""
        revs = {id_: rev for id_, (rev, counts) in changed.items() if counts and counts[part]}
        if not revs:
            return []
        params = [list(revs), list(revs.values()), MAX_CHANGES + 1]
        source = _CHANGED.format(table=f"seitech_chat_{part}")
        return fetch("TRUE", params, "ORDER BY m.rev", source)
