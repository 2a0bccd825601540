"""The pages of an export. They are read without a server: nothing in them is fetched from
anywhere, and everything that somebody typed is escaped."""

from urllib.parse import quote

from markupsafe import Markup

_STYLE = Markup(
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "article{border-block-start:1px solid #ccc;padding-block:.75rem}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0}"
    "time{color:#666;margin-inline-start:.5rem}.own{border-inline-start:4px solid #714b67;"
    "padding-inline-start:.75rem}"
)
_HEAD = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}" dir="{direction}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'\"><title>{title}</title><style>{style}</style></head>"
    '<body><h1 dir="auto">{title}</h1>\n'
)
_MESSAGE = Markup(
    '<article{mark} id="m{id}"><strong dir="auto">{author}</strong><time>{at}</time>{reply}'
    '<p dir="auto">{text}</p>{files}</article>\n'
)
_REPLY = Markup(' <a href="#m{id}">{label}</a>')
_FILE = Markup('<p dir="auto"><a href="{path}">{name}</a></p>')
_NAME = Markup('<p dir="auto">{name}</p>')
_ENTRY = Markup('<li><a href="{path}" dir="auto">{name}</a> <time>{at}</time></li>\n')

FOOT = "</body></html>\n"


def head(title, lang, direction):
    """:param str direction: ``ltr`` or ``rtl``
    :return: the beginning of a page, up to what is on it
    """
    return _HEAD.format(title=title, lang=lang.replace("_", "-"), direction=direction, style=_STYLE)


def message(item, label):
    """:param dict item: a message of ``conversations.json``
    :param str label: of the link to what it replies to
    """
    reply = item["reply_to"]
    return _MESSAGE.format(
        id=item["id"],
        mark=Markup(' class="own"') if item["own"] else "",
        author=item["author"] or "",
        at=item["at"][:16].replace("T", " ") + " UTC",
        reply=_REPLY.format(id=reply, label=label) if reply else "",
        text=item["text"],
        files=Markup("").join(map(_file, item["files"])),
    )


def _file(file):
    if not file["path"]:
        return _NAME.format(name=file["name"])
    # Beside the page.
    return _FILE.format(path=quote(file["path"].partition("/")[2]), name=file["name"])


def entry(conversation):
    """:return: the line of a conversation in the list of all of them"""
    return _ENTRY.format(
        path=f"{conversation['folder']}/index.html",
        name=conversation["name"],
        at=conversation["created_at"][:10],
    )
