from odoo.tests import tagged

from .common import TAGS, ChatCase

# Statements of an answer that says so: about once a minute for everybody who looks.
NOTHING_NEW = 3


@tagged(*TAGS)
class TestSync(ChatCase):
    def setUp(self):
        super().setUp()
        self.first = self._post(self.instructor, "first")
        self.cursor = self._call("messages", {"channel_id": self.channel.id}, self.student)[
            "sync_rev"
        ]

    def _sync(self, rev=None, channel=None):
        key = str((channel or self.channel).id)
        reply = self._call("sync", {"channels": {key: self.cursor if rev is None else rev}})
        return reply, reply["channels"].get(key)

    def test_nothing_new(self):
        reply, changes = self._sync()
        self.assertIsNone(changes)
        self.assertEqual(reply["gone"], [])

    def test_new_messages_in_order_and_nothing_else(self):
        sent = [self._post(self.instructor, str(n)) for n in range(3)]
        _reply, changes = self._sync()
        self.assertIs(changes["reset"], False)
        self.assertEqual([m["id"] for m in changes["messages"]], [m["id"] for m in sent])
        self.assertEqual(changes["members"], [])
        self.assertEqual(changes["channel"]["last_message_id"], sent[-1]["id"])
        self.assertEqual(changes["sync_rev"], sent[-1]["rev"])
        self.assertIsNone(self._sync(changes["sync_rev"])[1])

    def test_read_marks(self):
        self.channel.with_user(self.instructor)._mark_read(self.first["id"])
        _reply, changes = self._sync()
        [member] = changes["members"]
        self.assertEqual(member["user_id"], self.instructor.id)
        self.assertEqual(member["read_message_id"], self.first["id"])

    def test_changed_message(self):
        self.env["seitech.chat.message"].browse(self.first["id"]).content = "changed"
        _reply, changes = self._sync()
        [message] = changes["messages"]
        self.assertEqual((message["id"], message["content"]), (self.first["id"], "changed"))

    def test_changed_channel(self):
        self.channel.state = "closed"
        _reply, changes = self._sync()
        self.assertEqual(changes["channel"]["state"], "closed")

    def test_too_far_behind(self):
        for n in range(201):
            message = self._post(self.instructor, str(n))
            if n == 199:
                self.assertIs(self._sync()[1]["reset"], False, "200 changes still fit")
        _reply, changes = self._sync()
        self.assertIs(changes["reset"], True)
        self.assertEqual((changes["members"], changes["messages"]), ([], []))
        self.assertEqual(changes["sync_rev"], message["rev"])

    def test_revision_from_the_future(self):
        _reply, changes = self._sync(self.cursor + 1)
        self.assertIs(changes["reset"], True)

    def test_gone(self):
        elsewhere = self._new_direct(self.instructor, self.fellow)
        cursors = {str(id_): 0 for id_ in (self.channel.id, elsewhere.id, 2**31 - 1)}
        reply = self._call("sync", {"channels": cursors})
        self.assertEqual(list(reply["channels"]), [str(self.channel.id)])
        self.assertEqual(reply["gone"], [elsewhere.id, 2**31 - 1])
        self.channel._remove_members(self.student)
        reply, changes = self._sync()
        self.assertIsNone(changes)
        self.assertEqual(reply["gone"], [self.channel.id])

    def test_memberships_rev_is_about_joining_and_leaving(self):
        def memberships_rev():
            return self._sync()[0]["memberships_rev"]

        start = memberships_rev()
        self._post(self.instructor, "x")
        self.channel.with_user(self.student)._mark_read(self.first["id"])
        self.assertEqual(memberships_rev(), start)
        channel = self._new_channel(self.student)
        joined = memberships_rev()
        self.assertGreater(joined, start)
        channel._remove_members(self.student)
        self.assertGreater(memberships_rev(), joined)

    def test_limits(self):
        many = {"channels": {str(id_): 0 for id_ in range(1, 1002)}}
        self._assert_refused(self._request("sync", many), 422, "invalid_value")
        negative = {"channels": {str(self.channel.id): -1}}
        self._assert_refused(self._request("sync", negative), 422, "invalid_value")

    def test_query_budget(self):
        def sync(channels):
            body = {"channels": {str(channel.id): 0 for channel in channels}}
            return self._count_queries(lambda: self._call("sync", body))

        channels = [self._new_channel(self.student + self.instructor) for _ in range(10)]
        for channel in channels:
            self._post(self.instructor, "x", channel)
        self.assertEqual(sync(channels), sync(channels[:1]))

    def test_only_what_changed_is_looked_for(self):
        def cost():
            body = {"channels": {str(self.channel.id): self.cursor}}
            return self._count_queries(lambda: self._call("sync", body))

        nothing = cost()
        self.assertLessEqual(nothing, NOTHING_NEW)
        self._post(self.instructor, "x")
        # The channel and its messages, but no members and no reactions.
        self.assertEqual(cost(), nothing + 2)
        self.assertEqual(len(self._sync()[1]["messages"]), 1)
        self.channel.with_user(self.instructor)._react(self.first["id"], "👍", "add")
        self.assertEqual(cost(), nothing + 3)
        self.assertEqual(len(self._sync()[1]["reactions"]), 1)
