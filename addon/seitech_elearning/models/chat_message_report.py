from odoo import fields, models, tools

from .chat_channel import CHANNEL_TYPES
from .chat_message import MESSAGE_TYPES

_VIEW = """
    CREATE OR REPLACE VIEW seitech_chat_message_report AS (
        SELECT m.id, m.create_date AS date, m.channel_id, m.author_id, m.message_type, m.is_agent,
               m.slide_id, c.channel_type, c.course_id, c.company_id,
               CASE WHEN m.parent_id IS NULL THEN 0 ELSE 1 END AS replies,
               CASE WHEN m.visitor_id IS NULL THEN 0 ELSE 1 END AS by_visitors
          FROM seitech_chat_message m
          JOIN seitech_chat_channel c ON c.id = m.channel_id
         WHERE m.message_type != 'system' AND m.deleted_at IS NULL
    )
"""


class ChatMessageReport(models.Model):
    """How much is written, where and when. What was said is not in it."""

    _name = "seitech.chat.message.report"
    _description = "Chat Message Report"
    _auto = False
    _order = "date desc"

    date = fields.Datetime(string="Day", readonly=True)
    channel_id = fields.Many2one("seitech.chat.channel", string="Conversation", readonly=True)
    channel_type = fields.Selection(CHANNEL_TYPES, string="Kind", readonly=True)
    course_id = fields.Many2one("slide.channel", string="Course", readonly=True)
    slide_id = fields.Many2one("slide.slide", string="Lesson", readonly=True)
    author_id = fields.Many2one("res.partner", string="Author", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    message_type = fields.Selection(MESSAGE_TYPES, string="Contents", readonly=True)
    is_agent = fields.Boolean(string="On behalf of support", readonly=True)
    replies = fields.Integer(readonly=True)
    by_visitors = fields.Integer(readonly=True)

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(_VIEW)
