from contextlib import contextmanager

from odoo import api, models

from .chat_channel_rights import AGENT_GROUP


class ResUsers(models.Model):
    """Accounts that come, go and change sides take their places in the chat with them."""

    _inherit = "res.users"

    def write(self, vals):
        was_active = self.filtered("active")
        with self._agents_followed("group_ids" in vals or "active" in vals):
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
    def _agents_followed(self, is_decisive):
        """Notice, around a change of groups or accounts, who is no longer a support agent."""
        before = self._agents() if is_decisive else self.browse()
        yield
        if before and (dismissed := before - self._agents()):
            self.env["seitech.chat.channel"]._on_agents_dismissed(dismissed)

    @api.model
    def _agents(self):
        group = self.env.ref(AGENT_GROUP, raise_if_not_found=False)
        # sudo: res.users – only compared
        users = self.env["res.users"].sudo()
        return users.search([("all_group_ids", "in", group.ids)]) if group else users
