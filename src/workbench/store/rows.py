"""Frozen values to rows and back."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_type_hints

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Table, insert, select, type_coerce
from sqlalchemy.exc import NoResultFound
from sqlalchemy.types import NullType

from ..errors import AnswerRefused, UnknownName
from ..model.casework.declared import Entry, Field, fields_of
from ..model.instrument import Strict
from ..model.words import clean
from .readable import FAULTS

Value = TypeVar("Value", bound=Strict)
CELL_FAULTS: tuple[type[Exception], ...] = (*FAULTS, NoResultFound)


def new_id() -> str:
    """Draw an opaque id: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def add(connection: Connection, table: Table, value: Strict) -> None:
    """Insert a value whose fields are the columns of the table."""
    connection.execute(insert(table).values(**msgspec.structs.asdict(value)))


def listed(
    connection: Connection, table: Table, kind: type[Value], *where: ColumnElement[bool], by: Sequence[str] = ("id",)
) -> list[Value]:
    """Read every value that meets the conditions, ordered by columns."""
    query = select(table).where(*where).order_by(*(table.c[name] for name in by))
    return [value_of(row, kind) for row in connection.execute(query)]


def one(connection: Connection, table: Table, kind: type[Value], what: str, *where: ColumnElement[bool]) -> Value:
    """Read the one value that meets the conditions.

    Raises
    ------
    UnknownName
        There is none.
    """
    row = connection.execute(select(table).where(*where)).one_or_none()
    if row is None:
        raise UnknownName(f"{what}: there is none of that name in this store. Go back to the list and choose one.")
    return value_of(row, kind)


def value_of(row: Row, kind: type[Value]) -> Value:
    """Make a value from a row of its table, each field of the type that the value declares."""
    return msgspec.convert({name: row._mapping[name] for name in kind.__struct_fields__}, kind)


def as_far_as_readable(
    connection: Connection, table: Table, kind: type[Strict], *where: ColumnElement[bool]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Read one row cell by cell; return the fields that can be read, and the names of the others."""
    declared: Mapping[str, Field] = fields_of(kind) if issubclass(kind, Entry) else {}
    found, lost = {}, []
    for name, hint in get_type_hints(kind).items():
        if name not in kind.__struct_fields__:
            continue
        try:
            value = msgspec.convert(connection.execute(select(table.c[name]).where(*where)).scalar_one(), hint)
            if name in declared and declared[name].fault(value):
                raise ValueError(name)
            found[name] = value
        except CELL_FAULTS:
            lost.append(name)
    return found, tuple(lost)


def as_it_lies(connection: Connection, table: Table, name: str, *where: ColumnElement[bool]) -> str:
    """Return what a cell holds as text, whatever it is."""
    value = connection.scalar(select(type_coerce(table.c[name], NullType())).where(*where))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else "" if value is None else str(value)


def check_code(where: str, code: str | None, allowed: Sequence[str]) -> None:
    """Refuse a code that is not on the list.

    Raises
    ------
    AnswerRefused
        It is not; the message names the list.
    """
    if code not in allowed:
        raise AnswerRefused(f"{where}: found a code that is not on the list; allowed: {', '.join(allowed)}.")


def check_words(where: str, words: str, *, longest: int = 4_000, needed: bool = False) -> str:
    """Return the words as they are kept, without space around them.

    Raises
    ------
    AnswerRefused
        They are too long, or missing where they are needed.
    """
    words = clean(words).strip()
    if len(words) > longest:
        raise AnswerRefused(f"{where}: found {len(words)} characters; allowed up to {longest}. Shorten it.")
    if needed and not words:
        raise AnswerRefused(f"{where}: found nothing; write a few words.")
    return words
