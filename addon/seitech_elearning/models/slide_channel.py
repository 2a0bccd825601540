from odoo import fields, models


class SlideChannel(models.Model):
    """A course has one chat channel, once somebody opens it. Who attends the course is in it,
    who is responsible for the course presides over it."""

    _inherit = "slide.channel"

    def _open_chat_channel(self, name=None):
        """The channel of this course, made if there is none.

        :param str name: for a new channel; without, it is called like the course
        """
        self.ensure_one()
        channels = self.env["seitech.chat.channel"]
        key = channels._course_key(self)
        own_name = name is not None
        vals = {
            "channel_type": "course",
            "course_id": self.id,
            "name": channels._clean_name(name) if own_name else self._chat_name(),
            "has_own_name": own_name,
        }
        owner = self.user_id.filtered("active")
        return channels._get_or_create(key, vals, self._chat_attendees() | owner, owner)

    def _chat_name(self):
        return self.with_context(lang=self.env["seitech.chat.channel"]._main_language()).name

    def _course_chat(self):
        """:return: the channels of these courses, as far as there are some"""
        domain = [("channel_type", "=", "course"), ("course_id", "in", self.ids)]
        # sudo: seitech.chat.channel – it follows the course, whoever changes that one
        return self.env["seitech.chat.channel"].sudo().search(domain)

    def _chat_attendees(self, users=None):
        """:param users: ask about these only
        :return: whose enrolment in this course is in force
        """
        condition = [
            ("channel_id", "=", self.id),
            ("member_status", "!=", "invited"),
            "|",
            ("seitech_chat_until", "=", False),
            ("seitech_chat_until", ">", fields.Datetime.now()),
        ]
        if users is not None:
            condition.append(("partner_id", "in", users.partner_id.ids))
        # sudo: slide.channel.partner, res.users – facts; nothing of them is given away here
        enrolments = self.env["slide.channel.partner"].sudo().with_context(active_test=True)
        enrolments = enrolments.search(condition)
        return enrolments.partner_id.user_ids.filtered("active")

    def _enrolment_of(self, user):
        domain = [("channel_id", "=", self.id), ("partner_id", "=", user.partner_id.id)]
        # sudo: slide.channel.partner – of somebody who talks about it
        return self.env["slide.channel.partner"].sudo().search(domain, limit=1)

    def write(self, vals):
        before = {course: course.user_id for course in self} if "user_id" in vals else {}
        result = super().write(vals)
        for course, former in before.items():
            if course.user_id != former:
                course._hand_over_chat(former)
        if "name" in vals:
            for course in self:
                course._course_chat()._follow_name(course._chat_name())
        if "active" in vals:
            self._course_chat()._follow_course_state()
        return result

    def unlink(self):
        """Nobody attends a course that is no more; what was said is still there to be read."""
        channels = self._course_chat()
        channels.filtered(lambda c: c.state != "archived")._archive_with_course()
        return super().unlink()

    def _hand_over_chat(self, former):
        """Somebody else is responsible now."""
        for channel in self._course_chat():
            if former and former not in channel.member_ids:
                # They heard it as the one responsible, without being in it.
                channel._take_turn()
                channel._cut_stream()
            elif former - self._chat_attendees(former):
                channel._let_out(former, "outdated")
            else:
                channel._set_role(former, "member")
            channel._let_in(self.user_id.filtered("active"), "moderator")
            channel._set_role(self.user_id, "moderator")
