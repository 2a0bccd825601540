"""Files made for the upload tests: good ones of every allowed type, and bad ones."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

MARKER = b"Utrecht-52.0907"  # stands for whatever a file should not tell
CONTENT_TYPES = "[Content_Types].xml"
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


def image(file_format, size=(40, 20), mode="RGB", **options):
    """Return an image, red on its left half and blue on its right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return encode(picture.convert(mode), file_format, **options)


def encode(picture, file_format, **options):
    output = io.BytesIO()
    picture.save(output, file_format, **options)
    return output.getvalue()


def animation(file_format, count=3, size=(32, 32), mode="RGB", **options):
    """Return an animation of a white square that moves to the right."""
    if mode == "RGBA" and file_format == "GIF":
        options["disposal"] = 2  # clear each frame before the next
    frames = []
    for number in range(count):
        background = (0, 0, 0, 0) if mode == "RGBA" else "black"
        frame = Image.new(mode, size, background)
        frame.paste("white", (number * 8, 0, number * 8 + 8, 8))
        frames.append(frame)
    return encode(
        frames[0], file_format, save_all=True, append_images=frames[1:], duration=120, **options
    )


def exif(orientation=1):
    """Return EXIF data with a place, a camera and an orientation."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = data[0x010E] = MARKER.decode()
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.0), 29: MARKER.decode()})
    return data.tobytes()


def with_metadata(file_format, orientation=1):
    """Return an image that says in every way its format has where it was taken."""
    options = {"exif": exif(orientation), "icc_profile": b"icc" + MARKER}
    if file_format == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", MARKER.decode())
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", MARKER.decode())
    if file_format == "JPEG":
        options["comment"] = MARKER
    if file_format == "WEBP":
        options["xmp"] = MARKER
    if file_format == "GIF":
        options = {"comment": MARKER}
    return image(file_format, **options) + MARKER


def png_header(width, height):
    """Return a PNG that claims to be of that size and has next to no data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", b"x"), (b"IEND", b""))
    )


def archive(files, **entry_options):
    """Return a zip archive of `files`, which maps names to contents."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for option, value in entry_options.items():
                setattr(entry, option, value)
            packed.writestr(entry, content)
    return output.getvalue()


def ooxml(kind, folder, extra=None, main=None):
    """Return an office document whose main part is of type `main`."""
    main = main or f"{OOXML}{kind}.main+xml"
    types = f'<Types><Override PartName="/{folder}/main.xml" ContentType="{main}"/></Types>'
    return archive({CONTENT_TYPES: types, f"{folder}/main.xml": "<x/>", **(extra or {})})


def docx(extra=None, main=None):
    return ooxml("wordprocessingml.document", "word", extra, main)


def odf(kind, extra=None):
    return archive({"mimetype": ODF + kind, "content.xml": "<x/>", **(extra or {})})


def box(kind, *contents):
    """Return a box of an MP4 file."""
    content = b"".join(contents)
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(brand=b"isom", handler=b"vmhd", metadata=b""):
    track = box(b"trak", box(b"mdia", box(handler, b"\0" * 8)), metadata)
    return box(b"ftyp", brand, b"\0\0\0\0") + box(b"moov", track, metadata) + box(b"mdat", b"data")


def mp3(tag=b""):
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    return tag + frame * 3


def ogg(codec):
    return b"OggS\0\x02" + b"\0" * 20 + b"\x01" + bytes([len(codec)]) + codec + b"\0" * 20


def webm(codec, doctype=b"webm"):
    return b"\x1a\x45\xdf\xa3\x8b\x42\x82\x84" + doctype + b"\x18\x53\x80\x67" + codec + b"\0" * 20


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WAV = (
    b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0"
    b"\x02\0\x10\0data\0\0\0\0"
)
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + b"\0" * 48 + b"PE\0\0"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

# (extension, mimetype, kind, content)
GOOD = (
    (".png", "image/png", "image", image("PNG")),
    (".jpg", "image/jpeg", "image", image("JPEG")),
    (".gif", "image/gif", "image", image("GIF")),
    (".webp", "image/webp", "image", image("WEBP")),
    (".pdf", "application/pdf", "document", PDF),
    (".docx", OOXML + "wordprocessingml.document", "document", docx()),
    (
        ".xlsx",
        OOXML + "spreadsheetml.sheet",
        "document",
        ooxml("spreadsheetml.sheet", "xl"),
    ),
    (
        ".pptx",
        OOXML + "presentationml.presentation",
        "document",
        ooxml("presentationml.presentation", "ppt"),
    ),
    (".odt", ODF + "text", "document", odf("text")),
    (".ods", ODF + "spreadsheet", "document", odf("spreadsheet")),
    (".odp", ODF + "presentation", "document", odf("presentation")),
    (".txt", "text/plain", "text", b"Notes\r\n\tof the lesson\n"),
    (".csv", "text/csv", "text", b"name;mark\nSam;8\n"),
    (".zip", "application/zip", "archive", archive({"a/b.txt": "text", "a/inner.zip": "PK"})),
    (".mp3", "audio/mpeg", "audio", mp3()),
    (".ogg", "audio/ogg", "audio", ogg(b"OpusHead")),
    (".wav", "audio/wav", "audio", WAV),
    (".m4a", "audio/mp4", "audio", mp4(b"M4A ", b"smhd")),
    (".webm", "audio/webm", "audio", webm(b"A_OPUS")),
    (".mp4", "video/mp4", "video", mp4()),
    (".mov", "video/quicktime", "video", mp4(b"qt  ")),
    (".webm", "video/webm", "video", webm(b"V_VP9 A_OPUS")),
    (".ogv", "video/ogg", "video", ogg(b"\x80theora")),
)
