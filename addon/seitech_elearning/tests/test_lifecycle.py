from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestLifecycle(ChatCase):
    """Closing, renaming, coming and going, through the API."""

    def setUp(self):
        super().setUp()
        self.circle = self._new_channel(self.student + self.fellow)
        self.circle.moderator_ids = self.student
        support = self.env["seitech.chat.channel"].with_user(self.student)._open("student_support")
        self.support = self.circle.browse(support.id)

    def _ask(self, path, user, channel=None, **fields):
        return self._request(path, {"channel_id": (channel or self.circle).id, **fields}, user)

    def _last(self, channel=None):
        return (channel or self.circle).chat_message_ids[-1:]

    # State

    def test_states(self):
        for path, before, after in (
            ("close", "active", "closed"),
            ("close", "closed", 409),
            ("archive", "closed", "archived"),
            ("close", "archived", 409),
            ("reopen", "archived", "active"),
            ("reopen", "active", 409),
            ("archive", "active", "archived"),
            ("archive", "archived", 409),
        ):
            with self.subTest(path=path, before=before):
                self.assertEqual(self.circle.state, before)
                response = self._ask(path, self.student)
                if after == 409:
                    self.assertEqual(response.status_code, 409, response.text)
                else:
                    self.assertEqual(response.json()["state"], after)
                    self.assertEqual(self.circle.state, after)

    def test_closed(self):
        self._ask("close", self.student)
        for path, fields in (
            ("send", {"content": "x"}),
            ("rename", {"name": "x"}),
            ("members/add", {"user_ids": self.stranger.ids}),
            ("members/remove", {"user_id": self.fellow.id}),
            ("members/role", {"user_id": self.fellow.id, "role": "moderator"}),
        ):
            response = self._ask(path, self.student, **fields)
            self._assert_refused(response, 409, "channel_closed")
        for path, fields in (
            ("messages", {}),
            ("members", {}),
            ("read", {"message_id": self._last().id}),
            ("preferences", {"pinned": True}),
            ("leave", {}),
        ):
            response = self._ask(path, self.fellow, **fields)
            self.assertEqual(response.status_code, 200, response.text)

    def test_everybody_is_told(self):
        address = ("seitech.chat.channel", self.circle.id, "e0")
        with self._bus() as rows:
            self._ask("close", self.student)
        (first, kind, payload), (second, message_kind, message) = rows
        self.assertEqual((first, second), (address, address))
        self.assertEqual(kind, "seitech.chat/channel")
        self.assertEqual(payload["channel"]["state"], "closed")
        self.assertEqual(payload["channel"]["rev"], self.circle.rev)
        self.assertEqual(message_kind, "seitech.chat/new_message")
        self.assertEqual(message["message"]["type"], "system")
        self.assertIn("Sam Tester closed", message["message"]["content"])

    def test_sync_delivers_it(self):
        cursor = self._call("channels", {}, self.fellow)["channels"][0]["sync_rev"]
        self._ask("rename", self.student, name="Library")
        body = {"channels": {str(self.circle.id): cursor}}
        changes = self._call("sync", body, self.fellow)["channels"][str(self.circle.id)]
        self.assertEqual(changes["channel"]["name"], "Library")
        self.assertEqual([m["type"] for m in changes["messages"]], ["system"])

    def test_chatter(self):
        self.env.cr.precommit.run()
        self.assertFalse(self.circle.message_ids, "no creation log")
        self.assertFalse(self.circle.message_follower_ids)
        self._ask("rename", self.student, name="Library")
        self._ask("close", self.student)
        self.env.flush_all()
        self.env.cr.precommit.run()
        tracked = self.circle.message_ids.tracking_value_ids
        self.assertEqual(set(tracked.field_id.mapped("name")), {"name", "state"})
        self.assertEqual(self.circle.message_ids.author_id, self.student.partner_id)
        self._ask("reopen", self.student)
        self._ask("leave", self.fellow)
        self.assertIn("Sofia Tester left", "".join(self.circle.message_ids.mapped("body")))

    def test_names(self):
        for name, status in (
            ("  Library \n at six ", 200),
            ("", 422),
            (" ", 422),
            ("x" * 61, 422),
            ("a\u0000b", 422),
            ("\u202e", 422),
            (7, 400),
        ):
            response = self._ask("rename", self.student, name=name)
            self.assertEqual(response.status_code, status, response.text)
        self.assertEqual(self.circle.name, "Library at six")

    def test_pairs_can_be_named(self):
        pair = self._new_channel(self.instructor + self.student, "student_instructor", name="I, S")
        pair._claim_pair(pair._pair_key("student_instructor", pair.member_ids))
        pair.moderator_ids = self.instructor
        self._ask("rename", self.instructor, pair, name="Thesis")
        for user in (self.student, self.instructor):
            self.assertEqual(
                self._call(f"channel/{pair.id}", {}, user)["channel"]["name"], "Thesis"
            )

    # Rights

    def test_who_may(self):
        operations = (
            ("rename", {"name": "x"}),
            ("members/add", {"user_ids": self.agent.ids}),
            ("members/remove", {"user_id": self.fellow.id}),
            ("members/role", {"user_id": self.fellow.id, "role": "member"}),
            ("archive", {}),
        )
        for channel, user, statuses in (
            (self.circle, self.fellow, (403, 403, 403, 403, 403)),
            (self.circle, self.stranger, (404, 404, 404, 404, 404)),
            (self.circle, self.agent, (404, 404, 404, 404, 404)),
            (self.channel, self.student, (403, 403, 403, 403, 403)),
            (self.channel, self.manager, (403, 403, 403, 403, 200)),
            (self.support, self.student, (403, 403, 403, 403, 403)),
            (self.support, self.agent, (403, 200, 403, 403, 200)),
        ):
            for (path, fields), status in zip(operations, statuses, strict=True):
                with self.subTest(kind=channel.channel_type, user=user.login, path=path):
                    response = self._ask(path, user, channel, **fields)
                    self.assertEqual(response.status_code, status, response.text)

    def test_system_messages_are_the_servers(self):
        response = self._ask("send", self.student, content="x", message_type="system")
        self._assert_refused(response, 422, "invalid_value")

    # Coming and going

    def test_agent_comes_in_visibly(self):
        with self._bus() as rows:
            self._call("send", {"channel_id": self.support.id, "content": "Hello"}, self.agent)
        self.assertIn(self.agent, self.support.member_ids)
        told = [payload["message"] for _a, _k, payload in rows if "message" in payload]
        self.assertEqual([m["type"] for m in told], ["system", "text"])
        self.assertEqual(told[0]["content"], "Ada Tester joined")
        self.assertIs(told[1]["author"]["is_agent"], True)
        with self._bus() as rows:
            self._call("send", {"channel_id": self.support.id, "content": "Again"}, self.agent)
        self.assertEqual(len(rows), 1)

    def test_manager_comes_in_visibly_but_never_into_direct(self):
        self._call("send", {"channel_id": self.circle.id, "content": "Hello"}, self.manager)
        self.assertIn(self.manager, self.circle.member_ids)
        for path, fields in (("send", {"content": "x"}), ("join", {})):
            response = self._ask(path, self.manager, self.channel, **fields)
            self._assert_refused(response, 403, "forbidden")

    def test_looking_on_leaves_no_trace(self):
        message = self._post(self.student, "x", self.support)
        answer = self._call(
            "read", {"channel_id": self.support.id, "message_id": message["id"]}, self.agent
        )
        self.assertEqual(answer["message_id"], message["id"])
        self.assertEqual(self.support.member_ids, self.student)

    def test_join_and_leave(self):
        for _ in range(2):
            self._call("join", {"channel_id": self.support.id}, self.agent)
        self.assertEqual(self._last(self.support).content, "Ada Tester joined")
        self._call("leave", {"channel_id": self.support.id}, self.agent)
        self.assertEqual(self._last(self.support).content, "Ada Tester left")
        self.assertEqual(self.support.member_ids, self.student)
        self._assert_refused(self._ask("leave", self.agent, self.support), 403, "forbidden")
        self._assert_refused(self._ask("leave", self.student, self.channel), 403, "forbidden")
        self._assert_refused(self._ask("join", self.stranger), 404, "not_found")

    def test_leaving_is_immediate(self):
        self._call("leave", {"channel_id": self.circle.id}, self.fellow)
        self.assertEqual(self.circle.epoch, 1)
        self._assert_refused(self._ask("messages", self.fellow), 404, "not_found")

    def test_adding(self):
        writer = self._new_course("Writing", self.instructor, self.student + self.stranger)
        self.assertTrue(writer)
        answer = self._ask("members/add", self.student, user_ids=self.stranger.ids)
        self.assertEqual(answer.json()["member_count"], 3)
        self.assertEqual(self._last().content, "Soren Tester joined")
        for user_ids, status in (
            (self.agent.ids, 404),
            ([2**31 - 1], 404),
            ([*self.fellow.ids, 2**31 - 1], 404),
            ([], 422),
            (self.fellow.ids * 101, 422),
        ):
            response = self._ask("members/add", self.student, user_ids=user_ids)
            self.assertEqual(response.status_code, status, response.text)

    def test_removing(self):
        self._call("members/remove", self._body(user_id=self.fellow.id), self.student)
        self.assertEqual(self._last().content, "Sofia Tester was removed")
        self.assertEqual(self.circle.member_ids, self.student)
        response = self._ask("members/remove", self.student, user_id=self.fellow.id)
        self._assert_refused(response, 404, "not_found")
        self._call("members/add", self._body(user_ids=self.fellow.ids), self.student)
        self.assertIn(self.fellow, self.circle.member_ids)

    def _body(self, **fields):
        return {"channel_id": self.circle.id, **fields}

    def test_roles(self):
        fields = {"user_id": self.fellow.id, "role": "moderator"}
        self._call("members/role", self._body(**fields), self.student)
        self.assertEqual(self.circle.moderator_ids, self.student + self.fellow)
        self.assertEqual(self._last().content, "Sofia Tester is a moderator now")
        self._call("members/role", self._body(**fields), self.student)
        self.assertEqual(len(self.circle.chat_message_ids), 1)
        fields["role"] = "king"
        response = self._ask("members/role", self.student, **fields)
        self._assert_refused(response, 422, "invalid_value")

    def test_members(self):
        people = self._new_user("ben", "base.group_portal")
        people |= self._new_user("cem", "base.group_portal")
        self.circle._add_members(people)
        self._sign_in(self.fellow)
        seen, cursor = [], None
        for _ in range(4):
            page = self._call(
                "members", self._body(limit=1, **({"cursor": cursor} if cursor else {}))
            )
            self.assertEqual(page["member_count"], 4)
            seen += [member["name"] for member in page["members"]]
            cursor = page["next_cursor"]
        self.assertIsNone(cursor)
        self.assertEqual(seen, ["Ben Tester", "Cem Tester", "Sam Tester", "Sofia Tester"])
        found = self._call("members", self._body(search="SOF"))
        self.assertEqual([m["user_id"] for m in found["members"]], self.fellow.ids)
        self.assertEqual(self._call("members", self._body(search="%"))["members"], [])
        for fields in ({"cursor": "x"}, {"cursor": "WzFd"}, {"limit": 0}, {"search": "\u0000"}):
            response = self._ask("members", self.fellow, **fields)
            self._assert_refused(response, 422, "invalid_value")

    # Preferences

    def _prefer(self, **fields):
        return self._call("preferences", self._body(**fields), self.fellow)["membership"]

    def test_preferences(self):
        with self._bus() as rows:
            membership = self._prefer(notification_level="mentions", pinned=True)
        self.assertEqual(membership["notification_level"], "mentions")
        self.assertIs(membership["pinned"], True)
        [(address, _kind, payload)] = rows
        self.assertEqual(address, ("res.partner", self.fellow.partner_id.id))
        self.assertEqual(payload["membership"], membership)
        [channel] = self._call("channels", {}, self.fellow)["channels"]
        self.assertEqual((channel["pinned"], channel["notification_level"]), (True, "mentions"))
        for member in self._call("members", self._body())["members"]:
            self.assertNotIn("pinned", member, "nobody else's business")

    def test_muting(self):
        for given, stored in (
            ("2030-01-01T12:00:00+02:00", "2030-01-01T10:00:00.000Z"),
            ("2030-01-01T12:00:00.5Z", "2030-01-01T12:00:00.000Z"),
            (None, None),
        ):
            self.assertEqual(self._prefer(muted_until=given)["muted_until"], stored)
        for value in (
            "soon",
            "",
            "9999-12-31T23:59:59-12:00",
            "0900-01-01",
            "\ud800",
            "0001-01-01T00:00:00+12:00",
        ):
            response = self._ask("preferences", self.fellow, muted_until=value)
            self._assert_refused(response, 422, "invalid_value")
        for fields in ({"notification_level": "loud"}, {"notification_level": ""}):
            self._assert_refused(
                self._ask("preferences", self.fellow, **fields), 422, "invalid_value"
            )

    def test_hiding_lasts_until_the_next_message(self):
        def listed(**fields):
            return [c["id"] for c in self._call("channels", fields, self.fellow)["channels"]]

        self.assertIs(self._prefer(hidden=True)["hidden"], True)
        self.assertNotIn(self.circle.id, listed())
        self.assertIn(self.circle.id, listed(search="Circle"))
        self._post(self.student, "x", self.circle)
        self.assertIn(self.circle.id, listed())
        self._prefer(hidden=True)
        self.assertNotIn(self.circle.id, listed())
        self._prefer(hidden=False)
        self.assertIn(self.circle.id, listed())

    def test_preferences_are_the_members(self):
        response = self._ask("preferences", self.manager, pinned=True)
        self._assert_refused(response, 403, "forbidden")
