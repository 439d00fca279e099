"""How dates, ages, people and answers read on paper."""

import unicodedata
from datetime import date, datetime, tzinfo

from ..model.answers import Recorded
from ..model.casework import ROLES, Child, Person
from ..model.instrument import Instrument, Item
from ..model.vocabulary import INFORMANTS, PRESENT

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NO_LETTER = "□"
JOINERS = "\u200c\u200d\u200e\u200f"
LINE_ENDS = "\n\u000b\u000c\u0085\u2028\u2029"


def day(value: date) -> str:
    """Write a date out, month in words, the same in every locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, zone: tzinfo | None) -> str:
    """Write a time of day with its date, as the clock on the wall showed it."""
    local = value.astimezone(zone)
    return f"{day(local)}, {local:%H:%M}"


def clock(value: datetime, zone: tzinfo | None) -> str:
    """Write a time of day alone."""
    return f"{value.astimezone(zone):%H:%M}"


def age(child: Child, on: date) -> str:
    """Age in words on that day; the band when no birth date is known."""
    if child.born is None:
        return f"{child.age_band.replace('-', '–')} years" if child.age_band else "age not known"
    match int(child.age_on(on) or 0):
        case 0:
            return "under 1 year"
        case 1:
            return "1 year"
        case years:
            return f"{years} years"


def person(who: Person) -> str:
    """Role and the letter that tells two of one role apart; never a name."""
    return f"{ROLES.get(who.role, who.role)} {who.label}".strip()


def informant(code: str | None) -> str:
    """Who an answer or a sentence comes from; empty when it was not noted."""
    return INFORMANTS.get(code, code) if code else ""


def present(code: str) -> str:
    """Someone in the room, by role."""
    return PRESENT.get(code, INFORMANTS.get(code, code))


def answer(form: Instrument, item: Item, entry: Recorded) -> str:
    """Put a recorded value into the words of the option that was chosen."""
    responses = form.responses[item.responses]
    match entry.value:
        case tuple() as codes:
            return ", ".join(_label(item, responses.codes, responses.labels, code) for code in codes) or "None of these"
        case str() as text if responses.kind == "date":
            return day(date.fromisoformat(text))
        case str() as text if responses.kind == "words":
            return text
        case value:
            return _label(item, responses.codes, responses.labels, value)


def plain(text: str) -> str:
    """Keep what can be read on paper: letters and line ends; whatever has no letter becomes a box.

    Marks that turn the direction of writing around are dropped, so that no text can reorder its neighbours.
    """
    return "".join(map(_sign, text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _label(item: Item, codes: tuple[int | str, ...], labels: tuple[str, ...], value: object) -> str:
    words = item.anchors or labels
    place = codes.index(value) if value in codes else None  # type: ignore[arg-type]
    return str(value) if place is None or place >= len(words) else words[place]


def _sign(sign: str) -> str:
    if sign in LINE_ENDS:
        return "\n"
    if sign in JOINERS:
        return sign
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Cc" if sign == "\t":
            return " "
        case "Cc" | "Cs" | "Co" | "Cn":
            return NO_LETTER
        case _:
            return sign
