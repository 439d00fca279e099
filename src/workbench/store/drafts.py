"""A draft as rows, and the journal of changes from which the same draft can be made again."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, Table, delete, func, insert, select, update

from ..errors import UnknownName
from ..model import changes
from ..model.ages import Age
from ..model.answers import Answers
from ..model.context import Context
from ..model.draft import Draft, Pause, apply, start
from ..model.entries import Recorded, Statement
from ..model.instrument import Instrument
from ..model.notes import RULES, Note
from . import schema
from .chain import link
from .readable import FAULTS
from .rows import value_of

Forms = Callable[[str, str | None], Instrument]

_PARTS = (schema.answers, schema.statements, schema.notes)


def assessment_row(connection: Connection, draft_id: str) -> Row:
    """Return the row of an assessment.

    Raises
    ------
    UnknownName
        There is no such assessment.
    """
    row = connection.execute(select(schema.assessments).where(schema.assessments.c.id == draft_id)).one_or_none()
    if row is None:
        raise UnknownName(
            "sitting: there is none of that name in this store. Go back to the start page and choose one."
        )
    return row


def load(connection: Connection, forms: Forms, row: Row) -> Draft:
    """Put a draft together from its rows."""
    recorded = {r.item: value_of(r, Recorded) for r in _kept(connection, schema.answers, row.id)}
    statements = [value_of(r, Statement) for r in _kept(connection, schema.statements, row.id)]
    return Draft(
        answers=Answers.restored(forms(row.instrument, row.version), _context(row), recorded, statements),
        revision=row.revision,
        section=row.section,
        item=row.item,
        notes={r.item: value_of(r, Note) for r in _kept(connection, schema.notes, row.id)},
        pauses=tuple(msgspec.convert(pause, Pause) for pause in row.pauses),
        stopped_at=row.stopped_at,
        left=row.left,
        rebook=row.rebook,
        saved_at=row.saved_at,
    )


def replay(connection: Connection, forms: Forms, row: Row, rules: int = RULES) -> Draft:
    """Make the draft again from its first state and every journaled change; notes are opened by the given rules."""
    draft = start(forms(row.instrument, row.version), _context(row))
    for entry in _journal(connection, row.id):
        draft = apply(draft, changes.from_json(entry.change), entry.at.astimezone(_zone(entry.east)), rules=rules)
    return draft


def add_notes(connection: Connection, forms: Forms, rules: int) -> list[str]:
    """Open the notes that the rules of today ask for and older ones did not; return whose they are.

    Nothing else is touched: a draft whose rows differ otherwise from its journal, or that cannot be made from it, is
    left for `verify` to name.
    """
    added = []
    for row in connection.execute(select(schema.assessments).order_by(schema.assessments.c.id)).all():
        try:
            before, now = load(connection, forms, row), replay(connection, forms, row)
            as_written = now == before or before == replay(connection, forms, row, rules)
        except FAULTS:
            continue
        if now != before and as_written:
            keep(connection, row.id, before, now)
            added.append(row.id)
    return added


def keep(connection: Connection, draft_id: str, before: Draft, after: Draft) -> None:
    """Bring the rows of a draft from one state to the next; only what differs is written."""
    for table, old, new in zip(_PARTS, _parts(before), _parts(after), strict=True):
        _bring(connection, table, draft_id, old, new)
    connection.execute(
        update(schema.assessments)
        .where(schema.assessments.c.id == draft_id)
        .values(
            revision=after.revision,
            section=after.section,
            item=after.item,
            pauses=msgspec.to_builtins(after.pauses),
            stopped_at=after.stopped_at,
            left=after.left,
            rebook=after.rebook,
            saved_at=after.saved_at,
        )
    )


def journaled(connection: Connection, draft_id: str, change_id: str) -> Row | None:
    """Return the journal entry of a change that was sent before."""
    entries = schema.journal.c
    return connection.execute(
        select(schema.journal).where(entries.assessment_id == draft_id, entries.change_id == change_id)
    ).one_or_none()


def write_journal(connection: Connection, row: Row, change_id: str, change: str, at: datetime) -> int:
    """Append a change to the journal of an assessment, with the place's own time; return its revision."""
    entries = schema.journal.c
    previous = connection.scalar(
        select(entries.digest).where(entries.assessment_id == row.id, entries.revision == row.revision)
    )
    previous = previous or _beginning(row)
    revision, east = row.revision + 1, minutes_east(at)
    connection.execute(
        insert(schema.journal).values(
            assessment_id=row.id,
            revision=revision,
            change_id=change_id,
            change=change,
            at=at,
            east=east,
            previous=previous,
            digest=link(previous, revision, change_id, change, at, east),
        )
    )
    return revision


def broken_journal(connection: Connection, row: Row) -> list[str]:
    """Name the first entry that does not follow from the one before, and a journal that ends too early."""
    revision, previous = 0, _beginning(row)
    for entry in _journal(connection, row.id):
        revision += 1
        place = () if entry.east is None else (entry.east,)
        digest = link(previous, revision, entry.change_id, entry.change, entry.at, *place)
        if (entry.revision, entry.previous, entry.digest) != (revision, previous, digest):
            return [f"journal of {row.id}, change {entry.revision}: it was changed after it was written."]
        previous = digest
    if revision != row.revision:
        return [f"journal of {row.id}: found {revision} changes, the record counts {row.revision}."]
    return []


def _context(row: Row) -> Context:
    age = row.age if row.age_high is None else (int(row.age), int(row.age_high))
    return Context(group=row.group, age=age, stage=row.stage)


def ages_in_columns(age: Age | None) -> dict[str, float | None]:
    """An age as the columns of an assessment hold it: one, or the youngest and the oldest possible."""
    return {"age": age[0], "age_high": age[1]} if isinstance(age, tuple) else {"age": age, "age_high": None}


def minutes_east(at: datetime) -> int:
    """By how many minutes the clocks of the place are ahead of UTC at that moment."""
    return int((at.utcoffset() or timedelta()).total_seconds()) // 60


def _zone(east: int | None) -> timezone:
    """The zone in which a change was made; UTC where none was noted."""
    return timezone(timedelta(minutes=east or 0))


def _beginning(row: Row) -> str:
    more = () if row.age_high is None else (row.age_high,)
    return link("journal", row.id, row.instrument, row.version, row.group, row.age, row.stage, *more)


def _journal(connection: Connection, draft_id: str) -> list[Row]:
    entries = schema.journal.c
    return list(
        connection.execute(select(schema.journal).where(entries.assessment_id == draft_id).order_by(entries.revision))
    )


def _kept(connection: Connection, table: Table, draft_id: str) -> list[Row]:
    mine = table.c.assessment_id == draft_id
    return list(connection.execute(select(table).where(mine).order_by(table.c.position)))


def _parts(draft: Draft) -> tuple[Mapping[str, Any], ...]:
    return draft.answers.recorded, {entry.id: entry for entry in draft.answers.statements}, draft.notes


def _bring(
    connection: Connection, table: Table, draft_id: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    key = _key(table)
    mine = table.c.assessment_id == draft_id
    for name in before.keys() - after.keys():
        connection.execute(delete(table).where(mine, key == name))
    for name, value in after.items():
        if before.get(name) == value:
            continue
        fields = msgspec.structs.asdict(value) | {key.name: name}
        if name in before:
            connection.execute(update(table).where(mine, key == name).values(**fields))
        else:
            last = connection.scalar(select(func.max(table.c.position)).where(mine)) or 0
            connection.execute(insert(table).values(assessment_id=draft_id, position=last + 1, **fields))


def _key(table: Table) -> Column[str]:
    return next(column for column in table.primary_key if column.name != "assessment_id")
