"""As much of JSON Schema as the API's document uses."""

import re
import uuid

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}


def mistakes(value, schema, document, at="$"):
    """:return: what in a value is not as the schema says
    :rtype: list[str]
    """
    if "$ref" in schema:
        return mistakes(value, resolve(schema, document), document, at)
    if "oneOf" in schema:
        found = [mistakes(value, option, document, at) for option in schema["oneOf"]]
        return [] if any(not problems for problems in found) else min(found, key=len)
    return list(_mistakes(value, schema, document, at))


def resolve(schema, document):
    """:return: what a reference within the document means"""
    while "$ref" in schema:
        node = document
        for name in schema["$ref"].removeprefix("#/").split("/"):
            node = node[name]
        schema = node
    return schema


def _mistakes(value, schema, document, at):
    types = schema.get("type", [])
    types = types if isinstance(types, list) else [types]
    if types and not any(_is(value, name) for name in types):
        yield f"{at} is no {types}: {value!r}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at} is not {schema['const']!r}: {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is none of {schema['enum']}: {value!r}"
    if type(value) is int:
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{at} is out of range: {value}"
    elif isinstance(value, str):
        yield from _text_mistakes(value, schema.get("format"), at)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from mistakes(item, schema.get("items", {}), document, f"{at}[{index}]")
    elif isinstance(value, dict):
        yield from _object_mistakes(value, schema, document, at)


def _is(value, name):
    if type(value) is bool:
        return name == "boolean"
    return isinstance(value, _TYPES[name])


def _text_mistakes(value, format_, at):
    if format_ == "date-time" and not _TIMESTAMP.fullmatch(value):
        yield f"{at} is no time: {value}"
    if format_ == "uuid":
        try:
            uuid.UUID(value)
        except ValueError:
            yield f"{at} is no UUID: {value}"


def _object_mistakes(value, schema, document, at):
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name} is missing"
    for name, item in value.items():
        if name in properties:
            yield from mistakes(item, properties[name], document, f"{at}.{name}")
        elif others is False:
            yield f"{at}.{name} is not documented"
        elif isinstance(others, dict):
            yield from mistakes(item, others, document, f"{at}.{name}")
