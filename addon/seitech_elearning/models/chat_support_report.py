from odoo import fields, models, tools

from .chat_support import STAGES

_VIEW = """
    CREATE OR REPLACE VIEW seitech_chat_support_report AS (
        SELECT s.id, s.id AS support_id, s.create_date AS date, s.agent_id, s.team_id,
               s.website_id, c.company_id, s.language, s.subject, s.stage,
               CASE WHEN s.is_missed THEN 1 ELSE 0 END AS missed,
               extract(epoch FROM s.first_response_at - s.create_date) / 60 AS first_response,
               extract(epoch FROM s.resolved_at - s.create_date) / 60 AS resolution,
               judged.rating
          FROM seitech_chat_support s
          JOIN seitech_chat_channel c ON c.id = s.channel_id
          LEFT JOIN LATERAL (
                SELECT r.rating FROM rating_rating r
                 WHERE r.res_model = 'seitech.chat.support' AND r.res_id = s.id AND r.consumed
                 ORDER BY r.id DESC
                 LIMIT 1
          ) judged ON TRUE
         WHERE s.stage != 'new' AND NOT s.is_spam
    )
"""


class ChatSupportReport(models.Model):
    """How the support team does. One row of a view for each request; no message is read for it."""

    _name = "seitech.chat.support.report"
    _description = "Support Chat Report"
    _auto = False
    _order = "date desc"
    _rec_name = "support_id"

    support_id = fields.Many2one("seitech.chat.support", string="Support Chat", readonly=True)
    date = fields.Datetime(string="Day", readonly=True)
    agent_id = fields.Many2one("res.users", string="Agent", readonly=True)
    team_id = fields.Many2one("seitech.chat.team", string="Team", readonly=True)
    website_id = fields.Many2one("website", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    language = fields.Char(readonly=True)
    subject = fields.Char(readonly=True)
    stage = fields.Selection(STAGES, readonly=True)
    missed = fields.Integer(string="Missed", readonly=True)
    first_response = fields.Float(
        string="Minutes to the first answer", readonly=True, aggregator="avg"
    )
    resolution = fields.Float(string="Minutes to the end", readonly=True, aggregator="avg")
    rating = fields.Float(readonly=True, aggregator="avg")

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(_VIEW)
