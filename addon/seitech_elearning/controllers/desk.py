from odoo.http import Controller, request, route

from ..tools import wire
from .dispatcher import ChatDispatcher
from .params import boolean, identifier, integer, list_of, string

TYPE = ChatDispatcher.routing_type


class DeskController(Controller):
    """The API for support agents: who waits, who has whom, what only colleagues see."""

    # The queue

    @route("/api/chat/desk/queue", type=TYPE, auth="user")
    def queue(
        self,
        queue: string = "waiting",
        team_id: identifier = None,
        limit: integer = 50,
        cursor: identifier = None,
    ):
        """A page of requests for support."""
        return self._channels._queue_page(queue, team_id, limit, cursor)

    @route("/api/chat/desk/claim", type=TYPE, auth="user")
    def claim(self, channel_id: identifier):
        """Take a request. Of two who do at once, one is told who has it."""
        return {"support": self._get(channel_id)._claim()}

    @route("/api/chat/desk/release", type=TYPE, auth="user")
    def release(self, channel_id: identifier):
        """Give a request back to the queue."""
        return {"support": self._get(channel_id)._release()}

    @route("/api/chat/desk/transfer", type=TYPE, auth="user")
    def transfer(
        self,
        channel_id: identifier,
        user_id: identifier = None,
        team_id: identifier = None,
        note: string = None,
    ):
        """Hand a request over to a colleague or to a team."""
        return {"support": self._get(channel_id)._transfer(user_id, team_id, note)}

    @route("/api/chat/desk/tags", type=TYPE, auth="user")
    def tags(self, channel_id: identifier, tag_ids: list_of(identifier)):
        """Say what a request is about."""
        return {"support": self._get(channel_id)._set_support_tags(tag_ids)}

    @route("/api/chat/desk/files", type=TYPE, auth="user")
    def files(self, channel_id: identifier, allowed: boolean):
        """Let a visitor send files, or no more."""
        return {"support": self._get(channel_id)._allow_files(allowed)}

    @route("/api/chat/desk/accept_files", type=TYPE, auth="user")
    def accept_files(self, channel_id: identifier, message_id: identifier):
        """Let everybody in the conversation have the files that a visitor sent."""
        return {"message": self._get(channel_id)._accept_files(message_id)}

    # Next to the conversation

    @route("/api/chat/desk/person", type=TYPE, auth="user")
    def person(self, channel_id: identifier):
        """Who it is that asks for support."""
        return self._get(channel_id)._support_person()

    @route("/api/chat/desk/note", type=TYPE, auth="user")
    def note(self, channel_id: identifier, content: string, client_key: string = None):
        """Write something that only agents see."""
        return {"note": self._get(channel_id)._add_note(content, client_key)}

    @route("/api/chat/desk/notes", type=TYPE, auth="user")
    def notes(self, channel_id: identifier, after_rev: integer = 0):
        """What agents have written to one another in a conversation."""
        return self._get(channel_id)._notes(after_rev)

    @route("/api/chat/desk/block", type=TYPE, auth="user")
    def block(self, channel_id: identifier, hours: integer = 24):
        """Let a visitor write nothing for a while."""
        until = self._get(channel_id)._block_visitor(hours)
        return {"channel_id": channel_id, "blocked_until": wire.timestamp(until)}

    @route("/api/chat/desk/unblock", type=TYPE, auth="user")
    def unblock(self, channel_id: identifier):
        """Let a visitor write again."""
        self._get(channel_id)._unblock_visitor()
        return {"channel_id": channel_id, "blocked_until": None}

    @route("/api/chat/desk/spam", type=TYPE, auth="user")
    def spam(self, channel_id: identifier):
        """End what was no request, and keep the visitor away for a day."""
        return {"support": self._get(channel_id)._mark_spam()}

    # The agents themselves

    @route("/api/chat/desk/setup", type=TYPE, auth="user")
    def setup(self):
        """Colleagues, teams, tags and ready-made answers."""
        return self._channels._desk_setup()

    @route("/api/chat/desk/availability", type=TYPE, auth="user")
    def availability(self, state: string):
        """Be there, be busy or be away."""
        self._channels._check_agent()
        request.env["seitech.chat.agent"]._set_state(state)
        return {"state": state}

    @property
    def _channels(self):
        return request.env["seitech.chat.channel"]

    def _get(self, channel_id):
        return self._channels._get_for_desk(channel_id)
