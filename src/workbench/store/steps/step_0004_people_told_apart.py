"""Who was here as it was ticked; a letter for adults of one role who had none or the same, first added first."""

from itertools import chain, count
from string import ascii_uppercase

from sqlalchemy import JSON, Column, Connection, Integer, MetaData, String, Table, Text, select, update

from .statements import AddColumn

NAME = "0004 people told apart"
_tables = MetaData()
sittings = Table("sittings", _tables, Column("company", JSON(none_as_null=True)))
persons = Table(
    "persons",
    _tables,
    Column("id", String(32)),
    Column("family_id", String(32)),
    Column("role", String(80)),
    Column("label", Text),
)
audit = Table("audit", _tables, Column("number", Integer), Column("event", String(80)), Column("subject", String(32)))


def take(connection: Connection) -> None:
    """Add the column and the letters."""
    connection.execute(AddColumn(sittings.c.company))
    added = select(audit.c.number).where(audit.c.subject == persons.c.id, audit.c.event == "person added")
    rows = connection.execute(select(persons).order_by(added.scalar_subquery(), persons.c.id)).all()
    labels = {row.id: row.label for row in rows}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        alike = [other.id for other in rows if (other.family_id, other.role) == (row.family_id, row.role)]
        if len(alike) > 1 and (not row.label or (row.family_id, row.role, row.label) in seen):
            taken = {labels[other].casefold() for other in alike}
            signs = chain(ascii_uppercase, map(str, count(len(ascii_uppercase) + 1)))
            labels[row.id] = next(sign for sign in signs if sign.casefold() not in taken)
            connection.execute(update(persons).where(persons.c.id == row.id).values(label=labels[row.id]))
        seen.add((row.family_id, row.role, row.label))
