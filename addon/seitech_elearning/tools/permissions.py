"""What people may do in a channel, by what they are in it: the table as data.

Capacities are what a person is in one channel (``seitech.chat.channel._capacities``); each adds
what it allows. Who may open a channel is in ``routing``.
"""

MEMBER = "member"
MODERATOR = "moderator"
AGENT = "agent"
MANAGER = "manager"

SEND = "send"
JOIN = "join"
LEAVE = "leave"
ADD_MEMBERS = "add_members"
REMOVE_MEMBERS = "remove_members"
SET_ROLES = "set_roles"
RENAME = "rename"
CLOSE = "close"
PIN = "pin"
DELETE_ANY = "delete_any"

RIGHTS = (
    SEND,
    JOIN,
    LEAVE,
    ADD_MEMBERS,
    REMOVE_MEMBERS,
    SET_ROLES,
    RENAME,
    CLOSE,
    PIN,
    DELETE_ANY,
)

_MANAGING = {RENAME, CLOSE, PIN, DELETE_ANY}
_PEOPLE = {ADD_MEMBERS, REMOVE_MEMBERS, SET_ROLES}

_DIRECT_RIGHTS = {MEMBER: {SEND, PIN}, MANAGER: {CLOSE, PIN, DELETE_ANY}}
_PAIR_RIGHTS = {
    MEMBER: {SEND},
    MODERATOR: {SEND, *_MANAGING},
    MANAGER: {SEND, JOIN, LEAVE, *_MANAGING},
}
_OPEN_RIGHTS = {
    MEMBER: {SEND, LEAVE},
    MODERATOR: {SEND, JOIN, LEAVE, *_MANAGING, *_PEOPLE},
    AGENT: {SEND, JOIN, LEAVE, CLOSE, ADD_MEMBERS, PIN},
    MANAGER: {SEND, JOIN, LEAVE, *_MANAGING, *_PEOPLE},
}

# channel type → capacity → rights. A direct conversation is always between its two: nobody
# comes, goes or presides. A pair keeps its two as well, but a manager may come in.
_RIGHTS = {
    "direct": _DIRECT_RIGHTS,
    "student_instructor": _PAIR_RIGHTS,
    "instructor_admin": _PAIR_RIGHTS,
    "group": _OPEN_RIGHTS,
    "course": _OPEN_RIGHTS,
    "public_support": _OPEN_RIGHTS,
    "student_support": _OPEN_RIGHTS,
}

# What is still possible in a closed or archived channel.
RIGHTS_WHEN_CLOSED = {LEAVE, CLOSE}


def rights(channel_type, capacities):
    """:return: what somebody having ``capacities`` in a channel may do while it is active"""
    table = _RIGHTS[channel_type]
    return set().union(*(table.get(capacity, ()) for capacity in capacities))
