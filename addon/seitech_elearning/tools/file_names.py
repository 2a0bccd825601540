"""The name under which an uploaded file is stored and offered."""

import re
import unicodedata

MAX_NAME = 120

_FORBIDDEN = re.compile(r'[<>:"|?*]')  # on Windows
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_EXTENSION = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,10}$", re.DOTALL)

# Extensions by which systems choose a program; a file that is something else loses them.
_MEANINGFUL = """
    .apk .app .asp .aspx .avi .bat .bin .bmp .cmd .com .cpl .csv .dll .dmg .doc .docm .docx .dot
    .dotm .eml .exe .gif .hta .htm .html .ico .ini .iso .jar .jfif .jpeg .jpg .js .jse .json .jsp
    .lnk .log .m4a .m4v .md .mht .mhtml .mjs .mkv .mov .mp3 .mp4 .msi .oga .ogg .ogv .odp .ods .odt
    .opus .pdf .php .pif .png .pot .potm .pps .ppsm .ppt .pptm .pptx .ps1 .py .qt .rar .reg .rtf
    .scr .sh .shtml .srt .svg .svgz .swf .tex .tif .tiff .tsv .txt .url .vbe .vbs .wav .weba .webm
    .webp .wsf .wsh .xht .xhtml .xls .xlsb .xlsm .xlsx .xltm .xml .xsl .xslt .zip
"""


def extension_of(name):
    """Return the extension a name ends with, in small letters and with its dot, or nothing.

    :param name: what came from outside, of any type
    """
    found = _EXTENSION.search(_visible(_last_part(name)).strip(" ."))
    return found[0].lower() if found else ""


def clean_file_name(name, extensions):
    """Return a name that is safe to store, to show and to save under.

    It is never empty, has at most `MAX_NAME` characters and one of the extensions of its type.

    :param name: what came from outside, of any type
    :param extensions: the extensions of the file's type, the usual one first
    """
    plain = _FORBIDDEN.sub("_", _visible(_last_part(name)))
    stem, extension = _with_extension(" ".join(plain.split()).strip(" ."), extensions)
    if _RESERVED.match(stem + extension):
        stem = "_" + stem
    return (stem[: MAX_NAME - len(extension)].strip(" .") or "file") + extension


def _last_part(name):
    return re.split(r"[/\\]", name)[-1] if isinstance(name, str) else ""


def _visible(name):
    """Return `name` without control, format (bidi, zero-width) and surrogate characters."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(
        " " if char.isspace() else char
        for char in composed
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"}
    )


def _with_extension(name, extensions):
    """Return the stem and the extension, which is one of `extensions`, of a file called `name`."""
    while found := _EXTENSION.search(name):
        stem, extension = name[: found.start()], found[0]
        if extension.lower() in extensions:
            return stem, extension
        if extension.lower() not in _MEANINGFUL.split():
            break
        name = stem.rstrip(" .")
    return name, extensions[0]
