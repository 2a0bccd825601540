import logging
from urllib.parse import quote

from odoo import api, models
from odoo.tools import email_normalize, formataddr
from odoo.tools.misc import format_datetime
from psycopg2.errors import SerializationFailure

from ..tools import settings, wire

_logger = logging.getLogger(__name__)

MARK = "digested_message_id"
# Of each conversation.
MAX_LINES = 3
MAX_PREVIEW = 200

# People who want such e-mails, can have them, and do not have the chat before them right now.
_PEOPLE = """
    u.seitech_chat_digest AND p.email IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM mail_presence presence
         WHERE presence.user_id = u.id AND presence.status = 'online'
           AND presence.last_presence > now() AT TIME ZONE 'UTC' - interval '30 minutes'
    )
"""


class ChatDigest(models.AbstractModel):
    """One e-mail about everything somebody has not read, in whatever many conversations."""

    _name = "seitech.chat.digest"
    _description = "E-mails about Unread Chat Messages"

    @api.model
    def _mail_digests(self):
        """Write to everybody for whom messages have been waiting for long enough."""
        minutes = settings.limit(self.env, settings.DIGEST_MINUTES)
        if not minutes:
            return
        waiting = self.env["seitech.chat.waiting"]
        for user in waiting._people(MARK, minutes * 60, _PEOPLE):
            if user._chat_is_reachable():
                self._try_digest(user)

    def _try_digest(self, user):
        """One person's troubles are not another's. Who is reading at this very moment is asked
        again the next time, when there is less to tell."""
        try:
            with self.env.cr.savepoint():
                self._mail_digest(user)
        except SerializationFailure:
            _logger.info("Chat digest of user %s: put off, being read", user.id)
            self.env.invalidate_all(flush=False)
        if self.env.context.get("cron_id"):
            self.env["ir.cron"]._commit_progress(1)

    def _mail_digest(self, user):
        waiting = self.env["seitech.chat.waiting"]
        by_channel = waiting._messages(user, MARK, MAX_LINES)
        address = email_normalize(user.email)
        if not by_channel or not address:
            return
        told = self.with_context(lang=user.lang or self.env.lang)
        conversations = told._conversations(user, by_channel)
        self.env["mail.mail"].create(
            {
                "subject": told._subject(conversations),
                "body_html": told._body(user, conversations),
                "email_to": formataddr((user.name, address)),
                **told._sender(user, conversations),
                "headers": repr(self._headers(user)),
                "auto_delete": True,
            }
        )
        waiting._note_told(MARK, by_channel)

    # What it says

    def _conversations(self, user, by_channel):
        """:return: what the template shows of each conversation, busiest last activity first"""
        channels = self.env["seitech.chat.channel"].browse(by_channel)
        # sudo: seitech.chat.channel – not: as that person sees them
        rows = channels.with_user(user).sudo(False)._fetch_own_rows()
        replies = self.env["seitech.chat.reply"]
        return [
            {
                "name": row["name"],
                "course": row["course_name"],
                "total": by_channel[row["id"]][0]["total"],
                "lines": [self._line(user, line) for line in by_channel[row["id"]]],
                "url": f"{user.get_base_url()}/chat/{row['id']}",
                "reply_to": replies._address(user, row["id"]) if row["state"] == "active" else None,
            }
            for row in rows
        ]

    def _line(self, user, row):
        shown = settings.shows_digest_previews(self.env)
        preview = wire.preview(row["content"]) or row["file_name"] or ""
        return {
            "author": row["author_name"] or self.env._("Former member"),
            "at": format_datetime(
                self.env, row["create_date"], user._chat_zone().key, "short", self.env.lang
            ),
            "preview": _shortened(preview) if shown else None,
        }

    def _subject(self, conversations):
        total = sum(item["total"] for item in conversations)
        if len(conversations) == 1:
            name = conversations[0]["name"]
            if total == 1:
                return self.env._("Unread message in %s", name)
            return self.env._("%(count)s unread messages in %(name)s", count=total, name=name)
        return self.env._(
            "%(count)s unread messages in %(conversations)s conversations",
            count=total,
            conversations=len(conversations),
        )

    def _body(self, user, conversations):
        base = user.get_base_url()
        return self.env["ir.qweb"]._render(
            "seitech_elearning.chat_digest",
            {
                "user": user,
                "subject": self._subject(conversations),
                "conversations": conversations,
                "unsubscribe_url": self._unsubscribe_url(user),
                "settings_url": f"{base}/my/chat/notifications",
                "company": user.company_id,
                "quote": quote,
            },
        )

    # From whom, and how to answer or to have no more of them

    def _sender(self, user, conversations):
        """:return: sender and address for replies: that of the conversation if it is one"""
        address = user.company_id.email and user.company_id.email_formatted
        # Without, Odoo would have people write to an address that answers with a refusal.
        values = {"email_from": address, "reply_to": address} if address else {}
        replies = [item["reply_to"] for item in conversations]
        if len(replies) == 1 and replies[0]:
            values["reply_to"] = formataddr((conversations[0]["name"], replies[0]))
        return values

    def _headers(self, user):
        return {
            "List-Unsubscribe": f"<{self._unsubscribe_url(user)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # So that nobody's answering machine answers into the conversation.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        }

    def _unsubscribe_url(self, user):
        return f"{user.get_base_url()}/chat/unsubscribe/{user._chat_unsubscribe_token()}"


def _shortened(words):
    return words if len(words) <= MAX_PREVIEW else f"{words[: MAX_PREVIEW - 1]}…"
