import json
import logging
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TAGS
from .privacy_case import PrivacyCase
from .upload_samples import image

MARKER = "qzmarkerzq"


@tagged(*TAGS)
class TestErasure(PrivacyCase):
    """Of somebody who is erased no word is left anywhere, and the others go on."""

    def _subject(self, user):
        return self.env["seitech.chat.erasure"]._subject(user.partner_id)

    def _erase(self, subject):
        return self.env["seitech.chat.erasure"].with_user(self.manager)._erase(subject, "asked")

    def _erase_user(self, user):
        return self._erase(self._subject(user))

    # No trace

    def test_no_trace_of_a_person(self):
        """A word that is found nowhere else, wherever somebody can leave one."""
        circle = self._seed_group()
        direct = self._seed_messages()
        paths = self._seed_files()
        self._seed_elsewhere(direct)
        places = set(self._places_of(MARKER))
        for table in (
            "seitech_chat_message",
            "seitech_chat_channel",
            "seitech_study_group",
            "seitech_chat_note",
            "seitech_chat_report",
            "seitech_course_faq",
            "ir_attachment",
            "mail_link_preview",
            "mail_mail",
            "mail_message",
            "mail_tracking_value",
            "bus_bus",
        ):
            self.assertIn(table, places, "what is not there cannot be seen to go")
        before = circle.chat_message_ids.ids
        others = circle.chat_message_ids.filtered(lambda m: m.user_id == self.fellow)
        with self.assertLogs(level=logging.INFO) as logs:
            logging.getLogger(__name__).info("so that there is a line")
            counts = self._erase_user(self.student)
            left = self._places_of(MARKER)
        self.assertEqual(left, [])
        self.assertNotIn(MARKER, "\n".join(logs.output).lower())
        self._collect_files()
        self.assertFalse([path for path in paths if path.exists()])
        self.assertGreater(counts["messages"], 3)
        # What is left
        self.assertEqual(circle.chat_message_ids.ids[: len(before)], before, "the order stays")
        self.assertIn("I agree", others.mapped("content"))
        self.assertFalse(circle.chat_message_ids.filtered(lambda m: m.user_id == self.student))
        self.assertNotIn(self.student, circle.member_ids)
        log = self.env["seitech.chat.privacy.log"].search([], limit=1)
        self.assertEqual((log.kind, log.user_id), ("erasure", self.manager))
        self.assertNotIn(self.student.name, f"{log.subject} {log.details}")

    def _seed_group(self):
        """A study group that is named by the person, and others who quote and mention them."""
        groups = self.env["seitech.study.group"].with_user(self.student)
        group = groups._found(f"Group {MARKER}", description=f"About {MARKER}")
        group._add_people(self.fellow)
        circle = group.with_env(self.env)._chat_channels()
        said = self._post(self.student, f"First {MARKER}", circle)
        self._post(self.fellow, "I agree", circle, parent_id=said["id"])
        self._post(self.fellow, f"As @{self.student.name} says", circle)
        return circle

    def _seed_messages(self):
        """What was said, edited, linked, renamed, pinned, answered and reported."""
        direct = self._new_channel(self.student + self.instructor, "group")
        student = direct.with_user(self.student)
        self._commit_like()
        direct._set_role(self.student | self.instructor, "moderator")
        student._rename(f"Room {MARKER}")
        self._commit_like()
        direct.with_user(self.instructor)._rename("Room")
        self._commit_like()
        student._rename(f"Room {MARKER} again")
        self._commit_like()
        posted = self._post(self.student, f"https://example.com/{MARKER}", direct)
        self._new_preview(posted["id"], f"https://example.com/{MARKER}", og_title=MARKER)
        student._edit_message(posted["id"], f"https://example.com/{MARKER} edited")
        answer = self._post(self.instructor, "Yes", direct)
        for message in (answer["id"], posted["id"]):
            direct.with_user(self.student)._react(message, "👍")
        direct.with_user(self.instructor)._report_message(posted["id"], "spam", "Look")
        self.env["seitech.chat.report"].search([]).write({"state": "done"})
        self.env["seitech.course.faq"].create(
            {
                "name": f"Why {MARKER}?",
                "answer": "<p>Because</p>",
                "course_id": self.course.id,
                "question_message_id": posted["id"],
                "is_published": True,
            }
        )
        return direct

    def _commit_like(self):
        """What Odoo does at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _seed_files(self):
        """Files that were sent and one that was not, with the word in name and content."""
        _sent, text = self._send_file(self.student, f"{MARKER}.txt", MARKER.encode())
        _sent, picture = self._send_file(self.student, f"{MARKER}.png", image("PNG"))
        unsent = self._upload(self.student, "b.txt", f"{MARKER} 2".encode())
        return self._paths(text | picture | unsent)

    def _seed_elsewhere(self, channel):
        """In the chatter, in e-mails that wait, in notes, on the bus."""
        channel.message_post(body=MARKER, author_id=self.student.partner_id.id)
        self.env["mail.mail"].create(
            {
                "subject": MARKER,
                "body_html": MARKER,
                "email_to": "x@example.com",
                "model": channel._name,
                "res_id": channel.id,
            }
        )
        self.env["mail.mail"].create(
            {
                "subject": "Unread",
                "body_html": f'<a href="https://example.com/chat/{channel.id}">{MARKER}</a>',
                "email_to": "x@example.com",
            }
        )
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        support = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._post(self.student, f"Help {MARKER}", support)
        self._desk("claim", channel=support)
        self._desk("note", channel=support, content=f"Says {MARKER}")

    def test_no_trace_of_a_visitor(self):
        self.support, self.token = self._open(
            f"Hello {MARKER}", name=f"Vera {MARKER}", email=f"{MARKER}@example.com",
            page=f"https://example.com/{MARKER}",
        )  # fmt: skip
        self._desk("claim")
        self._desk("note", content=f"Note {MARKER}")
        self._case().may_attach = True
        response = self.url_open(
            "/api/chat/support/upload",
            data={"channel_id": str(self.support.id), "session_token": self.token},
            files={"file": (f"{MARKER}.txt", MARKER.encode(), "text/plain")},
        )
        upload = self.env["seitech.chat.attachment"].browse(
            response.json()["message"]["attachments"][0]["id"]
        )
        paths = self._paths(upload)
        self._post(self.agent, "An answer", self.support)
        self._case().first_response_at = fields.Datetime.now()
        self.support._rate_by_visitor(2, MARKER)
        visitor = self._case().visitor_id
        self.support._mail_transcript(visitor)
        self.support.message_post(
            body=MARKER, email_from=f"{MARKER}@example.com", message_type="email"
        )
        self.env["seitech.chat.abuse"]._note_by_agent(visitor, "spam")
        places = self._places_of(MARKER)
        self.assertLessEqual(
            {"rating_rating", "mail_mail", "mail_message", "seitech_chat_visitor", "bus_bus"},
            set(places),
        )
        with self.assertLogs(level=logging.INFO) as logs:
            logging.getLogger(__name__).info("so that there is a line")
            self._erase(self.env["seitech.chat.erasure"]._subject(visitors=visitor))
            left = self._places_of(MARKER)
        self.assertEqual(left, [])
        self.assertNotIn(MARKER, "\n".join(logs.output).lower())
        self._collect_files()
        self.assertFalse([path for path in paths if path.exists()])
        self.assertFalse(visitor.exists())
        self.assertEqual(self.support.state, "closed")
        self._assert_refused(self._as_visitor("send", content="x"), 401, "unauthenticated")
        page = self._call("messages", {"channel_id": self.support.id}, self.agent)
        self.assertIn("An answer", [message["content"] for message in page["messages"]])
        # The agents' lists go on.
        self._call("desk/queue", {"queue": "closed", "limit": 100}, self.agent)

    # The others

    def test_clients_catch_up(self):
        said = self._post(self.student, MARKER)
        reply = self._post(self.instructor, "Fine", parent_id=said["id"])
        self.channel.with_user(self.student)._react(reply["id"], "👍")
        cursors = {str(self.channel.id): reply["rev"]}
        with self._bus() as rows:
            self._erase_user(self.student)
        self.assertIn("seitech.chat/resubscribe", [kind for _to, kind, _payload in rows])
        taken = [payload for _to, kind, payload in rows if kind == "seitech.chat/reaction"]
        self.assertEqual([told["reaction"]["active"] for told in taken], [False])
        self.assertNotIn(self.student.name, json.dumps(rows, default=str))
        changed = self._call("sync", {"channels": cursors}, self.instructor)["channels"]
        [told] = [m for m in changed[str(self.channel.id)]["messages"] if m["id"] == said["id"]]
        self.assertEqual((told["deleted"], told["content"], told["html"]), (True, "", ""))
        self.assertEqual((told["author"]["id"], told["author"]["name"]), (None, "Former member"))
        thread = self._call("messages", {"channel_id": self.channel.id})["messages"]
        [answer] = [message for message in thread if message["id"] == reply["id"]]
        self.assertEqual((answer["content"], answer["reactions"]), ("Fine", []))
        self.assertEqual((answer["parent"]["preview"], answer["parent"]["deleted"]), ("", True))

    def test_names_in_sentences(self):
        circle = self._new_channel(self.student + self.instructor + self.fellow)
        circle.with_user(self.manager)._remove_person(self.student.id)
        mentioned = self._new_channel(self.student + self.instructor)
        words = f"Ask @{self.student.name}, or @{self.instructor.name}"
        posted = self._post(self.fellow, words, self._joined(mentioned, self.fellow))
        self._erase_user(self.student)
        said = circle.chat_message_ids.mapped("content")
        self.assertIn("Former member was removed", said)
        self.assertNotIn(self.student.name, " ".join(said))
        message = self.env["seitech.chat.message"].browse(posted["id"])
        self.assertEqual(message.content, f"Ask @Former member, or @{self.instructor.name}")
        self.assertEqual(message.mentioned_user_ids, self.instructor)
        self.assertNotIn(self.student.name, message.content_html)
        self.assertIn(self.instructor.name, message.content_html)

    def _joined(self, channel, user):
        channel._add_members(user)
        return channel

    def test_only_this_person(self):
        self._post(self.student, "mine")
        kept = self._post(self.instructor, "theirs")
        _sent, upload = self._send_file(self.instructor, "a.txt", b"theirs")
        path = self._paths(upload)[0]
        # The same bytes, so one file on disk.
        self._send_file(self.student, "b.txt", b"theirs")
        elsewhere = self._new_direct(self.instructor, self.fellow)
        before = self._post(self.fellow, "elsewhere", elsewhere)
        rev = elsewhere.rev
        self._erase_user(self.student)
        self._collect_files()
        self.assertTrue(path.exists(), "somebody else has it too")
        self.assertEqual(upload.attachment_id.raw, b"theirs")
        messages = self.env["seitech.chat.message"].browse([kept["id"], before["id"]])
        self.assertEqual(messages.mapped("content"), ["theirs", "elsewhere"])
        self.assertEqual(elsewhere.rev, rev)

    # What stands against it

    def test_holds(self):
        self._post(self.student, "words")
        holds = self.env["seitech.chat.hold"]
        for target in (
            {"partner_id": self.student.partner_id.id},
            {"channel_id": self.channel.id},
            {"partner_id": self.instructor.partner_id.id},
        ):
            hold = holds.create({**target, "reason": "7"})
            person = self._person(self.student, reason="asked")
            told = person.action_erase()
            self.assertEqual(told["params"]["type"], "danger")
            self.assertIn("hold", told["params"]["message"])
            self.assertEqual(self.channel.chat_message_ids.content, "words")
            log = self.env["seitech.chat.privacy.log"].search([], limit=1)
            self.assertEqual(log.kind, "refused")
            with self.assertRaises(UserError):
                self._erase_user(self.student)
            hold.action_lift()
        self._person(self.student, reason="asked").action_erase()
        self.assertEqual(self.channel.chat_message_ids[:1].content, "")

    def test_reports_that_are_worked_on(self):
        posted = self._post(self.student, "words")
        self.channel.with_user(self.instructor)._report_message(posted["id"], "spam")
        told = self._person(self.student, reason="asked").action_erase()
        self.assertEqual(told["params"]["type"], "danger")
        self.env["seitech.chat.report"].search([]).write({"state": "done"})
        told = self._person(self.student, reason="asked").action_erase()
        self.assertEqual(told["params"]["type"], "success")
        self.assertTrue(told["params"]["next"]["views"], "the browser opens it by itself")
        person = self._person(self.student)
        self.assertEqual((person.conversations, person.messages, person.files), (0, 0, 0))
        self.assertFalse(self.env["seitech.chat.report"].search([]))

    def _person(self, user, **values):
        people = self.env["seitech.chat.person"].with_user(self.manager)
        return people.create({"partner_id": user.partner_id.id, **values})

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_who_may(self):
        for user in (self.student, self.instructor, self.agent):
            with self.assertRaises(AccessError):
                self.student.partner_id.with_user(user).action_seitech_chat_data()
        with self.assertRaises(UserError):
            self._person(self.student).action_erase()
        with self.assertRaises(UserError):
            self._person(self.env["res.users"], reason="x").action_erase()

    # Odoo's own ways

    def test_privacy_lookup(self):
        self.student.email = f"{MARKER}@example.com"
        posted = self._post(self.student, f"Words {MARKER}")
        self.support, self.token = self._open("Hello", email=f"{MARKER}@example.com")
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.student.name, "email": f"{MARKER}@example.com"}
        )
        wizard.action_lookup()
        found = {(line.res_model, line.res_id): line for line in wizard.line_ids}
        message = found["seitech.chat.message", posted["id"]]
        visitor = found["seitech.chat.visitor", self._case().visitor_id.id]
        self.assertFalse(message.has_active)
        message.action_unlink()
        row = self.env["seitech.chat.message"].browse(posted["id"])
        self.assertTrue(row.exists() and row.deleted_at)
        self.assertFalse(row.content or row.author_id)
        visitor.action_unlink()
        self.assertEqual(set(self.support.chat_message_ids.mapped("content")) & {"Hello"}, set())
        self.assertFalse(self._case().visitor_id)
        opened = self.env["seitech.chat.person"].with_user(self.manager)
        action = opened._open_for_email(f"{MARKER}@example.com")
        self.assertEqual(opened.browse(action["res_id"]).partner_id, self.student.partner_id)
        with self.assertRaises(UserError):
            opened._open_for_email("nobody@example.com")

    def test_deleted_accounts(self):
        posted = self._post(self.student, "Words")
        self._post(self.instructor, f"@{self.student.name}")
        self.channel.with_user(self.student)._react(posted["id"], "👍")
        self._send_file(self.student, "a.txt", b"words")
        partner, name = self.student.partner_id, self.student.name
        self.env["res.users.deletion"].create({"user_id": self.student.id, "state": "todo"})
        self._commit_like()
        # The test's transaction is to be rolled back.
        crons = self.registry["ir.cron"]
        with patch.object(crons, "_commit_progress", lambda *_args, **_options: 60):
            self.env["res.users.deletion"]._gc_portal_users()
        self.assertFalse(self.student.exists() or partner.exists())
        page = self._call("messages", {"channel_id": self.channel.id}, self.instructor)
        [message] = [m for m in page["messages"] if m["id"] == posted["id"]]
        self.assertEqual(message["content"], "Words")
        self.assertEqual(message["author"]["name"], "Former member")
        self.assertNotIn(name, json.dumps(message))

    def test_no_foreign_key_restricts(self):
        """Whoever is deleted in Odoo can be, whatever the chat has of them."""
        self.env.cr.execute(
            """
            SELECT conrelid::regclass::text || '.' || conname FROM pg_constraint
             WHERE contype = 'f' AND confdeltype IN ('a', 'r')
               AND conrelid::regclass::text LIKE 'seitech%'
               AND confrelid::regclass::text IN ('res_users', 'res_partner')
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [])

    def test_many_messages(self):
        """One statement for each conversation, whatever was said in it."""
        self._many(2)
        few = self._cost()
        self._many(300)
        self.assertLess(self._cost() - few, 30)

    def _many(self, number):
        self.channel._add_members(self.student)
        for n in range(number):
            self._post(self.student, f"{n}")

    def _cost(self):
        before = self.env.cr.sql_log_count
        self._erase_user(self.student)
        return self.env.cr.sql_log_count - before
