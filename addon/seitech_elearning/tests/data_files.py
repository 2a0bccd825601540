"""What tests read from ``tests/data``: facts written by hand, kept apart from the code."""

import json
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def load(name):
    """:return: the JSON of ``tests/data/<name>.json``"""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def fill(template, values):
    """:return: ``template`` with each text that is a placeholder (``$name``) replaced by its value;
    within a longer text, by its value as text"""
    if isinstance(template, dict):
        return {fill(key, values): fill(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(item, values) for item in template]
    if not isinstance(template, str):
        return template
    if template.startswith("$") and template[1:] in values:
        return values[template[1:]]
    for name in sorted(values, key=len, reverse=True):
        template = template.replace(f"${name}", str(values[name]))
    return template
