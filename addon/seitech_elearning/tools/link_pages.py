"""What is shown of a page that somebody links to."""

import logging
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError
from odoo.addons.mail.tools.link_preview import get_link_preview_from_url
from requests import RequestException
from urllib3.exceptions import HTTPError

from .files import inspect_upload
from .input_error import InputError
from .outbound import OutboundSession
from .text import is_storable
from .thumbnails import thumbnail

_logger = logging.getLogger(__name__)

MAX_LINKS = 3

_LIMITS = {"og_title": 200, "og_description": 300, "og_site_name": 80, "og_type": 40}
# What pages and images of strangers make the parsers raise.
_TROUBLE = (RequestException, HTTPError, LxmlError, InputError, ValueError, OSError, LookupError)


def links_in(content_html, own_host):
    """:param str content_html: a message as ``tools.markup`` rendered it
    :param str own_host: this site, which would have to answer itself
    :return: the addresses of the pages it links to, each once, at most three
    """
    if "<a " not in content_html:
        return []
    found = dict.fromkeys(html.fragment_fromstring(content_html, "div").xpath(".//a/@href"))
    pages = [url for url in found if _is_page(url, own_host)]
    return pages[:MAX_LINKS]


def _is_page(url, own_host):
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.netloc.lower() != own_host.lower()


def fetch_page(url):
    """:return: values for a ``mail.link.preview``, and the ``Thumbnail`` of the page's picture or
    ``None``; ``(None, None)`` if there is nothing to show
    """
    with OutboundSession() as session:
        try:
            values = get_link_preview_from_url(url, session)
        except _TROUBLE as error:
            _logger.info("No preview of %s: %s", urlsplit(url).netloc, type(error).__name__)
            return None, None
        if not values:
            return None, None
        values = {**values, **{name: _clean(values.get(name), name) for name in _LIMITS}}
        values["og_image"] = _clean_address(url, values.get("og_image"))
        picture = values["og_image"] and _fetch_picture(session, values["og_image"])
    return values, picture


def fetch_picture(url):
    """:return: the ``Thumbnail`` of the picture at an address, or ``None``"""
    with OutboundSession() as session:
        return _fetch_picture(session, url)


def _fetch_picture(session, url):
    try:
        response = session.get(url, timeout=3, stream=True)
        file = inspect_upload("picture", response.raw.read()) if response.ok else None
        return thumbnail(file.raw) if file and file.kind == "image" else None
    except _TROUBLE as error:
        _logger.info("No picture from %s: %s", urlsplit(url).netloc, type(error).__name__)
        return None


def _clean(value, name):
    text = " ".join((value or "").split())[: _LIMITS[name]]
    return text if text and is_storable(text) else None


def _clean_address(url, image):
    if not image or not is_storable(image):
        return None
    address = urljoin(url, image.strip())
    return address if urlsplit(address).scheme in ("http", "https") else None
