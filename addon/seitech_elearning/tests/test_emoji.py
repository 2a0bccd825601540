import re

from odoo.tests.common import BaseCase, tagged
from odoo.tools import file_open

from ..tools.emoji import all_emojis, is_emoji, normalize_emoji

ODOO_EMOJIS = "web/static/src/core/emoji_picker/emoji_data.js"
TONES = "🏻🏼🏽🏾🏿"


@tagged("-at_install", "post_install")
class TestEmoji(BaseCase):
    def test_single_emoji(self):
        for emoji in ("👍", "😀", "❤️", "☺️", "🫠", "🪿", "🫩", "©️", "🏴‍☠️", "🐦‍🔥", "🙂‍↔️"):
            with self.subTest(emoji=emoji):
                self.assertTrue(is_emoji(emoji))

    def test_skin_tones(self):
        for tone in TONES:
            self.assertTrue(is_emoji("👍" + tone))
            self.assertTrue(is_emoji(f"👩{tone}‍💻"))
            self.assertFalse(is_emoji("😀" + tone), "a face has no skin tone")
            self.assertFalse(is_emoji("👍" + tone + tone))

    def test_two_skin_tones(self):
        self.assertTrue(is_emoji("🧑🏻‍🤝‍🧑🏿"))
        self.assertTrue(is_emoji("🧑🏻‍🤝‍🧑🏻"))
        self.assertTrue(is_emoji("🫱🏻‍🫲🏿"))
        self.assertFalse(is_emoji("🫱🏻‍🫲🏻"), "two equal hands are spelt 🤝🏻")

    def test_joined_sequences(self):
        for emoji in ("👨‍👩‍👧", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏳️‍⚧️", "👁️‍🗨️", "🧑‍🧑‍🧒‍🧒", "❤️‍🔥"):
            with self.subTest(emoji=emoji):
                self.assertTrue(is_emoji(emoji))
        self.assertFalse(is_emoji("👨‍🍕"), "joined, but nobody draws it as one")

    def test_flags(self):
        for flag in ("🇫🇷", "🇹🇷", "🇺🇳", "🇪🇺", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"):
            self.assertTrue(is_emoji(flag), flag)
        for other in ("🇦", "🇽🇽", "🇫🇷🇹🇷", "🇫🇷🇹", "🏴󠁧󠁢󠁳󠁣󠁴", "FR"):
            self.assertFalse(is_emoji(other), ascii(other))

    def test_keycaps(self):
        for key in "0123456789#*":
            self.assertTrue(is_emoji(key + "\ufe0f\u20e3"))
            self.assertTrue(is_emoji(key + "\u20e3"))
            self.assertFalse(is_emoji(key))
            self.assertFalse(is_emoji(key + "\ufe0f"))
        self.assertFalse(is_emoji("a\ufe0f\u20e3"))

    def test_lone_parts(self):
        for part in (*TONES, "\u200d", "\ufe0f", "\ufe0e", "\u20e3", "🇦", "\U000e0067", "🦰"):
            self.assertFalse(is_emoji(part), ascii(part))

    def test_text_and_several(self):
        for text in (
            "",
            " ",
            "a",
            "ok",
            ":)",
            "👍 ",
            " 👍",
            "👍\n",
            "👍👍",
            "👍👍👍👍👍",
            "👍a",
            "١",
            "㋿",
            "<b>",
            "\0",
            "\ud83d",
            "👍\u200d",
            "\u200d👍",
            "👍\ufe0e",
            "x" * 1024,
            "👍" * 256,
            "👍" + "\ufe0f" * 1024,
            "\u200d" * 1024,
        ):
            with self.subTest(text=ascii(text)[:40]):
                self.assertFalse(is_emoji(text))

    def test_other_types(self):
        for value in (None, True, 1, 1.5, b"\xf0\x9f\x91\x8d", [], ["👍"], {}):
            self.assertFalse(is_emoji(value))

    def test_one_spelling(self):
        for spelling in ("❤", "❤️", "❤\ufe0f\ufe0f"):
            self.assertEqual(normalize_emoji(spelling), "❤️")
        self.assertEqual(normalize_emoji("👁‍🗨"), "👁️‍🗨️")
        self.assertEqual(normalize_emoji("👍\ufe0f"), "👍")
        self.assertIsNone(normalize_emoji("heart"))

    def test_all_that_odoo_offers(self):
        with file_open(ODOO_EMOJIS) as data:
            emojis = re.findall(r'"codepoints": "([^"]+)"', data.read())
        self.assertGreater(len(emojis), 1400)
        self.assertEqual([emoji for emoji in emojis if not is_emoji(emoji)], [])

    def test_whole_table(self):
        self.assertEqual(len(all_emojis()), 3944, "as many as Unicode's emoji-test.txt has")
