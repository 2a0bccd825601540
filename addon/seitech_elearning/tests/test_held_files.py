from urllib.parse import urlsplit

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TAGS
from .desk_case import DeskCase
from .upload_samples import image

PNG = image("PNG")


@tagged(*TAGS)
class TestHeldFiles(DeskCase):
    """Files of visitors: sent where they may be, and given to nobody before an agent accepts."""

    def _upload(self, raw=b"Secret notes", name="notes.txt"):
        self.authenticate(None, None)
        data = {"channel_id": str(self.support.id), "session_token": self.token}
        return self.url_open(
            "/api/chat/support/upload", data=data, files={"file": (name, raw, "text/plain")}
        )

    def _held(self, *args):
        """:return: the message of a visitor's file, and the file"""
        self._case().may_attach = True
        response = self._upload(*args)
        self.assertEqual(response.status_code, 200, response.text)
        message = response.json()["message"]
        upload = self.env["seitech.chat.attachment"].browse(message["attachments"][0]["id"])
        return message, upload

    def _everybody(self):
        return (self.agent, self.colleague, self.manager, self.env.ref("base.user_admin"), None)

    def _website(self, value):
        self._case().website_id.seitech_chat_files = value

    # Whether they may be sent

    def test_an_agent_allows_it(self):
        self._assert_refused(self._upload(), 403, "forbidden")
        self.assertIs(self._desk("claim")["support"]["may_attach"], False)
        with self._bus() as rows:
            self.assertIs(self._desk("files", allowed=True)["support"]["may_attach"], True)
        [told] = [payload for _to, kind, payload in rows if kind == "seitech.chat/visit"]
        self.assertIs(told["visit"]["may_attach"], True)
        with self._bus() as rows:
            self._desk("files", allowed=True)
        self.assertEqual(rows, [], "twice changes nothing")
        self.assertEqual(self._upload().status_code, 200)
        self.assertIs(self._desk("files", allowed=False)["support"]["may_attach"], False)
        self._assert_refused(self._upload(), 403, "forbidden")
        self.assertEqual(len(self.env["seitech.chat.attachment"].search([])), 1)

    def test_the_website_decides(self):
        self._website("always")
        self.assertEqual(self._upload().status_code, 200)
        self._refused_desk(409, "conflict", "files", allowed=False)
        self._website("never")
        self._refused_desk(409, "conflict", "files", allowed=True)
        self._case().may_attach = True
        self._assert_refused(self._upload(), 403, "forbidden")

    def test_it_holds_for_this_conversation(self):
        self._desk("files", allowed=True)
        self.support.write({"state": "closed"})
        self._refused_desk(409, "channel_closed", "files", allowed=False)
        self.support.write({"state": "active"})
        self.assertEqual(self._upload().status_code, 200, "opened again, it is the same")
        self.support, self.token = self._open("Hello")
        self._assert_refused(self._upload(), 403, "forbidden")

    def test_students_send_files_anyway(self):
        opened = self._call("create", {"channel_type": "student_support"}, self.student)
        channel = self.env["seitech.chat.channel"].browse(opened["channel_id"])
        self._post(self.student, "Hello", channel)
        self.assertIs(self._desk("claim", channel=channel)["support"]["may_attach"], True)

    # Who gets them

    def test_nobody_gets_them(self):
        message, upload = self._held(PNG, "a.png")
        [told] = message["attachments"]
        self.assertEqual((told["held"], told["url"], told["thumbnail_url"]), (True, None, None))
        self.assertEqual((told["name"], told["width"]), ("a.png", 40))
        self._desk("claim")
        page = self._call("messages", {"channel_id": self.support.id}, self.agent)
        self.assertEqual(page["messages"][-2]["attachments"], message["attachments"])
        # Nobody is given this token; somebody may have guessed it.
        token = upload._access_token(self.support.epoch)
        for user in self._everybody():
            self._sign_in(user) if user else self.authenticate(None, None)
            for path in ("file/%s/a.png", "thumbnail/%s"):
                url = f"/seitech_chat/{path}" % upload.id
                for address in (url, f"{url}?token={token}"):
                    self.assertEqual(self.url_open(address).status_code, 404, address)

    def test_nobody_gets_them_by_odoos_own_ways(self):
        _message, upload = self._held(PNG, "a.png")
        files = upload.attachment_id + upload.thumbnail_id
        stored = [file.raw for file in files]
        for user in self._everybody():
            self._sign_in(user) if user else self.authenticate(None, None)
            for file in files:
                for path in (
                    f"/web/content/{file.id}",
                    f"/web/image/{file.id}",
                    f"/web/content/seitech.chat.attachment/{upload.id}/attachment_id",
                    f"/web/content/ir.attachment/{file.id}/raw",
                ):
                    self.assertFalse(self.url_open(path).content in stored, path)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_gets_them_by_the_orm(self):
        _message, upload = self._held()
        file = upload.attachment_id
        self._desk("claim")
        for user in (self.agent, self.manager, self.student, self.env.ref("base.public_user")):
            self.env.invalidate_all()
            self.assertFalse(file.with_user(user).search([("id", "=", file.id)]), user.login)
            for record, names in ((file, ["raw", "datas", "index_content"]), (upload, ["is_held"])):
                for name in names:
                    with self.assertRaises(AccessError, msg=(user.login, name)):
                        record.with_user(user).read([name])

    def test_acceptance(self):
        message, upload = self._held(PNG, "a.png")
        body = {"message_id": message["id"]}
        self._refused_desk(403, "forbidden", "accept_files", **body)
        self._desk("claim")
        self._refused_desk(403, "forbidden", "accept_files", self.colleague, **body)
        self._refused_desk(404, "not_found", "accept_files", message_id=2**31 - 1)
        elsewhere = self._post(self.student, "x")
        self._refused_desk(404, "not_found", "accept_files", message_id=elsewhere["id"])
        self.assertTrue(upload.is_held)
        with self._bus() as rows:
            accepted = self._desk("accept_files", **body)["message"]
        [(_address, kind, payload)] = rows
        self.assertEqual(kind, "seitech.chat/message_updated")
        self.assertEqual(payload["message"], accepted)
        self.assertGreater(accepted["rev"], message["rev"])
        [told] = accepted["attachments"]
        self.assertIs(told["held"], False)
        self.authenticate(None, None)
        self.assertEqual(self.url_open(told["url"]).content, upload.attachment_id.raw)
        self.assertEqual(self.url_open(told["thumbnail_url"]).status_code, 200)
        self.assertEqual(self.url_open(urlsplit(told["url"]).path).status_code, 404)
        with self._bus() as rows:
            again = self._desk("accept_files", **body)["message"]
        self.assertEqual((again, rows), (accepted, []), "twice does no harm")

    def test_only_those_of_this_message(self):
        first, upload = self._held()
        _second, other = self._held()
        self._desk("claim")
        self._desk("accept_files", message_id=first["id"])
        self.env.invalidate_all()
        self.assertEqual((upload.is_held, other.is_held), (False, True))

    def test_files_of_others_are_not_held(self):
        self._sign_in(self.agent)
        response = self.url_open(
            "/api/chat/upload",
            data={"channel_id": str(self.support.id)},
            files={"file": ("a.txt", b"a", "text/plain")},
        )
        self.assertIs(response.json()["attachment"]["held"], False)
