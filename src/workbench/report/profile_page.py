"""What we found, on paper: the same as the page on screen, as a tagged PDF."""

from typing import Any

import msgspec

from ..model.record import Record
from . import wording
from .found import Profile
from .profile import profile
from .typesetting import typeset


def write_pdf(record: Record) -> bytes:
    """Set what was found on A4, tagged PDF/UA-1; the same record gives the same bytes.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    return typeset("profile.typ", contents(record, profile(record)), int(record.printed_at.timestamp()))


def contents(record: Record, found: Profile) -> dict[str, Any]:
    """Lay the page out as plain values: strings, numbers, lists and dictionaries only."""
    first: dict[str, list] = {}
    for need in found.needs:
        first.setdefault(need.by_when, []).append(msgspec.to_builtins(need))
    who = f"the practitioner ({record.practitioner})" if record.practitioner else "the practitioner"
    origin = f"{found.title} {record.draft.form.version}, revision {record.draft.revision}"
    return {
        **msgspec.to_builtins(found),
        "first": list(first.items()),
        "leaning": [msgspec.to_builtins(s) for s in found.lean_on if s.code not in ("", "none_yet")],
        "none_yet": [s.text for s in found.lean_on if s.code == "none_yet"],
        "heard": [
            {"text": square.text, "said": msgspec.to_builtins([one for one in square.said if one.words])}
            for domain in found.domains
            for square in domain.squares
            if not square.differs and square.level not in (2, 3) and any(one.words for one in square.said)
        ],
        "organisation": record.organisation,
        "foot": {
            "line": f"Rated by {who}. The page advises, people decide.",
            "origin": f"{origin}, printed {wording.moment(record.printed_at, record.printed_at.tzinfo)}",
            "practice": record.practice,
        },
    }
