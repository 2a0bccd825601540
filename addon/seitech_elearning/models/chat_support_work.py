import logging

from odoo import api, models
from psycopg2.errors import LockNotAvailable, SerializationFailure

from ..tools import settings
from ..tools.availability import choose_agent, opening_of
from ..tools.errors import ChatError

# Those who wait behind them are looked at a minute later.
MAX_AT_ONCE = 100

_logger = logging.getLogger(__name__)

# Since when a visitor or a student waits for an answer that nobody gives.
_UNANSWERED = """
    SELECT s.channel_id
      FROM seitech_chat_support s
      CROSS JOIN LATERAL (
            SELECT min(m.create_date) AS since
              FROM seitech_chat_message m
             WHERE m.channel_id = s.channel_id
               AND m.message_type != 'system' AND NOT m.is_agent
               AND m.id > COALESCE((
                    SELECT max(a.id) FROM seitech_chat_message a
                     WHERE a.channel_id = s.channel_id AND a.is_agent
                       AND a.message_type != 'system'
               ), 0)
      ) asked
     WHERE s.stage = 'assigned'
       AND GREATEST(asked.since, s.assigned_at)
           < now() AT TIME ZONE 'UTC' - %(minutes)s * interval '1 minute'
       AND asked.since IS NOT NULL
     ORDER BY s.channel_id
"""
_TOO_LATE = """
    SELECT s.channel_id
      FROM seitech_chat_support s
     WHERE s.resolved_at IS NULL AND s.stage != 'new' AND NOT s.is_missed
       AND s.first_response_at IS NULL
       AND s.waiting_since < now() AT TIME ZONE 'UTC' - %(minutes)s * interval '1 minute'
     ORDER BY s.channel_id
"""


class ChatSupport(models.Model):
    """What happens to requests by themselves. One worker does it, in a transaction of its own:
    nobody's message waits for it, and a cap on what an agent has at a time holds."""

    _inherit = "seitech.chat.support"

    @api.model
    def _run_queue(self):
        """Put back what nobody answers, note what was missed, give out what waits, send
        what visitors do not see."""
        minutes = settings.limit(self.env, settings.SUPPORT_RETURN)
        if minutes:
            for channel in self._channels_of(_TOO_LATE, minutes):
                self._apart(lambda c: c._change_support("is_missed = TRUE"), channel)
            for channel in self._channels_of(_UNANSWERED, minutes):
                self._apart(lambda c: c._return_to_queue(minutes), channel)
        if settings.assigns_automatically(self.env):
            self._give_out()
        self.env["seitech.chat.channel"]._mail_answers()

    @api.model
    def _channels_of(self, query, minutes):
        self.env.flush_all()
        self.env.cr.execute(query, {"minutes": minutes})
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        return self.env["seitech.chat.channel"].browse(ids)

    @api.model
    def _apart(self, act, channel):
        """What goes wrong with one conversation, as somebody has just taken it, leaves the others
        alone."""
        try:
            with self.env.cr.savepoint():
                channel._take_turn()
                act(channel)
        except (ChatError, LockNotAvailable, SerializationFailure) as error:
            _logger.debug("Conversation %s was passed over: %s", channel.id, error)
        if "cron_id" in self.env.context:
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _give_out(self):
        """Give what waits, in the order it came, to those agents who are there and have room."""
        cap = settings.limit(self.env, settings.SUPPORT_CAP)
        waiting = self.search(
            [("stage", "=", "waiting")], order="waiting_since, id", limit=MAX_AT_ONCE
        )
        for support in waiting:
            agents = self.env["seitech.chat.agent"]._available(
                support._is_open(), support.company_id
            )
            if team := support.team_id:
                agents = [row for row in agents if row["user_id"] in team.member_ids.ids]
            chosen = choose_agent(agents, support.language, cap)
            if chosen:
                user = self.env["res.users"].browse(chosen["user_id"])
                self._apart(lambda c, user=user: c._give_to(user), support.channel_id)

    def _is_open(self):
        """:return: whether the support team works at this moment, where this request came from"""
        calendar = self.website_id.seitech_chat_calendar_id
        calendar = calendar or self.company_id.seitech_chat_calendar_id
        return opening_of(calendar)[0]
