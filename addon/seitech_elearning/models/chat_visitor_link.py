from odoo import fields, models
from odoo.fields import NO_ACCESS

from ..tools.token_hash import token_hash
from .chat_visitor import EXCHANGEABLE_FOR


class ChatVisitor(models.Model):
    """The links of e-mails are numbered, and each is good once: using one spends it and those that
    were sent before."""

    _inherit = "seitech.chat.visitor"

    link_number = fields.Integer(
        required=True,
        default=0,
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="The number of the links that are good: so many were used.",
    )
    link_hash = fields.Char(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Stands for the link that was used last, and for the client's key of that use.",
    )
    link_until = fields.Datetime(
        readonly=True,
        copy=False,
        groups=NO_ACCESS,
        help="Until then that use can be repeated, unless the token was used.",
    )

    def _use_link(self, number, client_key):
        """Exchange a link for a token. Whoever does not get the answer does it again with the same
        key, as long as nobody has used the token.

        :param int number: of the link
        :param str client_key: the client's key of the exchange, or ``None``
        :return: a new token, in the place of the one it had; ``None`` if the link is spent
        """
        use = client_key and token_hash(f"{number}/{client_key}")
        if number == self.link_number:
            until = use and fields.Datetime.now() + EXCHANGEABLE_FOR
            self.write({"link_number": number + 1, "link_hash": use, "link_until": until})
        elif not (use and use == self.link_hash and self._is_repeatable_until(self.link_until)):
            return None
        return self._bind(self.user_id)
