from odoo import models
from psycopg2.errors import UniqueViolation

from ..tools import text, wire
from ..tools.errors import conflict
from .chat_note import MAX_NOTES


class ChatChannel(models.Model):
    """Internal notes of a support conversation."""

    _inherit = "seitech.chat.channel"

    def _add_note(self, content, client_key=None):
        """Write a note for the other agents, also in a closed conversation.

        :param str client_key: UUID of this note; writing it again gives the same note
        :return: the note on the wire
        :raise ChatError: 422 for unacceptable values, 409 if the key was used for another note
        """
        text.check_content(self.env, content)
        text.check_client_key(self.env, client_key)
        values = {
            "channel_id": self.id,
            "user_id": self.env.uid,
            "author_id": self.env.user.partner_id.id,
            "content": content,
            "content_html": self._render(content)["content_html"],
            "client_key": client_key,
        }
        self._take_turn()
        try:
            with self.env.cr.savepoint():
                row = self._insert_note(values)
        except UniqueViolation:
            return wire.note(self.env, self._find_note(values))
        note = wire.note(self.env, row)
        self.company_id._seitech_tell_agents("seitech.chat/note", {"note": note})
        return note

    def _insert_note(self, values):
        # Not by the ORM: a repeated key is no error worth a line in the log.
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_note (
                channel_id, user_id, author_id, content, content_html, client_key,
                after_message_id, rev, create_uid, write_uid, create_date, write_date
            )
            SELECT %(channel_id)s, %(user_id)s, %(author_id)s, %(content)s, %(content_html)s,
                   %(client_key)s, %(after)s, nextval('seitech_chat_rev_seq'),
                   %(user_id)s, %(user_id)s, now, now
              FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) clock
         RETURNING id
            """,
            {**values, "after": self._last_message_id()},
            log_exceptions=False,
        )
        [id_] = self.env.cr.fetchone()
        [row] = self.env["seitech.chat.note"]._fetch_rows("n.id = %(id)s", id=id_)
        return row

    def _find_note(self, values):
        # It may have been committed after our snapshot was taken.
        condition = "n.channel_id = %(channel_id)s AND n.user_id = %(user_id)s"
        with self.env.registry.cursor() as fresh:
            [row] = self.env["seitech.chat.note"]._fetch_rows(
                f"{condition} AND n.client_key = %(client_key)s", fresh, **values
            )
        if row["content"] != values["content"]:
            raise conflict(self.env._("This key was already used for another note."))
        return row

    def _notes(self, after_rev=0):
        """:param int after_rev: only notes after this revision
        :return: notes, the oldest first, at most 200; ``has_more`` says whether there are others
        :raise ChatError: 422 for unacceptable values
        """
        text.check_range(self.env, "after_rev", after_rev, 0, 2**53 - 1)
        rows = self.env["seitech.chat.note"]._fetch_rows(
            "n.channel_id = %(channel)s AND n.rev > %(rev)s",
            limit=MAX_NOTES + 1,
            channel=self.id,
            rev=after_rev,
        )
        return {
            "channel_id": self.id,
            "notes": [wire.note(self.env, row) for row in rows[:MAX_NOTES]],
            "has_more": len(rows) > MAX_NOTES,
        }
