from odoo import api, fields, models
from psycopg2.errors import UniqueViolation

from ..tools import markup
from ..tools.anonymous import without_names


class CourseFaq(models.Model):
    """What has been asked in a course and answered well, for everybody who sees the course. A copy
    without names, which stays when the messages go."""

    _name = "seitech.course.faq"
    _description = "Course FAQ Entry"
    _order = "course_id, sequence, id"

    name = fields.Char(string="Question", required=True, translate=True)
    course_id = fields.Many2one("slide.channel", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    is_published = fields.Boolean(
        string="Published", copy=False, help="Shown on the course's page, in the tab FAQ."
    )
    details = fields.Html(
        string="What was asked", help="If the question is more than one line.", translate=True
    )
    answer = fields.Html(required=True, translate=True)
    # Whoever reads the entry in the back office finds where it comes from; nobody else is told.
    question_message_id = fields.Many2one(
        "seitech.chat.message", ondelete="set null", readonly=True, copy=False
    )
    answer_message_id = fields.Many2one(
        "seitech.chat.message", ondelete="set null", readonly=True, copy=False, index=True
    )

    has_source = fields.Boolean(compute="_compute_has_source")

    _question_unique = models.UniqueIndex(
        "(question_message_id) WHERE question_message_id IS NOT NULL",
        "This question is in the FAQ already.",
    )

    @api.depends("question_message_id")
    def _compute_has_source(self):
        for entry in self:
            # sudo: seitech.course.faq – whether, not which
            entry.has_source = bool(entry.sudo().question_message_id)

    def action_publish(self):
        """Show the entries on the pages of their courses."""
        self.write({"is_published": True})

    def action_withdraw(self):
        """Take the entries off the pages of their courses."""
        self.write({"is_published": False})

    def action_open_source(self):
        """Show where the question was asked."""
        self.ensure_one()
        # sudo: seitech.chat.message – in which conversation; the chat decides who gets to see it
        message = self.sudo().question_message_id
        # sudo: seitech.chat.channel – none any more
        return message.channel_id.sudo(False)._open_action(message.id)

    @api.model
    def _draft_from(self, course, question, answer):
        """:param dict question: row of a message
        :param dict answer: likewise
        :return: the draft of an entry, or the entry that there is already
        """
        self.env.flush_all()
        if known := self._find_by_question(question["id"], self.env.cr):
            return known
        try:
            with self.env.cr.savepoint():
                return self.create(self._draft_values(course, question, answer))
        except UniqueViolation:
            # Somebody else was quicker, after our snapshot was taken.
            with self.env.registry.cursor() as fresh:
                return self._find_by_question(question["id"], fresh)

    def _find_by_question(self, question_id, cr):
        cr.execute(
            "SELECT id FROM seitech_course_faq WHERE question_message_id = %s", [question_id]
        )
        row = cr.fetchone()
        return self.browse(row[0] if row else None)

    def _draft_values(self, course, question, answer):
        asked = self._without_names(question["content"], question, answer)
        title = markup.plain_preview(asked)
        is_longer = "\n" in asked.strip() or title.endswith("…")
        return {
            "course_id": course.id,
            # A name that it began with is gone.
            "name": title[:1].upper() + title[1:] or self.env._("Question"),
            "details": markup.render(asked) if is_longer else False,
            "answer": markup.render(self._without_names(answer["content"], question, answer)),
            "question_message_id": question["id"],
            "answer_message_id": answer["id"],
        }

    def _without_names(self, content, *messages):
        """Rendered anew from this, a text has no mentions either."""
        self.env.cr.execute(
            """
            SELECT DISTINCT person.name
              FROM seitech_chat_member member
              JOIN res_users account ON account.id = member.user_id
              JOIN res_partner person ON person.id = account.partner_id
             WHERE member.channel_id = %s AND strpos(lower(%s), lower(person.name)) > 0
            """,
            [messages[0]["channel_id"], content],
        )
        present = [name for [name] in self.env.cr.fetchall()]
        people = [message["author_name"] for message in messages]
        return without_names(content, people, present, self.env._("somebody"))

    @api.model
    def _forget_messages(self, message_ids):
        """Messages are gone for good: nobody approves any more what was drafted from them. What is
        published is the course's own text by then, and says nothing of who asked."""
        # sudo: seitech.course.faq – follows from the messages
        drafts = self.sudo().search(
            [
                ("is_published", "=", False),
                "|",
                ("question_message_id", "in", message_ids),
                ("answer_message_id", "in", message_ids),
            ]
        )
        drafts.unlink()
