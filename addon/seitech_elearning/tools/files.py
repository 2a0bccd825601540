"""What an uploaded file may be.

The declared type is never asked: what a file is, its content says. Everything that a browser or
an office program would run is refused; images are drawn anew, so nothing hidden in one survives.
"""

from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from .file_names import clean_file_name, extension_of
from .file_types import TYPES, sniff_type
from .images import draw_anew
from .input_error import InputError
from .media_files import without_location
from .text_files import as_utf8, refuse_active_text

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_SIZE = 10 * 1024 * 1024


class CleanFile(NamedTuple):
    """A file as it may be stored.

    `kind` is one of ``image``, ``audio``, ``video``, ``text``, ``document``, ``archive``.
    """

    name: str
    mimetype: str
    raw: bytes
    kind: str


def inspect_upload(name, raw):
    """Return the file that may be stored for an upload.

    :param name: the file's name as the client gave it, of any type
    :param bytes raw: the content
    :rtype: CleanFile
    :raises InputError: ``too_large``, ``unsupported_media_type``, ``invalid_value``
    """
    _refuse_size(raw)
    extension = extension_of(name)
    mimetype = sniff_type(raw, extension)
    kind = TYPES[mimetype].kind
    if kind == "text":
        refuse_active_text(raw, extension)
    cleaned = _clean(raw, mimetype, kind)
    _refuse_size(cleaned)
    return CleanFile(clean_file_name(name, TYPES[mimetype].extensions), mimetype, cleaned, kind)


def _refuse_size(raw):
    if not raw:
        raise InputError("invalid_value", "empty", _lt("The file is empty."))
    if len(raw) > MAX_SIZE:
        raise InputError("too_large", "size", _lt("The file is larger than 10 MB."))


def _clean(raw, mimetype, kind):
    if kind == "image":
        return draw_anew(raw, mimetype)
    if kind in {"audio", "video"}:
        return without_location(raw, mimetype)
    return as_utf8(raw) if kind == "text" else raw
