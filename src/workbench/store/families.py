"""Families as lists and files show them, and what becomes known about a child later."""

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select, update

from ..errors import AnswerRefused
from ..model.casework import Child, Family, Person
from ..model.vocabulary import AGE_BANDS, GROUPS
from . import schema
from .audit import note_event
from .casework import BORN, child_in, persons_in
from .rows import check_code, listed, one

if TYPE_CHECKING:
    from .opening import Store


def families(store: "Store") -> list[Family]:
    """Return every family, the newest first."""
    with store.reading() as connection:
        return listed(connection, schema.families, Family, by=("created_at", "id"))[::-1]


def family(store: "Store", family_id: str) -> tuple[Family, list[Person], list[Child]]:
    """Return a family, its adults and its children.

    Raises
    ------
    UnknownName
        There is no such family.
    """
    with store.reading() as connection:
        found = one(connection, schema.families, Family, "family", schema.families.c.id == family_id)
        of_family = schema.children.c.family_id == family_id
        return (
            found,
            persons_in(connection, family_id),
            listed(connection, schema.children, Child, of_family, by=("code",)),
        )


def describe_child(
    store: "Store", child_id: str, *, born: str | None, age_band: str | None, group: str | None
) -> Child:
    """Write down what has become known about a child; None is "not known". Earlier sittings keep what was known then.

    Raises
    ------
    UnknownName
        There is no such child.
    AnswerRefused
        A field is not of its form.
    """
    if born is not None and not BORN.fullmatch(born):
        raise AnswerRefused("born: found something else; allowed: a year or a month, as 2017 or 2017-04, or nothing.")
    if age_band is not None:
        check_code("age band", age_band, tuple(AGE_BANDS))
    if group is not None:
        check_code("group", group, tuple(GROUPS))
    known = {"born": born, "age_band": age_band, "group": group}
    with store.writing() as connection:
        child = child_in(connection, child_id)
        connection.execute(update(schema.children).where(schema.children.c.id == child.id).values(**known))
        note_event(connection, "child described", store.clock(), child.id)
    return msgspec.structs.replace(child, **known)


def last_sittings(store: "Store") -> dict[str, date]:
    """Return the day of the latest sitting by child id; a child without one is left out."""
    columns = schema.sittings.c
    with store.reading() as connection:
        rows = connection.execute(select(columns.child_id, func.max(columns.on)).group_by(columns.child_id))
        return {child_id: on for child_id, on in rows}
