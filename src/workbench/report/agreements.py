"""Who may decide for the child, what was agreed, and what did not wait for it.

A person of concern neither consents nor is told: nothing that person said about consent is printed. Only the team's own
sheet says who decides and who is not asked.
"""

from collections.abc import Iterable

from ..language import say
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
from ..model.majority import counting, ended, told
from ..model.majority import of_age as state
from ..model.record import Record
from . import wording
from .history import history


def agreements(record: Record) -> list[list[str]]:
    """Return label and sentence, in reading order."""
    if not record.all_read:
        return [[say("Agreement"), say("Something on file cannot be read. The page of the child says what to do.")]]
    child, on, majority = record.child, record.printed_at.date(), record.majority
    lines = [[say("Of age"), of_age]] if (of_age := told(child, on, majority)) else []
    if record.team:
        lines.append([say("Parental responsibility"), _holders(record)])
        not_told = [wording.person(p) for p in record.persons if p.of_concern]
        lines.append([say("Of this family not asked, not informed"), ", ".join(not_told) or say("nobody")])
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
                say("Did not wait for consent"),
                say(
                    "{what}: {reason}. Decided by {who}, {when}.",
                    what=what,
                    reason=urgent.reason.strip().rstrip("."),
                    who=urgent.decided_by,
                    when=when,
                ),
            ]
        )
    return lines + history(record)


def _holders(record: Record) -> str:
    if state(record.child, record.printed_at.date(), record.majority) == "yes":
        return say("ended with {age}", age=record.majority)
    people = {p.id: p for p in record.persons}
    holders = [
        f"{wording.person(people[r.person_id])} ({_lower(GROUNDS.get(r.ground, r.ground))})"
        for r in record.responsibilities
        if r.person_id in people and (r.until is None or r.until >= record.sitting.on)
    ]
    return "; ".join(holders) or say("not yet known")


def _none(record: Record, purpose: str) -> str:
    """Nothing counts; the team's own sheet alone tells whether something is on file that does not."""
    if not record.team:
        return say("No consent counts at present.")
    if not any(consent.purpose == purpose for consent in record.consents):
        return say("No consent on file.")
    of_purpose = [consent for consent in record.consents if consent.purpose == purpose]
    if ended(of_purpose, record.child, record.printed_at.date(), record.majority):
        return say("Consent ended: others decided until {age}.", age=record.majority)
    return say("Consent is on file, but does not count at present.")


def _consent(record: Record, consent: Consent) -> str:
    people = [wording.person(person) for person in record.persons if person.id == consent.person_id]
    who = say("the person themselves") if consent.own else "".join(people)
    facts = {
        "decision": _lower(CONSENT_DECISIONS.get(consent.decision, consent.decision)),
        "day": wording.day(consent.on),
        "limits": say("limits of confidentiality explained")
        if consent.limits_explained
        else say("limits not explained"),
    }
    if who:
        told = say("Consent {decision} by {who}, {day}, {limits}.", who=who, **facts)
    else:
        told = say("Consent {decision}, {day}, {limits}.", **facts)
    return told + _reason(consent.reason)


def _assent(assent: Assent | None) -> str:
    if assent is None:
        return say("Not asked of the child yet.")
    decision = _lower(ASSENT_DECISIONS.get(assent.decision, assent.decision))
    told = say("The child: {decision}, {day}.", decision=decision, day=wording.day(assent.on))
    return told + _reason(assent.reason)


def _current_assent(assents: Iterable[Assent], purpose: str) -> Assent | None:
    of_purpose = [a for a in assents if a.purpose == purpose]
    return max(of_purpose, key=lambda a: (a.on, a.recorded_at), default=None)


def _reason(words: str) -> str:
    return f" {say('Reason: {words}.', words=words.strip().rstrip('.'))}" if words.strip() else ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
