from odoo import models

from ..tools import files, permissions, wire
from ..tools.errors import conflict, forbidden, invalid_value, refused_input
from ..tools.input_error import InputError

MAX_ATTACHMENTS = 10


class ChatChannel(models.Model):
    """Files in a channel: uploaded first, then sent with a message."""

    _inherit = "seitech.chat.channel"

    def _upload(self, name, raw, visitor=None):
        """Keep a file that the current user, or a visitor, is about to send. Nobody gets a
        visitor's before an agent has accepted it (``_accept_files``).

        :param str name: the file's name as the client gave it
        :param bytes raw: its content; what it is, the content says
        :return: the new ``seitech.chat.attachment``
        :raise ChatError: 413, 415 or 422 for a file that cannot be shared, 403 for people who
            may not write or send files here, 409 if the channel is closed
        """
        # Visitors have no rights by the table: their token gave them this channel.
        if not visitor:
            self._check_right(permissions.SEND)
        elif not self._may_visitor_attach():
            raise forbidden(self.env._("The support team has not asked for files."))
        try:
            file = files.inspect_upload(name, raw)
        except InputError as error:
            raise refused_input("file", error) from error
        # sudo: seitech.chat.attachment – nobody has rights on it, this is the way in
        uploads = self.env["seitech.chat.attachment"].sudo()
        upload = uploads.create(
            {
                "channel_id": self.id,
                "user_id": False if visitor else self.env.uid,
                "visitor_id": visitor and visitor.id,
                "is_held": bool(visitor),
            }
        )
        upload._keep(file)
        return upload

    def _fetch_uploads(self, ids):
        """:return: rows of the files with these ids, for a message that is about to be sent
        :raise ChatError: 422 if one is not in this channel, whosever it is
        """
        if not ids:
            return []
        if len(ids) > MAX_ATTACHMENTS or len(set(ids)) < len(ids):
            message = self.env._("A message can have %s different files.", MAX_ATTACHMENTS)
            raise invalid_value("attachment_ids", message)
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT upload.id, file.name, file.mimetype, file.file_size AS size,
                   upload.width, upload.height, upload.is_held AS held, place.epoch
              FROM seitech_chat_attachment upload
              JOIN ir_attachment file ON file.id = upload.attachment_id
              JOIN seitech_chat_channel place ON place.id = upload.channel_id
             WHERE upload.id = ANY(%s) AND upload.channel_id = %s
             ORDER BY upload.id
            """,
            [ids, self.id],
        )
        rows = self.env.cr.dictfetchall()
        if len(rows) < len(ids):
            raise self._not_yours()
        return rows

    def _attach_uploads(self, message_id, values):
        """Make uploads part of a message.

        :raise ChatError: 422 if one is somebody else's or was sent already
        """
        ids = [row["id"] for row in values["attachments"]]
        if not ids:
            return
        self.env.cr.execute(
            """
            UPDATE seitech_chat_attachment
               SET message_id = %s
             WHERE id = ANY(%s) AND message_id IS NULL
               AND user_id IS NOT DISTINCT FROM %s
               AND visitor_id IS NOT DISTINCT FROM %s
            """,
            [message_id, ids, values["user_id"], values.get("visitor_id")],
            log_exceptions=False,
        )
        if self.env.cr.rowcount < len(ids):
            raise self._not_yours()
        # sudo: seitech.chat.attachment – only to forget what was read before
        uploads = self.env["seitech.chat.attachment"].sudo().browse(ids)
        uploads.invalidate_recordset(["message_id"], flush=False)

    # Files of visitors

    def _allow_files(self, allowed):
        """Let the visitor send files in this conversation, or no more. Doing it twice does no
        harm.

        :return: the request as it is then
        :raise ChatError: 409 if it is closed, or if a setting of the website decides about files
        """
        self._check_open(self._take_turn())
        if self._change_support(
            "may_attach = %(allowed)s", "may_attach != %(allowed)s", allowed=allowed
        ):
            self._tell_visit()
        support = self._support()._describe()
        if support["may_attach"] != allowed:
            raise conflict(self.env._("A setting of the website decides about files."))
        return support

    def _accept_files(self, message_id):
        """Let everybody in the conversation have the files of a message. Doing it twice does no
        harm.

        :return: the message as it goes over the wire
        :raise ChatError: 404 if it is not in this channel, 403 for agents who are not
        """
        turn = self._take_turn()
        if turn["member_id"] is None:
            raise forbidden(self.env._("You are not part of this conversation."))
        message = self._fetch_message(message_id)
        self.env.cr.execute(
            "UPDATE seitech_chat_attachment SET is_held = FALSE WHERE message_id = %s AND is_held",
            [message_id],
            log_exceptions=False,
        )
        if not self.env.cr.rowcount:
            return wire.message(self.env, message)
        # sudo: seitech.chat.attachment – only to forget what was read before
        self.env["seitech.chat.attachment"].sudo().invalidate_model(["is_held"], flush=False)
        return self._change_message(message_id, {}, turn["epoch"])

    def _not_yours(self):
        return invalid_value("attachment_ids", self.env._("These files are not yours."))

    @staticmethod
    def _message_type_for(attachments):
        if not attachments:
            return "text"
        are_images = all(row["mimetype"].startswith("image/") for row in attachments)
        return "image" if are_images else "file"
