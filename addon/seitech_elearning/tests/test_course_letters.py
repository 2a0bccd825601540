from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.errors import ChatError
from .common import TAGS
from .teaching_case import TeachingCase


@tagged(*TAGS)
class TestCourseLetters(TeachingCase):
    """Messages to attendees, and announcements."""

    def _enrolments(self):
        domain = [("channel_id", "=", self.course.id)]
        return self.env["slide.channel.partner"].with_context(active_test=False).search(domain)

    def _letter(self, user, enrolments=None, content="See you on Monday."):
        enrolments = self._enrolments() if enrolments is None else enrolments
        return (
            self.env["seitech.course.letter"]
            .with_user(user)
            .create({"enrolment_ids": [(6, 0, enrolments.ids)], "content": content})
        )

    def _said(self, student):
        channels = self.env["seitech.chat.channel"]
        people = self.instructor + student
        key = channels._pair_key("student_instructor", people, self.course.id)
        return channels._find_pair(key).chat_message_ids.mapped("content")

    def test_one_conversation_each(self):
        letter = self._letter(self.instructor)
        self.assertEqual((letter.recipient_count, letter.excluded), (2, ""))
        self.assertEqual(letter.action_send()["params"]["type"], "success")
        for student in (self.student, self.fellow):
            self.assertEqual(self._said(student), ["See you on Monday."])
        # The student's answer comes to the conversation there was.
        self.assertEqual(self.pair.chat_message_ids.mapped("content"), ["See you on Monday."])

    def test_pressed_twice(self):
        letter = self._letter(self.instructor)
        letter.action_send()
        letter.action_send()
        self.assertEqual(self._said(self.fellow), ["See you on Monday."])
        self._letter(self.instructor).action_send()
        self.assertEqual(len(self._said(self.fellow)), 2)

    def test_a_reason_is_told_once(self):
        nobody = self.env["res.partner"].create({"name": "Nora Nobody"})
        courses = self.course + self.course.copy({"user_id": self.instructor.id})
        enrol = self.env["slide.channel.partner"].create
        enrolments = enrol([{"channel_id": c.id, "partner_id": nobody.id} for c in courses])
        letter = self._letter(self.instructor, enrolments)
        self.assertEqual(letter.excluded, "Nora Nobody: has no account")

    def test_who_gets_none(self):
        nobody = self.env["res.partner"].create({"name": "Nora Nobody"})
        enrol = self.env["slide.channel.partner"].create
        enrol({"channel_id": self.course.id, "partner_id": nobody.id})
        invited = {"channel_id": self.course.id, "member_status": "invited"}
        enrol({**invited, "partner_id": self.stranger.partner_id.id})
        self.fellow.active = False
        letter = self._letter(self.instructor)
        self.assertEqual(letter.recipient_count, 1)
        self.assertEqual(
            sorted(letter.excluded.split("\n")),
            [
                "Nora Nobody: has no account",
                "Sofia Tester: has an archived account",
                "Soren Tester: does not attend the course",
            ],
        )
        told = letter.action_send()["params"]
        self.assertEqual(told["type"], "warning")
        self.assertIn("Nora Nobody", told["message"])

    def test_course_of_somebody_else(self):
        """Also to students one teaches elsewhere."""
        self._new_course("Logic", self.other_instructor, self.student)
        letter = self._letter(self.other_instructor)
        self.assertEqual(letter.recipient_count, 0)
        self.assertIn("is in a course of somebody else", letter.excluded)

    def test_closed_conversation(self):
        self.pair.state = "closed"
        told = self._letter(self.instructor).action_send()["params"]
        self.assertIn("Sam Tester: This conversation is closed.", told["message"])
        self.assertEqual(self._said(self.fellow), ["See you on Monday."])

    def test_nothing_to_say(self):
        with self.assertRaises(ChatError):
            self._letter(self.instructor, content=" ").action_send()

    def test_access(self):
        letter = self._letter(self.other_instructor)
        self.assertEqual(letter.recipient_count, 0)
        with self.assertRaises(UserError):
            letter.action_send()
        self.assertEqual(self._said(self.student), [])
        with self.assertRaises(AccessError):
            self._letter(self.student)
        mine = self._letter(self.instructor)
        with self.assertRaises(AccessError):
            mine.with_user(self.other_instructor).action_send()

    def test_manager(self):
        self.assertEqual(self._letter(self.manager).action_send()["params"]["type"], "success")
        channels = self.env["seitech.chat.channel"].search(
            [("member_ids", "in", self.manager.ids), ("channel_type", "=", "student_instructor")]
        )
        self.assertEqual(len(channels), 2)

    # Announcements

    def _announcement(self, user, content="No lesson on Monday."):
        wizards = self.env["seitech.course.announcement"].with_user(user)
        return wizards.create({"course_id": self.course.id, "content": content})

    def test_announcement(self):
        announcement = self._announcement(self.instructor)
        self.assertEqual(announcement.recipient_count, 2)
        with self._bus() as rows:
            action = announcement.action_send()
            announcement.action_send()
        [message] = self.discussion.chat_message_ids
        self.assertEqual(action["url"], f"/chat/{self.discussion.id}/{message.id}")
        self.assertIs(rows[0][2]["message"]["announcement"], True)
        self.assertEqual(len(rows), 1)

    def test_announcement_of_others(self):
        with self.assertRaises(ChatError):
            self._announcement(self.other_instructor).action_send()
        with self.assertRaises(AccessError):
            self._announcement(self.instructor).with_user(self.other_instructor).read(["content"])
        body = {"channel_id": self.discussion.id, "content": "x", "announcement": True}
        self._assert_refused(self._request("send", body, self.student), 403, "forbidden")
        body["channel_id"] = self.pair.id
        self._assert_refused(self._request("send", body, self.instructor), 403, "forbidden")
        self.assertFalse(self.discussion.chat_message_ids)

    def test_announcement_counts_like_a_mention(self):
        level = {"channel_id": self.discussion.id, "notification_level": "mentions"}
        self._call("preferences", level, self.student)
        self._post(self.instructor, "Hello", self.discussion)
        totals = self._unread(self.student)
        self.assertEqual(totals, (0, 0))
        self._announcement(self.instructor).action_send()
        self.assertEqual(self._unread(self.student), (1, 1))
        self.assertEqual(self._unread(self.instructor), (0, 0))
        level["notification_level"] = "none"
        self._call("preferences", level, self.student)
        self.assertEqual(self._unread(self.student)[0], 0)
        level["notification_level"] = "mentions"
        muted = {**level, "muted_until": "2099-01-01T00:00:00Z"}
        self._call("preferences", muted, self.student)
        self.assertEqual(self._unread(self.student)[0], 0)

    def test_announcement_that_mentions_counts_once(self):
        level = {"channel_id": self.discussion.id, "notification_level": "mentions"}
        self._call("preferences", level, self.student)
        self._announcement(self.instructor, "@Sam Tester and all: no lesson.").action_send()
        self.assertEqual(self._unread(self.student), (1, 1))

    def _unread(self, user):
        """:return: what the person wants to know of in all, and the mentions in the discussion"""
        channel = self.discussion.with_user(user)
        [row] = channel._fetch_own_rows()
        return channel._unread_total(), row["unread_mention_count"]
