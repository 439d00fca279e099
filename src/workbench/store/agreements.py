"""Who may decide for a child, what was agreed to, and what did not wait for it."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, select

from ..errors import AnswerRefused, RecordUnreadable
from ..model.casework import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    PURPOSES,
    WITHOUT_CONSENT,
    Assent,
    Child,
    Consent,
    Responsibility,
    WithoutConsent,
)
from ..model.instrument import Strict
from ..model.majority import counting, in_place, of_age
from . import schema
from .audit import note_event
from .families import AGE, child_as_read, child_in, person_in
from .opened import OpenStore
from .readable import FAULTS, readable
from .rows import add, check_code, check_words, listed, new_id, value_of
from .settings import settings_in


def add_responsibility(
    store: OpenStore,
    child_id: str,
    person_id: str,
    ground: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Responsibility:
    """Record who holds parental responsibility for a child, and on what ground.

    Raises
    ------
    UnknownName
        There is no such child or person.
    AnswerRefused
        The person belongs to another family, the ground is not on the list, or it ends before it begins.
    """
    check_code("ground", ground, tuple(GROUNDS))
    if since and until and until < since:
        raise AnswerRefused("parental responsibility: it ends before it begins; check the two dates.")
    with store.writing() as connection:
        of = child_in(connection, child_id)
        if person_in(connection, person_id).family_id != of.family_id:
            raise AnswerRefused(
                "parental responsibility: the person is on another family's file; add them to this one."
            )
        held = Responsibility(id=new_id(), child_id=of.id, person_id=person_id, ground=ground, since=since, until=until)
        add(connection, schema.responsibilities, held)
        note_event(connection, "responsibility added", store.clock(), of.id)
    return held


def responsibilities(store: OpenStore, child_id: str) -> list[Responsibility]:
    """Return who holds, or held, parental responsibility for a child, as far as it can be read."""
    return _as_far_as_readable(store, child_id, "responsibilities")


def responsibilities_in(connection: Connection, child_id: str) -> list[Responsibility]:
    """Return them within a transaction that is already open."""
    table = schema.responsibilities
    return listed(connection, table, Responsibility, table.c.child_id == child_id, by=("since", "id"))


def add_consent(
    store: OpenStore,
    child_id: str,
    purpose: str,
    decision: str,
    *,
    on: date,
    person_id: str | None = None,
    own: bool = False,
    limits_explained: bool = False,
    reason: str = "",
) -> Consent:
    """Record a decision for one purpose. Nothing is edited: the latest decision counts.

    Parameters
    ----------
    person_id
        Who decided: someone who holds parental responsibility that day. None only where consent
        cannot be sought; then `reason` says why.
    own
        The person whom the file is about decided, being of age; then there is no `person_id`. From that day on nobody
        else decides.

    Raises
    ------
    UnknownName
        There is no such child or person.
    AnswerRefused
        The person is of concern (such a person neither consents nor is told), holds no responsibility
        on file, or a needed field is missing.
    """
    check_code("purpose", purpose, tuple(PURPOSES))
    check_code("decision", decision, tuple(CONSENT_DECISIONS))
    reason = check_words("reason", reason, needed=decision == "cannot_be_sought")
    with store.writing() as connection:
        of = child_in(connection, child_id)
        if own:
            _check_own(connection, of, person_id, on)
        elif person_id is not None or decision != "cannot_be_sought":
            _check_may_decide(connection, of, person_id, on)
        consent = Consent(
            id=new_id(),
            child_id=of.id,
            purpose=purpose,
            decision=decision,
            person_id=person_id,
            own=own,
            on=on,
            limits_explained=limits_explained,
            reason=reason,
            recorded_at=_after_all_before(connection, of.id, store.clock()),
        )
        add(connection, schema.consents, consent)
        note_event(connection, "consent recorded", store.clock(), of.id)
    return consent


def consents(store: OpenStore, child_id: str) -> list[Consent]:
    """Return every decision on file for a child, oldest first."""
    with store.reading() as connection:
        return consents_in(connection, child_in(connection, child_id).id)


def consents_in(connection: Connection, child_id: str) -> list[Consent]:
    """Return them within a transaction that is already open."""
    table = schema.consents
    return listed(connection, table, Consent, table.c.child_id == child_id, by=("on", "recorded_at"))


def counting_consents(connection: Connection, child_id: str, on: date | None = None) -> list[Consent]:
    """Return the decisions that count on a day, today by default; see `model.majority.counting`."""
    child, lost = child_as_read(connection, child_id)
    if AGE.intersection(lost):
        raise RecordUnreadable("age: what is on file cannot be read, so that nobody can tell who decides.")
    day, majority = on or datetime.now().astimezone().date(), settings_in(connection).majority
    return counting(consents_in(connection, child.id), _of_concern(connection), child, day, majority)


def in_place_in(connection: Connection, child_id: str, purpose: str, on: date) -> str:
    """Say in a few words what is on file in place of consent that counts on a day; empty where it is given.

    Where the age cannot be read nobody can tell who decides, so that nothing counts.
    """
    child, lost = child_as_read(connection, child_id)
    if AGE.intersection(lost):
        return "the age on file cannot be read"
    try:
        consents = consents_in(connection, child.id)
    except FAULTS:
        return "an agreement on file cannot be read"
    majority = settings_in(connection).majority
    return in_place(consents, purpose, _of_concern(connection), child, on=on, majority=majority)


def _of_concern(connection: Connection) -> set[str]:
    return set(connection.scalars(select(schema.persons.c.id).where(schema.persons.c.of_concern)))


def counting_of(store: OpenStore, child_id: str) -> list[Consent]:
    """Return the decisions that count today."""
    with store.reading() as connection:
        return counting_consents(connection, child_in(connection, child_id).id, store.today())


def add_assent(
    store: OpenStore,
    child_id: str,
    purpose: str,
    decision: str,
    *,
    on: date,
    limits_explained: bool = False,
    reason: str = "",
) -> Assent:
    """Record what the child said to a purpose; `reason` says why where it cannot be asked."""
    check_code("purpose", purpose, tuple(PURPOSES))
    check_code("decision", decision, tuple(ASSENT_DECISIONS))
    reason = check_words("reason", reason, needed=decision == "cannot_be_sought")
    with store.writing() as connection:
        of = child_in(connection, child_id)
        if of_age(of, on, settings_in(connection).majority) == "yes":
            raise AnswerRefused("assent: the person is of age that day; record their own decision instead.")
        assent = Assent(
            id=new_id(),
            child_id=of.id,
            purpose=purpose,
            decision=decision,
            on=on,
            limits_explained=limits_explained,
            reason=reason,
            recorded_at=store.clock(),
        )
        add(connection, schema.assents, assent)
        note_event(connection, "assent recorded", store.clock(), assent.child_id)
    return assent


def assents(store: OpenStore, child_id: str) -> list[Assent]:
    """Return what the child said to each purpose, oldest first."""
    with store.reading() as connection:
        return assents_in(connection, child_in(connection, child_id).id)


def assents_in(connection: Connection, child_id: str) -> list[Assent]:
    """Return it within a transaction that is already open."""
    table = schema.assents
    return listed(connection, table, Assent, table.c.child_id == child_id, by=("on", "recorded_at"))


def add_without_consent(store: OpenStore, child_id: str, what: str, reason: str, decided_by: str) -> WithoutConsent:
    """Record what did not wait for consent, why, and the name of who decided."""
    with store.writing() as connection:
        of = child_in(connection, child_id)
        return without_consent_in(connection, of, what=what, reason=reason, decided_by=decided_by, at=store.clock())


def without_consent_in(
    connection: Connection, of: Child, *, what: str, reason: str, decided_by: str, at: datetime
) -> WithoutConsent:
    """Record it within a transaction that is already open."""
    check_code("without consent", what, tuple(WITHOUT_CONSENT))
    entry = WithoutConsent(
        id=new_id(),
        child_id=of.id,
        what=what,
        reason=check_words("reason for not waiting for consent", reason, needed=True),
        decided_by=check_words("who decided not to wait for consent", decided_by, longest=400, needed=True),
        at=at,
    )
    add(connection, schema.without_consent, entry)
    note_event(connection, "went on without consent", at, of.id)
    return entry


def without_consent(store: OpenStore, child_id: str) -> list[WithoutConsent]:
    """Return what did not wait for consent, oldest first, as far as it can be read."""
    return _as_far_as_readable(store, child_id, "without_consent")


KEPT: dict[str, tuple[Table, type[Strict], tuple[str, ...]]] = {
    "responsibilities": (schema.responsibilities, Responsibility, ("since", "id")),
    "consents": (schema.consents, Consent, ("on", "recorded_at")),
    "assents": (schema.assents, Assent, ("on", "recorded_at")),
    "without_consent": (schema.without_consent, WithoutConsent, ("at", "id")),
}


def kept_in(connection: Connection, child_id: str, name: str) -> tuple[list[Any], bool]:
    """Return one kind of `KEPT` for a child, as far as it can be read, and whether that is all."""
    table, kind, order = KEPT[name]
    query = select(table).where(table.c.child_id == child_id).order_by(*(table.c[column] for column in order))
    found, faulty = readable(connection, query, lambda row: value_of(row, kind))
    return found, not faulty


def _as_far_as_readable(store: OpenStore, child_id: str, name: str) -> list[Any]:
    with store.reading() as connection:
        return kept_in(connection, child_in(connection, child_id).id, name)[0]


def _check_may_decide(connection: Connection, of: Child, person_id: str | None, on: date) -> None:
    if person_id is None:
        raise AnswerRefused("consent: found no person; name who decided, or say why it cannot be sought.")
    if of_age(of, on, settings_in(connection).majority) == "yes":
        raise AnswerRefused("consent: the person is of age that day and decides alone; record their own decision.")
    if person_in(connection, person_id).of_concern:
        raise AnswerRefused(
            "consent: a person of concern neither consents nor is told. Turn to an appointed guardian or child "
            "protection, or record that consent cannot be sought and why."
        )
    holds = any(
        held.person_id == person_id and (held.since or on) <= on <= (held.until or on)
        for held in responsibilities_in(connection, of.id)
    )
    if not holds:
        raise AnswerRefused(
            "consent: no parental responsibility of this person is on file for that day. "
            "Record it, and its ground, first."
        )


def _check_own(connection: Connection, of: Child, person_id: str | None, on: date) -> None:
    if person_id is not None:
        raise AnswerRefused("consent: found two who decided; name a person, or the one whom the file is about.")
    majority = settings_in(connection).majority
    if of_age(of, on, majority) == "no":
        raise AnswerRefused(
            f"consent: the child is not {majority} that day; what it says is kept as assent. Record who decides for "
            "it, or a birth that has become known."
        )


def _after_all_before(connection: Connection, child_id: str, at: datetime) -> datetime:
    latest = connection.scalar(
        select(func.max(schema.consents.c.recorded_at)).where(schema.consents.c.child_id == child_id)
    )
    return at if latest is None or latest < at else latest + timedelta(microseconds=1)
