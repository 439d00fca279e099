"""Who is on file: families, their adults and their children. Pseudonyms only."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from itertools import count
from string import ascii_uppercase
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, or_, select, update

from ..errors import AnswerRefused, UnknownName
from ..model.casework import ROLES, Child, Family, Person
from ..model.digits import plain_number
from . import pseudonyms, schema
from .audit import note_event
from .describing import begin, describe
from .earlier import changed_fields, keep_earlier
from .opened import OpenStore
from .readable import FAULTS, readable
from .rows import add, as_far_as_readable, check_code, check_words, new_id, one, value_of

# What an age is reckoned from, and what stands in for a day that cannot be read.
AGE = frozenset({"born", "age_band", "age_band_on"})
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def add_family(store: OpenStore) -> Family:
    """Begin a file for a family."""
    with store.writing() as connection:
        code = pseudonyms.draw_code(connection, pseudonyms.FAMILY_LETTER)
        family = Family(id=new_id(), code=code, created_at=store.clock())
        add(connection, schema.families, family)
        note_event(connection, "family added", store.clock(), family.id)
    return family


def families(store: OpenStore) -> list[Family]:
    """Return every family that can be read, the newest first."""
    with store.reading() as connection:
        return families_in(connection)[0][::-1]


def families_in(connection: Connection) -> tuple[list[Family], list[tuple[Any, ...]]]:
    """Return the families that can be read, oldest first, and id and code of the others."""
    table = schema.families
    query = select(table).order_by(table.c.created_at, table.c.id)
    return readable(connection, query, lambda row: value_of(row, Family), table.c.id, table.c.code)


def family(store: OpenStore, family_id: str) -> tuple[Family, list[Person], list[Child]]:
    """Return a family, its adults and its children.

    Raises
    ------
    UnknownName
        There is no such family.
    """
    with store.reading() as connection:
        return _family_in(connection, family_id)


def family_of(store: OpenStore, child_id: str) -> tuple[Family, list[Person], list[Child]]:
    """Return the family of a child, its adults and all its children.

    Raises
    ------
    UnknownName
        There is no such child.
    """
    with store.reading() as connection:
        return _family_in(connection, child_in(connection, child_id).family_id)


def add_person(store: OpenStore, family_id: str, role: str, label: str = "", of_concern: bool = False) -> Person:
    """Add an adult of a family. `label` tells two of a role apart ("A", "B"); it is no name.

    Without one, the second of a role gets the next free letter, and the first one "A" if it had none.

    Raises
    ------
    UnknownName
        There is no such family.
    AnswerRefused
        The role is not on the list, the label is longer than 20 characters, or another of that role has it.
    """
    check_code("role", role, tuple(ROLES))
    label = " ".join(check_words("label", label, longest=20).split())
    with store.writing() as connection:
        one(connection, schema.families, Family, "family", schema.families.c.id == family_id)
        label = _told_apart(store, connection, [p for p in persons_in(connection, family_id) if p.role == role], label)
        person = Person(id=new_id(), family_id=family_id, role=role, label=label, of_concern=of_concern)
        add(connection, schema.persons, person)
        note_event(connection, "person added", store.clock(), person.id)
    return person


def _told_apart(store: OpenStore, connection: Connection, alike: list[Person], label: str) -> str:
    """A label that no other adult of the role has; those of the role that have none get theirs, too."""
    taken = {person.label.casefold() for person in alike if person.label}
    if label.casefold() in taken:
        raise AnswerRefused(f"label: there is {ROLES[alike[0].role]} {label} already; choose another letter.")
    free = (sign for sign in letters() if sign.casefold() not in taken | {label.casefold()})
    for person in alike:
        if not person.label:
            label_in(connection, person.id, next(free))
            note_event(connection, "person changed", store.clock(), person.id)
    return label or (next(free) if alike else "")


def letters() -> Iterator[str]:
    """Labels in their order: A to Z, then numbers."""
    yield from ascii_uppercase
    yield from map(str, count(len(ascii_uppercase) + 1))


def label_in(connection: Connection, person_id: str, label: str) -> None:
    """Write a label down within a transaction that is already open."""
    connection.execute(update(schema.persons).where(schema.persons.c.id == person_id).values(label=label))


def set_of_concern(store: OpenStore, person_id: str, of_concern: bool) -> Person:
    """Say that a person is, or is no longer, suspected of harming or exploiting a child of the family.

    What the person has decided stays on file, but does not count while the suspicion stands.
    """
    with store.writing() as connection:
        person = person_in(connection, person_id)
        at = store.clock()
        keep_earlier(connection, person, changed_fields("person", person, {"of_concern": of_concern}), at)
        connection.execute(update(schema.persons).where(schema.persons.c.id == person_id).values(of_concern=of_concern))
        note_event(connection, "person changed", at, person_id)
    return msgspec.structs.replace(person, of_concern=of_concern)


def person_in(connection: Connection, person_id: str) -> Person:
    """Return an adult within a transaction that is already open."""
    return one(connection, schema.persons, Person, "person", schema.persons.c.id == person_id)


def persons_in(connection: Connection, family_id: str) -> list[Person]:
    """Return the adults of a family that can be read, within a transaction that is already open."""
    return readable_persons(connection, family_id)[0]


def readable_persons(connection: Connection, family_id: str) -> tuple[list[Person], bool]:
    """Return the adults of a family that can be read, and whether those are all."""
    table = schema.persons
    query = select(table).where(table.c.family_id == family_id).order_by(table.c.role, table.c.label, table.c.id)
    found, faulty = readable(connection, query, lambda row: value_of(row, Person))
    return found, not faulty


def add_child(store: OpenStore, family_id: str, *, code: str | None = None, **known: Any) -> Child:
    """Add a child under a code that is drawn at random, or under a free code of the organisation's own.

    Parameters
    ----------
    known
        What is known, by field; `Child` says what each may hold. `born` is a year ("2017") or month ("2017-04"),
        `age_band` a code of `vocabulary.AGE_BANDS` for want of a birth date. What is left out is not known yet.

    Raises
    ------
    UnknownName
        There is no such family.
    AnswerRefused
        A field is not of its form, or the code is taken.
    """
    with store.writing() as connection:
        one(connection, schema.families, Family, "family", schema.families.c.id == family_id)
        return begin(
            connection,
            store,
            Child,
            "child added",
            id=new_id(),
            family_id=family_id,
            code=pseudonyms.check_code_free(connection, code) if code else pseudonyms.draw_code(connection),
            age_band_on=store.today() if known.get("age_band") else None,
            created_at=store.clock(),
            **known,
        )


def describe_child(
    store: OpenStore,
    child_id: str,
    *,
    age_band_on: date | None = None,
    clear: Collection[str] = (),
    **known: Any,
) -> Child:
    """Write down what has become known about a child. Earlier sittings keep what was known then.

    A field that is left out stays as it is. What stood there before is kept.

    Parameters
    ----------
    clear
        Fields that are not known after all: "born", "age_band", "group", "sex" and others.
    age_band_on
        The day on which the band was seen. By default the band that is on file keeps its day; another is of today.
    known
        By field: `Child` says what each may hold.

    Raises
    ------
    UnknownName
        There is no such child.
    AnswerRefused
        A field is not of its form, or would be emptied without being named in `clear`.
    """
    with store.writing() as connection:
        child, lost = child_as_read(connection, child_id)
        clear = tuple(clear)
        band = None if "age_band" in clear else known.get("age_band", UNSET)
        if age_band_on or band not in (UNSET, child.age_band):
            if band if band is not UNSET else child.age_band:
                known["age_band_on"] = age_band_on or store.today()
            elif child.age_band_on:
                clear += ("age_band_on",)
        return describe(connection, store, child, known, clear, event="child described", lost=lost)


def children(store: OpenStore) -> list[Child]:
    """Return every child that can be read, by code."""
    with store.reading() as connection:
        return children_in(connection)[0]


def children_in(connection: Connection) -> tuple[list[Child], list[tuple[Any, ...]]]:
    """Return the children that can be read, by code, and id, family and code of the others."""
    table = schema.children
    query = select(table).order_by(table.c.code)
    return readable(connection, query, lambda row: value_of(row, Child), table.c.id, table.c.family_id, table.c.code)


def child(store: OpenStore, code_or_id: str) -> Child:
    """Return one child, by code (in either case) or by id.

    Raises
    ------
    UnknownName
        There is no such child.
    """
    with store.reading() as connection:
        return child_in(connection, code_or_id)


def child_in(connection: Connection, code_or_id: str) -> Child:
    """Return one child within a transaction that is already open; what cannot be read is taken as not known."""
    return child_as_read(connection, code_or_id)[0]


def child_as_read(connection: Connection, code_or_id: str) -> tuple[Child, tuple[str, ...]]:
    """Return one child, and the names of the fields that cannot be read: they are taken as not known.

    Raises
    ------
    UnknownName
        There is no such child.
    """
    columns = schema.children.c
    where = or_(columns.id == code_or_id, columns.code == plain_number(code_or_id).upper())
    try:
        return one(connection, schema.children, Child, "child", where), ()
    except UnknownName:
        raise
    except FAULTS:
        known, lost = as_far_as_readable(connection, schema.children, Child, where)
    seen = known.get("age_band_on") or known.get("created_at")
    if known.get("age_band") and ("age_band_on" in lost or seen is None):
        del known["age_band"]
        lost = (*lost, "age_band")
    found: dict[str, Any] = {
        "id": code_or_id,
        "family_id": "",
        "code": str(known.get("id", code_or_id))[:8],
        "created_at": LONG_AGO,
    }
    return Child(**found | known), lost


def lost_of(store: OpenStore, child_id: str) -> tuple[str, ...]:
    """Name the fields of a child that cannot be read."""
    with store.reading() as connection:
        return child_as_read(connection, child_id)[1]


def last_sittings(store: OpenStore) -> dict[str, date]:
    """Return the day of the latest sitting by child id; a child without one is left out."""
    columns = schema.sittings.c
    query = select(columns.child_id, columns.on).order_by(columns.on)
    with store.reading() as connection:
        rows, _ = readable(connection, query, lambda row: row)
    return {row.child_id: row.on for row in rows}


def _family_in(connection: Connection, family_id: str) -> tuple[Family, list[Person], list[Child]]:
    found, faulty = children_in(connection)
    mine = [child for child in found if child.family_id == family_id]
    mine += [child_in(connection, str(child_id)) for child_id, of, _ in faulty if of == family_id]
    return family_as_read(connection, family_id), persons_in(connection, family_id), mine


def family_as_read(connection: Connection, family_id: str) -> Family:
    """Return a family as far as it can be read."""
    where = schema.families.c.id == family_id
    try:
        return one(connection, schema.families, Family, "family", where)
    except UnknownName:
        raise
    except FAULTS:
        known, _ = as_far_as_readable(connection, schema.families, Family, where)
    found: dict[str, Any] = {"id": family_id, "code": family_id[:8], "created_at": LONG_AGO}
    return Family(**found | known)
