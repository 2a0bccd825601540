"""Chains source maps: Odoo's leads from a bundle to our scripts, ours on to TypeScript."""

import json

from odoo.tools.sourcemap_generator import base64vlq_encode

# Odoo starts a map with it, so that no other site can load the map as a script.
XSSI_PREFIX = b")]}'\n"
DIGITS = {
    char: value
    for value, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}


def chain_source_map(raw, read_map):
    """Replace scripts in a bundle's source map by the sources they were compiled from.

    :param bytes raw: the map that Odoo wrote for a bundle
    :param read_map: takes the URL of a script, returns its parsed map, or None if it has none
    :returns: the map with the compiled sources in place
    :rtype: bytes
    """
    outer = json.loads(raw.removeprefix(XSSI_PREFIX))
    sources, contents = list(outer["sources"]), list(outer["sourcesContent"])
    inner_lines = {}
    for index, url in enumerate(outer["sources"]):
        inner = read_map(url)
        if inner:
            inner_lines[index] = list(_decode(inner["mappings"], len(sources)))
            addon = url.split("/")[1]
            sources += [f"/{addon}/{source}" for source in inner["sources"]]
            contents += inner["sourcesContent"]
    lines = (_follow(line, inner_lines) for line in _decode(outer["mappings"]))
    chained = {
        **outer,
        "sources": sources,
        "sourcesContent": contents,
        "mappings": ";".join(_encode(lines)),
    }
    return XSSI_PREFIX + json.dumps(chained).encode()


def _follow(segments, inner_lines):
    """:returns: the segments of one line of the bundle, led on to the sources behind them."""
    followed = []
    for segment in segments:
        _column, source, line, _source_column = segment
        if source not in inner_lines:
            followed.append(segment)
        elif line < len(inner_lines[source]):
            # Odoo maps whole lines, so a line of the script is a line of the bundle.
            followed += inner_lines[source][line]
    return followed


def _decode(mappings, first_source=0):
    """Yield the segments of each line as [column, source, source line, source column]."""
    source, line, source_column = first_source, 0, 0
    for group in mappings.split(";"):
        column = 0
        segments = []
        for text in filter(None, group.split(",")):
            values = _decode_values(text)
            column += values[0]
            # A segment of one value belongs to no source.
            if len(values) >= 4:
                source += values[1]
                line += values[2]
                source_column += values[3]
                segments.append([column, source, line, source_column])
        yield segments


def _decode_values(text):
    values = []
    value = shift = 0
    for char in text:
        digit = DIGITS[char]
        value |= (digit & 31) << shift
        if digit & 32:
            shift += 5
        else:
            values.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return values


def _encode(lines):
    """Yield the text of each line; the reverse of `_decode`."""
    previous = [0, 0, 0, 0]
    for segments in lines:
        previous[0] = 0
        texts = []
        for segment in segments:
            texts.append(
                base64vlq_encode(*(new - old for new, old in zip(segment, previous, strict=True)))
            )
            previous = list(segment)
        yield ",".join(texts)
