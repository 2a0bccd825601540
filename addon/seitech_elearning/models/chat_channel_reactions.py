from odoo import models
from psycopg2.errors import SerializationFailure

from ..tools import text, wire
from ..tools.emoji import normalize_emoji
from ..tools.errors import invalid_value, not_found
from .chat_channel_history import HIDDEN_FROM_SOME

ACTIONS = ("add", "remove")

# Different emoji of one person on one message.
MAX_REACTIONS = 20

_ROWS = """
    SELECT m.*, person.name AS user_name
      FROM {source} m
      JOIN res_users account ON account.id = m.user_id
      JOIN res_partner person ON person.id = account.partner_id
     WHERE {condition}
"""

# Of a message what decides whether somebody may react to it.
_MESSAGE = """
    SELECT m.message_type, m.deleted_at, m.hidden_at,
           (
               SELECT count(*) FROM seitech_chat_reaction r
                WHERE r.message_id = m.id AND r.user_id = %(uid)s AND r.active
                  AND r.emoji != %(emoji)s
           ) AS other_reactions,
           {hidden_from_some} AS is_hidden_from_some
      FROM seitech_chat_message m
     WHERE m.id = %(message_id)s AND m.channel_id = %(channel_id)s
"""

# Both give back the row that changed, if there is one.
_ADD = """
    INSERT INTO seitech_chat_reaction AS r
           (message_id, channel_id, user_id, emoji, active, rev,
            create_uid, write_uid, create_date, write_date)
    VALUES (%(message_id)s, %(channel_id)s, %(uid)s, %(emoji)s, TRUE,
            nextval('seitech_chat_rev_seq'), %(uid)s, %(uid)s,
            now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
    ON CONFLICT (message_id, user_id, emoji) DO UPDATE
       SET active = NOT r.active, rev = nextval('seitech_chat_rev_seq'),
           write_date = now() AT TIME ZONE 'UTC'
     WHERE %(is_toggle)s OR NOT r.active
 RETURNING r.*
"""
_REMOVE = """
    UPDATE seitech_chat_reaction r
       SET active = FALSE, rev = nextval('seitech_chat_rev_seq'),
           write_date = now() AT TIME ZONE 'UTC'
     WHERE message_id = %(message_id)s AND user_id = %(uid)s AND emoji = %(emoji)s AND active
 RETURNING r.*
"""

# All that is left to say after the change, in the same statement: the table itself is seen as it
# was before, so the changed row comes from `changed` and the others from there.
_CHANGED_AND_PRESENT = """
    WITH changed AS ({change}),
    present AS (
        SELECT TRUE AS is_changed, changed.* FROM changed
         UNION ALL
        SELECT FALSE, r.* FROM seitech_chat_reaction r
         WHERE r.message_id = %(message_id)s AND r.active
           AND r.id NOT IN (SELECT id FROM changed)
    )
"""


class ChatChannel(models.Model):
    """Reactions. Each is a row of its own, of one person: however many react at once, nobody
    waits for or overwrites anybody else."""

    _inherit = "seitech.chat.channel"

    def _react(self, message_id, emoji, action=None):
        """Put an emoji of the current user on a message, or take it back.

        :param str action: ``add`` or ``remove``; without, whichever it is not
        :return: the answer of the API: everybody's reactions to the message
        :raise ChatError: 422 for unacceptable values, 403 for people who may not write here,
            409 if the message is deleted or the channel is closed
        """
        text.check_choice(self.env, "action", action, ACTIONS)
        normal = normalize_emoji(emoji)
        if not normal:
            raise invalid_value("emoji", self.env._("This is not an emoji."))
        values = {
            "message_id": message_id,
            "channel_id": self.id,
            "uid": self.env.uid,
            "emoji": normal,
            "is_toggle": action is None,
        }
        turn = self._take_turn_to_write()
        message = self._fetch_reacted_to(values)
        self._check_changeable(message)
        if action != "remove" and message["other_reactions"] >= MAX_REACTIONS:
            message = self.env._("At most %s reactions to one message.", MAX_REACTIONS)
            raise invalid_value("emoji", message)
        rows = self._change_reaction(values, action)
        self._announce_reactions(rows, message, turn["epoch"])
        present = [wire.message_reaction(row) for row in rows if row["active"]]
        return {"message_id": message_id, "reactions": present}

    def _announce_reactions(self, rows, message, epoch):
        for row in rows:
            if not row["is_changed"]:
                continue
            if message["is_hidden_from_some"]:
                self._hint_at_change(epoch)
            else:
                payload = {"channel_id": self.id, "reaction": wire.reaction(row)}
                self._bus_send_to_members("seitech.chat/reaction", payload, epoch)

    def _fetch_reacted_to(self, values):
        """:return: the row of ``_MESSAGE``
        :raise ChatError: 404 if the message is not in this channel
        """
        hidden_from_some = HIDDEN_FROM_SOME.format(message="m.id", channel="m.channel_id")
        self.env.cr.execute(_MESSAGE.format(hidden_from_some=hidden_from_some), values)
        if message := self.env.cr.dictfetchone():
            return message
        raise not_found(self.env)

    def _change_reaction(self, values, action):
        """:return: the reactions to the message as they are then, also the one just taken back"""
        change = _REMOVE if action == "remove" else _ADD
        try:
            with self.env.cr.savepoint(flush=False):
                rows = self._execute_change(self.env.cr, change, values)
        except SerializationFailure:
            # Another tab of the same person was here after our snapshot was taken. It is our
            # turn, so a transaction that starts now sees that row and cannot fail again.
            with self.env.registry.cursor() as fresh:
                rows = self._execute_change(fresh, change, values)
        changed_ids = [row["id"] for row in rows if row["is_changed"]]
        reactions = self.env["seitech.chat.reaction"].browse(changed_ids)
        reactions.invalidate_recordset(flush=False)
        return rows

    @staticmethod
    def _execute_change(cr, change, values):
        select = _ROWS.format(source="present", condition="TRUE")
        query = f"{_CHANGED_AND_PRESENT.format(change=change)} {select} ORDER BY m.id"
        cr.execute(query, values, log_exceptions=False)
        return cr.dictfetchall()

    def _fetch_reactions(self, condition, params, tail="", source="seitech_chat_reaction"):
        visible = self._within_history("m.message_id", "m.channel_id")
        condition = f"{condition} AND {visible}"
        self.env.cr.execute(_ROWS.format(source=source, condition=condition) + tail, params)
        return self.env.cr.dictfetchall()
