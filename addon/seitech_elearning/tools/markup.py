"""A message's text as safe HTML: line breaks, **bold**, *italic*, `code`, fenced code, > quotes,
lists (- and 1.), links and mentions; nothing else.

The HTML is built from plain text: every character that was typed is escaped, and only the tags
below are put around it. No HTML is ever parsed, so there is none to sanitise. Every step reads
forwards only, so the time is linear in the length of the text whatever is in it; quotes nest
`MAX_QUOTES` deep, nothing else nests in itself.
"""

import re

from markupsafe import Markup, escape

from .inline_markup import Mentions, render_inline

MAX_QUOTES = 3
PREVIEW_LIMIT = 120

_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r" {0,3}```[\w+#.-]*\s*$")
_QUOTE = re.compile(r">[ ]?")
_BULLET = re.compile(r"- +(?=\S)")
_NUMBER = re.compile(r"([0-9]{1,9})\. +(?=\S)")
_LINE_BREAKS = re.compile(r"<br>|</?(?:li|pre|blockquote)>")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# XML and HTML know no such characters; HTML would also drop or replace some of them silently.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PREVIEWED = 2_000  # characters of the text: plenty for a preview, whatever its marks


def render(text, mentions=(), shows_hosts=False):
    """Return a message's text as HTML.

    :param str text: what was typed
    :param mentions: the members that may be mentioned as ``@name``, as pairs (user id, name)
    :param bool shows_hosts: whether links that have another text say where they lead
    :rtype: Markup
    """
    return Markup(_render(text, Mentions(mentions), shows_hosts))


def mentioned_ids(text, mentions):
    """Return the ids of the members whose mention `render` marks, each once, in their order.

    :param str text: what was typed
    :param mentions: as for `render`
    """
    found = Mentions(mentions)
    _render(text, found)
    return list(found.used)


def plain_preview(text):
    """Return the beginning of a message on one line without its marks.

    :param str text: what was typed
    """
    html = _render(text.lstrip()[:_PREVIEWED], Mentions(()))
    # All tags are our own, so this takes away exactly them.
    plain = str(Markup(_BIDI.sub("", _LINE_BREAKS.sub(" ", html))).striptags())
    if len(plain) <= PREVIEW_LIMIT:
        return plain
    return plain[: PREVIEW_LIMIT - 1].rstrip("\u200d\ufe0f ") + "…"


def _render(text, mentions, shows_hosts=False):
    lines = _LINE_END.split(_UNPRINTABLE.sub("\ufffd", text))
    return _Blocks(lines, mentions, shows_hosts, MAX_QUOTES).render()


class _Blocks:
    """Lines as blocks: quotes, lists, fenced code, and lines of text.

    Each `take_…` is given where its block begins and returns where it ends, and its HTML.
    """

    def __init__(self, lines, mentions, shows_hosts, quotes_left):
        self.lines = lines
        self.mentions = mentions
        self.shows_hosts = shows_hosts
        self.quotes_left = quotes_left

    def render(self):
        at, html = 0, []
        while at < len(self.lines):
            at, block = self.block_of(self.lines[at])(at)
            html.append(block)
        return "".join(html)

    def block_of(self, line):
        """Return the method that takes the block beginning with `line`."""
        if _FENCE.match(line):
            return self.take_code
        if self.quotes_left and _QUOTE.match(line):
            return self.take_quote
        if _BULLET.match(line):
            return self.take_bullets
        return self.take_numbers if _NUMBER.match(line) else self.take_text

    def take_code(self, at):
        end = self.first(at + 1, lambda line: line.strip() == "```")
        code = escape("\n".join(self.lines[at + 1 : end]))
        return end + 1, f"<pre><code>{code}</code></pre>"

    def take_quote(self, at):
        end = self.first(at, lambda line: not _QUOTE.match(line))
        inner = [_QUOTE.sub("", line, count=1) for line in self.lines[at:end]]
        quoted = _Blocks(inner, self.mentions, self.shows_hosts, self.quotes_left - 1)
        return end, f"<blockquote>{quoted.render()}</blockquote>"

    def take_bullets(self, at):
        end, items = self.take_items(at, _BULLET)
        return end, f"<ul>{items}</ul>"

    def take_numbers(self, at):
        first = int(_NUMBER.match(self.lines[at])[1])
        end, items = self.take_items(at, _NUMBER)
        start = "" if first == 1 else f' start="{first}"'
        return end, f"<ol{start}>{items}</ol>"

    def take_items(self, at, mark):
        end = self.first(at, lambda line: not mark.match(line))
        items = (self.inline(mark.sub("", line, count=1)) for line in self.lines[at:end])
        return end, "".join(f"<li>{item}</li>" for item in items)

    def take_text(self, at):
        end = self.first(at + 1, lambda line: self.block_of(line) != self.take_text)
        # Blocks have their own distance: blank lines beside them would double it.
        text = "\n".join(self.lines[at:end]).strip("\n")
        return end, "<br>".join(map(self.inline, text.split("\n")))

    def inline(self, line):
        return render_inline(line, self.mentions, shows_hosts=self.shows_hosts) if line else ""

    def first(self, at, matches):
        """Return the index of the first line from `at` on that `matches`, or the end."""
        rest = range(at, len(self.lines))
        return next((index for index in rest if matches(self.lines[index])), len(self.lines))
