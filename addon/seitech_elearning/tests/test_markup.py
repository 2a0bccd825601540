from odoo.addons.seitech_elearning.tools.markup import render
from odoo.tests import BaseCase, tagged

from .common import TAGS


def link(address):
    return f'<a href="{address}" rel="nofollow noopener noreferrer" target="_blank">{address}</a>'


@tagged(*TAGS)
class TestMarkup(BaseCase):
    CASES = [
        ("plain", "plain"),
        ("a\nb\r\nc\rd", "a<br>b<br>c<br>d"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\"'&", "&#34;&#39;&amp;"),
        ("see https://example.com.", f"see {link('https://example.com')}."),
        ("(https://example.com/a_(b))", f"({link('https://example.com/a_(b)')})"),
        ("https://a.example?x=1&y=2", link("https://a.example?x=1&amp;y=2")),
        (
            "https://a.example\nhttp://b.example",
            link("https://a.example") + "<br>" + link("http://b.example"),
        ),
        ('https://a.example/"onclick="x', f"{link('https://a.example/')}&#34;onclick=&#34;x"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://", "https://"),
        ("https://...", "https://..."),
        ("  kept  ", "  kept  "),
    ]

    def test_render(self):
        for text, html in self.CASES:
            with self.subTest(text=text):
                self.assertEqual(render(text), html)
