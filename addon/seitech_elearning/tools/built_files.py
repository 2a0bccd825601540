"""What the build has put below ``static/src``, for the pages that Odoo's asset bundles do not
serve."""

import hashlib
import html
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from odoo.tools.translate import code_translations

MODULE = "seitech_elearning"
FOLDER = Path(__file__).parents[1] / "static" / "src"

_BETWEEN_WORDS = re.compile(r"\\[nrt]|[\W_]+")


class BuiltFile(NamedTuple):
    content: bytes
    # Changes with the content.
    version: str


def read(name):
    """:param str name: below ``static/src``
    :return: the file as it is now, or ``None`` if it was not built
    """
    path = FOLDER / name
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return None


def terms(script, lang):
    """:param BuiltFile script: what is translated
    :param str lang: the code of a language
    :return: the translations of the sentences in it, by sentence
    """
    return _terms(script.version, script.content, lang)


@lru_cache(maxsize=8)
def _read(path, _changed_at, _size):
    content = path.read_bytes()
    return BuiltFile(content, hashlib.sha256(content).hexdigest()[:16])


@lru_cache(maxsize=64)
def _terms(_version, content, lang):
    messages = code_translations.get_web_translations(MODULE, lang)["messages"]
    words = _words(html.unescape(content.decode()))
    return {
        message["id"]: message["string"] for message in messages if _words(message["id"]) in words
    }


def _words(text):
    """Quoting and white space differ between a sentence and the script that has it."""
    return _BETWEEN_WORDS.sub("", text)
