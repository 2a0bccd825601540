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
# Open conversations with visitors: from one network, and all those nobody has answered.
SUPPORT_PER_NETWORK = "support_per_network"
SUPPORT_UNANSWERED = "support_unanswered"
# Minutes without an answer after which a conversation goes back to the queue.
SUPPORT_RETURN = "support_return"
# Open conversations that one agent is given at a time.
SUPPORT_CAP = "support_cap"
SUPPORT_ASSIGNMENT = "support_assignment"

# Zero means without limit.
LIMITS = {
    RATE_NETWORK: 6000,
    RATE_PERSON: 600,
    RATE_VISITOR: 60,
    SUPPORT_PER_NETWORK: 3,
    SUPPORT_UNANSWERED: 500,
    SUPPORT_RETURN: 10,
    SUPPORT_CAP: 5,
}


def limit(env, name):
    """:param str name: one of ``LIMITS``
    :return: the number that was set, or the default if it is none
    """
    value = _get(env, name)
    return int(value) if value.isascii() and value.isdecimal() else LIMITS[name]


def shows_link_previews(env):
    """:return: whether pages that messages link to are previewed, which they are by default"""
    return _get(env, LINK_PREVIEWS) != "0"


def assigns_automatically(env):
    """:return: whether waiting conversations are given to agents, instead of taken by them"""
    return _get(env, SUPPORT_ASSIGNMENT) == "automatic"


def allowed_origins(env):
    """:return: the other sites whose pages may use the API, like ``https://www.example.com``"""
    return frozenset(_get(env, CORS_ORIGINS).lower().split())


def _get(env, name):
    # sudo: ir.config_parameter – everybody is bound by them, only administrators read them
    return env["ir.config_parameter"].sudo().get_param(PREFIX + name) or ""
