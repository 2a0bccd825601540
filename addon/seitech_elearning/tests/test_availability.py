from itertools import product

from freezegun import freeze_time
from odoo.addons.seitech_elearning.tools.availability import choose_agent, is_available
from odoo.addons.seitech_elearning.tools.visit import zone_of
from odoo.fields import Datetime
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase

moment = Datetime.to_datetime


@tagged(*TAGS)
class TestAvailability(DeskCase):
    """Who is there, and what visitors are told about it."""

    def test_truth_table(self):
        """Written out: one line of eighteen says yes."""
        cases = list(
            product(("online", "busy", "away"), ("online", "away", "offline"), (True, False))
        )
        self.assertEqual(len(cases), 18)
        yes = [case for case in cases if is_available(*case)]
        self.assertEqual(yes, [("online", "online", True)])

    def test_truth_table_of_the_server(self):
        """The same table, with the switch, the presence and the hours where they really are."""
        agents = self.env["seitech.chat.agent"]
        cases = product(("online", "busy", "away"), ("online", "away", "offline"), (True, False))
        for switch, presence, is_open in cases:
            with self.subTest(switch=switch, presence=presence, is_open=is_open):
                agents.with_user(self.agent)._set_state(switch)
                self._set_presence(self.agent, presence)
                found = [row["user_id"] for row in agents._available(is_open, self.env.company)]
                expected = (switch, presence, is_open) == ("online", "online", True)
                self.assertIs(self.agent.id in found, expected)

    def test_who_never_connected_is_not_there(self):
        self.env["mail.presence"].search([("user_id", "=", self.agent.id)]).unlink()
        agents = self.env["seitech.chat.agent"]
        found = [row["user_id"] for row in agents._available(True, self.env.company)]
        self.assertEqual(found, self.colleague.ids)

    def test_choice(self):
        def agent(user_id, load=0, languages=("en_US",), assigned_at=None):
            return {
                "user_id": user_id,
                "load": load,
                "languages": languages,
                "assigned_at": assigned_at,
            }

        early, late = moment("2026-01-01 00:00:00"), moment("2026-01-02 00:00:00")
        french = agent(3, load=2, languages=("fr_BE",))
        cases = [
            ([agent(1, load=1), agent(2)], None, 0, 2, "least to do"),
            ([agent(1), agent(2), french], "fr_FR", 0, 3, "speaks the language"),
            ([agent(1), french], "fr_FR", 2, 1, "has no room"),
            ([agent(1), french], "de_DE", 0, 1, "nobody speaks it"),
            ([agent(1, assigned_at=late), agent(2, assigned_at=early)], None, 0, 2, "has waited"),
            ([agent(1, assigned_at=late), agent(2)], None, 0, 2, "never had one"),
            ([agent(1, load=5)], None, 5, None, "all are busy"),
            ([], None, 5, None, "nobody is there"),
        ]
        for agents, language, cap, expected, why in cases:
            chosen = choose_agent(agents, language, cap)
            self.assertEqual(chosen and chosen["user_id"], expected, why)

    # What visitors are told

    def _ask(self, query=""):
        self.authenticate(None, None)
        response = self.url_open(f"/api/chat/support/availability{query}")
        self.assertEqual(response.status_code, 200, response.text)
        return response

    def _work_nine_to_five(self):
        website = self.env["website"].get_current_website()
        website.seitech_chat_calendar_id = self.env["resource.calendar"].create(
            {
                "name": "Support",
                "tz": "Europe/Brussels",
                "attendance_ids": [(5,)]
                + [
                    (0, 0, {"name": "x", "dayofweek": str(day), "hour_from": 9, "hour_to": 17})
                    for day in range(5)
                ],
            }
        )
        return website

    def test_somebody_is_there(self):
        response = self._ask()
        reply = response.json()
        self.assertEqual((reply["available"], reply["reason"]), (True, None))
        self.assertEqual(response.headers["Cache-Control"], "public, max-age=30")
        self.assertEqual(response.headers["Vary"], "Origin, Accept-Language, Cookie")
        self.assertNotIn("Set-Cookie", response.headers)

    def test_nobody_is_there(self):
        for user in self.agent + self.colleague:
            self._set_presence(user, "away")
        reply = self._ask().json()
        self.assertEqual((reply["available"], reply["reason"]), (False, "no_agent"))

    def test_next_opening(self):
        website = self._work_nine_to_five()
        holiday = {"date_from": "2026-05-25 00:00:00", "date_to": "2026-05-25 21:59:00"}
        self.env["resource.calendar.leaves"].create(
            {"name": "Whit Monday", "calendar_id": website.seitech_chat_calendar_id.id, **holiday}
        )
        cases = [
            (moment("2026-05-20 10:00:00"), True, None),
            (moment("2026-05-20 06:00:00"), False, moment("2026-05-20 07:00:00")),
            (moment("2026-05-20 15:00:00"), False, moment("2026-05-21 07:00:00")),
            # A weekend and the holiday after it.
            (moment("2026-05-22 18:00:00"), False, moment("2026-05-26 07:00:00")),
            # Winter time has begun in the meantime.
            (moment("2026-10-24 12:00:00"), False, moment("2026-10-26 08:00:00")),
        ]
        for now, is_open, opening in cases:
            with self.subTest(now=now):
                self.assertEqual(website._seitech_opening(now), (is_open, opening))

    def test_never_open(self):
        website = self._work_nine_to_five()
        website.seitech_chat_calendar_id.attendance_ids.unlink()
        self.assertEqual(website._seitech_opening(), (False, None))

    def test_hours_of_the_company(self):
        website = self._work_nine_to_five()
        calendar = website.seitech_chat_calendar_id
        website.seitech_chat_calendar_id = False
        night = moment("2026-05-20 01:00:00")
        self.assertEqual(website._seitech_opening(night), (True, None), "always")
        website.company_id.seitech_chat_calendar_id = calendar
        self.assertIs(website._seitech_opening(night)[0], False)

    def test_time_zone_of_the_visitor(self):
        website = self._work_nine_to_five()
        with freeze_time("2026-05-20 18:00:00"):
            told = website._seitech_availability()
            self.assertEqual((told["available"], told["reason"]), (False, "closed"))
            self.assertEqual(told["next_opening"], "2026-05-21T07:00:00.000Z")
            self.assertIsNone(told["next_opening_local"])
        for zone, local in (
            ("America/New_York", "2026-05-21T03:00:00-04:00"),
            ("Asia/Kolkata", "2026-05-21T12:30:00+05:30"),
        ):
            with freeze_time("2026-05-20 18:00:00"):
                told = website._seitech_availability(zone_of(self.env, zone))
            self.assertEqual(told["next_opening_local"], local)
        for wrong in ("Mars/Olympus", "../../etc/passwd", "", "x" * 70):
            response = self.url_open(f"/api/chat/support/availability?time_zone={wrong}")
            self._assert_refused(response, 422, "invalid_value")
        self.assertEqual(self._ask("?time_zone=Europe/Paris").status_code, 200)

    def test_asking_leaves_no_row(self):
        models = ("seitech.chat.visitor", "seitech.chat.channel", "seitech.chat.support")
        before = [self.env[name].search_count([]) for name in models]
        self._ask()
        self.assertEqual([self.env[name].search_count([]) for name in models], before)

    def test_a_message_for_later(self):
        for user in self.agent + self.colleague:
            self._set_presence(user, "offline")
        refusal = self._assert_refused(
            self._request("support", {"content": "Hello?"}), 422, "invalid_value"
        )
        self.assertEqual(list(refusal["fields"]), ["email"])
        channel, _token = self._open("Hello?", email="vera@example.com")
        self.assertEqual(self._case(channel).stage, "waiting")

    def test_settings_of_the_website(self):
        website = self.env["website"].get_current_website()
        website.seitech_chat_name_required = True
        website.seitech_chat_subjects = "Courses\n\nPayment"
        reply = self._ask().json()
        self.assertEqual(reply["subjects"], ["Courses", "Payment"])
        self.assertIs(reply["name_required"], True)
        refusal = self._assert_refused(self._request("support", {}), 422, "invalid_value")
        self.assertEqual(list(refusal["fields"]), ["name"])
