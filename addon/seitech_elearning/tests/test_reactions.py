from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestReactions(ChatCase):
    def setUp(self):
        super().setUp()
        self.sent = self._post(self.instructor, "Hello")
        self._sign_in(self.student)

    def _react(self, emoji="👍", user=None, **fields):
        body = {"message_id": self.sent["id"], "emoji": emoji, **fields}
        reply = self._call("reaction", body, user)
        self.assertEqual(reply["message_id"], self.sent["id"])
        return [(r["emoji"], r["user_id"]) for r in reply["reactions"]]

    def test_toggle(self):
        me = ("👍", self.student.id)
        for expected in ([me], [], [me]):
            with self._bus() as rows:
                self.assertEqual(self._react(), expected)
            [(address, kind, payload)] = rows
            self.assertEqual(address, ("seitech.chat.channel", self.channel.id, "e0"))
            self.assertEqual(kind, "seitech.chat/reaction")
            self.assertEqual(payload["channel_id"], self.channel.id)
            reaction = payload["reaction"]
            self.assertIs(reaction["active"], bool(expected))
            self.assertEqual(reaction["user_name"], self.student.name)
        self.assertEqual(self._count_reactions(), 1)

    def test_add_and_remove_can_be_repeated(self):
        me = ("👍", self.student.id)
        with self._bus() as rows:
            for _try in range(3):
                self.assertEqual(self._react(action="add"), [me])
            for _try in range(3):
                self.assertEqual(self._react(action="remove"), [])
        self.assertEqual([row[2]["reaction"]["active"] for row in rows], [True, False])

    def test_everybodys(self):
        self._react()
        self._react("🎉")
        self.assertEqual(
            self._react(user=self.instructor),
            [("👍", self.student.id), ("🎉", self.student.id), ("👍", self.instructor.id)],
        )
        page = self._call("messages", {"channel_id": self.channel.id})
        self.assertEqual(len(page["messages"][0]["reactions"]), 3)

    def test_taking_back_leaves_the_others(self):
        self._react()
        self._react("🎉")
        self._react(user=self.instructor)
        self._react(user=self.student, action="remove")
        left = [("🎉", self.student.id), ("👍", self.instructor.id)]
        self.assertEqual(self._react(action="remove"), left)
        self.assertEqual(self._react(), [("👍", self.student.id), *left], "in its old place")

    def test_one_spelling(self):
        self.assertEqual(self._react("❤"), [("❤️", self.student.id)])
        self.assertEqual(self._react("❤️", action="add"), [("❤️", self.student.id)])

    def test_no_emoji(self):
        for emoji in ("", "a", ":)", "👍👍", "<b>", "👍" * 1000, "\0", "\ud83d"):
            body = {"message_id": self.sent["id"], "emoji": emoji}
            self._assert_refused(self._request("reaction", body), 422, "invalid_value")
        body = {"message_id": self.sent["id"], "emoji": "👍", "action": "toggle"}
        self._assert_refused(self._request("reaction", body), 422, "invalid_value")

    def test_so_many(self):
        emojis = [chr(code) for code in range(0x1F600, 0x1F600 + 21)]
        for emoji in emojis[:20]:
            self._react(emoji)
        body = {"message_id": self.sent["id"], "emoji": emojis[20]}
        self._assert_refused(self._request("reaction", body), 422, "invalid_value")
        self._react(emojis[0], action="remove")
        self._react(emojis[20])

    def _count_reactions(self):
        domain = [("message_id", "=", self.sent["id"])]
        return self.env["seitech.chat.reaction"].search_count(domain)

    def test_strangers(self):
        body = {"message_id": self.sent["id"], "emoji": "👍"}
        for user in (self.stranger, self.agent):
            self._assert_refused(self._request("reaction", body, user), 404, "not_found")
        self.assertEqual(self._count_reactions(), 0)

    def test_page_costs_the_same(self):
        def page():
            self._call("messages", {"channel_id": self.channel.id})

        before = self._count_queries(page)
        for emoji in "👍🎉😀":
            self._react(emoji)
            self._react(emoji, self.instructor)
        self._sign_in(self.student)
        self.assertEqual(self._count_queries(page), before)
