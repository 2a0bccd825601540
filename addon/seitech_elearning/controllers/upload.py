from odoo.http import Controller, request, route

from ..tools.tokens import PERIOD
from .dispatcher import FORM, ChatDispatcher
from .params import from_text, identifier, uploaded_file

TYPE = ChatDispatcher.routing_type


class UploadController(Controller):
    """Files on their way in and out."""

    @route("/api/chat/upload", type=TYPE, auth="user", mimetype=FORM)
    def upload(self, channel_id: from_text(identifier), file: uploaded_file):
        """Upload a file that is going to be sent in a channel."""
        channel = request.env["seitech.chat.channel"]._get_with_access(channel_id)
        attachment = channel._upload(file.filename, file.read())
        return {"attachment_id": attachment.id, "attachment": attachment._wire()}

    @route(
        "/seitech_chat/file/<int:attachment_id>/<string:name>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def download(self, attachment_id, token="", **_ignored):
        """A file, for whoever was given its address; never shown as a page of this site."""
        attachments = request.env["seitech.chat.attachment"]
        file = attachments._get_by_token(attachment_id, token)
        if not file:
            raise request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True, content_security_policy="sandbox")

    @route(
        "/seitech_chat/thumbnail/<int:attachment_id>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def thumbnail(self, attachment_id, token="", **_ignored):
        """The small copy of an image, to be shown within a page. It is drawn by the server, so
        there is nothing else in it."""
        attachments = request.env["seitech.chat.attachment"]
        file = attachments._get_by_token(attachment_id, token, "thumbnail_id")
        if not file:
            raise request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        response = stream.get_response(as_attachment=False)
        response.headers["Cache-Control"] = f"private, max-age={PERIOD}"
        return response
