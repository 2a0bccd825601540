import time
from unittest.mock import patch

from odoo.addons.seitech_elearning.tools import link_pages, outbound
from odoo.tests import BaseCase, tagged

from .common import TAGS
from .page_server import page_server

PRIVATE = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
)
PUBLIC = ("8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:800::200e")


@tagged(*TAGS)
class TestOutbound(BaseCase):
    """Links lead to the public internet, or nowhere."""

    def setUp(self):
        super().setUp()
        self.server = self.enterContext(page_server())
        self.url = self.server.url

    def _allow(self, *addresses):
        is_public = outbound.is_public
        self.enterContext(
            patch.object(outbound, "is_public", lambda ip: ip in addresses or is_public(ip))
        )

    def test_addresses(self):
        for address in PRIVATE:
            with self.subTest(address=address):
                self.assertFalse(outbound.is_public(address))
        for address in PUBLIC:
            with self.subTest(address=address):
                self.assertTrue(outbound.is_public(address))

    def test_private_places_are_never_asked(self):
        port = self.server.server_port
        for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"):
            with self.subTest(host=host):
                self.assertEqual(link_pages.fetch_page(f"http://{host}:{port}/page"), (None, None))
                self.assertIsNone(link_pages.fetch_picture(f"https://{host}:{port}/moon.png"))
        self.assertEqual(self.server.asked, [])

    def test_a_name_of_both_worlds(self):
        port = self.server.server_port
        found = [(2, 1, 6, "", (address, port)) for address in ("127.0.0.1", "8.8.8.8")]
        with patch.object(outbound.socket, "getaddrinfo", return_value=found):
            page = link_pages.fetch_page(f"http://localhost:{port}/page")
        self.assertEqual(page, (None, None))
        self.assertEqual(self.server.asked, [])

    def test_page(self):
        self._allow("127.0.0.1")
        values, picture = link_pages.fetch_page(f"{self.url}/page")
        self.assertEqual(values["source_url"], f"{self.url}/page")
        self.assertEqual(values["og_title"], "Moons & planets")
        self.assertEqual(values["og_description"], "What goes around.")
        self.assertEqual(values["og_site_name"], "Space")
        self.assertEqual(values["og_image"], f"{self.url}/moon.png")
        self.assertEqual(picture.full_size, (1200, 600))

    def test_picture_alone(self):
        self._allow("127.0.0.1")
        values, picture = link_pages.fetch_page(f"{self.url}/moon.png")
        self.assertIsNone(values["og_title"])
        self.assertEqual(picture.full_size, (1200, 600))

    def test_redirects(self):
        self._allow("127.0.0.1")
        values, _picture = link_pages.fetch_page(f"{self.url}/to-page")
        self.assertEqual(values["og_title"], "Moons & planets")
        self.server.asked.clear()
        self.assertEqual(link_pages.fetch_page(f"{self.url}/to-inside"), (None, None))
        self.assertEqual(self.server.asked, ["/to-inside"])
        self.server.asked.clear()
        self.assertEqual(link_pages.fetch_page(f"{self.url}/round"), (None, None))
        self.assertLessEqual(len(self.server.asked), outbound.MAX_REDIRECTS + 1)

    def test_nothing_to_show(self):
        self._allow("127.0.0.1")
        for path in ("/missing", "/empty", "/not-a-picture"):
            with self.subTest(path=path):
                values, picture = link_pages.fetch_page(self.url + path)
                self.assertIsNone(picture)
                self.assertFalse(values and values["og_title"])
        values, picture = link_pages.fetch_page(f"{self.url}/broken-picture")
        self.assertEqual(values["og_title"], "Moons & planets")
        self.assertIsNone(picture)
        values, picture = link_pages.fetch_page(f"{self.url}/plain")
        self.assertEqual((values["og_title"], picture), ("Only a title", None))

    def test_no_more_than_enough(self):
        self._allow("127.0.0.1")
        with outbound.OutboundSession() as session:
            response = session.get(f"{self.url}/huge", timeout=3, stream=True)
            self.assertEqual(len(response.raw.read()), outbound.MAX_BYTES)

    def test_no_longer_than_enough(self):
        self._allow("127.0.0.1")
        self.enterContext(patch.object(outbound, "MAX_SECONDS", 1))
        start = time.monotonic()
        link_pages.fetch_page(f"{self.url}/drip")
        self.assertLess(time.monotonic() - start, 5)

    def test_surroundings_are_not_asked(self):
        self._allow("127.0.0.1")
        proxies = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
        self.enterContext(patch.dict("os.environ", proxies))
        self.assertTrue(link_pages.fetch_page(f"{self.url}/page")[0])
