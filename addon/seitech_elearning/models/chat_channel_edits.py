from datetime import timedelta

from odoo import fields, models

from ..tools import permissions, text, wire
from ..tools.errors import conflict, forbidden, invalid_value, not_found

EDITING_TIME = timedelta(minutes=15)
MAX_PINS = 100


_CHANGE = """
    UPDATE seitech_chat_message
       SET {assignments} rev = nextval('seitech_chat_rev_seq'),
           write_uid = %(uid)s, write_date = %(now)s
     WHERE id = %(id)s
"""


class ChatChannel(models.Model):
    """Changing what was sent: editing, deleting, pinning."""

    _inherit = "seitech.chat.channel"

    def _take_turn_to_write(self):
        """:return: like ``_take_writers_turn``
        :raise ChatError: 403 for people who may not write here, 409 if the channel is closed
        """
        turn = self._take_writers_turn()
        self._check_open(turn)
        return turn

    def _check_open(self, turn):
        if turn["state"] != "active":
            raise conflict(self.env._("This conversation is closed."), "channel_closed")

    def _edit_message(self, message_id, content):
        """Change the words of one's own message, within 15 minutes.

        :return: the message as it goes over the wire
        :raise ChatError: 422 for unacceptable content, 403 for a message of somebody else or an
            old one, 409 if it is deleted or the channel is closed
        """
        turn = self._take_turn()
        message = self._fetch_message(message_id)
        # Having written it gives nobody access who has none any more.
        if not self._is_own(message) or permissions.SEND not in self._rights():
            raise forbidden(self.env._("Only the author can change a message."))
        self._check_open(turn)
        self._check_changeable(message)
        if fields.Datetime.now() - message["create_date"] > EDITING_TIME:
            raise forbidden(self.env._("A message can be changed for 15 minutes."))
        return self._replace_content(message, content, turn["epoch"])

    def _correct_message(self, message_id, content):
        """Change the words of a message from the back office.

        :raise ChatError: 422 for unacceptable content, 409 if the message is deleted
        """
        turn = self._take_turn()
        message = self._fetch_message(message_id)
        self._check_changeable(message)
        return self._replace_content(message, content, turn["epoch"])

    def _replace_content(self, message, content, epoch):
        text.check_content(self.env, content, may_be_blank=bool(message["attachments"]))
        if content == message["content"]:
            return wire.message(self.env, message)
        self._keep_words(message["id"])
        rendered = self._render(content, message["visitor_id"] is not None)
        changes = {"content": content, **rendered, "edited_at": self._now()}
        return self._change_message(message["id"], changes, epoch)

    def _delete_message(self, message_id):
        """Leave a tombstone in the place of a message: its words, files, reactions and mentions
        are gone.

        :return: the message as it goes over the wire
        :raise ChatError: 403 for a message of somebody else, unless one moderates the channel,
            409 if the channel is closed
        """
        turn = self._take_turn()
        message = self._fetch_message(message_id)
        needed = permissions.SEND if self._is_own(message) else permissions.DELETE_ANY
        if needed not in self._rights():
            raise forbidden(self.env._("Only the author can delete a message."))
        self._check_open(turn)
        if message["deleted_at"]:
            return wire.message(self.env, message)
        # sudo: seitech.chat.attachment – nobody has rights on it; the message is theirs to delete
        uploads = self.env["seitech.chat.attachment"].sudo()
        files = uploads.search([("message_id", "=", message_id)])
        self._keep_words(message_id, files)
        files.unlink()
        self.env.cr.execute(
            "DELETE FROM seitech_chat_reaction WHERE message_id = %s",
            [message_id],
            log_exceptions=False,
        )
        changes = {
            "content": "",
            "content_html": "",
            "mentions": [],
            "pinned_at": None,
            "deleted_at": self._now(),
        }
        return self._change_message(message_id, changes, turn["epoch"])

    def _pin_message(self, message_id, pinned):
        """Put a message where everybody in the channel finds it, or take it away from there.

        :return: the message as it goes over the wire
        :raise ChatError: 403 for people who do not moderate the channel, 409 if the message is
            deleted or the channel is closed, 422 if too much is pinned
        """
        turn = self._take_turn()
        self._check_right(permissions.PIN)
        self._check_open(turn)
        message = self._fetch_message(message_id)
        self._check_changeable(message)
        if bool(message["pinned_at"]) == pinned:
            return wire.message(self.env, message)
        if pinned and len(self._fetch_pins()) >= MAX_PINS:
            message = self.env._("At most %s messages can be pinned.", MAX_PINS)
            raise invalid_value("pinned", message)
        changes = {"pinned_at": self._now() if pinned else None}
        return self._change_message(message_id, changes, turn["epoch"])

    def _pins(self):
        """:return: the pinned messages, the last one pinned first"""
        return {"messages": [wire.message(self.env, row) for row in self._fetch_pins()]}

    def _fetch_pins(self):
        condition = "m.channel_id = %s AND m.pinned_at IS NOT NULL"
        tail = "ORDER BY m.pinned_at DESC, m.id DESC LIMIT %s"
        return self._fetch_messages(condition, [self.id, MAX_PINS], tail)

    def _fetch_message(self, message_id):
        """:raise ChatError: 404 if the message is not in this channel"""
        condition = "m.id = %s AND m.channel_id = %s"
        for row in self._fetch_messages(condition, [message_id, self.id]):
            return row
        raise not_found(self.env)

    def _check_changeable(self, message):
        """:raise ChatError: 403 if the server wrote the message, 409 if it is deleted"""
        if message["message_type"] == "system":
            raise forbidden(self.env._("This message was written by the system."))
        if message["deleted_at"]:
            raise conflict(self.env._("This message was deleted."))

    def _is_own(self, message):
        return message["message_type"] != "system" and message["user_id"] == self.env.uid

    def _change_message(self, message_id, changes, epoch):
        """Write a message in one's turn and tell everybody.

        :param dict changes: columns, and ``mentions``; nothing if it is not the row that changed
        :return: the message as it goes over the wire
        """
        columns = {name: value for name, value in changes.items() if name != "mentions"}
        assignments = "".join(f"{name} = %({name})s, " for name in columns)
        self.env.cr.execute(
            _CHANGE.format(assignments=assignments),
            {**columns, "uid": self.env.uid, "now": self._now(), "id": message_id},
            log_exceptions=False,
        )
        if "mentions" in changes:
            self.env.cr.execute(
                "DELETE FROM seitech_chat_message_mention WHERE message_id = %s",
                [message_id],
                log_exceptions=False,
            )
            self._record_mentions(message_id, changes["mentions"])
        if "content_html" in changes:
            self._drop_previews(message_id, changes["content_html"])
        self.env["seitech.chat.message"].browse(message_id).invalidate_recordset(flush=False)
        return self._announce_message("seitech.chat/message_updated", message_id, epoch)

    @staticmethod
    def _now():
        return fields.Datetime.now()
