import logging

from odoo import api, models
from odoo.tools import email_normalize

from ..tools import settings
from .chat_rate import HOUR
from .chat_reply import is_automatic

_logger = logging.getLogger(__name__)


class ChatChannel(models.Model):
    """How much comes into the conversation with a visitor by e-mail. Odoo keeps the e-mails of
    whoever knows where to reply, so others are counted too: all of them together, as anybody can
    write under many addresses."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _routes_within_limit(self, routes, message, facts):
        """Count an e-mail for the conversations it goes to.

        :param list routes: where it goes, as Odoo's gateway has it
        :param email.message.EmailMessage message: as it came
        :param dict facts: what Odoo has read from it
        :return: the routes without those where there was too much; there nothing is kept of it
        """
        return [
            route
            for route in routes or ()
            if route[0] != self._name
            or not route[1]
            or self.browse(route[1])._takes_email(message, facts)
        ]

    def _takes_email(self, message, facts):
        # sudo: seitech.chat.channel – the gateway belongs to nobody; only counted
        visitor = self.sudo()._all_members().visitor_id
        limit = settings.limit(self.env, settings.RATE_VISITOR_MAIL)
        if not visitor or not limit:
            return True
        is_own = visitor.email and visitor.email == email_normalize(facts.get("email_from"))
        rates, sender = self.env["seitech.chat.rate"], "visitor" if is_own else "others"
        if rates._try_token(f"mail-in:{self.id}:{sender}", limit, HOUR)[0]:
            return True
        _logger.info("E-mail %s refused: too many for one chat", facts.get("message_id"))
        # Once: for the next ones the same holds. And never to who has not been written to, or who
        # may be a program that answers in turn.
        if (
            is_own
            and not is_automatic(message)
            and rates._try_token(f"mail-refused:{self.id}", 1, HOUR)[0]
        ):
            told = self._in_language_of(self._support())
            refusal = told.env._("That was too much at once. Please wait a moment.")
            replies = told.env["seitech.chat.reply"]
            replies._send_back(visitor.email, refusal, facts, **self._sender())
        return False
