from odoo.http import Controller, request, route

from ..tools.tokens import PERIOD
from .dispatcher import ChatDispatcher
from .params import identifier, string

TYPE = ChatDispatcher.routing_type


class PreviewController(Controller):
    """Previews of the pages that messages link to."""

    @route("/api/chat/link-previews", type=TYPE, auth="user")
    def add_previews(self, message_id: identifier):
        """Fetch the previews of the links of one's own message."""
        return {"message": self._channel_of(message_id)._add_previews(message_id)}

    @route("/api/chat/link-previews/remove", type=TYPE, auth="user")
    def remove_preview(self, message_id: identifier, url: string):
        """Take a preview away from a message."""
        return {"message": self._channel_of(message_id)._remove_preview(message_id, url)}

    @route(
        "/seitech_chat/preview/<int:preview_id>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def picture(self, preview_id, token="", **_ignored):
        """The picture of a page, as the server drew it anew."""
        file = request.env["mail.link.preview"]._seitech_picture_by_token(preview_id, token)
        if not file:
            raise request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        response = stream.get_response(as_attachment=False)
        response.headers["Cache-Control"] = f"private, max-age={PERIOD}"
        return response

    def _channel_of(self, message_id):
        return request.env["seitech.chat.message"]._get_with_access(message_id).channel_id
