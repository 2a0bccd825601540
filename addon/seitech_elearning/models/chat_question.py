from babel.dates import format_timedelta
from odoo import api, fields, models
from odoo.tools import SQL, babel_locale_parse

from ..tools import wire
from .chat_channel import CHANNEL_TYPES

_CHANNELS = """
      FROM seitech_chat_channel c
      JOIN slide_channel course ON course.id = c.course_id AND course.active
"""
_ATTENDS = """
    EXISTS (
        SELECT FROM slide_channel_partner enrolment
         WHERE enrolment.channel_id = c.course_id AND enrolment.partner_id = {partner}
           AND enrolment.active AND enrolment.member_status != 'invited'
    )
"""
_PRESIDES = """
    EXISTS (
        SELECT FROM seitech_chat_member staff
         WHERE staff.channel_id = c.id AND staff.user_id = {user}
           AND (staff.role = 'moderator' OR staff.came_as_staff)
    )
"""
# Whoever was never enrolled in the course wrote in it as staff, whatever became of them.
_IS_STAFF = """
    (
        r.user_id = course.user_id
        OR {presides}
        OR NOT EXISTS (
            SELECT FROM slide_channel_partner once
             WHERE once.channel_id = c.course_id AND once.partner_id = r.author_id
        )
    )
""".format(presides=_PRESIDES.format(user="r.user_id"))
_SAID = "r.message_type != 'system' AND r.deleted_at IS NULL AND r.hidden_at IS NULL"

_COLUMNS = """
    SELECT q.id, c.id AS channel_id, c.channel_type, c.course_id, q.user_id, q.slide_id,
           q.create_date AS waiting_since, strpos(q.content, '?') > 0 AS has_question_mark
"""

# In a course's discussion: what a student says to all, until staff replies to it.
_DISCUSSIONS = """
    {columns} {channels}
      JOIN seitech_chat_message q ON q.channel_id = c.id
     WHERE c.channel_type = 'course' AND c.state = 'active'
       AND q.parent_id IS NULL AND q.answer_id IS NULL AND q.deleted_at IS NULL
       AND q.is_settled IS NOT TRUE
       AND q.message_type != 'system' AND q.hidden_at IS NULL
       AND q.is_announcement IS NOT TRUE
       AND q.user_id IS DISTINCT FROM course.user_id
       AND {attends}
       AND NOT {presides}
       AND NOT EXISTS (
            SELECT FROM seitech_chat_message r
             WHERE r.parent_id = q.id AND {said} AND {is_staff}
       )
"""
_IN_DISCUSSIONS = _DISCUSSIONS.format(
    columns=_COLUMNS,
    channels=_CHANNELS,
    attends=_ATTENDS.format(partner="q.author_id"),
    presides=_PRESIDES.format(user="q.user_id"),
    said=_SAID,
    is_staff=_IS_STAFF,
)

# Between a student and an instructor: the first thing the student has said since the last word
# of anybody else.
_PAIRS = """
    {columns} {channels}
      JOIN seitech_chat_member asker
        ON asker.channel_id = c.id AND asker.active AND asker.role = 'member'
      JOIN res_users account ON account.id = asker.user_id
      LEFT JOIN LATERAL (
            SELECT r.id FROM seitech_chat_message r
             WHERE r.channel_id = c.id AND r.user_id IS DISTINCT FROM asker.user_id AND {said}
             ORDER BY r.id DESC
             LIMIT 1
      ) answered ON TRUE
      JOIN LATERAL (
            SELECT r.id FROM seitech_chat_message r
             WHERE r.channel_id = c.id AND r.user_id = asker.user_id AND {said}
               AND r.id > COALESCE(answered.id, 0) AND r.is_settled IS NOT TRUE
             ORDER BY r.id
             LIMIT 1
      ) asked ON TRUE
      JOIN seitech_chat_message q ON q.id = asked.id
     WHERE c.channel_type = 'student_instructor' AND c.state = 'active'
       AND {attends}
"""
_IN_PAIRS = _PAIRS.format(
    columns=_COLUMNS,
    channels=_CHANNELS,
    attends=_ATTENDS.format(partner="account.partner_id"),
    said=_SAID,
)

# What somebody may read the beginning of without opening the conversation.
_PREVIEWABLE = """
    SELECT q.id, LEFT(q.content, 2000)
      FROM seitech_chat_message q
      JOIN seitech_chat_channel c ON c.id = q.channel_id
      LEFT JOIN slide_channel course ON course.id = c.course_id AND c.channel_type = 'course'
     WHERE q.id = ANY(%(ids)s)
       AND (course.user_id = %(uid)s OR EXISTS (
                SELECT FROM seitech_chat_member me
                 WHERE me.channel_id = c.id AND me.user_id = %(uid)s AND me.active
            ))
"""


class ChatQuestion(models.Model):
    """What students have asked in courses and nobody has answered: not kept anywhere, but what the
    messages say. Its id is that of the message."""

    _name = "seitech.chat.question"
    _description = "Unanswered Question"
    _auto = False
    _order = "waiting_since, id"
    _rec_name = "user_id"
    _depends = {
        "seitech.chat.message": ["answer_id", "is_settled", "is_announcement"],
        "seitech.chat.channel": ["course_id", "state"],
        "seitech.chat.member": ["active", "role", "came_as_staff"],
        "slide.channel": ["user_id", "active"],
        "slide.channel.partner": ["active", "member_status"],
    }

    channel_id = fields.Many2one("seitech.chat.channel", string="Conversation", readonly=True)
    channel_type = fields.Selection(CHANNEL_TYPES, string="Asked in", readonly=True)
    course_id = fields.Many2one("slide.channel", string="Course", readonly=True)
    user_id = fields.Many2one("res.users", string="Student", readonly=True)
    slide_id = fields.Many2one("slide.slide", string="Lesson", readonly=True)
    waiting_since = fields.Datetime(readonly=True)
    has_question_mark = fields.Boolean(readonly=True)
    waiting = fields.Char(compute="_compute_waiting", help="Since the student has asked.")
    preview = fields.Char(
        string="Question",
        compute="_compute_preview",
        help="How it begins, for whoever takes part in the conversation.",
    )

    @property
    def _table_query(self):
        return SQL("%s UNION ALL %s", SQL(_IN_DISCUSSIONS), SQL(_IN_PAIRS))

    @api.depends("waiting_since")
    def _compute_waiting(self):
        now, locale = fields.Datetime.now(), babel_locale_parse(self.env.lang)
        for question in self:
            waited = now - question.waiting_since
            question.waiting = format_timedelta(
                waited, granularity="minute", threshold=1.5, locale=locale
            )

    @api.depends_context("uid")
    def _compute_preview(self):
        """Managers see that there is a question in a conversation they are not in; what it says
        they find by opening it, which is noted there."""
        self.env.cr.execute(_PREVIEWABLE, {"ids": self.ids, "uid": self.env.uid})
        texts = dict(self.env.cr.fetchall())
        for question in self:
            question.preview = wire.preview(texts.get(question.id))

    def action_open(self):
        """Show the question in the chat."""
        self.ensure_one()
        return self.channel_id._open_action(self.id)

    def action_settle(self):
        """Take questions that need no answer out of the list.

        :raise ChatError: if one of them is not the current user's to decide about
        """
        # Only what the access rules show is here; in order, as two people may do the same.
        for question in self.search([("id", "in", self.ids)]).sorted("channel_id"):
            channel = question.channel_id
            channel._get_with_access(channel.id)._settle_question(question.id)
