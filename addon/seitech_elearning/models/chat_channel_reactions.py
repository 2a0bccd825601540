from odoo import models
from psycopg2.errors import SerializationFailure

from ..tools import text, wire
from ..tools.emoji import normalize_emoji
from ..tools.errors import invalid_value

ACTIONS = ("add", "remove")

# Different emoji of one person on one message.
MAX_REACTIONS = 20

_REACTION_ROWS = """
    SELECT m.message_id, m.channel_id, m.emoji, m.user_id, person.name AS user_name, m.active,
           m.rev
      FROM {source} m
      JOIN res_users account ON account.id = m.user_id
      JOIN res_partner person ON person.id = account.partner_id
     WHERE {condition}
"""

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
 RETURNING r.id
"""
_REMOVE = """
    UPDATE seitech_chat_reaction r
       SET active = FALSE, rev = nextval('seitech_chat_rev_seq'),
           write_date = now() AT TIME ZONE 'UTC'
     WHERE message_id = %(message_id)s AND user_id = %(uid)s AND emoji = %(emoji)s AND active
 RETURNING r.id
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
        turn = self._take_turn_to_write()
        self._check_changeable(self._fetch_message(message_id))
        if action != "remove":
            self._check_reaction_count(message_id, normal)
        try:
            with self.env.cr.savepoint(flush=False):
                changed, reactions = self._write_reaction(self.env.cr, message_id, normal, action)
        except SerializationFailure:
            # Another tab of the same person was here after our snapshot was taken. It is our
            # turn, so a transaction that starts now sees that row and cannot fail again.
            with self.env.registry.cursor() as fresh:
                changed, reactions = self._write_reaction(fresh, message_id, normal, action)
        for reaction in changed:
            self._bus_send_to_members("seitech.chat/reaction", reaction, turn["epoch"])
        return {"message_id": message_id, "reactions": reactions}

    def _write_reaction(self, cr, message_id, emoji, action):
        """:return: the payload of the change, if there is one, as a list, and all reactions"""
        values = {
            "message_id": message_id,
            "channel_id": self.id,
            "uid": self.env.uid,
            "emoji": emoji,
            "is_toggle": action is None,
        }
        cr.execute(_REMOVE if action == "remove" else _ADD, values, log_exceptions=False)
        ids = [id_ for [id_] in cr.fetchall()]
        reactions = self.env["seitech.chat.reaction"].browse(ids)
        reactions.invalidate_recordset(flush=False)
        changed = self._fetch_reactions("m.id = ANY(%s)", [ids], cr=cr)
        condition = "m.message_id = %s AND m.active"
        present = self._fetch_reactions(condition, [message_id], "ORDER BY m.id", cr=cr)
        payloads = [{"channel_id": self.id, "reaction": wire.reaction(row)} for row in changed]
        return payloads, [wire.message_reaction(row) for row in present]

    def _check_reaction_count(self, message_id, emoji):
        self.env.cr.execute(
            """
            SELECT count(*) FROM seitech_chat_reaction
             WHERE message_id = %s AND user_id = %s AND active AND emoji != %s
            """,
            [message_id, self.env.uid, emoji],
        )
        if self.env.cr.fetchone()[0] >= MAX_REACTIONS:
            message = self.env._("At most %s reactions to one message.", MAX_REACTIONS)
            raise invalid_value("emoji", message)

    def _fetch_reactions(self, condition, params, tail="", source="seitech_chat_reaction", cr=None):
        cr = cr or self.env.cr
        cr.execute(_REACTION_ROWS.format(source=source, condition=condition) + tail, params)
        return cr.dictfetchall()
