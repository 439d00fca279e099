"""Days, months and counts as they are written in the language in use, by Babel."""

from datetime import date

from .catalogue import ENGLISH, language
from .pseudo import PSEUDO, disguised

PLACE = {ENGLISH: "en_GB", PSEUDO: "en_GB"}


def day(day: date) -> str:
    """Write a day in full.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return _skeleton("yMMMMd", day)


def day_of_year(day: date) -> str:
    """Write a day without its year.

    >>> day_of_year(date(2026, 5, 3))
    '3 May'
    """
    return _skeleton("MMMMd", day)


def month(month: str) -> str:
    """Write a month, or a year where no more is known.

    >>> [month(known) for known in ("2017-04", "2017")]
    ['April 2017', '2017']
    """
    year, _, number = month.partition("-")
    return _skeleton("yMMMM", date(int(year), int(number), 1)) if number else year


def month_name(number: int) -> str:
    """Name a month by its number.

    >>> month_name(4)
    'April'
    """
    return _skeleton("LLLL", date(2000, number, 1))


def _skeleton(skeleton: str, day: date) -> str:
    from babel.dates import format_skeleton

    written = format_skeleton(skeleton, day, locale=PLACE.get(language(), language()))
    return disguised(written) if language() == PSEUDO else written
