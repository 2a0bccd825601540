from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestStudyGroups(ChatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_course = cls._new_course("Writing", cls.instructor, cls.stranger)

    def _found(self, user=None, **fields):
        """:return: a new group, and its channel"""
        body = {"name": "Circle", "course_id": self.course.id, **fields}
        answer = self._call("group/create", body, user or self.student)["group"]
        channel = self.env["seitech.chat.channel"].browse(answer["channel_id"])
        return self.env["seitech.study.group"].browse(answer["id"]), channel

    def _ask(self, path, user, group, **fields):
        return self._request(f"group/{path}", {"group_id": group.id, **fields}, user)

    def _do(self, path, user, group, **fields):
        response = self._ask(path, user, group, **fields)
        self.assertEqual(response.status_code, 200, response.text)
        return response.json().get("group")

    def _listed(self, user, **fields):
        return [group["id"] for group in self._call("group/list", fields, user)["groups"]]

    def test_founding(self):
        group, channel = self._found(description="In the library", max_members=5)
        self.assertEqual(group.owner_id, self.student)
        self.assertEqual(group.privacy, "approval")
        self.assertEqual(channel.channel_type, "group")
        self.assertEqual(channel.name, "Circle")
        self.assertEqual(channel.member_ids, self.student)
        self.assertEqual(channel.moderator_ids, self.student)
        self.assertEqual(group._open_channel().id, channel.id)

    def test_who_may_found(self):
        body = {"name": "Circle"}
        for user, fields, status in (
            (self.student, {}, 200),
            (self.manager, {}, 200),
            (self.manager, {"course_id": self.other_course.id}, 200),
            (self.instructor, {}, 403),
            (self.agent, {}, 403),
            (self.student, {"course_id": self.other_course.id}, 404),
            (self.student, {"course_id": 2**31 - 1}, 404),
            (self.student, {"privacy": "secret"}, 422),
            (self.student, {"max_members": -1}, 422),
            (self.student, {"max_members": 1001}, 422),
            (self.student, {"description": "x" * 2001}, 422),
            (self.student, {"description": "\u0000"}, 422),
            (self.student, {"name": " "}, 422),
        ):
            with self.subTest(user=user.login, fields=fields):
                response = self._request("group/create", {**body, **fields}, user)
                self.assertEqual(response.status_code, status, response.text)

    def test_open(self):
        group, channel = self._found(privacy="open")
        answer = self._do("join", self.fellow, group)
        self.assertEqual((answer["status"], answer["channel_id"]), ("member", channel.id))
        self.assertEqual(channel.member_ids, self.student + self.fellow)
        self.assertEqual(channel.chat_message_ids[-1].content, "Sofia Tester joined")
        self._do("join", self.fellow, group)
        self.assertEqual(len(channel.chat_message_ids), 1)
        self._do("leave", self.fellow, group)
        self.assertEqual(channel.member_ids, self.student)
        self.assertEqual(channel.epoch, 1)
        self._do("join", self.fellow, group)
        self.assertIn(self.fellow, channel.member_ids)
        removed = {"channel_id": channel.id, "user_id": self.fellow.id}
        self._call("members/remove", removed, self.student)
        self._assert_refused(self._ask("join", self.fellow, group), 403, "forbidden")
        self.assertNotIn(self.fellow, group.member_ids | channel.member_ids)

    def test_on_approval(self):
        group, channel = self._found()
        answer = self._do("join", self.fellow, group)
        self.assertEqual((answer["status"], answer["channel_id"]), ("requested", None))
        self.assertEqual(answer["applicants"], [], "for moderators only")
        self.assertEqual(channel.member_ids, self.student)
        self._assert_refused(
            self._ask("approve", self.fellow, group, user_id=self.fellow.id), 403, "forbidden"
        )
        [seen] = self._call("group/list", {}, self.student)["groups"]
        self.assertEqual([a["user_id"] for a in seen["applicants"]], self.fellow.ids)
        self._do("approve", self.student, group, user_id=self.fellow.id, approved=False)
        self.assertEqual(channel.member_ids, self.student)
        self._assert_refused(
            self._ask("approve", self.student, group, user_id=self.fellow.id), 404, "not_found"
        )
        self._do("join", self.fellow, group)
        answer = self._do("approve", self.student, group, user_id=self.fellow.id)
        self.assertEqual((answer["member_count"], answer["applicants"]), (2, []))
        self.assertIn(self.fellow, channel.member_ids)

    def test_by_invitation(self):
        group, channel = self._found(privacy="invitation")
        self.assertEqual(self._listed(self.fellow), [])
        self._assert_refused(self._ask("join", self.fellow, group), 404, "not_found")
        self._do("invite", self.student, group, user_ids=self.fellow.ids)
        self.assertEqual(self._listed(self.fellow), group.ids)
        self._do("leave", self.fellow, group)
        self.assertEqual(self._listed(self.fellow), [])
        self._do("invite", self.student, group, user_ids=self.fellow.ids)
        self.assertEqual(self._do("join", self.fellow, group)["status"], "member")
        self.assertEqual(channel.member_ids, self.student + self.fellow)
        for user, user_ids, status in (
            (self.fellow, self.stranger.ids, 403),
            (self.student, self.stranger.ids, 404),
            (self.student, [2**31 - 1], 404),
            (self.student, [], 422),
        ):
            response = self._ask("invite", user, group, user_ids=user_ids)
            self.assertEqual(response.status_code, status, response.text)

    def test_who_finds_what(self):
        open_group, _channel = self._found(privacy="open")
        free, _channel = self._found(privacy="open", course_id=None)
        for user, found in (
            (self.fellow, free + open_group),
            (self.stranger, free),
            (self.instructor, self.env["seitech.study.group"]),
        ):
            self.assertEqual(self._listed(user), found.ids)
        for path in ("join", "leave"):
            self._assert_refused(self._ask(path, self.stranger, open_group), 404, "not_found")
        self.assertEqual(
            self._listed(self.fellow, search="CIRC", course_id=self.course.id), open_group.ids
        )
        for search in ("%", "_", "\\"):
            self.assertEqual(self._listed(self.fellow, search=search), [])
        page = self._call("group/list", {"limit": 1}, self.fellow)
        self.assertEqual([g["id"] for g in page["groups"]], free.ids)
        page = self._call("group/list", {"limit": 1, "cursor": page["next_cursor"]})
        self.assertEqual([g["id"] for g in page["groups"]], open_group.ids)
        self.assertIsNone(page["next_cursor"])
        for fields in ({"cursor": "x"}, {"cursor": "²"}, {"limit": 101}, {"search": "\u0000"}):
            self._assert_refused(
                self._request("group/list", fields, self.fellow), 422, "invalid_value"
            )

    def test_full(self):
        group, channel = self._found(privacy="open", max_members=1)
        self._assert_refused(self._ask("join", self.fellow, group), 409, "group_full")
        self.assertEqual(channel.member_ids, self.student)
        body = {"channel_id": channel.id, "user_ids": self.fellow.ids}
        self._assert_refused(self._request("members/add", body, self.student), 409, "group_full")
        with self.assertRaises(ValidationError):
            group.member_ids |= self.fellow

    def test_whom_to_add(self):
        """Also where students may not write to each other in twos."""
        self.env["ir.config_parameter"].set_param("seitech_elearning.students_write", "0")
        for user, kind, expected in (
            (self.student, "group", self.fellow),
            (self.instructor, "group", self.env["res.users"]),
            (self.agent, "public_support", self.env["res.users"]),
            (self.student, "course", self.env["res.users"]),
        ):
            people = self._call("people", {"channel_type": kind}, user)["people"]
            found = {person["user_id"] for person in people}
            self.assertLessEqual(set(expected.ids), found, kind)
            self.assertNotIn(self.stranger.id, found)
            if not expected and kind != "public_support":
                self.assertFalse(found)
        _group, channel = self._found()
        body = {"channel_id": channel.id, "user_ids": self.fellow.ids}
        self._call("members/add", body, self.student)
        self.assertIn(self.fellow, channel.member_ids)

    def test_the_channel_and_the_group_are_one(self):
        group, channel = self._found(privacy="open")
        body = {"channel_id": channel.id}
        self._call("members/add", {**body, "user_ids": self.fellow.ids}, self.student)
        self.assertIn(self.fellow, group.member_ids)
        self._call("leave", body, self.fellow)
        self.assertNotIn(self.fellow, group.member_ids)
        self._do("join", self.fellow, group)
        self._call("members/remove", {**body, "user_id": self.fellow.id}, self.student)
        self.assertNotIn(self.fellow, group.member_ids)
        self.assertNotIn(self.fellow, channel.member_ids)
        self._assert_refused(self._ask("join", self.fellow, group), 403, "forbidden")
        self._do("invite", self.student, group, user_ids=self.fellow.ids)
        self._do("join", self.fellow, group)
        self.assertIn(self.fellow, channel.member_ids)

    def test_written_through_the_orm(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.student.id}
        )
        channel = self.env["seitech.chat.channel"].browse(group._open_channel().id)
        group.member_ids = [(4, self.fellow.id), (4, self.stranger.id)]
        self.assertEqual(channel.member_ids, self.student + self.fellow + self.stranger)
        group.member_ids = [(3, self.stranger.id)]
        self.assertEqual(channel.member_ids, self.student + self.fellow)
        group.owner_id = self.stranger
        self.assertEqual(channel.moderator_ids, self.student + self.stranger)
        group.unlink()
        self.assertEqual(channel.state, "archived")

    def test_owner_leaves(self):
        group, channel = self._found(privacy="open")
        self._do("join", self.fellow, group)
        self._do("leave", self.student, group)
        self.assertEqual(group.owner_id, self.fellow)
        self.assertEqual(channel.moderator_ids, self.fellow)
        self._do("leave", self.fellow, group)
        self.assertFalse(group.owner_id)
        self.assertFalse(channel.member_ids)

    def test_archived_accounts(self):
        group, channel = self._found(privacy="open")
        self._do("join", self.fellow, group)
        self.fellow.active = False
        self.assertEqual(channel.member_ids, self.student)
        group.member_ids |= self.stranger
        self.assertEqual(channel.member_ids, self.student + self.stranger)
        self.fellow.active = True
        self.assertIn(self.fellow, channel.member_ids)

    def test_strangers_to_the_group(self):
        group, _channel = self._found()
        self._assert_refused(self._ask("leave", self.fellow, group), 403, "forbidden")
        for path, fields in (
            ("join", {}),
            ("leave", {}),
            ("approve", {"user_id": self.fellow.id}),
            ("invite", {"user_ids": self.fellow.ids}),
        ):
            self._assert_refused(self._ask(path, self.agent, group, **fields), 404, "not_found")
