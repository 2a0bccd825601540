"""Images, drawn anew: only what is seen is kept, no place, camera, comment or hidden file."""

import io
import itertools
import struct
import zlib

from odoo.tools.translate import LazyTranslate
from PIL import Image, ImageOps, ImageSequence, WebPImagePlugin  # noqa: F401 - Odoo loads no WebP

from .image_ends import is_complete
from .input_error import InputError

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_PIXELS = 25_000_000  # of an image, and of all frames of an animation together
MAX_FRAMES = 500

_KEPT = {"transparency", "duration"}
_ALPHA_MODES = {"RGBA", "LA", "PA", "RGBa", "La"}
_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
_MODES = {
    "PNG": {"1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"},
    "JPEG": {"L", "RGB"},
    "GIF": {"1", "L", "P", "RGB", "RGBA"},
    "WEBP": {"RGB", "RGBA"},
}
_OPTIONS = {
    "PNG": {"compress_level": 4},
    "JPEG": {"quality": 88},
    "GIF": {},
    "WEBP": {"quality": 88, "method": 2},
}
# What a damaged or hostile file makes Pillow raise.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError,
           AttributeError, OverflowError, struct.error, zlib.error)  # fmt: skip


def draw_anew(raw, mimetype):
    """Return an image of the same type that shows the same and says nothing else.

    It is upright as its EXIF orientation says, and still moves if it did. Its colour profile goes,
    as that can name the device and hold anything.

    :param bytes raw: the image
    :param str mimetype: its type by its first bytes
    :raises InputError: it is too large when decoded, damaged or incomplete
    """
    wanted = _FORMATS[mimetype]
    # Asked here, as Odoo makes Pillow accept images that were cut off, for the whole process.
    if not is_complete(raw, mimetype):
        raise _broken()
    try:
        with Image.open(io.BytesIO(raw), formats=[wanted]) as image:
            return _save(_frames(image, wanted), wanted, image.info)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except InputError:
        raise
    except _BROKEN as error:
        raise _broken() from error


def _frames(image, wanted):
    """Return the frames of an image as images of their own without metadata."""
    # A JPEG's further images are other views of the same, not an animation.
    limit = 1 if wanted == "JPEG" else MAX_FRAMES + 1
    frames, pixels = [], 0
    for frame in itertools.islice(ImageSequence.Iterator(image), limit):
        # Counted before it is decoded: a frame may be larger than the image claims to be.
        pixels += frame.width * frame.height
        if pixels > MAX_PIXELS or len(frames) == MAX_FRAMES:
            raise _too_many_pixels()
        frames.append(_bare(frame, wanted))
    return frames


def _bare(frame, wanted):
    """Return an upright copy of a frame that has nothing but its pixels and its duration."""
    bare = ImageOps.exif_transpose(frame)
    bare.info = {key: value for key, value in frame.info.items() if key in _KEPT}
    if bare.mode in _MODES[wanted]:
        return bare
    has_alpha = wanted != "JPEG" and (bare.mode in _ALPHA_MODES or "transparency" in bare.info)
    return bare.convert("RGBA" if has_alpha else "RGB")


def _save(frames, wanted, info):
    output = io.BytesIO()
    options = dict(_OPTIONS[wanted])
    if len(frames) > 1:
        options.update(_animation(frames, wanted, info))
    frames[0].save(output, wanted, **options)
    return output.getvalue()


def _animation(frames, wanted, info):
    options = {
        "save_all": True,
        "append_images": frames[1:],
        "duration": [int(frame.info.get("duration", 100)) for frame in frames],
    }
    if "loop" in info:
        options["loop"] = info["loop"]
    if wanted == "GIF" and any(map(_is_transparent, frames)):
        options["disposal"] = 2  # or each frame would show through the next
    return options


def _is_transparent(frame):
    return "transparency" in frame.info or frame.mode in _ALPHA_MODES


def _broken():
    return InputError("invalid_value", "broken", _lt("The image is damaged or incomplete."))


def _too_many_pixels():
    return InputError(
        "invalid_value", "pixels", _lt("The image is too large: at most 25 million pixels.")
    )
