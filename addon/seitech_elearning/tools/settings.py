"""The settings of the chat: names and defaults of the system parameters that hold them."""

PREFIX = "seitech_elearning."

CORS_ORIGINS = "cors_origins"
LINK_PREVIEWS = "link_previews"

# Requests per minute from one network, whoever makes them. Schools share one.
RATE_NETWORK = "rate_network"
# Requests per minute of one person, signed in or visitor.
RATE_PERSON = "rate_person"
# Messages and conversations per minute of one visitor, and of all visitors from one network.
RATE_VISITOR = "rate_visitor"
# E-mails per hour that a visitor, and whoever else writes there, can send to a conversation.
RATE_VISITOR_MAIL = "rate_visitor_mail"
# Open conversations with visitors: from one network, and of a company all those nobody has
# answered.
SUPPORT_PER_NETWORK = "support_per_network"
SUPPORT_UNANSWERED = "support_unanswered"
# Minutes without an answer after which a conversation goes back to the queue.
SUPPORT_RETURN = "support_return"
# Open conversations that one agent is given at a time.
SUPPORT_CAP = "support_cap"
SUPPORT_ASSIGNMENT = "support_assignment"
# Whether students may have conversations of their own with each other.
STUDENTS_WRITE = "students_write"
# Messages that one person may report per hour.
RATE_REPORTS = "rate_reports"
# Hours within which somebody has to have taken care of a report.
SAFEGUARDING_HOURS = "safeguarding_hours"

# Minutes that messages are unread before they are told of by e-mail; 0 for never.
DIGEST_MINUTES = "digest_minutes"
DIGEST_PREVIEWS = "digest_previews"

# Days after the last word, or the last activity in its course, that a conversation is kept; 0: for
# good. By the kind of the conversation.
RETENTION = {
    "public_support": 180,
    "student_support": 365,
    "student_instructor": 365,
    "course": 365,
    "instructor_admin": 0,
    "group": 0,
    "direct": 0,
}

# Days after its completion on which an enrolment ends in the chat; 0: it does not.
COMPLETED_DAYS = "completed_days"
# Days after the end of an enrolment in which its student may read; 0 for none.
GRACE_DAYS = "grace_days"

# Zero means without limit.
LIMITS = {
    RATE_NETWORK: 6000,
    RATE_PERSON: 600,
    RATE_VISITOR: 60,
    RATE_VISITOR_MAIL: 20,
    SUPPORT_PER_NETWORK: 3,
    SUPPORT_UNANSWERED: 500,
    SUPPORT_RETURN: 10,
    SUPPORT_CAP: 5,
    COMPLETED_DAYS: 0,
    GRACE_DAYS: 30,
    RATE_REPORTS: 20,
    SAFEGUARDING_HOURS: 24,
    DIGEST_MINUTES: 60,
    **{f"retention_{kind}": days for kind, days in RETENTION.items()},
}


def limit(env, name):
    """:param str name: one of ``LIMITS``
    :return: the number that was set, or the default if it is none
    """
    value = _get(env, name)
    return int(value) if value.isascii() and value.isdecimal() else LIMITS[name]


def retention(env):
    """:return: for how many days conversations are kept, by kind, without those kept for good"""
    days = {kind: limit(env, f"retention_{kind}") for kind in RETENTION}
    return {kind: number for kind, number in days.items() if number}


def shows_link_previews(env):
    """:return: whether pages that messages link to are previewed, which they are by default"""
    return _get(env, LINK_PREVIEWS) != "0"


def shows_digest_previews(env):
    """:return: whether e-mails about unread messages say how these begin, which is the default"""
    return _get(env, DIGEST_PREVIEWS) != "0"


def assigns_automatically(env):
    """:return: whether waiting conversations are given to agents, instead of taken by them"""
    return _get(env, SUPPORT_ASSIGNMENT) == "automatic"


def students_may_write(env):
    """:return: whether students may write to each other in twos, which they may by default"""
    return _get(env, STUDENTS_WRITE) != "0"


def allowed_origins(env):
    """:return: the other sites whose pages may use the API, like ``https://www.example.com``"""
    return frozenset(_get(env, CORS_ORIGINS).lower().split())


def _get(env, name):
    # sudo: ir.config_parameter – everybody is bound by them, only administrators read them
    return env["ir.config_parameter"].sudo().get_param(PREFIX + name) or ""
