from odoo.tests import tagged

from ..models.chat_channel_typing import throttle
from .common import TAGS
from .wire_case import WireCase


@tagged(*TAGS)
class TestWireMessages(WireCase):
    """What is done with messages that were sent, and files."""

    def test_bus_message_updated(self):
        message_id = self.message["id"]
        self._call("reaction", {"message_id": message_id, "emoji": "👍"}, self.student)
        with self._bus() as rows:
            body = {"message_id": message_id, "content": "Hello @Sam Student"}
            reply = self._call("edit", body, self.instructor)
        [notification] = rows
        message = notification[2]["message"]
        self.assertEqual(message, reply["message"])
        self.assertEqual(message["mentions"], self.student.ids)
        message["html"] = message["html"].replace(f'"{self.student.id}"', '"12"')
        message["mentions"] = [12]
        self._assert_notification("bus_message_updated", notification)

    def test_delete(self):
        reply = self._call("delete", {"message_id": self.message["id"]}, self.instructor)
        self._assert_wire("reply_delete", reply)

    def test_reaction(self):
        body = {"message_id": self.message["id"], "emoji": "👍"}
        with self._bus() as rows:
            reply = self._call("reaction", body, self.student)
        [notification] = rows
        self._assert_wire("reply_reaction", reply)
        self._assert_notification("bus_reaction", notification)

    def test_thread(self):
        url = "https://www.example.com/page"
        reply = self._post(self.student, url, parent_id=self.message["id"])
        self._new_preview(reply["id"], url, og_description="About it", og_site_name="Example")
        thread = self._call("thread", {"message_id": self.message["id"]}, self.instructor)
        [message] = thread["messages"]
        self.assertEqual(message["id"], reply["id"])
        message["id"] = 102
        self._assert_wire("reply_thread", thread)

    def test_typing(self):
        throttle.clear()
        with self._bus() as rows:
            self._call("typing", {"channel_id": self.channel.id}, self.student)
        [notification] = rows
        self._assert_notification("bus_typing", notification)

    def test_search(self):
        reply = self._call("search", {"query": "welcome hello"}, self.instructor)
        self._assert_wire("reply_search", reply)

    def test_upload(self):
        self._sign_in(self.student)
        response = self.url_open(
            "/api/chat/upload",
            data={"channel_id": str(self.channel.id)},
            files={"file": ("notes.txt", b"Notes of today", "text/plain")},
        )
        reply = response.json()
        attachment = reply["attachment"]
        self.assertEqual(attachment["id"], reply["attachment_id"])
        address, _question, token = attachment["url"].partition("?token=")
        self.assertRegex(token, r"^[0-9a-f]{64}o0x[0-9a-f]+$")
        attachment["url"] = address.replace(f"/{attachment['id']}/", "/51/") + "?token=token"
        reply["attachment_id"] = attachment["id"] = 51
        self._assert_wire("reply_upload", reply)
