from odoo import api, models

from ..tools import permissions, text, wire
from ..tools.errors import forbidden, invalid_value, not_found
from ..tools.paging import DEFAULT_PAGE, MAX_PAGE
from .chat_channel_rights import AGENT_GROUP, MANAGER_GROUP

QUEUES = {
    "waiting": "s.stage = 'waiting'",
    "mine": "s.stage = 'assigned' AND s.agent_id = %(uid)s",
    "assigned": "s.stage = 'assigned'",
    # What visitors closed without having said anything was no request.
    "closed": """s.stage = 'closed' AND EXISTS (
        SELECT FROM seitech_chat_message said
         WHERE said.channel_id = s.channel_id AND said.message_type != 'system'
    )""",
}


class ChatChannel(models.Model):
    """What agents do with the requests for support: the desk."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _check_agent(self):
        """:raise ChatError: 403 for who is no support agent"""
        if not self.env.user.has_group(AGENT_GROUP):
            raise forbidden(self.env._("This is for support agents."))

    @api.model
    def _get_for_desk(self, channel_id):
        """:return: the channel, if the current user answers there on behalf of the support team
        :raise ChatError: 404 for unknown and forbidden ids, 403 for everybody else who reads it
        """
        channel = self._get_with_access(channel_id)
        if permissions.AGENT not in channel._capacities():
            raise forbidden(self.env._("This is for support agents."))
        return channel

    @api.model
    def _queue_page(self, queue="waiting", team_id=None, limit=DEFAULT_PAGE, cursor=None):
        """Requests for support: of those waiting who came first, of the others who came last.

        :param str queue: one of ``QUEUES``
        :param int team_id: only those handed over to this team
        :param int limit: 1 … 100
        :param int cursor: ``next_cursor`` of the page before
        :raise ChatError: 422 for unacceptable values, 403 for who is no agent
        """
        self._check_agent()
        text.check_choice(self.env, "queue", queue, QUEUES)
        text.check_range(self.env, "limit", limit, 1, MAX_PAGE)
        conditions = [QUEUES[queue], "c.company_id = ANY(%(companies)s)"]
        params = {
            "uid": self.env.uid,
            "companies": self._companies_answered_for(),
            "limit": limit + 1,
        }
        if team_id is not None:
            conditions.append("s.team_id = %(team)s")
            params["team"] = team_id
        order, after = ("s.id", ">") if queue == "waiting" else ("s.id DESC", "<")
        if cursor is not None:
            conditions.append(f"s.id {after} %(cursor)s")
            params["cursor"] = cursor
        rows = self.env["seitech.chat.support"]._fetch_rows(
            " AND ".join(conditions), params, f" ORDER BY {order} LIMIT %(limit)s"
        )
        return {
            "supports": [wire.support(row, self.env.lang) for row in rows[:limit]],
            "next_cursor": rows[limit - 1]["id"] if len(rows) > limit else None,
            "counts": self._queue_counts(),
        }

    @api.model
    def _queue_counts(self):
        """:return: how many requests are in each open queue"""
        self.env.cr.execute(
            """
            SELECT count(*) FILTER (WHERE s.stage = 'waiting') AS waiting,
                   count(*) FILTER (WHERE s.stage = 'assigned') AS assigned,
                   count(*) FILTER (WHERE s.stage = 'assigned' AND s.agent_id = %s) AS mine
              FROM seitech_chat_support s
              JOIN seitech_chat_channel c ON c.id = s.channel_id AND c.company_id = ANY(%s)
             WHERE s.resolved_at IS NULL
            """,
            [self.env.uid, self._companies_answered_for()],
        )
        return self.env.cr.dictfetchone()

    @api.model
    def _desk_setup(self):
        """:return: what agents choose from
        :raise ChatError: 403 for who is no agent
        """
        self._check_agent()
        agents = self.env["seitech.chat.agent"]
        teams = self.env["seitech.chat.team"].search([])
        return {
            "me": agents._described([self.env.uid])[0],
            # Managers give back and hand over what colleagues have.
            "is_manager": self.env.user.has_group(MANAGER_GROUP),
            "agents": agents._colleagues_described(),
            "teams": [{"id": team.id, "name": team.name} for team in teams],
            "tags": [
                {"id": tag.id, "name": tag.name, "color": tag.color}
                for tag in self.env["seitech.chat.tag"].search([])
            ],
            # Under Odoo's own access rules: one's own, and those shared with one's groups.
            "canned_responses": [
                {"id": answer.id, "source": answer.source, "substitution": answer.substitution}
                for answer in self.env["mail.canned.response"].search([], order="source, id")
            ],
        }

    # Taking and giving. Each answers with the request as it is then.

    def _claim(self):
        """Take the request. Doing it twice does no harm.

        :raise ChatError: 409 with who has it, if that is somebody else; 409 if it is closed
        """
        self._take_support(self.env.user)
        self._let_agent_in(self.env.user)
        return self._support()._describe()

    def _release(self):
        """Give the request back to the queue.

        :raise ChatError: 409 if it is somebody else's or closed
        """
        self._check_mine()
        self._queue_support()
        return self._support()._describe()

    def _transfer(self, user_id=None, team_id=None, note=None):
        """Hand the request over to a colleague, or to a team's queue.

        :param str note: what the colleague should know; the visitor never sees it
        :raise ChatError: 422 unless it is for one of the two, 404 for unknown colleagues and
            teams, 409 if it is somebody else's or closed
        """
        if (user_id is None) == (team_id is None):
            message = self.env._("Hand it over to a colleague or to a team.")
            raise invalid_value("user_id", message)
        colleague, team = self._get_colleague(user_id), self._get_team(team_id)
        self._check_mine()
        if note is not None:
            self._add_note(note)
        if colleague:
            self._assign_support(colleague)
            self._let_agent_in(colleague)
        else:
            self._queue_support(team)
        return self._support()._describe()

    def _check_mine(self):
        self._check_open(self._take_turn())
        if not self.env.user.has_group(MANAGER_GROUP):
            self._check_holder(self.env.user, self._fetch_support())

    def _get_colleague(self, user_id):
        user = self.env["res.users"].browse(user_id).exists() if user_id else None
        if user_id and not (user and self._is_agent(user)):
            raise not_found(self.env)
        return user

    def _get_team(self, team_id):
        team = self.env["seitech.chat.team"].search([("id", "=", team_id)]) if team_id else None
        if team_id and not team:
            raise not_found(self.env)
        return team

    def _set_support_tags(self, tag_ids):
        """:raise ChatError: 404 for unknown tags, 409 if nothing is open"""
        tags = self.env["seitech.chat.tag"].search([("id", "in", tag_ids)])
        if len(tags) < len(set(tag_ids)):
            raise not_found(self.env)
        self._take_turn()
        support = self._support()
        support.write({"tag_ids": [(6, 0, tags.ids)], "rev": self._next_rev()})
        support._announce()
        return support._describe()
