import re
from datetime import timedelta

from freezegun import freeze_time
from lxml import html
from odoo import fields
from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged
from odoo.tools import SQL

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestDigest(ChatCase):
    """One e-mail about what somebody has not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.instructor + cls.student + cls.fellow:
            user.email = f"{user.login}@example.com"
        cls._set("digest_minutes", "60")
        cls.circle = cls._new_channel(cls.student + cls.fellow + cls.instructor)

    @classmethod
    def _set(cls, name, value):
        cls.env["ir.config_parameter"].set_param(settings.PREFIX + name, value)

    def setUp(self):
        super().setUp()
        # Whatever else waits in the database is nobody's news here.
        self.env.cr.execute(
            """
            UPDATE seitech_chat_member me SET digested_message_id = (
                SELECT COALESCE(max(id), 0) FROM seitech_chat_message m
                 WHERE m.channel_id = me.channel_id
            )
            """
        )
        self.env["mail.presence"].search([]).unlink()

    def _age(self, minutes=61):
        """All messages are so much older now."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE seitech_chat_message SET create_date = create_date - %s",
                timedelta(minutes=minutes),
            )
        )

    def _mails(self, user=None):
        user = user or self.student
        return self.env["mail.mail"].search([("email_to", "like", f"%<{user.email}>")], order="id")

    def _work(self, minutes=61):
        """:return: the e-mails that the student gets by it"""
        before = self._mails()
        self._age(minutes)
        self.env["seitech.chat.digest"]._mail_digests()
        return self._mails() - before

    # One e-mail

    def test_one_email_not_ten(self):
        for number in range(5):
            self._post(self.instructor, f"Question {number}")
        self._post(self.fellow, "Hello **all**", self.circle)
        self.assertFalse(self._work(59), "not yet an hour")
        mail = self._work(2)
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.subject, "6 unread messages in 2 conversations")
        words = " ".join(html.fromstring(mail.body_html).text_content().split())
        for said in ("Question 0", "Question 2", "and 2 more", "Hello all", "Sofia Tester"):
            self.assertIn(said, words)
        self.assertNotIn("Question 3", words)
        for channel in (self.channel, self.circle):
            self.assertIn(f'/chat/{channel.id}"', mail.body_html)
        self.assertEqual(len(self._mails(self.fellow)), 0, "their own message")
        self.assertEqual(len(self._mails(self.instructor)), 1, "of the circle")

    def test_never_twice(self):
        self._post(self.instructor, "Question")
        self.assertEqual(len(self._work()), 1)
        self.assertFalse(self._work(), "the same message")
        self._post(self.instructor, "Another")
        mail = self._work()
        self.assertNotIn("Question", mail.body_html)
        self.assertIn("Another", mail.body_html)

    def test_what_is_young_comes_along(self):
        self._post(self.instructor, "Old")
        self._age()
        self._post(self.instructor, "Young")
        self.assertIn("Young", self._work(0).body_html)
        self.assertFalse(self._work(), "and is not told of again")

    def test_what_was_read_or_taken_back(self):
        last = self._post(self.instructor, "Question")
        self.channel.with_user(self.student)._mark_read(last["id"])
        self.assertFalse(self._work())
        deleted = self._post(self.instructor, "A mistake")
        self._post(self.instructor, "Right")
        hidden = self._post(self.instructor, "Rude")
        self.channel.with_user(self.instructor)._delete_message(deleted["id"])
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET hidden_at = now() WHERE id = %s", [hidden["id"]]
        )
        mail = self._work()
        self.assertIn("Right", mail.body_html)
        for gone in ("A mistake", "Rude"):
            self.assertNotIn(gone, mail.body_html)

    def test_by_whom_and_when_in_their_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.student.write({"lang": "de_DE", "tz": "Asia/Tokyo"})
        self._post(self.instructor, "Frage")
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET create_date = %s WHERE content = 'Frage'",
            [fields.Datetime.now().replace(hour=20, minute=15) - timedelta(days=1)],
        )
        self.assertIn("05:15", self._work(0).body_html)

    def test_without_content(self):
        self._set("digest_previews", "0")
        self._post(self.instructor, "Secret")
        mail = self._work()
        self.assertNotIn("Secret", mail.body_html)
        self.assertIn("Ines Tester", mail.body_html)

    def test_long_ones_are_cut(self):
        self._post(self.instructor, "word " * 300)
        line = re.search(r"(?:word ){5,}[^<]*", self._work().body_html)[0]
        self.assertLessEqual(len(line.strip()), 200)
        self.assertTrue(line.strip().endswith("…"))

    def test_markup_stays_text(self):
        self._post(self.instructor, "<img src=x onerror=alert(1)>")
        self.assertNotIn("<img", self._work().body_html)

    # What people have chosen

    def _prefer(self, **values):
        self.channel.with_user(self.student)._set_preferences(**values)

    def test_mute_level_and_hiding(self):
        later = (fields.Datetime.now() + timedelta(hours=8)).isoformat()
        for chosen in (
            {"muted_until": later},
            {"notification_level": "none"},
            {"notification_level": "mentions"},
        ):
            with self.subTest(chosen=chosen):
                self._prefer(**chosen)
                self._post(self.instructor, "Question")
                self.assertFalse(self._work())
                self._prefer(muted_until=None, notification_level="all")
                self.assertTrue(self._work(0), "once they want to hear of it")
        self._prefer(notification_level="mentions")
        self._post(self.instructor, "Hello @Sam Tester")
        self.assertTrue(self._work())

    def test_hidden_until_something_new(self):
        self._post(self.instructor, "Question")
        self._prefer(hidden=True)
        self.assertFalse(self._work())
        self._post(self.instructor, "Another")
        self.assertTrue(self._work())

    def test_announcements_count_like_mentions(self):
        discussion = self._new_channel(
            self.instructor + self.student, "course", course_id=self.course.id
        )
        discussion.with_user(self.student)._set_preferences(notification_level="mentions")
        said = self._post(self.instructor, "Exam on Monday", discussion)
        self.env.cr.execute(
            "UPDATE seitech_chat_message SET is_announcement = TRUE WHERE id = %s", [said["id"]]
        )
        self.assertTrue(self._work())

    def test_people_who_are_blocked(self):
        self._post(self.fellow, "Rude", self.circle)
        blocks = self.env["seitech.chat.personal.block"]
        blocks.with_user(self.student)._block(self.fellow)
        self.assertFalse(self._work())

    def test_being_there(self):
        presence = self.env["mail.presence"].create(
            {"user_id": self.student.id, "status": "online"}
        )
        self._post(self.instructor, "Question")
        self.assertFalse(self._work())
        presence.status = "away"
        self.assertTrue(self._work(0))

    def test_quiet_hours(self):
        self.student.write({"tz": "UTC", "seitech_chat_quiet": True})
        self._post(self.instructor, "Question")
        with freeze_time("2026-01-07 23:00"):
            self.assertFalse(self._work())
        with freeze_time("2026-01-08 07:00"):
            self.assertTrue(self._work(0), "told of when they are over")

    def test_switched_off(self):
        self.student.seitech_chat_digest = False
        self._post(self.instructor, "Question")
        self.assertFalse(self._work())
        self.student.seitech_chat_digest = True
        self._set("digest_minutes", "0")
        self.assertFalse(self._work())

    def test_who_left_or_cannot_be_written_to(self):
        self._post(self.instructor, "Question")
        self._post(self.fellow, "Hello", self.circle)
        self.channel._remove_members(self.student)
        mail = self._work()
        self.assertNotIn("Question", mail.body_html)
        self._post(self.fellow, "Again", self.circle)
        self.student.email = False
        self._age()
        self.env["seitech.chat.digest"]._mail_digests()
        self.student.email = "sam@example.com"
        self.assertEqual(len(self._mails()), 1)

    def test_update_from_before(self):
        """Nobody is told of what was unread before there were such e-mails."""
        self._post(self.instructor, "Question")
        self.env.flush_all()
        self.env.cr.execute(
            "ALTER TABLE seitech_chat_member ALTER digested_message_id DROP NOT NULL;"
            "UPDATE seitech_chat_member SET digested_message_id = NULL"
        )
        self.env["seitech.chat.member"]._init_column("digested_message_id")
        self.env.invalidate_all()
        self.assertFalse(self._work())

    # No more of them

    def _unsubscribe_path(self, mail):
        return re.search(r'href="[^"]*(/chat/unsubscribe/[\w-]+)"', mail.body_html)[1]

    def test_unsubscribing(self):
        self._post(self.instructor, "Question")
        mail = self._work()
        path = self._unsubscribe_path(mail)
        headers = mail._prepare_outgoing_list()[0]["headers"]
        self.assertTrue(headers["List-Unsubscribe"].endswith(f"{path}>"))
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.authenticate(None, None)
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertTrue(self.student.seitech_chat_digest, "looking changes nothing")
        answer = self.url_open(path, data={"List-Unsubscribe": "One-Click"})
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.student.seitech_chat_digest)
        self.assertTrue(self.fellow.seitech_chat_digest)
        self.assertEqual(self.url_open(path, data={"x": "1"}).status_code, 200, "once more")

    def test_tokens_that_are_none(self):
        token = self.student._chat_unsubscribe_token()
        self.authenticate(None, None)
        for wrong in ("x", token[:-3], token.swapcase(), "A" * 90):
            with self.subTest(token=wrong):
                answer = self.url_open(f"/chat/unsubscribe/{wrong}", data={"x": "1"})
                self.assertEqual(answer.status_code, 404)
        self.env.invalidate_all()
        self.assertTrue(self.student.seitech_chat_digest)

    def test_settings(self):
        config = self.env["res.config.settings"].create({})
        self.assertTrue(config.seitech_chat_digest_previews)
        config.seitech_chat_digest_previews = False
        config.seitech_chat_digest_minutes = 0
        config.execute()
        self.assertFalse(settings.shows_digest_previews(self.env))
        self.assertEqual(settings.limit(self.env, settings.DIGEST_MINUTES), 0)
