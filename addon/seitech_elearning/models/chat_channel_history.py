from odoo import api, models

# Whether somebody may see a message, given the SQL of its id and of its channel's: whoever was
# added later sees what was said since then.
WITHIN_HISTORY = """
    NOT EXISTS (
        SELECT FROM seitech_chat_member floor
         WHERE floor.channel_id = {channel} AND floor.user_id = {uid} AND floor.active
           AND floor.history_from_id > 0 AND floor.history_from_id >= {message}
    )
"""

# Whether somebody in the channel may not see a message.
HIDDEN_FROM_SOME = """
    EXISTS (
        SELECT FROM seitech_chat_member floor
         WHERE floor.channel_id = {channel} AND floor.active
           AND floor.history_from_id > 0 AND floor.history_from_id >= {message}
    )
"""


class ChatChannel(models.Model):
    """What those see who came later: what is said from then on, unless a moderator grants them the
    rest. In a course the facts let people in, and everybody sees everything."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _within_history(self, message, channel):
        """:param str message: SQL of a message's id
        :param str channel: SQL of the id of its channel
        :return: SQL of whether the current user may see that message
        """
        return WITHIN_HISTORY.format(message=message, channel=channel, uid=int(self.env.uid))

    def _history_floors(self, users):
        """:return: for each of those who are about to come in, after which message what they see
        begins; whoever reads the channel without being in it, as staff, goes on seeing all"""
        last = self._last_message_id()
        floors = {}
        for user in users:
            # sudo: seitech.chat.channel – not: under the access rules of that person
            readers = self.with_user(user).sudo(False)
            is_reader = readers.search_count([("id", "=", self.id)], limit=1)
            floors[user] = 0 if is_reader else last
        return floors

    def _grant_history(self, users):
        """Let people in the channel see what was said before they came."""
        limited = self._rows_of(users).filtered(lambda m: m.active and m.history_from_id)
        limited.write({"history_from_id": 0})

    # Notifications are the same for everybody in the channel

    def _is_hidden_from_some(self, message_id):
        """:return: whether somebody in the channel may not see this message of it"""
        condition = HIDDEN_FROM_SOME.format(channel="%s", message="%s")
        self.env.cr.execute(f"SELECT {condition}", [self.id, message_id])
        return self.env.cr.fetchone()[0]

    def _message_payload(self, message):
        """:param dict message: on the wire
        :return: the message as everybody may be told of it: without what it quotes, if somebody
            in the channel may not see that
        """
        parent_id = message["parent_id"]
        if parent_id is not None and self._is_hidden_from_some(parent_id):
            message = {**message, "parent": None}
        return {"channel_id": self.id, "message": message}

    def _hint_at_change(self, epoch):
        """Let everybody ask what has changed, as not everybody may be told."""
        self._bus_send_to_members("seitech.chat/resubscribe", {}, epoch)
