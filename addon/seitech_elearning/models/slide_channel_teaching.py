from odoo import api, fields, models

from .chat_channel_rights import MANAGER_GROUP


class SlideChannel(models.Model):
    """The chat in the form of a course, for those who teach it, and its FAQ for all who see it."""

    _inherit = "slide.channel"

    # Of these the views show only what is the reader's own.
    is_chat_staff = fields.Boolean(compute="_compute_is_chat_staff")
    chat_unread_count = fields.Integer(compute="_compute_chat_unread_count")
    chat_conversation_count = fields.Integer(compute="_compute_chat_conversation_count")
    chat_question_count = fields.Integer(compute="_compute_chat_question_count")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_chat_staff(self):
        manages = self.env.user.has_group(MANAGER_GROUP)
        for course in self:
            course.is_chat_staff = manages or course.user_id == self.env.user

    @api.depends_context("uid")
    def _compute_chat_unread_count(self):
        """Unread in the discussion, for whoever is in it."""
        discussions = self._course_chat().grouped("course_id")
        for course in self:
            unread = 0
            for channel in discussions.get(course, ()):
                if channel._is_member():
                    [row] = channel._fetch_own_rows()
                    unread = row["unread_count"]
            course.chat_unread_count = unread

    @api.depends_context("uid")
    def _compute_chat_conversation_count(self):
        self._count_of("seitech.chat.channel", "chat_conversation_count", self._pairs_domain())

    @api.depends_context("uid")
    def _compute_chat_question_count(self):
        domain = [("course_id", "in", self.ids)]
        self._count_of("seitech.chat.question", "chat_question_count", domain)

    def _count_of(self, model, field, domain):
        groups = self.env[model]._read_group(domain, ["course_id"], ["__count"])
        counts = {course.id: count for course, count in groups}
        for course in self:
            course[field] = counts.get(course.id, 0)

    def _pairs_domain(self):
        return [("channel_type", "=", "student_instructor"), ("course_id", "in", self.ids)]

    def action_chat_discussion(self):
        """Open the discussion of the course in the chat, made if there is none."""
        self.ensure_one()
        return self.env["seitech.chat.channel"]._open("course", course_id=self.id)._open_action()

    def action_chat_conversations(self):
        """List the conversations of students about the course that one takes part in; for managers,
        all of them."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seitech_elearning.course_conversation_action"
        )
        return {**action, "domain": self._pairs_domain()}

    def action_chat_questions(self):
        """List what is unanswered in the course."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seitech_elearning.chat_question_action"
        )
        return {**action, "domain": [("course_id", "in", self.ids)]}

    def action_chat_announce(self):
        """Ask what is to be announced in the discussion."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seitech_elearning.course_announcement_action"
        )
        return {**action, "context": {"default_course_id": self.id}}

    def _hand_over_chat(self, former):
        """What was answered stays answered, also when whoever did so teaches here no more."""
        self.env.cr.execute(
            """
            UPDATE seitech_chat_message question SET is_settled = TRUE
              FROM seitech_chat_message reply
             WHERE question.channel_id = ANY(%s) AND question.is_settled IS NOT TRUE
               AND reply.parent_id = question.id AND reply.user_id = ANY(%s)
               AND reply.deleted_at IS NULL
            """,
            [self._course_chat().ids, former.ids],
        )
        return super()._hand_over_chat(former)

    def _chat_faq(self):
        """:return: the published entries of the FAQ. Whoever sees the course's page sees them."""
        domain = [("course_id", "in", self.ids), ("is_published", "=", True)]
        # sudo: seitech.course.faq – visitors have no rights on it; the page has checked the course
        return self.env["seitech.course.faq"].sudo().search(domain)


class SlideChannelPartner(models.Model):
    _inherit = "slide.channel.partner"

    def action_chat_message(self):
        """Ask what to write to these attendees."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seitech_elearning.course_letter_action"
        )
        return {**action, "context": {"default_enrolment_ids": self.ids}}
