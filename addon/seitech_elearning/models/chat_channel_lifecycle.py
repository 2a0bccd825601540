from datetime import UTC, datetime

from markupsafe import escape
from odoo import api, models
from odoo.tools import LazyTranslate

from ..tools import permissions, text, wire
from ..tools.errors import conflict, forbidden, invalid_value, not_found
from ..tools.sentence import stored
from .chat_member import NOTIFICATION_LEVELS, ROLES

_lt = LazyTranslate(__name__)

# From where a channel can get into a state.
_STATES_BEFORE = {
    "active": ("closed", "archived"),
    "closed": ("active",),
    "archived": ("active", "closed"),
}
# Where people come and go by themselves in such numbers that it is no news.
_QUIET_TYPES = ("course",)

MAX_ADDED_AT_ONCE = 100
# Nobody was muted before there was a chat, and years of three digits are written differently.
FIRST_YEAR = 2000


class ChatChannel(models.Model):
    """What happens to a channel and to the people in it. Every method is something the current
    user does: the right to do it is checked first, then it is done as the server."""

    _inherit = "seitech.chat.channel"

    # State and name

    def _change_state(self, state):
        """Close, archive or open again.

        :raise ChatError: 403 for people who may not, 409 if it cannot get there from where it is
        """
        self._check_right(permissions.CLOSE)
        # sudo: seitech.chat.channel – the right was checked
        self.sudo()._set_state(state)

    def _set_state(self, state):
        turn = self._take_turn()
        if turn["state"] not in _STATES_BEFORE[state]:
            code = "conflict" if turn["state"] == "active" else "channel_closed"
            raise conflict(self._state_sentence(turn["state"]), code)
        self.write({"state": state})
        self._in_main_language()._post_system(self._change_of_state(state))
        if state == "active":
            self._tell_agents()

    def _state_sentence(self, state):
        return {
            "active": self.env._("This conversation is open."),
            "closed": self.env._("This conversation is closed."),
            "archived": self.env._("This conversation is archived."),
        }[state]

    def _change_of_state(self, state):
        name = self.env.user.name
        return {
            "active": _lt("%s reopened the conversation", name),
            "closed": _lt("%s closed the conversation", name),
            "archived": _lt("%s archived the conversation", name),
        }[state]

    def _rename(self, name):
        """:raise ChatError: 403 for people who may not, 409 if the channel is closed, 422 for
        what is no name"""
        self._check_right(permissions.RENAME)
        name = self._clean_name(name)
        # sudo: seitech.chat.channel – the right was checked
        channel = self.sudo()
        channel.write({"name": name})
        channel._tell_name()

    def _follow_name(self, name):
        """Be called like the course or the study group, which has another name now."""
        for channel in self.filtered(lambda c: not c.has_own_name and c.name != name):
            channel.write({"name": name, "has_own_name": False})
            if channel.state == "active":
                channel._tell_name()

    def _tell_name(self):
        told = self._in_main_language()
        user, name = self.env.user.name, self.name
        told._post_system(
            _lt("%(user)s renamed the conversation to %(name)s", user=user, name=name)
        )

    # Coming and going

    def _let_in(self, users, role="member", **how):
        """Add people and say so.

        :param how: as ``_add_members``
        :return: those who were not in before
        """
        # sudo: seitech.chat.channel – the caller has checked that they may be in it
        channel = self.sudo()._in_main_language()
        newcomers = channel._add_members(users, role, **how)
        channel._tell_people(newcomers, lambda name: _lt("%s joined", name))
        return newcomers

    def _let_out(self, users, absence):
        """Remove people and say so.

        :param str absence: why, one of ``chat_member.ABSENCES``
        """
        # sudo: seitech.chat.channel – the caller has checked that they have to go
        channel = self.sudo()._in_main_language()
        gone = channel._remove_members(users, absence)
        if absence == "removed":
            channel._tell_people(gone, lambda name: _lt("%s was removed", name))
        else:
            channel._tell_people(gone, lambda name: _lt("%s left", name))

    def _tell_people(self, users, sentence):
        if not users or self.channel_type in _QUIET_TYPES:
            return
        content = sentence(", ".join(users.mapped("name")))
        self._post_system(content)
        self._message_log(body=self.env._(content))

    def _join(self):
        """Come in, as somebody who may without being asked.

        :raise ChatError: 403 for people who may not, 409 if the channel is closed
        """
        if self._is_member():
            return
        is_staff = not self._may_join_as_student()
        if is_staff:
            self._check_right(permissions.JOIN)
        if self.state != "active":
            raise conflict(self._state_sentence(self.state), "channel_closed")
        self._let_in(self.env.user, as_staff=is_staff)

    def _get_joinable(self, channel_id):
        """:return: the channel, if the current user may read it, or come in because of a course
        they attend
        :raise ChatError: 404, the same for unknown and forbidden ids
        """
        # sudo: seitech.chat.channel – only one that passes the check is returned
        channel = self.sudo().search([("id", "=", channel_id)]).sudo(False)
        if channel and channel._may_join_as_student():
            return channel
        return self._get_with_access(channel_id)

    def _may_join_as_student(self):
        """:return: whether this is the channel of a course that the current user attends, and
        nobody has shown them the door"""
        # sudo: seitech.chat.channel, slide.channel – for this question only
        channel = self.sudo()
        if channel.channel_type != "course" or not channel.course_id:
            return False
        own = channel._rows_of(self.env.user)
        return own.absence != "removed" and self.env.user in channel.course_id._chat_attendees(
            self.env.user
        )

    def _leave(self):
        """:raise ChatError: 403 for people who are not in it, and where nobody can leave"""
        if not self._is_member():
            raise forbidden(self.env._("You are not part of this conversation."))
        self._check_right(permissions.LEAVE)
        if self.study_group_id:
            # sudo: seitech.study.group – people leave on their own
            self.sudo().study_group_id._remove_people(self.env.user, "left")
        else:
            self._let_out(self.env.user, "left")

    # Moderation

    def _add_people(self, user_ids, with_history=False):
        """Let other people in.

        :param bool with_history: they, and those of them who are in already, see what was said
            before; without, only in a course
        :raise ChatError: 403 for people who may not, 404 for people they may not add, 409 if the
            channel is closed or the study group is full
        """
        self._check_right(permissions.ADD_MEMBERS)
        text.check_range(self.env, "user_ids", len(user_ids), 1, MAX_ADDED_AT_ONCE)
        # sudo: res.users – only those who pass the check are used
        users = self.env["res.users"].sudo().search([("id", "in", user_ids)])
        is_known = len(users) == len(set(user_ids))
        if not is_known or not self.env.user._may_add_to_chat(self.channel_type, users):
            raise not_found(self.env)
        if not self._keeps_company(users):
            raise not_found(self.env)
        if self.study_group_id:
            # sudo: seitech.study.group – its moderators decide who is in it
            self.sudo().study_group_id._add_people(users)
        else:
            self._let_in(users, from_now=self.channel_type != "course")
        if with_history:
            # sudo: seitech.chat.channel – who may add people may show them what was said
            self.sudo()._grant_history(users)

    def _remove_person(self, user_id):
        """Show somebody the door.

        :raise ChatError: 403 for people who may not, 404 if the other is not in the channel, 409
            for whoever a course or a study group belongs to, and if the channel is closed
        """
        self._check_right(permissions.REMOVE_MEMBERS)
        user = self._get_present(user_id)
        if user in self._owner():
            raise conflict(self.env._("Whoever it belongs to stays in the conversation."))
        if self.study_group_id:
            # sudo: seitech.study.group – its moderators decide who is in it
            self.sudo().study_group_id._remove_people(user, "removed")
        else:
            self._let_out(user, "removed")

    def _change_role(self, user_id, role):
        """:raise ChatError: 422 for unknown roles, else as ``_remove_person``"""
        text.check_choice(self.env, "role", role, dict(ROLES))
        self._check_right(permissions.SET_ROLES)
        user = self._get_present(user_id)
        if user in self._owner() and role != "moderator":
            raise conflict(self.env._("Whoever it belongs to moderates the conversation."))
        # sudo: seitech.chat.channel – the right was checked
        channel = self.sudo()._in_main_language()
        if not channel._set_role(user, role):
            return
        if role == "moderator":
            channel._post_system(_lt("%s is a moderator now", user.name))
        else:
            channel._post_system(_lt("%s is no longer a moderator", user.name))

    def _owner(self):
        """:return: who moderates this channel as long as the course or the group is theirs"""
        # sudo: slide.channel, seitech.study.group – for this question only
        channel = self.sudo()
        if channel.channel_type == "course":
            return channel.course_id.user_id
        return channel.study_group_id.owner_id

    def _get_present(self, user_id):
        # sudo: seitech.chat.member – whoever may read the channel may read who is in it
        rows = self.sudo()._rows_of(self.env["res.users"].browse(user_id))
        if not rows.active:
            raise not_found(self.env)
        return rows.user_id

    # What the server says

    @api.model
    def _main_language(self):
        """:return: the language of what the server writes for many readers at once: that of the
        company of whoever acts, not their own"""
        # sudo: res.partner – of the company, its language only
        return self.env.company.sudo().partner_id.lang or "en_US"

    def _in_main_language(self):
        return self.with_context(lang=self._main_language())

    def _post_system(self, said, visitor=None):
        """Write in the channel what happened to it, by the current user or a visitor.

        :param said: the sentence, that visitors get in their language; or a text for everybody
        """
        sentence = None if isinstance(said, str) else stored(said)
        content = said if sentence is None else self.env._(said)
        turn = self._take_visitor_turn(visitor) if visitor else self._take_turn()
        row = self._insert_message(
            {
                "channel_id": self.id,
                "content": content,
                "content_html": str(escape(content)),
                "sentence": sentence,
                "mentions": [],
                "attachments": [],
                "message_type": "system",
                "parent_id": None,
                "parent": None,
                "client_key": None,
                **self._author_values(turn),
            }
        )
        payload = {"channel_id": self.id, "message": wire.message(self.env, row)}
        self._bus_send_to_members("seitech.chat/new_message", payload, turn["epoch"])

    # Preferences

    def _set_preferences(self, **values):
        """What the current user wants to hear of this channel.

        :param values: ``notification_level``, ``muted_until`` (ISO 8601, or ``None`` to hear it
            again), ``pinned`` and ``hidden``, as far as they change
        :return: the membership on the wire
        :raise ChatError: 422 for unacceptable values, 403 for people who are not in it
        """
        # sudo: seitech.chat.member – the row of the current user
        own = self.sudo()._rows_of(self.env.user).filtered("active")
        if not own:
            raise forbidden(self.env._("You are not part of this conversation."))
        vals = self._preference_values(values)
        if vals:
            own.write(vals)
        self.env.flush_all()
        [row] = self._fetch_members("m.id = %s", [own.id])
        return wire.membership(self.env, row)

    def _preference_values(self, values):
        vals = {}
        if "notification_level" in values:
            level = values["notification_level"]
            text.check_choice(self.env, "notification_level", level, dict(NOTIFICATION_LEVELS))
            vals["notification_level"] = level
        if "muted_until" in values:
            vals["muted_until"] = self._moment("muted_until", values["muted_until"])
        if "pinned" in values:
            vals["is_pinned"] = values["pinned"]
        if "hidden" in values:
            vals["hidden_message_id"] = self._last_message_id() if values["hidden"] else -1
        return vals

    def _moment(self, field, value):
        """:return: a moment as the ORM stores it, or ``False`` for ``None``"""
        if value is None:
            return False
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo:
                moment = moment.astimezone(UTC).replace(tzinfo=None)
        except (ValueError, OverflowError) as error:
            raise invalid_value(field, self.env._("This is not a moment in time.")) from error
        text.check_range(self.env, field, moment.year, FIRST_YEAR, 9999)
        return moment.replace(microsecond=0)
