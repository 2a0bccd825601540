import re
from datetime import timedelta
from unittest.mock import patch

from odoo.addons.seitech_elearning.models import chat_reply
from odoo.addons.seitech_elearning.models.chat_rate import empty_buckets
from odoo.addons.seitech_elearning.tools import settings
from odoo.addons.seitech_elearning.tools.reply_text import reply_text
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, tagged
from odoo.tools import SQL

from .common import TAGS, ChatCase

REPLY = """Return-Path: <{sender}>
From: Somebody <{sender}>
To: {to}
Subject: Re: Unread message
Message-ID: <{key}@example.com>
{headers}Content-Type: text/plain; charset=utf-8

{words}

On Wed, Jan 7, 2026 at 10:00 AM The School <school@example.com> wrote:

> Ines Tester: Question
"""


@tagged(*TAGS)
class TestMailReplies(ChatCase):
    """Replies to e-mails about unread messages are said in the conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param(settings.PREFIX + settings.DIGEST_MINUTES, "60")
        cls.student.email = "sam@example.com"
        cls.fellow.email = "sofia@example.com"
        domain = cls.env["mail.alias.domain"].search([], limit=1) or cls.env[
            "mail.alias.domain"
        ].create({"name": "school.example.com"})
        domain.catchall_alias = "catchall"
        cls.env["res.company"].search([]).alias_domain_id = domain
        cls.circle = cls._new_channel(cls.student + cls.fellow)

    def setUp(self):
        super().setUp()
        self.to = self._address(self.student)
        self.addCleanup(self._forget_rates)
        self._forget_rates()

    def _address(self, user, channel=None):
        return self.env["seitech.chat.reply"]._address(user, (channel or self.channel).id)

    def _receive(
        self, words="It is 42.", sender="sam@example.com", to=None, key="reply-1", headers=""
    ):
        raw = REPLY.format(words=words, sender=sender, to=to or self.to, key=key, headers=headers)
        self.env["mail.thread"].message_process(None, raw.encode())
        self.env.invalidate_all()

    def _said(self, channel=None):
        channel = channel or self.channel
        return [
            (message.user_id, message.content)
            for message in channel.chat_message_ids.sorted("id")
            if message.message_type != "system"
        ]

    def _answers(self):
        domain = [("email_to", "like", "%<sam@example.com>"), ("subject", "like", "Re: %")]
        return self.env["mail.mail"].search(domain, order="id")

    # There and back

    def test_addresses_of_the_email(self):
        self._post(self.instructor, "Question")
        mail = self._digest()
        self.assertIn(self.to, mail.reply_to)
        self.assertNotIn("mailto:", mail.body_html)
        self._post(self.instructor, "Question")
        self._post(self.fellow, "Hello", self.circle)
        mail = self._digest()
        self.assertNotIn("+chat-", mail.reply_to or "")
        links = re.findall(r"mailto:([^?\"]+)", mail.body_html)
        wanted = [self._address(self.student, c) for c in (self.circle, self.channel)]
        self.assertEqual(sorted(links), sorted(wanted))

    def _digest(self):
        self.env.cr.execute(
            SQL(
                "UPDATE seitech_chat_message SET create_date = create_date - %s",
                timedelta(hours=2),
            )
        )
        self.env["seitech.chat.digest"]._mail_digests()
        domain = [("email_to", "like", "%<sam@example.com>")]
        return self.env["mail.mail"].search(domain, order="id")[-1]

    def test_reply(self):
        self._receive()
        self.assertEqual(self._said(), [(self.student, "It is 42.")])
        self.assertFalse(self._answers())
        kept = self.env["mail.message"].search([("message_id", "=", "<reply-1@example.com>")])
        self.assertFalse(kept, "there is no other copy of it")

    def test_delivered_twice(self):
        self._receive()
        self._receive()
        self.assertEqual(len(self._said()), 1)
        self._receive(key="reply-2")
        self.assertEqual(len(self._said()), 2, "the same words, said again")

    # Who may

    def test_sender_and_signature(self):
        other = self._address(self.student, self.circle)
        signature = other.partition("@")[0].rpartition("-")[2]
        forged = re.sub(r"[0-9a-f]{20}@", f"{signature}@", self.to)
        for sender, to in (
            ("mallory@example.com", self.to),
            ("sofia@example.com", self.to),
            ("sam@example.com", self._address(self.fellow, self.circle)),
        ):
            self._receive(sender=sender, to=to)
        with self.assertRaises(ValueError):
            self._receive(to=forged)
        self.assertEqual(self._said() + self._said(self.circle), [])
        self.assertFalse(self._answers())

    def test_programs_that_answer(self):
        for number, headers in enumerate(
            (
                "Auto-Submitted: auto-replied\n",
                "Precedence: bulk\n",
                "X-Autoreply: yes\n",
                "List-Id: <list.example.com>\n",
            )
        ):
            self._receive(headers=headers, key=f"loop-{number}")
        self._receive(sender="mailer-daemon@example.com", key="bounce")
        self.assertEqual(self._said(), [])
        self.assertFalse(self._answers())

    # What is refused is answered

    def test_closed(self):
        self.channel.write({"state": "closed"})
        self._receive("My long answer")
        self.assertEqual(self._said(), [])
        answer = self._answers()
        self.assertIn("This conversation is closed.", answer.body_html)
        self.assertIn("My long answer", answer.body_html, "what was written is not lost")
        headers = answer._prepare_outgoing_list()[0]["headers"]
        self.assertEqual(headers["Auto-Submitted"], "auto-replied")

    def test_left(self):
        self.channel._remove_members(self.student)
        self._receive()
        self.assertEqual(self._said(), [])
        answer = self._answers()
        self.assertIn("you have no access to it", answer.body_html)
        self.assertNotIn(self.channel.name, answer.body_html + answer.subject)

    def test_nothing_or_too_much_written(self):
        self._receive("")
        self.assertIn("Nothing was written", self._answers().body_html)
        self._receive("x" * 10_001, key="reply-2")
        self.assertEqual(self._said(), [])
        self.assertEqual(len(self._answers()), 2)

    def test_limits(self):
        with patch.object(chat_reply, "MAX_REPLIES", 2), patch.object(chat_reply, "MAX_ANSWERS", 2):
            for number in range(6):
                self._receive(key=f"reply-{number}")
        self.assertEqual(len(self._said()), 2)
        self.assertEqual(len(self._answers()), 2)

    def _forget_rates(self):
        # Counted on another connection, which no test takes back.
        empty_buckets.clear()
        with db_connect(self.env.cr.dbname).cursor() as cr:
            cr.execute("DELETE FROM seitech_chat_rate WHERE key LIKE 'mail%'")

    def test_archived(self):
        self.student.active = False
        self._receive()
        self.assertEqual(self._said(), [])
        self.assertFalse(self._answers())

    def test_without_a_mailbox(self):
        self.env["res.company"].search([]).alias_domain_id = False
        self.assertIsNone(self._address(self.student))
        self._post(self.instructor, "Question")
        self.assertNotIn("+chat-", self._digest().reply_to or "")


@tagged(*TAGS)
class TestReplyText(BaseCase):
    def test_quotations(self):
        for body, words in {
            "<p>Yes</p><p>&gt; No</p>": "Yes",
            "<pre>Yes\n\nOn 7 Jan 2026, at 10:00, Vera wrote:\n\n&gt; No</pre>": "Yes",
            "<pre>Yes\n\nOn Wed, Jan 7, 2026 at 10:00\nVera wrote:\n&gt; No</pre>": "Yes",
            "<pre>The list:\n&gt; a\n</pre>": "The list:",
            "<pre>Yes\n-----Original Message-----\nFrom: Vera\nNo</pre>": "Yes",
            "<pre>a\n---\nb</pre>": "a\n---\nb",
            '<div>Yes</div><div class="gmail_quote">On … wrote:<blockquote>No</blockquote></div>': (
                "Yes"
            ),
            "": "",
        }.items():
            with self.subTest(body=body):
                self.assertEqual(reply_text(body), words)
