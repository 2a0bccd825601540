from odoo.addons.seitech_elearning.tools.markup import render
from odoo.tests import tagged

from .common import TAGS
from .desk_case import DeskCase


@tagged(*TAGS)
class TestVisitorLinks(DeskCase):
    """Links of visitors say where they lead, whatever their text says."""

    def _host(self, text):
        html = str(render(text, shows_hosts=True))
        self.assertEqual(html.count("<a "), 1, html)
        _before, mark, after = html.partition('<span class="o-seitech-host">(')
        return after.partition(")</span>")[0] if mark else None

    def test_hosts(self):
        for text, host in (
            ("[My account](https://evil.example/login?next=bank.example)", "evil.example"),
            ("[Pay at bank.example now](https://evil.example)", "evil.example"),
            ("[**Support**](http://EVIL.example:8080/#bank.example)", "evil.example"),
            ("> - [x](https://evil.example)", "evil.example"),
            ("[x](https://bank.example.evil.example/)", "bank.example.evil.example"),
            ("[write](mailto:help@evil.example)", "help@evil.example"),
            ("[x](https://[::1]/)", "::1"),
            # Cyrillic letters that look like Latin ones, also where the address stands in full.
            ("[x](https://\u0430pple.example)", "xn--pple-43d.example"),
            ("https://\u0430pple.example/a", "xn--pple-43d.example"),
            ("[x](https://" + "\u0430" * 70 + ".example)", "\\u0430" * 70 + ".example"),
            # What is shown is the address itself.
            ("https://evil.example/a", None),
            ("[bank.example](https://evil.example/)", None),
            ("[https://bank.example](https://evil.example/)", None),
        ):
            with self.subTest(text=text):
                self.assertEqual(self._host(text), host)

    def test_a_text_that_is_an_address_is_replaced(self):
        html = str(render("[bank.example](https://evil.example/)", shows_hosts=True))
        self.assertIn(">https://evil.example/</a>", html)
        self.assertNotIn("bank.example", html)

    def test_hosts_are_escaped(self):
        for text in ("[x](https://a&amp;.example)", "[x](https://a'.example)"):
            self.assertNotRegex(str(render(text, shows_hosts=True)), r"\([^)<]*['<]")

    def test_whose_links(self):
        text = "[My account](https://evil.example/)"
        by_visitor = self._say(text)
        self.assertIn("(evil.example)", by_visitor["html"])
        self.assertEqual(by_visitor["content"], text)
        by_agent = self._post(self.agent, text, self.support)
        self.assertNotIn("(evil.example)", by_agent["html"])
        opened = self._call("support", {"content": text})
        self.assertIn("(evil.example)", opened["message"]["html"])

    def test_corrected_by_a_manager(self):
        message = self.env["seitech.chat.message"].browse(self._say("x")["id"])
        message.with_user(self.manager).write({"content": "[a](https://evil.example/)"})
        self.assertIn("(evil.example)", message.content_html)
