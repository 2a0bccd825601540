"""Zip archives and the office documents that are zip archives, by their table of contents.

Archives are never unpacked. What is read is the table of contents and, of an office document,
the one small part that says what it is. Office documents of before 2007 are not accepted at
all: whether macros are in one cannot be told with certainty.
"""

import io
import re
import stat
import struct
import zipfile
import zlib

from lxml import etree
from odoo.tools.translate import LazyTranslate

from .input_error import InputError

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_ENTRIES = 10_000
MAX_RATIO = 100
ALWAYS_ALLOWED = 10 * 1024 * 1024  # unpacked size: small files may be packed very well

_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError,
           OverflowError, struct.error, zlib.error, etree.XMLSyntaxError)  # fmt: skip
_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[content_types].xml"
_MAX_PART = 1024 * 1024
_OOXML = "application/vnd.openxmlformats-officedocument."
_OOXML_MAINS = {
    _OOXML + f"{name}.main+xml": _OOXML + name
    for name in (
        "wordprocessingml.document",
        "spreadsheetml.sheet",
        "presentationml.presentation",
    )
}
_OOXML_MACROS = re.compile(r"(?:^|/)(?:vbaproject[^/]*\.bin$|vbadata\.xml$|macrosheets/|activex/)")
_ODF_MACROS = re.compile(r"^(?:basic|scripts)/.")
_PROGRAM_PARTS = frozenset({"meta-inf/manifest.mf", "androidmanifest.xml", "appxmanifest.xml"})
_PROGRAMS = re.compile(
    r"\.(?:exe|dll|scr|pif|com|cpl|msi|msix|appx|hta|lnk|vbs|vbe|jse|wsf|wsh|jar|apk|app|dmg"
    r"|docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm|ppam)[. ]*$"
)
_UNSAFE_PATH = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")


def sniff_zip(raw):
    """Return the type of a zip archive or of an office document.

    :raises InputError: broken, a bomb, with macros or with programs in it
    """
    # Counted before it is read: a table of contents of 10 MB takes seconds to read.
    if raw.count(_ENTRY) > MAX_ENTRIES:
        raise _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _sniff_archive(archive, len(raw))
    except InputError:
        raise
    except _BROKEN as error:
        raise _broken() from error


def _sniff_archive(archive, size):
    entries = archive.infolist()
    if not entries:
        raise _broken()
    _refuse_bomb(entries, size)
    _refuse_unsafe_paths(entries)
    names = [entry.filename.lower() for entry in entries]
    if _CONTENT_TYPES in names:
        return _sniff_ooxml(archive, entries[names.index(_CONTENT_TYPES)], names)
    if entries[0].filename == "mimetype":
        return _sniff_odf(archive, entries[0], names)
    _refuse_programs(names)
    return "application/zip"


def _refuse_bomb(entries, size):
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    # More packed than there is: entries that share their content.
    if packed > size or unpacked > max(size * MAX_RATIO, ALWAYS_ALLOWED):
        raise _bomb()


def _refuse_unsafe_paths(entries):
    for entry in entries:
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if is_link or _UNSAFE_PATH.search(entry.orig_filename):
            raise InputError(
                "unsupported_media_type",
                "path",
                _lt("The archive would write outside of its own folder."),
            )


def _refuse_programs(names):
    if _PROGRAM_PARTS.intersection(names) or any(map(_PROGRAMS.search, names)):
        raise InputError(
            "unsupported_media_type",
            "program",
            _lt("Archives with programs or macros in them can't be shared."),
        )


def _sniff_ooxml(archive, part, names):
    types = _content_types(_read(archive, part))
    if any(map(_OOXML_MACROS.search, names)) or any("macro" in name.lower() for name in types):
        raise _macros()
    mains = [_OOXML_MAINS[name] for name in types if name in _OOXML_MAINS]
    return mains[0] if len(mains) == 1 else None


def _content_types(xml):
    """Return the content types that an office document says its parts have."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise _broken()
    return [element.get("ContentType", "") for element in root.iter(etree.Element)]


def _sniff_odf(archive, part, names):
    mimetype = _read(archive, part).decode("ascii")
    if any(map(_ODF_MACROS.search, names)):
        raise _macros()
    # Else it is an archive that calls itself something: EPUB, a drawing, a template.
    return mimetype if mimetype.startswith("application/vnd.oasis.opendocument.") else None


def _read(archive, part):
    """Return the content of a small part, never more than `_MAX_PART` of it."""
    with archive.open(part) as stream:
        content = stream.read(_MAX_PART + 1)
    if len(content) > _MAX_PART:
        raise _bomb()
    return content


def _broken():
    return InputError("invalid_value", "broken", _lt("The file is damaged or incomplete."))


def _bomb():
    return InputError("invalid_value", "bomb", _lt("The archive is too large when unpacked."))


def _macros():
    return InputError(
        "unsupported_media_type", "macro", _lt("Documents with macros can't be shared.")
    )
