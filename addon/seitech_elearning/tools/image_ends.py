"""Whether an image is all there, by the marks of its format.

One with far more parts than any program writes counts as damaged: some of Pillow's readers take
time that grows with the square of their number.
"""

import re

_JPEG_MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])", re.DOTALL)
_JPEG_END = 0xD9
_MAX_PARTS = 20_000
_MAX_GIF_EXTENSION = 256 * 1024
_GIF_FRAME, _GIF_EXTENSION, _GIF_END = b",", b"!", b";"


def is_complete(raw, mimetype):
    """Say whether an image was not cut off.

    :param bytes raw: the image
    :param str mimetype: its type by its first bytes
    """
    return _CHECKS[mimetype](raw)


def _jpeg_is_complete(raw):
    """Walk the segments up to the end marker: a thumbnail within one has an end of its own."""
    at = 2
    for _part in range(_MAX_PARTS):
        found = _JPEG_MARKER.search(raw, at)
        if not found or found[1][0] == _JPEG_END:
            return found is not None
        at = found.end() + int.from_bytes(raw[found.end() : found.end() + 2], "big")
    return False


def _png_is_complete(raw):
    at = 8
    for _part in range(_MAX_PARTS):
        if at + 12 > len(raw) or raw[at + 4 : at + 8] == b"IEND":
            return at + 12 <= len(raw)
        at += 12 + int.from_bytes(raw[at : at + 4], "big")
    return False


def _webp_is_complete(raw):
    return 8 + int.from_bytes(raw[4:8], "little") <= len(raw)


def _gif_is_complete(raw):
    at = 13 + _gif_palette_size(raw[10:11])
    for _part in range(_MAX_PARTS):
        start, block = at, raw[at : at + 1]
        if block == _GIF_FRAME:
            at = _after_gif_data(raw, at + 11 + _gif_palette_size(raw[at + 9 : at + 10]))
        elif block == _GIF_EXTENSION:
            at = _after_gif_data(raw, at + 2)
        if at == start or (block == _GIF_EXTENSION and at > start + _MAX_GIF_EXTENSION):
            return block == _GIF_END
    return False


def _gif_palette_size(flags):
    has_palette = flags and flags[0] & 0x80
    return 3 << ((flags[0] & 7) + 1) if has_palette else 0


def _after_gif_data(raw, at):
    """Return where the chain of data blocks at `at` ends."""
    while at < len(raw) and raw[at]:
        at += raw[at] + 1
    return at + 1


_CHECKS = {
    "image/jpeg": _jpeg_is_complete,
    "image/png": _png_is_complete,
    "image/gif": _gif_is_complete,
    "image/webp": _webp_is_complete,
}
