from odoo import api, models
from odoo.exceptions import ConcurrencyError

from ..tools.errors import not_found
from ..tools.token_hash import token_hash
from ..tools.unbegun import Unbegun

_RESERVED = "seitech_chat_reserved_id"


class _ReservedId(int):
    """An id that was taken from the sequence before. Of a type of its own: contexts come from
    clients too, and nobody else says which id a record gets."""


class ChatChannel(models.Model):
    """Conversations that visitors open without a message. Until the first one there is no row of
    them, only a ticket (``seitech.chat.ticket``) and the id that they are going to have."""

    _inherit = "seitech.chat.channel"

    def _create(self, data_list):
        reserved = self.env.context.get(_RESERVED)
        if isinstance(reserved, _ReservedId):
            for data in data_list:
                data["stored"]["id"] = int(reserved)
        return super()._create(data_list)

    @api.model
    def _reserve(self, name, email, facts):
        """Give somebody the token of a conversation that begins when they say something.

        :param dict facts: of the visit, see ``_visit_facts``
        :return: the answer of the API
        """
        self.env.cr.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [self._table])
        ticket = {"channel_id": self.env.cr.fetchone()[0], "name": name, "email": email, **facts}
        token = self.env["seitech.chat.ticket"]._issue(ticket)
        channel = self._unbegun(ticket)
        return {"channel_id": channel.id, "session_token": token, "visit": channel._visit()}

    @api.model
    def _get_to_read(self, channel_id, token):
        """Like ``_get_for_visitor``, also for who has said nothing yet.

        :return: the channel, or what answers in its place, and the visitor
        :raise ChatError: as ``_get_for_visitor``
        """
        ticket = self._unbegun_ticket(channel_id, token)
        if ticket is None:
            return self._get_for_visitor(channel_id, token)
        return self._unbegun(ticket), self.env["seitech.chat.visitor"]

    @api.model
    def _get_to_write(self, channel_id, token, network_hash):
        """Like ``_get_for_visitor``; for who has said nothing yet the conversation begins.

        :param str network_hash: see ``tools.network``
        :return: the channel and the visitor
        :raise ChatError: as ``_get_for_visitor``; of who begins, as ``_open_support``
        """
        ticket = self._unbegun_ticket(channel_id, token)
        if ticket is None:
            return self._get_for_visitor(channel_id, token)
        self.env["seitech.chat.block"]._check_network(network_hash)
        channel = self.browse(channel_id)
        channel._wait_for_turn()
        # Of two first messages at once one begins; the other one has to see what that has made.
        with self.env.registry.cursor() as fresh:
            if channel._has_begun(fresh):
                raise ConcurrencyError("The conversation has just begun.")
        return channel._begin(ticket, token, network_hash)

    @api.model
    def _unbegun_targets(self, token):
        """Where a websocket hears of the beginning. Not where it will hear the conversation: an
        id alone, before there is a record, proves nothing.

        :return: the bus addresses of a ticket whose conversation has not begun, at most one
        """
        ticket = self.env["seitech.chat.ticket"]._read(token)
        if not ticket or self.browse(ticket["channel_id"])._has_begun():
            return []
        return [(self.browse(ticket["channel_id"]), _address(token))]

    def _unbegun_ticket(self, channel_id, token):
        """:return: what the ticket carries; ``None`` for any other token, and once the conversation
        has begun: from then on it is the visitor's token, until that is replaced
        """
        ticket = self.env["seitech.chat.ticket"]._read(token or "")
        if not ticket or self.browse(ticket["channel_id"])._has_begun():
            return None
        self.env["seitech.chat.rate"]._count_ticket(ticket["channel_id"])
        if ticket["channel_id"] != channel_id:
            raise not_found(self.env)
        return ticket

    def _has_begun(self, cr=None):
        cr = cr or self.env.cr
        cr.execute("SELECT FROM seitech_chat_channel WHERE id = %s", [self.id])
        return bool(cr.rowcount)

    def _unbegun(self, ticket):
        # sudo: website – whether its visitors may send files
        website = self.env["website"].sudo().browse(ticket["website_id"]).exists()
        return Unbegun(self.env, ticket, website.seitech_chat_files == "always")

    def _begin(self, ticket, token, network_hash):
        facts = {**ticket}
        for name in ("channel_id", "key"):
            del facts[name]
        website = self.env["website"].browse(facts["website_id"]).exists()
        if not website:
            raise self._has_ended()
        name, email = facts.pop("name"), facts.pop("email")
        self._check_open_support(network_hash, self._company_of_website(website))
        reserving = self.with_context(**{_RESERVED: _ReservedId(self.id)})
        visitor, _token = reserving._begin_with_visitor(
            website, facts, name=name, email=email, network_hash=network_hash, token=token
        )
        # Whoever listens already has to ask for the address there is now.
        self._bus_send("seitech.chat/resubscribe", {}, subchannel=_address(token))
        return self, visitor


def _address(token):
    return f"ticket-{token_hash(token)}"
