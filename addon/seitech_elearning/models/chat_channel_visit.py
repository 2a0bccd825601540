from markupsafe import Markup
from odoo import api, models

from ..tools import text, wire
from ..tools.errors import conflict, invalid_value

MAX_FEEDBACK_LENGTH = 1000
MAX_TRANSCRIBED = 1000

# What visitors may know of the last request of their conversation. Agents' marks are read from all
# who ever came in: what was seen stays seen.
_VISIT = """
    SELECT c.id AS channel_id, s.rev, c.state, c.epoch,
           contact.name AS agent_name, agent.partner_id AS agent_partner_id,
           COALESCE(website.seitech_chat_files, 'allowed') AS files, s.may_attach,
           visitor.email IS NOT NULL AS has_email,
           s.first_response_at IS NOT NULL AS is_answered,
           judged.rating, seen.read_message_id
      FROM seitech_chat_channel c
      JOIN LATERAL (
            SELECT * FROM seitech_chat_support last
             WHERE last.channel_id = c.id
             ORDER BY last.id DESC
             LIMIT 1
      ) s ON TRUE
      JOIN seitech_chat_visitor visitor ON visitor.id = s.visitor_id
      LEFT JOIN website ON website.id = s.website_id
      LEFT JOIN res_users agent ON agent.id = s.agent_id
      LEFT JOIN res_partner contact ON contact.id = agent.partner_id
      LEFT JOIN LATERAL (
            SELECT r.rating FROM rating_rating r
             WHERE r.res_model = 'seitech.chat.support' AND r.res_id = s.id AND r.consumed
             ORDER BY r.id DESC
             LIMIT 1
      ) judged ON TRUE
      CROSS JOIN LATERAL (
            SELECT max(m.read_message_id) AS read_message_id FROM seitech_chat_member m
             WHERE m.channel_id = c.id AND m.user_id IS NOT NULL
      ) seen
     WHERE c.id = %s
"""

_LINE = Markup('<p><b>%(author)s</b> <span style="color:#666">%(at)s</span><br/>%(html)s</p>')


class ChatChannel(models.Model):
    """What visitors do with their conversation besides writing: keep it, judge it, take it home.
    Whoever calls one of these has been shown the visitor's token."""

    _inherit = "seitech.chat.channel"

    # What it is like now

    def _visit(self):
        """:return: the conversation as its visitor sees it, on the wire; ``None`` for one that has
        no visitor
        """
        row = self._fetch_visit()
        return row and wire.visit(self.env, row)

    def _may_visitor_attach(self):
        """:return: whether the visitor can send files, by the website's setting or because an
        agent allows it"""
        row = self._fetch_visit()
        return bool(row) and wire.may_attach(row)

    def _tell_visit(self):
        """Tell the visitor, and whoever else listens, what the conversation is like now. Called in
        the channel's turn."""
        if row := self._fetch_visit():
            payload = {"visit": wire.visit(self.env, row)}
            self._bus_send_to_members("seitech.chat/visit", payload, row["epoch"])

    def _fetch_visit(self):
        self.env.flush_all()
        self.env.cr.execute(_VISIT, [self.id])
        return self.env.cr.dictfetchone()

    # Keeping, judging, taking home

    @api.model
    def _get_to_bind(self, channel_id, token):
        """Like ``_get_for_visitor``, also for who did this a moment ago and got no answer.

        :return: the channel and the visitor
        :raise ChatError: as ``_get_for_visitor``
        """
        visitor = self.env["seitech.chat.visitor"]._find_bound(token or "", self.env.uid)
        channel = visitor.chat_member_ids.channel_id
        if visitor and channel.id == channel_id:
            self.env["seitech.chat.rate"]._count_visitor(visitor)
            return channel, visitor
        return self._get_for_visitor(channel_id, token)

    def _bind_visitor(self, visitor, shown):
        """Make the conversation one of the current user's account. From now on its token is good
        only together with their session; the one it had is good for nothing.

        :param str shown: the token that ``_get_to_bind`` was shown
        :return: the answer of the API, with the new token
        """
        # sudo: res.users – the current user, who is entitled to be named
        user = self.env.user.sudo()
        self._take_turn()
        token = visitor._bind_once(user, shown)
        # Whoever may have had the old token hears nothing any more.
        self._cut_stream()
        self._change_support("partner_id = %(partner)s", partner=user.partner_id.id)
        return {"channel_id": self.id, "session_token": token, "visit": self._visit()}

    def _rate_by_visitor(self, rating, feedback):
        """Say how the support team did. Doing it again replaces what was said.

        :param int rating: 1 … 5, as Odoo counts
        :param str feedback: in words, or ``None``
        :return: the answer of the API
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
        # Of two copies of the visit the newer one has to win.
        support.rev = self._next_rev()
        return {"channel_id": self.id, "rating": rating, "visit": self._visit()}

    def _mail_transcript(self, visitor):
        """Send the visitor what was said, to the address they gave.

        :raise ChatError: 422 if they gave none, 409 if nobody has answered, 429 for too many
        """
        self._check_has_email(visitor)
        # Whose address it is nobody has checked: no stranger gets what nobody here has seen.
        if not self._was_ever_answered():
            raise conflict(self.env._("Nobody has answered yet."))
        self.env["seitech.chat.rate"]._count_transcript(visitor)
        rows, _has_more = self._page_before(None, MAX_TRANSCRIBED)
        lines = [self._transcript_line(row) for row in rows if not row["deleted_at"]]
        # sudo: mail.mail – the server writes it; the visitor only asks for it
        self.env["mail.mail"].sudo().create(
            {
                "subject": self.env._("Your conversation with us: %s", self.name),
                "body_html": Markup("").join(lines),
                **self._sender(),
                "email_to": visitor.email,
                "auto_delete": True,
            }
        )

    def _check_has_email(self, visitor):
        """:raise ChatError: 422 if the visitor cannot be reached"""
        if not visitor.email:
            raise invalid_value("email", self.env._("You have not left an e-mail address."))

    def _was_ever_answered(self):
        # sudo: seitech.chat.support – the visitor's own conversation
        supports = self.env["seitech.chat.support"].sudo()
        answered = [("channel_id", "=", self.id), ("first_response_at", "!=", False)]
        return bool(supports.search_count(answered, limit=1))

    def _transcript_line(self, row):
        message = wire.message(self.env, self._resaid(row))
        names = ", ".join(item["name"] for item in message["attachments"])
        return _LINE % {
            "author": message["author"]["name"],
            "at": message["created_at"][:16].replace("T", " ") + " UTC",
            # Rendered and made safe when it was sent.
            "html": Markup(message["html"]) if message["html"] else names,
        }
