"""What a file is, by its content.

Odoo's `guess_mimetype` answers differently with and without python-magic, and both take a file
for an image or a PDF by its first bytes alone. An allow-list needs one answer on every server
and a look at the structure, so the types allowed here are recognised here, and nothing else is.
"""

import io
import zipfile
from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from .input_error import InputError
from .media_files import sniff_ebml, sniff_mp3, sniff_mp4, sniff_ogg
from .text_files import is_text
from .zip_files import sniff_zip

_lt = LazyTranslate(__name__, default_lang="en_US")

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


class FileType(NamedTuple):
    """What is known of an allowed type: its kind, and its extensions, the usual one first."""

    kind: str
    extensions: tuple


TYPES = {
    "image/png": FileType("image", (".png",)),
    "image/jpeg": FileType("image", (".jpg", ".jpeg", ".jfif")),
    "image/gif": FileType("image", (".gif",)),
    "image/webp": FileType("image", (".webp",)),
    "application/pdf": FileType("document", (".pdf",)),
    _OOXML + "wordprocessingml.document": FileType("document", (".docx",)),
    _OOXML + "spreadsheetml.sheet": FileType("document", (".xlsx",)),
    _OOXML + "presentationml.presentation": FileType("document", (".pptx",)),
    _ODF + "text": FileType("document", (".odt",)),
    _ODF + "spreadsheet": FileType("document", (".ods",)),
    _ODF + "presentation": FileType("document", (".odp",)),
    "text/plain": FileType("text", (".txt", ".md", ".log", ".tex", ".srt", ".tsv")),
    "text/csv": FileType("text", (".csv",)),
    "application/zip": FileType("archive", (".zip",)),
    "audio/mpeg": FileType("audio", (".mp3",)),
    "audio/ogg": FileType("audio", (".ogg", ".oga", ".opus")),
    "audio/wav": FileType("audio", (".wav",)),
    "audio/mp4": FileType("audio", (".m4a", ".mp4")),
    "audio/webm": FileType("audio", (".webm", ".weba")),
    "video/mp4": FileType("video", (".mp4", ".m4v")),
    "video/quicktime": FileType("video", (".mov", ".qt")),
    "video/webm": FileType("video", (".webm",)),
    "video/ogg": FileType("video", (".ogv", ".ogg")),
}


def sniff_type(raw, extension):
    """Return the type of a file, which is a key of `TYPES`.

    :param bytes raw: the content
    :param str extension: the name's extension, which tells CSV from other text and nothing else
    :raises InputError: it is no allowed type, broken, or two things at once
    """
    mimetype = _by_signature(raw)
    if not mimetype and is_text(raw):
        mimetype = "text/csv" if extension == ".csv" else "text/plain"
    if mimetype not in TYPES:
        raise InputError(
            "unsupported_media_type", "type", _lt("This kind of file can't be shared here.")
        )
    _refuse_two_in_one(raw, mimetype)
    return mimetype


def _by_signature(raw):
    for signature, answer in _SIGNATURES:
        if raw.startswith(signature):
            return answer(raw) if callable(answer) else answer
    return sniff_mp4(raw) if raw[4:8] == b"ftyp" else sniff_mp3(raw)


def _sniff_riff(raw):
    return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(raw[8:12])


def _sniff_pdf(raw):
    # Readers look for the end in the last 1,024 bytes; what has none was cut off on its way.
    if b"%%EOF" not in raw[-1024:]:
        raise InputError("invalid_value", "broken", _lt("The file is damaged or incomplete."))
    return "application/pdf"


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", _sniff_riff),
    (b"%PDF-", _sniff_pdf),
    (b"PK\x03\x04", sniff_zip),
    (b"OggS", sniff_ogg),
    (b"\x1a\x45\xdf\xa3", sniff_ebml),
)


def _refuse_two_in_one(raw, mimetype):
    """Refuse a file that is stored as it is and that programs would also open as an archive."""
    if TYPES[mimetype].kind in {"image", "archive"} or raw.startswith(b"PK"):
        return  # an image is drawn anew, an archive is one
    if zipfile.is_zipfile(io.BytesIO(raw)):
        raise InputError(
            "unsupported_media_type", "polyglot", _lt("The file is two kinds of file in one.")
        )
