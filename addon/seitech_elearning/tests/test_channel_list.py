from odoo.tests import tagged

from .common import TAGS, ChatCase
from .upload_samples import image


@tagged(*TAGS)
class TestChannelList(ChatCase):
    """What the list of channels tells about each, and what finds one."""

    def _row(self, user, channel=None):
        channel_id = (channel or self.channel).id
        rows = self._call("channels", {}, user)["channels"]
        return next(row for row in rows if row["id"] == channel_id)

    def test_peer(self):
        self.assertEqual(self._row(self.student)["peer_id"], self.instructor.id)
        self.assertEqual(self._row(self.instructor)["peer_id"], self.student.id)
        circle = self._new_channel(self.student + self.fellow)
        self.assertIsNone(self._row(self.student, circle)["peer_id"])
        onlooker = self._call(f"channel/{self.channel.id}", {}, self.manager)["channel"]
        self.assertIsNone(onlooker["peer_id"])

    def test_role(self):
        circle = self._new_channel(self.student + self.fellow)
        circle.moderator_ids = self.fellow
        self.assertEqual(self._row(self.student, circle)["my_role"], "member")
        self.assertEqual(self._row(self.fellow, circle)["my_role"], "moderator")
        onlooker = self._call(f"channel/{circle.id}", {}, self.manager)["channel"]
        self.assertIsNone(onlooker["my_role"])

    def test_mentions(self):
        self.assertEqual(self._row(self.student)["unread_mention_count"], 0)
        mention = f"Hello @{self.student.name}"
        first = self._post(self.instructor, mention)
        self._post(self.instructor, "no mention")
        gone = self._post(self.instructor, mention)
        last = self._post(self.instructor, mention)
        self._call("delete", {"message_id": gone["id"]}, self.instructor)
        row = self._row(self.student)
        self.assertEqual((row["unread_count"], row["unread_mention_count"]), (3, 2))
        self.assertEqual(self._row(self.instructor)["unread_mention_count"], 0)
        body = {"channel_id": self.channel.id, "message_id": first["id"]}
        self._call("read", body, self.student)
        self.assertEqual(self._row(self.student)["unread_mention_count"], 1)
        self._call("read", {**body, "message_id": last["id"]})
        self.assertEqual(self._row(self.student)["unread_mention_count"], 0)
        self._call("unread", body)
        self.assertEqual(self._row(self.student)["unread_mention_count"], 2)

    def test_mentions_elsewhere(self):
        circle = self._new_channel(self.student + self.fellow)
        self._post(self.fellow, f"@{self.student.name}", circle)
        self._post(self.instructor, "x")
        self.assertEqual(self._row(self.student)["unread_mention_count"], 0)
        self.assertEqual(self._row(self.student, circle)["unread_mention_count"], 1)

    def test_last_message(self):
        row = self._row(self.student)
        self.assertIsNone(row["last_message_author_name"])
        self.assertIsNone(row["last_message_type"])
        self._post(self.instructor, "x")
        row = self._row(self.student)
        self.assertEqual(row["last_message_author_name"], self.instructor.name)
        self.assertEqual(row["last_message_type"], "text")
        self.assertFalse(row["last_message_deleted"])
        author = self.channel.with_user(self.student)
        sent = author._post("", attachment_ids=author._upload("a.png", image("PNG")).ids)
        row = self._row(self.student)
        self.assertEqual(row["last_message_type"], "image")
        self.assertEqual(row["last_message_preview"], "a.png")
        author._delete_message(sent["id"])
        row = self._row(self.student)
        self.assertEqual(row["last_message_id"], sent["id"], "it keeps its place")
        self.assertTrue(row["last_message_deleted"])
        self.assertEqual(row["last_message_preview"], "")

    def test_last_message_of_a_visitor(self):
        self.authenticate(None, None)
        opened = self._call("support", {"name": "Vera"})
        self._call("support/send", {**self._visitor(opened), "content": "Hello"})
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self.assertEqual(self._row(self.agent, channel)["last_message_author_name"], "Vera")
        self.assertEqual(self._found(self.agent, "vera"), [channel.id])

    @staticmethod
    def _visitor(opened):
        return {name: opened[name] for name in ("channel_id", "session_token")}

    def _found(self, user, search):
        rows = self._call("channels", {"search": search}, user)["channels"]
        return sorted(row["id"] for row in rows)

    def test_search(self):
        circle = self._new_channel(self.student + self.fellow, name="Circle")
        about = self._new_channel(self.student, "course", name="Talk", course_id=self.course.id)
        for search, found in (
            ("circ", [circle.id]),
            ("statist", [about.id]),
            ("SOFIA", [circle.id]),
            (self.instructor.name, [self.channel.id]),
            # Oneself is in all of them, which says nothing.
            (self.student.name, []),
            ("%", []),
            ("_", []),
            ("\\", []),
        ):
            with self.subTest(search=search):
                self.assertEqual(self._found(self.student, search), found)
        self.assertEqual(self._found(self.stranger, "circ"), [])

    def test_large_channels_are_not_searched_by_people(self):
        people = [self._new_user(f"p{n}", "base.group_portal") for n in range(49)]
        crowd = self.student.union(*people)
        circle = self._new_channel(crowd, name="Crowd")
        self.assertEqual(self._found(self.student, people[7].name), [circle.id])
        circle._add_members(self.fellow)
        self.assertEqual(self._found(self.student, people[7].name), [])
        self.assertEqual(self._found(self.student, "crowd"), [circle.id])

    def test_quotes(self):
        said = self._post(self.instructor, "**Read** chapter\n\nfour")
        self.assertIsNone(said["parent"])
        with self._bus() as rows:
            body = {"channel_id": self.channel.id, "content": "Yes", "parent_id": said["id"]}
            reply = self._call("send", body, self.student)["message"]
        quote = {
            "id": said["id"],
            "author_name": self.instructor.name,
            "preview": "Read chapter four",
            "deleted": False,
        }
        self.assertEqual(reply["parent"], quote)
        self.assertEqual(rows[0][2]["message"]["parent"], quote)
        page = self._call("messages", {"channel_id": self.channel.id})
        self.assertEqual(page["messages"][-1]["parent"], quote)
        self._call("delete", {"message_id": said["id"]}, self.instructor)
        page = self._call("messages", {"channel_id": self.channel.id})
        quote |= {"preview": "", "deleted": True}
        self.assertEqual(page["messages"][-1]["parent"], quote)

    def test_quote_of_a_file(self):
        author = self.channel.with_user(self.student)
        said = author._post("", attachment_ids=author._upload("notes.txt", b"text").ids)
        reply = self._post(self.instructor, "Thanks", parent_id=said["id"])
        self.assertEqual(reply["parent"]["preview"], "notes.txt")
