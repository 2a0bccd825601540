from datetime import timedelta
from urllib.parse import urlsplit

from odoo import fields
from odoo.tests import tagged

from .common import TAGS, ChatCase
from .upload_samples import image

PNG = image("PNG")


@tagged(*TAGS)
class TestAttachments(ChatCase):
    def setUp(self):
        super().setUp()
        self._sign_in(self.student)

    def _upload(self, name="notes.txt", raw=b"Notes of today", channel=None, user=None):
        if user:
            self._sign_in(user)
        return self.url_open(
            "/api/chat/upload",
            data={"channel_id": str((channel or self.channel).id)},
            files={"file": (name, raw, "application/octet-stream")},
        )

    def _uploaded(self, *args, **options):
        response = self._upload(*args, **options)
        self.assertEqual(response.status_code, 200, response.text)
        return response.json()["attachment_id"]

    def _send(self, ids, content="", **extra):
        body = {"channel_id": self.channel.id, "content": content, "attachment_ids": ids, **extra}
        return self._request("send", body)

    def test_upload(self):
        reply = self._upload().json()
        self.assertIs(reply["success"], True)
        attachment = reply["attachment"]
        self.assertEqual(attachment["id"], reply["attachment_id"])
        self.assertEqual(attachment["name"], "notes.txt")
        self.assertEqual(attachment["mimetype"], "text/plain")
        self.assertEqual(attachment["size"], 14)

    def test_send(self):
        ids = [self._uploaded(), self._uploaded("b.txt", b"b")]
        with self._bus() as rows:
            message = self._send(ids, "See").json()["message"]
        self.assertEqual([item["id"] for item in message["attachments"]], ids)
        self.assertEqual(message["type"], "file")
        self.assertEqual(rows[0][2]["message"], message)
        page = self._call("messages", {"channel_id": self.channel.id})
        self.assertEqual(page["messages"][0]["attachments"], message["attachments"])

    def test_send_a_picture_alone(self):
        message = self._send([self._uploaded("a.png", PNG)]).json()["message"]
        self.assertEqual((message["type"], message["content"]), ("image", ""))
        [listed] = self._call("channels")["channels"]
        self.assertEqual(listed["last_message_preview"], "a.png")

    def test_send_twice(self):
        key = "8a5e1c1e-6d53-4a4e-9a43-2f6d7c9f0b11"
        ids = [self._uploaded()]
        first = self._send(ids, client_key=key).json()["message"]
        self.assertEqual(self._send(ids, client_key=key).json()["message"]["id"], first["id"])
        other = self._send([self._uploaded()], client_key=key)
        self._assert_refused(other, 409, "conflict")

    def test_not_ones_own(self):
        sent = self._uploaded()
        self._send([sent])
        elsewhere = self._new_direct(self.student, self.fellow)
        foreign = self._uploaded(user=self.instructor)
        self._sign_in(self.student)
        wrong_place = self._uploaded(channel=elsewhere)
        before = len(self.channel.chat_message_ids)
        for ids in ([sent], [foreign], [wrong_place], [2**31 - 1], [self._uploaded()] * 2):
            self._assert_refused(self._send(ids, "x"), 422, "invalid_value")
        mine = self._uploaded()
        self._assert_refused(self._send([mine, foreign], "x"), 422, "invalid_value")
        self.assertEqual(len(self.channel.chat_message_ids), before)
        self.assertEqual(self._send([mine]).status_code, 200)

    def test_so_many(self):
        ids = [self._uploaded() for _ in range(11)]
        self._assert_refused(self._send(ids), 422, "invalid_value")
        self.assertEqual(self._send(ids[:10]).status_code, 200)

    def test_refused(self):
        for name, raw, status in (
            ("a.txt", b"", 422),
            ("a.html", b"<html><script>1</script>", 415),
            ("a.exe", b"MZ\0\0", 415),
            ("a.txt", b"x" * (10 * 1024 * 1024 + 1), 413),
            ("a.png", b"\x89PNG\r\n\x1a\n broken", 422),
        ):
            with self.subTest(name=name, size=len(raw)):
                response = self._upload(name, raw)
                self.assertEqual(response.status_code, status, response.text)
                self.assertIs(response.json()["success"], False)
        self.assertFalse(self.env["seitech.chat.attachment"].search([]))

    def test_who_may_upload(self):
        for user in (self.stranger, self.agent):
            self._assert_refused(self._upload(user=user), 404, "not_found")
        self.channel.state = "closed"
        self._assert_refused(self._upload(user=self.student), 409, "channel_closed")

    def test_download(self):
        message = self._send([self._uploaded("día 1.txt", b"Hola")]).json()["message"]
        url = message["attachments"][0]["url"]
        self.authenticate(None, None)
        response = self.url_open(url)
        self.assertEqual(response.content, b"Hola")
        self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        parts = urlsplit(url)
        token = parts.query.removeprefix("token=")
        other = self._uploaded(user=self.instructor)
        self.authenticate(None, None)
        for bad in (
            parts.path,
            f"{parts.path}?token=",
            f"{parts.path}?token={token[:-1]}",
            f"{parts.path}?token={token[::-1]}",
            f"{parts.path}?token=%C3%A9o0x1",
            f"/seitech_chat/file/{other}/x.txt?token={token}",
        ):
            with self.subTest(url=bad):
                self.assertEqual(self.url_open(bad).status_code, 404)

    def test_token_expires(self):
        attachment = self.env["seitech.chat.attachment"].browse(self._uploaded())
        attachment = attachment.with_user(self.env.ref("base.public_user"))
        token = attachment._access_token(self.channel.epoch)
        self.assertTrue(attachment._get_by_token(attachment.id, token))
        expired = token.rpartition("o")[0] + "o" + hex(1)
        self.assertFalse(attachment._get_by_token(attachment.id, expired))

    def test_addresses_end_with_a_removal(self):
        circle = self._new_channel(self.student + self.fellow + self.instructor)
        upload = self._uploaded("a.png", PNG, channel=circle)
        message = self._post(self.student, "", circle, attachment_ids=[upload])
        [before] = message["attachments"]
        circle.with_user(self.manager)._remove_person(self.fellow.id)
        page = self._call("messages", {"channel_id": circle.id}, self.student)
        [after] = page["messages"][0]["attachments"]
        for kind in ("url", "thumbnail_url"):
            for user, is_old_good in (
                (self.fellow, False),
                (None, False),
                (self.stranger, False),
                (self.agent, False),
                (self.student, True),
                (self.instructor, True),
            ):
                with self.subTest(kind=kind, user=user and user.login):
                    self._sign_in(user) if user else self.authenticate(None, None)
                    status = 200 if is_old_good else 404
                    self.assertEqual(self.url_open(before[kind]).status_code, status)
                    self.assertEqual(self.url_open(after[kind]).status_code, 200)

    def test_not_by_odoos_own_ways(self):
        file = self.env["seitech.chat.attachment"].browse(self._uploaded()).attachment_id
        for user in (self.student, self.instructor, self.manager):
            self._sign_in(user)
            answer = self.url_open(f"/web/content/{file.id}")
            self.assertNotEqual(answer.content, b"Notes of today", user.login)

    def test_deleted_with_the_message(self):
        message = self._send([self._uploaded()]).json()["message"]
        attachment = self.env["seitech.chat.attachment"].browse(message["attachments"][0]["id"])
        file = attachment.attachment_id
        self._call("delete", {"message_id": message["id"]})
        self.assertFalse(attachment.exists())
        self.assertFalse(file.exists())
        self.assertEqual(self.url_open(message["attachments"][0]["url"]).status_code, 404)

    def test_unsent_files_go(self):
        sent, old, new = self._uploaded(), self._uploaded(), self._uploaded()
        self._send([sent])
        attachments = self.env["seitech.chat.attachment"].browse([sent, old, new])
        files = attachments.attachment_id
        self.env.cr.execute(
            "UPDATE seitech_chat_attachment SET create_date = %s WHERE id = ANY(%s)",
            [fields.Datetime.now() - timedelta(hours=25), [sent, old]],
        )
        self.env.invalidate_all()
        attachments._remove_unsent()
        self.assertEqual(attachments.exists().ids, [sent, new])
        self.assertEqual(len(files.exists()), 2)
        self.channel.unlink()
        attachments._remove_unsent()
        self.assertFalse(files.exists())

    def test_page_costs_the_same(self):
        def page():
            self._call("messages", {"channel_id": self.channel.id})

        self._post(self.student, "x")
        before = self._count_queries(page)
        self._send([self._uploaded(), self._uploaded()])
        self.assertEqual(self._count_queries(page), before)
