from odoo import api, fields, models

from .chat_hold import HELD

# In the turn of whoever changes the message: what it says is what it said until now.
_KEEP = """
    INSERT INTO seitech_chat_kept_words
           (channel_id, message_id, author_id, visitor_id, content, said_at,
            create_uid, create_date, write_uid, write_date)
    SELECT m.channel_id, m.id, m.author_id, m.visitor_id, m.content,
           COALESCE(m.edited_at, m.create_date), %(uid)s, %(now)s, %(uid)s, %(now)s
      FROM seitech_chat_message m
     WHERE m.id = %(message)s AND {held}
 RETURNING id
"""


class ChatKeptWords(models.Model):
    """What a message said, and its files, before somebody changed or deleted it although a hold is
    on the conversation. Nobody in it is told. It is let go of with the last hold."""

    _name = "seitech.chat.kept.words"
    _inherit = ["seitech.chat.audited.words"]
    _description = "Chat Earlier Version"
    _order = "id desc"

    channel_id = fields.Many2one(
        "seitech.chat.channel",
        string="Conversation",
        required=True,
        ondelete="cascade",
        readonly=True,
        index=True,
    )
    message_id = fields.Many2one(
        "seitech.chat.message", ondelete="set null", readonly=True, index="btree_not_null"
    )
    author_id = fields.Many2one(
        "res.partner", ondelete="set null", readonly=True, index="btree_not_null"
    )
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", ondelete="set null", readonly=True, index="btree_not_null"
    )
    content = fields.Text(readonly=True)
    said_at = fields.Datetime(string="Sent on", readonly=True)
    create_date = fields.Datetime(string="Replaced on", readonly=True)
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        string="Files",
        domain=[("res_model", "=", "seitech.chat.kept.words")],
        readonly=True,
    )

    @api.depends("channel_id", "create_date")
    def _compute_display_name(self):
        for version in self:
            version.display_name = version.channel_id.display_name

    def _keep_files(self, uploads):
        """:param uploads: the ``seitech.chat.attachment`` that are about to go"""
        place = {"res_model": self._name, "res_id": self.id, "res_field": False}
        for file in uploads.attachment_id:
            file.copy({**place, "access_token": False})

    @api.model
    def _let_go(self):
        """Remove what no hold keeps any more, files and all."""
        # sudo: seitech.chat.kept.words – whoever lifts a hold, lets go of what it kept
        kept = self.sudo().search([])
        held = self.env["seitech.chat.hold"]._keeping(kept.channel_id.ids)
        kept.filtered(lambda version: version.channel_id.id not in held).unlink()


class ChatChannel(models.Model):
    _inherit = "seitech.chat.channel"

    def _keep_words(self, message_id, uploads=None):
        """Called in one's turn, before a message of this channel loses its words.

        :param uploads: its files, if they go as well
        """
        self.env["seitech.chat.hold"].flush_model()
        self.env.cr.execute(
            _KEEP.format(held=HELD.format(channel="m.channel_id")),
            {"message": message_id, "uid": self.env.uid, "now": self._now()},
            log_exceptions=False,
        )
        kept = self.env.cr.fetchone()
        if kept and uploads:
            # sudo: seitech.chat.kept.words, ir.attachment – the server keeps it
            self.env["seitech.chat.kept.words"].sudo().browse(kept)._keep_files(uploads)
