"""What the server says in conversations, so that it can be said again in another language."""

import json

from odoo.tools.translate import get_translation

_MODULE = "seitech_elearning"


def stored(sentence):
    """:param LazyGettext sentence: of this module, with the names that are in it
    :return: what says it again, as the database keeps it
    """
    return json.dumps({"source": sentence._source, "args": sentence._args})


def said_in(lang, kept):
    """:param str lang: the language of whoever reads it
    :param dict kept: as it was ``stored``
    """
    args = kept["args"]
    return get_translation(
        _MODULE, lang, kept["source"], args if isinstance(args, dict) else tuple(args)
    )
