from odoo import api, models
from odoo.tools import format_datetime

from ..tools import permissions, routing, settings, wire
from ..tools.errors import ChatError, forbidden
from .chat_channel_messages import SUPPORT_TYPES
from .chat_sanction import IN_FORCE

# What those who may only read can still do.
_RIGHTS_WHEN_MUTED = {permissions.LEAVE, permissions.JOIN}

# Whoever is muted everywhere can still ask the support team.
_RESTRAINTS = """
    SELECT (
               SELECT max(s.until) FROM seitech_chat_sanction s
                WHERE s.user_id = %(uid)s AND s.kind = 'mute' AND {in_force}
                  AND (s.channel_id = c.id AND NOT s.is_everywhere
                       OR s.is_everywhere AND c.channel_type != ALL(%(support)s))
           ) AS muted_until,
           c.channel_type = 'direct' AND EXISTS (
               SELECT FROM seitech_chat_member other
                 JOIN seitech_chat_personal_block b
                   ON b.user_id = other.user_id AND b.blocked_id = %(uid)s
                   OR b.user_id = %(uid)s AND b.blocked_id = other.user_id
                WHERE other.channel_id = c.id
           ) AS is_apart,
           c.channel_type = 'direct' AS is_direct
      FROM seitech_chat_channel c
     WHERE c.id = %(channel)s
"""


class ChatChannel(models.Model):
    """Who may read, but not write: who is muted, two of whom one has blocked the other, and
    students whom a setting keeps from writing to each other."""

    _inherit = "seitech.chat.channel"

    def _refusal_to_write(self):
        """:return: the ``ChatError`` for the current user, or ``None`` for who may write"""
        self.env.cr.execute(
            _RESTRAINTS.format(in_force=IN_FORCE),
            {"uid": self.env.uid, "channel": self.id, "support": list(SUPPORT_TYPES)},
        )
        found = self.env.cr.dictfetchone()
        if not found:
            return None
        if found["muted_until"]:
            return self._muted(found["muted_until"])
        # The same words: a block is nothing to be told of.
        if found["is_apart"] or (found["is_direct"] and self._is_closed_to_students()):
            return forbidden(self.env._("You cannot write to each other at the moment."))
        return None

    def _muted(self, until):
        moment = self._told_moment(until)
        return self._muted_error(
            self.env._("You can read, but not write, until %s.", moment), until
        )

    @api.model
    def _told_moment(self, until):
        """:return: when that is, for the current user to read"""
        return format_datetime(self.env, until, tz=self.env.user.tz or "UTC", dt_format="short")

    @api.model
    def _muted_error(self, sentence, until):
        error = ChatError(sentence, "muted", 403)
        error.details = {"until": wire.timestamp(until)}
        return error

    def _is_closed_to_students(self):
        """:return: whether a setting keeps the two of this direct conversation from writing"""
        if settings.students_may_write(self.env):
            return False
        # sudo: seitech.chat.member, res.users – what the two are
        people = self.sudo()._all_members().user_id
        return len(people) == 2 and not any(
            person._chat_roles() & routing.STAFF for person in people
        )

    def _check_may_write(self):
        """:raise ChatError: 403 for who may only read"""
        if not self.env.su and (refusal := self._refusal_to_write()):
            raise refusal

    # Whatever says something to others

    def _take_writers_turn(self):
        turn = super()._take_writers_turn()
        self._check_may_write()
        return turn

    def _post(self, content, client_key=None, parent_id=None, attachment_ids=(), **options):
        """A message whose reply was lost is not refused when it is sent again, whatever happened
        to the author in the meantime."""
        try:
            return super()._post(content, client_key, parent_id, attachment_ids, **options)
        except ChatError as error:
            is_refused = error.http_status == 403 and not options.get("visitor")
            if not (is_refused and client_key and self._refusal_to_write()):
                raise
            values = {
                "user_id": self.env.uid,
                "visitor_id": None,
                "client_key": client_key,
                "content": content,
                "parent_id": parent_id,
                "attachments": [{"id": id_} for id_ in attachment_ids],
            }
            if sent := self._find_sent(values):
                return wire.message(self.env, sent)
            raise

    def _edit_message(self, message_id, content):
        self._check_may_write()
        return super()._edit_message(message_id, content)

    def _check_right(self, right):
        super()._check_right(right)
        if right not in _RIGHTS_WHEN_MUTED:
            self._check_may_write()

    def _tell_typing(self, is_typing=True):
        """Nobody is told of somebody who cannot write."""
        if self.env.su or not self._refusal_to_write():
            super()._tell_typing(is_typing)

    def _permissions(self):
        told = super()._permissions()
        if told[permissions.SEND] and self._refusal_to_write():
            kept = _RIGHTS_WHEN_MUTED
            told = {right: has and right in kept for right, has in told.items()}
        return told

    def _describe_presences(self, rows):
        """Two of whom one has blocked the other see nothing of each other."""
        apart = self.env["seitech.chat.personal.block"]._between(self.env.user)
        return super()._describe_presences([row for row in rows if row["user_id"] not in apart])

    def _change_state(self, state):
        """What was closed to protect somebody, those in charge of that open again."""
        if state == "active" and self._is_closed_for_good():
            raise forbidden(self.env._("This conversation was closed to protect people in it."))
        super()._change_state(state)

    def _is_closed_for_good(self):
        # sudo: seitech.chat.sanction – only whether there is one
        measures = self.env["seitech.chat.sanction"].sudo()
        closed = [("kind", "=", "close"), ("channel_id", "=", self.id), ("in_force", "=", True)]
        return bool(measures.search_count(closed, limit=1))
