from lxml import html
from odoo.tests import tagged

from .common import TAGS, ChatCase


@tagged(*TAGS)
class TestPortal(ChatCase):
    def _open(self, path, user):
        self._sign_in(user)
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def test_page(self):
        for user in (self.student, self.instructor):
            page = self._open("/my/chat", user)
            [mount] = page.find_class("o_seitech_chat_page")
            self.assertEqual(mount.get("data-user-id"), str(user.id))
            self.assertEqual(mount.get("data-user-name"), user.name)
            self.assertIn("JavaScript", mount.text_content())

    def test_page_is_for_signed_in_people(self):
        self.authenticate(None, None)
        response = self.url_open("/my/chat", allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])

    def test_entry(self):
        page = self._open("/my", self.student)
        self.assertTrue(page.xpath("//a[@href='/my/chat']"))
        self.assertFalse(page.find_class("o_seitech_chat_unread"))
        self._post(self.instructor, "Hello")
        [badge] = self._open("/my", self.student).find_class("o_seitech_chat_unread")
        self.assertEqual(badge.text_content().strip(), "1")
        for n in range(100):
            self._post(self.instructor, str(n))
        [badge] = self._open("/my", self.student).find_class("o_seitech_chat_unread")
        self.assertEqual(badge.text_content().strip(), "99+")

    def test_pictures(self):
        """Portal users may not read other people; the address they are given is enough."""
        [channel] = self._call("channels", {}, self.student)["channels"]
        self.assertEqual(channel["image_url"], self._call("channels")["channels"][0]["image_url"])
        response = self.url_open(channel["image_url"])
        self.assertEqual(response.status_code, 200)
        self.assertIn("image/svg+xml", response.headers["Content-Type"])
        self.assertIn(self.instructor.name[0].encode(), response.content)
        without_token = self.url_open(channel["image_url"].split("?")[0])
        self.assertNotEqual(without_token.content, response.content)
