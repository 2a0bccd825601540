from odoo.tests.common import BaseCase, tagged

from ..tools.errors import ChatError
from ..tools.input_error import InputError
from ..tools.text import NAME_LIMIT, check_content, safe_name
from .common import TAGS

OTHER_TYPES = (None, True, False, 0, 1.5, float("nan"), b"text", [], ["text"], {}, {"a": "b"})
BLANK = (
    "",
    " ",
    "\n",
    "\r\n",
    "\t \n",
    "\xa0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u2060\u200e",
    "\u200d",
    "\ufe0f",
    "\u3164",
    "\u2800",
    "\u115f",
    "\x01",
    "\u2028",
)


@tagged(*TAGS)
class TestContent(BaseCase):
    def setUp(self):
        super().setUp()
        self.words = type("Words", (), {"_": staticmethod(lambda text, *args: text % args)})

    def assert_refused(self, content):
        with self.assertRaises(ChatError) as caught:
            check_content(self.words, content)
        self.assertEqual(caught.exception.code, "invalid_value")
        self.assertEqual(list(caught.exception.fields), ["content"])
        self.assertRegex(caught.exception.args[0], r"^[A-Z].+\.$")

    def test_refused(self):
        for content in (
            *OTHER_TYPES,
            *BLANK,
            "".join(BLANK),
            "x" * 10_001,
            "x" * 10_000_000,
            " " * 10_000_000,
            *("\0", "a\0b", "text\0"),
            *("\ud800", "a\udfff", "\udc00\ud800", "\ud83d \ude00"),
        ):
            with self.subTest(content=ascii(content)[:20]):
                self.assert_refused(content)

    def test_accepted(self):
        for content in (
            "a",
            "lone\rCR",
            "zalgo: ḩ̸̛̭͍̞",
            "👩🏽‍💻",
            "\u202eRTL\u202c",
            "\U0010ffff",
            "نص",
            "क्ष",
            "\u200b visible",
            "x" * 10_000,
            "😀" * 10_000,
        ):
            with self.subTest(content=ascii(content)[:20]):
                check_content(self.words, content)

    def test_blank_beside_a_file(self):
        check_content(self.words, "", may_be_blank=True)


@tagged(*TAGS)
class TestSafeName(BaseCase):
    def test_kept(self):
        for name in (
            "Sam Student",
            "O'Brien-Łukasz",
            "李小龍",
            "नेहा",
            "محمد",
            "می\u200cخواهم",
            "👩🏽‍💻 Ada",
        ):
            with self.subTest(name=name):
                self.assertEqual(safe_name(name), name)

    def test_cleaned(self):
        for name, expected in (
            ("  Sam  ", "Sam"),
            ("Sam\nStudent", "Sam Student"),
            ("Sam\r\n\tStudent", "Sam Student"),
            ("Sam\xa0 Student\u2028", "Sam Student"),
            ("\u202emaS\u202c", "maS"),
            ("\u2066Sam\u2069\u200e\u200f\u061c", "Sam"),
            ("S\u200ba\u2060m\ufeff", "Sam"),
            ("\u200dSam\u200c", "Sam"),
            ("S\x07a\x1bm\x7f\x85", "Sam"),
            ("Sam\u3164\u2800", "Sam"),
            ("e\u0301", "é"),
            ("<b>Sam</b>", "<b>Sam</b>"),
            ("\U000e0041Sam\U000e007f", "Sam"),
        ):
            with self.subTest(name=ascii(name)):
                self.assertEqual(safe_name(name), expected)

    def test_clean_names_stay(self):
        for name in ("Sam", "می\u200cخواهم", "é", "👩🏽‍💻"):
            self.assertEqual(safe_name(safe_name(name)), safe_name(name))

    def test_refused(self):
        for name, reason in (
            *((value, "type") for value in OTHER_TYPES),
            *((blank, "empty") for blank in BLANK),
            ("x" * (NAME_LIMIT + 1), "long"),
            ("a\0", "nul"),
            ("a\ud800", "surrogate"),
        ):
            with self.subTest(name=name), self.assertRaises(InputError) as caught:
                safe_name(name)
            self.assertEqual(caught.exception.reason, reason)

    def test_limit_counts_what_is_kept(self):
        self.assertEqual(safe_name(" " + "x" * NAME_LIMIT + "\u200b\n"), "x" * NAME_LIMIT)
