"""Named steps from an empty file to today's tables. Each is recorded; a released step is never edited."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Engine, MetaData, Row, String, Table, func, insert, inspect, select, update

from ..errors import StoreDamaged, StoreError
from .commits import commits
from .database import plain_errors
from .families import label_in, letters
from .schema import Moment, assessments, audit, children, consents, earlier_values, journal, metadata, persons, sittings

applied = Table(
    "migrations",
    MetaData(),
    Column("name", String(80), primary_key=True),
    Column("applied_at", Moment, nullable=False),
)


class Migration(NamedTuple):
    """One step and the name under which it is recorded."""

    name: str
    step: Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)


def _count_of_commits(connection: Connection) -> None:
    commits.create(connection)


def _ages_and_days(connection: Connection) -> None:
    """A band of ages with the day on which it was seen, ages that are a range, the place's day of every change.

    Nobody noted when a band was seen: it is taken from the last day on which the child was described.
    """
    for column in (children.c.age_band_on, assessments.c.age_high, journal.c.east):
        _add_column(connection, column)
    described = (
        select(func.max(audit.c.at))
        .where(audit.c.subject == children.c.id, audit.c.event.in_(("child added", "child described")))
        .scalar_subquery()
    )
    rows = connection.execute(select(children.c.id, described.label("at")).where(children.c.age_band.is_not(None)))
    for child_id, at in rows.all():
        if at is not None:
            seen = at.astimezone().date()
            connection.execute(update(children).where(children.c.id == child_id).values(age_band_on=seen))


def _people_told_apart(connection: Connection) -> None:
    """Who was here as it was ticked; a letter for adults of one role who had none or the same, first added first."""
    _add_column(connection, sittings.c.company)
    added = select(audit.c.number).where(audit.c.subject == persons.c.id, audit.c.event == "person added")
    rows = connection.execute(select(persons).order_by(added.scalar_subquery(), persons.c.id)).all()
    for place, row in enumerate(rows):
        alike = [other for other in rows if (other.family_id, other.role) == (row.family_id, row.role)]
        if len(alike) > 1 and (not row.label or row.label in {other.label for other in rows[:place] if other in alike}):
            label_in(connection, row.id, _free_letter(connection, row))


def _own_decisions(connection: Connection) -> None:
    """Whether a decision is that of a grown-up for themselves; none was so far."""
    _add_column(connection, consents.c.own)
    connection.execute(update(consents).where(consents.c.own.is_(None)).values(own=False))


def _earlier_values(connection: Connection) -> None:
    """What stood in a file before it was changed."""
    earlier_values.create(connection, checkfirst=True)


def _free_letter(connection: Connection, person: Row) -> str:
    alike = (persons.c.family_id == person.family_id) & (persons.c.role == person.role)
    taken = {label.casefold() for label in connection.scalars(select(persons.c.label).where(alike))}
    return next(sign for sign in letters() if sign.casefold() not in taken)


def _add_column(connection: Connection, column: Column) -> None:
    """Add a column to a table that was made before it was declared."""
    name = column.table.name
    if column.name not in {found["name"] for found in inspect(connection).get_columns(name)}:
        kind = column.type.compile(connection.dialect)
        connection.exec_driver_sql(f'ALTER TABLE {name} ADD COLUMN "{column.name}" {kind}')


MIGRATIONS = (
    Migration("0001 first tables", _first_tables),
    Migration("0002 count of commits", _count_of_commits),
    Migration("0003 ages and days", _ages_and_days),
    Migration("0004 people told apart", _people_told_apart),
    Migration("0005 own decisions", _own_decisions),
    Migration("0006 earlier values", _earlier_values),
)


def migrate(engine: Engine, migrations: Sequence[Migration] = MIGRATIONS, *, new: bool = False) -> list[str]:
    """Bring a store to the newest step, all in one transaction; return the names of the steps taken.

    Raises
    ------
    StoreDamaged
        No step is recorded, though the store is not new.
    StoreError
        The store holds a step that this workbench does not know.
    """
    with plain_errors(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        done = _recorded(connection, new=new)
        known = [migration.name for migration in migrations]
        if done != known[: len(done)]:
            raise StoreError("store: a newer workbench has changed it. Nothing was opened; update the workbench.")
        for migration in migrations[len(done) :]:
            migration.step(connection)
            connection.execute(insert(applied).values(name=migration.name, applied_at=datetime.now(UTC)))
    return known[len(done) :]


def _recorded(connection: Connection, *, new: bool) -> list[str]:
    if inspect(connection).has_table(applied.name):
        return list(connection.scalars(select(applied.c.name).order_by(applied.c.name)))
    if not new:
        raise StoreDamaged("store.db: its tables are missing. Nothing was opened; restore the newest backup.")
    applied.create(connection)
    return []
