"""Changing a file: what is emptied is said, and what stood there before is kept."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, insert, select

from ..errors import AnswerRefused
from ..model.instrument import Strict
from . import schema


def changed_fields(
    where: str, on_file: Strict, given: Mapping[str, Any], clear: Collection[str] = ()
) -> dict[str, Any]:
    """Return the fields that differ from what is on file.

    Parameters
    ----------
    given
        By field; `UNSET` leaves a field as it is.
    clear
        Fields that are emptied on purpose.

    Raises
    ------
    AnswerRefused
        A filled field would be emptied without being named in `clear`.
    """
    fields = {name: value for name, value in given.items() if value is not UNSET} | dict.fromkeys(clear)
    for name, value in fields.items():
        if value in (None, "") and getattr(on_file, name) not in (None, "") and name not in clear:
            raise AnswerRefused(
                f"{where}, {name}: it would empty what is on file. To empty it on purpose, name it in “clear”. "
                "Nothing was changed."
            )
    return {name: value for name, value in fields.items() if value != getattr(on_file, name)}


def keep_earlier(connection: Connection, on_file: Strict, changed: Collection[str], at: datetime) -> None:
    """Keep what stands in the fields that are about to change; an empty one holds nothing to keep."""
    subject = on_file.id  # type: ignore[attr-defined]
    for name in changed:
        value = msgspec.to_builtins(getattr(on_file, name))
        if value not in (None, ""):
            connection.execute(insert(schema.earlier_values).values(subject=subject, field=name, value=value, until=at))


def keep_as_it_lay(connection: Connection, subject: str, name: str, value: str, at: datetime) -> None:
    """Keep what stands in a field and cannot be read, as text."""
    if value:
        connection.execute(insert(schema.earlier_values).values(subject=subject, field=name, value=value, until=at))


def earlier_of(connection: Connection, subject: str) -> list[tuple[str, Any, datetime]]:
    """Return what stood in a file before, oldest first, as (field, value, until)."""
    table = schema.earlier_values
    rows = connection.execute(select(table).where(table.c.subject == subject).order_by(table.c.number))
    return [(row.field, row.value, row.until) for row in rows]
