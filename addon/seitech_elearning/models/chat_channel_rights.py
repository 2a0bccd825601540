from odoo import models

from ..tools import permissions
from ..tools.errors import conflict, forbidden
from .chat_channel_messages import SUPPORT_TYPES

AGENT_GROUP = "seitech_elearning.group_elearning_support_agent"
MANAGER_GROUP = "seitech_elearning.group_elearning_manager"


class ChatChannel(models.Model):
    """What the current user may do in a channel, by the table of ``tools.permissions``."""

    _inherit = "seitech.chat.channel"

    def _capacities(self):
        """:return: what the current user is in this channel, as ``tools.permissions`` names it"""
        self.ensure_one()
        user, capacities = self.env.user, set()
        # sudo: slide.channel – whoever is responsible need not be allowed to read the course
        channel = self.sudo()
        if role := self._own_role():
            capacities |= {permissions.MEMBER, role}
        if channel.channel_type == "course" and channel.course_id.user_id == user:
            capacities.add(permissions.MODERATOR)
        if not channel._is_staffed_by(user):
            return capacities
        if channel.channel_type in SUPPORT_TYPES and user.has_group(AGENT_GROUP):
            capacities.add(permissions.AGENT)
        if user.has_group(MANAGER_GROUP):
            capacities.add(permissions.MANAGER)
        return capacities

    def _own_role(self):
        self.env.cr.execute(
            """
            SELECT role FROM seitech_chat_member
             WHERE channel_id = %s AND user_id = %s AND active
            """,
            [self.id, self.env.uid],
        )
        row = self.env.cr.fetchone()
        return row and row[0]

    def _rights(self):
        # sudo: seitech.chat.channel – only its kind; strangers get no right by it
        return permissions.rights(self.sudo().channel_type, self._capacities())

    def _permissions(self):
        """:return: for each right whether the current user has it, as the channel is now
        :rtype: dict[str, bool]
        """
        granted = self._rights()
        if self.state != "active":
            granted &= permissions.RIGHTS_WHEN_CLOSED
        if self._own_role():
            granted.discard(permissions.JOIN)
        else:
            granted.discard(permissions.LEAVE)
        return {right: right in granted for right in permissions.RIGHTS}

    def _check_right(self, right):
        """:raise ChatError: 403 if the current user does not have a right here, 409 if nobody
        does while the channel is not active"""
        if right not in self._rights():
            raise forbidden(self.env._("You may not do this in this conversation."))
        if self.state != "active" and right not in permissions.RIGHTS_WHEN_CLOSED:
            raise conflict(self.env._("This conversation is closed."), "channel_closed")

    def _take_writers_turn(self):
        """Wait for this channel's turn in order to write in it. Staff who may read a channel
        without being in it come in visibly first.

        :return: as ``_take_turn``, with a ``member_id`` unless the channel is no longer active
        :raise ChatError: 403 for everybody else
        """
        turn = self._take_turn()
        if turn["member_id"] is not None:
            return turn
        if not {permissions.SEND, permissions.JOIN} <= self._rights():
            raise forbidden(self.env._("You are not part of this conversation."))
        if turn["state"] != "active":
            return turn
        self._let_in(self.env.user, as_staff=True)
        return self._take_turn()
