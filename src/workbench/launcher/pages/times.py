"""Days and times as a person says them, in the time zone of the laptop."""

import calendar
from datetime import date, datetime
from typing import NamedTuple

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
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - now).days)
    if near:
        return near
    short = f"{day.day} {calendar.month_name[day.month]}"
    return short if day.year == now.year else f"{short} {day.year}"


def time_in_words(moment: datetime, now: date | None = None) -> str:
    """Say a moment: 14:32 today, otherwise the day and the time."""
    here = moment.astimezone()
    clock = f"{here:%H:%M}"
    return clock if here.date() == (now or today()) else f"{day_in_words(here.date(), now)}, {clock}"


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
        late = "1 day" if days == -1 else f"{-days} days"
        return Due("past", "▲", f"Ask again: {late} overdue")
    if days <= SOON_DAYS:
        return Due("soon", "●", f"Ask again {day_in_words(day, now)}")
    return Due("later", "○", f"Ask again {day_in_words(day, now)}")


def meeting_in_words(day: date, now: date | None = None) -> Due:
    """Say when one meets next, or that the agreed day has passed.

    >>> meeting_in_words(date(2026, 5, 4), date(2026, 5, 4)).text
    'Meeting today'
    >>> meeting_in_words(date(2026, 5, 1), date(2026, 5, 4)).text
    'Meeting was agreed for 1 May'
    """
    now = now or today()
    if day < now:
        return Due("past", "▲", f"Meeting was agreed for {day_in_words(day, now)}")
    kind, sign = ("soon", "●") if (day - now).days <= SOON_DAYS else ("later", "○")
    return Due(kind, sign, f"Meeting {day_in_words(day, now)}")
