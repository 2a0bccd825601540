"""What people type → the HTML everybody sees. Nothing in the text is taken for HTML."""

import re

from markupsafe import Markup, escape

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LINK = re.compile(r"https?://[\w\[][^\s<>\"'`\x00-\x1f\x7f]*", re.IGNORECASE)
_TRAILING_PUNCTUATION = ".,;:!?"
_ANCHOR = Markup('<a href="{0}" rel="nofollow noopener noreferrer" target="_blank">{0}</a>')


def render(text):
    """Render a message.

    :param str text: what the author typed
    :return: safe HTML with line breaks and links
    :rtype: str
    """
    parts, end = [], 0
    for match in _LINK.finditer(text):
        link = _without_punctuation(match.group())
        parts += [_lines(text[end : match.start()]), _ANCHOR.format(link)]
        end = match.start() + len(link)
    parts.append(_lines(text[end:]))
    return str(Markup("").join(parts))


def _lines(text):
    return Markup("<br>").join(escape(line) for line in _LINE_BREAK.split(text))


def _without_punctuation(link):
    """“see https://example.com.” does not link the full stop, nor “(https://example.com)” the
    bracket; brackets that were opened inside the address stay."""
    while True:
        shorter = link.rstrip(_TRAILING_PUNCTUATION)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == link:
            return link
        link = shorter
