from odoo import models
from psycopg2.errors import SerializationFailure, UniqueViolation

from ..tools import text, wire
from ..tools.errors import conflict, forbidden, not_found

# Channels whose staff speaks for the support team.
SUPPORT_TYPES = ("public_support", "student_support")

# What the server itself writes carries none of these, but the sentence.
_NO_FACTS = {
    "slide_id": None,
    "slide_position": 0,
    "lesson": None,
    "is_announcement": False,
    "sentence": None,
}

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

    def _post(
        self,
        content,
        client_key=None,
        parent_id=None,
        attachment_ids=(),
        visitor=None,
        lesson=None,
        announcement=False,
    ):
        """The one way in for a message: validate, wait for the channel's turn, insert, queue one
        bus row.

        :param str content: what the author typed
        :param str client_key: UUID of this send; sending it again gives the same message
        :param int parent_id: message of this channel that is replied to
        :param list attachment_ids: files the author uploaded into this channel (``_upload``);
            with some, ``content`` may be empty
        :param visitor: the ``seitech.chat.visitor`` who sends it, if not the current user
        :param tuple lesson: id of the lesson it is asked in, and the second or page there
        :param bool announcement: whether it is for the attention of everybody in the course
        :return: the message as it goes over the wire
        :rtype: dict
        :raise ChatError: 422 for unacceptable values, 404/403 for people who may not write here,
            409 if the channel is closed or the key was used for another message
        """
        self.ensure_one()
        text.check_content(self.env, content, may_be_blank=bool(attachment_ids))
        text.check_client_key(self.env, client_key)
        parent = self._fetch_parent(parent_id)
        attachments = self._fetch_uploads(attachment_ids)
        draft = {
            "channel_id": self.id,
            "content": content,
            **self._render(content, is_by_visitor=bool(visitor)),
            "attachments": attachments,
            "message_type": self._message_type_for(attachments),
            "parent_id": parent_id,
            "parent": parent,
            "client_key": client_key,
            **self._lesson_values(lesson),
            "is_announcement": announcement and self._check_may_announce(),
        }
        turn = self._take_visitor_turn(visitor) if visitor else self._take_writers_turn()
        if turn["member_id"] is None and turn["state"] == "active":
            raise forbidden(self.env._("You are not part of this conversation."))
        values = {**draft, **self._author_values(turn)}
        if turn["state"] != "active":
            return self._get_sent_before_closing(values)
        try:
            row = self._insert_message(values)
        except UniqueViolation:
            return wire.message(self.env, self._find_sent(values))
        message = wire.message(self.env, row)
        payload = self._message_payload(message)
        self._bus_send_to_members("seitech.chat/new_message", payload, turn["epoch"])
        if turn["channel_type"] in SUPPORT_TYPES:
            self._follow_support(values)
        return message

    def _author_values(self, turn):
        agent_group = "seitech_elearning.group_elearning_support_agent"
        return {
            "user_id": turn["user_id"],
            "author_id": turn["author_id"],
            "author_name": turn["author_name"],
            "visitor_id": turn["visitor_id"],
            "is_agent": turn["channel_type"] in SUPPORT_TYPES
            and bool(turn["user_id"])
            and self.env.user.has_group(agent_group),
        }

    def _insert_message(self, values):
        """:return: the new row, like those of ``_fetch_messages``
        :raise UniqueViolation: if the client key was used before
        """
        values = {**_NO_FACTS, **values}
        # Not by the ORM: this is the hottest statement there is, and a repeated key is no error
        # worth a line in the log. The clock, not the start of the transaction, which may have
        # waited for its turn: within a channel, dates are in the order of ids.
        query = """
            INSERT INTO seitech_chat_message (
                channel_id, user_id, author_id, visitor_id, is_agent, content, content_html,
                message_type, parent_id, client_key, slide_id, slide_position, is_announcement,
                sentence, rev, create_uid, write_uid, create_date, write_date
            )
            SELECT %(channel_id)s, %(user_id)s, %(author_id)s, %(visitor_id)s, %(is_agent)s,
                   %(content)s, %(content_html)s, %(message_type)s, %(parent_id)s, %(client_key)s,
                   %(slide_id)s, %(slide_position)s, %(is_announcement)s, %(sentence)s::jsonb,
                   nextval('seitech_chat_rev_seq'), %(user_id)s, %(user_id)s, now, now
              FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) clock
         RETURNING id, rev, create_date
        """
        with self.env.cr.savepoint(flush=False):
            self.env.cr.execute(query, values, log_exceptions=False)
            inserted = self.env.cr.dictfetchone()
            self._attach_uploads(inserted["id"], values)
            self._record_mentions(inserted["id"], values["mentions"])
        self.invalidate_recordset(["chat_message_ids"], flush=False)
        unset = dict.fromkeys(
            (
                *("parent", "edited_at", "pinned_at", "deleted_at", "hidden_at", "answer_id"),
                *("reactions", "previews"),
            )
        )
        return {**unset, **values, **inserted, "is_read": False, "reply_count": 0}

    def _find_sent(self, values):
        """:return: the row that was sent with this key before, or ``None``
        :raise ChatError: 409 if it was another message
        """
        author = "user_id" if values["user_id"] else "visitor_id"
        condition = f"m.channel_id = %s AND m.{author} = %s AND m.client_key = %s"
        params = [self.id, values[author], values["client_key"]]
        # It may have been committed after our snapshot was taken. `ON CONFLICT DO NOTHING`
        # would not help: under REPEATABLE READ it raises SerializationFailure here.
        with self.env.registry.cursor() as fresh:
            row = next(iter(self._fetch_messages(condition, params, cr=fresh)), None)
        if row and not row["deleted_at"] and not self._is_same_body(row, values):
            raise conflict(self.env._("This key was already used for another message."))
        return row

    @staticmethod
    def _is_same_body(row, values):
        files = [{item["id"] for item in body["attachments"] or ()} for body in (row, values)]
        fields = ("content", "parent_id")
        return files[0] == files[1] and all(row[field] == values[field] for field in fields)

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
        message = wire.message(self.env, row)
        if self._is_hidden_from_some(message_id):
            self._hint_at_change(epoch)
        else:
            self._bus_send_to_members(notification_type, self._message_payload(message), epoch)
        return message

    # Reading

    def _mark_read(self, message_id):
        """Note that the current user has read up to a message. Marks never go back.

        :return: the answer of the API: the mark as it is now, and what is unread after it
        :rtype: dict
        :raise ChatError: 404 if the message is not in this channel
        """
        self.ensure_one()
        self.env.cr.execute(
            """
            SELECT member.id, member.read_message_id, member.unread_from_id
              FROM seitech_chat_message message
              LEFT JOIN seitech_chat_member member
                     ON member.channel_id = message.channel_id
                    AND member.user_id = %s AND member.active
             WHERE message.id = %s AND message.channel_id = %s
            """,
            [self.env.uid, message_id, self.id],
        )
        member = self.env.cr.dictfetchone()
        if not member:
            raise not_found(self.env)
        # Staff who only look on leave no mark.
        mark = member["read_message_id"] if member["id"] else message_id
        if mark < message_id or 0 < (member["unread_from_id"] or 0) <= message_id:
            mark = self._advance_read_mark(message_id, self._take_turn())
        return {"channel_id": self.id, "message_id": mark, **self._unread_after(mark)}

    def _advance_read_mark(self, message_id, turn):
        """:return: the mark as it is now"""
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
            members.invalidate_recordset(["read_message_id", "unread_from_id", "rev"], flush=False)
            self._announce_read_mark(mark, turn)
        return mark

    @staticmethod
    def _move_read_mark(cr, member_id, message_id):
        cr.execute(
            """
            UPDATE seitech_chat_member
               SET read_message_id = GREATEST(read_message_id, %(message_id)s),
                   unread_from_id = 0,
                   rev = nextval('seitech_chat_rev_seq')
             WHERE id = %(member_id)s
               AND (read_message_id < %(message_id)s
                    OR unread_from_id BETWEEN 1 AND %(message_id)s)
         RETURNING read_message_id
            """,
            {"member_id": member_id, "message_id": message_id},
            log_exceptions=False,
        )
        if moved := cr.fetchone():
            return True, moved[0]
        cr.execute("SELECT read_message_id FROM seitech_chat_member WHERE id = %s", [member_id])
        return False, cr.fetchone()[0]

    def _announce_read_mark(self, message_id, turn):
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
        payload = {"channel_id": self.id, "user_id": turn["user_id"], "message_id": message_id}
        self._bus_send_to_members("seitech.chat/read", payload, turn["epoch"])
