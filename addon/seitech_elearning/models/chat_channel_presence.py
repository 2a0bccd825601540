from odoo import api, models

from ..tools import text
from .chat_channel_details import MAX_LISTED_MEMBERS
from .chat_channel_rows import PERSON_NAMED_TYPES

MAX_CHANNELS = 100


class ChatChannel(models.Model):
    """Who is there: Odoo's own presence, which people may subscribe to with a token."""

    _inherit = "seitech.chat.channel"

    def _presences(self):
        """:return: for each of the people listed in this channel, whether they are there, and the
        name under which the bus tells when that changes
        """
        self.ensure_one()
        rows = self._fetch_members(
            "m.channel_id = %s AND m.active",
            [self.id, MAX_LISTED_MEMBERS],
            "ORDER BY (m.role = 'moderator') DESC, lower(p.name), m.id LIMIT %s",
        )
        return self._describe_presences(rows)

    @api.model
    def _presences_of_peers(self, channel_ids):
        """:param list channel_ids: up to 100; those of which the current user is not one of two
            people are passed over
        :return: like ``_presences``, for the other person of each, each person once
        :raise ChatError: 422 for too many
        """
        text.check_range(self.env, "channel_ids", len(channel_ids), 0, MAX_CHANNELS)
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT DISTINCT u.id AS user_id, u.partner_id
              FROM seitech_chat_member me
              JOIN seitech_chat_channel c ON c.id = me.channel_id
              JOIN seitech_chat_member other
                ON other.channel_id = c.id AND other.active AND other.user_id != me.user_id
              JOIN res_users u ON u.id = other.user_id
             WHERE me.user_id = %(uid)s AND me.active
               AND c.id = ANY(%(ids)s)
               AND c.channel_type = ANY(%(person_named)s)
               AND c.pair_key || ':' LIKE '%%:' || %(uid)s || ':%%'
               AND c.pair_key || ':' LIKE '%%:' || other.user_id || ':%%'
             ORDER BY u.id
            """,
            {
                "uid": self.env.uid,
                "ids": channel_ids,
                "person_named": list(PERSON_NAMED_TYPES),
            },
        )
        return self._describe_presences(self.env.cr.dictfetchall())

    @api.model
    def _describe_presences(self, rows):
        # sudo: res.partner – whoever shares a conversation may know who is there
        partners = self.env["res.partner"].sudo().browse(row["partner_id"] for row in rows)
        return {
            "people": [
                {
                    "user_id": row["user_id"],
                    "partner_id": partner.id,
                    "im_status": partner.im_status,
                    "bus_channel": f"odoo-presence-res.partner_{partner.id}"
                    f"-{partner._get_im_status_access_token()}",
                }
                for row, partner in zip(rows, partners, strict=True)
            ]
        }
