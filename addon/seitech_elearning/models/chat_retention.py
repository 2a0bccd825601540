import logging
import math

from odoo import api, fields, models
from psycopg2.errors import LockNotAvailable, SerializationFailure

from ..tools import settings
from ..tools.errors import ChatError
from .chat_channel import CHANNEL_TYPES
from .chat_hold import HELD

_logger = logging.getLogger(__name__)

# Every conversation, or those of a kind that is not kept for good: when something last happened,
# and whether it is due. What the server itself wrote is nothing that happened. Of a course,
# whatever somebody learns there counts: who still attends it finds what was said.
_AGED = """
    SELECT aged.*, COALESCE(aged.last_activity < aged.cutoff, FALSE) AS is_old,
           COALESCE(aged.last_activity < aged.cutoff AND {held}, FALSE) AS is_held
      FROM (
        SELECT c.id, c.channel_type, kept.cutoff,
               GREATEST(c.create_date, said.at, attended.at, learned.at) AS last_activity
          FROM seitech_chat_channel c
          {join} unnest(%(kinds)s::varchar[], %(cutoffs)s::timestamp[]) AS kept (kind, cutoff)
            ON kept.kind = c.channel_type
          LEFT JOIN LATERAL (
                SELECT m.create_date AS at FROM seitech_chat_message m
                 WHERE m.channel_id = c.id AND m.message_type != 'system'
                 ORDER BY m.id DESC
                 LIMIT 1
          ) said ON TRUE
          LEFT JOIN LATERAL (
                SELECT max(e.write_date) AS at FROM slide_channel_partner e
                 WHERE e.channel_id = c.course_id
          ) attended ON TRUE
          LEFT JOIN LATERAL (
                SELECT max(s.write_date) AS at FROM slide_slide_partner s
                 WHERE s.channel_id = c.course_id
          ) learned ON TRUE
      ) aged
"""
_DUE = """
    SELECT due.id FROM ({aged}) due
     WHERE due.is_old AND NOT due.is_held {condition}
     ORDER BY due.last_activity, due.id
"""
_REPORT = """
    SELECT due.channel_type AS kind,
           count(*) FILTER (WHERE due.is_old AND NOT due.is_held) AS conversations,
           COALESCE(sum(said.number) FILTER (WHERE due.is_old AND NOT due.is_held), 0) AS messages,
           COALESCE(sum(stored.number) FILTER (WHERE due.is_old AND NOT due.is_held), 0) AS files,
           COALESCE(sum(stored.size) FILTER (WHERE due.is_old AND NOT due.is_held), 0) AS bytes,
           count(*) FILTER (WHERE due.is_held) AS held,
           min(due.last_activity) FILTER (WHERE NOT due.is_old OR due.is_held) AS oldest_kept
      FROM ({aged}) due
      CROSS JOIN LATERAL (
            SELECT count(*) AS number FROM seitech_chat_message m
             WHERE due.is_old AND m.channel_id = due.id
      ) said
      CROSS JOIN LATERAL (
            SELECT count(DISTINCT a.id) AS number, sum(f.file_size) AS size
              FROM seitech_chat_attachment a
              JOIN ir_attachment f ON f.id IN (a.attachment_id, a.thumbnail_id)
             WHERE due.is_old AND a.channel_id = due.id
      ) stored
     GROUP BY due.channel_type
"""
COUNTS = ("conversations", "messages", "files", "bytes")


class ChatRetention(models.AbstractModel):
    """Conversations in which nothing has happened for as long as the settings say are removed as a
    whole, with everything that belongs to them. What a hold keeps stays."""

    _name = "seitech.chat.retention"
    _description = "Chat Retention"

    @api.model
    def _report(self):
        """:return: what would be removed now: a row for each kind of conversation, with ``days``
        (0: kept for good), the numbers of ``COUNTS``, how many are ``held``, and the last
        activity in the ``oldest_kept``
        """
        self.env.flush_all()
        self.env.cr.execute(self._query(_REPORT, join="LEFT JOIN"), self._bounds())
        found = {row["kind"]: row for row in self.env.cr.dictfetchall()}
        nothing = {**dict.fromkeys((*COUNTS, "held"), 0), "oldest_kept": None}
        days = settings.retention(self.env)
        return [
            {**nothing, **found.get(kind, {}), "kind": kind, "days": days.get(kind, 0)}
            for kind, _label in CHANNEL_TYPES
        ]

    @api.model
    def _due_ids(self, condition="", **params):
        """:param str condition: further SQL about ``due``"""
        self.env.flush_all()
        query = self._query(_DUE, join="JOIN", condition=condition)
        self.env.cr.execute(query, {**self._bounds(), **params})
        return [id_ for [id_] in self.env.cr.fetchall()]

    @staticmethod
    def _query(template, join, **parts):
        aged = _AGED.format(join=join, held=HELD.format(channel="aged.id"))
        return template.format(aged=aged, **parts)

    @api.model
    def _bounds(self):
        days = settings.retention(self.env)
        now = fields.Datetime.now()
        return {
            "kinds": list(days),
            "cutoffs": [fields.Datetime.subtract(now, days=number) for number in days.values()],
        }

    @api.model
    def _run(self):
        """Remove what is due, one conversation after the other, for as long as the scheduler lets
        it; the next run goes on with the rest.

        :return: the numbers of ``COUNTS`` of what was removed
        """
        due = self._due_ids()
        self._commit(0, remaining=len(due))
        removed = dict.fromkeys(COUNTS, 0)
        for id_ in due:
            counts = self._remove(self.env["seitech.chat.channel"].browse(id_))
            removed = {name: removed[name] + counts.get(name, 0) for name in COUNTS}
            if not self._commit(1):
                break
        if any(removed.values()):
            told = ", ".join(f"{name}: {number}" for name, number in removed.items())
            _logger.info("Retention has removed %s", told)
            self.env["seitech.chat.privacy.log"]._add("retention", [], told)
            self.env["seitech.chat.traces"]._collect_soon()
        return removed

    @api.model
    def _remove(self, channel):
        """:return: how much that was; nothing if somebody is writing there at this moment, which
        gives it time until the next run"""
        try:
            with self.env.cr.savepoint():
                channel._take_turn()
                # A hold may have come, or a word been said, while others were removed.
                if not self._due_ids("AND due.id = %(id)s", id=channel.id):
                    return {}
                return channel._remove_for_good()
        except (ChatError, SerializationFailure, LockNotAvailable):
            return {}

    @api.model
    def _commit(self, processed, **progress):
        """:return: how many seconds are left"""
        if "cron_id" not in self.env.context:
            return math.inf
        return self.env["ir.cron"]._commit_progress(processed, **progress)
