from odoo import api, models

from ..tools import permissions, wire

MAX_LISTED_MEMBERS = 100

_MEMBER_ROWS = """
    SELECT m.channel_id, m.user_id, u.partner_id, p.name, m.role, m.active, m.read_message_id,
           m.rev, m.notification_level, m.muted_until, m.is_pinned, m.hidden_message_id
      FROM {source} m
      JOIN res_users u ON u.id = m.user_id
      JOIN res_partner p ON p.id = u.partner_id
     WHERE {condition}
"""


class ChatChannel(models.Model):
    """One channel with the people in it."""

    _inherit = "seitech.chat.channel"

    def _details(self):
        """One channel with the people in it."""
        self.ensure_one()
        [row] = self._fetch_own_rows()
        members = self._fetch_members(
            "m.channel_id = %s AND m.active",
            [self.id, MAX_LISTED_MEMBERS],
            "ORDER BY (m.role = 'moderator') DESC, lower(p.name), m.id LIMIT %s",
        )
        own = self._fetch_members("m.id = %s", [row["my_id"]])
        granted = self._permissions()
        people = [wire.member(self.env, member) for member in members]
        return {
            **wire.channel(self.env, row),
            "members": people,
            "moderators": [person for person in people if person["role"] == "moderator"],
            "course": row["course_id"] and {"id": row["course_id"], "name": row["course_name"]},
            "membership": wire.membership(self.env, own[0]) if own else None,
            "permissions": granted,
            "refusal": None if granted[permissions.SEND] else self._refusal_in_words(),
            "learner_id": self._only_learner().id or None,
        }

    def _refusal_in_words(self):
        """:return: why the current user, who is in an active channel, can only read; for others
        ``None``"""
        if self.state != "active" or not self._is_member():
            return None
        refusal = self._refusal_to_write()
        return refusal and refusal.args[0]

    @api.model
    def _fetch_members(self, condition, params, tail="", source="seitech_chat_member"):
        self.env.cr.execute(_MEMBER_ROWS.format(source=source, condition=condition) + tail, params)
        return self.env.cr.dictfetchall()
