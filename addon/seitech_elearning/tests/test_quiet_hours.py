import re
from datetime import datetime
from zoneinfo import ZoneInfo

from freezegun import freeze_time
from odoo.addons.seitech_elearning.tools.quiet_hours import QuietHours, minutes_of, text_of
from odoo.tests import BaseCase, tagged

from .common import TAGS, ChatCase

BERLIN = ZoneInfo("Europe/Berlin")
ALWAYS = frozenset(range(7))


def _at(text):
    return datetime.fromisoformat(text)


@tagged(*TAGS)
class TestQuietHours(BaseCase):
    """The hours themselves; moments are in UTC, and Berlin is one or two hours ahead."""

    def _covers(self, start, end, moment, days=ALWAYS):
        hours = QuietHours(minutes_of(start), minutes_of(end), frozenset(days))
        return hours.covers(_at(moment), BERLIN)

    def test_within_a_day(self):
        self.assertTrue(self._covers("12:00", "14:00", "2026-01-07 11:00"))
        self.assertFalse(self._covers("12:00", "14:00", "2026-01-07 10:59"))
        self.assertFalse(self._covers("12:00", "14:00", "2026-01-07 13:00"), "the end is not in")

    def test_over_midnight(self):
        for moment in ("2026-01-07 21:00", "2026-01-07 23:00", "2026-01-08 05:59"):
            self.assertTrue(self._covers("22:00", "07:00", moment), moment)
        for moment in ("2026-01-07 20:59", "2026-01-08 06:00", "2026-01-08 12:00"):
            self.assertFalse(self._covers("22:00", "07:00", moment), moment)

    def test_days_are_those_of_the_beginning(self):
        friday = [4]
        self.assertTrue(self._covers("22:00", "07:00", "2026-01-09 22:00", friday))
        self.assertTrue(self._covers("22:00", "07:00", "2026-01-10 05:00", friday), "Saturday")
        self.assertFalse(self._covers("22:00", "07:00", "2026-01-09 05:00", friday), "of Thursday")
        self.assertFalse(self._covers("22:00", "07:00", "2026-01-10 22:00", friday))

    def test_a_whole_day(self):
        sunday = [6]
        for moment in ("2026-01-10 23:00", "2026-01-11 12:00", "2026-01-11 22:59"):
            self.assertTrue(self._covers("00:00", "00:00", moment, sunday), moment)
        for moment in ("2026-01-10 22:59", "2026-01-11 23:00"):
            self.assertFalse(self._covers("00:00", "00:00", moment, sunday), moment)

    def test_when_the_clocks_change(self):
        # At 01:00 UTC it becomes 03:00 instead of 02:00: 06:59 is earlier than the day before.
        self.assertTrue(self._covers("22:00", "07:00", "2026-03-28 05:59"))
        self.assertTrue(self._covers("22:00", "07:00", "2026-03-29 04:59"))
        self.assertFalse(self._covers("22:00", "07:00", "2026-03-29 05:00"))
        # And in autumn an hour comes twice.
        self.assertTrue(self._covers("02:00", "03:00", "2026-10-25 00:30"))
        self.assertTrue(self._covers("02:00", "03:00", "2026-10-25 01:30"))
        self.assertFalse(self._covers("02:00", "03:00", "2026-10-25 02:00"))

    def test_times_as_text(self):
        for text in ("00:00", "07:05", "23:59"):
            self.assertEqual(text_of(minutes_of(text)), text)
        for text in ("", "24:00", "7:00", "07:60", "07:00 ", "٠٧:٠٠"):
            self.assertIsNone(minutes_of(text), text)


@tagged(*TAGS)
class TestOwnPreferences(ChatCase):
    def _own(self, user=None, **changes):
        return self._call("preferences/own", changes, user)["preferences"]

    def test_defaults_and_changes(self):
        self.student.tz = "Europe/Berlin"
        own = self._own(self.student)
        self.assertTrue(own["digest"])
        self.assertFalse(own["quiet"])
        self.assertEqual(own["time_zone"], "Europe/Berlin")
        self.assertTrue(own["push_key"])
        changes = {"quiet": True, "quiet_from": "21:30", "quiet_to": "06:15", "quiet_days": [5, 4]}
        changed = self._own(digest=False, **changes)
        self.assertEqual(changed, {**own, "digest": False, **changes, "quiet_days": [4, 5]})
        self.assertEqual(self._own(), changed)
        self.assertTrue(self._own(self.fellow)["digest"], "others keep theirs")
        self.assertIsNone(self._own(self.instructor)["push_key"], "Odoo registers colleagues")

    def test_what_is_none(self):
        self._sign_in(self.student)
        for body in (
            {"quiet_from": "25:00"},
            {"quiet_to": "late"},
            {"quiet_days": []},
            {"quiet_days": [7]},
            {"quiet_days": [0] * 8},
        ):
            with self.subTest(body=body):
                self._assert_refused(self._request("preferences/own", body), 422, "invalid_value")

    def test_page(self):
        """The page that e-mails link to."""
        self._sign_in(self.student)
        page = self.url_open("/my/chat/notifications")
        self.assertIn("E-mails and quiet hours", page.text)
        form = {
            "csrf_token": re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1],
            "quiet": "1",
            "quiet_from": "21:00",
            "quiet_to": "06:00",
            "day_0": "1",
        }
        self.assertIn("Saved.", self.url_open("/my/chat/notifications", data=form).text)
        own = self._own()
        self.assertEqual(
            {name: own[name] for name in ("digest", "quiet", "quiet_from", "quiet_days")},
            {"digest": False, "quiet": True, "quiet_from": "21:00", "quiet_days": [0]},
        )
        # Without a day nothing is kept, and what was typed stays in the form.
        del form["day_0"]
        answer = self.url_open("/my/chat/notifications", data={**form, "quiet_from": "20:00"})
        self.assertIn("Choose at least one day.", answer.text)
        self.assertIn('value="20:00"', answer.text)
        self.assertEqual(self._own(), own)

    def test_nobody_reads_when_others_sleep(self):
        fields = self.env["res.users"].with_user(self.instructor).fields_get()
        self.assertFalse([name for name in fields if name.startswith("seitech_chat_quiet")])
        self.assertNotIn("seitech_chat_digest", fields)

    def test_reachable(self):
        self.student.write(
            {"tz": "Europe/Berlin", "seitech_chat_quiet": True, "seitech_chat_quiet_days": "0"}
        )
        # A Monday, at 22:30 and at 21:30 in Berlin; and the day after.
        with freeze_time("2026-01-05 21:30"):
            self.assertFalse(self.student._chat_is_reachable())
        with freeze_time("2026-01-05 20:30"):
            self.assertTrue(self.student._chat_is_reachable())
        with freeze_time("2026-01-06 21:30"):
            self.assertTrue(self.student._chat_is_reachable())
