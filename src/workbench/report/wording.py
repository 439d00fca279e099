"""How dates, ages, people and answers read on paper."""

import unicodedata
from collections.abc import Collection
from datetime import date, datetime, tzinfo

from .. import language
from ..language import dates, say
from ..model.ages import in_words
from ..model.casework import ROLES, Child, Person
from ..model.entries import Recorded
from ..model.instrument import Instrument, Item, Responses
from ..model.vocabulary import INFORMANTS, PRESENT, NonAnswer
from ..model.words import clean
from .scripts import NO_LETTER

FEW = 3  # roles that are named one by one
# Seen only by what they do to their neighbours: joining, parting, and which way a stop belongs.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f"


def day(value: date) -> str:
    """Write a date out, month in words."""
    return dates.day(value)


def moment(value: datetime, zone: tzinfo | None) -> str:
    """Write a time of day with its date, as the clock on the wall showed it."""
    local = value.astimezone(zone)
    return say("{day}, {time}", day=day(local), time=f"{local:%H:%M}")


def clock(value: datetime, zone: tzinfo | None) -> str:
    """Write a time of day alone."""
    return f"{value.astimezone(zone):%H:%M}"


def noted(value: datetime, on: date, zone: tzinfo | None) -> str:
    """Write a time of day, with its date unless it was the day of the sitting."""
    return clock(value, zone) if value.astimezone(zone).date() == on else moment(value, zone)


def age(child: Child, on: date) -> str:
    """Age in words on that day, as far as it is known."""
    return in_words(child.age_on(on), say("age not known"))


def person(who: Person) -> str:
    """Role and the letter that tells two of one role apart; never a name."""
    return f"{ROLES.get(who.role, who.role)} {who.label}".strip()


def informant(code: str | None) -> str:
    """Who an answer or a sentence comes from; empty when it was not noted."""
    return INFORMANTS.get(code, code) if code else ""


def present(code: str) -> str:
    """Someone in the room, by role."""
    return PRESENT.get(code, INFORMANTS.get(code, code))


def source(code: str | None) -> str:
    """Who an answer comes from, short enough for a column."""
    return say("Worker") if code == "worker" else informant(code)


def one_of(codes: Collection[str]) -> str:
    """Informants to choose from, as a sentence does: "carer, child or teacher"."""
    return language.one_of(names) if (names := _names(codes)) else ""


def all_of(codes: Collection[str]) -> str:
    """Informants who were heard, in the order of their list: "child, carer and own observation"."""
    return language.all_of(names) if (names := _names(codes)) else ""


def without(codes: Collection[str]) -> str:
    """Who had better not be near; empty when it does not matter."""
    if len(codes) > FEW:
        return say("only where nobody else can hear")
    roles = ", ".join(present(code) for code in codes)
    return say("not in front of: {roles}", roles=roles) if roles else ""


def practitioner(code: str) -> str:
    """Who rated, with the code or initials where they are known."""
    return say("the practitioner ({code})", code=code) if code else say("the practitioner")


def declined(who: str) -> str:
    """Say that an answer was declined, and by whom."""
    return say("{declined}, by: {who}", declined=NonAnswer.DECLINED.label, who=who)


def answer(form: Instrument, item: Item, entry: Recorded) -> str:
    """Put a recorded value into words: the label of the option that was chosen, a date, or the words themselves."""
    responses = form.responses[item.responses]
    match entry.value:
        case tuple() as codes:
            return ", ".join(dict.fromkeys(_label(responses, item.anchors, code) for code in codes)) or say(
                "None of these"
            )
        case str() as text if responses.kind == "date":
            return day(date.fromisoformat(text))
        case str() as text if responses.kind == "words":
            return text
        case value:
            return _label(responses, item.anchors, value)


def anchor(form: Instrument, item: Item, entry: Recorded) -> str:
    """What the chosen option stands for, in the words of the item; empty where the answer says it already."""
    codes = form.responses[item.responses].codes
    if entry.value not in codes or not item.anchors:
        return ""
    words = item.anchors[codes.index(entry.value)]  # type: ignore[arg-type]
    return "" if words == answer(form, item, entry) else words


def is_first(form: Instrument, item: Item, entry: Recorded) -> bool:
    """Whether the first option was chosen: nothing seen, or the calm end of the list."""
    return form.responses[item.responses].codes[:1] == (entry.value,)


def plain(text: str) -> str:
    """Keep what can be read on paper: letters and line ends. A control sign parts words, as a space does.

    Marks that turn the direction of writing around are dropped, so that no text can reorder its neighbours.
    """
    return "".join(map(_sign, clean(text).replace("\t", " "))).strip()


def _names(codes: Collection[str]) -> list[str]:
    return [
        say("own observation") if code == "worker" else informant(code).lower() for code in INFORMANTS if code in codes
    ]


def _label(responses: Responses, anchors: tuple[str, ...], code: object) -> str:
    words = responses.labels or anchors
    place = responses.codes.index(code) if code in responses.codes else len(words)  # type: ignore[arg-type]
    return words[place] if place < len(words) else str(code)


def _sign(sign: str) -> str:
    if sign in UNSEEN:
        return sign
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Co" | "Cn":
            return NO_LETTER
        case _:
            return sign
