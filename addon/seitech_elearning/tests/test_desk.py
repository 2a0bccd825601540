from odoo.addons.seitech_elearning.tools import settings
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestDesk(DeskCase):
    """The queue: who waits, who has whom, and that two never have the same."""

    # What the queue knows

    def test_a_request_waits_from_its_first_message(self):
        silent, _token = self._open()
        self.assertEqual((self._case().stage, self._case(silent).stage), ("waiting", "new"))
        self.assertTrue(self._case().waiting_since)
        waiting = self._queue()
        self.assertIn(self.support.id, waiting)
        self.assertNotIn(silent.id, waiting)

    def test_facts_of_the_visit(self):
        website = self.env["website"].get_current_website()
        website.seitech_chat_subjects = "Courses\n Payment \n"
        channel, _token = self._open(
            "Hello",
            page="https://site.example/shop/cart?token=secret#x",
            referrer="http://user:pw@search.example/find?q=a",
            language="fr-BE",
            subject="Payment",
        )
        support = self._desk("person", channel=channel)["support"]
        self.assertEqual(support["page"], "https://site.example/shop/cart")
        self.assertEqual(support["referrer"], "http://search.example/find")
        self.assertEqual((support["language"], support["subject"]), ("fr_BE", "Payment"))
        self.assertEqual(support["visitor_name"], "Vera")
        self.assertEqual(self._case(channel).website_id, website)

    def test_facts_that_are_none(self):
        for fields in (
            {"page": "javascript:alert(1)"},
            {"page": "/shop"},
            {"referrer": "https://"},
            {"referrer": "https://[x/"},
            {"language": "x"},
            {"language": "fr\n"},
            {"subject": "Other"},
        ):
            with self.subTest(fields=fields):
                response = self._request("support", fields)
                refusal = self._assert_refused(response, 422, "invalid_value")
                self.assertEqual(refusal["fields"].keys(), fields.keys())

    def test_conversations_from_before_there_were_requests(self):
        closed, _token = self._open("Hello")
        closed._change_state("closed")
        both = self.support + closed
        self.env["seitech.chat.support"].search([("channel_id", "in", both.ids)]).unlink()
        self.env["seitech.chat.support"].init()
        self.env["seitech.chat.support"].init()
        adopted = self.env["seitech.chat.support"].search([("channel_id", "in", both.ids)])
        self.assertEqual(len(adopted), 2)
        self.assertEqual((self._case().stage, self._case(closed).stage), ("waiting", "closed"))
        self.assertEqual(self._case().visitor_id.name, "Vera")
        self.assertIn(self.support.id, self._queue())

    def test_students_wait_too(self):
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.assertNotIn(channel.id, self._queue())
        self._call("send", {"channel_id": channel.id, "content": "Hello"}, self.student)
        self.assertIn(channel.id, self._queue())
        person = self._desk("person", channel=channel)
        self.assertEqual(person["name"], "Sam Tester")
        self.assertEqual([course["course_name"] for course in person["courses"]], ["Statistics"])

    def _person_name(self, channel, user):
        return self._call(f"channel/{channel.id}", {}, user)["channel"]["person_name"]

    def test_who_asks_is_told_in_lists(self):
        self.assertEqual(self._person_name(self.support, self.agent), "Vera")
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._call("send", {"channel_id": channel.id, "content": "Hello"}, self.student)
        self.assertEqual(self._person_name(channel, self.agent), "Sam Tester")
        self.assertIsNone(self._person_name(channel, self.student), "it is their own")
        [listed] = [
            row
            for row in self._call("channels", {"search": "Vera"}, self.agent)["channels"]
            if row["id"] == self.support.id
        ]
        self.assertEqual(listed["person_name"], "Vera")

    def test_managers_are_told_that_they_are(self):
        self.assertFalse(self._call("desk/setup", {}, self.agent)["is_manager"])
        self.assertTrue(self._call("desk/setup", {}, self.manager)["is_manager"])

    def test_pages(self):
        self._open("Two")
        self._open("Three")
        first = self._call("desk/queue", {"limit": 2}, self.agent)
        self.assertEqual(len(first["supports"]), 2)
        body = {"limit": 100, "cursor": first["next_cursor"]}
        rest = self._call("desk/queue", body)
        ids = [support["id"] for support in first["supports"] + rest["supports"]]
        self.assertEqual(ids, sorted(ids), "who came first is first")
        self.assertEqual(len(ids), first["counts"]["waiting"])
        self.assertIsNone(rest["next_cursor"])

    # Taking

    def test_claim(self):
        with self._bus() as rows:
            support = self._desk("claim")["support"]
        self.assertEqual(support["agent"], {"id": self.agent.id, "name": "Ada Tester"})
        self.assertEqual(support["stage"], "assigned")
        self.assertIn(self.agent, self.support.member_ids)
        told = [(address, kind) for address, kind, _payload in rows]
        address = ("res.company", self.env.company.id, "agents0")
        self.assertIn((address, "seitech.chat/support"), told)
        self.assertEqual(self._desk("claim")["support"]["id"], support["id"], "twice does no harm")
        refusal = self._refused_desk(409, "already_claimed", "claim", self.colleague)
        self.assertEqual(refusal["details"]["agent"]["id"], self.agent.id)
        self.assertEqual(refusal["error"], "Ada Tester has this conversation.")
        self.assertNotIn(self.colleague, self.support.member_ids)
        self.assertEqual(self._queue("mine"), [self.support.id])
        self.assertNotIn(self.support.id, self._queue())

    def test_answering_is_claiming(self):
        self._post(self.agent, "Hi", self.support)
        case = self._case()
        self.assertEqual((case.agent_id, case.stage), (self.agent, "assigned"))
        self.assertTrue(case.first_response_at)
        first = case.first_response_at
        self._post(self.colleague, "Me too", self.support)
        case = self._case()
        self.assertEqual((case.agent_id, case.first_response_at), (self.agent, first))
        self.assertIn(self.colleague, self.support.member_ids, "a second agent has joined")

    def test_visitors_hear_of_no_queue(self):
        """Nothing of the desk goes to the address that visitors listen to."""
        with self._bus() as rows:
            self._desk("claim")
            self._desk("transfer", user_id=self.colleague.id, note="Careful")
            self._desk("release", self.colleague)
        own = [row for row in rows if row[0][:2] == ("seitech.chat.channel", self.support.id)]
        kinds = {kind for _address, kind, _payload in own}
        self.assertEqual(kinds, {"seitech.chat/new_message", "seitech.chat/visit"})
        for _address, kind, payload in own:
            if kind == "seitech.chat/visit":
                self.assertEqual(payload["visit"].keys(), self.support._visit().keys())
        self.assertNotIn("Careful", str(own))

    def test_closed(self):
        self._as_visitor("close")
        for path, fields in (
            ("claim", {}),
            ("release", {}),
            ("transfer", {"user_id": self.colleague.id}),
        ):
            self._refused_desk(409, "channel_closed", path, **fields)
        case = self._case()
        self.assertEqual((case.stage, case.is_missed), ("closed", True))
        self.assertTrue(case.resolved_at)

    def test_reopening_begins_another_request(self):
        self._post(self.agent, "Hi", self.support)
        first = self._case()
        self.support.with_user(self.agent)._change_state("closed")
        self.support.with_user(self.agent)._change_state("active")
        second = self._case()
        self.assertNotEqual(first, second)
        self.assertEqual((first.stage, second.stage), ("closed", "new"))
        self.assertEqual(second.visitor_id, first.visitor_id)
        self._say("One more thing")
        self.assertEqual(self._case().stage, "waiting")
        person = self._desk("person")
        self.assertEqual([earlier["id"] for earlier in person["earlier"]], first.ids)

    # Giving

    def test_release(self):
        self._desk("claim")
        self._refused_desk(409, "already_claimed", "release", self.colleague)
        support = self._desk("release")["support"]
        self.assertEqual((support["stage"], support["agent"]), ("waiting", None))
        self.assertEqual(self._desk("claim", self.colleague)["support"]["stage"], "assigned")
        self.assertEqual(self._desk("release", self.manager)["support"]["stage"], "waiting")

    def test_transfer_to_a_colleague(self):
        self._desk("claim")
        reply = self._desk("transfer", user_id=self.colleague.id, note="She asks about prices")
        self.assertEqual(reply["support"]["agent"]["id"], self.colleague.id)
        self.assertIn(self.colleague, self.support.member_ids)
        notes = self._desk("notes", self.colleague)["notes"]
        self.assertEqual([note["content"] for note in notes], ["She asks about prices"])
        self._refused_desk(409, "already_claimed", "transfer", user_id=self.colleague.id)

    def test_transfer_to_a_team(self):
        team = self.env["seitech.chat.team"].create(
            {"name": "Accounting", "member_ids": [(4, self.colleague.id)]}
        )
        self._desk("claim")
        support = self._desk("transfer", team_id=team.id)["support"]
        self.assertEqual((support["stage"], support["team"]["name"]), ("waiting", "Accounting"))
        self.assertIn(self.support.id, self._queue(team_id=team.id))
        setup = self._call("desk/setup", {}, self.agent)
        self.assertIn({"id": team.id, "name": "Accounting"}, setup["teams"])

    def test_transfer_to_nobody(self):
        for fields in ({}, {"user_id": self.colleague.id, "team_id": 1}):
            self._refused_desk(422, "invalid_value", "transfer", **fields)
        for fields in (
            {"user_id": self.student.id},
            {"user_id": self.instructor.id},
            {"user_id": 2**31 - 1},
            {"team_id": 2**31 - 1},
        ):
            self._refused_desk(404, "not_found", "transfer", **fields)
        self.assertEqual(self._case().stage, "waiting")

    def test_tagging(self):
        tags = self.env["seitech.chat.tag"].create([{"name": "Refund"}, {"name": "Login"}])
        support = self._desk("tags", tag_ids=tags.ids)["support"]
        self.assertEqual({tag["name"] for tag in support["tags"]}, {"Refund", "Login"})
        self.assertEqual(self._desk("tags", tag_ids=[])["support"]["tags"], [])
        self._refused_desk(404, "not_found", "tags", tag_ids=[2**31 - 1])

    # By itself

    def test_unanswered_goes_back(self):
        self._set(settings.SUPPORT_RETURN, 5)
        self._desk("claim")
        self._say("Are you there?")
        self._later(4)
        self._work()
        self.assertEqual(self._case().agent_id, self.agent, "not yet")
        self._later(2)
        self._work()
        case = self._case()
        self.assertEqual((case.stage, case.agent_id.id, case.is_missed), ("waiting", False, True))
        said = self.support.chat_message_ids[-1]
        self.assertEqual(said.message_type, "system")
        self.assertIn("5 minutes", said.content)
        self._work()
        self.assertEqual(self.support.chat_message_ids[-1], said, "noted once")

    def test_answered_stays(self):
        self._set(settings.SUPPORT_RETURN, 5)
        self._post(self.agent, "Hi", self.support)
        self._later(60)
        self._work()
        self.assertEqual(self._case().agent_id, self.agent, "the visitor does not answer")
        self._say("Thanks, and")
        self._later(3)
        self._say("another thing")
        self._later(3)
        self._work()
        self.assertFalse(self._case().agent_id, "writing on does not make one wait longer")

    def test_manual_assignment(self):
        self._work()
        self.assertEqual(self._case().stage, "waiting")

    def test_automatic_assignment(self):
        self._set(settings.SUPPORT_ASSIGNMENT, "automatic")
        self._set(settings.SUPPORT_CAP, 1)
        second, third = self._open("Two")[0], self._open("Three")[0]
        self._work()
        agents = self._case().agent_id + self._case(second).agent_id
        self.assertEqual(agents, self.agent + self.colleague, "one for each")
        self.assertEqual(self._case(third).stage, "waiting", "nobody has room")
        self.assertIn(self._case().agent_id, self.support.member_ids)
        second.with_user(self.agent)._change_state("closed")
        self._work()
        self.assertEqual(self._case(third).stage, "assigned")

    def test_only_to_those_who_are_there(self):
        self._set(settings.SUPPORT_ASSIGNMENT, "automatic")
        self._call("desk/availability", {"state": "busy"}, self.agent)
        self._set_presence(self.colleague, "offline")
        self._work()
        self.assertEqual(self._case().stage, "waiting")
        self._call("desk/availability", {"state": "online"}, self.agent)
        self._work()
        self.assertEqual(self._case().agent_id, self.agent)

    def test_a_team_is_given_its_own(self):
        self._set(settings.SUPPORT_ASSIGNMENT, "automatic")
        team = self.env["seitech.chat.team"].create(
            {"name": "Accounting", "member_ids": [(4, self.colleague.id)]}
        )
        self._desk("transfer", team_id=team.id)
        self._work()
        self.assertEqual(self._case().agent_id, self.colleague)

    def test_switch_is_told(self):
        with self._bus() as rows:
            self._call("desk/availability", {"state": "away"}, self.agent)
        [payload] = [payload for _a, kind, payload in rows if kind == "seitech.chat/agent"]
        self.assertEqual(payload["agent"]["state"], "away")
        self.assertIs(payload["agent"]["available"], False)
        setup = self._call("desk/setup", {}, self.colleague)
        states = {agent["user_id"]: agent["state"] for agent in setup["agents"]}
        self.assertEqual(states[self.agent.id], "away")
        refused = self._request("desk/availability", {"state": "asleep"}, self.agent)
        self._assert_refused(refused, 422, "invalid_value")

    def test_agents_who_leave(self):
        group = self.env.ref("seitech_elearning.group_elearning_support_agent")
        cases = (
            (self.agent, lambda user: user.write({"group_ids": [(3, group.id)]})),
            (self.colleague, lambda user: user.write({"active": False})),
            (
                self._new_user("anna", "seitech_elearning.group_elearning_support_agent"),
                lambda user: user.unlink(),
            ),
        )
        for agent, leave in cases:
            self._desk("claim", agent)
            self.assertEqual(self._case().agent_id, agent)
            leave(agent)
            self.env.invalidate_all()
            self.assertEqual(self._case().stage, "waiting")

    def test_strangers(self):
        for user in (self.student, self.instructor):
            for path, body in (
                ("queue", {}),
                ("setup", {}),
                ("availability", {"state": "online"}),
            ):
                refused = self._request(f"desk/{path}", body, user)
                self._assert_refused(refused, 403, "forbidden")
            self.assertFalse(self._case().with_user(user).has_access("read"))
