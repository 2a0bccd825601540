from odoo import fields, models


class ChatMessage(models.Model):
    """What makes a message a question that waits for the staff of a course (see
    ``seitech.chat.question``)."""

    _inherit = "seitech.chat.message"

    is_settled = fields.Boolean(
        readonly=True, copy=False, help="Whoever teaches the course has said: no answer needed."
    )

    # Of all messages the few that a queue looks through; the condition is that of the queue.
    _open_question_idx = models.Index(
        "(channel_id, id) WHERE parent_id IS NULL AND answer_id IS NULL AND deleted_at IS NULL"
        " AND is_settled IS NOT TRUE"
    )
    # What a channel counts among what is unread and wanted in any case.
    _announcement_idx = models.Index("(channel_id, id) WHERE is_announcement")

    def unlink(self):
        self.check_access("unlink")
        self.env["seitech.course.faq"]._forget_messages(self.ids)
        return super().unlink()
