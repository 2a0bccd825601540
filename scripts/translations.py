#!/usr/bin/env python3
"""Keeps the translations of the module in order.

translations.py merge TEMPLATE   takes over a template that Odoo has exported, and brings the
                                 languages up to date with it: what is new is empty, what is gone
                                 is dropped
translations.py check            whether the template has every sentence of the code, and every
                                 language a translation of each that could stand in its place

Needs Odoo's Python package and what it needs (Babel, polib) on the path.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import polib
from babel.messages import extract

ADDON = Path(__file__).resolve().parent.parent / "addon" / "seitech_elearning"
FOLDER = ADDON / "i18n"
TEMPLATE = FOLDER / "seitech_elearning.pot"
LANGUAGES = ("ar", "es", "fr")

# What Odoo takes for a sentence in which kind of file; see its TranslationModuleReader.
EXTRACTORS = (
    ("odoo.tools.babel:extract_python", ("**/*.py",), {"_": None, "_lt": None}),
    ("odoo.tools.babel:extract_javascript", ("static/src/**/*.js",), {"_t": None}),
    ("odoo.tools.translate:babel_extract_qweb", ("static/src/**/*.xml",), {}),
)

# What a translation must have as often as the sentence: placeholders and tags.
_FIXED = re.compile(r"%\([a-z_]+\)[sd]|%[sd%]|</?[a-z][^>]*>")
# Dates and tools say nothing about the sentences, but would change with every export.
_PASSING = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Project-Id-Version")


def main(arguments):
    """:return: exit code: 0 if all is well"""
    match arguments:
        case ["merge", exported]:
            merge(exported)
            return 0
        case ["check"]:
            problems = list(find_problems())
            sys.stdout.writelines(f"{problem}\n" for problem in problems)
            return 1 if problems else 0
    sys.exit(__doc__)


def merge(exported):
    template = polib.pofile(exported, wrapwidth=100)
    for name in _PASSING:
        template.metadata.pop(name, None)
    template.header = "Translation template of the module seitech_elearning."
    template.sort(key=lambda entry: entry.msgid)
    template.save(TEMPLATE)
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile()
        catalogue.wrapwidth = 100
        catalogue.metadata = {**template.metadata, "Language": language}
        catalogue.merge(template)
        for entry in [entry for entry in catalogue if entry.obsolete]:
            catalogue.remove(entry)
        for entry in catalogue:
            entry.occurrences = template_entry(template, entry).occurrences
            # A sentence that only resembles an older one is a new one.
            if entry.fuzzy:
                entry.flags.remove("fuzzy")
                entry.msgstr, entry.previous_msgid = "", None
        catalogue.sort(key=lambda entry: entry.msgid)
        catalogue.save(path)
        sys.stdout.write(f"{language}: {len(catalogue.untranslated_entries())} to translate\n")


def template_entry(template, entry):
    return template.find(entry.msgid, msgctxt=entry.msgctxt or False)


def find_problems():
    known = {entry.msgid for entry in polib.pofile(str(TEMPLATE))}
    for sentence, place in sorted(sentences_of_code()):
        if sentence not in known:
            yield f"{place}: not in {TEMPLATE.name}: {sentence!r}. Run ./scripts/dev.sh i18n"
    for language in LANGUAGES:
        yield from problems_of_language(language, known)


def problems_of_language(language, known):
    path = FOLDER / f"{language}.po"
    translated = set()
    for entry in polib.pofile(str(path)):
        translated.add(entry.msgid)
        if not entry.msgstr or entry.fuzzy:
            yield f"{path.name}: no translation of {entry.msgid!r}"
        elif fixed_parts(entry.msgid) != fixed_parts(entry.msgstr):
            yield f"{path.name}: other placeholders or tags in {entry.msgstr!r}"
    for sentence in sorted(known ^ translated):
        yield f"{path.name}: not the sentences of {TEMPLATE.name}: {sentence!r}"


def fixed_parts(sentence):
    """:return: what must not be lost in translation, with how often it occurs"""
    return Counter(_FIXED.findall(sentence))


def sentences_of_code():
    """:return: the sentences that Odoo finds in the module's files, with where"""
    for method, patterns, keywords in EXTRACTORS:
        options = {"encoding": "UTF-8"} if "python" in method else {}
        for path in (found for pattern in patterns for found in ADDON.glob(pattern)):
            if path.is_relative_to(ADDON / "tests"):
                continue
            with path.open("rb") as file:
                for found in extract.extract(method, file, keywords, options=options):
                    # Several arguments of one call: the first is the sentence.
                    sentence = found[1] if isinstance(found[1], str) else found[1][0]
                    if sentence.strip():
                        yield sentence, str(path.relative_to(ADDON))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
