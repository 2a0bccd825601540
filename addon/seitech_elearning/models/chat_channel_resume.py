from odoo import api, models
from odoo.tools import hash_sign, verify_hash_signed

from ..tools import text
from ..tools.errors import conflict

_TICKET_SCOPE = "seitech_elearning.resume"
_TICKET_HOURS = 30 * 24


class ChatChannel(models.Model):
    """Back to a conversation by the link of an e-mail. Following it changes nothing, as programs
    that look after e-mails do so too; the widget exchanges its ticket for a token, once."""

    _inherit = "seitech.chat.channel"

    def _resume_address(self, visitor):
        """:return: an address that opens the conversation in the widget. The ticket stands behind
        the ``#``, which browsers do not send to anybody."""
        # sudo: ir.config_parameter – the secret of the database signs it
        ticket = hash_sign(
            self.env(su=True),
            _TICKET_SCOPE,
            [self.id, visitor.id, visitor.link_number],
            expiration_hours=_TICKET_HOURS,
        )
        support = self._support()
        website = support.website_id
        base = website.get_base_url() if website else self.get_base_url()
        return f"{base}/{website._seitech_path_of(support.language)}#seitech-chat={ticket}"

    @api.model
    def _resume(self, ticket, client_key=None):
        """Exchange the ticket of an e-mail for a token, which takes the place of the one before.

        :param str ticket: what the link of the e-mail carries
        :param str client_key: UUID of the exchange. With it, whoever got no answer can repeat it.
        :return: the answer of the API
        :raise ChatError: 401 unless it is a ticket of a conversation that is still open to it, 409
            ``link_used`` with the ``channel_id`` if it was exchanged before, 422 for what is no key
        """
        text.check_client_key(self.env, client_key)
        channel, visitor, number = self._get_by_ticket(ticket)
        # Of two who do this at once the second fails at the row of the visitor, and is tried again.
        channel._wait_for_turn()
        token = visitor._use_link(number, client_key)
        if token is None:
            used = conflict(self.env._("This link was already used."), "link_used")
            used.details = {"channel_id": channel.id}
            raise used
        channel._cut_stream()
        return {"channel_id": channel.id, "session_token": token, "visit": channel._visit()}

    @api.model
    def _mail_link(self, ticket):
        """Send another link, to the address the visitor gave and to no other: so whoever has come
        by a used one gains nothing.

        :param str ticket: what the link carries that does not work any more
        :raise ChatError: 401 as for ``_resume``, 422 if there is no address any more, 429 for too
            many
        """
        channel, visitor, _number = self._get_by_ticket(ticket)
        channel._check_has_email(visitor)
        self.env["seitech.chat.rate"]._count_link(visitor)
        told = channel._in_language_of(channel._support())
        # sudo: seitech.chat.channel – its name, which its visitor knows
        subject = told.env._("Your conversation with us: %s", told.sudo().name)
        told._mail_visitor(visitor, subject, told._ways_back(visitor))

    @api.model
    def _get_by_ticket(self, ticket):
        """:return: the channel, the visitor, and which of the visitor's links it is
        :raise ChatError: 401 unless it is the ticket of a conversation that is still open to it
        """
        # sudo: ir.config_parameter – the secret of the database signed it
        signed = _verified(self.env(su=True), ticket)
        # sudo: seitech.chat.visitor – the ticket is the proof
        visitors = self.env["seitech.chat.visitor"].sudo()
        visitor = visitors._find_by_id(signed[1], self.env.uid) if signed else visitors
        if not visitor:
            raise self._has_ended()
        # Links from before they were numbered are the first ones.
        number = signed[2] if len(signed) > 2 else 0
        return self.browse(signed[0]), visitor, number


def _verified(env, ticket):
    """:return: what was signed, or ``None`` for anything else"""
    try:
        return verify_hash_signed(env, _TICKET_SCOPE, ticket)
    except ValueError:
        return None
