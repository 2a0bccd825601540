from tempfile import TemporaryFile

from odoo import fields
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import Response, content_disposition, request, route
from werkzeug.wsgi import wrap_file

from ..models.chat_channel_rights import MANAGER_GROUP
from ..tools.errors import ChatError

MAX_EXPORTS = 3
HOUR = 3600


class ChatExport(CustomerPortal):
    """One's own conversations, or a person's, as a file."""

    @route("/my/chat/export", type="http", auth="user", website=True, methods=["GET"])
    def my_export(self, **_query):
        """The page with the button."""
        return self._export_page()

    @route("/my/chat/export/download", type="http", auth="user", website=True, methods=["POST"])
    def my_download(self, **_form):
        """What the current user has said, and what else they can read of it."""
        rates = request.env["seitech.chat.rate"]
        try:
            rates._take_token(f"export:{request.env.uid}", MAX_EXPORTS, HOUR)
        except ChatError as error:
            page = self._export_page(str(error))
            page.status_code = 429
            page.headers["Retry-After"] = str(error.retry_after)
            return page
        erasure = request.env["seitech.chat.erasure"]
        subject = erasure._subject(request.env.user.partner_id)
        return self._download(subject, erasure._touched(subject))

    @route("/seitech_chat/person/<int:id_>/export", type="http", auth="user", methods=["GET"])
    def export_person(self, id_, **_query):
        """The same of a person, for the manager who has looked them up. Each conversation that was
        not open to them by itself tells that they have."""
        if not request.env.user.has_group(MANAGER_GROUP):
            raise request.not_found()
        found = [("id", "=", id_), ("create_uid", "=", request.env.uid)]
        person = request.env["seitech.chat.person"].search(found)
        if not person:
            raise request.not_found()
        person._check_somebody()
        subject = person._subject()
        touched = request.env["seitech.chat.erasure"]._touched(subject)
        # Under the access rules: those of other companies stay theirs.
        channels = request.env["seitech.chat.channel"].search([("id", "in", touched.ids)])
        channels._note_visits()
        return self._download(subject, channels)

    def _export_page(self, sentence=None):
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "chat_export",
            "refusal": sentence,
        }
        return request.render("seitech_elearning.portal_my_chat_export", values)

    @staticmethod
    def _download(subject, channels):
        file = _new_file()
        counts = request.env["seitech.chat.export"]._write(subject, channels, file)
        told = ", ".join(f"{name}: {number}" for name, number in counts.items())
        request.env["seitech.chat.privacy.log"]._add("export", subject.records, told)
        size = file.tell()
        file.seek(0)
        name = f"chat-export-{fields.Date.today()}.zip"
        headers = {
            "Content-Type": "application/zip",
            "Content-Length": str(size),
            "Content-Disposition": content_disposition(name),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        stream = wrap_file(request.httprequest.environ, file)
        return Response(stream, headers=headers, direct_passthrough=True)


def _new_file():
    """:return: a file on disk, not in memory, that is gone when the answer is"""
    return TemporaryFile()
