"""What we found, on paper: the same as the page on screen, as a tagged PDF."""

from typing import Any

import msgspec

from ..language import say, say_many
from ..model.record import Record
from . import wording
from .agreements import agreements
from .found import Profile
from .outside import outside
from .privacy import for_whom
from .profile import profile
from .typesetting import typeset


def write_pdf(record: Record) -> bytes:
    """Set what was found on A4, tagged PDF/UA-1; the same record gives the same bytes.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    record = outside(record)
    return typeset("profile.typ", contents(record, profile(record)), int(record.printed_at.timestamp()))


def contents(record: Record, found: Profile) -> dict[str, Any]:
    """Lay the page out as plain values: strings, numbers, lists and dictionaries only."""
    first: dict[str, list] = {}
    for need in found.needs:
        first.setdefault(need.by_when, []).append(msgspec.to_builtins(need))
    return {
        **msgspec.to_builtins(found),
        "first": list(first.items()),
        "leaning": [msgspec.to_builtins(s) for s in found.lean_on if s.code not in ("", "none_yet")],
        "none_yet": [s.text for s in found.lean_on if s.code == "none_yet"],
        "heard": _heard(record, found),
        "no_longer_asked": say_many(
            "{count} earlier answer is kept but no longer asked, and counted nowhere.",
            "{count} earlier answers are kept but no longer asked, and counted nowhere.",
            found.hidden,
        )
        if found.hidden
        else "",
        "organisation": record.organisation,
        "for_whom": for_whom(record),
        "agreements": agreements(record) if record.team else [],
        "foot": {
            "line": say(
                "Rated by {practitioner}. The page advises, people decide.",
                practitioner=wording.practitioner(record.practitioner),
            ),
            "origin": say(
                "{title} {version}, revision {revision}, printed {time}",
                title=found.title,
                version=record.draft.form.version,
                revision=record.draft.revision,
                time=wording.moment(record.printed_at, record.printed_at.tzinfo),
            ),
            "practice": record.practice,
        },
    }


def _heard(record: Record, found: Profile) -> list[dict]:
    """What was said of every question that is asked, but for what stands with a need, a strength or a difference."""
    squares = [square for domain in found.domains for square in domain.squares]
    above = {square.item for square in squares if square.differs or square.level in (2, 3)}
    above |= {strength.item for strength in found.lean_on if strength.code not in ("", "none_yet")}
    told: dict[str, list[dict[str, str]]] = {}
    for said in record.draft.answers.statements:
        if said.words.strip():
            told.setdefault(said.item, []).append({"who": wording.informant(said.informant), "words": said.words})
    asked = [item for item in record.draft.answers.shown() if item.id in told and item.id not in above]
    return [{"text": item.text, "said": told[item.id]} for item in asked]
