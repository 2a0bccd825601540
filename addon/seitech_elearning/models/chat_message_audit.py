from odoo import api, models
from odoo.tools import SQL

from .chat_channel_rights import MANAGER_GROUP


class ChatAuditedWords(models.AbstractModel):
    """What was said in a conversation, its ``channel_id``: managers can read all of it, but not
    unnoticed (see ``channel._note_visits``)."""

    _name = "seitech.chat.audited.words"
    _description = "Chat Words That Managers Do Not Read Unnoticed"

    def _fetch_query(self, query, fields):
        messages = super()._fetch_query(query, fields)
        if fields:
            messages._note_reading()
        return messages

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), **options):
        self._note_grouping(domain, (*groupby, *aggregates))
        return super()._read_group(domain, groupby, aggregates, **options)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), **options):
        self._note_grouping(domain, (*sum(map(tuple, grouping_sets), ()), *aggregates))
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, **options)

    @api.model
    def _note_grouping(self, domain, specs):
        """Counting is no reading; putting together what was said is."""
        if any(str(spec).startswith("content") for spec in specs):
            self.search(domain)._note_reading()

    def _note_reading(self):
        """Note in which conversations the current user reads this."""
        if not self or self.env.su or not self.env.user.has_group(MANAGER_GROUP):
            return
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT channel_id FROM %s WHERE id = ANY(%s)",
                SQL.identifier(self._table),
                self.ids,
            )
        )
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        self.env["seitech.chat.channel"].browse(ids)._note_visits()


class ChatMessage(models.Model):
    _name = "seitech.chat.message"
    _inherit = ["seitech.chat.message", "seitech.chat.audited.words"]
