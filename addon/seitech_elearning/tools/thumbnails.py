"""Small copies of images."""

import io
from typing import NamedTuple

from PIL import Image

MAX_SIDE = 480

_ALPHA_MODES = {"RGBA", "LA", "PA"}
# Grey with 16 bits, as PNG can have it.
_DEEP_MODES = {"I", "I;16"}


class Thumbnail(NamedTuple):
    """A small copy, and the size in pixels of what it is a copy of."""

    raw: bytes
    mimetype: str
    full_size: tuple


def thumbnail(raw):
    """Draw a small copy of an image; of an animation, of its first frame.

    :param bytes raw: an image as ``tools.images`` drew it
    :return: at most 480 pixels wide and high: JPEG, or PNG for what one can see through
    :rtype: Thumbnail
    """
    with Image.open(io.BytesIO(raw)) as image:
        full_size = image.size
        # A large JPEG need not be decoded in full.
        image.draft("RGB", (2 * MAX_SIDE, 2 * MAX_SIDE))
        has_alpha = image.mode in _ALPHA_MODES or "transparency" in image.info
        small = _in_eight_bits(image).convert("RGBA" if has_alpha else "RGB")
    small.thumbnail((MAX_SIDE, MAX_SIDE))
    output = io.BytesIO()
    if has_alpha:
        small.save(output, "PNG", optimize=True)
        return Thumbnail(output.getvalue(), "image/png", full_size)
    small.save(output, "JPEG", quality=80)
    return Thumbnail(output.getvalue(), "image/jpeg", full_size)


def _in_eight_bits(image):
    if image.mode not in _DEEP_MODES:
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")
