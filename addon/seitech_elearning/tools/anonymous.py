"""Taking people's names out of a text."""

import re

# An initial says nothing, and would take half the text along.
MIN_PART = 2


def without_names(text, people, mentioned, word):
    """Put a neutral word in the place of names, also of those mentioned by ``@``.

    :param str text: what was typed
    :param people: full names of those whose single names are taken out as well, as they are written
    :param mentioned: further full names, taken out as a whole, in upper or lower case
    :param str word: what stands in their place
    """
    full = {name for name in (*people, *mentioned) if name}
    text = _replaced(text, full, word, re.IGNORECASE)
    parts = {part for name in people for part in (name or "").split() if len(part) >= MIN_PART}
    return _replaced(text, parts, word)


def _replaced(text, names, word, flags=0):
    if not names:
        return text
    # The longest first: of “Ann” and “Ann Lee”, the one that is there.
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    # Not as a template: what stands in their place is no pattern.
    return re.sub(rf"@?(?<!\w)(?:{either})(?!\w)", lambda _match: word, text, flags=flags)
