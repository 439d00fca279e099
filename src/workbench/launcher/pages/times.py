"""Days and times as a person says them, in the time zone of the laptop."""

from datetime import date, datetime
from typing import NamedTuple

from ...language import dates, say, say_many

SOON_DAYS = 2


class Due(NamedTuple):
    """When something is asked again: `kind` is past, soon or later; the sign repeats it without colour."""

    kind: str
    sign: str
    text: str


def today() -> date:
    """The day it is on this laptop."""
    return datetime.now().astimezone().date()


def day_in_words(day: date, now: date | None = None) -> str:
    """Say a day: today, yesterday, tomorrow, 3 May, 3 May 2025.

    >>> day_in_words(date(2026, 5, 3), date(2026, 5, 4))
    'yesterday'
    >>> day_in_words(date(2025, 5, 3), date(2026, 5, 4))
    '3 May 2025'
    """
    now = now or today()
    near = {-1: say("yesterday"), 0: say("today"), 1: say("tomorrow")}.get((day - now).days)
    if near:
        return near
    return dates.day_of_year(day) if day.year == now.year else dates.day(day)


def time_in_words(moment: datetime, now: date | None = None) -> str:
    """Say a moment: 14:32 today, otherwise the day and the time."""
    here = moment.astimezone()
    clock = f"{here:%H:%M}"
    if here.date() == (now or today()):
        return clock
    return say("{day}, {clock}", day=day_in_words(here.date(), now), clock=clock)


def due_in_words(day: date | None, now: date | None = None) -> Due | None:
    """Say when something is asked again, so that late and soon read differently without colour.

    >>> due_in_words(date(2026, 5, 1), date(2026, 5, 4)).text
    'Ask again: 3 days overdue'
    """
    if day is None:
        return None
    now = now or today()
    days = (day - now).days
    if days < 0:
        return Due("past", "▲", say_many("Ask again: {count} day overdue", "Ask again: {count} days overdue", -days))
    kind, sign = ("soon", "●") if days <= SOON_DAYS else ("later", "○")
    return Due(kind, sign, say("Ask again {day}", day=day_in_words(day, now)))


def meeting_in_words(day: date, now: date | None = None) -> Due:
    """Say when one meets next, or that the agreed day has passed.

    >>> meeting_in_words(date(2026, 5, 4), date(2026, 5, 4)).text
    'Meeting today'
    >>> meeting_in_words(date(2026, 5, 1), date(2026, 5, 4)).text
    'Meeting was agreed for 1 May'
    """
    now = now or today()
    if day < now:
        return Due("past", "▲", say("Meeting was agreed for {day}", day=day_in_words(day, now)))
    kind, sign = ("soon", "●") if (day - now).days <= SOON_DAYS else ("later", "○")
    return Due(kind, sign, say("Meeting {day}", day=day_in_words(day, now)))
