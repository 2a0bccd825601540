from markupsafe import Markup
from odoo import models

from ..tools import text, wire
from ..tools.errors import conflict, invalid_value

MAX_FEEDBACK_LENGTH = 1000
MAX_TRANSCRIBED = 1000

_LINE = Markup('<p><b>%(author)s</b> <span style="color:#666">%(at)s</span><br/>%(html)s</p>')


class ChatChannel(models.Model):
    """What visitors do with their conversation besides writing: keep it, judge it, take it home.
    Whoever calls one of these has been shown the visitor's token."""

    _inherit = "seitech.chat.channel"

    def _bind_visitor(self, visitor):
        """Make the conversation one of the current user's account. From now on its token is good
        only together with their session; the one it had is good for nothing.

        :return: the answer of the API, with the new token
        """
        # sudo: res.users – the current user, who is entitled to be named
        user = self.env.user.sudo()
        self._take_turn()
        token = visitor._bind(user)
        # Whoever may have had the old token hears nothing any more.
        self._cut_stream()
        self._change_support("partner_id = %(partner)s", partner=user.partner_id.id)
        return {"channel_id": self.id, "session_token": token}

    def _rate_by_visitor(self, rating, feedback):
        """Say how the support team did. Doing it again replaces what was said.

        :param int rating: 1 … 5, as Odoo counts
        :param str feedback: in words, or ``None``
        :raise ChatError: 422 for unacceptable values, 409 if nobody has answered
        """
        text.check_range(self.env, "rating", rating, 1, 5)
        feedback = feedback or ""
        if len(feedback) > MAX_FEEDBACK_LENGTH or not text.is_storable(feedback):
            raise invalid_value("feedback", self.env._("Please write less, in plain text."))
        self._wait_for_turn()
        support = self._support()
        if not support.first_response_at:
            raise conflict(self.env._("Nobody has answered yet."))
        # sudo: rating.rating – visitors may rate what they were part of
        ratings = self.env["rating.rating"].sudo()
        model_id = ratings.env["ir.model"]._get_id(support._name)
        values = {
            "rating": rating,
            "feedback": feedback,
            "rated_partner_id": support.agent_id.partner_id.id,
            "consumed": True,
        }
        domain = [("res_model", "=", support._name), ("res_id", "=", support.id)]
        if present := ratings.search(domain):
            present.write(values)
        else:
            ratings.create({"res_model_id": model_id, "res_id": support.id, **values})

    def _mail_transcript(self, visitor):
        """Send the visitor what was said, to the address they gave.

        :raise ChatError: 422 if they gave none, 429 for too many
        """
        if not visitor.email:
            raise invalid_value("email", self.env._("You have not left an e-mail address."))
        self.env["seitech.chat.rate"]._count_transcript(visitor)
        rows, _has_more = self._page_before(None, MAX_TRANSCRIBED)
        lines = [self._transcript_line(row) for row in rows if not row["deleted_at"]]
        # sudo: mail.mail – the server writes it; the visitor only asks for it
        self.env["mail.mail"].sudo().create(
            {
                "subject": self.env._("Your conversation with us: %s", self.name),
                "body_html": Markup("").join(lines),
                "email_to": visitor.email,
                "auto_delete": True,
            }
        )

    def _transcript_line(self, row):
        message = wire.message(self.env, row)
        names = ", ".join(item["name"] for item in message["attachments"])
        return _LINE % {
            "author": message["author"]["name"],
            "at": message["created_at"][:16].replace("T", " ") + " UTC",
            # Rendered and made safe when it was sent.
            "html": Markup(message["html"]) if message["html"] else names,
        }
