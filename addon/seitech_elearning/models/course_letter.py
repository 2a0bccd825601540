import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.errors import ChatError
from .chat_channel_rights import MANAGER_GROUP

# One request opens and writes to that many conversations.
MAX_RECIPIENTS = 200


class CourseLetter(models.TransientModel):
    """The same words to several attendees of a course, each in the private conversation with
    whoever sends them. Pressing the button again sends nothing twice: what is sent is named after
    the letter and its reader."""

    _name = "seitech.course.letter"
    _description = "Message to Attendees"

    enrolment_ids = fields.Many2many("slide.channel.partner", string="Attendees", required=True)
    content = fields.Text(string="Message")
    key = fields.Char(required=True, readonly=True, default=lambda _self: str(uuid.uuid4()))
    recipient_count = fields.Integer(compute="_compute_recipients")
    excluded = fields.Text(
        string="Gets no message", compute="_compute_recipients", help="Who, and why."
    )

    @api.depends("enrolment_ids")
    def _compute_recipients(self):
        for letter in self:
            addressed, excluded = letter._split()
            letter.recipient_count = len(addressed)
            letter.excluded = self._listed(excluded)

    def action_send(self):
        """Write to everybody who can be written to.

        :return: the action that says who was, and who was not
        :raise UserError: if there is nobody, too many, or nothing to say
        """
        self.ensure_one()
        addressed, excluded = self._split()
        if not addressed:
            raise UserError(self.env._("None of these attendees can be written to."))
        if len(addressed) > MAX_RECIPIENTS:
            message = self.env._("At most %s attendees at a time.", MAX_RECIPIENTS)
            raise UserError(message)
        sent = 0
        for enrolment, user in addressed:
            if problem := self._send_to(enrolment, user):
                excluded.append((user.name, problem))
            else:
                sent += 1
        return self._report(sent, excluded)

    def _send_to(self, enrolment, user):
        """:return: why this person did not get it, if so"""
        key = str(uuid.uuid5(uuid.UUID(self.key), str(user.id)))
        channels = self.env["seitech.chat.channel"]
        try:
            with self.env.cr.savepoint():
                course = self._course_to_write_about(enrolment.channel_id)
                channel = channels._open("student_instructor", user.id, course.id or None)
                channel._post(self.content or "", client_key=key)
        except ChatError as error:
            if "content" in error.fields:
                raise
            return str(error)
        return None

    def _course_to_write_about(self, course):
        """:return: the course, for whoever teaches it; managers write to students as such"""
        return course if course.user_id == self.env.user else course.browse()

    def _split(self):
        """:return: ``(addressed, excluded)``: pairs of enrolment and user, each person once, and
        pairs of name and reason"""
        addressed, excluded = {}, []
        for enrolment in self.enrolment_ids:
            # sudo: res.partner, res.users – whether there is an account; officers see the contact
            contact = enrolment.sudo().partner_id
            user, problem = self._reader(enrolment, contact)
            if user and user in enrolment.channel_id.user_id | self.env.user:
                # Odoo lists those who teach the course as attendees, too.
                continue
            if problem:
                excluded.append((contact.display_name, problem))
            else:
                addressed.setdefault(user.id, (enrolment, user))
        return list(addressed.values()), excluded

    def _reader(self, enrolment, contact):
        """:return: ``(user, problem)``: whom to write to, or why that cannot be"""
        me, course = self.env.user, enrolment.channel_id
        accounts = contact.with_context(active_test=False).user_ids
        user = accounts.filtered("active")[:1]
        problem = None
        if course.user_id != me and not me.has_group(MANAGER_GROUP):
            problem = self.env._("is in a course of somebody else")
        elif not accounts:
            problem = self.env._("has no account")
        elif not user:
            problem = self.env._("has an archived account")
        elif not enrolment.active or enrolment.member_status == "invited":
            problem = self.env._("does not attend the course")
        elif not me._may_open_chat(
            "student_instructor", user, self._course_to_write_about(course).id or None
        ):
            problem = self.env._("cannot be written to")
        return user, problem

    def _listed(self, excluded):
        return "\n".join(
            self.env._("%(name)s: %(reason)s", name=name, reason=reason)
            for name, reason in dict.fromkeys(excluded)
        )

    def _report(self, sent, excluded):
        message = self.env._("Messages sent: %s", sent)
        if excluded:
            message += "\n" + self._listed(excluded)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "warning" if excluded else "success",
                "sticky": bool(excluded),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
