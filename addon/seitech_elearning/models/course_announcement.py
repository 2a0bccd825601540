import uuid

from odoo import api, fields, models


class CourseAnnouncement(models.TransientModel):
    """An announcement in the discussion of a course, written in the back office."""

    _name = "seitech.course.announcement"
    _description = "Course Announcement"

    course_id = fields.Many2one("slide.channel", required=True, readonly=True)
    content = fields.Text(string="Announcement")
    key = fields.Char(required=True, readonly=True, default=lambda _self: str(uuid.uuid4()))
    recipient_count = fields.Integer(compute="_compute_recipient_count")

    @api.depends("course_id")
    def _compute_recipient_count(self):
        for announcement in self:
            # sudo: slide.channel – how many attend it, for whoever writes to them
            course = announcement.course_id.sudo()
            announcement.recipient_count = len(course._chat_attendees() - self.env.user)

    def action_send(self):
        """Announce it, once, however often the button is pressed.

        :return: the action that shows the announcement in the discussion
        :raise ChatError: if the current user may not announce anything in this course
        """
        self.ensure_one()
        channel = self.env["seitech.chat.channel"]._open("course", course_id=self.course_id.id)
        sent = channel._post(self.content or "", client_key=self.key, announcement=True)
        return channel._open_action(sent["id"])
