"""Whether a support agent is there: the one rule, for visitors, for the queue and for reports."""

from datetime import UTC, datetime, timedelta

# How far ahead the next opening is looked for.
HORIZON = timedelta(days=60)

ONLINE, BUSY, AWAY = "online", "busy", "away"


def is_available(switch, presence, is_open):
    """:param str switch: what the agent has set: ``online``, ``busy`` or ``away``
    :param str presence: what Odoo knows of the agent's browser: ``online``, ``away``, ``offline``
    :param bool is_open: whether these are business hours
    :return: whether new conversations can be given to the agent
    """
    return is_open and switch == ONLINE and presence == ONLINE


def opening_of(calendar, now=None):
    """:param calendar: a ``resource.calendar``; empty: always
    :param datetime now: the moment in UTC that it is asked about
    :return: whether it is one of the calendar's hours, and when the next one begins if it is not
        (``None`` for not in sight)
    """
    now = (now or datetime.now(UTC)).replace(tzinfo=UTC)
    if not calendar:
        return True, None
    intervals = calendar._work_intervals_batch(now, now + HORIZON)[False]
    for start, stop, _attendance in intervals:
        if start <= now < stop:
            return True, None
        if start > now:
            return False, start.astimezone(UTC).replace(tzinfo=None)
    return False, None


def choose_agent(agents, language, cap):
    """:param list agents: those who are available, as dicts with ``load`` (open conversations),
        ``languages`` (codes) and ``assigned_at`` (of the last one, or ``None``)
    :param str language: the code of the visitor's language, or ``None``
    :param int cap: how many open conversations an agent has at most; 0 for no limit
    :return: the one to give the next conversation to, or ``None``: who speaks the language, then
        who has least to do, then who has waited longest
    """
    free = [agent for agent in agents if not cap or agent["load"] < cap]
    return min(free, key=lambda agent: _rank(agent, language), default=None)


def _rank(agent, language):
    last = agent["assigned_at"]
    return (
        not _speaks(agent["languages"], language),
        agent["load"],
        last is not None,
        last.timestamp() if last else 0,
        agent["user_id"],
    )


def _speaks(languages, language):
    """Whoever speaks ``fr_BE`` is understood in ``fr_FR``."""
    wanted = (language or "").split("_")[0]
    return wanted in {code.split("_")[0] for code in languages if code}
