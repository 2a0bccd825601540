"""What somebody wrote in an e-mail, without what they replied to."""

import re

from lxml import html
from odoo.tools import html2plaintext, html_sanitize

# Stands where Odoo has found a quotation, until what is before it has been looked at.
_QUOTATION = "\ue000"
_QUOTED_LINE = re.compile(r"^\s*>")
# How mail programs begin what they quote without marking it.
_DIVIDER = re.compile(r"^\s*(-{2,}\s*[^-]{3,40}\s*-{2,}|_{20,})\s*$")


def reply_text(body):
    """:param str body: HTML, as Odoo reads it from an e-mail
    :return: the words, as plain text
    """
    own = str(html_sanitize(body)).replace(_QUOTATION, "")
    root = html.fragment_fromstring(own, create_parent="div")
    for element in root.xpath("//*[@data-o-mail-quote or @data-o-mail-quote-node]"):
        element.clear(keep_tail=True)
        element.text = _QUOTATION
    plain = html2plaintext(html.tostring(root, encoding="unicode"))
    return "\n".join(_own_lines(plain.splitlines())).replace("\0", "").strip()


def _own_lines(lines):
    own = []
    for line in lines:
        if _DIVIDER.match(line):
            break
        before, *others = line.split(_QUOTATION)
        is_quoted = _QUOTED_LINE.match(line)
        own += [] if is_quoted else [before]
        if is_quoted or others:
            _drop_attribution(own)
        own += filter(None, map(str.strip, others))
    return own


def _drop_attribution(lines):
    """Take away “On Monday, Vera wrote:” from the end, which may be two lines long."""
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[-1].rstrip().endswith(":") and _names_sender(lines[-2:]):
        is_long = len(lines) > 1 and not _names_sender(lines[-1:])
        del lines[-2 if is_long else -1 :]


def _names_sender(lines):
    joined = " ".join(lines)
    return "@" in joined or bool(re.search(r"\d{4}|\d{1,2}[:.]\d{2}", joined))
