from odoo import models

from ..tools import wire


class ChatNote(models.Model):
    _inherit = "seitech.chat.note"

    def _tell_agents(self):
        """Tell the agents of the companies what these notes are like now."""
        for row in self._fetch_rows("n.id = ANY(%(ids)s)", limit=len(self), ids=self.ids):
            channel = self.env["seitech.chat.channel"].browse(row["channel_id"])
            note = {"note": wire.note(self.env, row)}
            channel.company_id._seitech_tell_agents("seitech.chat/note", note)
