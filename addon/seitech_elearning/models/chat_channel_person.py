from odoo import models

from ..tools import wire

MAX_EARLIER = 20


class ChatChannel(models.Model):
    """Who asks for support: what agents see next to the conversation."""

    _inherit = "seitech.chat.channel"

    def _support_person(self):
        """:return: what agents are told of the visitor or the student"""
        # sudo: seitech.chat.channel – agents may know whom they answer, which was checked
        channel = self.sudo()
        support = channel._support()
        visitor = channel._all_members().visitor_id
        person = visitor or support.partner_id
        return {
            "support": support._describe(),
            "name": person.name or None,
            "email": person.email or None,
            "blocked_until": wire.timestamp(self._blocked_until(visitor)),
            "earlier": channel._earlier_supports(support, visitor),
            "courses": self._courses_of(support.partner_id),
        }

    def _blocked_until(self, visitor):
        # sudo: seitech.chat.block – whether this visitor is kept away
        blocks = self.env["seitech.chat.block"].sudo()
        return blocks.search([("visitor_id", "=", visitor.id)]).until if visitor else None

    def _earlier_supports(self, support, visitor):
        """:return: other requests of the same person: by account, by visitor, by e-mail"""
        supports = self.env["seitech.chat.support"]
        own = [("partner_id", "=", support.partner_id.id)]
        if visitor:
            own = [("visitor_id", "=", visitor.id)]
            if visitor.email:
                own = ["|", *own, ("visitor_id.email", "=", visitor.email)]
        elif not support.partner_id:
            return []
        # Of another company it is nobody's business.
        other = [("id", "!=", support.id), ("channel_id.company_id", "=", self.company_id.id)]
        found = supports.search([*own, *other], order="id desc", limit=MAX_EARLIER)
        rows = supports._fetch_rows("s.id = ANY(%s)", [found.ids], " ORDER BY s.id DESC")
        return [wire.support(row, self.env.lang) for row in rows]

    def _courses_of(self, partner):
        # sudo: slide.channel.partner – how far a student has come, for those who help
        enrolments = self.env["slide.channel.partner"].sudo()
        found = enrolments.search([("partner_id", "=", partner.id)]) if partner else enrolments
        return [
            {
                "course_id": enrolment.channel_id.id,
                "course_name": enrolment.channel_id.name,
                "completion": enrolment.completion,
            }
            for enrolment in found
        ]
