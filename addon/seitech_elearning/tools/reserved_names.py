"""Which names a visitor may not take, because they pass for a member of staff."""

import functools
import re
import string
import unicodedata

from .confusables_data import CONFUSABLES
from .text import strip_invisible

ROLE_NAMES = (
    "Admin",
    "Administrator",
    "Agent",
    "Customer Service",
    "Customer Support",
    "Help Desk",
    "Instructor",
    "Manager",
    "Moderator",
    "OdooBot",
    "Staff",
    "Support",
    "Support Agent",
    "Support Chat",
    "Support Team",
    "System",
)

_LOOK_ALIKES = {pair[0]: pair[1] for pair in CONFUSABLES.split()}
# Read as a letter by people, although Unicode's list of confusables does not say so.
_STAND_INS = str.maketrans("01345678i@$€εєэηпиякмнтвτκ", "oleasbtblaseeeennnrkmhtbtk")
_LATIN = re.compile(
    r"(?:LATIN (?:LETTER SMALL CAPITAL|(?:SMALL|CAPITAL) LETTER)|REGIONAL INDICATOR SYMBOL LETTER)"
    r" ([A-Z])(?: WITH .*)?$"
)
_TWO_FOR_ONE = (("rn", "m"), ("vv", "w"))


def is_reserved_name(name, staff_names=()):
    """Say whether `name` can be taken for a role or for one of the staff.

    Compared is what the eye sees: no case, accents, spacing, invisible characters or repeated
    letters; look-alike letters, digits and signs count as the letters they resemble.

    :param str name: the name a visitor asks for
    :param staff_names: the display names of those who answer visitors
    """
    seen = _words(name)
    squashed = {_squash(seen), _squash(_words(name.strip(string.digits + string.whitespace)))}
    return any(_passes_for_role(squashed, _words(role)) for role in ROLE_NAMES) or any(
        _passes_for_person(seen, squashed, _words(person)) for person in staff_names
    )


def _passes_for_role(squashed, role):
    """A role of several words is meant wherever it stands: "xXSupportAgentXx"."""
    wanted = _squash(role)
    return wanted in squashed or (len(role) > 1 and any(wanted in name for name in squashed))


def _passes_for_person(seen, squashed, person):
    """A person is meant by all their names in a row, not within other words (Anna in Joanna)."""
    if not person:
        return False
    size = len(person)
    in_a_row = any(seen[at : at + size] == person for at in range(len(seen) - size + 1))
    return _squash(person) in squashed or (size > 1 and in_a_row)


@functools.lru_cache(maxsize=1024)
def _words(name):
    """Return the words of `name` as the eye sees them, as a tuple."""
    # Twice: some letters have a look-alike as capital only, others as small letter only.
    capital = _resemble(unicodedata.normalize("NFKD", strip_invisible(name))).casefold()
    text = _resemble(capital).casefold().translate(_STAND_INS)
    for two, one in _TWO_FOR_ONE:
        text = text.replace(two, one)
    return tuple(map(_single, filter(None, re.split(r"[\W_]+", text))))


def _squash(words):
    return _single("".join(words))


def _single(word):
    """Return `word` with repeated letters written once."""
    return re.sub(r"(.)\1+", r"\1", word)


def _resemble(text):
    return "".join(map(_look_alike, text))


@functools.lru_cache(maxsize=4096)
def _look_alike(char):
    """Return the ASCII letter `char` looks like, nothing for an accent, else `char`."""
    if char.isascii():
        return char
    if unicodedata.category(char) in {"Mn", "Me"}:
        return ""
    if letter := _LOOK_ALIKES.get(char):
        return letter
    named = _LATIN.search(unicodedata.name(char, ""))
    return named[1] if named else char
