from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .chat_report import SAFEGUARDING_GROUP
from .chat_sanction import KINDS

MUTED_DAYS = 7
# Whom neither muting nor blocking is for: they have their role from an administrator.
STAFF_GROUPS = (
    "seitech_elearning.group_elearning_manager",
    "seitech_elearning.group_elearning_support_agent",
    SAFEGUARDING_GROUP,
)

_TAKEN = [(kind, label) for kind, label in KINDS if kind != "acknowledge"]
_ABOUT_PEOPLE = ("mute", "warn", "block")


class ChatSanctionWizard(models.TransientModel):
    """Taking a measure, or lifting one: why has to be said."""

    _name = "seitech.chat.sanction.wizard"
    _description = "Chat Safeguarding Measure to Take"

    kind = fields.Selection(_TAKEN, required=True, readonly=True)
    report_id = fields.Many2one(
        "seitech.chat.report", string="Reported message", ondelete="cascade", readonly=True
    )
    origin_id = fields.Many2one("seitech.chat.sanction", ondelete="cascade", readonly=True)
    user_id = fields.Many2one(related="report_id.user_id")
    channel_name = fields.Char(related="report_id.channel_name")
    is_everywhere = fields.Boolean(string="In all conversations")
    until = fields.Datetime(
        default=lambda _self: fields.Datetime.now() + timedelta(days=MUTED_DAYS),
        help="Until then the person can read, but not write. The support team can still be asked.",
    )
    reason = fields.Text(help="For the log; the person does not get to see it.")
    notice = fields.Text(
        string="What the person is told", help="Shown in the chat until they confirm it."
    )

    def action_apply(self):
        """Take the measure.

        :raise AccessError: for people without the role
        :raise UserError: if something is missing, or it cannot be done
        """
        self.ensure_one()
        if not self.env.user.has_group(SAFEGUARDING_GROUP):
            raise AccessError(self.env._("Measures are taken by those in charge of safeguarding."))
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why."))
        # Under the rules of whoever acts: nobody decides about themselves.
        report = self.report_id or self.origin_id.report_id
        report.check_access("read")
        if self.kind in _ABOUT_PEOPLE:
            self._check_person(report.user_id)
        getattr(self, f"_take_{self.kind}")()
        if report.state == "new":
            report.action_take_on()
        return {"type": "ir.actions.act_window_close"}

    def _check_person(self, user):
        if not user:
            message = self.env._("A visitor has no account; agents can keep visitors away.")
            raise UserError(message)
        # sudo: res.users – which groups somebody is in
        person = user.sudo()
        if self.kind != "warn" and any(person.has_group(group) for group in STAFF_GROUPS):
            message = self.env._("An administrator decides about the accounts of colleagues.")
            raise UserError(message)

    # One measure each

    def _take_hide(self):
        self._message_of_report()._hide(True)
        self._log(message_id=self.report_id.message_id.id)

    def _take_close(self):
        channel = self.report_id.channel_id
        if not channel:
            raise UserError(self.env._("This conversation does not exist any more."))
        # sudo: seitech.chat.channel – the role was checked
        if channel.sudo().state != "active":
            raise UserError(self.env._("This conversation is closed already."))
        # sudo: seitech.chat.channel – likewise
        channel.sudo()._set_state("closed")
        self._log()

    def _take_mute(self):
        if not self.until or self.until <= fields.Datetime.now():
            raise UserError(self.env._("Say until when, some time from now."))
        self._log(until=self.until, is_everywhere=self.is_everywhere, notice=self.notice)
        self.report_id.user_id._tell_notices()

    def _take_warn(self):
        if not (self.notice or "").strip():
            raise UserError(self.env._("Say what the person is to be told."))
        self._log(notice=self.notice)
        self.report_id.user_id._tell_notices()

    def _take_block(self):
        self.report_id.user_id._block_chat_account()
        self._log()

    def _take_lift(self):
        origin = self.origin_id
        if not origin.in_force:
            raise UserError(self.env._("This measure is not in force any more."))
        if origin.kind == "hide" and origin.message_id:
            # sudo: seitech.chat.message – the role was checked
            origin.sudo().message_id._hide(False)
        # sudo: seitech.chat.channel – the role was checked
        if origin.kind == "close" and origin.sudo().channel_id.state == "closed":
            # sudo: seitech.chat.channel – likewise
            origin.sudo().channel_id._set_state("active")
        if origin.kind == "block":
            origin.user_id._unblock_chat_account()
        self.env["seitech.chat.sanction"]._log(
            "lift",
            reason=self.reason,
            report_id=origin.report_id.id,
            origin_id=origin.id,
            user_id=origin.user_id.id,
            channel_id=origin.channel_id.id,
            company_id=origin.company_id.id,
        )
        origin.user_id._tell_notices()

    def _message_of_report(self):
        # sudo: seitech.chat.message – the role was checked
        if message := self.report_id.sudo().message_id:
            return message
        raise UserError(self.env._("This message does not exist any more."))

    @api.model
    def _person_values(self, report):
        return {
            "report_id": report.id,
            "user_id": report.user_id.id,
            "channel_id": report.channel_id.id,
            "company_id": report.company_id.id,
        }

    def _log(self, **values):
        values = {**self._person_values(self.report_id), **values, "reason": self.reason}
        return self.env["seitech.chat.sanction"]._log(self.kind, **values)
