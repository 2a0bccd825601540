"""Where a browser's request comes from. This is what stands between a foreign site and a session
cookie that browsers send along from anywhere."""

from urllib.parse import urlsplit

from .settings import allowed_origins

_DEFAULT_PORTS = (":80", ":443")


def is_own_origin(httprequest):
    """:return: whether a request comes from this site's pages or from no browser page at all"""
    origin = httprequest.headers.get("Origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and _bare(parts.netloc) == _bare(httprequest.host)


def is_allowed_origin(env, httprequest):
    """:return: whether a request comes from this site, from no page, or from an allowed site"""
    return is_own_origin(httprequest) or httprequest.headers["Origin"] in allowed_origins(env)


def _bare(host):
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    return host.lower()
