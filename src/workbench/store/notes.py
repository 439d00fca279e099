"""Critical points over all children, until each is closed in words."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from ..model.instrument import Strict
from . import schema

if TYPE_CHECKING:
    from .opening import Store


class OpenNote(Strict, frozen=True, kw_only=True):
    """One critical point that stands open: where it belongs and by when it is asked again. No words of it."""

    draft_id: str
    code: str
    instrument: str
    version: str
    item: str
    kind: str
    opened_at: datetime
    ask_again: date | None
    answer_changed: bool


def open_notes(store: "Store") -> list[OpenNote]:
    """Return every open critical point: those that call for action first, then the soonest to ask again."""
    with store.reading() as connection:
        notes, assessments, children = schema.notes, schema.assessments, schema.children
        rows = connection.execute(
            select(notes, assessments.c.instrument, assessments.c.version, children.c.code)
            .join(assessments, assessments.c.id == notes.c.assessment_id)
            .join(children, children.c.id == assessments.c.child_id)
            .where(notes.c.closed_at.is_(None))
        )
        found = [
            OpenNote(
                draft_id=row.assessment_id,
                code=row.code,
                instrument=row.instrument,
                version=row.version,
                item=row.item,
                kind=row.kind,
                opened_at=row.opened_at,
                ask_again=row.ask_again,
                answer_changed=row.answer_changed,
            )
            for row in rows
        ]
    return sorted(found, key=lambda note: (note.kind != "critical", note.ask_again or date.min, note.opened_at))


def earlier_notes(connection: Connection, child_id: str, draft_id: str) -> tuple[tuple[str, date, str], ...]:
    """Return open critical points of a child's other assessments, as (item, opened on, kind), oldest first."""
    notes, assessments = schema.notes, schema.assessments
    rows = connection.execute(
        select(notes.c.item, notes.c.opened_at, notes.c.kind)
        .join(assessments, assessments.c.id == notes.c.assessment_id)
        .where(assessments.c.child_id == child_id, assessments.c.id != draft_id, notes.c.closed_at.is_(None))
        .order_by(notes.c.opened_at, notes.c.item)
    )
    return tuple((row.item, row.opened_at.astimezone().date(), row.kind) for row in rows)
