from odoo import api, models
from odoo.fields import Domain
from psycopg2.errors import UniqueViolation

from ..tools import routing, text
from ..tools.errors import forbidden, invalid_value, not_found, refused_input
from ..tools.input_error import InputError
from .chat_channel import CHANNEL_TYPES
from .chat_channel_messages import SUPPORT_TYPES

# What a channel of each kind is opened with.
_OPENED_WITH = {
    "student_instructor": "user_id",
    "instructor_admin": "user_id",
    "direct": "user_id",
    "group": "group_id",
    "course": "course_id",
}
_NAMEABLE_TYPES = ("group", "course")
# What the channels of these kinds are about: the model, the field that says whose they are, and
# who may open their channel.
_TOPICS = {
    "group": ("seitech.study.group", "member_ids", routing.OWN_GROUP, routing.ANY_GROUP),
    "course": ("slide.channel", "user_id", routing.OWN_COURSE, routing.ANY_COURSE),
}


class ChatChannel(models.Model):
    """Opening channels: one for each pair of people, each course, each study group."""

    _inherit = "seitech.chat.channel"

    @api.model_create_multi
    def create(self, vals_list):
        named = [
            vals if vals.get("name") else {**vals, "name": self._automatic_name(vals)}
            for vals in vals_list
        ]
        channels = super().create(named)
        channels._tell_agents()
        return channels

    def _automatic_name(self, vals):
        if vals.get("channel_type") not in SUPPORT_TYPES:
            return dict(CHANNEL_TYPES).get(vals.get("channel_type"), "")
        # sudo: ir.sequence – whoever opens a support chat takes a number
        number = self.env["ir.sequence"].sudo().next_by_code("seitech.chat.support")
        return self._in_main_language().env._("Support Chat #%s", number)

    def _tell_agents(self):
        """Agents hear support channels without being in them: let them look for the address of
        one that was opened. The notification says nothing itself."""
        self.company_id._seitech_tell_agents("seitech.chat/resubscribe", {})

    # Opening by the table of `tools.routing`

    @api.model
    def _open(self, channel_type, user_id=None, course_id=None, group_id=None, name=None):
        """The channel of this kind that the current user has with somebody or about something,
        made if there is none.

        :param int user_id: the other person; for ``student_support`` the student
        :param int course_id: the course of a ``course`` channel, or the one that a
            ``student_instructor`` channel is about
        :param int group_id: the study group of a ``group`` channel
        :param str name: for a new ``group`` or ``course`` channel, if not its own
        :raise ChatError: 422 for unacceptable values, 403 if this kind is not for the current
            user, 404 for unknown and forbidden people, courses and groups alike
        """
        text.check_choice(self.env, "channel_type", channel_type, dict(CHANNEL_TYPES))
        peers = routing.peers(channel_type, self.env.user._chat_roles())
        if not peers:
            if joined := self._joined_discussion(channel_type, course_id):
                return joined
            raise forbidden(self.env._("You may not open conversations of this kind."))
        given = {"user_id": user_id, "course_id": course_id, "group_id": group_id, "name": name}
        self._check_opened_with(channel_type, given)
        match channel_type:
            case "public_support":
                return self._open_as_visitor()
            case "group":
                return self._get_accessible_group(group_id, peers)._open_channel(name)
            case "course":
                if joined := self._joined_discussion(channel_type, course_id):
                    return joined
                return self._get_accessible_course(course_id, peers)._open_chat_channel(name)
            case "direct":
                return self._get_or_create_direct(self.env.user._get_chat_peer(user_id))
            case "student_support":
                return self._open_student_support(user_id)
            case _:
                return self._open_pair(channel_type, user_id, course_id)

    def _check_opened_with(self, channel_type, given):
        """:raise ChatError: 422 if something is missing, or given although it has no meaning"""
        required = _OPENED_WITH.get(channel_type)
        if required and given[required] is None:
            message = self.env._("Say with whom or about what you open the conversation.")
            raise invalid_value(required, message)
        meaningful = {required}
        if channel_type == "student_instructor":
            meaningful.add("course_id")
        if channel_type == "student_support":
            meaningful.add("user_id")
        if channel_type in _NAMEABLE_TYPES:
            meaningful.add("name")
        for field, value in given.items():
            if value is not None and field not in meaningful:
                message = self.env._("This has no meaning for conversations of this kind.")
                raise invalid_value(field, message)

    def _clean_name(self, name):
        try:
            return text.safe_name(name)
        except InputError as error:
            raise refused_input("name", error) from error

    # Pairs

    @api.model
    def _get_or_create_direct(self, user):
        """The one direct channel of the current user and ``user``, made if there is none.

        :raise ChatError: 403 if the current user was removed from it
        """
        people = self.env.user | user
        vals = {"channel_type": "direct", "name": ", ".join(people.mapped("name"))}
        return self._get_or_create(self._pair_key("direct", people), vals, people)

    def _open_pair(self, channel_type, user_id, course_id):
        me = self.env.user
        other = me._get_chat_peer(user_id, channel_type, course_id)
        # sudo: slide.channel – one that both have to do with
        course = self.env["slide.channel"].sudo().browse(course_id)
        key = self._pair_key(channel_type, me | other, course_id)
        vals = {"channel_type": channel_type, "name": f"{me.name}, {other.name}"}
        student, host = self._student_and_host(channel_type, other, course)
        if course:
            vals |= {"course_id": course.id, "enrollment_id": course._enrolment_of(student).id}
        return self._get_or_create(key, vals, me | other, moderators=host)

    def _student_and_host(self, channel_type, other, course):
        """:return: of the current user and the other, who asks and who presides"""
        me = self.env.user
        peer_teaches = (
            routing.MANAGER in other._chat_roles()
            if channel_type == "instructor_admin"
            else other._teaches(me)
        )
        if course:
            peer_teaches = course.user_id == other
        return (me, other) if peer_teaches else (other, me)

    def _open_student_support(self, user_id):
        """Students have one conversation with the support team; asking again opens it again."""
        me = self.env.user
        student = me if user_id in (None, me.id) else self.env["res.users"]
        if student:
            if not me._may_open_chat("student_support", me):
                raise invalid_value("user_id", self.env._("Say whom you want to help."))
        else:
            student = me._get_chat_peer(user_id, "student_support")
        key = self._pair_key("student_support", student)
        # The company that helps is that of the conversation there is, or of the student's account.
        # sudo: seitech.chat.channel, res.users – which company that is; nobody is told here
        company = self._find_pair(key).sudo().company_id or student.sudo().company_id
        if me != student and company.id not in me._seitech_companies():
            raise not_found(self.env)
        channel = self._get_or_create(
            key, {"channel_type": "student_support", "company_id": company.id}, me | student
        )
        # One that was made after our snapshot was taken is not closed yet.
        if channel.exists().state == "closed":
            # sudo: seitech.chat.channel – the table of openings allows it
            channel.sudo()._set_state("active")
        return channel

    def _open_as_visitor(self):
        """A support channel that somebody from the staff opens for a visitor on the phone."""
        # sudo: seitech.chat.channel – the table of openings allows it
        channel = self.sudo().create({"channel_type": "public_support"})
        channel._add_members(self.env.user, "moderator")
        # sudo: seitech.chat.channel – ends here
        return channel.sudo(False)

    # Courses and groups

    def _joined_discussion(self, channel_type, course_id):
        """:return: the discussion of a course if the current user is in it. Coming back is for a
        moderator to grant, and whoever is in it learns nothing new by asking.
        """
        if channel_type != "course" or course_id is None:
            return self.browse()
        channel = self._find_pair(self._course_key(self.env["slide.channel"].browse(course_id)))
        return channel if channel and channel._is_member() else self.browse()

    def _get_accessible_course(self, course_id, peers):
        return self._get_topic("course", course_id, peers)

    def _get_accessible_group(self, group_id, peers):
        return self._get_topic("group", group_id, peers)

    def _get_topic(self, channel_type, topic_id, peers):
        topic = self._topics(channel_type, peers, Domain("id", "=", topic_id), limit=1)
        if not topic:
            raise not_found(self.env)
        return topic

    def _topics(self, channel_type, peers, domain, limit):
        """:param set peers: what the current user may open such a channel with
        :return: the courses, or study groups, that fit, by name
        """
        model, own_field, own, every = _TOPICS[channel_type]
        if every not in peers:
            is_own = Domain(own_field, "in", self.env.user.ids)
            domain &= is_own if own in peers else Domain.FALSE
        # sudo: slide.channel, seitech.study.group – only what may be opened is returned
        return self.env[model].sudo().search(domain, limit=limit, order="name, id")

    # The one channel of a key

    def _get_or_create(self, key, vals, people, moderators=None):
        """The one channel with this key. Whether it is theirs to open has been checked.

        :param people: the ``res.users`` who are in it from the start
        :param moderators: those of them who preside
        :raise ChatError: 403 if the current user was removed from it
        """
        self.env.flush_all()
        channel = self._find_pair(key)
        if not channel:
            return self._create_once(key, vals, people, moderators)
        if self.env.user in people and not channel._is_member():
            channel._come_back()
        return channel

    def _create_once(self, key, vals, people, moderators):
        """:return: the new channel, or the one that somebody else made at the same time"""
        try:
            with self.env.cr.savepoint():
                # sudo: seitech.chat.channel – people may not create channels freely
                channel = self.sudo().create(vals)
                channel._claim_pair(key)
        except UniqueViolation:
            # Somebody created it after our snapshot was taken, so only another transaction can
            # see it. It is complete there, members and all: nothing is left to be done here.
            with self.env.registry.cursor() as fresh:
                return self._find_pair(key, fresh)
        moderators = moderators or self.env["res.users"]
        channel._add_members(people - moderators)
        channel._add_members(moderators, "moderator")
        # sudo: seitech.chat.channel – ends here
        return channel.sudo(False)

    def _come_back(self):
        """Let the current user in again, after having left.

        :raise ChatError: 403 if it was somebody else who ended it
        """
        # sudo: seitech.chat.channel – the table of openings allows it
        channel = self.sudo()
        absence = channel._rows_of(self.env.user).absence
        if absence == "removed" or channel.channel_type == "direct":
            raise forbidden(self.env._("You are no longer part of this conversation."))
        channel._let_in(self.env.user)
