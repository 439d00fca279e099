"""How the meeting went and what was agreed: short facts for the strip under the head, long ones for the end."""

from datetime import timedelta

from ..language import say
from ..model.draft import Pause
from ..model.record import Record
from . import wording
from .agreements import agreements

LONG = 240  # characters beyond which a fact leaves the strip
A_MINUTE = timedelta(minutes=1)


def strip(record: Record) -> dict[str, list]:
    """Facts in rows for the strip (`rows`), and those too long for it (`long`), as label and words."""
    rows = [_setting(record), _course(record), agreements(record)]
    fits = [[fact for fact in row if len(fact[1]) <= LONG and "\n" not in fact[1]] for row in rows]
    long = [fact for row, kept in zip(rows, fits, strict=True) for fact in row if fact not in kept]
    return {"rows": [row for row in fits if row], "long": long}


def _setting(record: Record) -> list[list[str]]:
    sitting = record.sitting
    match sitting.interpreter:
        case "none":
            interpreter = say("none")
        case "none_found":
            interpreter = say("needed, none found")
        case _:
            interpreter = f"{say('vetted, not kin')} {sitting.interpreter_code}".strip()
    facts = [
        [say("Present"), ", ".join(_present(record)) or say("not noted")],
        [say("Language"), sitting.language or say("not noted")],
        [say("Interpreter"), interpreter],
    ]
    return [*facts, [say("Communication"), sitting.communication]] if sitting.communication else facts


def _present(record: Record) -> list[str]:
    """Who was here: an adult on file by role and letter, anybody else by code."""
    adults = {person.id: wording.person(person) for person in record.persons}
    company = record.sitting.company or record.sitting.present
    return [adults.get(who) or wording.present(who) for who in company]


def _course(record: Record) -> list[list[str]]:
    draft, zone = record.draft, record.printed_at.tzinfo
    breaks = [
        f"{wording.clock(p.began_at, zone)}–{wording.clock(p.ended_at, zone) if p.ended_at else say('still on')}"
        for p in draft.pauses
        if _counts(p)
    ]
    facts = [[say("Breaks"), ", ".join(breaks)]] if breaks else []
    if draft.stopped_at:
        facts.append([say("Stopped"), wording.noted(draft.stopped_at, record.sitting.on, zone)])
    if record.team or draft.form.rated_by != "child":
        nothing = say("not noted") if draft.stopped_at else say("the meeting is still open")
        facts.append([say("How the child left"), draft.left or nothing])
    if draft.rebook:
        facts.append([say("Next meeting"), wording.day(draft.rebook)])
    return facts


def _counts(pause: Pause) -> bool:
    return pause.ended_at is None or pause.ended_at - pause.began_at >= A_MINUTE
