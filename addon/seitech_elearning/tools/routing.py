"""Who may open which kind of channel with whom: the access table as data.

Roles are what a person is (``res.users._chat_roles``); peers are what the other person is to them
(``res.users._chat_peers_query``). A person may have several roles; each adds what it allows.
"""

STUDENT = "student"
INSTRUCTOR = "instructor"
AGENT = "agent"
MANAGER = "manager"

# Whose work it is to teach or to help.
STAFF = {INSTRUCTOR, AGENT, MANAGER}

ONESELF = "oneself"
FELLOW_STUDENT = "fellow_student"
OWN_STUDENT = "own_student"
OWN_INSTRUCTOR = "own_instructor"
A_STUDENT = "a_student"
AN_INSTRUCTOR = "an_instructor"
A_MANAGER = "a_manager"
AN_AGENT = "an_agent"
ANYONE = "anyone"

OWN_COURSE = "own_course"
ANY_COURSE = "any_course"
OWN_GROUP = "own_group"
ANY_GROUP = "any_group"
NOTHING = "nothing"

# channel type → role → whom, or what, it is opened with
_OPENINGS = {
    "public_support": {
        MANAGER: {NOTHING},
    },
    "student_instructor": {
        STUDENT: {OWN_INSTRUCTOR},
        INSTRUCTOR: {OWN_STUDENT},
        MANAGER: {A_STUDENT, AN_INSTRUCTOR},
    },
    "student_support": {
        STUDENT: {ONESELF},
        AGENT: {A_STUDENT},
        MANAGER: {A_STUDENT},
    },
    "instructor_admin": {
        INSTRUCTOR: {A_MANAGER},
        MANAGER: {AN_INSTRUCTOR},
    },
    "group": {
        STUDENT: {OWN_GROUP},
        MANAGER: {ANY_GROUP},
    },
    "course": {
        INSTRUCTOR: {OWN_COURSE},
        MANAGER: {ANY_COURSE},
    },
    "direct": {
        STUDENT: {ONESELF, FELLOW_STUDENT},
        INSTRUCTOR: {ONESELF, OWN_STUDENT, A_MANAGER, AN_AGENT},
        AGENT: {ONESELF},
        MANAGER: {ANYONE},
    },
}

# Whom a moderator or an agent may let into a channel that takes more than two.
_SUPPORT_ADDITIONS = {AGENT: {AN_AGENT}, MANAGER: {ANYONE}}
_ADDITIONS = {
    "public_support": _SUPPORT_ADDITIONS,
    "student_support": _SUPPORT_ADDITIONS,
    "group": {STUDENT: {FELLOW_STUDENT}, MANAGER: {ANYONE}},
    "course": {INSTRUCTOR: {OWN_STUDENT, A_MANAGER, AN_AGENT}, MANAGER: {ANYONE}},
}


def peers(channel_type, roles, students_may_write=True):
    """:param bool students_may_write: whether students may write to each other in twos
    :return: the kinds of people with whom somebody having ``roles`` may open a channel
    """
    allowed = _look_up(_OPENINGS, channel_type, roles)
    return allowed if students_may_write or channel_type != "direct" else allowed - {FELLOW_STUDENT}


def additions(channel_type, roles):
    """:return: the kinds of people whom somebody having ``roles`` may add to a channel"""
    return _look_up(_ADDITIONS, channel_type, roles)


def _look_up(table, channel_type, roles):
    by_role = table.get(channel_type, {})
    return set().union(*(by_role.get(role, ()) for role in roles))
