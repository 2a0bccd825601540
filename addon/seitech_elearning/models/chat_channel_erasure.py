from markupsafe import escape
from odoo import models

from ..tools import markup, wire
from ..tools.subject import WRITTEN

# The place in the order is kept, and the date; nothing says any more who wrote there.
_ERASE_MESSAGES = """
    UPDATE seitech_chat_message m
       SET content = '', content_html = '', message_type = 'text', client_key = NULL,
           author_id = NULL, user_id = NULL, visitor_id = NULL, create_uid = NULL, write_uid = NULL,
           deleted_at = COALESCE(deleted_at, now() AT TIME ZONE 'UTC'), pinned_at = NULL,
           edited_at = NULL, hidden_at = NULL, slide_id = NULL, slide_position = NULL,
           answer_id = NULL, is_announcement = FALSE, rev = nextval('seitech_chat_rev_seq')
     WHERE m.channel_id = %(channel)s AND m.message_type != 'system' AND {written}
 RETURNING m.id
"""
_FORGET_ANSWERS = """
    UPDATE seitech_chat_message
       SET answer_id = NULL, rev = nextval('seitech_chat_rev_seq')
     WHERE channel_id = %(channel)s AND answer_id = ANY(%(erased)s)
"""
_WRITTEN_BY_SERVER = """
    SELECT m.id, m.content, COALESCE({written}, FALSE) AS is_own
      FROM seitech_chat_message m
     WHERE m.channel_id = %(channel)s AND m.message_type = 'system'
"""
_MENTIONED_IN = """
    SELECT m.id, m.content, m.visitor_id IS NOT NULL AS is_by_visitor,
           ARRAY(
               SELECT json_build_array(other.user_id, person.name)
                 FROM seitech_chat_message_mention other
                 JOIN res_users account ON account.id = other.user_id
                 JOIN res_partner person ON person.id = account.partner_id
                WHERE other.message_id = m.id AND other.user_id != ALL(%(users)s)
           ) AS others
      FROM seitech_chat_message m
     WHERE m.channel_id = %(channel)s
       AND EXISTS (
            SELECT FROM seitech_chat_message_mention mention
             WHERE mention.message_id = m.id AND mention.user_id = ANY(%(users)s)
       )
"""
_REWRITE = """
    UPDATE seitech_chat_message
       SET content = %(content)s, content_html = %(html)s, sentence = NULL,
           rev = nextval('seitech_chat_rev_seq')
     WHERE id = %(id)s
"""
_DISOWN = """
    UPDATE seitech_chat_message
       SET author_id = NULL, user_id = NULL, visitor_id = NULL, create_uid = NULL, write_uid = NULL
     WHERE id = %(id)s
"""
_TAKE_REACTIONS = """
    DELETE FROM seitech_chat_reaction r
     WHERE r.channel_id = %(channel)s AND (r.user_id = ANY(%(users)s)
        OR r.message_id = ANY(%(erased)s))
 RETURNING r.message_id, r.user_id, r.emoji, r.active, nextval('seitech_chat_rev_seq') AS rev
"""
# What they have read, muted or hidden goes with them; that there was somebody stays for the others
# to be told that they left.
_LEAVE = """
    UPDATE seitech_chat_member m
       SET active = FALSE, absence = CASE WHEN m.active THEN 'left' ELSE m.absence END,
           role = 'member', read_message_id = 0, unread_from_id = 0, hidden_message_id = -1,
           is_pinned = FALSE, muted_until = NULL, notification_level = 'all',
           rev = nextval('seitech_chat_rev_seq'), membership_rev = nextval('seitech_chat_rev_seq')
     WHERE m.channel_id = %(channel)s
       AND (m.user_id = ANY(%(users)s) OR m.visitor_id = ANY(%(visitors)s))
"""


class ChatChannel(models.Model):
    """What one person has said in a conversation is taken out of it; the others go on."""

    _inherit = "seitech.chat.channel"

    def _erase_person(self, subject):
        """Leave tombstones where the person wrote, take back what they did, let them out, and
        forget their name. Whoever has the conversation open is told to look again.

        :param Subject subject: whom it is about
        :return: the ids of the messages that were erased
        """
        self.ensure_one()
        self._take_turn()
        params = {**subject.ids, "channel": self.id}
        erased = self._erase_messages(params)
        self._erase_sentences(subject, params)
        self._erase_mentions(subject, params)
        reactions = self._execute(_TAKE_REACTIONS, {**params, "erased": erased}, fetches=True)
        self._execute(_LEAVE, params)
        self._erase_name(subject)
        self.env.invalidate_all()
        self._tell_taken_reactions(reactions, erased)
        # Also asks everybody to look what has changed.
        self._cut_stream()
        return erased

    def _erase_messages(self, params):
        erased = [row["id"] for row in self._execute(_ERASE_MESSAGES, params, fetches=True)]
        self._execute(_FORGET_ANSWERS, {**params, "erased": erased})
        self._execute(
            "DELETE FROM seitech_chat_message_mention WHERE message_id = ANY(%(erased)s)",
            {"erased": erased},
        )
        return erased

    def _erase_sentences(self, subject, params):
        """What the server wrote about the person stays, without their name. Of what they did
        themselves it may also tell what they have typed, such as a name for the conversation."""
        told = self._in_main_language()
        stand_in = told.env._("Former member")
        for row in self._execute(_WRITTEN_BY_SERVER, params, fetches=True):
            if row["is_own"]:
                content = told.env._("A former member changed something here")
                self._execute(_DISOWN, row)
            else:
                content = subject.without_names(row["content"], stand_in)
            if content != row["content"]:
                values = {"id": row["id"], "content": content, "html": str(escape(content))}
                self._execute(_REWRITE, values)

    def _erase_mentions(self, subject, params):
        """The others' words stay theirs, but for the name that was a link to the person."""
        stand_in = self._in_main_language().env._("Former member")
        for row in self._execute(_MENTIONED_IN, params, fetches=True):
            content = subject.without_names(row["content"], stand_in)
            html = markup.render(content, row["others"], shows_hosts=row["is_by_visitor"])
            self._execute(_REWRITE, {"id": row["id"], "content": content, "html": str(html)})
        self._execute(
            """
            DELETE FROM seitech_chat_message_mention mention
             USING seitech_chat_message m
             WHERE m.id = mention.message_id AND m.channel_id = %(channel)s
               AND mention.user_id = ANY(%(users)s)
            """,
            params,
        )

    def _erase_name(self, subject):
        """A conversation is not called after the person, nor as they have called it."""
        told = self._in_main_language()
        name = subject.without_names(self.name, told.env._("Former member"))
        if self._was_named_by(subject):
            name = told.env._("Conversation")
        if name != self.name:
            # Without a line in the chatter that says what it was called.
            quiet = self.with_context(tracking_disable=True)
            quiet.write({"has_own_name": self.has_own_name, "name": name})

    def _was_named_by(self, subject):
        if not self.has_own_name:
            return False
        self.env.cr.execute(
            """
            SELECT line.author_id FROM mail_tracking_value change
              JOIN mail_message line ON line.id = change.mail_message_id
              JOIN ir_model_fields field ON field.id = change.field_id
             WHERE line.model = %s AND line.res_id = %s AND field.name = 'name'
             ORDER BY change.id DESC
             LIMIT 1
            """,
            [self._name, self.id],
        )
        last = self.env.cr.fetchone()
        if last:
            return last[0] in subject.partners.ids
        return self.create_uid in subject.users

    def _tell_taken_reactions(self, reactions, erased):
        """Those to erased messages go with them, and nobody tells so one by one."""
        _target, address = self._bus_target()
        for row in reactions:
            if row["active"] and row["message_id"] not in set(erased):
                name = self.env._("Former member")
                told = wire.reaction({**row, "active": False, "user_name": name})
                payload = {"channel_id": self.id, "reaction": told}
                self._bus_send("seitech.chat/reaction", payload, subchannel=address)

    def _execute(self, query, params, fetches=False):
        self.env.cr.execute(query.format(written=WRITTEN), params, log_exceptions=False)
        return self.env.cr.dictfetchall() if fetches else None
