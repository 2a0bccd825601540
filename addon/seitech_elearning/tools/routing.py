"""Who may open which kind of channel with whom: the access table as data.

Roles are what a person is (``res.users._chat_roles``); peers are what the other person is to them
(``res.users._is_chat_peer``). A person may have several roles; each adds what it allows.
"""

STUDENT = "student"
INSTRUCTOR = "instructor"
AGENT = "agent"
MANAGER = "manager"

ONESELF = "oneself"
FELLOW_STUDENT = "fellow_student"
OWN_STUDENT = "own_student"
A_MANAGER = "a_manager"
AN_AGENT = "an_agent"
ANYONE = "anyone"

# channel type → role → peers
_OPENINGS = {
    "direct": {
        STUDENT: {ONESELF, FELLOW_STUDENT},
        INSTRUCTOR: {ONESELF, OWN_STUDENT, A_MANAGER, AN_AGENT},
        AGENT: {ONESELF},
        MANAGER: {ANYONE},
    },
}


def peers(channel_type, roles):
    """:return: the kinds of people with whom somebody having ``roles`` may open a channel"""
    openings = _OPENINGS.get(channel_type, {})
    return set().union(*(openings.get(role, ()) for role in roles))
