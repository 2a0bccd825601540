from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestChannels(ChatCase):
    def _list(self, user=None, **fields):
        return self._call("channels", fields, user)

    def test_named_after_the_other_person(self):
        for user, other in ((self.student, self.instructor), (self.instructor, self.student)):
            [channel] = self._list(user)["channels"]
            self.assertEqual(channel["name"], other.name)
            self.assertIn(f"res.partner/{other.partner_id.id}/", channel["image_url"])

    def test_newest_activity_first(self):
        channels = [self._new_channel(self.student, name=f"Circle {n}") for n in range(3)]
        for index in (1, 0, 2):
            self._post(self.student, "x", channels[index])
        names = [channel["name"] for channel in self._list(self.student)["channels"]]
        self.assertEqual(names[:3], ["Circle 2", "Circle 0", "Circle 1"])

    def test_pages(self):
        channels = [self._new_channel(self.student) for _ in range(6)]
        expected = {self.channel.id, *(channel.id for channel in channels)}
        self._sign_in(self.student)
        seen, cursor, pages = [], None, 0
        while pages == 0 or cursor:
            page = self._list(limit=3, **({"cursor": cursor} if cursor else {}))
            seen += [channel["id"] for channel in page["channels"]]
            cursor, pages = page["next_cursor"], pages + 1
        self.assertEqual(pages, 3)
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(set(seen), expected)

    def test_filters(self):
        self._new_channel(self.student, name="Open 100%", course_id=self.course.id)
        self._new_channel(self.student, name="Shut", state="closed")
        self._sign_in(self.student)
        for fields, names in (
            ({"search": "00%"}, ["Open 100%"]),
            ({"search": "%"}, ["Open 100%"]),
            ({"search": "_"}, []),
            ({"search": "open"}, ["Open 100%"]),
            ({"search": self.instructor.name[:4].lower()}, [self.instructor.name]),
            ({"channel_types": ["direct"]}, [self.instructor.name]),
            ({"channel_types": []}, []),
            ({"state": "closed"}, ["Shut"]),
            ({"limit": 1, "state": "active", "channel_types": ["group"]}, ["Open 100%"]),
        ):
            with self.subTest(fields=fields):
                found = [channel["name"] for channel in self._list(**fields)["channels"]]
                self.assertEqual(found, names)

    def test_course(self):
        self._new_channel(self.student, "course", course_id=self.course.id)
        [channel, _direct] = self._list(self.student)["channels"]
        self.assertEqual(channel["course_id"], self.course.id)
        self.assertEqual(channel["course_name"], "Statistics")
        details = self._call(f"channel/{channel['id']}")["channel"]
        self.assertEqual(details["course"], {"id": self.course.id, "name": "Statistics"})

    def test_preview_is_one_line(self):
        self._post(self.student, "a\n\n b\tc" + " x" * 400)
        [channel] = self._list(self.student)["channels"]
        self.assertTrue(channel["last_message_preview"].startswith("a b c x x"))
        self.assertLessEqual(len(channel["last_message_preview"]), 150)

    def test_managers_list_their_own_and_open_all(self):
        listed = [channel["id"] for channel in self._list(self.manager)["channels"]]
        self.assertNotIn(self.channel.id, listed)
        channel = self._call(f"channel/{self.channel.id}")["channel"]
        self.assertIsNone(channel["membership"])
        self.assertIs(channel["permissions"]["send"], False)
        self.assertEqual(channel["unread_count"], 0)
        self.assertEqual(channel["name"], f"{self.instructor.name}, {self.student.name}")

    def test_moderators(self):
        channel = self._new_channel(self.student + self.fellow)
        channel.moderator_ids = self.student
        details = self._call(f"channel/{channel.id}", {}, self.fellow)["channel"]
        self.assertEqual([m["user_id"] for m in details["moderators"]], [self.student.id])
        self.assertEqual(len(details["members"]), 2)

    def test_type_never_changes(self):
        for channel_type in ("group", "public_support"):
            with self.assertRaisesRegex(Exception, "never changes"):
                self.channel.channel_type = channel_type

    def test_what_the_chat_keeps_itself(self):
        for vals in ({"epoch": 5}, {"rev": 5}, {"pair_key": "x"}):
            with self.subTest(vals=vals), self.assertRaisesRegex(Exception, "by the chat itself"):
                self.channel.write(vals)

    def test_query_budget(self):
        self._sign_in(self.student)

        def add(count):
            for _ in range(count):
                channel = self._new_channel(self.student + self.fellow)
                self._post(self.fellow, "x", channel)

        add(9)
        few = self._count_queries(lambda: self._list(limit=100))
        add(90)
        many = self._count_queries(
            lambda: self.assertEqual(len(self._list(limit=100)["channels"]), 100)
        )
        self.assertEqual(few, many)
        self.assertLessEqual(many, 6)
