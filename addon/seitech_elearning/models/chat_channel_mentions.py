from odoo import models

from ..tools import markup


class ChatChannel(models.Model):
    """``@name`` in a message."""

    _inherit = "seitech.chat.channel"

    def _render(self, content, is_by_visitor=False):
        """Render a message of the current user, or of a visitor, whose links nobody has to trust.

        :return: ``content_html`` and ``mentions``, the ids of the members it mentions
        :rtype: dict
        """
        people = self._fetch_mentionable(content) if "@" in content else []
        return {
            "content_html": markup.render(content, people, shows_hosts=is_by_visitor),
            "mentions": sorted(markup.mentioned_ids(content, people)) if people else [],
        }

    def _fetch_mentionable(self, content):
        """:return: the members whose name stands after an @, as pairs (user id, name); those
        alone, as a channel can have thousands of members"""
        self.env.cr.execute(
            """
            SELECT member.user_id, person.name
              FROM seitech_chat_member member
              JOIN res_users account ON account.id = member.user_id AND account.active
              JOIN res_partner person ON person.id = account.partner_id
             WHERE member.channel_id = %s AND member.active AND member.user_id != %s
               AND strpos(lower(%s), '@' || lower(person.name)) > 0
             ORDER BY member.id
            """,
            [self.id, self.env.uid, content],
        )
        return self.env.cr.fetchall()

    def _record_mentions(self, message_id, user_ids):
        if not user_ids:
            return
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_message_mention (message_id, user_id)
            SELECT %s, unnest(%s)
            """,
            [message_id, user_ids],
            log_exceptions=False,
        )
