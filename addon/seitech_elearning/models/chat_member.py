from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import wire
from ..tools.fields import BigInteger

ROLES = [("member", "Member"), ("moderator", "Moderator")]
NOTIFICATION_LEVELS = [("all", "All messages"), ("mentions", "Mentions"), ("none", "Nothing")]
# Why somebody is no longer in a channel decides who can let them in again, and when.
ABSENCES = [
    ("left", "Left"),
    ("removed", "Removed by a moderator"),
    ("outdated", "No longer in the course or group"),
    ("archived", "Account archived"),
]

# Above this many at once, people find out at their next sync instead of one by one.
MAX_ANNOUNCED_MEMBERS = 200

_OWN_FIELDS = {"rev", "membership_rev", "read_message_id", "unread_from_id"}


class ChatMember(models.Model):
    """One person's part in one channel. Rows are never deleted by leaving: a revision has to say
    that somebody left."""

    _name = "seitech.chat.member"
    _description = "Chat Member"
    _rec_name = "user_id"
    _order = "id"

    channel_id = fields.Many2one("seitech.chat.channel", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", ondelete="cascade")
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", ondelete="cascade", readonly=True, index="btree_not_null"
    )
    role = fields.Selection(ROLES, required=True, default="member")
    active = fields.Boolean(required=True, default=True)
    absence = fields.Selection(ABSENCES, readonly=True, copy=False)
    notification_level = fields.Selection(NOTIFICATION_LEVELS, required=True, default="all")
    muted_until = fields.Datetime()
    came_as_staff = fields.Boolean(
        readonly=True, copy=False, help="Is in only as long as a role of theirs allows it."
    )
    history_from_id = fields.Integer(
        string="History from",
        default=0,
        readonly=True,
        copy=False,
        help="This person sees the messages after this one; 0: all.",
    )
    is_pinned = fields.Boolean(required=True, default=False)
    hidden_message_id = fields.Integer(
        required=True,
        default=-1,
        copy=False,
        help="The channel is hidden from this person's list until a later message than this one; "
        "-1: it is not hidden.",
    )
    # A watermark, not a link: it keeps its meaning when the message is deleted, and moving it
    # locks no row but this one.
    read_message_id = fields.Integer(
        string="Read up to", required=True, default=0, readonly=True, copy=False
    )
    unread_from_id = fields.Integer(
        string="Marked as unread from",
        required=True,
        default=0,
        readonly=True,
        copy=False,
        help="For this person's own counts only; to the others, what was read stays read.",
    )
    rev = BigInteger(required=True, readonly=True, copy=False)
    membership_rev = BigInteger(
        required=True,
        readonly=True,
        copy=False,
        help="Revision of the last joining, leaving or change of role; reading does not move it.",
    )

    _channel_user_unique = models.UniqueIndex(
        "(channel_id, user_id)", "This person already has a part in this conversation."
    )
    _is_somebody = models.Constraint(
        "CHECK (num_nonnulls(user_id, visitor_id) = 1)", "A member is a user or a visitor."
    )
    _channel_rev_idx = models.Index("(channel_id, rev)")
    _channel_read_idx = models.Index("(channel_id, read_message_id) WHERE active")
    _channel_history_idx = models.Index("(channel_id, history_from_id) WHERE history_from_id > 0")
    _user_idx = models.Index("(user_id, membership_rev)")

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        for vals in vals_list:
            self._check_own_fields(vals)
        channels = self.env["seitech.chat.channel"]
        channels = channels.union(*(channels._named_in(vals) for vals in vals_list))
        start = {}
        for channel in channels.sorted("id"):
            channel._take_turn()
            rev = channel._next_rev()
            # History is there to be scrolled through, not to be counted as unread.
            start[channel.id] = {
                "rev": rev,
                "membership_rev": rev,
                "read_message_id": channel._last_message_id(),
            }
        members = super().create([{**vals, **start[vals["channel_id"]]} for vals in vals_list])
        channels._check_pair()
        members._announce()
        return members

    def write(self, vals):
        self.check_access("write")
        self._check_own_fields(vals)
        if {"channel_id", "user_id", "visitor_id"} & vals.keys():
            raise UserError(self.env._("A membership stays with its person and its conversation."))
        leaving = self.filtered("active") if vals.get("active") is False else self.browse()
        # In id order, so that two writers of the same channels cannot wait for each other.
        in_order = self.sorted(lambda member: member.channel_id.id)
        for channel, members in in_order.grouped("channel_id").items():
            channel._take_turn()
            rev = channel._next_rev()
            stamped = {**vals, "rev": rev, "membership_rev": rev}
            if vals.get("active"):
                # What was said in the meantime is there to be scrolled through, not to be counted.
                stamped |= {"absence": False, "read_message_id": channel._last_message_id()}
            super(ChatMember, members).write(stamped)
            if members & leaving:
                channel._cut_stream()
        self._announce()
        return True

    def unlink(self):
        self.check_access("unlink")
        self.filtered("active").write({"active": False})
        return super().unlink()

    def _check_own_fields(self, vals):
        if own := sorted(_OWN_FIELDS & vals.keys()):
            raise UserError(self.env._("%s is kept by the chat itself.", ", ".join(own)))

    def _announce(self):
        """Tell each person, and nobody else, about their own part."""
        if len(self) > MAX_ANNOUNCED_MEMBERS:
            return
        self.env.flush_all()
        for row in self.env["seitech.chat.channel"]._fetch_members("m.id = ANY(%s)", [self.ids]):
            partner = self.env["res.partner"].browse(row["partner_id"])
            payload = {"membership": wire.membership(self.env, row)}
            partner._bus_send("seitech.chat/membership", payload)
