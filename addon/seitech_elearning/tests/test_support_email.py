from unittest.mock import patch

from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase

REPLY = """Return-Path: <vera@example.com>
From: {sender}
To: catchall@example.com
Subject: Re: An answer
Message-ID: <{key}@example.com>
In-Reply-To: {parent}
References: {parent}
Content-Type: text/plain; charset=utf-8

That helps, thank you.

> How can I help?
"""


WITH_FILES = """Return-Path: <vera@example.com>
From: {sender}
To: catchall@example.com
Subject: Re: An answer
Message-ID: <{key}@example.com>
In-Reply-To: {parent}
References: {parent}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="part"

--part
Content-Type: text/plain; charset=utf-8

{words}

--part
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename="notes.txt"

Secret notes
--part
Content-Type: text/html; charset=utf-8
Content-Disposition: attachment; filename="page.html"

<script>alert(1)</script>
--part--
"""


@tagged(*TAGS)
class TestSupportEmail(DeskCase):
    """An answer that nobody sees in the widget comes by e-mail, and replies come back."""

    def setUp(self):
        super().setUp()
        self.support, self.token = self._open("Hello", email="vera@example.com")
        self.answer = self._post(self.agent, "How can I help?", self.support)

    def _mails(self):
        domain = [("email_to", "=", "vera@example.com")]
        return self.env["mail.mail"].search(domain, order="id")

    def _work_later(self):
        self._later(5)
        self._work()

    # Out

    def test_one_email_while_they_are_away(self):
        self._work()
        self.assertFalse(self._mails(), "perhaps they are still there")
        self._work_later()
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertIn("How can I help?", mail.body_html)
        self.assertNotIn("Hello", mail.body_html, "what they wrote themselves they know")
        self._post(self.agent, "Still there?", self.support)
        self._work_later()
        self.assertEqual(len(self._mails()), 1, "one is enough")
        self._say("Here again")
        self._post(self.agent, "Good", self.support)
        self._work_later()
        self.assertEqual(len(self._mails()), 2, "they were here in the meantime")

    def test_what_was_written_before_is_no_sign_of_having_read(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        written_offline = self._as_visitor("send", content="And one thing more", client_key=key)
        self.assertEqual(written_offline.status_code, 200)
        self._work_later()
        self.assertIn("How can I help?", self._mails().body_html)
        self._post(self.agent, "Still there?", self.support)
        late = self._as_visitor("send", content="Late, too", client_key=f"9{key[1:]}")
        self.assertEqual(late.status_code, 200)
        self._work_later()
        self.assertEqual(len(self._mails()), 1, "they have seen nothing in the meantime")

    def test_whoever_replies_has_read_the_email(self):
        self._work_later()
        self._post(self.agent, "Still there?", self.support)
        self._receive()
        self._work_later()
        first, second = self._mails()
        self.assertIn("How can I help?", first.body_html)
        self.assertIn("Still there?", second.body_html)
        self.assertNotIn("How can I help?", second.body_html)

    def test_what_was_seen_is_not_sent(self):
        self._as_visitor("read", message_id=self.answer["id"])
        self._work_later()
        self.assertFalse(self._mails())

    def test_nothing_else_is_sent(self):
        self._desk("note", content="between ourselves")
        deleted = self._post(self.agent, "A mistake", self.support)
        self.support.with_user(self.agent)._delete_message(deleted["id"])
        self._work_later()
        for secret in ("between ourselves", "A mistake", "joined"):
            self.assertNotIn(secret, self._mails().body_html)

    def test_without_an_address(self):
        self.support._all_members().visitor_id.email = False
        self._work_later()
        self.assertFalse(self.env["mail.mail"].search([("res_id", "=", self.support.id)]))

    # Back by e-mail

    def _receive(self, sender="Vera <vera@example.com>", key="reply-1", email=REPLY, words=""):
        parent = self._mails()[-1].message_id
        raw = email.format(sender=sender, key=key, parent=parent, words=words)
        self.env["mail.thread"].message_process(None, raw.encode())
        self.env.invalidate_all()

    def test_reply(self):
        self._work_later()
        self._receive()
        said = self.support.chat_message_ids[-1]
        self.assertEqual(said.content, "That helps, thank you.")
        self.assertEqual(said.visitor_id, self.support._all_members().visitor_id)
        self.assertFalse(self.support.message_follower_ids)

    def test_reply_of_somebody_with_an_account(self):
        partner = self.env["res.partner"].create({"name": "Vera", "email": "vera@example.com"})
        self._work_later()
        self._receive()
        self.assertEqual(self.support.chat_message_ids[-1].content, "That helps, thank you.")
        self.assertNotIn(partner, self.support.message_partner_ids)

    def test_reply_of_somebody_else(self):
        self._work_later()
        before = self.support.chat_message_ids
        self._receive("Mallory <mallory@example.com>")
        self.assertEqual(self.support.chat_message_ids, before)

    def _files(self):
        """:return: what is kept of the files of the e-mails: in the chat, and anywhere"""
        names = ("notes.txt", "page.html")
        kept = self.env["ir.attachment"].search([("name", "in", names)])
        uploads = self.env["seitech.chat.attachment"].search([("channel_id", "=", self.support.id)])
        return uploads, kept

    def test_files_are_held(self):
        self._case().may_attach = True
        self._work_later()
        self._receive(email=WITH_FILES, words="See the file")
        uploads, kept = self._files()
        self.assertEqual(uploads.mapped("attachment_id"), kept, "none besides those of the chat")
        self.assertEqual(kept.mapped("name"), ["notes.txt"], "the other one is of no kind we take")
        self.assertTrue(uploads.is_held)
        said, refused = self.support.chat_message_ids[-2:]
        self.assertEqual((said.content, uploads.message_id), ("See the file", said))
        self.assertEqual(refused.message_type, "system")
        self.assertFalse(kept.with_user(self.agent).search([("id", "=", kept.id)]))
        # Files alone say something too.
        self._receive(email=WITH_FILES, key="reply-2")
        self.assertEqual(len(self._files()[0]), 2)

    def test_files_nobody_asked_for(self):
        self._work_later()
        for key, sender in enumerate(("vera@example.com", "mallory@example.com")):
            self._receive(sender, key, WITH_FILES, "See the file")
        uploads, kept = self._files()
        self.assertFalse(uploads or kept)
        said, refused = self.support.chat_message_ids[-2:]
        self.assertEqual(said.content, "See the file")
        self.assertEqual(refused.content, "The support team has not asked for files.")

    def test_reply_to_a_closed_conversation(self):
        self._work_later()
        self.support.with_user(self.agent)._change_state("closed")
        self._receive()
        self.assertEqual(self.support.state, "active")
        self.assertEqual(self._case().stage, "waiting")

    def test_reply_of_somebody_who_is_blocked(self):
        self._work_later()
        self._desk("block")
        before = self.support.chat_message_ids
        self._receive()
        self.assertEqual(self.support.chat_message_ids, before)

    # How much

    def _receive_many(self, senders, parent=None):
        parent = parent or self._mails()[-1].message_id
        for number, sender in enumerate(senders):
            raw = REPLY.format(sender=sender, key=f"{sender}-{number}", parent=parent)
            self.env["mail.thread"].message_process(None, raw.encode())
        self.env.invalidate_all()

    def _kept(self):
        """:return: how much is kept of what was said, and of e-mails"""
        return len(self.support.chat_message_ids), len(self.support.message_ids)

    def test_too_many_replies(self):
        self._work_later()
        self._set(settings.RATE_VISITOR_MAIL, 3)
        (said, kept), parent = self._kept(), self._mails().message_id
        self._receive_many(["vera@example.com"] * 8)
        self.assertEqual(self._kept(), (said + 3, kept + 3), "nothing above it")
        notice = self._mails()[1:]
        self.assertEqual(len(notice), 1, "told once")
        self.assertIn("That helps, thank you.", notice.body_html, "with what was written")
        self.assertIn("auto-replied", notice.headers)
        self._receive_many(["mallory@example.com"] * 2, parent)
        self.assertEqual(self._kept(), (said + 3, kept + 5), "others have a limit of their own")

    def test_too_many_emails_of_others(self):
        self._work_later()
        self._set(settings.RATE_VISITOR_MAIL, 3)
        said, kept = self._kept()
        self._receive_many([f"mallory{number}@example.com" for number in range(8)])
        self.assertEqual(self._kept(), (said, kept + 3), "whatever they are called")
        mails = self.env["mail.mail"].search([("email_to", "like", "mallory")])
        self.assertFalse(mails, "nobody is told who may not have written")
        self._receive_many(["vera@example.com"])
        self.assertEqual(self._kept(), (said + 1, kept + 4))

    def test_no_limit_elsewhere(self):
        self._set(settings.RATE_VISITOR_MAIL, 1)
        thread = self.env["res.partner"].create({"name": "Acme"})
        posted = thread.message_post(body="Hello", message_type="comment")
        self._receive_many(["vera@example.com"] * 3, posted.message_id)
        self.assertEqual(len(thread.message_ids.filtered(lambda m: m.message_type == "email")), 3)

    def test_programs_are_told_nothing(self):
        self._work_later()
        self._set(settings.RATE_VISITOR_MAIL, 1)
        automatic = "odoo.addons.seitech_elearning.models.chat_channel_email_limit.is_automatic"
        with patch(automatic, lambda _message: True):
            self._receive_many(["vera@example.com"] * 4)
        self.assertEqual(len(self._mails()), 1)
