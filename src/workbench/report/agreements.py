"""Who may decide for the child, what was agreed, and what did not wait for it.

A person of concern neither consents nor is told: nothing that person said about consent is printed. Only the team's own
sheet says who decides and who is not asked.
"""

from collections.abc import Iterable

from ..model.casework import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    PURPOSES,
    WITHOUT_CONSENT,
    Assent,
    Consent,
    current_consent,
)
from ..model.majority import counting, in_place, told
from ..model.majority import of_age as state
from ..model.record import Record
from . import wording
from .history import history


def agreements(record: Record) -> list[list[str]]:
    """Return label and sentence, in reading order."""
    if not record.all_read:
        return [["Agreement", "Something on file cannot be read. The page of the child says what to do."]]
    child, on, majority = record.child, record.printed_at.date(), record.majority
    lines = [["Of age", of_age]] if (of_age := told(child, on, majority)) else []
    if record.team:
        lines.append(["Parental responsibility", _holders(record)])
        not_told = [wording.person(p) for p in record.persons if p.of_concern]
        lines.append(["Of this family not asked, not informed", ", ".join(not_told) or "nobody"])
    concern = {p.id for p in record.persons if p.of_concern}
    consents = counting(record.consents, concern, child, on, majority)
    alone = state(child, on, majority) == "yes"
    for purpose, label in PURPOSES.items():
        consent = current_consent(consents, purpose)
        assent = None if alone else _current_assent(record.assents, purpose)
        kept = record.team and any(c.purpose == purpose for c in record.consents)
        if consent is None and assent is None and purpose != "assessment" and not kept:
            continue
        agreed = _consent(record, consent) if consent else _none(record, purpose)
        lines.append([label, agreed + ("" if alone else f" {_assent(assent)}")])
    for urgent in sorted(record.without_consent, key=lambda w: w.at):
        when = wording.moment(urgent.at, record.printed_at.tzinfo)
        what = WITHOUT_CONSENT.get(urgent.what, urgent.what)
        lines.append(
            [
                "Did not wait for consent",
                f"{what}: {urgent.reason.strip().rstrip('.')}. Decided by {urgent.decided_by}, {when}.",
            ]
        )
    return lines + history(record)


def _holders(record: Record) -> str:
    if state(record.child, record.printed_at.date(), record.majority) == "yes":
        return f"ended with {record.majority}"
    people = {p.id: p for p in record.persons}
    holders = [
        f"{wording.person(people[r.person_id])} ({_lower(GROUNDS.get(r.ground, r.ground))})"
        for r in record.responsibilities
        if r.person_id in people and (r.until is None or r.until >= record.sitting.on)
    ]
    return "; ".join(holders) or "not yet known"


def _none(record: Record, purpose: str) -> str:
    """Nothing counts; the team's own sheet alone tells whether something is on file that does not."""
    if not record.team:
        return "No consent counts at present."
    if not any(consent.purpose == purpose for consent in record.consents):
        return "No consent on file."
    concern = {person.id for person in record.persons if person.of_concern}
    on = record.printed_at.date()
    found = in_place(record.consents, purpose, concern, record.child, on=on, majority=record.majority)
    return f"Consent {found}." if found.startswith("ended") else "Consent is on file, but does not count at present."


def _consent(record: Record, consent: Consent) -> str:
    who = [f" by {wording.person(p)}" for p in record.persons if p.id == consent.person_id]
    who += [" by the person themselves"] * consent.own
    decision = _lower(CONSENT_DECISIONS.get(consent.decision, consent.decision))
    limits = "limits of confidentiality explained" if consent.limits_explained else "limits not explained"
    return f"Consent {decision}{''.join(who)}, {wording.day(consent.on)}, {limits}.{_reason(consent.reason)}"


def _assent(assent: Assent | None) -> str:
    if assent is None:
        return "Not asked of the child yet."
    decision = _lower(ASSENT_DECISIONS.get(assent.decision, assent.decision))
    return f"The child: {decision}, {wording.day(assent.on)}.{_reason(assent.reason)}"


def _current_assent(assents: Iterable[Assent], purpose: str) -> Assent | None:
    of_purpose = [a for a in assents if a.purpose == purpose]
    return max(of_purpose, key=lambda a: (a.on, a.recorded_at), default=None)


def _reason(words: str) -> str:
    return f" Reason: {words.strip().rstrip('.')}." if words.strip() else ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
