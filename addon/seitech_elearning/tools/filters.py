"""The filters of the channel list: which of them a person can have something in, as data."""

from .routing import AGENT, INSTRUCTOR, MANAGER, STUDENT

# filter → the roles that can have such channels, and the channels: kind and one's own part in
# it, `None` for whichever. Who asks in a pair is its member, who answers its moderator.
FILTERS = {
    "direct": (
        {STUDENT, INSTRUCTOR, AGENT, MANAGER},
        {("direct", None)},
    ),
    "instructors": (
        {STUDENT, MANAGER},
        {("student_instructor", "member"), ("instructor_admin", "moderator")},
    ),
    "students": (
        {INSTRUCTOR},
        {("student_instructor", "moderator")},
    ),
    "support": (
        {STUDENT, AGENT, MANAGER},
        {("public_support", None), ("student_support", None)},
    ),
    "groups": (
        {STUDENT, MANAGER},
        {("group", None)},
    ),
    "courses": (
        {STUDENT, INSTRUCTOR, MANAGER},
        {("course", None)},
    ),
}


def filters_for(roles, channels):
    """:param set roles: what a person is (see ``routing``)
    :param channels: the channels the person has, as pairs (kind, own part)
    :return: the names of the filters the person can have something in, in their order
    """
    kinds = {*channels, *((kind, None) for kind, _part in channels)}
    return [name for name, (able, shown) in FILTERS.items() if able & roles or shown & kinds]
