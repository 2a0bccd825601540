"""When somebody does not want to be disturbed."""

import re
from dataclasses import dataclass
from datetime import UTC

from babel.dates import get_day_names
from odoo.tools.misc import babel_locale_parse

EVERY_DAY = "0123456"
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


@dataclass(frozen=True)
class QuietHours:
    """Every week the same, by the clock on the wall: neither midnight nor a change of the clocks
    makes them another time of the day."""

    #: Minutes after midnight. An end that is not later is one on the next day.
    start: int
    end: int
    #: On which days they begin; Monday is 0.
    days: frozenset

    def covers(self, moment, zone):
        """:param datetime moment: in UTC, naive
        :param zone: of whoever wants to be left alone
        :return: whether it is one of these hours
        """
        local = moment.replace(tzinfo=UTC).astimezone(zone)
        minute, day = local.hour * 60 + local.minute, local.weekday()
        if self.start < self.end:
            return day in self.days and self.start <= minute < self.end
        begun_today = day in self.days and minute >= self.start
        begun_yesterday = (day - 1) % 7 in self.days and minute < self.end
        return begun_today or begun_yesterday


def minutes_of(text):
    """:param str text: a time of the day like ``22:30``
    :return: minutes after midnight, or ``None`` if it is none
    """
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def text_of(minutes):
    """:return: the time of the day, as ``minutes_of`` reads it"""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def week_days(lang):
    """:return: the names of the days in a language, by their number: Monday is 0"""
    return get_day_names("wide", locale=babel_locale_parse(lang))
