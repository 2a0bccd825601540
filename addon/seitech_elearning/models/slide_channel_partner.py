from contextlib import contextmanager

from odoo import api, models

_DECISIVE_FIELDS = {"active", "member_status", "partner_id", "channel_id"}


class SlideChannelPartner(models.Model):
    """Whoever attends a course is in its chat channel, from that moment on and no longer."""

    _inherit = "slide.channel.partner"

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        enrolments._let_into_chat()
        return enrolments

    def write(self, vals):
        if not _DECISIVE_FIELDS & vals.keys():
            return super().write(vals)
        with self._followed_by_chat():
            return super().write(vals)

    def unlink(self):
        gone = self._in_force()
        places = [(enrolment.channel_id, enrolment.partner_id) for enrolment in gone]
        result = super().unlink()
        self._let_out_of_chat(places)
        return result

    @contextmanager
    def _followed_by_chat(self):
        before = self._in_force()
        places = {e: (e.channel_id, e.partner_id) for e in before}
        yield
        after = self._in_force()
        is_elsewhere = self.filtered(
            lambda e: e in places and places[e] != (e.channel_id, e.partner_id)
        )
        self._let_out_of_chat([places[e] for e in before - after | is_elsewhere])
        (after - before | is_elsewhere & after)._let_into_chat()

    def _in_force(self):
        return self.filtered(lambda e: e.active and e.member_status != "invited")

    def _let_into_chat(self):
        for course, enrolments in self._in_force().grouped("channel_id").items():
            users = enrolments.partner_id.user_ids.filtered("active")
            for channel in course._course_chat():
                channel._let_in_by_fact(users)

    @api.model
    def _let_out_of_chat(self, places):
        """:param list places: pairs of a course and a contact who no longer attends it"""
        for left, partner in places:
            # sudo: slide.channel – facts, also for who may not read it
            course = left.sudo().exists()
            # sudo: res.partner – likewise
            users = partner.sudo().with_context(active_test=False).user_ids
            for channel in course._course_chat():
                leaving = users - course.user_id - course._chat_attendees(users)
                channel._let_out(leaving, "outdated")
