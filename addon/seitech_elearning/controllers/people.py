from odoo.http import Controller, request, route

from .dispatcher import ChatDispatcher
from .params import NOT_GIVEN, boolean, identifier, integer, list_of, nullable, string

TYPE = ChatDispatcher.routing_type


class ChatPeopleController(Controller):
    """Opening channels, who is in them, and what becomes of them."""

    # Opening

    @route("/api/chat/create", type=TYPE, auth="user")
    def create(
        self,
        channel_type: string,
        user_id: identifier = None,
        course_id: identifier = None,
        group_id: identifier = None,
        name: string = None,
    ):
        """The caller's channel of a kind with somebody or about something, made if there is
        none."""
        channel = self._channels._open(channel_type, user_id, course_id, group_id, name)
        return {"channel_id": channel.id}

    @route("/api/chat/create-student-instructor", type=TYPE, auth="user")
    def create_student_instructor(self, instructor_id: identifier, course_id: identifier = None):
        """The caller's conversation with an instructor, made if there is none."""
        channel = self._channels._open("student_instructor", instructor_id, course_id)
        return {"channel_id": channel.id}

    @route("/api/chat/openings", type=TYPE, auth="user")
    def openings(self):
        """What the caller can open, and by what their channels can be filtered."""
        return self._channels._choices()

    @route("/api/chat/people", type=TYPE, auth="user")
    def people(
        self,
        channel_type: string,
        search: string = None,
        course_id: identifier = None,
        limit: integer = 50,
    ):
        """Those with whom the caller may open a channel of a kind, or whom they may add to one."""
        users = request.env["res.users"]
        return {"people": users._chat_people(channel_type, search, course_id, limit)}

    @route("/api/chat/topics", type=TYPE, auth="user")
    def topics(self, channel_type: string, search: string = None, limit: integer = 50):
        """The courses or study groups of which the caller may open the channel."""
        return {"topics": self._channels._topic_page(channel_type, search, limit)}

    # Members

    @route("/api/chat/members", type=TYPE, auth="user")
    def members(
        self,
        channel_id: identifier,
        search: string = None,
        limit: integer = 50,
        cursor: string = None,
    ):
        """A page of the people in a channel, by name."""
        channel = self._channels._get_with_access(channel_id)
        return channel._members_page(search, limit, cursor)

    @route("/api/chat/members/add", type=TYPE, auth="user")
    def add_members(
        self,
        channel_id: identifier,
        user_ids: list_of(identifier),
        with_history: boolean = False,
    ):
        """Let people into a channel, to see what is said from now on, or all of it."""
        channel = self._channels._get_with_access(channel_id)
        channel._add_people(user_ids, with_history)
        return {"channel_id": channel.id, "member_count": channel._member_count()}

    @route("/api/chat/members/remove", type=TYPE, auth="user")
    def remove_member(self, channel_id: identifier, user_id: identifier):
        """Show somebody the door."""
        channel = self._channels._get_with_access(channel_id)
        channel._remove_person(user_id)
        return {"channel_id": channel.id, "member_count": channel._member_count()}

    @route("/api/chat/members/role", type=TYPE, auth="user")
    def set_role(self, channel_id: identifier, user_id: identifier, role: string):
        """Make somebody a moderator, or a member again."""
        channel = self._channels._get_with_access(channel_id)
        channel._change_role(user_id, role)
        return {"channel_id": channel.id}

    @route("/api/chat/join", type=TYPE, auth="user")
    def join(self, channel_id: identifier):
        """Come into a channel, as somebody who may without being asked."""
        channel = self._channels._get_joinable(channel_id)
        channel._join()
        return {"channel_id": channel.id}

    @route("/api/chat/leave", type=TYPE, auth="user")
    def leave(self, channel_id: identifier):
        """Leave a channel."""
        channel = self._channels._get_with_access(channel_id)
        channel._leave()
        return {"channel_id": channel.id}

    @route("/api/chat/preferences", type=TYPE, auth="user")
    def preferences(
        self,
        channel_id: identifier,
        notification_level: string = NOT_GIVEN,
        muted_until: nullable(string) = NOT_GIVEN,
        pinned: boolean = NOT_GIVEN,
        hidden: boolean = NOT_GIVEN,
    ):
        """What the caller wants to hear of a channel, and where to see it in the list."""
        channel = self._channels._get_with_access(channel_id)
        values = {
            "notification_level": notification_level,
            "muted_until": muted_until,
            "pinned": pinned,
            "hidden": hidden,
        }
        given = {name: value for name, value in values.items() if value is not NOT_GIVEN}
        return {"membership": channel._set_preferences(**given)}

    # The channel

    @route("/api/chat/close", type=TYPE, auth="user")
    def close(self, channel_id: identifier):
        """End a conversation; it stays readable."""
        return self._change_state(channel_id, "closed")

    @route("/api/chat/reopen", type=TYPE, auth="user")
    def reopen(self, channel_id: identifier):
        """Go on with a conversation that was closed or archived."""
        return self._change_state(channel_id, "active")

    @route("/api/chat/archive", type=TYPE, auth="user")
    def archive(self, channel_id: identifier):
        """Put a conversation away; it stays readable."""
        return self._change_state(channel_id, "archived")

    @route("/api/chat/rename", type=TYPE, auth="user")
    def rename(self, channel_id: identifier, name: string):
        """Give a channel another name."""
        channel = self._channels._get_with_access(channel_id)
        channel._rename(name)
        return {"channel_id": channel.id, "name": channel.name}

    def _change_state(self, channel_id, state):
        channel = self._channels._get_with_access(channel_id)
        channel._change_state(state)
        return {"channel_id": channel.id, "state": channel.state}

    @property
    def _channels(self):
        return request.env["seitech.chat.channel"]
