import json
import random
import time
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup, escape
from odoo.tests.common import BaseCase, tagged

from ..tools.inline_markup import is_safe_url
from ..tools.markup import MAX_QUOTES, PREVIEW_LIMIT, mentioned_ids, plain_preview, render

PAYLOADS = json.loads((Path(__file__).parent / "data/xss_payloads.json").read_text())
EVE = 'Eve "><script>alert(1)</script>'
MEMBERS = [(3, "Sam"), (4, "Sam Student"), (5, "Élodie"), (6, "田中"), (7, EVE), (8, "<b>")]
LINK = '<a href="{0}" target="_blank" rel="nofollow noopener noreferrer">{1}</a>'
ALLOWED = {
    **{tag: set() for tag in ("br", "strong", "em", "code", "pre", "blockquote", "ul", "li")},
    "ol": {"start"},
    "a": {"href", "target", "rel"},
    "span": {"class", "data-user-id"},
}
# Three quotes, list, item, bold, italic, link, bold, italic, code; the root is not counted.
MAX_DEPTH = MAX_QUOTES + 8
# Seconds below which the clock says nothing.
SMALLEST_COST = 0.0005

LENGTH = 10_000
ADVERSARIAL = [
    "*",
    "**a",
    "* ",
    "a*",
    "*a ",
    "***a",
    "*a**b",
    "a**",
    "中***",
    "[",
    "]",
    "[]",
    "[a]",
    "[a](",
    "[a](x(",
    "(",
    "[a]((b)",
    "[a](http://",
    "[x](http://a.b) ",
    "[*a](http://a.b/*)",
    "`",
    "` `` ",
    "`a",
    "``a`",
    "```\n",
    "```",
    ">",
    "> ",
    ">\n",
    ">>>>>\n",
    "> - a\n",
    "- a\n",
    "- ",
    "1. a\n",
    "1.",
    "9" * 9 + ". a\n",
    "@",
    "@a",
    "@a ",
    "@Sam ",
    " @Sam Stud",
    "http://",
    "https://a.b",
    "https://a.b ",
    "https://a.b/((",
    "https://a)",
    "https://a.",
    "mailto:",
    "mailto:a@",
    "mailto:a@b ",
    "www.",
    "\n",
    " \n",
    "\r",
    "\t",
    "<",
    "&",
    '"',
    "'",
    "<b>",
    "&amp;",
    "\0",
    "\ud800",
    "\ufffe",
    "\u202e",
    "\u0301",
    "\u200d",
    "\U0010ffff",
    "İ",
    "ß",
    "*`[@>- ",
    "[`*](",
    "**[a](http://",
]
ALPHABET = [
    "*",
    "**",
    "***",
    "`",
    "``",
    "```",
    "[",
    "]",
    "(",
    ")",
    "](",
    ">",
    "> ",
    "- ",
    "1. ",
    "@",
    "@Sam",
    "@Sam Student",
    "\n",
    "\n\n",
    " ",
    "a",
    "é",
    "中",
    "<b>",
    "&",
    '"',
    "https://a.b/c",
    "mailto:a@b.c",
    "javascript:",
    "\0",
    "\ud83d",
    "😀",
    "\u202e",
    "\u200d",
    "[x](https://a.b)",
    "```\n",
    "\r\n",
]


def parse(html):
    """Return the tree of `html`, which must be well formed to the letter."""
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    return etree.fromstring(f"<div>{str(html).replace('<br>', '<br/>')}</div>", parser)


def depth(element):
    return max((1 + depth(child) for child in element), default=0)


def text_of(html):
    return "".join(parse(html).itertext())


class MarkupCase(BaseCase):
    def assert_inert(self, html):
        root = parse(html)
        for element in root.iterdescendants():
            self.assertIn(element.tag, ALLOWED)
            self.assertLessEqual(set(element.attrib), ALLOWED[element.tag])
            self.assert_inert_attributes(element)
        self.assertLessEqual(depth(root), MAX_DEPTH)

    def assert_inert_attributes(self, element):
        if element.tag == "a":
            url = urlsplit(element.attrib["href"])
            self.assertIn(url.scheme, ("http", "https", "mailto"))
            self.assertTrue(url.path if url.scheme == "mailto" else url.hostname)
            self.assertIsNone(url.username)
            self.assertEqual(element.attrib["rel"], "nofollow noopener noreferrer")
            self.assertEqual(element.attrib["target"], "_blank")
        if element.tag == "span":
            self.assertEqual(element.attrib["class"], "o-seitech-mention")
            self.assertRegex(element.attrib["data-user-id"], r"^\d+$")
        self.assertRegex(element.attrib.get("start", "2"), r"^\d{1,9}$")

    def assert_renders(self, cases, mentions=()):
        for text, html in cases:
            with self.subTest(text=text):
                rendered = render(text, mentions)
                self.assertEqual(rendered, html)
                self.assertIsInstance(rendered, Markup)
                self.assert_inert(rendered)


@tagged("-at_install", "post_install")
class TestMarkup(MarkupCase):
    def test_plain(self):
        self.assert_renders(
            [
                ("", ""),
                ("Hello", "Hello"),
                (
                    "Hello <b> & welcome\nto the course",
                    "Hello &lt;b&gt; &amp; welcome<br>to the course",
                ),
                ("a\n\nb", "a<br><br>b"),
                ("a\r\nb\rc", "a<br>b<br>c"),
                ("\n\na\n\n", "a"),
                ("  two  spaces", "  two  spaces"),
                ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
                ("\\*a\\*", "\\<em>a\\</em>"),
                ("# no heading\n| no | table |\n---", "# no heading<br>| no | table |<br>---"),
                (
                    "_a_ ~b~ ![i](https://a.b/i.png)",
                    "_a_ ~b~ !" + LINK.format("https://a.b/i.png", "i"),
                ),
            ]
        )

    def test_bold_and_italic(self):
        self.assert_renders(
            [
                ("**b**", "<strong>b</strong>"),
                ("*i*", "<em>i</em>"),
                ("***both***", "<strong><em>both</em></strong>"),
                ("**b *i* b**", "<strong>b <em>i</em> b</strong>"),
                ("*i **b** i*", "<em>i <strong>b</strong> i</em>"),
                ("*i **b***", "<em>i <strong>b</strong></em>"),
                ("**b *i***", "<strong>b <em>i</em></strong>"),
                ("(**b**), *i*!", "(<strong>b</strong>), <em>i</em>!"),
                ("这是**重要**的", "这是<strong>重要</strong>的"),
                ("**<b>**", "<strong>&lt;b&gt;</strong>"),
            ]
        )

    def test_asterisks_that_stay(self):
        for text in (
            "2*3*4",
            "2 * 3 * 4",
            "* a *",
            "** a **",
            "*",
            "**",
            "***",
            "****",
            "****a****",
            "**a",
            "a**",
            "*a\nb*",
            "snake*case*name",
            "*a **b",
            "** **",
            "f(**kwargs)",
            "a ** b ** c",
        ):
            with self.subTest(text=text):
                self.assertEqual(render(text), text.replace("\n", "<br>"))

    def test_crossed_marks(self):
        self.assert_renders(
            [
                ("*a **b* c**", "<em>a **b</em> c**"),
                ("**a *b** c*", "<strong>a *b</strong> c*"),
                ("***a**", "<strong>*a</strong>"),
                ("***a*", "**<em>a</em>"),
                ("**a***", "<strong>a</strong>*"),
            ]
        )

    def test_code(self):
        self.assert_renders(
            [
                ("`c`", "<code>c</code>"),
                ("`**c** <b> @Sam https://a.b`", "<code>**c** &lt;b&gt; @Sam https://a.b</code>"),
                ("``a`b``", "``a`b``"),
                ("``c``", "<code>c</code>"),
                ("```c```", "<code>c</code>"),
                ("`", "`"),
                ("`a", "`a"),
                ("``", "``"),
                ("`a\nb`", "`a<br>b`"),
            ],
            MEMBERS,
        )

    def test_fenced_code(self):
        self.assert_renders(
            [
                ("```\nx < 1\n\n  **y**\n```", "<pre><code>x &lt; 1\n\n  **y**</code></pre>"),
                ("```python\nx\n```\nafter", "<pre><code>x</code></pre>after"),
                ("before\n```\nx", "before<pre><code>x</code></pre>"),
                ("```\n```", "<pre><code></code></pre>"),
                ("```\n> q\n- a\n```", "<pre><code>&gt; q\n- a</code></pre>"),
                ("```not a language", "```not a language"),
            ]
        )

    def test_quotes(self):
        self.assert_renders(
            [
                ("> a\n> b\nc", "<blockquote>a<br>b</blockquote>c"),
                (">a", "<blockquote>a</blockquote>"),
                ("> a\n>> b", "<blockquote>a<blockquote>b</blockquote></blockquote>"),
                ("> - **a**", "<blockquote><ul><li><strong>a</strong></li></ul></blockquote>"),
                ("> ```\n> x\n> ```", "<blockquote><pre><code>x</code></pre></blockquote>"),
                ("a > b", "a &gt; b"),
                (">>>> a", "<blockquote>" * 3 + "&gt; a" + "</blockquote>" * 3),
            ]
        )

    def test_lists(self):
        self.assert_renders(
            [
                ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
                ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
                ("3. a\n7. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
                ("x\n\n- a\n\ny", "x<ul><li>a</li></ul>y"),
                ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
                ("-a\n- \n1.a\n1.\n1234567890. a", "-a<br>- <br>1.a<br>1.<br>1234567890. a"),
                ("١. a", "١. a"),
            ]
        )

    def test_bare_urls(self):
        link = LINK.format("https://a.b/c", "https://a.b/c")
        self.assert_renders(
            [
                ("https://a.b/c", link),
                ("(https://a.b/c).", f"({link})."),
                ("**https://a.b/c**", f"<strong>{link}</strong>"),
                ("https://a.b/c, https://a.b/c!", f"{link}, {link}!"),
                ('"https://a.b/c"', f"&#34;{link}&#34;"),
                ("HTTP://A.B", LINK.format("HTTP://A.B", "HTTP://A.B")),
                ("https://a.b/c_(d)", LINK.format("https://a.b/c_(d)", "https://a.b/c_(d)")),
                (
                    "https://a.b?x=1&y='2'",
                    LINK.format(*["https://a.b?x=1&amp;y=&#39;2"] * 2) + "&#39;",
                ),
                ("http://[::1]:8069/a", LINK.format(*["http://[::1]:8069/a"] * 2)),
                ("mailto:a@b.c", LINK.format("mailto:a@b.c", "mailto:a@b.c")),
                ("https://ä.de/ö", LINK.format("https://ä.de/ö", "https://ä.de/ö")),
                (
                    "https://a.b/\u202ecod",
                    LINK.format("https://a.b/", "https://a.b/") + "\u202ecod",
                ),
            ]
        )

    def test_labelled_links(self):
        self.assert_renders(
            [
                ("[x](https://a.b)", LINK.format("https://a.b", "x")),
                (
                    "[**x** `y` @Sam](https://a.b)",
                    LINK.format("https://a.b", "<strong>x</strong> <code>y</code> @Sam"),
                ),
                ("[x](https://a.b/c_(d))", LINK.format("https://a.b/c_(d)", "x")),
                ("[x](mailto:a@b.c)", LINK.format("mailto:a@b.c", "x")),
                ("[v1.2](https://a.b)", LINK.format("https://a.b", "v1.2")),
                ("*[x](https://a.b)*", "<em>" + LINK.format("https://a.b", "x") + "</em>"),
                ("[[x](https://a.b)]", "[" + LINK.format("https://a.b", "x") + "]"),
                ("[](https://a.b)", "[](" + LINK.format("https://a.b", "https://a.b") + ")"),
            ],
            MEMBERS,
        )

    def test_a_label_does_not_lie(self):
        shown = LINK.format("https://evil.example/", "https://evil.example/")
        for label in (
            "https://bank.example",
            "www.bank.example",
            "bank.example",
            "bank.example/login",
            " ",
            "\u202emoc",
        ):
            with self.subTest(label=label):
                self.assertEqual(render(f"[{label}](https://evil.example/)"), shown)

    def test_not_linked(self):
        for text in (
            "javascript:alert(1)",
            "ftp://a.b",
            "file:///a",
            "//a.b",
            "data:text/html,x",
            "http://",
            "https:///a",
            "https://user@a.b",
            "https://user:password@a.b",
            "xhttps://a.b",
            "https://a.b:port",
            "https://a%2eb",
            "mailto:",
            "mailto:a",
            "mailto:a@b?bcc=c@d",
            "mailto:a@b@c",
            "http:a.b",
            "https://a.b:123456/",
            "https://" + "a" * 2_000,
            "[x](/web)",
            "[x](#a)",
            "[x] (https:)",
            "[x](https:)",
        ):
            with self.subTest(text=text[:60]):
                self.assertNotIn("<a", render(text))

    def test_safe_url(self):
        self.assertTrue(is_safe_url("https://a.b:8069/c?d=e#f"))
        for url in (
            "",
            " https://a.b",
            "https://a.b ",
            "https://a.b\n",
            "https://a b",
            "HTTPS:a",
            "mailto:a@b\n",
        ):
            self.assertFalse(is_safe_url(url), url)

    def test_mentions(self):
        sam, student = (
            f'<span class="o-seitech-mention" data-user-id="{user_id}">@{name}</span>'
            for user_id, name in MEMBERS[:2]
        )
        self.assert_renders(
            [
                ("@Sam", sam),
                ("@sam student!", f"{student}!"),
                ("@Sam Studen", f"{sam} Studen"),
                ("hi @Sam, @Sam Student", f"hi {sam}, {student}"),
                ("**@Sam**", f"<strong>{sam}</strong>"),
                (
                    "@Samuel sam@Sam @ Sam @@Samx `@Sam`",
                    "@Samuel sam@Sam @ Sam @@Samx <code>@Sam</code>",
                ),
                ("@élodie", '<span class="o-seitech-mention" data-user-id="5">@Élodie</span>'),
                ("@田中さん", '<span class="o-seitech-mention" data-user-id="6">@田中</span>さん'),
                (
                    f"@{EVE}",
                    f'<span class="o-seitech-mention" data-user-id="7">@{escape(EVE)}</span>',
                ),
                ("@<b>", '<span class="o-seitech-mention" data-user-id="8">@&lt;b&gt;</span>'),
                ("@Nobody", "@Nobody"),
            ],
            MEMBERS,
        )
        self.assertEqual(render("@Sam"), "@Sam")
        self.assertIn(">@İpek</span>!", render("@İpek!", [(1, "İpek")]))

    def test_mentioned_ids(self):
        text = "@Sam Student `@Élodie` @sam\n> @Sam\n```\n@田中\n```"
        self.assertEqual(mentioned_ids(text, MEMBERS), [4, 3])
        self.assertEqual(mentioned_ids(text, []), [])
        self.assertEqual(
            mentioned_ids("@Sam", [(1, "Sam"), (2, "sam"), (3, ""), (4, "x" * 500)]), [1]
        )


@tagged("-at_install", "post_install")
class TestMarkupIsSafe(MarkupCase):
    def test_payloads(self):
        self.assertGreaterEqual(len({payload["text"] for payload in PAYLOADS}), 60)
        wraps = (
            "{}",
            "**{}**",
            "> {}",
            "- {}",
            "`{}`",
            "[{}](https://a.example)",
            "[x]({})",
            "@{}",
            "```\n{}\n```",
        )
        for payload in PAYLOADS:
            for wrap in wraps:
                with self.subTest(id=payload["id"], wrap=wrap):
                    self.assert_inert(render(wrap.replace("{}", payload["text"]), MEMBERS))

    def test_payloads_seen_by_an_html_parser(self):
        for payload in PAYLOADS:
            with self.subTest(id=payload["id"]):
                html = f"<div>{render(payload['text'], MEMBERS)}</div>"
                root = etree.fromstring(html, etree.HTMLParser()).find(".//div")
                self.assertEqual({e.tag for e in root.iterdescendants()} - set(ALLOWED), set())
                attributes = {name for e in root.iterdescendants() for name in e.attrib}
                self.assertLessEqual(
                    attributes, {"href", "target", "rel", "class", "data-user-id", "start"}
                )

    def test_well_formed_whatever_is_typed(self):
        for seed in range(3_000):
            chooser = random.Random(seed)
            text = "".join(chooser.choices(ALPHABET, k=chooser.randrange(1, 60)))
            with self.subTest(seed=seed, text=ascii(text)):
                html = render(text, MEMBERS)
                self.assert_inert(html)
                self.assertEqual(html, render(text, MEMBERS))

    def test_every_character(self):
        for start in range(0, 0x110000, 0x1000):
            text = "".join(map(chr, range(start, start + 0x1000)))
            self.assert_inert(render(text))

    def test_text_is_kept(self):
        for text in (
            "e\u0301 \u00e9 \ufb01 \u212b",
            "👩🏽‍💻 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "ḩ̸̛̭͍̞̿",
            "\u202eRTL\u202c",
            "\u200b\u2060\ufeff",
            "نص क्ष 한국어",
            "\u2028\u2029",
            "\U0010ffff\U000e0001",
            "%_\\'; DROP TABLE--",
        ):
            with self.subTest(text=ascii(text)):
                self.assertEqual(text_of(render(text)), text)
                self.assertEqual(render(text_of(render(text))), render(text))
                for form in ("NFC", "NFD", "NFKC", "NFKD"):
                    normalized = unicodedata.normalize(form, text)
                    self.assertEqual(text_of(render(normalized)), normalized)

    def test_what_html_cannot_carry_is_shown_as_replaced(self):
        for char in "\0\x01\x0b\x0c\x1b\x7f\x85\ud800\udfff\ufffe\uffff":
            self.assertEqual(render(f"a{char}b"), "a\ufffdb")

    def test_linear_time(self):
        members = [*MEMBERS, *((n, "a" + " a" * (n % 40)) for n in range(100, 1_000))]
        for unit in ADVERSARIAL:
            text = (unit * LENGTH)[:LENGTH]
            for candidate in (text, text[::-1], "> " + text, "a" + text + "*"):
                with self.subTest(unit=ascii(unit)):
                    part = self.cost(candidate[: LENGTH // 8], members)
                    whole = self.cost(candidate, members)
                    # Eight times the text: eight times the work, and room for the odd hiccup.
                    # Quadratic work would be 64 times as much.
                    self.assertLess(whole, 24 * max(part, SMALLEST_COST))

    def cost(self, text, members):
        """Return the processor time of the best of some runs, in seconds."""
        runs = []
        for _run in range(3):
            start = time.thread_time()
            html = render(text, members)
            runs.append(time.thread_time() - start)
        self.assert_inert(html)
        return min(runs)


@tagged("-at_install", "post_install")
class TestPlainPreview(BaseCase):
    def test_marks_are_stripped(self):
        for text, preview in (
            ("", ""),
            ("Hello <b> & welcome\nto the course", "Hello <b> & welcome to the course"),
            ("**b** *i* `c` [x](https://a.b) @Sam", "b i c x @Sam"),
            ("> q\n> r\n- a\n- b\n1. c\n```\nd\n```\ne", "q r a b c d e"),
            ("> a\n>> b", "a b"),
            ("  a \t\n\n  b  ", "a b"),
            ("2*3*4 &amp; <!-- x -->", "2*3*4 &amp; <!-- x -->"),
            ("\u202eRTL\u202c", "RTL"),
            ("a\0b", "a\ufffdb"),
            ("\n" * 5_000 + "a", "a"),
        ):
            with self.subTest(text=text[:40]):
                self.assertEqual(plain_preview(text), preview)

    def test_length(self):
        self.assertEqual(plain_preview("x" * PREVIEW_LIMIT), "x" * PREVIEW_LIMIT)
        self.assertEqual(plain_preview("x" * (PREVIEW_LIMIT + 1)), "x" * (PREVIEW_LIMIT - 1) + "…")
        self.assertEqual(len(plain_preview("😀" * LENGTH)), PREVIEW_LIMIT)
        self.assertEqual(plain_preview("x" * 110 + " " + "y" * 20), "x" * 110 + " yyyyyyyy…")

    def test_one_line_whatever_is_typed(self):
        for seed in range(500):
            chooser = random.Random(seed)
            preview = plain_preview("".join(chooser.choices(ALPHABET, k=80)))
            self.assertLessEqual(len(preview), PREVIEW_LIMIT)
            self.assertEqual(preview, " ".join(preview.split()))

    def test_payloads(self):
        for payload in PAYLOADS:
            self.assertLessEqual(len(plain_preview(payload["text"])), PREVIEW_LIMIT)
