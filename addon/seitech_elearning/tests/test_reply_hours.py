import json
from zoneinfo import ZoneInfo

from freezegun import freeze_time
from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import TAGS, ChatCase
from .wire_case import FIXTURES

BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")
# Monday to Friday, with a break for lunch.
WEEK = [(day, *span) for day in range(5) for span in ((9, 12), (13, 17))]


@tagged(*TAGS)
class TestReplyHours(ChatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "Office hours",
                "tz": "Europe/Berlin",
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": "At work",
                            "dayofweek": str(day),
                            "hour_from": start,
                            "hour_to": end,
                            "day_period": "morning" if start < 12 else "afternoon",
                        }
                    )
                    for day, start, end in WEEK
                ],
            }
        )
        cls.instructor.seitech_chat_calendar_id = cls.calendar
        cls.student.tz = "Europe/Berlin"
        cls.pair = cls._new_channel(cls.instructor + cls.student, "student_instructor")

    def _told(self, now, zone=BERLIN, lang="en_US"):
        with freeze_time(now):
            return self.instructor._chat_reply_hours(zone, lang)

    def test_in_words(self):
        usual = "Usually answers Mon–Fri 9:00 AM–5:00 PM"
        told = self._told("2026-01-07 10:00")
        self.assertEqual((told["sentence"], told["is_open"]), (usual, True))
        self.assertIsNone(told["next_opening"])
        # In the break, before and after work, on Friday evening.
        for now, opening in {
            "2026-01-07 11:30": "today 1:00 PM",
            "2026-01-07 06:00": "today 9:00 AM",
            "2026-01-07 18:00": "tomorrow 9:00 AM",
            "2026-01-09 18:00": "Monday 9:00 AM",
        }.items():
            told = self._told(now)
            self.assertEqual(told["sentence"], f"{usual}; next: {opening}", now)
            self.assertFalse(told["is_open"])
        self.assertEqual(told["next_opening"], "2026-01-12T08:00:00.000Z")

    def test_by_the_students_clock(self):
        sentence = self._told("2026-01-07 18:00", TOKYO)["sentence"]
        self.assertEqual(sentence, "Usually answers Mon–Fri 5:00 PM–1:00 AM; next: today 5:00 PM")

    def test_holidays_and_different_days(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "date_from": "2026-01-07 23:00:00",
                "date_to": "2026-01-08 23:00:00",
            }
        )
        self.calendar.attendance_ids.filtered(lambda a: a.dayofweek == "4")[1].unlink()
        sentence = self._told("2026-01-07 18:00")["sentence"]
        self.assertEqual(
            sentence,
            "Usually answers Mon–Thu 9:00 AM–5:00 PM, Fri 9:00 AM–12:00 PM; next: Friday 9:00 AM",
        )

    def test_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.assertIn(
            "Mo.–Fr. 09:00–17:00", self._told("2026-01-07 10:00", lang="de_DE")["sentence"]
        )

    def test_none_to_tell(self):
        self.calendar.flexible_hours = True
        self.assertIsNone(self.instructor._chat_reply_hours())
        self.assertTrue(self.instructor._chat_is_reachable())
        self.instructor.seitech_chat_calendar_id = False
        self.assertIsNone(self.instructor._chat_reply_hours())

    def test_portal_users_have_none(self):
        with self.assertRaises(ValidationError):
            self.student.seitech_chat_calendar_id = self.calendar

    def test_own_profile(self):
        own = self.instructor.with_user(self.instructor)
        own.write({"seitech_chat_calendar_id": False, "seitech_chat_office_only": False})
        self.assertFalse(own.read(["seitech_chat_calendar_id"])[0]["seitech_chat_calendar_id"])

    # Whom it is told

    def _asked(self, user=None, **body):
        return self._call("reply-hours", body, user)["people"]

    def test_asking(self):
        [told] = self._asked(self.student, channel_id=self.pair.id, time_zone="Asia/Tokyo")
        self.assertEqual(told["user_id"], self.instructor.id)
        self.assertIn("5:00 PM", told["sentence"])
        fixture = json.loads((FIXTURES / "reply_reply_hours.json").read_text())["people"][0]
        self.assertEqual(told.keys(), fixture.keys())
        [same] = self._asked(user_ids=self.instructor.ids)
        self.assertIn("9:00 AM", same["sentence"])
        self.assertEqual(self._asked(self.instructor, channel_id=self.pair.id), [])
        self.assertEqual(self._asked(self.student, channel_id=self.channel.id), [], "a direct one")

    def test_asking_about_others(self):
        for user in (self.stranger, self.fellow):
            self._assert_refused(
                self._request("reply-hours", {"channel_id": self.pair.id}, user), 404, "not_found"
            )
        for id_ in (self.instructor.id, 2**31 - 1):
            self._assert_refused(
                self._request("reply-hours", {"user_ids": [id_]}, self.stranger), 404, "not_found"
            )
        for body in ({}, {"channel_id": self.pair.id, "user_ids": [1]}, {"user_ids": []}):
            self._assert_refused(
                self._request("reply-hours", body, self.student), 422, "invalid_value"
            )

    def test_course_page(self):
        self.course.website_published = True
        path = self.course.website_url
        self._sign_in(self.student)
        self.assertIn("Usually answers Mon–Fri", self.url_open(path).text)
        self._sign_in(self.stranger)
        self.assertNotIn("Usually answers", self.url_open(path).text)

    # Notifications wait

    def test_reachable(self):
        with freeze_time("2026-01-07 10:00"):
            self.assertTrue(self.instructor._chat_is_reachable())
        with freeze_time("2026-01-07 18:00"):
            self.assertFalse(self.instructor._chat_is_reachable())
            self.instructor.seitech_chat_office_only = False
            self.assertTrue(self.instructor._chat_is_reachable())
