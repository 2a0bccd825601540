from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.sql import table_exists

from ..tools import settings, wire
from ..tools.fields import BigInteger

STAGES = [
    ("new", "Nothing said yet"),
    ("waiting", "Waiting"),
    ("assigned", "Assigned"),
    ("closed", "Closed"),
]

# With ten minutes until the next run, they are gone within the hour.
SILENT_FOR = timedelta(minutes=50)

_ROWS = """
    SELECT s.*, agent_contact.name AS agent_name, team.name AS team_names,
           c.name AS channel_name, c.channel_type,
           COALESCE(student.name, visitor.name) AS visitor_name,
           CASE c.channel_type WHEN 'student_support' THEN 'always'
                ELSE COALESCE(website.seitech_chat_files, 'allowed') END AS files,
           (
               SELECT json_agg(json_build_object('id', t.id, 'names', t.name, 'color', t.color)
                               ORDER BY t.id)
                 FROM seitech_chat_support_tag worn
                 JOIN seitech_chat_tag t ON t.id = worn.tag_id
                WHERE worn.support_id = s.id
           ) AS tags
      FROM seitech_chat_support s
      JOIN seitech_chat_channel c ON c.id = s.channel_id
      LEFT JOIN website ON website.id = s.website_id
      LEFT JOIN seitech_chat_visitor visitor ON visitor.id = s.visitor_id
      LEFT JOIN res_partner student ON student.id = s.partner_id
      LEFT JOIN seitech_chat_team team ON team.id = s.team_id
      LEFT JOIN res_users agent ON agent.id = s.agent_id
      LEFT JOIN res_partner agent_contact ON agent_contact.id = agent.partner_id
     WHERE {condition}
"""


class ChatSupport(models.Model):
    """One request for support in a conversation: who waits for what since when, who has it, how
    it ended. A conversation that is opened again begins another one.

    Sending touches none of these rows, but for the first message of each side. All changes are
    made in the channel's turn (see ``channel._take_turn``).
    """

    _name = "seitech.chat.support"
    _description = "Support Chat"
    _rec_name = "channel_id"
    _order = "id desc"

    channel_id = fields.Many2one(
        "seitech.chat.channel", required=True, ondelete="cascade", readonly=True, index=True
    )
    channel_type = fields.Selection(related="channel_id.channel_type", string="Kind")
    company_id = fields.Many2one(related="channel_id.company_id")
    visitor_id = fields.Many2one("seitech.chat.visitor", ondelete="set null", readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Student", ondelete="set null", readonly=True, index="btree_not_null"
    )
    website_id = fields.Many2one("website", ondelete="set null", readonly=True)
    stage = fields.Selection(
        STAGES, required=True, default="new", readonly=True, group_expand=True, index=True
    )
    waiting_since = fields.Datetime(readonly=True)
    language = fields.Char(readonly=True)
    page = fields.Char(readonly=True, help="Where the visitor was when the conversation began.")
    referrer = fields.Char(readonly=True, help="Where the visitor had come from.")
    subject = fields.Char(readonly=True)
    agent_id = fields.Many2one(
        "res.users", ondelete="set null", readonly=True, index="btree_not_null"
    )
    team_id = fields.Many2one("seitech.chat.team", ondelete="set null", readonly=True)
    assigned_at = fields.Datetime(readonly=True)
    first_response_at = fields.Datetime(string="First answer", readonly=True)
    resolved_at = fields.Datetime(string="Closed on", readonly=True)
    is_missed = fields.Boolean(
        string="Missed",
        required=True,
        default=False,
        readonly=True,
        help="Nobody answered in time, or before it ended.",
    )
    is_spam = fields.Boolean(string="Spam", required=True, default=False, readonly=True)
    tag_ids = fields.Many2many(
        "seitech.chat.tag", "seitech_chat_support_tag", "support_id", "tag_id", readonly=True
    )
    may_attach = fields.Boolean(
        string="May send files",
        required=True,
        default=False,
        readonly=True,
        help="An agent lets the visitor send files in this conversation.",
    )
    mailed_message_id = fields.Integer(
        required=True,
        default=0,
        readonly=True,
        copy=False,
        help="The last message that was sent to the visitor by e-mail.",
    )
    rev = BigInteger(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env["seitech.chat.channel"]._next_rev(),
    )

    _open_unique = models.UniqueIndex(
        "(channel_id) WHERE resolved_at IS NULL", "This conversation is open already."
    )
    _waiting_idx = models.Index("(waiting_since) WHERE stage = 'waiting'")

    def init(self):
        """Give conversations from before there were requests one each: what is open waits."""
        if not table_exists(self.env.cr, "seitech_chat_message"):
            return
        self.env.cr.execute(
            """
            INSERT INTO seitech_chat_support (
                   channel_id, visitor_id, partner_id, stage, waiting_since, resolved_at,
                   is_missed, is_spam, may_attach, mailed_message_id, rev,
                   create_uid, write_uid, create_date, write_date)
            SELECT c.id, guest.visitor_id, account.partner_id,
                   CASE WHEN c.state != 'active' THEN 'closed'
                        WHEN last.at IS NULL THEN 'new'
                        ELSE 'waiting' END,
                   CASE WHEN c.state = 'active' THEN last.at END,
                   CASE WHEN c.state != 'active' THEN COALESCE(last.at, c.create_date) END,
                   FALSE, FALSE, FALSE, 0, nextval('seitech_chat_rev_seq'),
                   1, 1, c.create_date, now() AT TIME ZONE 'UTC'
              FROM seitech_chat_channel c
              LEFT JOIN LATERAL (
                    SELECT m.visitor_id, m.user_id
                      FROM seitech_chat_member m
                     WHERE m.channel_id = c.id
                     ORDER BY (m.visitor_id IS NULL), (m.role = 'moderator'), m.id
                     LIMIT 1
              ) guest ON TRUE
              LEFT JOIN res_users account ON account.id = guest.user_id
              LEFT JOIN LATERAL (
                    SELECT max(m.create_date) AS at
                      FROM seitech_chat_message m
                     WHERE m.channel_id = c.id
              ) last ON TRUE
             WHERE c.channel_type IN ('public_support', 'student_support')
               AND NOT EXISTS (SELECT FROM seitech_chat_support s WHERE s.channel_id = c.id)
            """
        )
        # Conversations from before companies kept theirs apart.
        self.env.cr.execute(
            """
            UPDATE seitech_chat_channel c
               SET company_id = COALESCE(
                    (
                       SELECT w.company_id
                         FROM seitech_chat_support s
                         JOIN website w ON w.id = s.website_id
                        WHERE s.channel_id = c.id
                        ORDER BY s.id
                        LIMIT 1
                    ),
                    (
                       SELECT u.company_id
                         FROM seitech_chat_support s
                         JOIN res_users u ON u.partner_id = s.partner_id
                        WHERE s.channel_id = c.id
                        ORDER BY s.id, u.id
                        LIMIT 1
                    ),
                    (SELECT min(id) FROM res_company)
               )
             WHERE c.channel_type IN ('public_support', 'student_support')
               AND c.company_id IS NULL
            """
        )
        # And their ratings.
        self.env.cr.execute(
            """
            UPDATE rating_rating r
               SET parent_res_model = 'res.company', parent_res_id = c.company_id,
                   parent_res_model_id = (SELECT id FROM ir_model WHERE model = 'res.company')
              FROM seitech_chat_support s
              JOIN seitech_chat_channel c ON c.id = s.channel_id
             WHERE r.res_model = 'seitech.chat.support' AND r.res_id = s.id
               AND r.parent_res_id IS NULL
            """
        )

    @api.model
    def _fetch_rows(self, condition, params, tail="", cr=None):
        """:param cr: another cursor, to see what was committed since
        :return: requests with the names of everybody and everything in them
        """
        if cr is None:
            self.env.flush_all()
        cr = cr or self.env.cr
        cr.execute(_ROWS.format(condition=condition) + tail, params)
        return cr.dictfetchall()

    def _rating_get_parent_field_name(self):
        """Odoo notes with a rating what it belongs to: by this the companies' are kept apart."""
        return "company_id"

    def _describe(self):
        """:return: this request on the wire"""
        self.ensure_one()
        [row] = self._fetch_rows("s.id = %s", [self.id])
        return wire.support(row, self.env.lang)

    def _announce(self):
        """Tell the agents of the company, and nobody else, what these requests are like now."""
        for support in self:
            support.company_id._seitech_tell_agents(
                "seitech.chat/support", {"support": support._describe()}
            )

    @api.model
    def _remove_silent(self):
        """Conversations that visitors opened without saying anything. No agent sees them."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT s.id FROM seitech_chat_support s
              JOIN seitech_chat_channel c ON c.id = s.channel_id
             WHERE s.stage IN ('new', 'closed') AND s.visitor_id IS NOT NULL
               AND c.channel_type = 'public_support' AND s.create_date < %s
               AND NOT EXISTS (
                    SELECT FROM seitech_chat_message said
                     WHERE said.channel_id = c.id AND said.message_type != 'system'
               )
            """,
            [fields.Datetime.now() - SILENT_FOR],
        )
        silent = self.browse(id_ for [id_] in self.env.cr.fetchall())
        visitors = silent.visitor_id
        silent.channel_id.unlink()
        visitors.filtered(lambda visitor: not visitor.chat_member_ids).unlink()

    @api.model
    def _wake_assignment(self):
        """Have the queue looked at as soon as this transaction is committed, if conversations are
        given out. One worker does that, so that two who come at once do not both get the last
        free place."""
        if not settings.assigns_automatically(self.env):
            return
        # sudo: ir.cron – an own one, to be run now
        self.env.ref("seitech_elearning.cron_assign_support").sudo()._trigger()
