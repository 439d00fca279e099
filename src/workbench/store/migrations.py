"""Bringing a store to today's tables: every step that is missing, in one transaction, each recorded."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, insert, inspect, select

from ..errors import StoreDamaged, StoreError, StoreFull, WorkbenchError
from .database import plain_errors, refusal_of
from .schema import Moment
from .steps import STEPS

applied = Table(
    "migrations",
    MetaData(),
    Column("name", String(80), primary_key=True),
    Column("applied_at", Moment, nullable=False),
    info={"owner": "store"},
)


class Migration(NamedTuple):
    """One step and the name under which it is recorded."""

    name: str
    step: Callable[[Connection], None]


MIGRATIONS = tuple(Migration(step.NAME, step.take) for step in STEPS)


def migrate(engine: Engine, migrations: Sequence[Migration] = MIGRATIONS, *, new: bool = False) -> list[str]:
    """Bring a store to the newest step, all in one transaction; return the names of the steps taken.

    Raises
    ------
    StoreDamaged
        No step is recorded, though the store is not new.
    StoreError
        The store holds a step that this workbench does not know, or a step failed: the store is as before.
    """
    with plain_errors(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        done = _recorded(connection, new=new)
        known = [migration.name for migration in migrations]
        if done != set(known[: len(done)]):
            raise StoreError("store: a newer workbench has changed it. Nothing was opened; update the workbench.")
        for migration in migrations[len(done) :]:
            _take(connection, migration)
            connection.execute(insert(applied).values(name=migration.name, applied_at=datetime.now(UTC)))
    return known[len(done) :]


def _take(connection: Connection, migration: Migration) -> None:
    """Take one step. Why it failed is kept as the cause, for `--debug`; the sentence names the step."""
    try:
        migration.step(connection)
    except WorkbenchError:
        raise
    except Exception as error:
        refusal = refusal_of(error)
        if isinstance(refusal, StoreFull | StoreDamaged):
            raise refusal from error
        raise StoreError(
            f"store: it could not be brought to this version of the workbench (step {migration.name}). Nothing was "
            "changed; go on with the version that you had, and report the step."
        ) from error


def _recorded(connection: Connection, *, new: bool) -> set[str]:
    if inspect(connection).has_table(applied.name):
        return set(connection.scalars(select(applied.c.name)))
    if not new:
        raise StoreDamaged("store.db: its tables are missing. Nothing was opened; restore the newest backup.")
    applied.create(connection)
    return set()
