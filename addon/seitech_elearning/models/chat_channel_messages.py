from odoo import models
from psycopg2.errors import SerializationFailure, UniqueViolation

from ..tools import markup, text, wire
from ..tools.errors import conflict, forbidden, invalid_value, not_found

# Channels whose staff speaks for the support team.
SUPPORT_TYPES = ("public_support", "student_support")

# Larger channels do not tell everybody what everybody has read.
MAX_MEMBERS_FOR_RECEIPTS = 50


class ChatChannel(models.Model):
    """Writing in a channel: messages and read marks."""

    _inherit = "seitech.chat.channel"

    def action_send_message(self, content):
        """Send a message as the current user.

        :param str content: plain text
        :return: the ``seitech.chat.message``
        :raise ChatError: if the message cannot be accepted
        """
        posted = self._get_with_access(self.id)._post(content)
        return self.env["seitech.chat.message"].browse(posted["id"])

    # Sending

    def _post(self, content, client_key=None, parent_id=None):
        """The one way in for a message: validate, wait for the channel's turn, insert, queue one
        bus row.

        :param str content: what the author typed
        :param str client_key: UUID of this send; sending it again gives the same message
        :param int parent_id: message of this channel that is replied to
        :return: the message as it goes over the wire
        :rtype: dict
        :raise ChatError: 422 for unacceptable values, 404/403 for people who may not write here,
            409 if the channel is closed or the key was used for another message
        """
        self.ensure_one()
        text.check_content(self.env, content)
        text.check_client_key(self.env, client_key)
        self._check_parent(parent_id)
        draft = {
            "channel_id": self.id,
            "content": content,
            "content_html": markup.render(content),
            "message_type": "text",
            "parent_id": parent_id,
            "client_key": client_key,
        }
        turn = self._take_turn()
        if turn["member_id"] is None:
            raise forbidden(self.env._("You are not part of this conversation."))
        values = {**draft, **self._author_values(turn)}
        if turn["state"] != "active":
            return self._get_sent_before_closing(values)
        try:
            row = self._insert_message(values)
        except UniqueViolation:
            return wire.message(self.env, self._find_sent(values))
        message = wire.message(self.env, row)
        payload = {"channel_id": self.id, "message": message}
        self._bus_send_to_members("seitech.chat/new_message", payload, turn["epoch"])
        return message

    def _check_parent(self, parent_id):
        if parent_id is None:
            return
        self.env.cr.execute(
            "SELECT 1 FROM seitech_chat_message WHERE id = %s AND channel_id = %s",
            [parent_id, self.id],
        )
        if not self.env.cr.rowcount:
            message = self.env._("The message you reply to is not in this conversation.")
            raise invalid_value("parent_id", message)

    def _author_values(self, turn):
        agent_group = "seitech_elearning.group_elearning_support_agent"
        return {
            "user_id": self.env.uid,
            "author_id": turn["author_id"],
            "author_name": turn["author_name"],
            "is_agent": turn["channel_type"] in SUPPORT_TYPES
            and self.env.user.has_group(agent_group),
        }

    def _insert_message(self, values):
        """:return: the new row, like those of ``_fetch_messages``
        :raise UniqueViolation: if the client key was used before
        """
        # Not by the ORM: this is the hottest statement there is, and a repeated key is no error
        # worth a line in the log. The clock, not the start of the transaction, which may have
        # waited for its turn: within a channel, dates are in the order of ids.
        query = """
            INSERT INTO seitech_chat_message (
                channel_id, user_id, author_id, is_agent, content, content_html, message_type,
                parent_id, client_key, rev,
                create_uid, write_uid, create_date, write_date
            )
            SELECT %(channel_id)s, %(user_id)s, %(author_id)s, %(is_agent)s, %(content)s,
                   %(content_html)s, %(message_type)s, %(parent_id)s, %(client_key)s,
                   nextval('seitech_chat_rev_seq'), %(user_id)s, %(user_id)s, now, now
              FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) clock
         RETURNING id, rev, create_date
        """
        with self.env.cr.savepoint(flush=False):
            self.env.cr.execute(query, values, log_exceptions=False)
            inserted = self.env.cr.dictfetchone()
        self.invalidate_recordset(["chat_message_ids"], flush=False)
        return {**values, **inserted, "edited_at": None, "is_read": False, "reply_count": 0}

    def _find_sent(self, values):
        """:return: the row that was sent with this key before, or ``None``
        :raise ChatError: 409 if it was another message
        """
        condition = "m.channel_id = %s AND m.user_id = %s AND m.client_key = %s"
        params = [self.id, values["user_id"], values["client_key"]]
        # It may have been committed after our snapshot was taken. `ON CONFLICT DO NOTHING`
        # would not help: under REPEATABLE READ it raises SerializationFailure here.
        with self.env.registry.cursor() as fresh:
            row = next(iter(self._fetch_messages(condition, params, cr=fresh)), None)
        body = ("content", "parent_id")
        if row and any(row[field] != values[field] for field in body):
            raise conflict(self.env._("This key was already used for another message."))
        return row

    def _get_sent_before_closing(self, values):
        """A message whose reply was lost is not refused when it is sent again, whatever happened
        to the channel in the meantime.

        :raise ChatError: 409 if it is a new one
        """
        if values["client_key"] and (row := self._find_sent(values)):
            return wire.message(self.env, row)
        raise conflict(self.env._("This conversation is closed."), "channel_closed")

    def _announce_message(self, notification_type, message_id, epoch):
        self.env.flush_all()
        [row] = self._fetch_messages("m.id = %s", [message_id])
        payload = {"channel_id": self.id, "message": wire.message(self.env, row)}
        self._bus_send_to_members(notification_type, payload, epoch)

    # Reading

    def _mark_read(self, message_id):
        """Note that the current user has read up to a message. Marks never go back.

        :return: the answer of the API: the mark as it is now, and what is unread after it
        :rtype: dict
        :raise ChatError: 404 if the message is not in this channel, 403 for non-members
        """
        self.ensure_one()
        self.env.cr.execute(
            """
            SELECT member.id, member.read_message_id, message.id AS message_id
              FROM seitech_chat_member member
              LEFT JOIN seitech_chat_message message
                     ON message.channel_id = member.channel_id AND message.id = %s
             WHERE member.channel_id = %s AND member.user_id = %s AND member.active
            """,
            [message_id, self.id, self.env.uid],
        )
        member = self.env.cr.dictfetchone()
        if not member:
            raise forbidden(self.env._("You are not part of this conversation."))
        if not member["message_id"]:
            raise not_found(self.env)
        mark = member["read_message_id"]
        if mark < message_id:
            mark = self._advance_read_mark(message_id)
        return {"channel_id": self.id, "message_id": mark, **self._unread_after(mark)}

    def _advance_read_mark(self, message_id):
        """:return: the mark as it is now"""
        turn = self._take_turn()
        if turn["member_id"] is None:
            raise forbidden(self.env._("You are not part of this conversation."))
        try:
            with self.env.cr.savepoint(flush=False):
                has_moved, mark = self._move_read_mark(self.env.cr, turn["member_id"], message_id)
        except SerializationFailure:
            # Another tab of the same person moved the mark after our snapshot was taken. It is
            # our turn, so nobody is moving it now: a transaction that starts here sees the mark
            # as it is and cannot fail in the same way.
            with self.env.registry.cursor() as fresh:
                has_moved, mark = self._move_read_mark(fresh, turn["member_id"], message_id)
        if has_moved:
            members = self.env["seitech.chat.member"].browse(turn["member_id"])
            members.invalidate_recordset(["read_message_id", "rev"], flush=False)
            self._announce_read_mark(mark, turn["epoch"])
        return mark

    @staticmethod
    def _move_read_mark(cr, member_id, message_id):
        cr.execute(
            """
            UPDATE seitech_chat_member
               SET read_message_id = GREATEST(read_message_id, %(message_id)s),
                   rev = nextval('seitech_chat_rev_seq')
             WHERE id = %(member_id)s AND read_message_id < %(message_id)s
         RETURNING read_message_id
            """,
            {"member_id": member_id, "message_id": message_id},
            log_exceptions=False,
        )
        if moved := cr.fetchone():
            return True, moved[0]
        cr.execute("SELECT read_message_id FROM seitech_chat_member WHERE id = %s", [member_id])
        return False, cr.fetchone()[0]

    def _announce_read_mark(self, message_id, epoch):
        self.env.cr.execute(
            """
            SELECT count(*) FROM (
                SELECT FROM seitech_chat_member WHERE channel_id = %s AND active LIMIT %s
            ) members
            """,
            [self.id, MAX_MEMBERS_FOR_RECEIPTS + 1],
        )
        if self.env.cr.fetchone()[0] > MAX_MEMBERS_FOR_RECEIPTS:
            return
        payload = {"channel_id": self.id, "user_id": self.env.uid, "message_id": message_id}
        self._bus_send_to_members("seitech.chat/read", payload, epoch)
