"""From which day a person decides for themselves, as far as it is known, and whose decisions count until then."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal

from ..language import dates, mark, say
from . import ages
from .casework import Child, Consent, missing_consent

USUAL = 18
ALLOWED = (15, 21)
DOES_NOT_COUNT = mark("on file, but it does not count at present")


def of_age(child: Child, on: date, majority: int = USUAL) -> Literal["no", "perhaps", "yes"]:
    """Whether somebody is of age on a day: `perhaps` where only some of the possible ages are."""
    age = child.age_on(on) if child.born is None else ages.strictly(child.born, on)
    if age is None:
        return "no"
    years = ages.possible(age)
    return "yes" if years[0] >= majority else "perhaps" if years[-1] >= majority else "no"


def told(child: Child, on: date, majority: int = USUAL) -> str:
    """Say that somebody is of age, or may be; empty for a child.

    >>> told(Child(id="a", family_id="f", code="K-1", born="2008-04", created_at=datetime.now()), date(2026, 5, 1))
    '18 since April 2026: decides for themselves'
    """
    match of_age(child, on, majority):
        case "yes":
            if child.born is None:
                return say("{majority} or older: decides for themselves", majority=majority)
            year, dash, month = child.born.partition("-")
            since = dates.month(f"{int(year) + majority}{dash}{month}")
            return say("{majority} since {month}: decides for themselves", majority=majority, month=since)
        case "perhaps":
            return say(
                "May be {majority} by now: ask for the birthday. From {majority} on, the person alone decides",
                majority=majority,
            )
        case _:
            return ""


def counting(
    consents: Iterable[Consent], of_concern: Collection[str], child: Child, on: date, majority: int = USUAL
) -> list[Consent]:
    """Decisions that count on a day.

    Not those of a person of concern; of one who is of age only their own, which one who surely was a child cannot give.
    """
    grown = of_age(child, on, majority) == "yes"

    def counts(consent: Consent) -> bool:
        then = of_age(child, consent.on, majority)
        if consent.own:
            return then != "no"
        asked_since = consent.person_id is None and then == "yes"
        return consent.person_id not in of_concern and (not grown or asked_since)

    return list(filter(counts, consents))


def in_place(
    consents: Iterable[Consent],
    purpose: str,
    of_concern: Collection[str],
    child: Child,
    *,
    on: date,
    majority: int = USUAL,
) -> str:
    """Say in a few words what is on file in place of consent that counts on a day; empty where it is given.

    What is on file and does not count is told apart from nothing on file.
    """
    of_purpose = [consent for consent in consents if consent.purpose == purpose]
    counts = counting(of_purpose, of_concern, child, on, majority)
    if counts or not of_purpose:
        return missing_consent(counts, purpose)
    if ended(of_purpose, child, on, majority):
        return say("ended: others decided until {majority}", majority=majority)
    return say(DOES_NOT_COUNT)


def ended(consents: Iterable[Consent], child: Child, on: date, majority: int = USUAL) -> bool:
    """Whether others have decided for somebody who decides alone now, so that it is asked anew."""
    return of_age(child, on, majority) == "yes" and any(consent.person_id is not None for consent in consents)
