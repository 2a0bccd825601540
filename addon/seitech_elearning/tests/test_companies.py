import json
import re

from odoo.addons.seitech_elearning.tools import settings
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import TAGS
from .desk_case import DeskCase

AGENT = "seitech_elearning.group_elearning_support_agent"
MANAGER = "seitech_elearning.group_elearning_manager"
THERE = "there.example.com"
SECRET = "between ourselves, over there"


@tagged(*TAGS)
class TestCompanies(DeskCase):
    """Two companies with a website each: whoever is allowed in one only sees, hears and gets
    nothing of the other's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.here = cls.env.company
        cls.there = cls.env["res.company"].create({"name": "Company over there"})
        cls.website = cls.env["website"].get_current_website()
        cls.website.write({"domain": cls.base_url(), "company_id": cls.here.id})
        cls.website_there = cls.env["website"].create(
            {"name": "There", "domain": f"http://{THERE}", "company_id": cls.there.id}
        )
        cls.agent_there = cls._new_user_of("thea", AGENT, cls.there)
        cls.agent_of_both = cls._new_user_of("bob", AGENT, cls.there + cls.here)
        cls.manager_there = cls._new_user_of("theo", MANAGER, cls.there)
        cls._set_presence(cls.agent_there, "online")

    @classmethod
    def _new_user_of(cls, login, groups, companies):
        return new_test_user(
            cls.env,
            login,
            groups,
            name=f"{login.title()} Tester",
            context={"no_reset_password": True},
            company_id=companies[0].id,
            company_ids=[(6, 0, companies.ids)],
        )

    def setUp(self):
        super().setUp()
        self.support_there, self.token_there = self._open_there(SECRET)

    def _open_there(self, content, **fields):
        self.authenticate(None, None)
        body = {"name": "Viktor", "email": "v@example.com", "content": content, **fields}
        response = self._request("support", body, headers={"Host": THERE})
        self.assertEqual(response.status_code, 200, response.text)
        opened = response.json()
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        return channel, opened["session_token"]

    # Whose a conversation is

    def test_of_the_website(self):
        self.assertEqual(self.support.company_id, self.here)
        self.assertEqual(self.support_there.company_id, self.there)
        self.assertEqual(self._case(self.support_there).website_id, self.website_there)
        self.assertFalse(self.channel.company_id, "no support channel")

    def test_it_never_changes(self):
        manager = self.support.with_user(self.manager)
        for company in (self.there, self.env["res.company"]):
            with self.assertRaises(UserError):
                manager.company_id = company
        channels = self.env["seitech.chat.channel"].with_user(self.manager)
        vals = {"channel_type": "public_support", "company_id": self.there.id}
        with self.assertRaises(AccessError):
            channels.create(vals)

    def test_of_the_student(self):
        student = self._new_user_of("tina", "base.group_portal", self.there)
        self._new_course("Logic", self.instructor, student)
        # Wherever they ask.
        opened = self._call("create", {"channel_type": "student_support"}, student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.assertEqual(channel.company_id, self.there)
        self._call("send", {"channel_id": channel.id, "content": "Hello"})
        self.assertIn(channel.id, self._queue(user=self.agent_there))
        self.assertNotIn(channel.id, self._queue())
        body = {"channel_type": "student_support", "user_id": student.id}
        refused = self._request("create", body, self.agent)
        self._assert_refused(refused, 404, "not_found")
        again = self._call("create", body, self.agent_there)
        self.assertEqual(again["channel_id"], channel.id)
        # Also where the agent of another company opens the first one.
        newcomer = self._new_user_of("tom", "base.group_portal", self.there)
        self._new_course("Ethics", self.instructor, newcomer)
        body["user_id"] = newcomer.id
        self._assert_refused(self._request("create", body, self.agent), 404, "not_found")
        # A conversation stays where it is, wherever the account goes.
        student.write({"company_ids": [(4, self.here.id)], "company_id": self.here.id})
        body["user_id"] = student.id
        self._assert_refused(self._request("create", body, self.agent), 404, "not_found")

    def test_settings(self):
        self.website.seitech_chat_subjects = "Payment"
        self.website_there.seitech_chat_subjects = "Delivery"
        self.assertEqual(self._open_there("x", subject="Delivery")[0].name[:7], "Support")
        body = {"content": "x", "email": "v@example.com", "subject": "Delivery"}
        self.authenticate(None, None)
        self._assert_refused(self._request("support", body), 422, "invalid_value")

    def test_what_waits_elsewhere_fills_no_limit(self):
        self._post(self.agent, "Hi", self.support)
        self._set(settings.SUPPORT_UNANSWERED, 1)
        self._open("There is room here", email="v@example.com")
        self.authenticate(None, None)
        body = {"content": "One too many", "email": "v@example.com"}
        for host in ({"Host": THERE}, {}):
            response = self._request("support", body, headers=host)
            self._assert_refused(response, 429, "too_many_requests")

    # The desk

    def test_queue(self):
        for user, here, there in (
            (self.agent, True, False),
            (self.agent_there, False, True),
            (self.agent_of_both, True, True),
            (self.manager, True, False),
            (self.manager_there, False, True),
        ):
            with self.subTest(user=user.login):
                ids = self._queue(user=user)
                self.assertIs(self.support.id in ids, here)
                self.assertIs(self.support_there.id in ids, there)
                counts = self._call("desk/queue", {})["counts"]
                self.assertEqual(counts["waiting"], here + there)
                listed = self._call("channels", {"limit": 100})["channels"]
                ids = {channel["id"] for channel in listed}
                self.assertIs(self.support.id in ids, here)
                self.assertIs(self.support_there.id in ids, there)

    def test_nothing_is_told(self):
        """Every route that takes a conversation or one of its messages."""
        [said] = self.support_there.chat_message_ids.filtered(lambda m: m.content == SECRET).ids
        channel, message = {"channel_id": self.support_there.id}, {"message_id": said}
        routes = [
            *((f"desk/{name}", channel) for name in ("claim", "release", "person", "notes")),
            *((f"desk/{name}", channel) for name in ("block", "unblock", "spam")),
            ("desk/tags", {**channel, "tag_ids": []}),
            ("desk/note", {**channel, "content": "x"}),
            ("desk/transfer", {**channel, "user_id": self.agent.id}),
            *((name, channel) for name in ("messages", "members", "join", "close", "reopen")),
            *((name, channel) for name in ("leave", "pins", "typing", "archive")),
            (f"channel/{self.support_there.id}", {}),
            ("send", {**channel, "content": "x"}),
            ("rename", {**channel, "name": "x"}),
            ("read", {**channel, **message}),
            ("members/add", {**channel, "user_ids": self.agent.ids}),
            ("thread", message),
            ("edit", {**message, "content": "x"}),
            ("delete", message),
            ("reaction", {**message, "emoji": "👍"}),
            ("pin", {**message, "pinned": True}),
        ]
        for user in (self.agent, self.manager):
            self._sign_in(user)
            for path, body in routes:
                with self.subTest(user=user.login, path=path):
                    method = "GET" if path.startswith("channel/") else "POST"
                    response = self._request(path, body, method=method)
                    if response.status_code == 405:
                        response = self._request(path, body)
                    self._assert_refused(response, 404, "not_found")
                    self.assertNotIn(SECRET, response.text)
            found = self._call("search", {"query": "ourselves"})
            self.assertNotIn(SECRET, str(found))
            synced = self._call("sync", {"channels": {str(self.support_there.id): 0}})
            self.assertNotIn(SECRET, str(synced))
        self.assertFalse(self._case(self.support_there).agent_id)
        self.assertEqual(self.support_there.state, "active")

    def test_colleagues(self):
        def colleagues(user):
            found = self._call("desk/setup", {}, user)["agents"]
            return {agent["user_id"] for agent in found}

        here = colleagues(self.agent)
        self.assertLessEqual({self.agent.id, self.colleague.id, self.agent_of_both.id}, here)
        self.assertFalse({self.agent_there.id, self.manager_there.id} & here)
        there = colleagues(self.agent_there)
        self.assertLessEqual({self.agent_of_both.id, self.manager_there.id}, there)
        self.assertFalse({self.agent.id, self.colleague.id} & there)

    def test_transfer(self):
        self._desk("claim")
        for user in (self.agent_there, self.manager_there):
            self._refused_desk(404, "not_found", "transfer", user_id=user.id)
            body = {"channel_id": self.support.id, "user_ids": user.ids}
            refused = self._request("members/add", body)
            self._assert_refused(refused, 404, "not_found")
        support = self._desk("transfer", user_id=self.agent_of_both.id)["support"]
        self.assertEqual(support["agent"]["id"], self.agent_of_both.id)

    def test_earlier_conversations(self):
        """The same address, written to both."""
        again, _token = self._open("Here", email="v@example.com")
        told = self._desk("person", channel=again)
        self.assertEqual(told["earlier"], [])
        more, _token = self._open_there("More")
        told = self._desk("person", self.agent_there, channel=more)
        ids = [support["channel_id"] for support in told["earlier"]]
        self.assertEqual(ids, self.support_there.ids)

    # By themselves

    def test_availability(self):
        def is_available(host):
            self.authenticate(None, None)
            url = "/api/chat/support/availability"
            return self.url_open(url, headers={"Host": host} if host else {}).json()["available"]

        self.assertTrue(is_available(None))
        self.assertTrue(is_available(THERE))
        self._set_presence(self.agent_there, "offline")
        self.assertFalse(is_available(THERE), "those of the other company do not count")
        self.assertTrue(is_available(None))
        self._set_presence(self.agent_there, "online")
        self._set_presence(self.agent, "offline")
        self._set_presence(self.colleague, "offline")
        self.assertFalse(is_available(None))

    def test_hours_of_the_company(self):
        closed = self.env["resource.calendar"].create({"name": "Never", "attendance_ids": []})
        self.there.seitech_chat_calendar_id = closed
        self.assertFalse(self._case(self.support_there)._is_open())
        self.assertTrue(self._case()._is_open())

    def test_assignment(self):
        self._set(settings.SUPPORT_ASSIGNMENT, "automatic")
        self._set_presence(self.agent_there, "offline")
        self._work()
        self.assertIn(self._case().agent_id, self.agent + self.colleague)
        self.assertFalse(self._case(self.support_there).agent_id, "nobody of theirs is there")
        self._set_presence(self.agent_there, "online")
        self._work()
        self.assertEqual(self._case(self.support_there).agent_id, self.agent_there)

    def test_emails(self):
        """The link leads to where the visitor wrote, in their language; the sender is who helps."""
        self.env["mail.alias.domain"].search([]).unlink()
        domains = self.env["mail.alias.domain"].create(
            [
                {"name": "here.example.com", "company_ids": [(4, self.here.id)]},
                {"name": "there.example.com", "company_ids": [(4, self.there.id)]},
            ]
        )
        self.assertEqual(self.there.alias_domain_id, domains[1])
        self.here.email, self.there.email = "info@here.example.com", "info@there.example.com"
        french = self.env["res.lang"]._activate_lang("fr_FR")
        self.website_there.language_ids += french
        here, _token = self._open("Here", email="h@example.com", language="fr")
        there, _token = self._open_there("There", email="t@example.com", language="fr-BE")
        main, _token = self._open_there("There", email="m@example.com", language="de")
        for agent, channel in (
            (self.agent, here),
            (self.agent_there, there),
            (self.agent_there, main),
        ):
            self._post(agent, "An answer", channel)
            self._later(5, channel)
        self._work()
        code = french.url_code
        for address, company, link, words in (
            ("h@example.com", "here", f"{self.base_url()}/#", "Go on with"),
            ("t@example.com", "there", f"http://{THERE}/{code}#", "Poursuivre"),
            ("m@example.com", "there", f"http://{THERE}/#", "Go on with"),
        ):
            with self.subTest(address=address):
                mail = self.env["mail.mail"].search([("email_to", "=", address)])
                self.assertEqual(len(mail), 1)
                self.assertIn(f"info@{company}.example.com", mail.email_from)
                self.assertIn(f"@{company}.example.com", mail.reply_to)
                self.assertIn(f'href="{link}seitech-chat=', mail.body_html)
                self.assertIn(words, mail.body_html)
        # The link works on its website, and page.
        mail = self.env["mail.mail"].search([("email_to", "=", "t@example.com")])
        ticket = re.search(r"#seitech-chat=([\w-]+)", mail.body_html)[1]
        self.authenticate(None, None)
        self.assertEqual(self.url_open(f"/{code}", headers={"Host": THERE}).status_code, 200)
        headers = {"Host": THERE}
        resumed = self._request("support/resume", {"ticket": ticket}, headers=headers)
        self.assertEqual(resumed.json()["channel_id"], there.id)

    # Odoo's views

    def test_orm(self):
        for channel, user in ((self.support, self.agent), (self.support_there, self.agent_there)):
            self._desk("claim", user, channel)
            self._desk("note", user, channel, content="x")
        here, there = (self._rows_of(channel) for channel in (self.support, self.support_there))
        for user, own, others in (
            (self.agent, here, there),
            (self.manager, here, there),
            (self.agent_there, there, here),
            (self.manager_there, there, here),
        ):
            for name, records in own.items():
                if name.endswith("report") and not user.has_group(MANAGER):
                    continue
                with self.subTest(user=user.login, model=name):
                    mine, theirs = records.with_user(user), others[name].with_user(user)
                    both = [("id", "in", (mine + theirs).ids)]
                    self.assertEqual(mine.search(both), mine)
                    self.assertTrue(mine.read(["id"]))
                    with self.assertRaises(AccessError):
                        theirs.read()
        for name, records in {**here, **there}.items():
            both = [("id", "in", (here[name] + there[name]).ids)]
            if not name.endswith("report"):
                found = records.with_user(self.agent_of_both).search(both)
                self.assertEqual(len(found), len(here[name] + there[name]), name)

    def _rows_of(self, channel):
        support = self._case(channel)
        return {
            "seitech.chat.channel": channel,
            "seitech.chat.member": channel._all_members(),
            "seitech.chat.message": channel.chat_message_ids,
            "seitech.chat.support": support,
            "seitech.chat.support.report": self.env["seitech.chat.support.report"].browse(
                support.id
            ),
            "seitech.chat.note": self.env["seitech.chat.note"].search(
                [("channel_id", "=", channel.id)]
            ),
            "seitech.chat.visitor": channel._all_members().visitor_id,
        }

    def test_abuse(self):
        """Also of nobody's conversation: whose limits those were, nobody knows."""
        visitors = (self.support + self.support_there).chat_member_ids.visitor_id
        abuses = self.env["seitech.chat.abuse"]
        here, there, nobodys = abuses.create(
            [
                {"kind": "limit", "network_hash": "x", "visitor_id": visitor_id}
                for visitor_id in (*visitors.ids, False)
            ]
        )
        all_of_them = here + there + nobodys
        for user, mine, theirs in (
            (self.manager, here, there),
            (self.manager_there, there, here),
        ):
            with self.subTest(user=user.login):
                found = abuses.with_user(user).search([("id", "in", all_of_them.ids)])
                self.assertEqual(found, (mine + nobodys).sorted(reverse=True, key="id"))
                with self.assertRaises(AccessError):
                    theirs.with_user(user).read(["network"])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_holds_blocks_agents_and_numbers(self):
        holds = self.env["seitech.chat.hold"]
        found = {}
        for channel, agent in (
            (self.support, self.agent),
            (self.support_there, self.agent_there),
        ):
            self._desk("block", agent, channel)
            visitor = channel._all_members().visitor_id
            block = self.env["seitech.chat.block"].search([("visitor_id", "=", visitor.id)])
            held = ({"channel_id": channel.id}, {"visitor_id": visitor.id})
            kept = holds.create([{**target, "reason": "7"} for target in held])
            known = self.env["seitech.chat.agent"].create({"user_id": agent.id})
            found[channel] = (*kept, block, known)
        here, there = found.values()
        for user, mine, theirs in (
            (self.manager, here, there),
            (self.manager_there, there, here),
        ):
            for own, other in zip(mine, theirs, strict=True):
                with self.subTest(user=user.login, record=own):
                    both = [("id", "in", (own + other).ids)]
                    self.assertEqual(own.with_user(user).search(both), own)
                    self._refused_to(user, other)
            numbers = self.env["seitech.chat.message.report"].with_user(user).search([])
            self.assertEqual(numbers.company_id, user.company_id)

    def _refused_to(self, user, records, run=lambda records: records.read()):
        self.env.invalidate_all()
        with self.assertRaises(AccessError, msg=(user.login, records)):
            run(records.with_user(user))

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_files(self):
        """Administrators may read the rows that files and previews belong to."""
        self._sign_in(self.agent_there)
        sent = self.url_open(
            "/api/chat/upload",
            data={"channel_id": str(self.support_there.id)},
            files={"file": ("a.txt", SECRET.encode(), "text/plain")},
        ).json()["attachment"]
        message = self._post(self.agent_there, "", self.support_there, attachment_ids=[sent["id"]])
        upload = self.env["seitech.chat.attachment"].browse(sent["id"])
        preview = self._new_preview(message["id"], "https://there.example.com/")
        administrators = [
            self._new_user_of(login, "base.group_system", company)
            for login, company in (("root_here", self.here), ("root_there", self.there))
        ]
        for records in (upload, upload.attachment_id, preview):
            for user, found in zip(administrators, (records.browse(), records), strict=True):
                self.env.invalidate_all()
                asked = records.with_user(user).search([("id", "in", records.ids)])
                self.assertEqual(asked, found, user.login)
            self._refused_to(administrators[0], records)
        self._sign_in(administrators[0])
        response = self.url_open(f"/web/content/{upload.attachment_id.id}")
        self.assertNotIn(SECRET, response.text)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_ratings(self):
        self._post(self.agent_there, "Hello", self.support_there)
        body = {"channel_id": self.support_there.id, "session_token": self.token_there}
        self.authenticate(None, None)
        rated = self._request("support/rate", {**body, "rating": 1, "feedback": SECRET})
        self.assertEqual(rated.status_code, 200, rated.text)
        rating = self.env["rating.rating"].search([("feedback", "=", SECRET)])
        self.assertEqual(len(rating), 1)
        employee = self._new_user_of("eve", "base.group_user", self.there)
        for user in (self.agent, self.manager, self.instructor, employee, self.student):
            self._refused_to(user, rating)
        for user in (self.agent_there, self.manager_there):
            self.assertEqual(rating.with_user(user).feedback, SECRET)
            for change in ({"rating": 5}, {"res_id": self._case().id}):
                self._refused_to(user, rating, lambda own, vals=change: own.write(vals))
            own = {"res_model_id": rating.res_model_id.id, "res_id": rating.res_id, "rating": 5}
            self._refused_to(user, rating, lambda ratings, vals=own: ratings.create(vals))

    @mute_logger("odoo.http")
    def test_orm_over_http(self):
        self._sign_in(self.agent)
        call = {
            "model": "seitech.chat.support",
            "method": "web_search_read",
            "args": [[], {"page": {}, "channel_id": {}, "company_id": {}}],
            "kwargs": {"context": {"allowed_company_ids": (self.here + self.there).ids}},
        }
        response = self.url_open(
            "/web/dataset/call_kw/seitech.chat.support/web_search_read",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": call}),
            headers={"Content-Type": "application/json"},
        )
        body = response.json()
        records = body.get("result", {}).get("records", [])
        self.assertNotIn(self.support_there.id, [record["channel_id"] for record in records])

    # The websocket

    def _listen(self, user, *names):
        """:return: the bus addresses somebody hears, and what was said there"""
        self.env.cr.precommit.run()
        self._sign_in(user)
        params = {"channels": list(names), "last": 0, "is_first_poll": True}
        response = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        result = response.json()["result"]
        addresses = [tuple(name[1:]) for name in result["channels"] if isinstance(name, list)]
        return addresses, json.dumps(result["notifications"])

    def test_websocket(self):
        self._desk("note", self.agent_there, self.support_there, content=SECRET)
        self._post(self.agent_there, "An answer over there", self.support_there)
        names = (
            f"seitech.chat/open/{self.support_there.id}",
            f"seitech.chat.channel_{self.support_there.id}",
            f"res.company_{self.there.id}",
            f"res.company({self.there.id},)",
            "agents0",
        )
        address = ("seitech.chat.channel", self.support_there.id)
        for user in (self.agent, self.manager):
            heard, said = self._listen(user, *names)
            self.assertIn(("res.company", self.here.id, "agents0"), heard)
            self.assertFalse([one for one in heard if one[:2] == ("res.company", self.there.id)])
            self.assertFalse([one for one in heard if one[:2] == address])
            self.assertNotIn("over there", said)
            # Not by way of what everybody of a group hears either.
            self.assertNotIn("Viktor", said)
        heard, said = self._listen(self.agent_there)
        self.assertIn(("res.company", self.there.id, "agents0"), heard)
        self.assertTrue([one for one in heard if one[:2] == address])
        self.assertIn(SECRET, said)
        heard, _said = self._listen(self.student)
        self.assertFalse([one for one in heard if one[0] == "res.company"])

    def test_switch_of_an_agent(self):
        with self._bus() as rows:
            self._call("desk/availability", {"state": "busy"}, self.agent_there)
        told = [address for address, kind, _payload in rows if kind == "seitech.chat/agent"]
        self.assertEqual(told, [("res.company", self.there.id, "agents0")])

    # No longer allowed

    def test_leaving_a_company(self):
        user = self.agent_of_both
        for leave in (
            lambda: user.write({"company_ids": [(3, self.there.id)], "company_id": self.here.id}),
            lambda: self.there.write({"user_ids": [(3, user.id)]}),
        ):
            user.write({"company_ids": [(4, self.there.id)], "company_id": self.here.id})
            support, _token = self._open_there("Again")
            self._desk("claim", user, support)
            kept, _token = self._open("Kept", email="kept@example.com")
            self._desk("claim", user, kept)
            heard, _said = self._listen(user)
            team = [one for one in heard if one[:2] == ("res.company", self.there.id)]
            old = [one for one in heard if one[:2] == ("seitech.chat.channel", support.id)]
            self.assertTrue(team and old)
            leave()
            self.env.invalidate_all()
            self.assertNotIn(user, support.member_ids)
            case = self._case(support)
            self.assertEqual((case.stage, case.agent_id.id), ("waiting", False))
            self.assertEqual(self._case(kept).agent_id, user, "the others stay")
            self.assertIn(user, kept.member_ids)
            self._refused_desk(404, "not_found", "claim", user, support)
            # A connection that is still open hears nothing any more.
            with self._bus() as rows:
                self._desk("note", self.agent_there, support, content=SECRET)
                self._post(self.agent_there, SECRET, support)
            addresses = {address for address, _kind, payload in rows if SECRET in str(payload)}
            self.assertEqual(len(addresses), 2)
            self.assertFalse(addresses & {*team, *old})

    def test_no_agent_any_more(self):
        address, _said = self._listen(self.colleague)
        team = [one for one in address if one[:2] == ("res.company", self.here.id)]
        self.assertEqual(len(team), 1)
        group = self.env.ref(AGENT)
        self.colleague.write({"group_ids": [(3, group.id)]})
        with self._bus() as rows:
            self._desk("note", content=SECRET)
        [(address, _kind, _payload)] = rows
        self.assertNotIn(address, team)
