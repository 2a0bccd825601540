from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS
from psycopg2.extras import Json

from ..tools import settings

SAFEGUARDING_GROUP = "seitech_elearning.group_elearning_safeguarding"

REASONS = [
    ("bullying", "Bullying"),
    ("harassment", "Harassment"),
    ("sexual", "Sexual content"),
    ("violence", "Violence or threats"),
    ("worry", "Worry about somebody: self-harm"),
    ("spam", "Spam"),
    ("other", "Something else"),
]
STATES = [("new", "New"), ("progress", "In progress"), ("done", "Done")]

# All that ever changes of a report; the rest is evidence.
_WORKED_ON = {"state", "handler_id"}

# Both at once by the same person: the one that loses finds the other's row when it tries again.
_FILE = """
    INSERT INTO seitech_chat_report (
        {columns}, state, due_at, create_uid, write_uid, create_date, write_date
    )
    VALUES (
        {values}, 'new', %(due_at)s,
        %(reporter_id)s, %(reporter_id)s, %(now)s, %(now)s
    )
        ON CONFLICT (message_id, reporter_id) DO NOTHING
 RETURNING id
"""


class ChatReport(models.Model):
    """A message that somebody has reported, as it was then.

    Nobody can change what was reported, nor take a report away by hand; who is reported about
    neither sees it nor learns who reported.
    """

    _name = "seitech.chat.report"
    _description = "Chat Report"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    reason = fields.Selection(REASONS, required=True, readonly=True)
    comment = fields.Text(readonly=True, help="What the person who reported it has added.")
    reporter_id = fields.Many2one(
        "res.users", string="Reported by", ondelete="set null", readonly=True, index=True
    )
    company_id = fields.Many2one("res.company", ondelete="set null", readonly=True)

    # Whose message, and where
    message_id = fields.Many2one("seitech.chat.message", ondelete="set null", readonly=True)
    channel_id = fields.Many2one(
        "seitech.chat.channel", ondelete="set null", readonly=True, index="btree_not_null"
    )
    channel_name = fields.Char(string="Conversation", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Person", ondelete="set null", readonly=True, index="btree_not_null"
    )
    author_name = fields.Char(string="Written by", readonly=True)

    # The snapshot
    content = fields.Text(string="Text", readonly=True)
    content_html = fields.Html(string="What it said", readonly=True, sanitize=False)
    files = fields.Json(string="Files and checksums", readonly=True, groups=NO_ACCESS)
    file_names = fields.Text(string="Files", compute="_compute_file_names", compute_sudo=True)
    sent_at = fields.Datetime(string="Sent", readonly=True)
    edited_at = fields.Datetime(string="Edited", readonly=True)
    context = fields.Json(string="Context", readonly=True, groups=NO_ACCESS)
    context_html = fields.Html(
        string="What was said around it",
        compute="_compute_context_html",
        compute_sudo=True,
        sanitize=False,
    )

    # The work
    state = fields.Selection(STATES, required=True, default="new", tracking=True, index=True)
    handler_id = fields.Many2one(
        "res.users", string="In charge", ondelete="set null", tracking=True
    )
    due_at = fields.Datetime(string="Due", readonly=True)
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    sanction_ids = fields.One2many(
        "seitech.chat.sanction", "report_id", string="Measures", readonly=True
    )
    earlier_ids = fields.Many2many(
        "seitech.chat.report", string="Other reports about the person", compute="_compute_earlier"
    )
    earlier_count = fields.Integer(string="Other reports", compute="_compute_earlier")
    has_message = fields.Boolean(compute="_compute_place", compute_sudo=True)
    is_hidden = fields.Boolean(compute="_compute_place", compute_sudo=True)
    is_open = fields.Boolean(compute="_compute_place", compute_sudo=True)

    _once = models.UniqueIndex(
        "(message_id, reporter_id)", "You have already reported this message."
    )

    # Filing

    @api.model
    def _file(self, values):
        """Store a report of the current user, and tell those who take care of reports.

        :param dict values: the columns; ``files`` and ``context`` as JSON
        :return: the report; empty if this person has reported this message meanwhile
        """
        values = {**values, "reporter_id": self.env.uid}
        columns = ", ".join(values)
        placeholders = ", ".join(f"%({name})s" for name in values)
        hours = settings.limit(self.env, settings.SAFEGUARDING_HOURS)
        now = fields.Datetime.now()
        due_at = now + timedelta(hours=hours) if hours else None
        wrapped = {
            name: Json(value) if name in ("files", "context") else value
            for name, value in values.items()
        }
        self.env.flush_all()
        self.env.cr.execute(
            _FILE.format(columns=columns, values=placeholders),
            {**wrapped, "due_at": due_at, "now": now},
            log_exceptions=False,
        )
        report = self.browse([id_ for [id_] in self.env.cr.fetchall()])
        report._tell_role()
        return report

    # Evidence

    @api.model_create_multi
    def create(self, vals_list):
        raise UserError(self.env._("Reports come from conversations."))

    def write(self, vals):
        """Only who takes care of it, and how far that is, ever changes."""
        if kept := sorted(name for name in vals if self._is_kept(name)):
            message = self.env._("A report stays as it was made: %s", ", ".join(kept))
            raise UserError(message)
        return super().write(vals)

    def _is_kept(self, name):
        field = self._fields.get(name)
        return name not in _WORKED_ON and (field is None or bool(field.store and field.column_type))

    def unlink(self):
        if not self.env.su:
            raise UserError(self.env._("Reports are kept."))
        return super().unlink()
