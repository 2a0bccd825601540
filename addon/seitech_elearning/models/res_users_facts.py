from contextlib import contextmanager

from odoo import api, models

from .chat_channel_rights import AGENT_GROUP, MANAGER_GROUP


class ResUsers(models.Model):
    """Accounts that come, go and change sides take their places in the chat with them."""

    _inherit = "res.users"

    def write(self, vals):
        was_active = self.filtered("active")
        with self._staff_followed("group_ids" in vals or "active" in vals):
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
        """Notice, around a change of groups or accounts, who is no longer a support agent or a
        manager."""
        groups = (AGENT_GROUP, MANAGER_GROUP) if is_decisive else ()
        before = {group: self._people_of(group) for group in groups}
        yield
        gone = {group: people - self._people_of(group) for group, people in before.items()}
        channels = self.env["seitech.chat.channel"]
        if managers := gone.get(MANAGER_GROUP):
            channels._on_managers_dismissed(managers)
        if agents := gone.get(AGENT_GROUP):
            channels._on_agents_dismissed(agents)

    @api.model
    def _people_of(self, group_name):
        group = self.env.ref(group_name, raise_if_not_found=False)
        # sudo: res.users – only compared
        users = self.env["res.users"].sudo()
        return users.search([("all_group_ids", "in", group.ids)]) if group else users
