import json

from odoo.tests import tagged

from .common import TAGS, ChatCase

MODELS = ("seitech.chat.channel", "seitech.chat.member", "seitech.chat.message")


@tagged(*TAGS)
class TestPeopleAccess(ChatCase):
    """Staff reads what belongs to its work without being in it, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        channels = cls.env["seitech.chat.channel"]
        cls.support = channels.browse(channels.with_user(cls.student)._open("student_support").id)
        cls.lecture = channels.browse(
            channels.with_user(cls.instructor)._open("course", course_id=cls.course.id).id
        )
        cls.lecture._remove_members(cls.instructor, "left")
        for channel in (cls.support, cls.lecture, cls.channel):
            channel.with_user(cls.student)._post("x")

    def _rpc(self, model, method, *args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        response = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _records(self, channel):
        return {
            "seitech.chat.channel": channel,
            "seitech.chat.member": channel.chat_member_ids,
            "seitech.chat.message": channel.chat_message_ids,
        }

    def test_who_reads_what(self):
        other = self._new_user("ivan", "seitech_elearning.group_elearning_instructor")
        for user, readable in (
            (self.agent, self.support),
            (self.instructor, self.channel + self.lecture),
            (other, self.channel.browse()),
            (self.stranger, self.channel.browse()),
            (self.fellow, self.lecture),
        ):
            self._sign_in(user)
            for channel in (self.support, self.lecture, self.channel):
                is_readable = channel in readable
                status = 200 if is_readable else 404
                response = self._request("messages", {"channel_id": channel.id})
                self.assertEqual(response.status_code, status, (user.login, channel.channel_type))
                targets = [target for target, _epoch in channel.with_user(user)._bus_targets()]
                self.assertEqual(channel in targets, is_readable)
                for model, records in self._records(channel).items():
                    found = self._rpc(model, "search", [("id", "in", records.ids)])["result"]
                    self.assertEqual(sorted(found), sorted(records.ids if is_readable else []))

    def test_reading_is_not_writing(self):
        values = {
            "seitech.chat.channel": {"name": "y"},
            "seitech.chat.member": {"role": "moderator"},
            "seitech.chat.message": {"content": "y"},
        }
        for user, channel in ((self.agent, self.support), (self.instructor, self.lecture)):
            self._sign_in(user)
            for model, records in self._records(channel).items():
                for method, args in (
                    ("create", [[values[model]]]),
                    ("write", [records.ids, values[model]]),
                    ("unlink", [records.ids]),
                ):
                    with self.subTest(user=user.login, model=model, method=method):
                        answer = self._rpc(model, method, *args)
                        self.assertIn("AccessError", answer["error"]["data"]["name"])

    def test_an_instructor_who_left_comes_back(self):
        body = {"channel_id": self.lecture.id}
        self._call("send", {**body, "content": "Here I am"}, self.instructor)
        self.assertIn(self.instructor, self.lecture.member_ids)

    def test_groups_of_others_are_not_found(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.fellow.id, "privacy": "open"}
        )
        self._sign_in(self.student)
        found = self._rpc("seitech.study.group", "search", [("id", "=", group.id)])
        self.assertEqual(found["result"], [])
        for field in ("invited_ids", "applicant_ids"):
            self._sign_in(self.fellow)
            answer = self._rpc("seitech.study.group", "read", group.ids, [field])
            self.assertIn("AccessError", answer["error"]["data"]["name"])

    def test_managers_do_not_look_on_unnoticed(self):
        self._sign_in(self.manager)
        for channel, lines in ((self.channel, 1), (self.support, 0)):
            before = channel.message_ids
            for _ in range(2):
                self._call("messages", {"channel_id": channel.id})
                self._call(f"channel/{channel.id}")
            noted = channel.message_ids - before
            self.assertEqual(len(noted), lines, channel.channel_type)
            self.assertEqual(noted.author_id, self.manager.partner_id[:lines])
        self.assertIn("Marta Tester opened this conversation", self.channel.message_ids[0].body)
        self._call("messages", {"channel_id": self.channel.id}, self.student)
        self.assertEqual(len(self.channel.message_ids), 1)

    def test_private_methods(self):
        self._sign_in(self.manager)
        for model, method in (
            ("seitech.chat.channel", "_open"),
            ("seitech.chat.channel", "_let_in"),
            ("seitech.chat.channel", "_set_state"),
            ("seitech.chat.channel", "_post_system"),
            ("seitech.study.group", "_add_people"),
            ("res.users", "_chat_people"),
        ):
            self.assertIn("error", self._rpc(model, method, []), method)

    def test_agents_list(self):
        """As many statements for many support channels as for few."""
        self._sign_in(self.agent)

        def open_more(count):
            for number in range(count):
                channel = self._new_channel(
                    self.student, "public_support", name=f"Support {number}"
                )
                self._post(self.student, "x", channel)

        def listed():
            return self._call("channels", {"limit": 100})["channels"]

        before = len(listed())
        open_more(9)
        few = self._count_queries(listed)
        open_more(40)
        many = self._count_queries(listed)
        self.assertEqual(few, many)
        self.assertEqual(len(listed()), before + 49)
