"""Days and months as pages and paper write them in full."""

import calendar
from datetime import date


def day_in_words(day: date) -> str:
    """Write a day in full.

    >>> day_in_words(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def month_in_words(month: str) -> str:
    """Write a month, or a year where no more is known.

    >>> [month_in_words(month) for month in ("2017-04", "2017")]
    ['April 2017', '2017']
    """
    year, _, number = month.partition("-")
    return f"{calendar.month_name[int(number)]} {year}" if number else year
