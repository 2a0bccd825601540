from odoo import api, models
from odoo.tools import LazyTranslate
from psycopg2.errors import SerializationFailure

from ..tools.errors import conflict
from .chat_channel_messages import SUPPORT_TYPES
from .chat_channel_rights import AGENT_GROUP

_lt = LazyTranslate(__name__)

# The present request of a channel, changed in one statement; nobody but who holds the turn does.
_CHANGE = """
    UPDATE seitech_chat_support
       SET {assignments}, rev = nextval('seitech_chat_rev_seq'), write_date = {now}
     WHERE channel_id = %(channel)s AND resolved_at IS NULL AND {condition}
 RETURNING id
"""
_NOW = "now() AT TIME ZONE 'UTC'"


class ChatChannel(models.Model):
    """The request for support that a channel is about, as it follows what happens there."""

    _inherit = "seitech.chat.channel"

    @api.model_create_multi
    def create(self, vals_list):
        channels = super().create(vals_list)
        channels.filtered(lambda c: c.channel_type in SUPPORT_TYPES)._begin_support()
        return channels

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            for channel in self.filtered(lambda c: c.channel_type in SUPPORT_TYPES):
                channel._follow_support_state(vals["state"])
        return result

    def _begin_support(self, **facts):
        # sudo: seitech.chat.support – follows from the conversation
        supports = self.env["seitech.chat.support"].sudo()
        return supports.create([{"channel_id": channel.id, **facts} for channel in self])

    def _support(self):
        """:return: the present request, or the last one"""
        # sudo: seitech.chat.support – whoever may read the channel is checked by the caller
        supports = self.env["seitech.chat.support"].sudo()
        return supports.search([("channel_id", "=", self.id)], order="id desc", limit=1)

    def _follow_support_state(self, state):
        if state == "active":
            last = self._support()
            if last.resolved_at:
                facts = ("visitor_id", "partner_id", "website_id", "language", "page", "subject")
                facts += ("may_attach",)
                values = last._convert_to_write({name: last[name] for name in facts})
                self._begin_support(**values)._announce()
                self._tell_visit()
            return
        self._change_support(
            f"""resolved_at = {_NOW}, stage = 'closed',
                is_missed = is_missed OR (stage != 'new' AND first_response_at IS NULL)"""
        )
        self._tell_visit()

    def _follow_support(self, values):
        """What the first message of each side says about the request. Whoever answers what nobody
        has taken has taken it.

        :param dict values: of the message, as in ``_insert_message``
        """
        if values["is_agent"]:
            is_first = self._change_support(
                f"""first_response_at = COALESCE(first_response_at, {_NOW}),
                    assigned_at = CASE WHEN agent_id IS NULL THEN {_NOW} ELSE assigned_at END,
                    agent_id = COALESCE(agent_id, %(agent)s), stage = 'assigned'""",
                "(first_response_at IS NULL OR agent_id IS NULL)",
                agent=values["user_id"],
            )
            if is_first:
                self._tell_visit()
        elif self._change_support(
            f"stage = 'waiting', waiting_since = {_NOW}, {self._support_author(values)}",
            "stage = 'new'",
            visitor=values["visitor_id"],
            partner=values["author_id"],
        ):
            self._enter_lists()
            self.env["seitech.chat.support"]._wake_assignment()

    def _enter_lists(self):
        """What was opened without a word was in no agent's list until now: those who catch up have
        to notice it. Opened with its first message, it has just entered them."""
        self.env.cr.execute(
            """
            UPDATE seitech_chat_channel SET rev = nextval('seitech_chat_rev_seq')
             WHERE id = %s AND create_date < now() AT TIME ZONE 'UTC'
            """,
            [self.id],
            log_exceptions=False,
        )
        self.invalidate_recordset(["rev"], flush=False)

    @staticmethod
    def _support_author(values):
        return "visitor_id = %(visitor)s" if values["visitor_id"] else "partner_id = %(partner)s"

    def _change_support(self, assignments, condition="TRUE", **params):
        """Change the present request in this channel's turn, and tell the agents.

        :return: whether there was one that met the condition
        """
        self.env.flush_all()
        self.env.cr.execute(
            _CHANGE.format(assignments=assignments, condition=condition, now=_NOW),
            {"channel": self.id, **params},
            log_exceptions=False,
        )
        changed = [id_ for [id_] in self.env.cr.fetchall()]
        # sudo: seitech.chat.support – only what agents are told of it
        supports = self.env["seitech.chat.support"].sudo().browse(changed)
        supports.invalidate_recordset(flush=False)
        supports._announce()
        return bool(changed)

    # Taking and giving

    def _take_support(self, user):
        """Give the present request to an agent, unless somebody has it. Of two at once one wins.

        :return: whether it was free
        :raise ChatError: 409 if another agent has it, or the conversation is closed
        """
        self._check_open(self._take_turn())
        try:
            with self.env.cr.savepoint(flush=False):
                is_taken = self._assign_support(user, "agent_id IS NULL")
        except SerializationFailure:
            # Somebody else was here after our snapshot was taken. It is our turn, so what a new
            # transaction sees is how it is.
            with self.env.registry.cursor() as fresh:
                self._check_holder(user, self._fetch_support(fresh))
            raise
        if not is_taken:
            self._check_holder(user, self._fetch_support())
        return is_taken

    def _assign_support(self, user, condition="TRUE"):
        return self._change_support(
            f"agent_id = %(agent)s, stage = 'assigned', assigned_at = {_NOW}",
            condition,
            agent=user.id,
        )

    def _let_agent_in(self, user):
        """Whoever has the present request is in the conversation, and the visitor knows it. Not
        said before: coming in has read what was written."""
        self._let_in(user, as_staff=True)
        self._tell_visit()

    def _fetch_support(self, cr=None):
        supports = self.env["seitech.chat.support"]
        condition = "s.channel_id = %s AND s.resolved_at IS NULL"
        return next(iter(supports._fetch_rows(condition, [self.id], cr=cr)), None)

    def _check_holder(self, user, row):
        """:raise ChatError: 409 with who has it, if it is another agent than this one"""
        if row and row["agent_id"] not in (None, user.id):
            message = self.env._("%s has this conversation.", row["agent_name"])
            taken = conflict(message, "already_claimed")
            taken.details = {"agent": {"id": row["agent_id"], "name": row["agent_name"]}}
            raise taken

    def _queue_support(self, team=None):
        """Nobody has the present request any more: it waits for another agent."""
        self._change_support(
            f"""agent_id = NULL, stage = 'waiting', waiting_since = {_NOW}, assigned_at = NULL,
                team_id = COALESCE(%(team)s, team_id)""",
            team=team and team.id,
        )
        self._tell_visit()
        self.env["seitech.chat.support"]._wake_assignment()

    # Agents who are none any more

    @api.model
    def _on_agents_dismissed(self, users, company):
        super()._on_agents_dismissed(users, company)
        self._queue_those_of(users, [("channel_id.company_id", "=", company.id)])

    @api.model
    def _on_users_deleted(self, users):
        super()._on_users_deleted(users)
        self._queue_those_of(users)

    @api.model
    def _queue_those_of(self, users, domain=()):
        """Whom these people had waits for another agent."""
        # sudo: seitech.chat.support – follows from the group or the account
        supports = self.env["seitech.chat.support"].sudo()
        mine = [("agent_id", "in", users.ids), ("resolved_at", "=", False), *domain]
        for channel in supports.search(mine).channel_id.sorted("id"):
            channel._take_turn()
            channel._queue_support()

    def _is_agent(self, user):
        """:return: whether somebody is an agent of this channel's company"""
        # sudo: res.users – whether somebody is an agent
        agent = user.sudo()
        return agent.has_group(AGENT_GROUP) and agent.active and self._is_staffed_by(agent)

    def _give_to(self, user):
        if self._take_support(user):
            self._let_agent_in(user)

    def _return_to_queue(self, minutes):
        """Nobody has answered for so long: others may."""
        self._queue_support()
        told = self._in_main_language()
        told._post_system(_lt("Nobody has answered for %s minutes. Another agent will.", minutes))
