from odoo import api, fields, models

from ..tools import availability, text
from .chat_channel_rights import AGENT_GROUP

SWITCHES = [
    (availability.ONLINE, "Online"),
    (availability.BUSY, "Busy"),
    (availability.AWAY, "Away"),
]

# Agents with all that is asked when somebody has to be found. Who never touched the switch is
# online as soon as Odoo is open.
# One row of each is all there is: without LIMIT, PostgreSQL expects thousands as long as a small
# table has never been analysed, and compiles the query first, which takes a hundred times as long.
_AGENTS = """
    SELECT u.id AS user_id, p.id AS partner_id, p.name, p.lang,
           COALESCE(a.state, 'online') AS switch,
           COALESCE(presence.status, 'offline') AS presence,
           ARRAY(
               SELECT lang.code FROM seitech_chat_agent_language spoken
                 JOIN res_lang lang ON lang.id = spoken.lang_id
                WHERE spoken.agent_id = a.id
           ) AS spoken,
           work.load, work.assigned_at
      FROM res_users u
      JOIN res_partner p ON p.id = u.partner_id
      LEFT JOIN LATERAL (
            SELECT id, state FROM seitech_chat_agent WHERE user_id = u.id LIMIT 1
      ) a ON TRUE
      LEFT JOIN LATERAL (
            SELECT status FROM mail_presence WHERE user_id = u.id LIMIT 1
      ) presence ON TRUE
      CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE s.resolved_at IS NULL) AS load,
                   max(s.assigned_at) AS assigned_at
              FROM seitech_chat_support s
             WHERE s.agent_id = u.id
      ) work
     WHERE u.active AND u.id = ANY(%(users)s)
       AND (%(companies)s IS NULL OR EXISTS (
            SELECT FROM res_company_users_rel allowed
             WHERE allowed.user_id = u.id AND allowed.cid = ANY(%(companies)s::int[])
       ))
     ORDER BY lower(p.name), u.id
"""


class ChatAgent(models.Model):
    """What a support agent says of themselves. The row is written by that agent only."""

    _name = "seitech.chat.agent"
    _description = "Chat Support Agent"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    state = fields.Selection(SWITCHES, required=True, default=availability.ONLINE)
    language_ids = fields.Many2many(
        "res.lang",
        "seitech_chat_agent_language",
        "agent_id",
        "lang_id",
        help="Spoken besides the language of the account.",
    )

    _user_unique = models.UniqueIndex("(user_id)", "This agent is known already.")

    @api.model
    def _set_state(self, state):
        """Set the switch of the current user.

        :raise ChatError: 422 for what is no state
        """
        text.check_choice(self.env, "state", state, dict(SWITCHES))
        # sudo: seitech.chat.agent – the row of the current user
        agents = self.sudo()
        if own := agents.search([("user_id", "=", self.env.uid)]):
            own.state = state
        else:
            agents.create({"user_id": self.env.uid, "state": state})
        self._tell_agents(self._described([self.env.uid])[0])
        if state == availability.ONLINE:
            self.env["seitech.chat.support"]._wake_assignment()

    @api.model
    def _tell_agents(self, agent):
        companies = self.env["res.company"].browse(self.env.user._seitech_companies())
        companies._seitech_tell_agents("seitech.chat/agent", {"agent": agent})

    @api.model
    def _colleagues_described(self):
        """:return: the agents of the current user's companies on the wire, by name"""
        return self._described(self._all_ids(), self.env.user._seitech_companies())

    @api.model
    def _all_ids(self):
        # sudo: res.groups – who the agents are
        return self.env.ref(AGENT_GROUP).sudo().all_user_ids.ids

    @api.model
    def _fetch(self, user_ids, company_ids=None):
        """:param company_ids: only those who are allowed in one of these companies
        :return: rows of these agents, with ``languages`` they speak
        """
        self.env.flush_all()
        companies = None if company_ids is None else list(company_ids)
        self.env.cr.execute(_AGENTS, {"users": user_ids, "companies": companies})
        rows = self.env.cr.dictfetchall()
        return [{**row, "languages": [row["lang"], *row["spoken"]]} for row in rows]

    @api.model
    def _described(self, user_ids, company_ids=None):
        return [
            {
                "user_id": row["user_id"],
                "name": row["name"],
                "state": row["switch"],
                "available": availability.is_available(row["switch"], row["presence"], True),
                "load": row["load"],
            }
            for row in self._fetch(user_ids, company_ids)
        ]

    @api.model
    def _available(self, is_open, company):
        """:param bool is_open: whether these are business hours
        :param company: the ``res.company`` whose support team is asked for
        :return: the rows of its agents who are there
        """
        return [
            row
            for row in self._fetch(self._all_ids(), company.ids)
            if availability.is_available(row["switch"], row["presence"], is_open)
        ]
