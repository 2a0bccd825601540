from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# Whether a conversation is kept by a hold, given the SQL of its id: by one on itself, or on
# somebody who is or was in it, or wrote there.
HELD = """
    EXISTS (
        SELECT FROM seitech_chat_hold hold
         WHERE hold.lifted_at IS NULL
           AND (hold.channel_id = {channel}
                OR EXISTS (
                    SELECT FROM seitech_chat_member part
                      LEFT JOIN res_users account ON account.id = part.user_id
                     WHERE part.channel_id = {channel}
                       AND (account.partner_id = hold.partner_id
                            OR part.visitor_id = hold.visitor_id)
                )
                OR EXISTS (
                    SELECT FROM seitech_chat_message said
                     WHERE said.channel_id = {channel}
                       AND (said.author_id = hold.partner_id OR said.visitor_id = hold.visitor_id)
                ))
    )
"""
_KEPT = "SELECT c.id FROM seitech_chat_channel c WHERE c.id = ANY(%s) AND {held}"
_TARGETS = ("channel_id", "partner_id", "visitor_id")


class ChatHold(models.Model):
    """Nothing of a conversation, or of a person's conversations, is removed while a hold is on it:
    neither because it is old nor because the person asks for it. Holds are never removed
    themselves, they are lifted. Nobody in the conversation is told: what people change or delete
    themselves is kept beside it (``seitech.chat.kept.words``)."""

    _name = "seitech.chat.hold"
    _description = "Chat Legal Hold"
    _order = "id desc"

    # Foreign keys never restrict: what is held is not removed by other means.
    channel_id = fields.Many2one(
        "seitech.chat.channel",
        string="Conversation",
        ondelete="set null",
        index="btree_not_null",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Person", ondelete="set null", index="btree_not_null"
    )
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", string="Visitor", ondelete="set null", index="btree_not_null"
    )
    reason = fields.Text(required=True, help="Why nothing may be removed, such as a file number.")
    create_uid = fields.Many2one("res.users", string="Placed by", readonly=True)
    create_date = fields.Datetime(string="Placed on", readonly=True)
    lifted_by_id = fields.Many2one("res.users", ondelete="set null", readonly=True, copy=False)
    lifted_at = fields.Datetime(string="Lifted on", readonly=True, copy=False)

    @api.depends("channel_id", "partner_id", "visitor_id")
    def _compute_display_name(self):
        for hold in self:
            held = hold.channel_id or hold.partner_id or hold.visitor_id
            # Before it is stored the form calls it new by itself.
            number = self.env._("Hold %s", hold.id) if hold.id else False
            hold.display_name = held.display_name or number

    @api.constrains(*_TARGETS)
    def _check_target(self):
        for hold in self:
            if sum(bool(hold[name]) for name in _TARGETS) != 1:
                raise ValidationError(
                    self.env._("A hold is on one conversation, one person or one visitor.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        holds = super().create(vals_list)
        for hold in holds:
            hold._log("hold")
        return holds

    def write(self, vals):
        """A hold stays what it was placed on, and why."""
        if not self.env.su:
            raise UserError(self.env._("A hold can only be lifted."))
        return super().write(vals)

    def action_lift(self):
        """Let go of what these holds keep. Doing it twice does no harm."""
        self.check_access("create")
        self.check_access("read")
        # sudo: seitech.chat.hold – whoever may place holds may lift them
        present = self.sudo().filtered(lambda hold: not hold.lifted_at)
        present.write({"lifted_at": fields.Datetime.now(), "lifted_by_id": self.env.uid})
        for hold in present:
            hold._log("lift")
        self.env["seitech.chat.kept.words"]._let_go()

    def _log(self, kind):
        name = next(name for name in _TARGETS if self[name])
        self.env["seitech.chat.privacy.log"]._add(kind, self[name], self.reason)

    @api.model
    def _present_on(self, partners=None, visitors=None):
        """:return: whether a hold is on one of these people"""
        # sudo: seitech.chat.hold – only whether there is one
        holds = self.sudo()
        return any(
            people and holds.search_count([(name, "in", people.ids), ("lifted_at", "=", False)])
            for name, people in (("partner_id", partners), ("visitor_id", visitors))
        )

    @api.model
    def _keeping(self, channel_ids):
        """:return: those of these conversations' ids that a hold keeps"""
        self.env.flush_all()
        self.env.cr.execute(_KEPT.format(held=HELD.format(channel="c.id")), [list(channel_ids)])
        return [id_ for [id_] in self.env.cr.fetchall()]

    @api.model
    def _refuse(self):
        """:return: the error for what a hold forbids"""
        return UserError(
            self.env._("A legal hold keeps this. It can be removed once the hold is lifted.")
        )
