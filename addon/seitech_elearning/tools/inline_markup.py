"""The marks within one line of a message: **bold**, *italic*, `code`, links, mentions.

One pass over the line, by three rules that keep it linear and well formed:

- every look ahead is bounded, or ends where the next mark of its kind begins;
- at most one bold and one italic are open at a time; an opening mark is written as the typed
  asterisks and becomes a tag only when its closing mark is found;
- closing a mark forgets those opened inside it, which so stay asterisks.
"""

import re
from urllib.parse import urlsplit

from markupsafe import escape

MAX_URL = 2_000
MAX_NAME = 100

_SPECIAL = re.compile(r"[*`]|\[(?=[^\[\]])|@(?=[^@\s])|https?://|mailto:", re.IGNORECASE)
_STARS = re.compile(r"\*+")
_TICKS = re.compile(r"`+")
_LABEL = re.compile(r"\[([^\[\]]{1,500})\]\(")
_TARGET = re.compile(r"((?:[^\s()]|\([^\s()]*\))*)\)")
# Not in a URL: spaces, quotes, brackets, backslash (browsers read it as a slash), control and
# format characters (they could show another address than the one that opens).
_URL_RUN = re.compile(r"[^\s<>\"`\\^{|}\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f"
                      r"\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffd]+")  # fmt: skip
_WEB_URL = re.compile(
    r"https?://"
    r"(?:[^\s/?#@:\[\]%]+|\[[0-9a-f:.]+\])"  # a host; no user name, which could pass for one
    r"(?::[0-9]{1,5})?(?:[/?#].*)?",
    re.IGNORECASE,
)
_MAIL_URL = re.compile(r"mailto:[^\s@?&#:/\[\]()]+@[^\s@?&#:/\[\]()]+", re.IGNORECASE)
# Says or hides where a link leads: an address, a domain, nothing visible, turned letters.
_DOUBTFUL_LABEL = re.compile(
    r"://|\bwww\.|^\s*(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/:]|\s*$)|^\s*$|[\u202a-\u202e\u2066-\u2069]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\u2e80-\U0010ffff]*")  # up to scripts written without spaces
_TRAILING = ".,;:!?*'…)]"
_TAGS = {"*": "em", "**": "strong"}


class Mentions:
    """The members that may be mentioned, and those that were.

    :param members: pairs (user id, name); of equal names the first counts
    """

    def __init__(self, members):
        self.used = {}
        self._members = {}
        lengths = {}
        for user_id, name in members:
            if name and len(name) <= MAX_NAME:
                self._members.setdefault(_folded(name), (int(user_id), name))
                lengths.setdefault(_first_word(_folded(name)), set()).add(len(name))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def match(self, line, at):
        """Return (user id, name, end) of the longest name that stands at `at`, or None."""
        ahead = _folded(line[at : at + MAX_NAME])
        for length in self._lengths.get(_first_word(ahead), ()):
            member = self._members.get(ahead[:length])
            if member and not _is_word(line, at + len(member[1])):
                self.used[member[0]] = True
                return *member, at + len(member[1])
        return None


NOBODY = Mentions(())


def render_inline(line, mentions=NOBODY, links=True, shows_hosts=False):
    """Return one line of text as HTML.

    :param str line: plain text without line ends
    :param Mentions mentions: the members that may be mentioned
    :param bool links: whether links are made, which is not so within a link
    :param bool shows_hosts: whether links that have another text say where they lead
    """
    return _Line(line, mentions, links, shows_hosts).render()


class _Line:
    def __init__(self, line, mentions, links, shows_hosts):
        self.line = line
        self.mentions = mentions
        self.links = links
        self.shows_hosts = shows_hosts
        self.html = []
        self.open = []  # pairs (mark, index in html) of the marks not yet closed

    def render(self):
        at = 0
        while special := _SPECIAL.search(self.line, at):
            self.write(self.line[at : special.start()])
            at = self.take(special.start(), special[0])
        self.write(self.line[at:])
        return "".join(self.html)

    def write(self, text):
        self.html.append(str(escape(text)))

    def take(self, at, mark):
        """Write what begins at `at` and return where it ends."""
        if mark == "*":
            return self.take_stars(at)
        if mark == "`":
            return self.take_code(at)
        if mark == "@":
            return self.take_mention(at)
        return self.take_label(at) if mark == "[" else self.take_url(at, mark)

    def take_stars(self, at):
        end = _STARS.match(self.line, at).end()
        can_open = not _is_word(self.line, at - 1) and not _is_space(self.line, end)
        can_close = not _is_space(self.line, at - 1) and not _is_word(self.line, end)
        for mark in self.marks(end - at):
            if can_close and self.close(mark):
                continue
            if can_open and mark in _TAGS and mark not in dict(self.open):
                self.open.append((mark, len(self.html)))
            self.write(mark)
        return end

    def marks(self, count):
        """Return the marks that a run of asterisks stands for."""
        if count != 3:
            return ["*" * count]
        inner_is_italic = self.open and self.open[-1][0] == "*"
        return ["*", "**"] if inner_is_italic else ["**", "*"]

    def close(self, mark):
        """Close `mark` if it is open, and say whether it was."""
        for depth, (opened, index) in enumerate(self.open):
            if opened == mark:
                del self.open[depth:]
                self.html[index] = f"<{_TAGS[mark]}>"
                self.html.append(f"</{_TAGS[mark]}>")
                return True
        return False

    def take_code(self, at):
        start = _TICKS.match(self.line, at).end()
        closing = _TICKS.search(self.line, start)
        if not closing or len(closing[0]) != start - at:
            self.write(self.line[at:start])
            return start
        self.html.append(f"<code>{escape(self.line[start : closing.start()])}</code>")
        return closing.end()

    def take_mention(self, at):
        found = None if _is_word(self.line, at - 1) else self.mentions.match(self.line, at + 1)
        if not found:
            return self.take_plain(at, 1)
        user_id, name, end = found
        self.html.append(
            f'<span class="o-seitech-mention" data-user-id="{user_id}">@{escape(name)}</span>'
        )
        return end

    def take_label(self, at):
        label = self.links and _LABEL.match(self.line, at)
        target = label and _TARGET.match(self.line, label.end())
        if not target or not is_safe_url(target[1]):
            return self.take_plain(at, 1)
        self.write_link(target[1], None if _DOUBTFUL_LABEL.search(label[1]) else label[1])
        return target.end()

    def take_url(self, at, scheme):
        if not self.links or _is_word(self.line, at - 1):
            return self.take_plain(at, len(scheme))
        url = _url_at(self.line, at)
        if not is_safe_url(url):
            # All of it, or each of "http://http://…" would be looked through to the end.
            return self.take_plain(at, len(url))
        self.write_link(url, None)
        return at + len(url)

    def take_plain(self, at, length):
        self.write(self.line[at : at + length])
        return at + length

    def write_link(self, url, label):
        shown = escape(url) if label is None else render_inline(label, links=False)
        rest = 'target="_blank" rel="nofollow noopener noreferrer"'
        self.html.append(f'<a href="{escape(url)}" {rest}>{shown}</a>')
        if self.shows_hosts and (label is not None or not url.isascii()):
            self.html.append(f' <span class="o-seitech-host">({escape(_real_host(url))})</span>')


def is_safe_url(url):
    """Say whether `url` may be linked: http, https or mailto, of an address in plain sight."""
    if len(url) > MAX_URL or not _URL_RUN.fullmatch(url):
        return False
    return bool(_WEB_URL.fullmatch(url) or _MAIL_URL.fullmatch(url))


def _real_host(url):
    """Return where a link leads, in plain letters: those of other scripts can look like them."""
    if url.lower().startswith("mailto:"):
        return url.partition(":")[2]
    host = urlsplit(url).hostname or ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode()


def _url_at(line, at):
    """Return the bare URL at `at`, without the punctuation of the sentence it stands in."""
    url = _URL_RUN.match(line, at)[0]
    unopened = url.count(")") - url.count("(")
    end = len(url)
    while end and url[end - 1] in _TRAILING:
        if url[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return url[:end]


def _folded(text):
    """Return `text` in small letters, each as long as its capital: all but one are so anyway."""
    return text.replace("\u0130", "i").lower()


def _first_word(text):
    return _WORD.match(text)[0]


def _is_space(line, at):
    return not 0 <= at < len(line) or line[at].isspace()


def _is_word(line, at):
    """Say whether a word goes on at `at`. Scripts written without spaces do not count."""
    return 0 <= at < len(line) and line[at].isalnum() and line[at] < "\u2e80"
