from odoo import api, fields, models
from odoo.exceptions import UserError

from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_rights import AGENT_GROUP


class ChatChannel(models.Model):
    """Whose support team a conversation belongs to. Companies on one database keep theirs apart:
    who is not allowed in a company is no agent, and no manager, of its conversations."""

    _inherit = "seitech.chat.channel"

    # Of support channels always, of others never: whoever asks for it need not ask for the kind.
    company_id = fields.Many2one(
        "res.company",
        ondelete="restrict",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The company whose support team answers.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [
                {**vals, "company_id": self._company_of(vals.get("channel_type"), vals)}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if "company_id" in vals and any(c.company_id.id != vals["company_id"] for c in self):
            raise UserError(self.env._("The company of a conversation never changes."))
        return super().write(vals)

    def _company_of(self, channel_type, vals):
        if channel_type not in SUPPORT_TYPES:
            return False
        return vals.get("company_id") or self.env.company.id

    @api.model
    def _company_of_website(self, website):
        # sudo: website – whose it is
        return website.sudo().company_id.id

    def _is_staffed_by(self, user):
        """:return: whether this channel is of a company the user is allowed in, or of none"""
        # sudo: seitech.chat.channel – only compared
        company = self.sudo().company_id
        return not company or company.id in user._seitech_companies()

    def _main_language(self):
        # sudo: res.company, res.partner – of the company that helps, its language only
        company = self.sudo().company_id[:1]
        return company.partner_id.lang or super()._main_language()

    def _keeps_company(self, users):
        """:return: whether none of these people answers for other companies only"""
        agents = users.filtered(lambda user: user.has_group(AGENT_GROUP))
        return all(self._is_staffed_by(agent) for agent in agents)

    @api.model
    def _agents_targets(self):
        """:return: where the current user hears what support agents are told"""
        companies = self.env["res.company"].browse(self._companies_answered_for())
        return [company._seitech_agents_target() for company in companies]

    @api.model
    def _companies_answered_for(self):
        """:return: the ids of the companies whose support channels the current user reads without
        being in them"""
        user = self.env.user
        return list(user._seitech_companies()) if user.has_group(AGENT_GROUP) else []
