"""Writing into declared tables: what is typed is checked by its declaration, and what stood there before is kept."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, update

from ..errors import AnswerRefused
from ..model.casework.declared import Entry, Field, fields_of
from . import schema
from .audit import note_event
from .earlier import changed_fields, keep_as_it_lay, keep_earlier
from .opened import OpenStore
from .rows import add, as_it_lies, check_words, one

Kept = TypeVar("Kept", bound=Entry)


def checked(kind: type[Entry], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept: texts without space around them, a list as a tuple.

    Raises
    ------
    AnswerRefused
        A field holds what its declaration does not allow, or the table has no such field.
    """
    declared = fields_of(kind)
    kept = {}
    for name, value in given.items():
        if name not in declared:
            raise AnswerRefused(f"{name}: no field of “{kind.table.title}”; it has {', '.join(declared)}.")
        if value is not UNSET:
            kept[name] = _checked(name, declared[name], value)
    return kept


def _checked(name: str, field: Field, value: Any) -> Any:
    where = field.label.lower() or name
    if isinstance(value, str) and field.kind in ("line", "words"):
        return check_words(where, value, longest=field.longest)
    kept = tuple(value) if field.kind == "codes" and value is not None else value
    if fault := field.fault(kept):
        raise AnswerRefused(f"{where}: {fault}")
    return kept


def begin(connection: Connection, store: OpenStore, kind: type[Kept], event: str, /, **fields: Any) -> Kept:
    """Write a new row, within a transaction that is already open.

    Raises
    ------
    AnswerRefused
        A field, or several together, hold what is not allowed.
    """
    entry = _made(kind, checked(kind, fields))
    add(connection, schema.declared[kind], entry)
    note_event(connection, event, store.clock(), entry.id)
    return entry


def describe(
    connection: Connection,
    store: OpenStore,
    entry: Kept,
    given: Mapping[str, Any],
    clear: Collection[str] = (),
    *,
    event: str,
    lost: Collection[str] = (),
) -> Kept:
    """Write what differs from what is on file, within a transaction that is already open; return the entry as it is.

    Parameters
    ----------
    lost
        Fields that cannot be read, and are empty in `entry`: naming one in `clear` takes away what stands there.

    Raises
    ------
    AnswerRefused
        A field holds what is not allowed, or a filled one would be emptied without being named in `clear`.
    """
    kind, subject = type(entry), entry.id
    changed = changed_fields(kind.table.title.lower(), entry, checked(kind, given), clear)
    changed |= {name: None for name in clear if name in lost}
    if not changed:
        return entry
    written = _made(kind, msgspec.structs.asdict(entry) | changed)
    at, table = store.clock(), schema.declared[kind]
    keep_earlier(connection, entry, changed, at)
    for name in set(lost) & changed.keys():
        keep_as_it_lay(connection, subject, name, as_it_lies(connection, table, name, table.c.id == subject), at)
    connection.execute(update(table).where(table.c.id == subject).values(**changed))
    note_event(connection, event, at, subject)
    return written


def entry_in(connection: Connection, kind: type[Kept], entry_id: str) -> Kept:
    """Return one row of a declared table.

    Raises
    ------
    UnknownName
        There is none of that id.
    """
    table = schema.declared[kind]
    return one(connection, table, kind, kind.table.title.lower(), table.c.id == entry_id)


def _made(kind: type[Kept], fields: Mapping[str, Any]) -> Kept:
    try:
        return kind(**fields)
    except ValueError as error:
        raise AnswerRefused(str(error)) from None
