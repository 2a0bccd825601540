from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL
from psycopg2.errors import ReadOnlySqlTransaction

from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_rights import MANAGER_GROUP

# Reading on is not opening again.
VISIT = timedelta(minutes=15)

# What a list or a link says of a conversation opens none.
_LISTED_FIELDS = {"id", "display_name", "name", "channel_type", "state"}


class ChatChannel(models.Model):
    """Managers can open every conversation, but not unnoticed: it leaves a line in the chatter,
    whichever way they came. The support team's conversations are everybody's work there."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _get_with_access(self, channel_id):
        channel = super()._get_with_access(channel_id)
        channel._note_visits()
        return channel

    def _read_format(self, fnames, load="_classic_read"):
        """Reading one record, as a form does, is opening the conversation; a list is none. Its
        messages are noted wherever they are read."""
        if len(self) == 1 and not _LISTED_FIELDS.issuperset(fnames):
            self._note_visits()
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        """Exporting one record is reading it."""
        if len(self) == 1:
            self.check_access("read")
            self._note_visits()
        return super().export_data(fields_to_export)

    def _note_visits(self):
        """Note that the current user looks at these conversations, if they manage the chat and are
        in none of them; what the server itself reads is no visit."""
        if not self or self.env.su or not self.env.user.has_group(MANAGER_GROUP):
            return
        # A manager may not write here by hand, whatever else they may.
        # sudo: seitech.chat.channel, mail.message – the line is the server's
        visited = self.sudo()._in_main_language().browse(self._unnoticed())
        if visited:
            if self.env.cr.readonly:
                # What a failing statement would say, without a line about it in the log.
                raise ReadOnlySqlTransaction("A visit is noted")
            who = self.env.user.name
            body = visited.env._("%s opened this conversation without being in it", who)
            lines = dict.fromkeys(visited.ids, body)
            visited._message_log_batch(lines, subject="visit", message_type="notification")

    def _unnoticed(self):
        """:return: the ids of these private channels that the current user is not in and was not
        seen in lately"""
        self.env["seitech.chat.member"].flush_model(["active", "user_id"])
        query = SQL(
            """
            SELECT c.id
              FROM seitech_chat_channel c
             WHERE c.id = ANY(%(ids)s) AND c.channel_type != ALL(%(support)s)
               AND NOT EXISTS (
                    SELECT FROM seitech_chat_member m
                     WHERE m.channel_id = c.id AND m.user_id = %(uid)s AND m.active
               )
               AND NOT EXISTS (%(visits)s AND line.res_id = c.id AND line.date > %(since)s)
             ORDER BY c.id
            """,
            ids=self.ids,
            support=list(SUPPORT_TYPES),
            uid=self.env.uid,
            visits=self._visits_of(self.env.user),
            since=fields.Datetime.now() - VISIT,
        )
        return [id_ for [id_] in self.env.execute_query(query)]

    @api.model
    def _visits_of(self, users):
        """:return: the lines that these people have left in conversations"""
        return SQL(
            """
            SELECT line.res_id FROM mail_message line
             WHERE line.model = %s AND line.subject = 'visit'
               AND line.message_type = 'notification' AND line.author_id = ANY(%s)
            """,
            self._name,
            users.partner_id.ids,
        )
