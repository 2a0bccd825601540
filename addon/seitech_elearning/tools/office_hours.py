"""A calendar's hours in words, by the clock of whoever reads them."""

from datetime import UTC, datetime, time, timedelta
from itertools import groupby

from babel.dates import format_date, format_time, get_day_names
from odoo.tools.misc import babel_locale_parse

# A break for lunch is not worth a word.
BREAK = timedelta(minutes=90)
WEEK = timedelta(days=7)


def weekly_hours(calendar, zone, now=None):
    """:param calendar: a ``resource.calendar``
    :param zone: whose clock counts
    :param datetime now: the moment in UTC whose week it is
    :return: the spans of each day of a usual week, holidays aside: seven lists of pairs of times
    """
    today = (now or datetime.now(UTC)).replace(tzinfo=UTC).astimezone(zone).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time.min, zone)
    found = calendar._attendance_intervals_batch(monday, monday + WEEK)[False]
    days = [[] for _day in range(7)]
    for start, stop in _without_breaks(found, zone):
        days[start.weekday()].append((start.time(), stop.time()))
    return days


def _without_breaks(intervals, zone):
    spans = []
    for begin, end, _attendance in intervals:
        start, stop = begin.astimezone(zone), end.astimezone(zone)
        if spans and start - spans[-1][1] <= BREAK and start.date() == spans[-1][0].date():
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return spans


def in_words(days, lang):
    """:param list days: as ``weekly_hours``
    :param str lang: an Odoo code
    :return: like ``Mon–Fri 9:00–17:00, Sat 9:00–12:00``
    """
    locale = babel_locale_parse(lang)
    names = get_day_names("abbreviated", locale=locale)
    parts = []
    for spans, group in groupby(range(7), key=lambda day: days[day]):
        if not spans:
            continue
        run = list(group)
        label = names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}"
        parts.append(f"{label} {_spans_in_words(spans, locale)}")
    return ", ".join(parts)


def _spans_in_words(spans, locale):
    return ", ".join(f"{clock(start, locale)}–{clock(stop, locale)}" for start, stop in spans)


def clock(moment, locale):
    """:return: the time of the day as people write it"""
    return format_time(moment, "short", locale=locale)


def day_in_words(day, today, lang):
    """:return: the name of one of the next days, or the date of a later one"""
    locale = babel_locale_parse(lang)
    if day - today < WEEK:
        return get_day_names("wide", locale=locale)[day.weekday()]
    return format_date(day, "medium", locale=locale)
