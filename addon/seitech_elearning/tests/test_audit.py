import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TAGS, ChatCase

SPECIFICATION = {"name": {}, "chat_member_ids": {"fields": {"user_id": {}}}}


@tagged(*TAGS)
class TestAudit(ChatCase):
    """Managers look at nothing unnoticed, whichever way they come."""

    def setUp(self):
        super().setUp()
        self.message = self._post(self.instructor, "secret")
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT untouched")

    def _rpc(self, user, model, method, *args, **kwargs):
        self._sign_in(user)
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        reply = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
        self.assertNotIn("error", reply)
        return reply["result"]

    def _lines(self, channel=None):
        return self.env["mail.message"].search(
            [
                ("model", "=", "seitech.chat.channel"),
                ("res_id", "=", (channel or self.channel).id),
                ("subject", "=", "visit"),
            ]
        )

    def _assert_lines(self, user, expected, play):
        play(user)
        self.env.invalidate_all()
        lines = self._lines()
        self.assertEqual(len(lines), expected)
        self.assertLessEqual(lines.author_id, user.partner_id)
        self.env.cr.execute("ROLLBACK TO SAVEPOINT untouched")
        self.env.invalidate_all(flush=False)

    def _ways_in(self):
        channel, message = "seitech.chat.channel", "seitech.chat.message"
        channel_ids, message_ids = self.channel.ids, [self.message["id"]]
        own = [("id", "in", channel_ids)]
        said = [("channel_id", "in", channel_ids)]
        content = ["content"]
        yield "read", lambda u: self._rpc(u, channel, "read", channel_ids)
        yield (
            "web_read",
            lambda u: self._rpc(u, channel, "web_read", channel_ids, specification=SPECIFICATION),
        )
        yield "search_read", lambda u: self._rpc(u, channel, "search_read", own, ["member_ids"])
        yield "export", lambda u: self._rpc(u, channel, "export_data", channel_ids, ["name"])
        yield (
            "export messages of a channel",
            lambda u: self._rpc(
                u, channel, "export_data", channel_ids, ["chat_message_ids/content"]
            ),
        )
        yield "message read", lambda u: self._rpc(u, message, "read", message_ids, content)
        yield "message name", lambda u: self._rpc(u, message, "read", message_ids, ["display_name"])
        yield "message search_read", lambda u: self._rpc(u, message, "search_read", said, content)
        yield (
            "message web_search_read",
            lambda u: self._rpc(u, message, "web_search_read", said, {"content": {}}),
        )
        yield (
            "message export",
            lambda u: self._rpc(u, message, "export_data", message_ids, content),
        )
        yield (
            "message groups",
            lambda u: self._rpc(u, message, "formatted_read_group", said, content),
        )
        yield (
            "message grouping sets",
            lambda u: self._rpc(
                u, message, "formatted_read_grouping_sets", said, [["content"], []]
            ),
        )
        body = {"channel_id": self.channel.id}
        yield "api", lambda u: self._call("messages", body, u)
        yield "sync", lambda u: self._call("sync", {"channels": {str(self.channel.id): 0}}, u)
        yield "websocket", self._listen

    def _listen(self, user):
        self._sign_in(user)
        names = [f"seitech.chat/open/{self.channel.id}"]
        params = {"channels": names, "last": 0, "is_first_poll": True}
        self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )

    def test_every_way_in(self):
        self.instructor.group_ids += self.env.ref("base.group_allow_export")
        self.manager.group_ids += self.env.ref("base.group_allow_export")
        colleague = self._new_user("mona", "seitech_elearning.group_elearning_manager")
        colleague.group_ids += self.env.ref("base.group_allow_export")
        self._new_direct(colleague, self.student)
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT untouched")
        for name, play in self._ways_in():
            with self.subTest(way=name):
                self._assert_lines(self.manager, 1, play)
                self._assert_lines(self.instructor, 0, play)

    def test_managers_in_their_own_conversations(self):
        own = self._new_direct(self.manager, self.student)
        self._rpc(self.manager, "seitech.chat.channel", "read", own.ids)
        self._call("messages", {"channel_id": own.id}, self.manager)
        self.assertFalse(self._lines(own))

    def test_support_is_everybodys_work(self):
        support = self.env["seitech.chat.channel"].with_user(self.student)._open("student_support")
        support = self.env["seitech.chat.channel"].browse(support.id)
        self._rpc(self.manager, "seitech.chat.channel", "read", support.ids)
        self.assertFalse(self._lines(support))

    def test_lists_open_nothing(self):
        other = self._new_direct(self.instructor, self.fellow)
        listed = {"name": {}, "channel_type": {}, "member_ids": {"fields": {"display_name": {}}}}
        domain = [("id", "in", [self.channel.id, other.id])]
        self._rpc(self.manager, "seitech.chat.channel", "web_search_read", domain, listed)
        self._rpc(self.manager, "seitech.chat.channel", "read", self.channel.ids, ["display_name"])
        messages = [("channel_id", "=", self.channel.id)]
        self._rpc(
            self.manager, "seitech.chat.message", "formatted_read_group", messages, ["user_id"]
        )
        self.assertFalse(self._lines() + self._lines(other))

    def test_one_line_for_a_while(self):
        for _again in range(2):
            self._rpc(self.manager, "seitech.chat.channel", "read", self.channel.ids)
            self._call("messages", {"channel_id": self.channel.id}, self.manager)
        line = self._lines()
        self.assertEqual(len(line), 1)
        self.assertIn(self.manager.name, line.body)
        line.date = fields.Datetime.now() - timedelta(minutes=16)
        self._rpc(self.manager, "seitech.chat.channel", "read", self.channel.ids)
        self.assertEqual(len(self._lines()), 2)

    def test_many_at_once_cost_no_more(self):
        users = [self._new_user(f"many{n}", "base.group_portal") for n in range(6)]
        channels = [self._new_direct(self.instructor, user) for user in users]
        ids = [self._post(self.instructor, "x", channel)["id"] for channel in channels]

        def cost(some):
            messages = self.env["seitech.chat.message"].with_user(self.manager).browse(some)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            messages.read(["content"])
            return self.env.cr.sql_log_count - before

        cost(ids[:1])
        self.assertLess(cost(ids[1:]), 40)
        self.assertEqual(cost(ids), cost(ids[:1]), "noted already")
        self.assertEqual([len(self._lines(channel)) for channel in channels], [1] * 6)

    def test_former_managers_hear_nothing(self):
        self._listen(self.manager)
        epoch = self.channel.epoch
        group = self.env.ref("seitech_elearning.group_elearning_manager")
        with self._bus() as rows:
            self.manager.write({"group_ids": [(3, group.id)]})
        self.assertEqual(self.channel.epoch, epoch + 1)
        address = ("seitech.chat.channel", self.channel.id, f"e{epoch}")
        self.assertIn((address, "seitech.chat/resubscribe", {}), rows)
        with self._bus() as rows:
            self._post(self.instructor, "x")
        self.assertEqual([row[0][-1] for row in rows], [f"e{epoch + 1}"])
