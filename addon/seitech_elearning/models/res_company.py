from odoo import fields, models


class ResCompany(models.Model):
    """Each company has support hours and a support team of its own."""

    _inherit = "res.company"

    seitech_chat_calendar_id = fields.Many2one(
        "resource.calendar", string="Support hours", ondelete="set null"
    )
    seitech_chat_epoch = fields.Integer(
        required=True,
        default=0,
        readonly=True,
        copy=False,
        help="Part of the bus address of the support team, as with channels.",
    )

    def write(self, vals):
        with self.env["res.users"]._staff_followed("user_ids" in vals):
            result = super().write(vals)
            if "user_ids" in vals:
                # Who is allowed where is kept, and Odoo only notices a change of the accounts.
                self.env.registry.clear_cache()
        return result

    def _seitech_agents_target(self):
        """:return: the bus address of this company's support agents; see ``ir.websocket``"""
        self.ensure_one()
        # sudo: res.company – only a number of ours
        return self, f"agents{self.sudo().seitech_chat_epoch}"

    def _seitech_tell_agents(self, kind, payload):
        """Tell the support agents of these companies, and nobody else."""
        for company in self:
            # A record and a word: nobody can ask for this address.
            self.env["bus.bus"]._sendone(company._seitech_agents_target(), kind, payload)

    def _seitech_cut_agents(self):
        """Leave those who listen without being agents any more behind on an old address. Who tells
        something at this moment may still tell it there."""
        for company in self.sorted("id"):
            company._seitech_tell_agents("seitech.chat/resubscribe", {})
            self.env.cr.execute(
                "UPDATE res_company SET seitech_chat_epoch = seitech_chat_epoch + 1 WHERE id = %s",
                [company.id],
            )
        self.invalidate_recordset(["seitech_chat_epoch"], flush=False)
