import io

from odoo.addons.seitech_elearning.tools.thumbnails import MAX_SIDE, thumbnail
from odoo.tests import tagged
from PIL import Image

from .common import TAGS, ChatCase
from .upload_samples import animation, encode, image


@tagged(*TAGS)
class TestThumbnails(ChatCase):
    def _upload(self, name, raw):
        self._sign_in(self.student)
        response = self.url_open(
            "/api/chat/upload",
            data={"channel_id": str(self.channel.id)},
            files={"file": (name, raw, "application/octet-stream")},
        )
        self.assertEqual(response.status_code, 200, response.text)
        return response.json()["attachment"]

    def test_sizes(self):
        for mode in ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"):
            for size, expected in (
                ((1000, 700), (480, 336)),
                ((700, 1000), (336, 480)),
                ((10, 5), (10, 5)),
                ((9000, 1), (480, 1)),
            ):
                with self.subTest(mode=mode, size=size):
                    small = thumbnail(encode(Image.new(mode, size), "PNG"))
                    self.assertEqual(small.full_size, size)
                    self.assertEqual(Image.open(io.BytesIO(small.raw)).size, expected)
        self.assertEqual(thumbnail(image("JPEG", (4000, 3000))).full_size, (4000, 3000))

    def test_what_is_seen(self):
        deep = Image.open(io.BytesIO(thumbnail(encode(Image.new("I", (8, 8), 40_000), "PNG")).raw))
        self.assertAlmostEqual(deep.getpixel((4, 4))[0], 40_000 / 256, delta=2)
        clear = thumbnail(animation("GIF", mode="RGBA"))
        self.assertEqual(clear.mimetype, "image/png")
        self.assertEqual(Image.open(io.BytesIO(clear.raw)).getpixel((20, 20))[3], 0)

    def test_on_the_wire(self):
        attachment = self._upload("a.png", image("PNG", (1000, 700)))
        self.assertEqual((attachment["width"], attachment["height"]), (1000, 700))
        body = {"channel_id": self.channel.id, "content": "", "attachment_ids": [attachment["id"]]}
        message = self._call("send", body)["message"]
        self.assertEqual(message["attachments"], [attachment])
        page = self._call("messages", {"channel_id": self.channel.id})
        self.assertEqual(page["messages"][0]["attachments"], [attachment])
        other = self._upload("a.txt", b"text")
        for field in ("width", "height", "thumbnail_url"):
            self.assertIsNone(other[field])

    def test_download(self):
        address = self._upload("a.png", image("PNG", (1000, 700)))["thumbnail_url"]
        self.authenticate(None, None)
        response = self.url_open(address)
        self.assertEqual(response.headers["Content-Type"], "image/jpeg")
        self.assertFalse(response.headers.get("Content-Disposition", "").startswith("attachment"))
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response.headers["Content-Security-Policy"], "default-src 'none'")
        self.assertIn("private", response.headers["Cache-Control"])
        self.assertLessEqual(max(Image.open(io.BytesIO(response.content)).size), MAX_SIDE)
        other = self._upload("a.txt", b"text")["url"].partition("?")[2]
        self.authenticate(None, None)
        for bad in (
            address[:-1],
            address.partition("?")[0],
            f"{address.partition('?')[0]}?{other}",
        ):
            with self.subTest(address=bad):
                self.assertEqual(self.url_open(bad).status_code, 404)

    def test_goes_with_its_message(self):
        attachment = self._upload("a.png", image("PNG"))
        body = {"channel_id": self.channel.id, "content": "", "attachment_ids": [attachment["id"]]}
        message = self._call("send", body)["message"]
        uploads = self.env["seitech.chat.attachment"].browse(attachment["id"])
        files = uploads.attachment_id + uploads.thumbnail_id
        self.assertEqual(len(files), 2)
        self._call("delete", {"message_id": message["id"]})
        self.assertFalse(files.exists())
