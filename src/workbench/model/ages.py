"""An age as far as it is known: one age in years, or the youngest and the oldest that are possible."""

import calendar
import re
from datetime import date

from ..language import mark, say, say_many
from .digits import plain_number
from .vocabulary import AGE_BANDS, LAST_YEAR

Age = float | tuple[int, int]

OLDEST = 120
ALLOWED = mark("years from 0 to {oldest}, or the youngest and the oldest possible, as (6, 11) or 6-11")
_FROM_TO = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")
_YEARS = re.compile(r"[0-9]{1,3}(\.[0-9]+)?(e-[0-9]{1,3})?")


def read_age(value: object) -> Age:
    """Make an age from a number, a pair of whole years, or text as "9" or "6-11".

    Raises
    ------
    ValueError
        It is none of these, or out of bounds. The value is not repeated.
    """
    if isinstance(value, str):
        value = plain_number(value)
    if isinstance(value, str) and (found := _FROM_TO.fullmatch(value)):
        value = tuple(map(int, found.groups()))
    elif isinstance(value, str) and _YEARS.fullmatch(value):
        value = float(value)
    if isinstance(value, (tuple, list)) and len(value) == 2 and all(type(year) is int for year in value):
        low, high = value
        if 0 <= low <= high <= OLDEST:
            return age_between(low, high)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= OLDEST:
        return float(value)
    raise ValueError(say("found something else; allowed: {allowed}", allowed=allowed()))


def allowed() -> str:
    """Say what may stand for an age."""
    return say(ALLOWED, oldest=OLDEST)


def possible(age: Age) -> range:
    """Ages, in whole years, that are possible."""
    low, high = age if isinstance(age, tuple) else (int(age), int(age))
    return range(low, high + 1)


def asked_as(age: Age) -> frozenset[int]:
    """Years for which questions are chosen: every possible one; a grown-up is asked as at the last year there is."""
    return frozenset(min(year, LAST_YEAR) for year in possible(age))


def bands(age: Age) -> tuple[str, ...]:
    """Bands of `vocabulary.AGE_BANDS` that are possible, the youngest first."""
    years = asked_as(age)
    return tuple(band for band, (first, last) in AGE_BANDS.items() if years.intersection(range(first, last + 1)))


def in_words(age: Age | None, not_known: str = "") -> str:
    """Say an age as pages and paper do.

    >>> [in_words(age) for age in (0.0, 1.0, 9.0, (8, 9), (6, 11))]
    ['under 1 year', '1 year', '9 years', '8 or 9 years', '6 to 11 years']
    """
    if age is None:
        return not_known
    low, high = possible(age)[0], possible(age)[-1]
    if low == high:
        return say("under 1 year") if low == 0 else say_many("{count} year", "{count} years", low)
    if high == 1:
        return say("under 2 years")
    if high - low == 1:
        return say("{low} or {high} years", low=low, high=high)
    return say("{low} to {high} years", low=low, high=high)


def since_birth(born: str, on: date) -> Age:
    """Age on a day of one who was born in a year ("2017") or a month ("2017-04").

    A year leaves two ages until the birthday is past. A month counts from its first day; `strictly` tells both.
    """
    low, high = strictly(born, on)
    return float(high) if "-" in born else age_between(low, high)


def strictly(born: str, on: date) -> tuple[int, int]:
    """Return the youngest and the oldest age that a year or month of birth leaves possible."""
    year, _, month = born.partition("-")
    first, last = int(month or 1), int(month or 12)
    latest = date(int(year), last, calendar.monthrange(int(year), last)[1])
    return max(_years_between(latest, on), 0), max(_years_between(date(int(year), first, 1), on), 0)


def grown(band: str, known_on: date, on: date) -> Age:
    """Age on a day of one whose band was seen on another: both of its ends move with every full year between."""
    low, high = AGE_BANDS[band]
    years = _years_between(known_on, on) if on >= known_on else -_years_between(on, known_on)
    return age_between(max(low + years, 0), max(high + years, 0))


def age_between(low: int, high: int) -> Age:
    """One age where youngest and oldest are the same, else both."""
    return float(low) if low == high else (low, high)


def _years_between(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
