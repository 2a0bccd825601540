from odoo import api, fields, models
from odoo.tools import human_size

from .chat_channel import CHANNEL_TYPES


class ChatRetentionPreview(models.TransientModel):
    """What the retention would remove now. Looking at it removes nothing."""

    _name = "seitech.chat.retention.preview"
    _description = "Chat Retention Preview"

    line_ids = fields.One2many(
        "seitech.chat.retention.preview.line", "preview_id", readonly=True, string="Kinds"
    )
    conversations = fields.Integer(compute="_compute_conversations")
    summary = fields.Char(compute="_compute_conversations")
    next_run = fields.Datetime(string="Next run", compute="_compute_next_run")

    @api.depends("line_ids.conversations")
    def _compute_conversations(self):
        for preview in self:
            preview.conversations = sum(preview.line_ids.mapped("conversations"))
            preview.summary = self._summarized(preview.conversations)

    def _summarized(self, count):
        if count == 1:
            return self.env._(
                "1 conversation would be removed. Looking at this page removes nothing."
            )
        return self.env._(
            "%s conversations would be removed. Looking at this page removes nothing.", count
        )

    def _compute_next_run(self):
        # sudo: ir.cron – when the own one runs next
        cron = self.env.ref("seitech_elearning.cron_retention").sudo()
        for preview in self:
            preview.next_run = cron.active and cron.nextcall

    def _compute_display_name(self):
        for preview in self:
            preview.display_name = self.env._("Data retention")

    @api.model
    def action_open(self):
        """:return: the action that shows what would be removed at this moment"""
        # sudo: seitech.chat.retention – numbers only
        rows = self.sudo().env["seitech.chat.retention"]._report()
        preview = self.create({"line_ids": [fields.Command.create(row) for row in rows]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Data retention"),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
        }

    def action_refresh(self):
        """:return: the action that counts again"""
        return self.action_open()


class ChatRetentionPreviewLine(models.TransientModel):
    _name = "seitech.chat.retention.preview.line"
    _description = "Chat Retention Preview Line"
    _order = "id"

    preview_id = fields.Many2one(
        "seitech.chat.retention.preview", required=True, ondelete="cascade", readonly=True
    )
    kind = fields.Selection(CHANNEL_TYPES, readonly=True)
    days = fields.Integer(readonly=True)
    kept_for = fields.Char(string="Kept for", compute="_compute_kept_for")
    conversations = fields.Integer(readonly=True)
    messages = fields.Integer(readonly=True)
    files = fields.Integer(readonly=True)
    bytes = fields.Float(digits=(16, 0), readonly=True)
    size = fields.Char(compute="_compute_size")
    held = fields.Integer(string="On hold", readonly=True)
    oldest_kept = fields.Datetime(
        string="Oldest kept",
        readonly=True,
        help="Of the conversations that stay, when something "
        "last happened in the one that has been quiet for longest.",
    )

    @api.depends("days")
    def _compute_kept_for(self):
        for line in self:
            match line.days:
                case 0:
                    line.kept_for = self.env._("for good")
                case 1:
                    line.kept_for = self.env._("1 day")
                case days:
                    line.kept_for = self.env._("%s days", days)

    @api.depends("bytes")
    def _compute_size(self):
        for line in self:
            line.size = human_size(int(line.bytes)) or "0"
