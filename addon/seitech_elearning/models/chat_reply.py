import logging
import re
import uuid

from markupsafe import Markup
from odoo import api, models
from odoo.tools import (
    consteq,
    email_normalize,
    email_split,
    formataddr,
    hmac,
    html_sanitize,
    plaintext2html,
)

from ..tools import text
from ..tools.errors import ChatError, invalid_value
from ..tools.reply_text import reply_text

_logger = logging.getLogger(__name__)

_SCOPE = "seitech_elearning.reply"
_SIGNATURE = 20
_ADDRESS = re.compile(r"\+chat-([0-9]{1,10})-([0-9]{1,10})-([0-9a-f]{20})@", re.ASCII)
# What e-mail allows before the @.
_MAX_LOCAL_PART = 64

HOUR = 3600
# Messages that one person sends by e-mail, and refusals they get, in an hour.
MAX_REPLIES = 60
MAX_ANSWERS = 5


class ChatReply(models.AbstractModel):
    """Replies to e-mails about unread messages: they are said in the conversation.

    Where a reply belongs stands in the address it goes to, signed for one person; and it has to
    come from the address of that person. So the address alone, if it is passed on, lets nobody
    speak in another's name.
    """

    _name = "seitech.chat.reply"
    _description = "Chat by E-mail"

    # The address

    @api.model
    def _address(self, user, channel_id):
        """:return: where this person's replies to a conversation go; ``None`` if the company
        receives no e-mail"""
        # sudo: mail.alias.domain – where this server gets its e-mail
        domain = user.sudo().company_id.alias_domain_id
        if not domain.catchall_alias:
            return None
        signature = self._signature(channel_id, user.id)
        local_part = f"{domain.catchall_alias}+chat-{channel_id}-{user.id}-{signature}"
        return f"{local_part}@{domain.name}" if len(local_part) <= _MAX_LOCAL_PART else None

    @api.model
    def _signature(self, channel_id, user_id):
        # sudo: ir.config_parameter – the secret of the database signs it
        return hmac(self.env(su=True), _SCOPE, (channel_id, user_id))[:_SIGNATURE]

    @api.model
    def _named_in(self, recipients):
        """:param str recipients: of an e-mail
        :return: the ids of the channel and of the person that one of our addresses names, or
            ``None``
        """
        for address in email_split(recipients or ""):
            if found := _ADDRESS.search(address.lower()):
                channel_id, user_id = int(found[1]), int(found[2])
                if consteq(found[3], self._signature(channel_id, user_id)):
                    return channel_id, user_id
        return None

    # Coming in

    @api.model
    def _take(self, message, facts):
        """Take an e-mail that is a reply to a conversation.

        :param email.message.EmailMessage message: as it came
        :param dict facts: what Odoo has read from it
        :return: whether it was one of ours; then nothing else is to be done with it
        """
        named = self._named_in(facts.get("recipients")) or self._named_in(facts.get("to"))
        if not named:
            return False
        channel_id, user_id = named
        # sudo: res.users – the signature names them
        user = self.env["res.users"].sudo().browse(user_id).exists()
        if self._is_written_by(user, message, facts):
            self._accept(user, channel_id, facts)
        else:
            _logger.info("Chat reply %s ignored: not of its author", facts.get("message_id"))
        return True

    @api.model
    def _is_written_by(self, user, message, facts):
        """:return: whether this person wrote it, and no program that answers by itself"""
        sender = email_normalize(facts.get("email_from"))
        if not user.active or not sender or sender != email_normalize(user.email):
            return False
        return not is_automatic(message)

    @api.model
    def _accept(self, user, channel_id, facts):
        body = facts.get("body") or ""
        try:
            with self.env.cr.savepoint():
                refusal = self._say(user, channel_id, body, facts)
        except ChatError as error:
            refusal = str(error)
        if refusal:
            self._answer(user, refusal, facts)

    @api.model
    def _say(self, user, channel_id, body, facts):
        """:return: why a file was not taken, if one was not
        :raise ChatError: if the person cannot write there, or not this
        """
        # sudo: seitech.chat.channel – not: by the rights of that person
        told = self.with_user(user).sudo(False).with_context(lang=user.lang)
        told.env["seitech.chat.rate"]._take_token(f"mail:{user.id}", MAX_REPLIES, HOUR)
        channel = told.env["seitech.chat.channel"]._get_with_access(channel_id)
        content = reply_text(body)
        if len(content) > text.MAX_CONTENT_LENGTH:
            text.check_content(told.env, content)
        uploads, refusal = channel._upload_from_email(None, facts.pop("attachments", None) or [])
        if text.is_blank(content) and not uploads:
            if refusal:
                return refusal
            raise invalid_value("content", told.env._("Nothing was written above the quotation."))
        # An e-mail that is delivered twice is said once.
        key = str(uuid.uuid5(uuid.NAMESPACE_URL, facts.get("message_id") or content))
        channel._post(content, key, attachment_ids=uploads)
        return refusal

    # Going back

    @api.model
    def _answer(self, user, refusal, facts):
        """Only to the person it was signed for, and not for ever."""
        rates = self.env["seitech.chat.rate"]
        if rates._try_token(f"mail-answer:{user.id}", MAX_ANSWERS, HOUR)[0]:
            address = formataddr((user.name, email_normalize(user.email)))
            self.with_context(lang=user.lang)._send_back(address, refusal, facts)

    @api.model
    def _send_back(self, address, refusal, facts, **values):
        """Say why it is not in the conversation, with what was written: nothing is lost.

        :param str address: of whoever wrote it
        :param str refusal: a sentence for people
        :param dict facts: what Odoo has read from the e-mail
        :param values: of other fields of the answer
        """
        sentence = self.env._("Your reply did not get into the conversation:")
        # sudo: mail.mail – the server writes it
        self.env["mail.mail"].sudo().create(
            {
                "subject": f"Re: {facts.get('subject') or ''}",
                "body_html": Markup("<p>%s</p>%s<blockquote>%s</blockquote>")
                % (sentence, plaintext2html(refusal), html_sanitize(facts.get("body") or "")),
                "email_to": address,
                "references": facts.get("message_id"),
                "headers": repr({"Auto-Submitted": "auto-replied"}),
                "auto_delete": True,
                **values,
            }
        )


def is_automatic(message):
    """:return: whether a program sent it: bounces, absence notes, mailing lists"""
    if (message.get("Auto-Submitted") or "no").strip().lower() != "no":
        return True
    if (message.get("Precedence") or "").strip().lower() in ("bulk", "junk", "list", "auto_reply"):
        return True
    if (message.get("Return-Path") or "").strip() == "<>":
        return True
    return any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
