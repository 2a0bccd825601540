from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import routing, wire
from ..tools.errors import forbidden, not_found


class ResUsers(models.Model):
    """Blocks and notices: what people do for their own peace, and what was done to protect
    others."""

    _inherit = "res.users"

    # Blocking another person

    def _peers_query(self, peers, channel_type, by_course=False):
        """Nobody is offered those with whom they have a block."""
        query = super()._peers_query(peers, channel_type, by_course)
        if channel_type != "direct":
            return query
        return SQL(
            """
            SELECT near.* FROM (%(query)s) near
             WHERE NOT EXISTS (
                SELECT FROM seitech_chat_personal_block b
                 WHERE b.user_id = %(me)s AND b.blocked_id = near.user_id
                    OR b.user_id = near.user_id AND b.blocked_id = %(me)s
             )
            """,
            query=query,
            me=self.id,
        )

    @api.model
    def _chat_block(self, user_id, blocked):
        """Block somebody one meets in the chat, or take it back. Twice does no harm.

        :return: the answer of the API
        :raise ChatError: 404 for unknown people and those one does not meet, 403 for staff
        """
        blocks = self.env["seitech.chat.personal.block"]
        # sudo: res.users – only what passes the checks is used
        other = self.sudo().search([("id", "=", user_id)])
        if not other or other == self.env.user or not self._is_met(other):
            raise not_found(self.env)
        if not blocked:
            blocks._unblock(other)
        elif other._chat_roles() & routing.STAFF:
            sentence = self.env._("Those who teach and help cannot be blocked. Report a message.")
            raise forbidden(sentence)
        else:
            blocks._block(other)
        self.env.user._tell_notices()
        return {"user_id": other.id, "blocked": blocked}

    def _is_met(self, other):
        """:return: whether the current user has a conversation with somebody, or a block"""
        return self._exists(
            SQL(
                """
                SELECT FROM seitech_chat_member mine
                  JOIN seitech_chat_member theirs ON theirs.channel_id = mine.channel_id
                 WHERE mine.user_id = %(me)s AND mine.active AND theirs.user_id = %(other)s
                 UNION ALL
                SELECT FROM seitech_chat_personal_block
                 WHERE user_id = %(me)s AND blocked_id = %(other)s
                """,
                me=self.env.uid,
                other=other.id,
            )
        )

    @api.model
    def _chat_blocks(self):
        """:return: those whom the current user has blocked, by name, on the wire"""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT b.blocked_id AS user_id, u.partner_id, p.name,
                   NULL AS course_id, NULL AS course_name
              FROM seitech_chat_personal_block b
              JOIN res_users u ON u.id = b.blocked_id
              JOIN res_partner p ON p.id = u.partner_id
             WHERE b.user_id = %s
             ORDER BY lower(p.name), b.blocked_id
            """,
            [self.env.uid],
        )
        return [wire.person(self.env, row) for row in self.env.cr.dictfetchall()]

    # What somebody is told

    def _tell_notices(self):
        """Let these people's chats ask what there is to be told."""
        for user in self:
            user.partner_id._bus_send("seitech.chat/notices", {})

    @api.model
    def _chat_notices(self):
        """:return: the answer of the API: warnings that are not confirmed and mutes in force,
        whom the current user has blocked, and whether students may write to each other
        """
        # sudo: seitech.chat.sanction – one's own, without who and why
        measures = self.env["seitech.chat.sanction"].sudo()
        own = Domain("user_id", "=", self.env.uid) & Domain("in_force", "=", True)
        found = measures.search(own & Domain("kind", "in", ("warn", "mute")), order="id")
        return {
            "notices": [wire.notice(row) for row in found],
            "blocked": self._chat_blocks(),
        }

    @api.model
    def _acknowledge_notice(self, notice_id):
        """Confirm to have read a warning. Twice does no harm.

        :raise ChatError: 404 for anything but a warning of the current user
        """
        # sudo: seitech.chat.sanction – one's own
        measures = self.env["seitech.chat.sanction"].sudo()
        mine = [("id", "=", notice_id), ("kind", "=", "warn"), ("user_id", "=", self.env.uid)]
        warning = measures.search(mine)
        if not warning:
            raise not_found(self.env)
        if warning.in_force:
            measures._log(
                "acknowledge",
                user_id=self.env.uid,
                origin_id=warning.id,
                report_id=warning.report_id.id,
                company_id=warning.company_id.id,
            )
            self.env.user._tell_notices()
