"""Sound and video: what they are, and without the place where they were taken.

They are not decoded, so they are stored as they came but for the metadata of MP4 and MOV files,
where telephones write the place.
"""

import re

from odoo.tools.translate import LazyTranslate

from .input_error import InputError

_lt = LazyTranslate(__name__, default_lang="en_US")

_MP4_BRANDS = """
    isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 mp41 mp42 mp71 avc1 dash MSNV M4V M4VH M4VP
    3gp4 3gp5 M4A M4B M4P qt
"""
_OGG_CODECS = (
    (b"\x01vorbis", "audio/ogg"),
    (b"OpusHead", "audio/ogg"),
    (b"Speex   ", "audio/ogg"),
    (b"\x7fFLAC", "audio/ogg"),
    (b"\x80theora", "video/ogg"),
    (b"fishead\0", "video/ogg"),
)
_MP3_BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MP3_LOW_BITRATES = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MP3_SYNC = re.compile(rb"\xff[\xe2-\xff][\x10-\xeb]", re.DOTALL)
_MP3_PADDING = 4096  # zeros or leftovers after the tag, as encoders write them

_METADATA_BOXES = frozenset({b"udta", b"meta", b"uuid"})


def sniff_ogg(raw):
    """Return the type of an Ogg file by its first codec, or None."""
    first = raw[28:36] if raw[26:27] == b"\x01" else b""
    return next((mimetype for codec, mimetype in _OGG_CODECS if first.startswith(codec)), None)


def sniff_ebml(raw):
    """Return the type of a WebM file, or None (Matroska, which browsers do not play)."""
    if b"webm" not in raw[:64]:
        return None
    tracks = raw[:65536]
    is_sound = b"A_" in tracks and b"V_" not in tracks
    return "audio/webm" if is_sound else "video/webm"


def sniff_mp4(raw):
    """Return the type of an MP4 or MOV file, or None (other formats in the same container)."""
    brand = raw[8:12].decode("latin-1").strip()
    if brand not in _MP4_BRANDS.split():
        return None
    if b"moov" not in {box[0] for box in _boxes(raw, 0, len(raw))}:
        raise InputError("invalid_value", "broken", _lt("The file is damaged or incomplete."))
    if brand == "qt":
        return "video/quicktime"
    return "video/mp4" if b"vmhd" in raw else "audio/mp4"


def sniff_mp3(raw):
    """Return the type of an MP3 file, or None: it has two frames in a row, after its tag if any."""
    start = _after_id3(raw)
    latest = start + _MP3_PADDING if start else 0
    for sync in _MP3_SYNC.finditer(raw, start, latest + 3):
        length = _frame_length(raw, sync.start())
        if length and _frame_length(raw, sync.start() + length):
            return "audio/mpeg"
    return None


def without_location(raw, mimetype):
    """Return a sound or a video without the metadata that could say where it was taken."""
    if mimetype not in {"audio/mp4", "video/mp4", "video/quicktime"}:
        return raw
    blanked = bytearray(raw)
    for kind, start, content, end in _metadata_levels(raw):
        if kind in _METADATA_BOXES:
            # Emptied in its place: the rest of the file is addressed by position.
            blanked[start + 4 : start + 8] = b"free"
            blanked[content:end] = bytes(end - content)
    return bytes(blanked)


def _metadata_levels(raw):
    """Yield the boxes of an MP4 file, of the film in it, and of the film's tracks, as `_boxes`."""
    for box in _boxes(raw, 0, len(raw)):
        yield box
        for inner in _boxes(raw, *box[2:]) if box[0] == b"moov" else ():
            yield inner
            yield from _boxes(raw, *inner[2:]) if inner[0] == b"trak" else ()


def _boxes(raw, start, end):
    """Yield (kind, start, start of the content, end) of each box between `start` and `end`."""
    while start + 8 <= end:
        size, content = int.from_bytes(raw[start : start + 4], "big"), start + 8
        if size == 1:
            size, content = int.from_bytes(raw[start + 8 : start + 16], "big"), start + 16
        box_end = start + size if size else end
        if not content <= box_end <= end:
            return
        yield raw[start + 4 : start + 8], start, content, box_end
        start = box_end


def _after_id3(raw):
    """Return where the sound begins: after an ID3v2 tag, whose length has 7 bits in a byte."""
    if raw[:3] != b"ID3" or len(raw) < 10:
        return 0
    high, middle, low, last = (byte & 0x7F for byte in raw[6:10])
    return 10 + (high << 21 | middle << 14 | low << 7 | last)


def _frame_length(raw, at):
    """Return the length in bytes of the MPEG layer III frame at `at`, or 0 if there is none."""
    if not _MP3_SYNC.match(raw, at) or raw[at + 1] & 0x06 != 0x02:
        return 0
    version = raw[at + 1] >> 3 & 3
    rate, bitrate = raw[at + 2] >> 2 & 3, raw[at + 2] >> 4
    if version == 1 or rate == 3 or bitrate in (0, 15):
        return 0
    bitrates, unit = (_MP3_BITRATES, 144) if version == 3 else (_MP3_LOW_BITRATES, 72)
    padding = raw[at + 2] >> 1 & 1
    return unit * bitrates[bitrate - 1] * 1000 // _MP3_RATES[version][rate] + padding
