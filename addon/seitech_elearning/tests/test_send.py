import uuid
from unittest.mock import patch

from odoo.addons.seitech_elearning.models.chat_channel_messages import ChatChannel
from odoo.addons.seitech_elearning.tools.errors import ChatError
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestSend(ChatCase):
    def _send(self, **fields):
        return self._call("send", {"channel_id": self.channel.id, **fields})["message"]

    def _count(self):
        return self.env["seitech.chat.message"].search_count([])

    def test_content_is_stored_as_typed(self):
        self._sign_in(self.student)
        for content in ("a", "  a \r\n", "x" * 10_000, "\u202ertl", "👩‍👩‍👧", "'; DROP --", "%_\\"):
            with self.subTest(content=content[:20]):
                message = self._send(content=content)
                self.assertEqual(message["content"], content)
                stored = self.env["seitech.chat.message"].browse(message["id"])
                self.assertEqual(stored.content, content)
                self.assertEqual(stored.content_html, message["html"])

    def test_unacceptable_content(self):
        self._sign_in(self.student)
        before = self._count()
        for content in ("", " ", "\n\t ", "x" * 10_001, "a\x00b", "a\ud800b"):
            with self.subTest(content=content[:20]):
                body = {"channel_id": self.channel.id, "content": content}
                refusal = self._assert_refused(self._request("send", body), 422, "invalid_value")
                self.assertIn("content", refusal["fields"])
        self.assertEqual(self._count(), before)

    def test_same_key_gives_the_same_message(self):
        self._sign_in(self.student)
        key = str(uuid.uuid4())
        before = self._count()
        with self._bus() as rows:
            messages = [self._send(content="Hello", client_key=key) for _ in range(3)]
        self.assertEqual(len({message["id"] for message in messages}), 1)
        self.assertEqual(len(rows), 1, "repeating is not announced again")
        self.assertEqual(self._count(), before + 1)

    def test_same_key_for_another_message_conflicts(self):
        self._sign_in(self.student)
        key = str(uuid.uuid4())
        first = self._send(content="Hello", client_key=key)
        body = {"channel_id": self.channel.id, "content": "Hello!", "client_key": key}
        self._assert_refused(self._request("send", body), 409, "conflict")
        body = {**body, "content": "Hello", "parent_id": first["id"]}
        self._assert_refused(self._request("send", body), 409, "conflict")

    def test_keys_of_different_authors_do_not_meet(self):
        key = str(uuid.uuid4())
        first = self._post(self.student, "Hello", client_key=key)
        second = self._post(self.instructor, "Hello", client_key=key)
        self.assertNotEqual(first["id"], second["id"])

    def test_author_is_set_by_the_server(self):
        self._sign_in(self.student)
        message = self._send(content="Hello", message_type="text")
        self.assertEqual(message["author"]["id"], self.student.id)
        self.assertEqual(message["author"]["name"], self.student.name)
        self.assertEqual(message["type"], "text")
        body = {"channel_id": self.channel.id, "content": "x"}
        forged = self._request("send", {**body, "message_type": "system"})
        self._assert_refused(forged, 422, "invalid_value")
        for field in ("author_id", "user_id", "author"):
            forged = self._request("send", {**body, field: self.instructor.id})
            self._assert_refused(forged, 400, "unknown_field")

    def test_reply(self):
        first = self._post(self.student, "Question")
        answer = self._post(self.instructor, "Answer", parent_id=first["id"])
        self.assertEqual(answer["parent_id"], first["id"])
        page = self._call("messages", {"channel_id": self.channel.id}, self.student)
        self.assertEqual([m["reply_count"] for m in page["messages"]], [1, 0])

    def test_reply_to_another_conversation(self):
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._post(self.fellow, "Elsewhere", elsewhere)
        body = {"channel_id": self.channel.id, "content": "x", "parent_id": foreign["id"]}
        response = self._request("send", body, self.student)
        self._assert_refused(response, 422, "invalid_value")

    def test_attachments_of_others(self):
        attachment = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"a"})
        body = {
            "channel_id": self.channel.id,
            "content": "x",
            "attachment_ids": [attachment.id],
        }
        response = self._request("send", body, self.student)
        self._assert_refused(response, 422, "invalid_value")

    def test_closed_channel(self):
        key = str(uuid.uuid4())
        sent = self._post(self.student, "Before", client_key=key)
        for state in ("closed", "archived"):
            self.channel.state = state
            body = {"channel_id": self.channel.id, "content": "After"}
            response = self._request("send", body, self.student)
            self._assert_refused(response, 409, "channel_closed")
            page = self._call("messages", {"channel_id": self.channel.id})
            self.assertEqual([m["content"] for m in page["messages"]], ["Before"])
            # Whose answer was lost before the closing is told that it had arrived.
            again = self._send(content="Before", client_key=key)
            self.assertEqual(again["id"], sent["id"])
        self.channel.state = "active"
        self._send(content="After")

    def test_order(self):
        messages = [self._post(self.student, str(n)) for n in range(5)]
        for field in ("id", "rev", "created_at"):
            values = [message[field] for message in messages]
            self.assertEqual(values, sorted(values), field)

    def test_concurrent_change_is_tried_again(self):
        """Nothing on the way swallows what Odoo needs to see to try again."""
        insert, failures = ChatChannel._insert_message, ["40001"]

        def insert_at_second_try(channel, values):
            if failures:
                raise_error = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END $$"
                channel.env.cr.execute(raise_error % failures.pop(), log_exceptions=False)
            return insert(channel, values)

        before = self._count()
        with (
            patch.object(ChatChannel, "_insert_message", insert_at_second_try),
            patch("odoo.service.model.time.sleep"),
            self._bus() as rows,
        ):
            self._sign_in(self.student)
            self._send(content="Hello")
        self.assertFalse(failures)
        self.assertEqual(self._count(), before + 1)
        self.assertEqual(len(rows), 1)

    def test_create_goes_the_same_way(self):
        with self._bus() as rows:
            message = (
                self.env["seitech.chat.message"]
                .with_user(self.manager)
                .create({"channel_id": self._new_channel(self.manager).id, "content": "<b>"})
            )
        self.assertEqual(message.content_html, "&lt;b&gt;")
        self.assertEqual(message.user_id, self.manager)
        self.assertTrue(message.rev)
        self.assertEqual(rows[-1][1], "seitech.chat/new_message")
        for foreign in ({"user_id": self.student.id}, {"message_type": "system"}):
            values = {"channel_id": message.channel_id.id, "content": "x", **foreign}
            with self.subTest(foreign=foreign), self.assertRaises(UserError):
                message.create(values)

    def test_changed_words_are_rendered_and_announced(self):
        sent = self._post(self.student, "Frist")
        message = self.env["seitech.chat.message"].browse(sent["id"])
        with self._bus() as rows:
            message.content = "<First>"
        self.assertEqual(message.content_html, "&lt;First&gt;")
        self.assertGreater(message.rev, sent["rev"])
        [(_address, kind, payload)] = rows
        self.assertEqual(kind, "seitech.chat/message_updated")
        self.assertEqual(payload["message"]["content"], "<First>")
        self.assertTrue(payload["message"]["edited_at"])
        with self.assertRaises(UserError):
            message.write({"content": "x", "user_id": self.fellow.id})

    def test_author_who_is_gone(self):
        sent = self._post(self.student, "Goodbye")
        partner = self.student.partner_id
        self.student.unlink()
        [message] = self._call("messages", {"channel_id": self.channel.id}, self.instructor)[
            "messages"
        ]
        self.assertEqual(message["id"], sent["id"])
        self.assertIsNone(message["author"]["id"])
        self.assertEqual(message["author"]["name"], partner.name)
        partner.unlink()
        [message] = self._call("messages", {"channel_id": self.channel.id})["messages"]
        self.assertEqual(message["author"]["name"], "Former member")
        self.assertIsNone(message["author"]["image_url"])

    def test_only_text_can_be_sent(self):
        for content in (None, 5, b"x", ["x"]):
            with self.subTest(content=content), self.assertRaises(ChatError):
                self.channel.with_user(self.student).action_send_message(content)

    def test_outsider_cannot_post(self):
        with self.assertRaises(ChatError) as caught:
            self._post(self.stranger, "x")
        self.assertEqual(caught.exception.http_status, 403)

    def test_query_budget(self):
        """The whole request, from the session to the commit."""
        self._sign_in(self.student)

        def send():
            self._send(content="Hello", client_key=str(uuid.uuid4()))

        few = self._count_queries(send)
        users = self.env["res.users"].create(
            [{"name": f"U{n}", "login": f"u{n}"} for n in range(60)]
        )
        self.channel = self._new_channel(self.student + users)
        many = self._count_queries(send)
        self.assertLessEqual(few, 12)
        self.assertEqual(many, few, "the number of members does not matter")
