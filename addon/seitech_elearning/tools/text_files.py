"""Plain text as an uploaded file."""

import codecs
import re

from odoo.tools.translate import LazyTranslate

from .input_error import InputError

_lt = LazyTranslate(__name__, default_lang="en_US")

_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Browsers, office programs, printers and shells recognise these whatever the name.
_ACTIVE_START = re.compile(rb"\s*(?:<[a-z!/?%]|#!|\{\\rtf|%!ps|from:|mime-version:)", re.IGNORECASE)
_ACTIVE_EXTENSIONS = """
    .asp .aspx .bat .cmd .com .css .hta .htm .html .jnlp .js .jse .jsp .lnk .mht .mhtml .mjs .php
    .ps1 .reg .sh .shtml .svg .svgz .url .vbe .vbs .wsf .wsh .xht .xhtml .xml .xsl .xslt
"""


def is_text(raw):
    """Say whether `raw` is plain text: UTF-8, UTF-16 with its mark, or any one-byte encoding."""
    return not _BINARY.search(as_utf8(raw))


def as_utf8(raw):
    """Return `raw`, made UTF-8 if it is UTF-16 (as Excel and Notepad write it)."""
    if not raw.startswith(_UTF16_MARKS):
        return raw
    try:
        return raw.decode("utf-16").encode()
    except UnicodeDecodeError:
        return raw


def refuse_active_text(raw, extension):
    """Refuse a web page, a script or anything else that a program would run.

    :param bytes raw: the content, which is text
    :param str extension: the name's extension: a script says what it is by nothing else
    :raises InputError: ``unsupported_media_type``
    """
    start = as_utf8(raw).removeprefix(codecs.BOM_UTF8)
    if extension in _ACTIVE_EXTENSIONS.split() or _ACTIVE_START.match(start):
        raise InputError(
            "unsupported_media_type",
            "active",
            _lt("Web pages and scripts can't be shared as such. Put them into a zip archive."),
        )
