from odoo import models

from .chat_channel_feed import MAX_LISTED_MEMBERS


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
