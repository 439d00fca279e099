"""What a child and its parents lived through: written entry by entry, read as one history of the family."""

from collections.abc import Collection
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select

from ..errors import AnswerRefused
from ..model.casework import Carer, ChildHistory, Episode, Exploitation, Family, FamilyHistory, HouseholdMember, Person
from ..model.casework.history import OF_A_CHILD, Stretch
from . import schema
from .audit import note_event
from .describing import begin, describe, entry_in
from .earlier import keep_earlier
from .families import child_in, person_in, persons_in
from .opened import OpenStore
from .readable import readable
from .rows import new_id, value_of

S = TypeVar("S", bound=Stretch)
PARENTS = ("mother", "father")


def add_stretch(store: OpenStore, kind: type[S], of: str, /, **fields: Any) -> S:
    """Write down a stretch of a child, or of an adult.

    Parameters
    ----------
    kind
        `Episode`, `Carer` or `HouseholdMember` of a child, `Exploitation` of an adult.
    of
        Id of the child or the adult.

    Raises
    ------
    UnknownName
        There is no such child or adult.
    AnswerRefused
        A field holds what is not allowed, or the parent is none of the family.
    """
    with store.writing() as connection:
        if kind in OF_A_CHILD:
            fields["child_id"] = child_in(connection, of).id
            _check_parent(connection, fields["child_id"], fields.get("parent_id"))
        else:
            fields["person_id"] = person_in(connection, of).id
        return begin(connection, store, kind, "history added", id=new_id(), **fields)


def change_stretch(
    store: OpenStore, kind: type[S], entry_id: str, /, *, clear: Collection[str] = (), **fields: Any
) -> S:
    """Write down what has become known of a stretch; what stood there is kept.

    Raises
    ------
    UnknownName
        There is no such entry.
    AnswerRefused
        A field holds what is not allowed, or would be emptied without being named in `clear`.
    """
    with store.writing() as connection:
        entry = entry_in(connection, kind, entry_id)
        if isinstance(entry, Episode):
            _check_parent(connection, entry.child_id, fields.get("parent_id"))
        return describe(connection, store, entry, fields, clear, event="history changed")


def stretch(store: OpenStore, kind: type[S], entry_id: str) -> S:
    """Return one entry.

    Raises
    ------
    UnknownName
        There is none of that id.
    """
    with store.reading() as connection:
        return entry_in(connection, kind, entry_id)


def take_out(store: OpenStore, kind: type[S], entry_id: str) -> None:
    """Take out an entry that was a mistake; what stood in it is kept among the earlier values."""
    with store.writing() as connection:
        entry, at = entry_in(connection, kind, entry_id), store.clock()
        keep_earlier(connection, entry, [name for name in kind.__struct_fields__ if name != "id"], at)
        table = schema.declared[kind]
        connection.execute(delete(table).where(table.c.id == entry_id))
        note_event(connection, "history taken out", at, entry_id)


def describe_family(store: OpenStore, family_id: str, *, clear: Collection[str] = (), **fields: Any) -> Family:
    """Write down what has become known about a family as a whole; what stood there is kept."""
    with store.writing() as connection:
        return describe(
            connection, store, entry_in(connection, Family, family_id), fields, clear, event="family described"
        )


def describe_person(store: OpenStore, person_id: str, *, clear: Collection[str] = (), **fields: Any) -> Person:
    """Write down what has become known about an adult; what stood there is kept."""
    with store.writing() as connection:
        return describe(connection, store, person_in(connection, person_id), fields, clear, event="person changed")


def history_of(store: OpenStore, child_id: str) -> FamilyHistory:
    """Return the family of a child with that child's history, as far as it can be read.

    Raises
    ------
    UnknownName
        There is no such child.
    """
    with store.reading() as connection:
        return history_in(connection, child_id)


def history_in(connection: Connection, child_id: str) -> FamilyHistory:
    """Return it within a transaction that is already open."""
    child = child_in(connection, child_id)
    persons = persons_in(connection, child.family_id)
    return FamilyHistory(
        family=entry_in(connection, Family, child.family_id),
        persons=tuple(persons),
        exploitations=tuple(
            entry for person in persons for entry in _stretches(connection, Exploitation, "person_id", person.id)
        ),
        children=(
            ChildHistory(
                child=child,
                episodes=_stretches(connection, Episode, "child_id", child.id),
                carers=_stretches(connection, Carer, "child_id", child.id),
                household=_stretches(connection, HouseholdMember, "child_id", child.id),
            ),
        ),
    )


def parents_in(persons: Collection[Person]) -> list[Person]:
    """Return those whose past the history of a child may speak of."""
    return [person for person in persons if person.role in PARENTS]


def _stretches(connection: Connection, kind: type[S], by: str, of: str) -> tuple[S, ...]:
    table = schema.declared[kind]
    query = select(table).where(table.c[by] == of).order_by(table.c.began, table.c.ended, table.c.id)
    return tuple(readable(connection, query, lambda row: value_of(row, kind))[0])


def _check_parent(connection: Connection, child_id: str, parent_id: Any) -> None:
    if not isinstance(parent_id, str):
        return
    person = person_in(connection, parent_id)
    if person.family_id != child_in(connection, child_id).family_id:
        raise AnswerRefused("which parent: the person is on another family's file; add them to this one.")
