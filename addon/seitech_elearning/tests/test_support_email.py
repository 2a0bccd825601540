import re
from datetime import timedelta

from odoo import fields
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

    # Back by the link

    def _ticket(self):
        self._work_later()
        return re.search(r"/#seitech-chat=([\w-]+)", self._mails().body_html)[1]

    def _resume(self, ticket):
        return self._request("support/resume", {"ticket": ticket})

    def test_link(self):
        ticket = self._ticket()
        self.authenticate(None, None)
        response = self._resume(ticket)
        self.assertEqual(response.status_code, 200, response.text)
        reply = response.json()
        self.assertEqual(reply["channel_id"], self.support.id)
        self._assert_refused(self._as_visitor("typing"), 401, "unauthenticated")
        self.token = reply["session_token"]
        self._say("Back again")
        self.assertEqual(self._resume(ticket).status_code, 200, "as often as they like")

    def test_links_that_are_none(self):
        ticket = self._ticket()
        self.authenticate(None, None)
        wrong = ["", "x", "é", "\ud800", ticket[:-4], ticket[4:], ticket.swapcase(), "A" * 200]
        for value in wrong:
            with self.subTest(ticket=value):
                self._assert_refused(self._resume(value), 401, "unauthenticated")
        visitor = self.support._all_members().visitor_id
        visitor.user_id = self.student
        self._assert_refused(self._resume(ticket), 401, "unauthenticated")
        visitor.user_id = False
        visitor.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        self._assert_refused(self._resume(ticket), 401, "unauthenticated")

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
