import json

from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestHistory(ChatCase):
    """Whoever is added later sees what is said from then on, on every way in."""

    def setUp(self):
        super().setUp()
        self.circle = self._new_channel(self.student + self.fellow)
        self.circle.moderator_ids = self.student
        upload = self.circle.with_user(self.student)._upload("old.txt", b"old secret")
        self.old = self._post(
            self.student, "old secret words", self.circle, attachment_ids=upload.ids
        )
        self._post(self.fellow, "old answer", self.circle, parent_id=self.old["id"])
        self.circle.with_user(self.fellow)._react(self.old["id"], "👍", "add")
        self.circle.with_user(self.student)._pin_message(self.old["id"], True)

    def _add(self, user, channel=None, by=None, **fields):
        body = {"channel_id": (channel or self.circle).id, "user_ids": user.ids, **fields}
        return self._call("members/add", body, by or self.manager)

    def _page(self, user, channel=None, **fields):
        body = {"channel_id": (channel or self.circle).id, **fields}
        return self._call("messages", body, user)["messages"]

    def _words(self, user, channel=None):
        page = self._page(user, channel)
        return [message["content"] for message in page if message["type"] != "system"]

    def _rpc(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        reply = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return reply.json()

    def test_lists_and_pages(self):
        self._add(self.stranger)
        self.assertEqual(self._words(self.student), ["old secret words", "old answer"])
        self.assertEqual(self._words(self.stranger), [])
        self._post(self.student, "new words", self.circle)
        self.assertEqual(self._words(self.stranger), ["new words"])
        [listed] = self._call("channels", {}, self.stranger)["channels"]
        self.assertEqual((listed["last_message_preview"], listed["unread_count"]), ("new words", 2))
        for position in ({"before_id": self.old["id"] + 1}, {"after_id": self.old["id"] - 1}):
            page = self._page(self.stranger, **position)
            self.assertNotIn(self.old["id"], [message["id"] for message in page])
        body = {"channel_id": self.circle.id, "around_id": self.old["id"]}
        self._assert_refused(self._request("messages", body), 404, "not_found")

    def test_a_list_without_anything_to_see(self):
        self.circle._add_members(self.stranger, from_now=True)
        [listed] = self._call("channels", {}, self.stranger)["channels"]
        self.assertEqual(listed["last_message_preview"], "")
        self.assertEqual(listed["unread_count"], 0)

    def test_single_messages(self):
        self._add(self.stranger)
        for path, fields in (
            ("thread", {}),
            ("reaction", {"emoji": "👍"}),
            ("edit", {"content": "x"}),
            ("delete", {}),
            ("pin", {"pinned": False}),
        ):
            body = {"message_id": self.old["id"], **fields}
            with self.subTest(path=path):
                response = self._request(path, body, self.stranger)
                self._assert_refused(response, 404, "not_found")
        body = {"channel_id": self.circle.id, "message_id": self.old["id"]}
        self._assert_refused(self._request("unread", body), 404, "not_found")
        body = {"channel_id": self.circle.id, "content": "x", "parent_id": self.old["id"]}
        self._assert_refused(self._request("send", body), 422, "invalid_value")

    def test_pins_search_and_files(self):
        self._add(self.stranger)
        url = self.old["attachments"][0]["url"]
        channel = {"channel_id": self.circle.id}
        for user, is_seen in ((self.student, True), (self.stranger, False)):
            self._sign_in(user)
            with self.subTest(user=user.login):
                self.assertEqual(bool(self._call("pins", channel)["messages"]), is_seen)
                for scope in (channel, {}):
                    found = self._call("search", {"query": "secret", **scope})["messages"]
                    self.assertEqual(bool(found), is_seen)
                ids = self.circle.with_user(user)._fetch_found("secret", 2**31 - 1, 5)
                self.assertEqual(bool(ids), is_seen, "nor does a page tell that there is another")
                # Not by the token, but by the right to read the message.
                status = self.url_open(url.partition("?")[0]).status_code
                self.assertEqual(status, 200 if is_seen else 404)

    def test_sync(self):
        self._add(self.stranger)
        self._sign_in(self.stranger)
        [listed] = self._call("channels")["channels"]
        cursor = {str(self.circle.id): listed["sync_rev"]}
        self.circle.with_user(self.student)._edit_message(self.old["id"], "another secret")
        self.circle.with_user(self.student)._react(self.old["id"], "🎉", "add")
        self._post(self.student, "new words", self.circle, parent_id=self.old["id"])
        for user, count, reactions in ((self.stranger, 1, 0), (self.fellow, 2, 1)):
            answer = self._call("sync", {"channels": cursor}, user)
            changes = answer["channels"][str(self.circle.id)]
            self.assertEqual(len(changes["messages"]), count)
            self.assertEqual(len(changes["reactions"]), reactions)
            reply = changes["messages"][-1]
            self.assertEqual(reply["content"], "new words")
            self.assertEqual(reply["parent_id"], self.old["id"])
            self.assertEqual(reply["parent"] is None, user == self.stranger)
            self.assertEqual("secret" in json.dumps(answer), user != self.stranger)

    def test_events(self):
        def play():
            circle = self.circle.with_user(self.student)
            circle._edit_message(self.old["id"], "another secret")
            circle._react(self.old["id"], "🎉", "add")
            circle._pin_message(self.old["id"], False)
            self._post(self.student, "reply", self.circle, parent_id=self.old["id"])

        with self._bus() as rows:
            play()
        self.assertIn("secret", json.dumps(rows))
        self._add(self.stranger)
        self.circle.with_user(self.student)._edit_message(self.old["id"], "old secret")
        self.circle.with_user(self.student)._pin_message(self.old["id"], True)
        self.circle.with_user(self.student)._react(self.old["id"], "🎉", "remove")
        with self._bus() as rows:
            play()
        kinds = [kind.removeprefix("seitech.chat/") for _address, kind, _payload in rows]
        self.assertEqual(kinds, ["resubscribe"] * 3 + ["new_message"])
        self.assertEqual([payload for _a, _k, payload in rows[:3]], [{}] * 3)
        self.assertNotIn("secret", json.dumps(rows))
        self.assertEqual(rows[3][2]["message"]["parent_id"], self.old["id"])
        message = self._post(self.student, "new words", self.circle)
        with self._bus() as rows:
            self.circle.with_user(self.student)._edit_message(message["id"], "newer words")
        self.assertEqual(rows[0][1], "seitech.chat/message_updated")

    def test_call_kw(self):
        self._add(self.stranger)
        self._post(self.student, "new words", self.circle)
        said = [("channel_id", "=", self.circle.id), ("message_type", "=", "text")]
        for user, words in (
            (self.stranger, ["new words"]),
            (self.fellow, ["old answer", "new words"]),
        ):
            self._sign_in(user)
            found = self._rpc("seitech.chat.message", "search_read", said, ["content"], order="id")
            self.assertEqual([row["content"] for row in found["result"]], words)
            count = self._rpc("seitech.chat.reaction", "search_count", [])["result"]
            self.assertEqual(count, int(user == self.fellow))
            read = self._rpc("seitech.chat.message", "read", [self.old["id"]], ["content"])
            self.assertEqual("error" in read, user == self.stranger)

    def test_granted(self):
        self._add(self.stranger, with_history=True)
        self.assertEqual(len(self._words(self.stranger)), 2)

    def test_granted_later(self):
        self._add(self.stranger)
        self.assertEqual(self._words(self.stranger), [])
        self._add(self.stranger, with_history=True)
        self.assertEqual(len(self._words(self.stranger)), 2)
        with self._bus() as rows:
            self.circle.with_user(self.student)._edit_message(self.old["id"], "x")
        self.assertEqual(rows[0][1], "seitech.chat/message_updated")

    def test_only_moderators_grant(self):
        self._add(self.stranger)
        body = {"channel_id": self.circle.id, "user_ids": self.stranger.ids, "with_history": True}
        response = self._request("members/add", body, self.stranger)
        self._assert_refused(response, 403, "forbidden")
        self.assertEqual(self._words(self.stranger), [])

    def test_coming_back(self):
        self._call("leave", {"channel_id": self.circle.id}, self.fellow)
        self._post(self.student, "meanwhile", self.circle)
        self._add(self.fellow)
        self.assertEqual(self._words(self.fellow)[-1], "meanwhile")
        body = {"channel_id": self.circle.id, "user_id": self.fellow.id}
        self._call("members/remove", body, self.student)
        self._post(self.student, "later", self.circle)
        self._add(self.fellow)
        self.assertEqual(self._words(self.fellow), [])
        self._call("leave", {"channel_id": self.circle.id}, self.fellow)
        self._add(self.fellow)
        self.assertEqual(self._words(self.fellow), [])

    def test_study_groups(self):
        group = self.env["seitech.study.group"].create(
            {"name": "Circle", "owner_id": self.student.id, "privacy": "open"}
        )
        channel = self.env["seitech.chat.channel"].browse(group._open_channel().id)
        self._post(self.student, "old", channel)
        self._call("group/join", {"group_id": group.id}, self.fellow)
        self.assertEqual(self._words(self.fellow, channel), [])
        self._add(self.fellow, channel, self.student, with_history=True)
        self.assertEqual(self._words(self.fellow, channel), ["old"])

    def test_who_sees_everything(self):
        chat = self.env["seitech.chat.channel"].browse(self.course._open_chat_channel().id)
        self._post(self.student, "old", chat)
        self.course._action_add_members(self.stranger.partner_id)
        self.assertEqual(self._words(self.stranger, chat), ["old"])
        support = self.env["seitech.chat.channel"].with_user(self.student)._open("student_support")
        support = self.env["seitech.chat.channel"].browse(support.id)
        self._post(self.student, "help", support)
        colleague = self._new_user("amir", "seitech_elearning.group_elearning_support_agent")
        self._add(colleague, support, self.agent)
        self.assertEqual(self._words(colleague, support), ["help"])
        self._add(self.fellow, support)
        self.assertEqual(self._words(self.fellow, support), [])
        self.circle.with_user(self.manager)._join()
        self.assertEqual(len(self._words(self.manager)), 2)

    def test_ones_own_key_is_found_again(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        sent = self._post(self.fellow, "mine", self.circle, client_key=key)
        body = {"channel_id": self.circle.id, "user_id": self.fellow.id}
        self._call("members/remove", body, self.student)
        self._add(self.fellow)
        again = self._post(self.fellow, "mine", self.circle, client_key=key)
        self.assertEqual(again["id"], sent["id"])
