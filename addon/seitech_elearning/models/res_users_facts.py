from contextlib import contextmanager

from odoo import api, models

from .chat_channel_rights import AGENT_GROUP, MANAGER_GROUP


class ResUsers(models.Model):
    """Accounts that come, go and change sides take their places in the chat with them."""

    _inherit = "res.users"

    def write(self, vals):
        was_active = self.filtered("active")
        with self._staff_followed(bool({"group_ids", "active", "company_ids"} & vals.keys())):
            result = super().write(vals)
        if "active" in vals:
            channels = self.env["seitech.chat.channel"]
            if archived := was_active.filtered(lambda user: not user.active):
                channels._on_users_archived(archived)
            if restored := (self - was_active).filtered("active"):
                channels._on_users_restored(restored)
        return result

    def unlink(self):
        self.env["seitech.chat.channel"]._on_users_deleted(self)
        return super().unlink()

    @api.model
    @contextmanager
    def _staff_followed(self, is_decisive):
        """Notice, around a change of groups, accounts or companies, who is no longer a manager, or
        a support agent of a company."""
        if not is_decisive:
            yield
            return
        managers, teams = self._people_of(MANAGER_GROUP), self._agents_by_company()
        yield
        channels = self.env["seitech.chat.channel"]
        if gone := managers - self._people_of(MANAGER_GROUP):
            channels._on_managers_dismissed(gone)
        present = self._agents_by_company()
        for company, agents in teams.items():
            if gone := agents - present.get(company, agents.browse()):
                channels._on_agents_dismissed(gone, company)

    @api.model
    def _agents_by_company(self):
        agents = self._people_of(AGENT_GROUP)
        return {
            company: agents.filtered(lambda user, company=company: company in user.company_ids)
            for company in agents.company_ids
        }

    def _seitech_companies(self):
        """:return: the ids of the companies this user is allowed in"""
        # sudo: res.company – only compared with those of conversations
        return self.sudo()._get_company_ids()

    @api.model
    def _people_of(self, group_name):
        group = self.env.ref(group_name, raise_if_not_found=False)
        # sudo: res.users – only compared
        users = self.env["res.users"].sudo()
        return users.search([("all_group_ids", "in", group.ids)]) if group else users
