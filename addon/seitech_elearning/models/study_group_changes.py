from odoo import models

from ..tools import routing
from ..tools.errors import conflict, forbidden, not_found
from .chat_channel_rights import MANAGER_GROUP


class StudyGroup(models.Model):
    """Looking after a study group. Every method is something the current user does: whether they
    may is checked first, then it is done as the server."""

    _inherit = "seitech.study.group"

    def _may_found(self):
        """:return: whether the current user may found study groups"""
        return bool({routing.STUDENT, routing.MANAGER} & self.env.user._chat_roles())

    def _is_presided_by_me(self):
        """:return: whether the current user decides what becomes of the group itself"""
        return self.env.user == self.owner_id or self.env.user.has_group(MANAGER_GROUP)

    def _check_presided(self):
        if not self._is_presided_by_me():
            raise forbidden(self.env._("Only the owner of the study group can do this."))

    def _edit(self, name, description, privacy, max_members):
        """Describe the group anew.

        :raise ChatError: 403 for people who may not, 409 for fewer places than there are members,
            422 for unacceptable values
        """
        self._check_moderator()
        self._check_terms(description, privacy, max_members)
        name = self.env["seitech.chat.channel"]._clean_name(name)
        # Somebody may be joining: either they see the new limit, or this sees them.
        self._lock_group()
        count = len(self.member_ids)
        if max_members and count > max_members:
            message = self.env._("The study group has %s members already.", count)
            raise conflict(message, "group_full")
        self.write(
            {
                "name": name,
                "description": description,
                "privacy": privacy,
                "max_members": max_members,
            }
        )

    def _uninvite(self, user_id):
        """Take an invitation back.

        :raise ChatError: 403 for people who may not, 404 if the other is not invited
        """
        self._check_moderator()
        invited = self.invited_ids.filtered(lambda user: user.id == user_id)
        if not invited:
            raise not_found(self.env)
        self.write({"invited_ids": [(3, invited.id)]})

    def _dismiss(self, user_id):
        """Show a member the door.

        :raise ChatError: as ``seitech.chat.channel._remove_person``
        """
        self._check_moderator()
        self._open_channel()._remove_person(user_id)

    def _appoint(self, user_id, role):
        """Make a member a moderator, or no longer.

        :raise ChatError: as ``seitech.chat.channel._change_role``
        """
        self._check_moderator()
        self._open_channel()._change_role(user_id, role)

    def _hand_over(self, user_id):
        """Let another member preside. Whoever did goes on as a moderator.

        :raise ChatError: 403 for people who may not, 404 for whoever is not a member
        """
        self._check_presided()
        # The heir may be leaving at this moment.
        self._lock_group()
        heir = self.member_ids.filtered(lambda user: user.id == user_id and user.active)
        if not heir:
            raise not_found(self.env)
        self.write({"owner_id": heir.id})

    def _dissolve(self):
        """End the group. Its conversation is archived: those who are in it can still read it.

        :raise ChatError: 403 for people who may not
        """
        self._check_presided()
        self.unlink()
