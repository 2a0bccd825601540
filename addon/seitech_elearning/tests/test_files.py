import io
import random
import re
import stat
import time
import unicodedata
import warnings
import zipfile
from unittest.mock import patch

from odoo.tests.common import BaseCase, tagged
from PIL import Image, ImageFile, ImageSequence

from ..tools.file_names import MAX_NAME
from ..tools.file_types import TYPES
from ..tools.files import MAX_SIZE, inspect_upload
from ..tools.images import MAX_FRAMES, MAX_PIXELS
from ..tools.input_error import InputError
from ..tools.zip_files import ALWAYS_ALLOWED, MAX_ENTRIES
from . import upload_samples as samples

UNSUPPORTED = "unsupported_media_type"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class FilesCase(BaseCase):
    def assert_refused(self, raw, code, reason, name="file.bin"):
        with self.assertRaises(InputError) as caught:
            inspect_upload(name, raw)
        self.assertEqual((caught.exception.code, caught.exception.reason), (code, reason))
        self.assertRegex(str(caught.exception), r"^[A-Z].+\.$")

    def opened(self, raw):
        return Image.open(io.BytesIO(raw))


@tagged("-at_install", "post_install")
class TestUploads(FilesCase):
    def test_every_allowed_type(self):
        self.assertEqual({mimetype for _ext, mimetype, _kind, _raw in samples.GOOD}, set(TYPES))
        for extension, mimetype, kind, raw in samples.GOOD:
            with self.subTest(mimetype=mimetype):
                file = inspect_upload("Lesson" + extension, raw)
                self.assertEqual(file[:2] + file[3:], ("Lesson" + extension, mimetype, kind))
                if kind != "image":
                    self.assertEqual(file.raw, raw)
                again = inspect_upload(*file[:3:2])
                self.assertEqual(again[:2] + again[3:], file[:2] + file[3:])

    def test_size(self):
        self.assert_refused(b"", "invalid_value", "empty")
        self.assertEqual(len(inspect_upload("a.txt", b"a" * MAX_SIZE).raw), MAX_SIZE)
        self.assert_refused(b"a" * (MAX_SIZE + 1), "too_large", "size")
        self.assert_refused(b"\x89PNG\r\n\x1a\n" + b"a" * MAX_SIZE, "too_large", "size")

    def test_size_of_what_is_stored(self):
        text = "中" * (MAX_SIZE // 2 - 1)
        self.assert_refused(text.encode("utf-16"), "too_large", "size")

    def test_the_name_does_not_say_what_a_file_is(self):
        for name in ("a.pdf", "a.exe", "a.svg", "a", "a.html", "a.png.js", ".htaccess"):
            for _extension, mimetype, kind, raw in samples.GOOD:
                if kind != "text":
                    self.assertEqual(inspect_upload(name, raw).mimetype, mimetype)

    def test_not_allowed(self):
        for name, raw in (
            ("random", random.Random(1).randbytes(4096)),
            ("nul", b"text\0text"),
            ("escape", b"\x1b]0;title\x07"),
            ("exe", samples.EXE),
            ("elf", b"\x7fELF\x02\x01\x01" + b"\0" * 50),
            ("class", b"\xca\xfe\xba\xbe\0\0\0\x34"),
            ("wasm", b"\0asm\x01\0\0\0"),
            ("doc", samples.OLE),
            ("bmp", b"BM" + b"\0" * 60),
            ("ico", b"\0\0\x01\0" + b"\0" * 60),
            ("tiff", b"II*\0" + b"\0" * 60),
            ("heic", samples.box(b"ftyp", b"heic\0\0\0\0") + samples.box(b"moov")),
            ("avif", samples.box(b"ftyp", b"avif\0\0\0\0") + samples.box(b"moov")),
            ("swf", b"CWS\x0a\0\0"),
            ("gz", b"\x1f\x8b\x08\0\0\0\0\0"),
            ("rar", b"Rar!\x1a\x07\0"),
            ("7z", b"7z\xbc\xaf\x27\x1c"),
            ("avi", b"RIFF\0\0\0\0AVI LIST"),
            ("mkv", samples.webm(b"V_VP9", b"matroska")),
            ("flac", b"fLaC\0\0\0\x22"),
            ("ogg of an unknown codec", samples.ogg(b"unknown!")),
            ("one MP3 frame", b"\xff\xfb\x90\x00" + b"\0" * 413),
            ("empty zip", b"PK\x05\x06" + b"\0" * 18),
            ("utf-32", "text".encode("utf-32")),
            ("cut utf-16", b"\xff\xfea\0\x00"),
            ("pdf after text", b"x\n\0" + samples.PDF),
        ):
            with self.subTest(name=name):
                self.assert_refused(raw, UNSUPPORTED, "type", name="file." + name)

    def test_web_pages_and_scripts(self):
        for name, raw in (
            ("a.svg", samples.SVG),
            ("a.png", samples.SVG),
            ("a.png", b"\xef\xbb\xbf \r\n\t" + samples.SVG),
            ("a.jpg", b"<?xml version='1.0'?>" + samples.SVG),
            ("a.txt", samples.SVG.decode().encode("utf-16")),
            ("a.txt", "\ufeff".encode() + samples.HTML),
            ("a.txt", b"\x0c\n" + samples.HTML),
            ("a.pdf", samples.HTML),
            ("a.html", samples.HTML),
            ("a.csv", b"<!-- --><script>alert(1)</script>"),
            ("a.txt", b"<math><mtext></mtext></math>"),
            ("a.txt", b"<%= 7*7 %>"),
            ("a.txt", b"<?php echo 1; ?>"),
            ("a.txt", b"#!/bin/sh\nid"),
            ("a.doc", b"{\\rtf1\\ansi}"),
            ("a.txt", b"%!PS-Adobe-3.0"),
            ("a.txt", b"MIME-Version: 1.0\nContent-Type: text/html"),
            ("a.js", b"alert(1)"),
            ("a.mjs", b"alert(1)"),
            ("a.JS", b"alert(1)"),
            ("a.js ", b"alert(1)"),
            ("a.j\u202es", b"alert(1)"),
            ("x/a.js", b"alert(1)"),
            ("a.html", b"plain text"),
            ("a.svg", b"plain text"),
            ("a.css", b"a{}"),
            ("a.bat", b"dir"),
            ("a.ps1", b"dir"),
            ("a.vbs", b"dir"),
            ("a.hta", b"dir"),
            ("a.url", b"[InternetShortcut]"),
            ("a.php", b"echo"),
        ):
            with self.subTest(name=name, raw=raw[:40]):
                self.assert_refused(raw, UNSUPPORTED, "active", name=name)

    def test_plain_text(self):
        for name, raw, stored_name, stored in (
            ("a.txt", "é 中 😀".encode(), "a.txt", "é 中 😀".encode()),
            ("a.csv", "é;ü".encode("cp1252"), "a.csv", "é;ü".encode("cp1252")),
            ("a.csv", "é;ü".encode("utf-16"), "a.csv", "é;ü".encode()),
            ("a.csv", b"\xfe\xff" + "é".encode("utf-16-be"), "a.csv", "é".encode()),
            ("a.CSV", b"a;b", "a.CSV", b"a;b"),
            ("notes.md", b"# Notes", "notes.md", b"# Notes"),
            ("main.py", b"print(1)", "main.txt", b"print(1)"),
            ("Main.java", b"class A {}", "Main.java.txt", b"class A {}"),
            ("a.txt", b"<3 you & a < b", "a.txt", b"<3 you & a < b"),
            ("a.txt", b"see <script>", "a.txt", b"see <script>"),
            ("photo.jpg", b"text", "photo.txt", b"text"),
        ):
            with self.subTest(name=name, raw=raw):
                file = inspect_upload(name, raw)
                self.assertEqual((file.name, file.raw, file.kind), (stored_name, stored, "text"))


@tagged("-at_install", "post_install")
class TestUploadedDocuments(FilesCase):
    def test_macros(self):
        macro_types = (
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            "application/vnd.ms-word.document.MACROENABLED.main+xml",
            "application/vnd.ms-word.document.&#109;acroEnabled.main+xml",
        )
        for main in macro_types:
            self.assert_refused(samples.docx(main=main), UNSUPPORTED, "macro")
        for part in (
            "word/vbaProject.bin",
            "word/VBAPROJECT.BIN",
            "word/vbaData.xml",
            "xl/macrosheets/sheet1.xml",
            "word/activeX/activeX1.xml",
        ):
            with self.subTest(part=part):
                self.assert_refused(samples.docx({part: "x"}), UNSUPPORTED, "macro")
        for part in ("Basic/Standard/Module1.xml", "Scripts/python/a.py"):
            self.assert_refused(samples.odf("text", {part: "x"}), UNSUPPORTED, "macro")

    def test_other_office_types(self):
        for main in (
            samples.OOXML + "wordprocessingml.template.main+xml",
            samples.OOXML + "presentationml.slideshow.main+xml",
            "application/xml",
        ):
            self.assert_refused(samples.docx(main=main), UNSUPPORTED, "type")
        self.assert_refused(samples.odf("graphics"), UNSUPPORTED, "type")
        self.assert_refused(
            samples.archive({"mimetype": "application/epub+zip"}), UNSUPPORTED, "type"
        )
        self.assert_refused(samples.archive({"mimetype": "text/html"}), UNSUPPORTED, "type")

    def test_damaged_office_documents(self):
        for types in ("", "<Types", "<!DOCTYPE a [<!ENTITY b 'c'>]><Types>&b;</Types>"):
            raw = samples.archive({samples.CONTENT_TYPES: types, "word/main.xml": "x"})
            self.assert_refused(raw, "invalid_value", "broken")
        self.assert_refused(samples.odf("text")[:-40], "invalid_value", "broken")
        self.assert_refused(samples.docx()[:100], "invalid_value", "broken")
        self.assert_refused(samples.odf("caf\xe9"), "invalid_value", "broken")

    def test_large_part_is_not_read(self):
        types = "<Types>" + " " * 2_000_000 + "</Types>"
        raw = samples.archive({samples.CONTENT_TYPES: types})
        self.assert_refused(raw, "invalid_value", "bomb")

    def test_pdf(self):
        self.assert_refused(samples.PDF[:-8], "invalid_value", "broken")
        self.assert_refused(b"%PDF-1.4\n" + samples.HTML, "invalid_value", "broken")
        packed = samples.archive({"a.class": b"x"})
        self.assert_refused(samples.PDF + packed + b"%%EOF", UNSUPPORTED, "polyglot")
        self.assert_refused(samples.mp3() + packed, UNSUPPORTED, "polyglot")
        self.assert_refused(samples.mp4() + packed, UNSUPPORTED, "polyglot")


@tagged("-at_install", "post_install")
class TestUploadedArchives(FilesCase):
    def test_bomb(self):
        bomb = samples.archive({"zeros": b"\0" * (ALWAYS_ALLOWED + 1)})
        self.assertLess(len(bomb), 20_000)
        self.assert_refused(bomb, "invalid_value", "bomb", name="a.zip")

    def test_well_packed_is_no_bomb(self):
        raw = samples.archive({"log": b"line\n" * 1_000_000})
        self.assertEqual(inspect_upload("a.zip", raw).raw, raw)

    def test_shared_content(self):
        raw = bytearray(samples.archive({"a": random.Random(1).randbytes(1000)}))
        entry = raw.index(b"PK\x01\x02")
        raw[entry + 20 : entry + 24] = (50_000).to_bytes(4, "little")
        self.assert_refused(bytes(raw), "invalid_value", "bomb")

    def test_many_entries(self):
        raw = samples.archive({f"{number}": b"" for number in range(MAX_ENTRIES + 1)})
        self.assert_refused(raw, "invalid_value", "bomb")

    def test_never_unpacked(self):
        raw = samples.archive({"a": b"\0" * ALWAYS_ALLOWED})
        with patch.object(zipfile.ZipFile, "open", side_effect=AssertionError("unpacked")):
            self.assertEqual(inspect_upload("a.zip", raw).raw, raw)

    def test_programs(self):
        for name in (
            "setup.exe",
            "a/SETUP.EXE",
            "a.dll",
            "a.scr",
            "a.lnk",
            "a.jar",
            "a.vbs",
            "a.hta",
            "a.docm",
            "a.exe.",
            "a.exe ",
            "META-INF/MANIFEST.MF",
            "AndroidManifest.xml",
        ):
            with self.subTest(name=name):
                self.assert_refused(
                    samples.archive({"readme.txt": "x", name: "x"}), UNSUPPORTED, "program"
                )

    def test_web_pages_and_source_may_be_packed(self):
        names = (
            "index.html",
            "app.js",
            "main.py",
            "logo.svg",
            "gradlew.bat",
            "exe.txt",
            "a.command/x",
        )
        inspect_upload("homework.zip", samples.archive(dict.fromkeys(names, "x")))

    def test_paths(self):
        for name in ("../a", "a/../../b", "/etc/passwd", "\\a", "..\\a", "C:\\a", "a\nb", "a/.."):
            with self.subTest(name=name):
                self.assert_refused(samples.archive({name: "x"}), UNSUPPORTED, "path")
        inspect_upload("a.zip", samples.archive({"a..b/..c/...": "x"}))

    def test_links(self):
        link = samples.archive({"a": "/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16)
        self.assert_refused(link, UNSUPPORTED, "path")

    def test_damaged(self):
        good = samples.archive({"a": "x" * 1000, "b": "y"})
        for raw in (good[:-1], good[:-30], good[:50], b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500):
            self.assert_refused(raw, "invalid_value", "broken")


@tagged("-at_install", "post_install")
class TestUploadedImages(FilesCase):
    def test_looks_the_same(self):
        for name in ("PNG", "JPEG", "GIF", "WEBP"):
            with self.subTest(format=name):
                file = inspect_upload("a", samples.image(name))
                picture = self.opened(file.raw).convert("RGB")
                self.assertEqual(picture.size, (40, 20))
                self.assertGreater(picture.getpixel((5, 10))[0], 200)
                self.assertGreater(picture.getpixel((35, 10))[2], 200)

    def test_modes(self):
        for name, modes in (
            ("PNG", ("1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16")),
            ("JPEG", ("L", "RGB", "CMYK", "YCbCr")),
            ("GIF", ("1", "L", "P", "RGB")),
            ("WEBP", ("RGB", "RGBA", "L")),
        ):
            for mode in modes:
                with self.subTest(format=name, mode=mode):
                    raw = samples.encode(Image.new(mode, (30, 20)), name)
                    self.assertEqual(self.opened(inspect_upload("a", raw).raw).size, (30, 20))

    def test_transparency_stays(self):
        for name in ("PNG", "WEBP", "GIF"):
            picture = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
            picture.paste((0, 0, 255, 255), (0, 0, 4, 8))
            drawn = self.opened(inspect_upload("a", samples.encode(picture, name)).raw).convert(
                "RGBA"
            )
            self.assertEqual([drawn.getpixel((x, 4))[3] for x in (1, 6)], [255, 0], name)

    def test_metadata_goes(self):
        for name in ("PNG", "JPEG", "GIF", "WEBP"):
            with self.subTest(format=name):
                raw = samples.with_metadata(name)
                self.assertGreaterEqual(raw.count(samples.MARKER), 2)
                file = inspect_upload("a", raw)
                self.assertNotIn(samples.MARKER, file.raw)
                self.assertFalse(self.opened(file.raw).getexif())
                self.assertNotIn("icc_profile", self.opened(file.raw).info)

    def test_metadata_goes_from_animations(self):
        for name in ("PNG", "WEBP"):
            raw = samples.animation(name, exif=samples.exif(), icc_profile=samples.MARKER)
            self.assertIn(samples.MARKER, raw)
            self.assertNotIn(samples.MARKER, inspect_upload("a", raw).raw)

    def test_upright(self):
        """The red half is on the left, at the top, …: where the orientation says."""
        red_at = {
            1: "left",
            2: "right",
            3: "right",
            4: "left",
            5: "top",
            6: "top",
            7: "bottom",
            8: "bottom",
        }
        for name in ("JPEG", "PNG", "WEBP"):
            for orientation, side in red_at.items():
                with self.subTest(format=name, orientation=orientation):
                    raw = samples.image(name, exif=samples.exif(orientation))
                    picture = self.opened(inspect_upload("a", raw).raw).convert("RGB")
                    self.assertEqual(picture.size, (20, 40) if orientation > 4 else (40, 20))
                    self.assertEqual(self.red_side(picture), side)

    def red_side(self, picture):
        width, height = picture.size
        points = {
            "left": (2, height // 2),
            "right": (width - 3, height // 2),
            "top": (width // 2, 2),
            "bottom": (width // 2, height - 3),
        }
        sides = ("left", "right") if width > height else ("top", "bottom")
        return next(side for side in sides if picture.getpixel(points[side])[0] > 128)

    def test_polyglots_are_drawn_anew(self):
        for name in ("PNG", "JPEG", "GIF", "WEBP"):
            for rest in (samples.HTML, samples.archive({"a.class": "x"}), samples.PDF, b"<?php ?>"):
                file = inspect_upload("a.php", samples.image(name) + rest)
                self.assertNotIn(rest[:20], file.raw)
                self.assertTrue(file.name.endswith(TYPES[file.mimetype].extensions[0]))

    def test_too_many_pixels(self):
        for width, height in (
            (50_000, 50_000),
            (5_001, 5_000),
            (2**31 - 1, 1),
            (1, MAX_PIXELS + 1),
        ):
            with (
                self.subTest(size=(width, height)),
                patch.object(ImageFile.ImageFile, "load", side_effect=AssertionError("decoded")),
            ):
                self.assert_refused(samples.png_header(width, height), "invalid_value", "pixels")
        for name in ("JPEG", "GIF"):
            raw = samples.encode(Image.new("L", (5_001, 5_000)), name)
            self.assert_refused(raw, "invalid_value", "pixels")

    def test_most_pixels(self):
        start = time.monotonic()
        raw = samples.encode(Image.new("L", (5_000, 5_000)), "JPEG")
        self.assertEqual(self.opened(inspect_upload("a.jpg", raw).raw).size, (5_000, 5_000))
        self.assertLess(time.monotonic() - start, 10)

    def test_cut_off(self):
        noise = Image.effect_noise((200, 200), 80).convert("RGB")
        for name in ("PNG", "JPEG", "GIF", "WEBP"):
            raw = samples.encode(noise, name)
            # Odoo sets this for the whole process; then Pillow takes whatever there is.
            for tolerant in (True, False):
                with patch.object(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant):
                    inspect_upload("a", raw)
                    for length in (12, 40, len(raw) // 2, len(raw) - 20, len(raw) - 2):
                        with self.subTest(format=name, length=length, tolerant=tolerant):
                            self.assert_refused(raw[:length], "invalid_value", "broken")

    def test_far_too_many_parts(self):
        chunk = b"\0\0\0\0teXt\xb6\x1a\x53\x5b"
        png, jpeg, gif = (samples.image(name) for name in ("PNG", "JPEG", "GIF"))
        screen = 13 + (3 << ((gif[10] & 7) + 1))
        comment = b"!\xfe" + (b"\xff" + b"x" * 255) * 38_000 + b"\0"
        for raw in (
            png[:33] + chunk * 800_000 + png[33:],
            jpeg[:2] + b"\xff\xe0\0\x02" * 2_500_000 + jpeg[2:],
            gif[:screen] + b"!\xfe\x01x\0" * 2_000_000 + gif[screen:],
            gif[:screen] + comment + gif[screen:],
            gif[:screen] + gif[screen:-1] * 100_000 + b";",
        ):
            start = time.monotonic()
            self.assert_refused(raw, "invalid_value", "broken")
            self.assertLess(time.monotonic() - start, 3)

    def test_cut_off_after_a_thumbnail(self):
        """The end of a thumbnail within the photo is not the end of the photo."""
        thumbnail = samples.image("JPEG")
        photo = samples.encode(Image.effect_noise((200, 200), 80).convert("RGB"), "JPEG")
        segment = b"\xff\xe1" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
        whole = photo[:2] + segment + photo[2:]
        with patch.object(ImageFile, "LOAD_TRUNCATED_IMAGES", True):
            inspect_upload("a.jpg", whole)
            self.assert_refused(whole[:-500], "invalid_value", "broken")

    def test_damaged_images_raise_nothing_else(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's, of damaged EXIF data
            self.damage_images()

    def damage_images(self):
        accepted = 0
        for name in ("PNG", "JPEG", "GIF", "WEBP"):
            good = samples.with_metadata(name) if name != "GIF" else samples.animation(name)
            for seed in range(250):
                chooser = random.Random(seed)
                raw = bytearray(good)
                for _change in range(chooser.randrange(1, 12)):
                    raw[chooser.randrange(4, len(raw))] = chooser.randrange(256)
                try:
                    inspect_upload("a", bytes(raw))
                    accepted += 1
                except InputError:
                    continue
        self.assertGreater(accepted, 0)


@tagged("-at_install", "post_install")
class TestUploadedAnimations(FilesCase):
    def frames(self, raw):
        return [frame.convert("RGBA") for frame in ImageSequence.Iterator(self.opened(raw))]

    def test_still_moves(self):
        for name in ("GIF", "PNG", "WEBP"):
            for mode in ("RGB", "RGBA"):
                with self.subTest(format=name, mode=mode):
                    raw = samples.animation(name, mode=mode, loop=0)
                    drawn = inspect_upload("a", raw).raw
                    before, after = self.frames(raw), self.frames(drawn)
                    self.assertEqual(len(after), 3)
                    for number, (old, new) in enumerate(zip(before, after, strict=True)):
                        self.assert_same_picture(old, new, number)
                    self.assertEqual(self.opened(drawn).info.get("loop"), 0)

    def assert_same_picture(self, old, new, number):
        for x in range(4, 32, 8):
            for left, right in zip(old.getpixel((x, 4)), new.getpixel((x, 4)), strict=True):
                self.assertAlmostEqual(left, right, delta=24, msg=f"frame {number} at {x}")

    def test_pace(self):
        for name in ("GIF", "PNG"):
            drawn = self.opened(inspect_upload("a", samples.animation(name)).raw)
            self.assertEqual(round(drawn.info["duration"]), 120)

    def test_too_many_frames(self):
        frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
        head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
        inspect_upload("a.gif", head + frame * MAX_FRAMES + b";")
        self.assert_refused(head + frame * (MAX_FRAMES + 1) + b";", "invalid_value", "pixels")

    def test_too_many_pixels_in_all(self):
        raw = samples.animation("GIF", count=8, size=(2_000, 2_000))
        self.assert_refused(raw, "invalid_value", "pixels")

    def test_a_frame_larger_than_the_image(self):
        head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
        frame = b",\0\0\0\0" + (6_000).to_bytes(2, "little") * 2 + b"\0\x02\x02\x44\x01\0"
        small = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
        self.assert_refused(head + small + frame + b";", "invalid_value", "pixels")


@tagged("-at_install", "post_install")
class TestUploadedMedia(FilesCase):
    def test_mp3(self):
        for tag in (
            b"",
            b"ID3\x03\0\0\0\0\0\x0a" + b"x" * 10,
            b"ID3\x03\0\0\0\0\0\x0a" + b"x" * 10 + b"\0" * 500,
            b"ID3\x04\0\0\0\0\x01\x00" + b"x" * 128,
        ):
            self.assertEqual(inspect_upload("a", samples.mp3(tag)).name, "a.mp3")
        self.assert_refused(b"ID3\x03\0\0\0\0\0\x0a" + b"x" * 500, UNSUPPORTED, "type")
        self.assert_refused(b"ID3\x03\0\0\x7f\x7f\x7f\x7fx\0", UNSUPPORTED, "type")

    def test_mp4_without_the_place(self):
        place = samples.box(b"udta", samples.box(b"\xa9xyz", samples.MARKER))
        place += samples.box(b"meta", samples.MARKER)
        raw = samples.mp4(metadata=place) + samples.box(b"uuid", b"\0" * 16, samples.MARKER)
        raw += (
            b"\0\0\0\x01moov" + (16 + len(place)).to_bytes(8, "big") + place + samples.box(b"free")
        )
        self.assertEqual(raw.count(samples.MARKER), 7)
        file = inspect_upload("a.mp4", raw)
        self.assertNotIn(samples.MARKER, file.raw)
        self.assertEqual(len(file.raw), len(raw), "nothing has moved")
        self.assertIn(b"vmhd", file.raw)
        self.assertTrue(file.raw.endswith(samples.box(b"free")))

    def test_damaged_mp4(self):
        raw = samples.mp4()
        self.assert_refused(raw[:40], "invalid_value", "broken")
        self.assert_refused(raw[:16] + b"\xff" * 8, "invalid_value", "broken")
        for seed in range(500):
            chooser = random.Random(seed)
            changed = bytearray(samples.mp4(metadata=samples.box(b"udta", b"x" * 8)))
            changed[chooser.randrange(16, len(changed))] = chooser.randrange(256)
            try:
                self.assertEqual(len(inspect_upload("a", bytes(changed)).raw), len(changed))
            except InputError:
                continue

    def test_deep_mp4(self):
        raw = b""
        for _level in range(5_000):
            raw = samples.box(b"trak", raw)
        raw = samples.box(b"ftyp", b"isom\0\0\0\0") + samples.box(b"moov", raw)
        self.assertEqual(inspect_upload("a", raw).kind, "audio")


@tagged("-at_install", "post_install")
class TestUploadNames(FilesCase):
    def name(self, name, raw=samples.PDF):
        return inspect_upload(name, raw).name

    def test_kept(self):
        for name in (
            "a.pdf",
            "Lesson 3 (final).PDF",
            "Übung – 中文.pdf",
            "v1.2.pdf",
            "a'b&c;d.pdf",
        ):
            self.assertEqual(self.name(name), name)

    def test_cleaned(self):
        for name, expected in (
            ("../../etc/passwd", "passwd.pdf"),
            ("..\\..\\a.pdf", "a.pdf"),
            ("C:\\Users\\a.pdf", "a.pdf"),
            ("/", "file.pdf"),
            ("..", "file.pdf"),
            ("", "file.pdf"),
            (" . ", "file.pdf"),
            (".pdf", "pdf.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("a.pdf\0.exe", "a.pdf"),
            ("a\0b.pdf", "ab.pdf"),
            ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie_ b=c.pdf"),
            ("a\x1b[31m.pdf", "a[31m.pdf"),
            ("a\u202efdp.exe", "afdp.pdf"),
            ("a\u200b\u2060\ufeff.pdf", "a.pdf"),
            ("a\ud800.pdf", "a.pdf"),
            ('a<b>:"|?*.pdf', "a_b______.pdf"),
            ("a.pdf::$DATA", "a.pdf__$DATA.pdf"),
            ("a.pdf. . ", "a.pdf"),
            ("a   b\u2028c.pdf", "a b c.pdf"),
            ("e\u0301.pdf", "é.pdf"),
            ("CON", "_CON.pdf"),
            ("nul.pdf", "_nul.pdf"),
            ("com1.tar.pdf", "_com1.tar.pdf"),
            ("LPT¹.pdf", "_LPT¹.pdf"),
            ("Console.pdf", "Console.pdf"),
            ("a.exe", "a.pdf"),
            ("a.pdf.exe", "a.pdf"),
            ("a.jpg.svg.html", "a.pdf"),
            ("a.backup", "a.backup.pdf"),
            ("a.b.c", "a.b.c.pdf"),
        ):
            with self.subTest(name=ascii(name)):
                self.assertEqual(self.name(name), expected)

    def test_other_types(self):
        for name in (None, True, 1, b"a.pdf", [], {}):
            self.assertEqual(self.name(name), "file.pdf")

    def test_extension_follows_the_content(self):
        for extension, _mimetype, kind, raw in samples.GOOD:
            for wrong in ("a.exe", "a.svg", "a.html", "a"):
                if kind != "text" or wrong in ("a.exe", "a"):
                    expected = ".txt" if kind == "text" else extension
                    self.assertEqual(self.name(wrong, raw), "a" + expected)

    def test_length(self):
        for name in (
            "a" * 300 + ".pdf",
            "a" * 300,
            "é" * 300 + ".pdf",
            "😀" * 300,
            ".a" * 200,
            "a" * MAX_NAME,
        ):
            cleaned = self.name(name)
            self.assertLessEqual(len(cleaned), MAX_NAME)
            self.assertTrue(cleaned.endswith(".pdf"))
        self.assertEqual(self.name("a" * 116 + ".pdf"), "a" * 116 + ".pdf")

    def test_whatever_the_name(self):
        alphabet = [
            *'aZ9 ./\\:*?"<>|\r\n\t\0\x7f\u2028é中😀\ud800\ufeff',
            *BIDI,
            ".exe",
            ".pdf",
            "CON",
            "..",
        ]
        for seed in range(1_000):
            chooser = random.Random(seed)
            cleaned = self.name("".join(chooser.choices(alphabet, k=chooser.randrange(0, 200))))
            with self.subTest(seed=seed, cleaned=ascii(cleaned)):
                self.assertTrue(cleaned.endswith(".pdf") and 4 < len(cleaned) <= MAX_NAME)
                self.assertIsNone(
                    re.search(r'[/\\:*?"<>|\x00-\x1f\x7f\s]{2}|[/\\:*?"<>|\x00-\x1f]', cleaned)
                )
                self.assertFalse({unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs"})
                self.assertFalse(cleaned.startswith((".", " ")))
                self.assertEqual(self.name(cleaned), cleaned)
