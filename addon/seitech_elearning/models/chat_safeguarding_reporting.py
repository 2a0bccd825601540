from odoo import models

from ..tools import settings, text, wire
from ..tools.errors import invalid_value
from .chat_rate import HOUR
from .chat_report import REASONS

MAX_COMMENT_LENGTH = 2000
# Messages before, and after, the one that is reported.
CONTEXT = 5


class ChatChannel(models.Model):
    """Reporting a message to those who are in charge of safeguarding."""

    _inherit = "seitech.chat.channel"

    def _report_message(self, message_id, reason, comment=None):
        """Report a message of this channel, with what was said around it. A person reports a
        message once; doing it again changes nothing.

        :param str reason: one of ``chat_report.REASONS``
        :param str comment: what the person wants to add
        :return: the answer of the API
        :raise ChatError: 422 for unacceptable values and one's own messages, 403 for what the
            system wrote, 409 for what nobody can read any more, 429 for too many reports
        """
        text.check_choice(self.env, "reason", reason, dict(REASONS))
        self._check_comment(comment)
        message = self._fetch_message(message_id)
        # sudo: seitech.chat.report – nobody has rights on it but those who take care of it
        reports = self.env["seitech.chat.report"].sudo()
        mine = [("message_id", "=", message_id), ("reporter_id", "=", self.env.uid)]
        report = reports.search(mine)
        if not report:
            self._check_changeable(message)
            if self._is_own(message):
                sentence = self.env._("You have written this message yourself.")
                raise invalid_value("message_id", sentence)
            limit = settings.limit(self.env, settings.RATE_REPORTS)
            self.env["seitech.chat.rate"]._take_token(f"reports:{self.env.uid}", limit, HOUR)
            report = reports._file(self._evidence(message, reason, comment))
        return {"message_id": message_id, "reported_at": wire.timestamp(report.create_date)}

    def _check_comment(self, comment):
        if comment and (len(comment) > MAX_COMMENT_LENGTH or not text.is_storable(comment)):
            raise invalid_value("comment", self.env._("Please write less, in plain text."))

    def _evidence(self, message, reason, comment):
        """:return: the columns of a report: the message as the reporter sees it"""
        told = wire.message(self.env, message)
        [row] = self._fetch_own_rows()
        return {
            "reason": reason,
            "comment": comment or None,
            "company_id": self.env.user.company_id.id,
            "message_id": message["id"],
            "channel_id": self.id,
            "channel_name": row["name"],
            "user_id": message["user_id"],
            "author_name": told["author"]["name"],
            "content": told["content"],
            "content_html": told["html"],
            "files": self._files_of(message["id"]),
            "sent_at": message["create_date"],
            "edited_at": message["edited_at"],
            "context": self._context_of(message),
        }

    def _files_of(self, message_id):
        # sudo: seitech.chat.attachment – nobody has rights on it; names and checksums only
        uploads = self.env["seitech.chat.attachment"].sudo()
        files = uploads.search([("message_id", "=", message_id)]).attachment_id
        return [
            {
                "name": file.name,
                "mimetype": file.mimetype,
                "size": file.file_size,
                "checksum": file.checksum,
            }
            for file in files
        ]

    def _context_of(self, message):
        """:return: what the reporter could read before and after a message, and that one"""
        before, _more = self._page_before(message["id"], CONTEXT)
        after, _more = self._page_after(message["id"], CONTEXT)
        return [
            self._context_entry(row, row["id"] == message["id"])
            for row in (*before, message, *after)
        ]

    def _context_entry(self, row, is_reported):
        told = wire.message(self.env, row)
        return {
            "id": told["id"],
            "user_id": told["author"]["id"],
            "author_name": told["author"]["name"],
            "at": told["created_at"],
            "content": told["content"],
            "files": [file["name"] for file in told["attachments"]],
            "edited": told["edited_at"] is not None,
            "is_reported": is_reported,
        }
