"""What an emoji is: the sequences Unicode recommends, in one spelling each.

Odoo's own list (`web/static/src/core/emoji_picker/emoji_data.js`) has no skin tones, no flags of
most countries and nothing newer than Unicode 12, so people could not send what their keyboard
offers. Hence a table of our own, made by `scripts/make_unicode_tables.py`.
"""

import functools

from .emoji_data import FLAGS, SHAPES

_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_EMOJI_STYLE = "\ufe0f"
_REGIONAL_A = 0x1F1E6
_LONGEST = 40  # with a style mark after every character; the longest emoji has 10 characters


def is_emoji(text):
    """Say whether `text` is exactly one emoji, in any of its spellings."""
    return normalize_emoji(text) is not None


def normalize_emoji(text):
    """Return the spelling under which an emoji is stored, so that equal ones count as one.

    :param text: what came from outside, of any type
    :returns: the fully qualified emoji, or None if `text` is not exactly one emoji
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    return all_emojis().get(text.replace(_EMOJI_STYLE, ""))


@functools.cache
def all_emojis():
    """Return every emoji by its characters without style marks."""
    emojis = {emoji for shape in SHAPES.split() for emoji in _with_tones(shape)}
    emojis.update("".join(map(_regional_indicator, code)) for code in FLAGS.split())
    return {emoji.replace(_EMOJI_STYLE, ""): emoji for emoji in emojis}


def _with_tones(shape):
    """Return the emoji a template of the table stands for."""
    if "a" not in shape:
        return [shape]
    firsts = [(tone, shape.replace("a", tone)) for tone in _TONES]
    return [
        emoji.replace("b", second).replace("c", second)
        for first, emoji in firsts
        for second in (_TONES if "b" in shape or "c" in shape else first)
        if "c" not in shape or second != first
    ]


def _regional_indicator(letter):
    return chr(_REGIONAL_A + ord(letter) - ord("A"))
