import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.misc import limited_field_access_token, verify_limited_field_access_token

from ..tools import wire

# A file may be uploaded and never sent.
MAX_UNSENT_AGE = timedelta(hours=24)

_TOKEN_SCOPE = "seitech_elearning.file"
# Addresses stay the same for a while, so that browsers need not fetch a picture twice.
_TOKEN_PERIOD = 12 * 3600


class ChatAttachment(models.Model):
    """A file somebody uploaded into a channel, and the message it was sent with.

    Nobody in the chat has rights on these rows, and the ``ir.attachment`` behind one belongs to
    it: files go in through ``channel._upload`` only, which inspects them, and out by an address
    with a token.
    """

    _name = "seitech.chat.attachment"
    _description = "Chat Attachment"
    _rec_name = "attachment_id"
    _order = "id"

    channel_id = fields.Many2one(
        "seitech.chat.channel", required=True, ondelete="cascade", index=True, readonly=True
    )
    message_id = fields.Many2one(
        "seitech.chat.message", ondelete="cascade", index="btree_not_null", readonly=True
    )
    user_id = fields.Many2one(
        "res.users", ondelete="set null", index="btree_not_null", readonly=True
    )
    visitor_id = fields.Many2one(
        "seitech.chat.visitor", ondelete="set null", index="btree_not_null", readonly=True
    )
    attachment_id = fields.Many2one("ir.attachment", ondelete="cascade", index=True, readonly=True)

    def _wire(self):
        """:return: the file as messages carry it"""
        file = self.attachment_id
        row = {"id": self.id, "name": file.name, "mimetype": file.mimetype, "size": file.file_size}
        return wire.attachment(self.env, row)

    def _access_token(self):
        """:return: what lets its bearer download this file for the next 12 to 24 hours"""
        until = hex((int(time.time()) // _TOKEN_PERIOD + 2) * _TOKEN_PERIOD)
        return limited_field_access_token(self, "attachment_id", until, scope=_TOKEN_SCOPE)

    @api.model
    def _get_by_token(self, id_, token):
        """:return: the ``ir.attachment`` a token gives access to; empty if the token is not good
        or the file is gone"""
        record = self.browse(id_)
        is_good = token.isascii() and verify_limited_field_access_token(
            record, "attachment_id", token, scope=_TOKEN_SCOPE
        )
        if not is_good:
            return self.env["ir.attachment"]
        # sudo: seitech.chat.attachment – the token stands for the right to read this one
        return record.sudo().exists().attachment_id

    @api.model
    def _remove_unsent(self):
        """Remove the files that were never sent, and those whose channel is gone."""
        too_old = fields.Datetime.now() - MAX_UNSENT_AGE
        self.search([("message_id", "=", False), ("create_date", "<", too_old)]).unlink()
        # Deleting a channel takes its rows away within the database.
        self.env.cr.execute(
            """
            SELECT file.id
              FROM ir_attachment file
             WHERE file.res_model = %(model)s
               AND NOT EXISTS (SELECT FROM seitech_chat_attachment a WHERE a.id = file.res_id)
            """,
            {"model": self._name},
        )
        self.env["ir.attachment"].browse(id_ for [id_] in self.env.cr.fetchall()).unlink()
