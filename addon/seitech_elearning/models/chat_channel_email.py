import uuid

from markupsafe import Markup
from odoo import api, models
from odoo.tools import email_normalize

from ..tools import text
from ..tools.errors import ChatError
from ..tools.reply_text import reply_text
from .chat_channel_attachments import MAX_ATTACHMENTS

# How long an answer waits for the visitor to see it before it goes out by e-mail.
AWAY_MINUTES = 3

# Answers that visitors with an address have not seen, where nothing was sent since they last were
# there. Of a conversation its last request counts. What visitors wrote says that they were there
# only if it has no key: with one, it may have waited in a browser since before the answer.
_UNSEEN = """
    SELECT s.channel_id, s.visitor_id, answer.first_id, answer.last_id
      FROM seitech_chat_support s
      JOIN seitech_chat_visitor v ON v.id = s.visitor_id
      JOIN seitech_chat_member me ON me.channel_id = s.channel_id AND me.visitor_id = v.id
      CROSS JOIN LATERAL (
            SELECT GREATEST(me.read_message_id, COALESCE(max(own.id), 0)) AS last_id
              FROM seitech_chat_message own
             WHERE own.channel_id = s.channel_id AND own.visitor_id = v.id
               AND own.client_key IS NULL
      ) was_here
      CROSS JOIN LATERAL (
            SELECT min(m.id) AS first_id, max(m.id) AS last_id, min(m.create_date) AS since
              FROM seitech_chat_message m
             WHERE m.channel_id = s.channel_id AND m.id > was_here.last_id
               AND m.is_agent AND m.message_type != 'system' AND m.deleted_at IS NULL
      ) answer
     WHERE v.email IS NOT NULL AND v.expires_at > now() AT TIME ZONE 'UTC'
       AND NOT s.is_spam AND s.first_response_at IS NOT NULL
       AND (s.resolved_at IS NULL
            OR s.resolved_at > now() AT TIME ZONE 'UTC' - interval '1 day')
       AND s.id = (SELECT max(l.id) FROM seitech_chat_support l WHERE l.channel_id = s.channel_id)
       AND s.mailed_message_id <= was_here.last_id
       AND answer.since < now() AT TIME ZONE 'UTC' - %(minutes)s * interval '1 minute'
     ORDER BY s.channel_id
"""


class ChatChannel(models.Model):
    """The conversation by e-mail, for visitors who are not there any more."""

    _inherit = "seitech.chat.channel"

    # Out

    @api.model
    def _mail_answers(self):
        """Send the answers that visitors do not see in the widget, one e-mail for as long as they
        stay away."""
        self.env.flush_all()
        self.env.cr.execute(_UNSEEN, {"minutes": AWAY_MINUTES})
        for row in self.env.cr.dictfetchall():
            visitor = self.env["seitech.chat.visitor"].browse(row["visitor_id"])
            channel = self.browse(row["channel_id"])
            channel._mail_answer(visitor, row["first_id"], row["last_id"])

    def _mail_answer(self, visitor, first_id, last_id):
        support = self._support()
        answers = self._fetch_messages(
            """m.channel_id = %s AND m.id BETWEEN %s AND %s AND m.is_agent
               AND m.message_type != 'system' AND m.deleted_at IS NULL""",
            [self.id, first_id, last_id],
            "ORDER BY m.id",
        )
        told = self._in_language_of(support)
        told._mail_visitor(
            visitor,
            told.env._("An answer to your question"),
            Markup("").join([*map(told._transcript_line, answers), told._ways_back(visitor)]),
        )
        support.mailed_message_id = last_id

    def _sender(self):
        """:return: what says that an e-mail is from the company that helps; nothing, that is
        whatever Odoo says otherwise, if it has no address"""
        # sudo: res.company – its address is no secret
        address = self.sudo().company_id.email_formatted
        return {"email_from": address} if address else {}

    def _in_language_of(self, support):
        """:return: the channel in the visitor's language, or in the one of the website's languages
        that comes nearest"""
        code = support.website_id._seitech_language(support.language)
        return self.with_context(lang=code or self._main_language())

    def _ways_back(self, visitor):
        """:return: how an e-mail says in which ways the conversation goes on"""
        link = Markup('<p><a href="%s">%s</a></p>') % (
            self._resume_address(visitor),
            self.env._("Go on with the conversation"),
        )
        return link + Markup("<p>%s</p>") % self.env._("Or just reply to this e-mail.")

    def _mail_visitor(self, visitor, subject, body):
        """Send an e-mail to which the visitor can reply: that is said in the conversation."""
        # sudo: mail.mail, mail.alias.domain – the server writes it, to the visitor's own address
        channel = self.sudo()
        channel.env["mail.mail"].create(
            {
                "subject": subject,
                "body_html": body,
                **self._sender(),
                "email_to": visitor.email,
                "reply_to": channel._notify_get_reply_to()[self.id],
                # What brings a reply back here.
                "model": self._name,
                "res_id": self.id,
                "is_notification": True,
                "auto_delete": True,
            }
        )

    # Back by e-mail

    def message_update(self, msg_dict, update_vals=None):
        """What a visitor replies to our e-mail is said in the conversation. Odoo keeps the e-mail
        too, without its files: there they would be held from nobody."""
        for channel in self:
            visitor = channel._all_members().visitor_id
            attachments = (visitor and msg_dict.pop("attachments", None)) or []
            sender = email_normalize(msg_dict.get("email_from"))
            if visitor and visitor.email and visitor.email == sender:
                channel._post_reply(visitor, msg_dict, attachments)
        return super().message_update(msg_dict, update_vals)

    def _post_reply(self, visitor, msg_dict, attachments):
        content = reply_text(msg_dict.get("body") or "")[: text.MAX_CONTENT_LENGTH]
        if not text.is_storable(content):
            return
        if self.env["seitech.chat.block"]._keeps_away([("visitor_id", "=", visitor.id)]):
            return
        told = self._in_main_language()
        uploads, refusal = told._upload_from_email(visitor, attachments)
        if text.is_blank(content) and not uploads and not refusal:
            return
        self._note_mail_read(visitor)
        if self.state != "active":
            self.write({"state": "active"})
            self._tell_agents()
        # An e-mail that is delivered twice is said once.
        key = str(uuid.uuid5(uuid.NAMESPACE_URL, msg_dict.get("message_id") or content))
        if uploads or not text.is_blank(content):
            self._post(content, key, visitor=visitor, attachment_ids=uploads)
        if refusal:
            told._post_system(refusal)

    def _note_mail_read(self, visitor):
        """Whoever replies to an e-mail has read what it brought: there may be another one."""
        if mark := self._support().mailed_message_id:
            self._advance_read_mark(mark, self._take_visitor_turn(visitor))

    def _upload_from_email(self, visitor, attachments):
        """Keep the files of an e-mail as if the visitor had sent them in the widget.

        :param list attachments: as Odoo reads them from an e-mail
        :return: the ids of the files, and the sentence that refused others, if one did
        """
        # A picture within the text is hardly ever more than part of a signature.
        sent = [file for file in attachments if not (file[2:] and file[2].get("cid"))]
        tried = [self._try_upload(visitor, *file[:2]) for file in sent[:MAX_ATTACHMENTS]]
        ids = [id_ for id_, _refusal in tried if id_]
        return ids, next((refusal for _id, refusal in tried if refusal), None)

    def _try_upload(self, visitor, name, content):
        try:
            return self._upload(name or "", _raw(content), visitor).id, None
        except ChatError as error:
            return None, str(error)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Writing to a conversation by e-mail makes nobody its follower but colleagues."""
        partners = self.env["res.partner"].browse(partner_ids or ())
        internal = partners.filtered(lambda p: any(u._is_internal() for u in p.user_ids))
        return super()._message_subscribe(internal.ids, subtype_ids, customer_ids)


def _raw(content):
    """:return: the bytes of a file in an e-mail, which Odoo gives as what it took it for"""
    if isinstance(content, str):
        return content.encode()
    return content if isinstance(content, bytes) else content.as_bytes()
