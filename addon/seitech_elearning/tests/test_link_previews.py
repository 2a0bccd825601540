import io
from unittest.mock import patch

from odoo.addons.seitech_elearning.models import chat_channel_previews
from odoo.addons.seitech_elearning.tools import link_pages, outbound, settings
from odoo.tests import tagged
from PIL import Image

from .common import TAGS, ChatCase
from .page_server import page_server


@tagged(*TAGS)
class TestLinkPreviews(ChatCase):
    def setUp(self):
        super().setUp()
        self.server = self.enterContext(page_server())
        self.url = self.server.url
        self.enterContext(patch.object(outbound, "is_public", lambda ip: ip == "127.0.0.1"))
        # The pages are on another port of the machine that the tests run on.
        self.enterContext(
            patch.object(chat_channel_previews, "links_in", self._links_to_the_server)
        )
        self.enterContext(patch.object(chat_channel_previews, "MAX_FETCHES", 0))
        self._sign_in(self.student)

    def _links_to_the_server(self, content_html, _own_host):
        return link_pages.links_in(content_html, "")

    def _send(self, content):
        body = {"channel_id": self.channel.id, "content": content}
        return self._call("send", body, self.student)["message"]

    def _preview(self, message, user=None):
        return self._call("link-previews", {"message_id": message["id"]}, user)["message"]

    def _previewed(self, content):
        return self._preview(self._send(content))

    def _remove(self, message, url, user=None):
        return self._request(
            "link-previews/remove", {"message_id": message["id"], "url": url}, user
        )

    def _listed(self):
        page = self._call("messages", {"channel_id": self.channel.id})
        return page["messages"][-1]

    def test_preview(self):
        sent = self._send(f"See {self.url}/page")
        self.assertEqual(sent["previews"], [])
        self.assertEqual(self.server.asked, [])
        with self._bus() as rows:
            message = self._preview(sent)
        preview = dict(message["previews"][0])
        picture = preview.pop("image_url")
        self.assertEqual(
            preview,
            {
                "url": f"{self.url}/page",
                "title": "Moons & planets",
                "description": "What goes around.",
                "site_name": "Space",
            },
        )
        self.assertGreater(message["rev"], sent["rev"])
        self.assertIsNone(message["edited_at"])
        [(_address, kind, payload)] = rows
        self.assertEqual(kind, "seitech.chat/message_updated")
        self.assertEqual(payload["message"], message)
        self.assertEqual(self._listed(), message)
        self._assert_picture(picture)

    def _assert_picture(self, address):
        self.assertTrue(address.startswith("/seitech_chat/preview/"))
        self.authenticate(None, None)
        response = self.url_open(address)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "image/jpeg")
        self.assertIn("private", response.headers["Cache-Control"])
        self.assertEqual(Image.open(io.BytesIO(response.content)).size, (480, 240))
        for bad in (address[:-1], address.split("?")[0], address.replace("token=", "token=%C3%A9")):
            self.assertEqual(self.url_open(bad).status_code, 404)

    def test_each_page_is_fetched_once(self):
        first = self._previewed(f"See {self.url}/page")
        self.assertEqual(self._preview(first)["previews"], first["previews"])
        self.assertEqual(self._previewed(f"Again {self.url}/page")["previews"], first["previews"])
        self.assertEqual(self.server.asked, ["/page", "/moon.png"])

    def test_at_most_three(self):
        links = " ".join(f"{self.url}/plain?{number}" for number in range(5))
        self.assertEqual(len(self._previewed(links)["previews"]), 3)
        self.assertEqual(len(self.server.asked), 3)

    def test_nothing_to_preview(self):
        for content in ("Hello", f"{self.url}/missing", "mailto:a@example.com"):
            sent = self._send(content)
            with self._bus() as rows:
                message = self._preview(sent)
            self.assertEqual((message["previews"], message["rev"], rows), ([], sent["rev"], []))

    def test_own_pages_are_not_fetched(self):
        html = '<a href="https://chat.example/web">x</a><a href="mailto:a@b.example">y</a>'
        self.assertEqual(link_pages.links_in(html, "Chat.example"), [])
        self.assertEqual(link_pages.links_in(html, "b.example"), ["https://chat.example/web"])

    def test_setting(self):
        parameter = settings.PREFIX + settings.LINK_PREVIEWS
        self.env["ir.config_parameter"].set_param(parameter, "0")
        self.assertEqual(self._previewed(f"{self.url}/page")["previews"], [])
        self.assertEqual(self.server.asked, [])
        config = self.env["res.config.settings"].create({})
        self.assertFalse(config.seitech_chat_link_previews)
        config.seitech_chat_link_previews = True
        config.execute()
        self.assertTrue(self._previewed(f"{self.url}/page")["previews"])
        config.seitech_chat_link_previews = False
        config.execute()
        self.assertFalse(settings.shows_link_previews(self.env))

    def test_only_the_author_asks(self):
        sent = self._send(f"{self.url}/page")
        body = {"message_id": sent["id"]}
        refused = self._request("link-previews", body, self.instructor)
        self._assert_refused(refused, 403, "forbidden")
        self._assert_refused(self._request("link-previews", body, self.stranger), 404, "not_found")
        self.assertEqual(self.server.asked, [])

    def test_closed_and_deleted(self):
        sent = self._send(f"{self.url}/page")
        shown = self._previewed(f"{self.url}/plain")
        self.assertEqual(
            self._call("delete", {"message_id": sent["id"]})["message"]["previews"], []
        )
        refused = self._request("link-previews", {"message_id": sent["id"]})
        self._assert_refused(refused, 409, "conflict")
        self.channel.state = "closed"
        refused = self._request("link-previews", {"message_id": shown["id"]})
        self._assert_refused(refused, 409, "channel_closed")
        self._assert_refused(self._remove(shown, f"{self.url}/plain"), 409, "channel_closed")

    def test_edited(self):
        message = self._previewed(f"{self.url}/page {self.url}/plain")
        self.assertEqual(len(message["previews"]), 2)
        body = {"message_id": message["id"], "content": f"Only {self.url}/plain"}
        edited = self._call("edit", body)["message"]
        self.assertEqual([item["title"] for item in edited["previews"]], ["Only a title"])
        self.assertEqual(self._listed()["previews"], edited["previews"])

    def test_deleted_message_shows_nothing(self):
        message = self._previewed(f"{self.url}/page")
        deleted = self._call("delete", {"message_id": message["id"]})["message"]
        self.assertEqual(deleted["previews"], [])
        self.assertFalse(
            self.env["seitech.chat.link.preview"].search([("message_id", "=", message["id"])])
        )

    def test_removed(self):
        url = f"{self.url}/page"
        message = self._previewed(url)
        self._assert_refused(self._remove(message, url, self.instructor), 403, "forbidden")
        self._assert_refused(self._remove(message, url, self.stranger), 404, "not_found")
        self._sign_in(self.student)
        self._assert_refused(self._remove(message, f"{url}2"), 422, "invalid_value")
        with self._bus() as rows:
            self.assertEqual(self._remove(message, url).json()["message"]["previews"], [])
        self.assertEqual(
            [kind for _address, kind, _payload in rows], ["seitech.chat/message_updated"]
        )
        self.assertEqual(self._remove(message, url).status_code, 200)
        self.assertEqual(self._preview(message)["previews"], [])

    def test_removed_by_a_moderator(self):
        circle = self._new_channel(self.student + self.fellow)
        circle.moderator_ids = self.fellow
        sent = self._post(self.student, f"{self.url}/page", circle)
        message = self._preview(sent, self.student)
        response = self._remove(message, f"{self.url}/page", self.fellow)
        self.assertEqual(response.json()["message"]["previews"], [])

    def test_not_too_many(self):
        with patch.object(chat_channel_previews, "MAX_FETCHES", 1):
            self._previewed(f"{self.url}/plain?1")
            sent = self._send(f"{self.url}/plain?2")
            refused = self._request("link-previews", {"message_id": sent["id"]})
        self._assert_refused(refused, 429, "too_many_requests")
        self.assertEqual(len(self.server.asked), 1)
