from datetime import UTC, datetime

from markupsafe import Markup
from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from .chat_report import SAFEGUARDING_GROUP

# Each part in its own direction: names and texts need not be in the reader's language.
_CONTEXT_LINE = Markup(
    '<div class="mb-2{mark}"><strong dir="auto">{author}</strong> '
    '<span class="text-muted" dir="auto">{at}</span><br/><span dir="auto">{words}</span></div>'
)


class ChatReport(models.Model):
    """Taking care of reports: who is told, what they see of them, how far they are."""

    _inherit = "seitech.chat.report"

    # What follows from the columns

    @api.depends("reason")
    def _compute_display_name(self):
        labels = dict(self._fields["reason"]._description_selection(self.env))
        for report in self:
            report.display_name = self.env._(
                "Report %(number)s: %(reason)s",
                number=report.id,
                reason=labels.get(report.reason, ""),
            )

    @api.depends("files")
    def _compute_file_names(self):
        for report in self:
            lines = (f"{file['name']} (SHA-1 {file['checksum']})" for file in report.files or ())
            report.file_names = "\n".join(lines)

    @api.depends("context")
    @api.depends_context("lang", "uid")
    def _compute_context_html(self):
        for report in self:
            lines = [self._context_line(entry) for entry in report.context or ()]
            report.context_html = Markup("").join(lines)

    def _context_line(self, entry):
        said = (entry["content"] or "").splitlines()
        parts = [Markup("<br/>").join(said), ", ".join(entry["files"])]
        # What was deleted or hidden by then keeps its place, as in the conversation.
        words = Markup("<br/>").join(part for part in parts if part) or "–"
        return _CONTEXT_LINE.format(
            mark=" ps-2 border-start border-3 border-danger" if entry["is_reported"] else "",
            author=entry["author_name"] or "",
            at=self._moment(entry["at"]),
            words=words,
        )

    def _moment(self, at):
        """:return: a moment of the snapshot in the reader's time zone and language"""
        if not at:
            return ""
        moment = datetime.fromisoformat(at).astimezone(UTC).replace(tzinfo=None)
        return format_datetime(self.env, moment)

    @api.depends("state", "due_at")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for report in self:
            report.is_overdue = bool(
                report.state != "done" and report.due_at and report.due_at < now
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return Domain("state", "!=", "done") & Domain("due_at", "<", fields.Datetime.now())

    @api.depends("user_id")
    def _compute_earlier(self):
        for report in self:
            others = self.browse()
            if report.user_id:
                about = [("user_id", "=", report.user_id.id), ("id", "!=", report.id)]
                others = self.search(about)
            report.earlier_ids = others
            report.earlier_count = len(others)

    @api.depends("message_id.hidden_at", "message_id.deleted_at", "channel_id.state")
    def _compute_place(self):
        """What measures there are left to take."""
        for report in self:
            message = report.message_id
            report.has_message = bool(message) and not message.deleted_at
            report.is_hidden = bool(message.hidden_at)
            report.is_open = report.channel_id.state == "active"

    # Telling those in charge

    def _tell_role(self):
        """An activity for everybody in the role, without a word of what was said; whoever has
        Odoo open is told at once. It is the server that tells: answers go to nobody."""
        for report in self.with_user(SUPERUSER_ID):
            for user in report._people_in_charge():
                told = report.with_context(lang=user.lang, mail_notify_force_send=False)
                summary = told.env._("A message was reported")
                told.activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=user.id
                )
                user._bus_send(
                    "simple_notification",
                    {"type": "warning", "title": summary, "message": told.display_name},
                )

    def _people_in_charge(self):
        """:return: those with the role, without whom it is about"""
        users = self.env["res.users"]._people_of(SAFEGUARDING_GROUP) - self.user_id
        return users.filtered(lambda u: not self.company_id or self.company_id in u.company_ids)

    # Working on it

    def action_take_on(self):
        """Say that oneself takes care of these reports."""
        self.write({"state": "progress", "handler_id": self.env.uid})
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_done(self):
        """Nothing is left to be done."""
        self.write({"state": "done"})
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_reopen(self):
        """Something is left to be done after all."""
        self.write({"state": "progress"})

    def action_show_earlier(self):
        """:return: the action that lists the other reports about the same person"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Other reports about the person"),
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [("id", "in", self.earlier_ids.ids)],
        }
