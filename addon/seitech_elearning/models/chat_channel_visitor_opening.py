import re

from odoo import api, models
from odoo.exceptions import ConcurrencyError

from ..tools import settings, text, visit, wire
from ..tools.errors import conflict, invalid_value, refused_input, too_many_requests
from ..tools.input_error import InputError
from ..tools.reserved_names import is_reserved_name
from .chat_channel_rights import AGENT_GROUP

MAX_EMAIL_LENGTH = 254
# One plain address: nothing that a mail program would read as more than that.
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+", re.ASCII)

# A conversation nobody has written in for so long no longer counts as one that is open.
OPEN_FOR = "1 day"

RETRY_OPENING = 300


class ChatChannel(models.Model):
    """How conversations with people who have no account begin."""

    _inherit = "seitech.chat.channel"

    @api.model
    def _open_support(
        self,
        name,
        email,
        network_hash,
        website,
        content=None,
        client_key=None,
        facts=None,
        captcha_token=None,
    ):
        """Open a conversation between a visitor and the support team. Doing it again with the same
        key, as the answer was lost, gives the same one.

        :param str name: how the visitor wants to be called, or ``None``
        :param str email: where the visitor can be reached, or ``None``
        :param str network_hash: see ``tools.network``
        :param website: the ``website`` it is opened on
        :param str content: the first message; without one, the conversation begins when there is
            one
        :param dict facts: ``subject``, ``language``, ``page`` and ``referrer``, or ``None`` each
        :param str client_key: UUID of the opening, and of its message
        :param str captcha_token: what a captcha has given to a human, if one was asked for
        :return: the answer of the API, with the token that opens the conversation
        :rtype: dict
        :raise ChatError: 422 for unacceptable values, 429 if there are too many already, 403 for
            who is blocked or has to prove to be human, 409 if the key was used for something else
        """
        self.env["seitech.chat.block"]._check_network(network_hash)
        text.check_client_key(self.env, client_key)
        # Without a message there is nothing that could be there twice.
        opening_key = client_key if content is not None else None
        if opening_key and (again := self._repeat_opening(content, client_key, network_hash)):
            return again
        name = self._visitor_name(name, website)
        email = self._visitor_email(email)
        facts = self._visit_facts(website, **(facts or {}))
        if content is not None and email is None:
            self._check_somebody_there(website)
        self._check_open_support(network_hash, self._company_of_website(website))
        self.env["seitech.chat.challenge"]._check_opening(network_hash, captcha_token)
        if content is None:
            return self._reserve(name, email, facts)
        visitor, token = self._begin_with_visitor(
            website,
            facts,
            name=name,
            email=email,
            network_hash=network_hash,
            **self.env["seitech.chat.visitor"]._repeatable(client_key, network_hash),
        )
        # sudo: seitech.chat.channel – given up again: what follows looks after its own rights
        channel = visitor.chat_member_ids.channel_id.sudo(False)
        return channel._opened(token, channel._post_by_visitor(visitor, content, client_key))

    @api.model
    def _begin_with_visitor(self, website, facts, **values):
        """:param dict facts: of the visit
        :param values: of the visitor, see ``_admit``
        :return: the new visitor, who has a conversation now, and the token
        """
        # Visitors have no rights of their own; this is all they can create.
        # sudo: seitech.chat.channel, seitech.chat.member, seitech.chat.visitor – as said
        channels = self.sudo()
        visitor, token = channels.env["seitech.chat.visitor"]._admit(**values)
        channel = channels.create(
            {"channel_type": "public_support", "company_id": self._company_of_website(website)}
        )
        channels.env["seitech.chat.member"].create(
            {"channel_id": channel.id, "visitor_id": visitor.id}
        )
        channel._support().write({"visitor_id": visitor.id, **facts})
        return visitor, token

    def _opened(self, token, message):
        return {
            "channel_id": self.id,
            "session_token": token,
            "message": message,
            "visit": self._visit(),
        }

    @api.model
    def _repeat_opening(self, content, client_key, network_hash):
        """:return: the answer to an opening that nobody got, with a new token; ``None`` if there
            was no such opening
        :raise ChatError: 409 if somebody has used the token, or something else was said
        """
        # sudo: seitech.chat.visitor – the key, which is told to nobody, is the proof
        visitors = self.env["seitech.chat.visitor"].sudo()
        visitor = visitors._find_opened(client_key, network_hash)
        if not visitor:
            if visitors._is_opened_meanwhile(client_key, network_hash):
                raise ConcurrencyError("The same opening has just been committed.")
            return None
        # sudo: seitech.chat.visitor – its own conversation, which it opened; ends here
        # sudo: seitech.chat.channel – given up again: what follows looks after its own rights
        channel = visitor.chat_member_ids.channel_id.sudo(False)
        condition = "m.channel_id = %s AND m.visitor_id = %s AND m.client_key = %s"
        params = [channel.id, visitor.id, visitor._stored_key(client_key)]
        row = next(iter(self._fetch_messages(condition, params)), None)
        if not visitor._is_repeatable() or not row or row["content"] != content:
            raise conflict(self.env._("This key was already used for another conversation."))
        message = {**wire.message(self.env, row), "client_key": client_key}
        return channel._opened(visitor._reissue(), self._support_message(message))

    def _visit_facts(self, website, subject=None, language=None, page=None, referrer=None):
        return {
            "website_id": website.id,
            "subject": visit.subject_of(self.env, subject, website._seitech_subjects()),
            "language": visit.language_of(self.env, language),
            "page": visit.address_of(self.env, "page", page),
            "referrer": visit.address_of(self.env, "referrer", referrer),
        }

    def _check_somebody_there(self, website):
        """:raise ChatError: 422 if the answer can only come by e-mail, and there is no address"""
        if not website._seitech_availability()["available"]:
            message = self.env._("Nobody is there. Please leave an e-mail address for the answer.")
            raise invalid_value("email", message)

    def _visitor_name(self, name, website):
        if name is None or not name.strip():
            if website.seitech_chat_name_required:
                raise invalid_value("name", self.env._("Please say your name."))
            return self.env._("Visitor")
        try:
            name = text.safe_name(name)
        except InputError as error:
            raise refused_input("name", error) from error
        # sudo: res.users – only to see whether the name is somebody's
        agents = self.env.ref(AGENT_GROUP).sudo().all_user_ids
        if is_reserved_name(name, agents.mapped("name")):
            raise invalid_value("name", self.env._("Please choose another name."))
        return name

    def _visitor_email(self, email):
        if email is None or not email.strip():
            return None
        if len(email) > MAX_EMAIL_LENGTH or not _EMAIL.fullmatch(email.strip()):
            raise invalid_value("email", self.env._("This is not an e-mail address."))
        return email.strip().lower()

    def _check_open_support(self, network_hash, company_id):
        """:raise ChatError: 429 if one network, or all visitors of a company, wait for too much"""
        per_network = settings.limit(self.env, settings.SUPPORT_PER_NETWORK)
        unanswered_limit = settings.limit(self.env, settings.SUPPORT_UNANSWERED)
        self.env.cr.execute(
            """
            SELECT count(*) FILTER (WHERE v.network_hash = %(network)s AND m.is_recent) AS own,
                   count(*) FILTER (WHERE NOT m.is_answered AND m.company_id = %(company)s)
                       AS unanswered
              FROM (
                SELECT m.visitor_id, c.company_id,
                       EXISTS (
                           SELECT FROM seitech_chat_member agent
                            WHERE agent.channel_id = c.id AND agent.user_id IS NOT NULL
                           UNION ALL
                           SELECT FROM seitech_chat_message answer
                            WHERE answer.channel_id = c.id AND answer.user_id IS NOT NULL
                       ) AS is_answered,
                       COALESCE(
                           (
                               SELECT said.create_date FROM seitech_chat_message said
                                WHERE said.channel_id = c.id
                                ORDER BY said.id DESC
                                LIMIT 1
                           ),
                           c.create_date
                       ) > now() AT TIME ZONE 'UTC' - %(open_for)s::interval AS is_recent
                  FROM seitech_chat_channel c
                  JOIN seitech_chat_member m ON m.channel_id = c.id AND m.visitor_id IS NOT NULL
                 WHERE c.channel_type = 'public_support' AND c.state = 'active'
              ) m
              JOIN seitech_chat_visitor v ON v.id = m.visitor_id
            """,
            {"network": network_hash, "open_for": OPEN_FOR, "company": company_id},
        )
        own, unanswered = self.env.cr.fetchone()
        if 0 < per_network <= own or 0 < unanswered_limit <= unanswered:
            message = self.env._("There are too many open conversations. Please try again later.")
            raise too_many_requests(message, RETRY_OPENING)
