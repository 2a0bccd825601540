"""Whom an export or an erasure is about."""

import re
from typing import NamedTuple


class Subject(NamedTuple):
    """One person: ``res.partner`` and their ``res.users``, and the ``seitech.chat.visitor`` that
    they were without an account. Any of these may be empty."""

    partners: object
    users: object
    visitors: object

    @property
    def ids(self):
        """:return: the parameters of the conditions below, and of others like them"""
        return {
            "partners": self.partners.ids,
            "users": self.users.ids,
            "visitors": self.visitors.ids,
        }

    @property
    def names(self):
        """:return: what the person is called"""
        found = {*self.partners.mapped("name"), *self.visitors.mapped("name")}
        return sorted(filter(None, found), key=len, reverse=True)

    @property
    def records(self):
        """:return: the person as what a log line is about"""
        return [self.partners, self.visitors]

    def without_names(self, content, stand_in):
        """:return: a sentence of the server with the stand-in wherever it names the person"""
        for name in self.names:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            content = re.sub(pattern, lambda _match: stand_in, content, flags=re.IGNORECASE)
        return content


# Whether the person has written `m`, a message.
WRITTEN = """
    (m.user_id = ANY(%(users)s) OR m.author_id = ANY(%(partners)s)
     OR m.visitor_id = ANY(%(visitors)s))
"""

_TOUCHED = """
    SELECT m.channel_id FROM seitech_chat_message m WHERE {written}
     UNION
    SELECT m.channel_id FROM seitech_chat_member m
     WHERE m.user_id = ANY(%(users)s) OR m.visitor_id = ANY(%(visitors)s)
     UNION
    SELECT r.channel_id FROM seitech_chat_reaction r WHERE r.user_id = ANY(%(users)s)
     UNION
    SELECT a.channel_id FROM seitech_chat_attachment a
     WHERE a.user_id = ANY(%(users)s) OR a.visitor_id = ANY(%(visitors)s)
     UNION
    SELECT s.channel_id FROM seitech_chat_support s
     WHERE s.partner_id = ANY(%(partners)s) OR s.visitor_id = ANY(%(visitors)s)
     UNION
    SELECT n.channel_id FROM seitech_chat_note n
     WHERE n.user_id = ANY(%(users)s) OR n.author_id = ANY(%(partners)s)
"""


def touched():
    """:return: SQL of the ids (``channel_id``) of the conversations with something of the person"""
    return _TOUCHED.format(written=WRITTEN)
