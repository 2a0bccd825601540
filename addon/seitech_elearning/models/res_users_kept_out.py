from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..tools.errors import ChatError

BLOCKED_GROUP = "seitech_elearning.group_elearning_blocked"


class ResUsers(models.Model):
    """Accounts that are kept out of the chat."""

    _inherit = "res.users"

    def _check_chat_account(self):
        """:raise ChatError: 403 for who was blocked from the chat"""
        if self.has_group(BLOCKED_GROUP):
            sentence = self.env._("Your account cannot use the chat. The support team can help.")
            raise ChatError(sentence, "blocked", 403)

    def _block_chat_account(self):
        """Keep this person out of all conversations, from the commit on.

        :raise UserError: if they are already
        """
        if self.has_group(BLOCKED_GROUP):
            raise UserError(self.env._("This account is blocked already."))
        self._set_chat_blocked(Command.link)
        channels = self.env["seitech.chat.channel"]
        mine = [("user_id", "=", self.id), ("active", "=", True)]
        heard = Domain("chat_member_ids", "any", mine) | Domain("course_id.user_id", "=", self.id)
        channels._leave_behind(heard)
        self._tell_notices()

    def _unblock_chat_account(self):
        """Let this person in again, to where they were."""
        self._set_chat_blocked(Command.unlink)
        self._tell_notices()

    def _set_chat_blocked(self, command):
        # sudo: res.users – those in charge of safeguarding decide about the chat only
        self.sudo().write({"group_ids": [command(self.env.ref(BLOCKED_GROUP).id)]})


class ChatChannel(models.Model):
    _inherit = "seitech.chat.channel"

    @api.model
    def _bus_targets(self):
        return [] if self.env.user.has_group(BLOCKED_GROUP) else super()._bus_targets()


class ChatWaiting(models.AbstractModel):
    _inherit = "seitech.chat.waiting"

    @api.model
    def _people(self, *args, **options):
        """Nobody is sent what they cannot read."""
        people = super()._people(*args, **options)
        return people.filtered(lambda user: not user.has_group(BLOCKED_GROUP))
