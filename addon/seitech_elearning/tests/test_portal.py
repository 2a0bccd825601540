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

    def test_pages_load_the_translations(self):
        self.authenticate(None, None)
        for lang in ("en_US", "fr_FR"):
            answer = self.url_open(f"/website/translations?lang={lang}")
            self.assertEqual(answer.status_code, 200)
            self.assertIn("seitech_elearning", answer.json()["modules"])

    def test_bubble(self):
        self._post(self.instructor, "Hello")
        for user, count, is_internal in ((self.student, "1", "0"), (self.instructor, "0", "1")):
            [bubble] = self._open("/", user).find_class("o_seitech_bubble")
            self.assertIsNotNone(bubble.get("hidden"))
            self.assertEqual(bubble.get("data-user-id"), str(user.id))
            self.assertEqual(bubble.get("data-user-name"), user.name)
            self.assertEqual(bubble.get("data-unread-count"), count)
            self.assertEqual(bubble.get("data-is-internal"), is_internal)
            page = self._open(f"/my/chat?channel={self.channel.id}&message=1", user)
            self.assertFalse(page.find_class("o_seitech_bubble"))
        self.authenticate(None, None)
        page = html.fromstring(self.url_open("/").text)
        self.assertFalse(page.find_class("o_seitech_bubble"))

    def test_the_website_editor_leaves_the_bubble_alone(self):
        designer = self._new_user("dora", "base.group_user")
        designer.group_ids += self.env.ref("website.group_website_designer")
        for user, path in ((designer, "/"), (self.instructor, f"/slides/{self.course.id}")):
            with self.subTest(user=user.login):
                page = self._open(path, user)
                self.assertTrue(page.xpath("//*[@data-oe-model]"), "what can be edited says so")
                [bubble] = page.find_class("o_seitech_bubble")
                self.assertIn("o_not_editable", bubble.get("class").split())
                self.assertFalse([name for name in bubble.attrib if name.startswith("data-oe-")])

    def test_links(self):
        for user, path, target in (
            (self.student, "/chat/5", "/my/chat?channel=5"),
            (self.student, "/chat/5/7", "/my/chat?channel=5&message=7"),
            (self.instructor, "/chat/5", "/odoo/chat?channel_id=5"),
            (self.instructor, "/chat/5/7", "/odoo/chat?channel_id=5&message_id=7"),
            (None, "/chat/5/7", "/web/login"),
        ):
            with self.subTest(user=user and user.login, path=path):
                self.authenticate(*(2 * [user and user.login]))
                response = self.url_open(path, allow_redirects=False)
                self.assertEqual(response.status_code, 303)
                self.assertIn(target, response.headers["Location"])
        self._sign_in(self.instructor)
        self.assertEqual(self.url_open("/chat/5").status_code, 200)

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
