"""Families, children, who may decide for them, and what was agreed. Pseudonyms only."""

import re
import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, func, or_, select, update

from ..errors import AnswerRefused
from ..model.casework import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    PURPOSES,
    ROLES,
    WITHOUT_CONSENT,
    Assent,
    Child,
    Consent,
    Family,
    Person,
    Responsibility,
    WithoutConsent,
)
from ..model.vocabulary import AGE_BANDS, GROUPS
from . import pseudonyms, schema
from .audit import note_event
from .rows import add, check_code, check_words, listed, one

if TYPE_CHECKING:
    from .opening import Store

BORN = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")


def new_id() -> str:
    """Draw an opaque id: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def add_family(store: "Store") -> Family:
    """Begin a file for a family."""
    with store.writing() as connection:
        code = pseudonyms.draw_code(connection, pseudonyms.FAMILY_LETTER)
        family = Family(id=new_id(), code=code, created_at=store.clock())
        add(connection, schema.families, family)
        note_event(connection, "family added", store.clock(), family.id)
    return family


def add_person(store: "Store", family_id: str, role: str, label: str = "", of_concern: bool = False) -> Person:
    """Add an adult of a family. `label` tells two of a role apart ("A", "B"); it is no name.

    Raises
    ------
    UnknownName
        There is no such family.
    AnswerRefused
        The role is not on the list, or the label is longer than 20 characters.
    """
    check_code("role", role, tuple(ROLES))
    label = check_words("label", label, longest=20)
    with store.writing() as connection:
        one(connection, schema.families, Family, "family", schema.families.c.id == family_id)
        person = Person(id=new_id(), family_id=family_id, role=role, label=label, of_concern=of_concern)
        add(connection, schema.persons, person)
        note_event(connection, "person added", store.clock(), person.id)
    return person


def set_of_concern(store: "Store", person_id: str, of_concern: bool) -> Person:
    """Say that a person is, or is no longer, suspected of harming or exploiting a child of the family.

    What the person has decided stays on file, but does not count while the suspicion stands.
    """
    with store.writing() as connection:
        person = _person(connection, person_id)
        connection.execute(update(schema.persons).where(schema.persons.c.id == person_id).values(of_concern=of_concern))
        note_event(connection, "person changed", store.clock(), person_id)
    return msgspec.structs.replace(person, of_concern=of_concern)


def add_child(
    store: "Store",
    family_id: str,
    *,
    born: str | None = None,
    age_band: str | None = None,
    group: str | None = None,
    code: str | None = None,
) -> Child:
    """Add a child under a code that is drawn at random, or under a free code of the organisation's own.

    Parameters
    ----------
    born
        Year ("2017") or month ("2017-04"); None when not known.
    age_band
        A code of `vocabulary.AGE_BANDS`, for want of a birth date.
    group
        A code of `vocabulary.GROUPS`; None is "not yet known".

    Raises
    ------
    UnknownName
        There is no such family.
    AnswerRefused
        A field is not of its form, or the code is taken.
    """
    if born is not None and not BORN.fullmatch(born):
        raise AnswerRefused("born: found something else; allowed: a year or a month, as 2017 or 2017-04, or nothing.")
    if age_band is not None:
        check_code("age band", age_band, tuple(AGE_BANDS))
    if group is not None:
        check_code("group", group, tuple(GROUPS))
    with store.writing() as connection:
        one(connection, schema.families, Family, "family", schema.families.c.id == family_id)
        child = Child(
            id=new_id(),
            family_id=family_id,
            code=pseudonyms.check_code_free(connection, code) if code else pseudonyms.draw_code(connection),
            born=born,
            age_band=age_band,
            group=group,
            created_at=store.clock(),
        )
        add(connection, schema.children, child)
        note_event(connection, "child added", store.clock(), child.id)
    return child


def children(store: "Store") -> list[Child]:
    """Return every child, by code."""
    with store.reading() as connection:
        return listed(connection, schema.children, Child, by=("code",))


def child(store: "Store", code_or_id: str) -> Child:
    """Return one child, by code (in either case) or by id.

    Raises
    ------
    UnknownName
        There is no such child.
    """
    with store.reading() as connection:
        return child_in(connection, code_or_id)


def child_in(connection: Connection, code_or_id: str) -> Child:
    """Return one child within a transaction that is already open."""
    columns = schema.children.c
    where = or_(columns.id == code_or_id, columns.code == code_or_id.strip().upper())
    return one(connection, schema.children, Child, "child", where)


def family_of(store: "Store", child_id: str) -> tuple[Family, list[Person], list[Child]]:
    """Return the family of a child, its adults and all its children."""
    with store.reading() as connection:
        family_id = child_in(connection, child_id).family_id
        return (
            one(connection, schema.families, Family, "family", schema.families.c.id == family_id),
            persons_in(connection, family_id),
            listed(connection, schema.children, Child, schema.children.c.family_id == family_id, by=("code",)),
        )


def persons_in(connection: Connection, family_id: str) -> list[Person]:
    """Return the adults of a family within a transaction that is already open."""
    return listed(
        connection, schema.persons, Person, schema.persons.c.family_id == family_id, by=("role", "label", "id")
    )


def add_responsibility(
    store: "Store",
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
        if _person(connection, person_id).family_id != of.family_id:
            raise AnswerRefused(
                "parental responsibility: the person is on another family's file; add them to this one."
            )
        held = Responsibility(id=new_id(), child_id=of.id, person_id=person_id, ground=ground, since=since, until=until)
        add(connection, schema.responsibilities, held)
        note_event(connection, "responsibility added", store.clock(), of.id)
    return held


def responsibilities(store: "Store", child_id: str) -> list[Responsibility]:
    """Return who holds, or held, parental responsibility for a child."""
    with store.reading() as connection:
        return responsibilities_in(connection, child_in(connection, child_id).id)


def responsibilities_in(connection: Connection, child_id: str) -> list[Responsibility]:
    """Return them within a transaction that is already open."""
    table = schema.responsibilities
    return listed(connection, table, Responsibility, table.c.child_id == child_id, by=("since", "id"))


def add_consent(
    store: "Store",
    child_id: str,
    purpose: str,
    decision: str,
    *,
    on: date,
    person_id: str | None = None,
    limits_explained: bool = False,
    reason: str = "",
) -> Consent:
    """Record a decision for one purpose. Nothing is edited: the latest decision counts.

    Parameters
    ----------
    person_id
        Who decided: someone who holds parental responsibility that day. None only where consent
        cannot be sought; then `reason` says why.

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
        if person_id is not None or decision != "cannot_be_sought":
            _check_may_decide(connection, of, person_id, on)
        consent = Consent(
            id=new_id(),
            child_id=of.id,
            purpose=purpose,
            decision=decision,
            person_id=person_id,
            on=on,
            limits_explained=limits_explained,
            reason=reason,
            recorded_at=_after_all_before(connection, of.id, store.clock()),
        )
        add(connection, schema.consents, consent)
        note_event(connection, "consent recorded", store.clock(), of.id)
    return consent


def add_assent(
    store: "Store",
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
        assent = Assent(
            id=new_id(),
            child_id=child_in(connection, child_id).id,
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


def add_without_consent(store: "Store", child_id: str, what: str, reason: str, decided_by: str) -> WithoutConsent:
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


def consents(store: "Store", child_id: str) -> list[Consent]:
    """Return every decision on file for a child, oldest first."""
    with store.reading() as connection:
        return consents_in(connection, child_in(connection, child_id).id)


def consents_in(connection: Connection, child_id: str) -> list[Consent]:
    """Return them within a transaction that is already open."""
    table = schema.consents
    return listed(connection, table, Consent, table.c.child_id == child_id, by=("on", "recorded_at"))


def counting_consents(connection: Connection, child_id: str) -> list[Consent]:
    """Return the decisions that count now: not those of a person who is of concern."""
    of_concern = set(connection.scalars(select(schema.persons.c.id).where(schema.persons.c.of_concern)))
    return [consent for consent in consents_in(connection, child_id) if consent.person_id not in of_concern]


def assents(store: "Store", child_id: str) -> list[Assent]:
    """Return what the child said to each purpose, oldest first."""
    with store.reading() as connection:
        return assents_in(connection, child_in(connection, child_id).id)


def assents_in(connection: Connection, child_id: str) -> list[Assent]:
    """Return it within a transaction that is already open."""
    table = schema.assents
    return listed(connection, table, Assent, table.c.child_id == child_id, by=("on", "recorded_at"))


def without_consent(store: "Store", child_id: str) -> list[WithoutConsent]:
    """Return what did not wait for consent, oldest first."""
    with store.reading() as connection:
        return without_consent_of(connection, child_in(connection, child_id).id)


def without_consent_of(connection: Connection, child_id: str) -> list[WithoutConsent]:
    """Return it within a transaction that is already open."""
    table = schema.without_consent
    return listed(connection, table, WithoutConsent, table.c.child_id == child_id, by=("at", "id"))


def _person(connection: Connection, person_id: str) -> Person:
    return one(connection, schema.persons, Person, "person", schema.persons.c.id == person_id)


def _check_may_decide(connection: Connection, of: Child, person_id: str | None, on: date) -> None:
    if person_id is None:
        raise AnswerRefused("consent: found no person; name who decided, or say why it cannot be sought.")
    if _person(connection, person_id).of_concern:
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


def _after_all_before(connection: Connection, child_id: str, at: datetime) -> datetime:
    latest = connection.scalar(
        select(func.max(schema.consents.c.recorded_at)).where(schema.consents.c.child_id == child_id)
    )
    return at if latest is None or latest < at else latest + timedelta(microseconds=1)
