from odoo import api, models
from odoo.fields import Domain

from ..tools import filters, routing, text
from ..tools.errors import invalid_value
from .chat_channel import CHANNEL_TYPES

MAX_TOPICS = 50
_PAIRS = ("student_instructor", "instructor_admin", "direct")


class ChatChannel(models.Model):
    """What an interface has to offer: which conversations the current user can open, and by what
    their list can be filtered."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _choices(self):
        """:return: the answer of the API. ``subject`` says what has to be chosen to open a
        channel of a kind: a ``person``, a ``course``, a ``group``, the ``name`` of a new
        study group, or ``nothing``
        """
        roles = self.env.user._chat_roles()
        return {
            "kinds": [
                {"channel_type": channel_type, "subject": subject}
                for channel_type, _label in CHANNEL_TYPES
                for subject in self._subjects(channel_type, roles)
            ],
            "filters": filters.filters_for(roles, self._own_kinds()),
        }

    def _subjects(self, channel_type, roles):
        peers = routing.peers(channel_type, roles)
        if channel_type in _PAIRS:
            return ["person"] if self._has_peers(channel_type) else []
        if channel_type == "student_support":
            is_student = routing.ONESELF in peers
            return ["nothing"] * is_student + ["person"] * bool(peers - {routing.ONESELF})
        if channel_type == "group":
            # Whoever may found one may open one (see `study_group_people`).
            return ["group"] * self._has_group(peers) + ["name"] * bool(peers)
        if channel_type == "course":
            return ["course"] if peers else []
        return ["nothing"] if peers else []

    def _has_peers(self, channel_type):
        return self.env.user._exists(self.env.user._open_peers(channel_type))

    def _has_group(self, peers):
        # sudo: seitech.study.group – only whether there is one
        groups = self.env["seitech.study.group"].sudo()
        if routing.ANY_GROUP in peers:
            return bool(groups.search_count([], limit=1))
        return bool(peers and groups.search_count([("member_ids", "=", self.env.uid)], limit=1))

    @api.model
    def _topic_page(self, channel_type, search=None, limit=MAX_TOPICS):
        """The courses, or study groups, that the current user may open a channel of, by name.

        :param str search: only those whose name contains this
        :param int limit: 1 … 50
        :raise ChatError: 422 for unacceptable values
        """
        text.check_choice(self.env, "channel_type", channel_type, dict(CHANNEL_TYPES))
        text.check_range(self.env, "limit", limit, 1, MAX_TOPICS)
        if search and not text.is_storable(search):
            raise invalid_value("search", self.env._("Nothing can have this name."))
        if channel_type not in ("group", "course"):
            return []
        escaped = (search or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        domain = Domain("name", "ilike", escaped) if escaped else Domain.TRUE
        peers = routing.peers(channel_type, self.env.user._chat_roles())
        topics = self._topics(channel_type, peers, domain, limit)
        return [{"id": topic.id, "name": topic.name} for topic in topics]

    @api.model
    def _own_kinds(self):
        """:return: kind and own part of the channels the current user has, each pair once"""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT DISTINCT c.channel_type, me.role
              FROM seitech_chat_member me
              JOIN seitech_chat_channel c ON c.id = me.channel_id
             WHERE me.user_id = %s AND me.active
            """,
            [self.env.uid],
        )
        return self.env.cr.fetchall()
