from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

KINDS = [
    ("hide", "Message hidden"),
    ("mute", "Person muted"),
    ("warn", "Person warned"),
    ("close", "Conversation closed"),
    ("block", "Account blocked from the chat"),
    ("lift", "Measure lifted"),
    ("acknowledge", "Warning acknowledged"),
]

# Of `s`: that nothing has ended it, and it has not run out.
IN_FORCE = """
    (s.until IS NULL OR s.until > now() AT TIME ZONE 'UTC')
    AND NOT EXISTS (SELECT FROM seitech_chat_sanction lifted WHERE lifted.origin_id = s.id)
"""


class ChatSanction(models.Model):
    """The log of what was done about reports: one line for each measure, and one for its end.
    Nobody changes a line."""

    _name = "seitech.chat.sanction"
    _description = "Chat Safeguarding Measure"
    _rec_name = "kind"
    _order = "id desc"

    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Text(readonly=True, help="Why; the person does not get to see it.")
    notice = fields.Text(readonly=True, help="What the person was told.")
    report_id = fields.Many2one(
        "seitech.chat.report",
        string="Reported message",
        ondelete="set null",
        readonly=True,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        "res.users", string="Person", ondelete="set null", readonly=True, index="btree_not_null"
    )
    user_name = fields.Char(string="Name of the person", readonly=True)
    company_id = fields.Many2one("res.company", ondelete="set null", readonly=True)
    channel_id = fields.Many2one(
        "seitech.chat.channel", ondelete="set null", readonly=True, index="btree_not_null"
    )
    channel_name = fields.Char(string="Conversation", readonly=True)
    is_everywhere = fields.Boolean(string="In all conversations", readonly=True)
    message_id = fields.Many2one(
        "seitech.chat.message", ondelete="set null", readonly=True, index="btree_not_null"
    )
    until = fields.Datetime(readonly=True)
    origin_id = fields.Many2one(
        "seitech.chat.sanction", string="Of", ondelete="cascade", readonly=True, index=True
    )
    origin_ids = fields.One2many("seitech.chat.sanction", "origin_id", readonly=True)
    by_id = fields.Many2one("res.users", string="By", ondelete="set null", readonly=True)
    by_name = fields.Char(string="Name of who did it", readonly=True)
    in_force = fields.Boolean(compute="_compute_in_force", search="_search_in_force")

    _needs_reason = models.Constraint(
        "CHECK (kind = 'acknowledge' OR length(trim(reason)) > 0)", "Say why."
    )

    @api.depends("kind", "until", "origin_ids")
    def _compute_in_force(self):
        now = fields.Datetime.now()
        for sanction in self:
            ended = sanction.origin_ids or (sanction.until and sanction.until <= now)
            sanction.in_force = not sanction.origin_id and not ended

    def _search_in_force(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        lasting = Domain("until", "=", False) | Domain("until", ">", fields.Datetime.now())
        return lasting & Domain("origin_id", "=", False) & Domain("origin_ids", "=", False)

    @api.model
    def _log(self, kind, **values):
        """Write a line in the name of the current user.

        :param str kind: one of ``KINDS``
        :param values: the other columns
        :return: the line, as the server has it
        """
        # sudo: seitech.chat.sanction – nobody may write lines by hand
        lines = self.sudo()
        user = self.env["res.users"].browse(values.get("user_id"))
        channel = self.env["seitech.chat.channel"].browse(values.get("channel_id"))
        names = {
            # sudo: res.users, seitech.chat.channel – the log says who and where
            "user_name": user.sudo().name,
            # sudo: seitech.chat.channel – likewise
            "channel_name": channel.sudo().name,
            "by_id": self.env.uid,
            "by_name": self.env.user.name,
        }
        return lines.create({"kind": kind, **names, **values})

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Measures are taken from a report."))
        return super().create(vals_list)

    def write(self, vals):
        raise UserError(self.env._("What was done stays as it was written down."))

    def unlink(self):
        if not self.env.su:
            raise UserError(self.env._("What was done stays as it was written down."))
        return super().unlink()
