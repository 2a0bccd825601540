from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.misc import limited_field_access_token, verify_limited_field_access_token

from ..tools import wire
from ..tools.thumbnails import thumbnail
from ..tools.tokens import valid_until

# A file may be uploaded and never sent.
MAX_UNSENT_AGE = timedelta(hours=24)

_TOKEN_SCOPE = "seitech_elearning.file"


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
    thumbnail_id = fields.Many2one(
        "ir.attachment", ondelete="set null", index="btree_not_null", readonly=True
    )
    width = fields.Integer(readonly=True, help="In pixels; 0 for what is no image.")
    height = fields.Integer(readonly=True)
    is_held = fields.Boolean(
        string="Held",
        required=True,
        default=False,
        readonly=True,
        help="A visitor sent it: nobody gets it before an agent has accepted it.",
    )

    def _keep(self, file):
        """Store what was uploaded; of an image also its size and a small copy.

        :param CleanFile file: see ``tools.files``
        """
        self.attachment_id = self._store(file.name, file.mimetype, file.raw)
        if file.kind == "image":
            small = thumbnail(file.raw)
            self.thumbnail_id = self._store(file.name, small.mimetype, small.raw)
            self.width, self.height = small.full_size

    def _store(self, name, mimetype, raw):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": raw,
                "mimetype": mimetype,
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _wire(self):
        """:return: the file as messages carry it"""
        file = self.attachment_id
        return wire.attachment(
            self.env,
            {
                "id": self.id,
                "name": file.name,
                "mimetype": file.mimetype,
                "size": file.file_size,
                "width": self.width,
                "height": self.height,
                "epoch": self.channel_id.epoch,
                "held": self.is_held,
            },
        )

    def _access_token(self, epoch):
        """:param int epoch: that of the channel, as it is now
        :return: what lets its bearer download this file for the next 12 to 24 hours, as long as
            nobody is removed from the channel
        """
        scope = f"{_TOKEN_SCOPE}.{epoch}"
        return limited_field_access_token(self, "attachment_id", valid_until(), scope=scope)

    @api.model
    def _get_by_token(self, id_, token, field="attachment_id"):
        """Somebody who was removed from a channel has the addresses of its files. They end with the
        removal, for everybody: whoever may still read the message is known by their session, or
        asks for it again and is given the new address.

        :param str field: ``attachment_id`` for the file, ``thumbnail_id`` for its small copy
        :return: the ``ir.attachment`` that the bearer of this token, or else the current user, may
            read; empty if there is none, or if it is held, whoever asks
        """
        # sudo: seitech.chat.attachment – only what passes the checks is returned
        upload = self.browse(id_).sudo().exists()
        if not upload or upload.is_held:
            return self.env["ir.attachment"]
        if upload._is_signed(token) or upload._is_readable_by_me():
            return upload[field]
        return self.env["ir.attachment"]

    def _is_signed(self, token):
        scope = f"{_TOKEN_SCOPE}.{self.channel_id.epoch}"
        return token.isascii() and verify_limited_field_access_token(
            self, "attachment_id", token, scope=scope
        )

    def _is_readable_by_me(self):
        """:return: whether the current user may read the message that the file was sent with"""
        if not self.message_id or self.env.user._is_public():
            return False
        # sudo: seitech.chat.message – not: under the access rules of whoever asks
        messages = self.env(su=False)["seitech.chat.message"]
        message = messages.search([("id", "=", self.message_id.id)])
        message._note_reading()
        return bool(message)

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
