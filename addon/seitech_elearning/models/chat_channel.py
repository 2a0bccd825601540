from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import wire
from ..tools.errors import not_found
from ..tools.fields import BigInteger

CHANNEL_TYPES = [
    ("public_support", "Public support"),
    ("student_instructor", "Student and instructor"),
    ("student_support", "Student support"),
    ("instructor_admin", "Instructor and administration"),
    ("group", "Study group"),
    ("course", "Course"),
    ("direct", "Direct"),
]
CHANNEL_STATES = [("active", "Active"), ("archived", "Archived"), ("closed", "Closed")]

# First key of the advisory locks; the second is the channel's id.
ADVISORY_LOCK_CLASS = 0x5E17EC

# What everybody in the channel sees of it: changing one of these is a change in the channel.
_ANNOUNCED_FIELDS = {"name", "state", "course_id", "study_group_id"}
_OWN_FIELDS = {"rev", "epoch", "pair_key"}

# Of a channel and the current user, what writing needs to know.
_STANDING = """
    SELECT c.epoch, c.state, c.channel_type, m.id AS member_id,
           u.id AS user_id, p.id AS author_id, p.name AS author_name,
           NULL::integer AS visitor_id
      FROM seitech_chat_channel c
      JOIN res_users u ON u.id = %s
      JOIN res_partner p ON p.id = u.partner_id
      LEFT JOIN seitech_chat_member m
             ON m.channel_id = c.id AND m.user_id = u.id AND m.active
     WHERE c.id = %s
"""


class ChatChannel(models.Model):
    """A conversation.

    Nothing here is written by a send or a read: counts, previews and dates are computed, so that
    writers meet on no common row (see ``_take_turn``).
    """

    _name = "seitech.chat.channel"
    _description = "Chat Channel"
    _inherit = ["mail.thread", "mail.activity.mixin", "bus.listener.mixin"]
    _order = "id desc"

    name = fields.Char(required=True, tracking=True)
    has_own_name = fields.Boolean(
        required=True, default=False, help="Somebody named it; else it is named after the people."
    )
    channel_type = fields.Selection(CHANNEL_TYPES, required=True, default="direct", index=True)
    state = fields.Selection(CHANNEL_STATES, required=True, default="active", tracking=True)

    # Foreign keys never restrict: people, courses and groups can be deleted at any time.
    course_id = fields.Many2one("slide.channel", ondelete="set null", index="btree_not_null")
    study_group_id = fields.Many2one(
        "seitech.study.group", ondelete="set null", index="btree_not_null"
    )
    enrollment_id = fields.Many2one(
        "slide.channel.partner",
        string="Enrolment",
        ondelete="set null",
        index="btree_not_null",
        help="The student's part in the course the conversation is about.",
    )

    chat_member_ids = fields.One2many("seitech.chat.member", "channel_id")
    member_ids = fields.Many2many(
        "res.users",
        string="Members",
        compute="_compute_people",
        inverse="_inverse_member_ids",
        search="_search_member_ids",
        compute_sudo=True,
        context={"active_test": False},
    )
    moderator_ids = fields.Many2many(
        "res.users",
        string="Moderators",
        compute="_compute_people",
        inverse="_inverse_moderator_ids",
        search="_search_moderator_ids",
        compute_sudo=True,
        context={"active_test": False},
    )
    chat_message_ids = fields.One2many("seitech.chat.message", "channel_id", readonly=True)

    pair_key = fields.Char(
        readonly=True,
        copy=False,
        help="Names the people or the context this channel is the only one for.",
    )
    epoch = fields.Integer(
        required=True,
        default=0,
        readonly=True,
        copy=False,
        help="Part of the bus address. It grows when somebody is removed, which leaves the "
        "connections of that person behind on an address nothing is sent to any more.",
    )
    rev = BigInteger(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self._next_rev(),
        help="Revision of the last change.",
    )

    _pair_key_unique = models.UniqueIndex(
        "(pair_key) WHERE pair_key IS NOT NULL",
        "There already is a conversation between these people.",
    )

    def init(self):
        """Create the one counter that all changes in all channels are stamped from."""
        self.env.cr.execute("CREATE SEQUENCE IF NOT EXISTS seitech_chat_rev_seq AS bigint")

    @api.constrains("pair_key", "channel_type")
    def _check_pair(self):
        for channel in self:
            # sudo: seitech.chat.member – the rule is about all rows, whoever may see them
            if channel.channel_type == "direct" and len(channel.sudo()._all_members()) > 2:
                raise ValidationError(self.env._("A direct conversation is between two people."))

    # People

    @api.depends("chat_member_ids.active", "chat_member_ids.role", "chat_member_ids.user_id")
    def _compute_people(self):
        for channel in self:
            members = channel._all_members().filtered("active")
            channel.member_ids = members.user_id
            channel.moderator_ids = members.filtered(lambda m: m.role == "moderator").user_id

    def _inverse_member_ids(self):
        for channel in self:
            wanted = channel.member_ids
            present = channel._all_members().filtered("active").user_id
            channel._remove_members(present - wanted)
            channel._add_members(wanted - present)

    def _inverse_moderator_ids(self):
        for channel in self:
            wanted = channel.moderator_ids
            channel._add_members(wanted - channel._all_members().filtered("active").user_id)
            members = channel._all_members().filtered("active")
            moderators = members.filtered_domain([("user_id", "in", wanted.ids)])
            moderators.filtered(lambda m: m.role == "member").write({"role": "moderator"})
            others = members - moderators
            others.filtered(lambda m: m.role == "moderator").write({"role": "member"})

    def _search_member_ids(self, operator, value):
        return self._search_people(operator, value, [])

    def _search_moderator_ids(self, operator, value):
        return self._search_people(operator, value, [("role", "=", "moderator")])

    def _search_people(self, operator, value, conditions):
        if operator not in ("in", "any"):
            return NotImplemented
        domain = [("active", "=", True), ("user_id", operator, value), *conditions]
        return [("chat_member_ids", "any", domain)]

    # Records

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_own_fields(vals)
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        channels = super(ChatChannel, quiet).create(vals_list).with_env(self.env)
        for channel in channels.filtered(lambda c: c.channel_type == "direct"):
            people = channel.member_ids
            if len(people) == 2:
                channel._claim_pair(self._pair_key("direct", people))
        return channels

    def write(self, vals):
        self.check_access("write")
        self._check_own_fields(vals)
        if "channel_type" in vals and any(c.channel_type != vals["channel_type"] for c in self):
            raise UserError(self.env._("The kind of a conversation never changes."))
        if "name" in vals:
            vals = {"has_own_name": True, **vals}
        if not _ANNOUNCED_FIELDS & vals.keys():
            return super().write(vals)
        # In id order, so that two writers of the same channels cannot wait for each other.
        for channel in self.sorted("id"):
            channel._take_turn()
            super(ChatChannel, channel).write({**vals, "rev": self._next_rev()})
            channel._announce()
        return True

    def unlink(self):
        self.check_access("unlink")
        for channel in self:
            # Whoever has it open asks the API now, and is told that it is gone.
            channel._bus_send_to_members("seitech.chat/resubscribe", {}, channel.epoch)
        return super().unlink()

    @api.model
    def _named_in(self, vals):
        """:param dict vals: what a member or a message is to be created with
        :return: the channel it is for
        :raise ValidationError: if none is named
        """
        channel_id = vals.get("channel_id")
        if type(channel_id) is not int:
            raise ValidationError(self.env._("Say in which conversation."))
        return self.browse(channel_id)

    def _check_own_fields(self, vals):
        if own := sorted(_OWN_FIELDS & vals.keys()):
            raise UserError(self.env._("%s is kept by the chat itself.", ", ".join(own)))

    # Access

    @api.model
    def _get_with_access(self, channel_id):
        """:return: the channel, if the current user may read it
        :raise ChatError: 404, the same for unknown and for forbidden ids
        """
        channel = self.search([("id", "=", channel_id)])
        if not channel:
            raise not_found(self.env)
        return channel

    # Writing in turn

    def _next_rev(self):
        """:return: the next revision. Stamp it only in one's turn (``_take_turn``), or readers
        will have gone past it when it is committed."""
        self.env.cr.execute("SELECT nextval('seitech_chat_rev_seq')")
        return self.env.cr.fetchone()[0]

    def _take_turn(self):
        """Wait until nobody else is changing this channel, until the end of the transaction.

        Two writers committing in another order than they took their numbers would make a reader
        that asks for "everything after 12" miss 11. Call it as late as possible.

        The shared row lock is what notices a removal committed after our snapshot was taken: it
        raises SerializationFailure, and Odoo tries the request again, which then sees it.

        :return: what a writer needs to know, in one statement: ``epoch``, ``state`` and
            ``channel_type`` of the channel; ``member_id`` (or ``None``), ``user_id``,
            ``author_id`` (contact) and ``author_name`` of the current user; ``visitor_id``
            (see ``_take_visitor_turn``)
        :rtype: dict
        :raise ChatError: 404 if the channel is gone
        """
        self._wait_for_turn()
        return self._fetch_standing("FOR SHARE OF c")

    def _fetch_standing(self, lock=""):
        """:return: as ``_take_turn``, for what needs no turn
        :raise ChatError: 404 if the channel is gone
        """
        self.env.cr.execute(_STANDING + lock, [self.env.uid, self.id], log_exceptions=False)
        if standing := self.env.cr.dictfetchone():
            return standing
        raise not_found(self.env)

    def _wait_for_turn(self):
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(%s, %s)",
            [ADVISORY_LOCK_CLASS, self.id],
            log_exceptions=False,
        )

    # Bus

    def _bus_send_to_members(self, notification_type, payload, epoch):
        """One bus row, whatever the number of members."""
        self._bus_send(notification_type, payload, subchannel=f"e{epoch}")

    def _announce(self):
        """Tell everybody in the channel what it is like now."""
        turn = self._take_turn()
        payload = {"channel": wire.channel_record(self._fetch_record())}
        self._bus_send_to_members("seitech.chat/channel", payload, turn["epoch"])

    def _bus_target(self):
        """:return: the address of this channel on the bus, as it is now"""
        self.ensure_one()
        return self, f"e{self.epoch}"

    @api.model
    def _bus_targets(self):
        """:return: the bus addresses of the current user's channels
        :rtype: list[tuple]
        """
        self.env.cr.execute(
            """
            SELECT c.id, c.epoch
              FROM seitech_chat_member m
              JOIN seitech_chat_channel c ON c.id = m.channel_id
             WHERE m.user_id = %s AND m.active
             UNION
            SELECT c.id, c.epoch
              FROM seitech_chat_channel c
             WHERE c.company_id = ANY(%s) AND c.state = 'active'
             UNION
            SELECT c.id, c.epoch
              FROM seitech_chat_channel c
              JOIN slide_channel course ON course.id = c.course_id
             WHERE course.user_id = %s AND c.channel_type = 'course'
            """,
            [self.env.uid, self._companies_answered_for(), self.env.uid],
        )
        return [(self.browse(id_), f"e{epoch}") for id_, epoch in self.env.cr.fetchall()]
