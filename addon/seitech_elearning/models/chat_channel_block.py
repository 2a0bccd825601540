from datetime import timedelta

from odoo import fields, models

from ..tools import text
from ..tools.errors import conflict

MAX_HOURS = 30 * 24
SPAM_HOURS = 24


class ChatChannel(models.Model):
    """Keeping visitors away who abuse the chat."""

    _inherit = "seitech.chat.channel"

    def _block_visitor(self, hours, kind="block"):
        """Let the visitor write nothing for a while.

        :param int hours: 1 … 720
        :param str kind: what is noted of it, one of ``chat_abuse.KINDS``
        :return: until when
        :raise ChatError: 422 for unacceptable values, 409 where there is no visitor
        """
        text.check_range(self.env, "hours", hours, 1, MAX_HOURS)
        visitor = self._the_visitor()
        # sudo: seitech.chat.block – agents may block, which was checked
        blocks = self.env["seitech.chat.block"].sudo()
        self.env["seitech.chat.abuse"]._note_by_agent(visitor, kind)
        until = fields.Datetime.now() + timedelta(hours=hours)
        values = {"until": until, "network_hash": visitor.network_hash}
        if present := blocks.search([("visitor_id", "=", visitor.id)]):
            present.write(values)
        else:
            blocks.create({"visitor_id": visitor.id, **values})
        return until

    def _unblock_visitor(self):
        """Doing it twice does no harm.

        :raise ChatError: 409 where there is no visitor
        """
        # sudo: seitech.chat.block – agents may block, which was checked
        blocks = self.env["seitech.chat.block"].sudo()
        blocks.search([("visitor_id", "=", self._the_visitor().id)]).unlink()

    def _mark_spam(self):
        """It was no request at all: it ends, counts nowhere, and the visitor is kept away for a
        day. Doing it twice does no harm.

        :raise ChatError: 409 where there is no visitor
        """
        self._block_visitor(SPAM_HOURS, "spam")
        self._take_turn()
        support = self._support()
        support.write({"is_spam": True, "rev": self._next_rev()})
        if self.state == "active":
            # sudo: seitech.chat.channel – agents may close, which was checked
            self.sudo()._set_state("closed")
        else:
            support._announce()
        return self._support()._describe()

    def _the_visitor(self):
        # sudo: seitech.chat.member – whoever may read the channel may know who is in it
        visitor = self.sudo()._all_members().visitor_id
        if not visitor:
            raise conflict(self.env._("There is no visitor in this conversation."))
        return visitor
