"""Days, months and counts as they are written in the language in use, by Babel."""

import re
from datetime import date

from .catalogue import ENGLISH, language
from .pseudo import PSEUDO, disguised

_SHORT_MONTH = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")
PLACE = {ENGLISH: "en_GB", PSEUDO: "en_GB"}


def day(day: date) -> str:
    """Write a day in full.

    >>> day(date(2026, 9, 3))
    '3 September 2026'
    """
    return _written("long", day)


def day_of_year(day: date) -> str:
    """Write a day without its year.

    >>> day_of_year(date(2026, 9, 3))
    '3 September'
    """
    return _month_in_full("MMMMd", day)


def month(month: str) -> str:
    """Write a month, or a year where no more is known.

    >>> [month(known) for known in ("2017-04", "2017")]
    ['April 2017', '2017']
    """
    year, _, number = month.partition("-")
    return _month_in_full("yMMMM", date(int(year), int(number), 1)) if number else year


def month_name(number: int) -> str:
    """Name a month by its number.

    >>> month_name(4)
    'April'
    """
    return _written("LLLL", date(2000, number, 1))


def _month_in_full(skeleton: str, day: date) -> str:
    from babel import Locale

    known = Locale.parse(_place()).datetime_skeletons
    pattern = known[skeleton if skeleton in known else skeleton.replace("MMMM", "MMM")].pattern
    return _written(_SHORT_MONTH.sub(r"\g<0>\1", pattern), day)


def _written(pattern: str, day: date) -> str:
    from babel.dates import format_date

    written = format_date(day, pattern, locale=_place())
    return disguised(written) if language() == PSEUDO else written


def _place() -> str:
    return PLACE.get(language(), language())
