from odoo import api, models

from .chat_channel_rights import MANAGER_GROUP


class ChatMessage(models.Model):
    """Managers can read every message, but not unnoticed (see ``channel._note_visits``)."""

    _inherit = "seitech.chat.message"

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
        """Note in which conversations the current user reads these messages."""
        if not self or self.env.su or not self.env.user.has_group(MANAGER_GROUP):
            return
        self.env.cr.execute(
            "SELECT DISTINCT channel_id FROM seitech_chat_message WHERE id = ANY(%s)", [self.ids]
        )
        ids = [id_ for [id_] in self.env.cr.fetchall()]
        self.env["seitech.chat.channel"].browse(ids)._note_visits()
