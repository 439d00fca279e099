"""Notes and meetings over all children: what stands until it is dealt with, and how it was dealt with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import structs
from sqlalchemy import ColumnElement, Connection, desc, select

from ..errors import WorkbenchError
from ..library.loading import text_of
from ..model.instrument import Strict
from ..model.notes import Note, Standing, advice_of
from . import schema
from .drafts import Forms
from .families import LONG_AGO
from .opened import OpenStore
from .readable import readable
from .rows import as_far_as_readable, value_of


class OpenNote(Strict, frozen=True, kw_only=True):
    """One critical point that stands open: where it belongs and by when it is asked again. No words of it.

    `advice` names what is read once and closed once: of one assessment, points of one advice and kind are one note.
    """

    draft_id: str
    child_id: str
    code: str
    instrument: str
    version: str
    item: str
    kind: str
    advice: str
    opened_at: datetime
    ask_again: date | None
    answer_changed: bool


class Meeting(Strict, frozen=True, kw_only=True):
    """A meeting agreed for a day on which, or after which, nobody has met yet. `draft_id` is where it was agreed."""

    child_id: str
    code: str
    draft_id: str
    on: date


def open_notes(store: OpenStore) -> list[OpenNote]:
    """Return every open critical point: those that call for action first, then the soonest to ask again."""
    with store.reading() as connection:
        found = _open_in(connection, store.forms, schema.notes.c.closed_at.is_(None))
    return sorted(found, key=lambda note: (note.kind != "critical", note.ask_again or date.min, note.opened_at))


def closed_notes(store: OpenStore, child_id: str) -> list[tuple[str, str, str, Note]]:
    """Return what was dealt with for a child, the latest first, as (draft, instrument, version, note)."""
    notes, assessments = schema.notes, schema.assessments
    mine = (
        select(notes, assessments.c.instrument, assessments.c.version)
        .join(assessments, assessments.c.id == notes.c.assessment_id)
        .where(assessments.c.child_id == child_id, notes.c.closed_at.is_not(None))
        .order_by(desc(notes.c.closed_at), notes.c.item)
    )
    with store.reading() as connection:
        keys = (notes.c.assessment_id, assessments.c.instrument, assessments.c.version, notes.c.item)
        found, faulty = readable(
            connection, mine, lambda row: (row.assessment_id, row.instrument, row.version, value_of(row, Note)), *keys
        )
        found += [
            (draft, instrument, version, note_as_read(connection, draft, item)[0])
            for draft, instrument, version, item in faulty
        ]
    return found


def standing_in(connection: Connection, forms: Forms, child_id: str) -> Standing:
    """Count the notes of a child that stand open, within a transaction that is already open."""
    mine = schema.assessments.c.child_id == child_id
    return standing(_open_in(connection, forms, mine & schema.notes.c.closed_at.is_(None)))


def standing(points: Iterable[OpenNote]) -> Standing:
    """Count notes: points of one assessment, advice and kind are one."""
    kinds = [kind for *_, kind in {(point.draft_id, point.advice, point.kind) for point in points}]
    return Standing(act=kinds.count("critical"), ask=len(kinds) - kinds.count("critical"))


def earlier_notes(
    connection: Connection, forms: Forms, child_id: str, draft_id: str
) -> tuple[tuple[str, date, str], ...]:
    """Return open critical points of a child's other assessments, as (question, opened on, kind), oldest first."""
    notes, assessments = schema.notes, schema.assessments
    rows = connection.execute(
        select(notes.c.item, notes.c.opened_at, notes.c.kind, assessments.c.instrument, assessments.c.version)
        .join(assessments, assessments.c.id == notes.c.assessment_id)
        .where(assessments.c.child_id == child_id, assessments.c.id != draft_id, notes.c.closed_at.is_(None))
        .order_by(notes.c.opened_at, notes.c.item)
    )
    return tuple(
        (question_of(forms, row.instrument, row.version, row.item), row.opened_at.astimezone().date(), row.kind)
        for row in rows
    )


def question_of(forms: Forms, instrument: str, version: str, item: str) -> str:
    """The text of a question as it was asked; where that is not known any more, as it is asked today."""
    try:
        return forms(instrument, version).item(item).text
    except WorkbenchError:
        return text_of(item) or "A question of an earlier version"


def meetings(store: OpenStore) -> list[Meeting]:
    """Return the meeting that stands agreed for each child, the soonest first.

    Of several agreed days those of the latest sitting stand. A sitting begun later, on such a day or after it, is the
    meeting; of the days that are left the soonest is given.
    """
    assessments, sittings = schema.assessments, schema.sittings
    query = (
        select(
            assessments.c.child_id,
            schema.children.c.code,
            assessments.c.id,
            assessments.c.sitting_id,
            assessments.c.rebook,
            sittings.c.on,
            sittings.c.started_at,
        )
        .join(sittings, sittings.c.id == assessments.c.sitting_id)
        .join(schema.children, schema.children.c.id == assessments.c.child_id)
        .order_by(sittings.c.on, sittings.c.started_at, assessments.c.rebook)
    )
    by_child = defaultdict(list)
    with store.reading() as connection:
        rows, _ = readable(connection, query, lambda row: row)
    for row in rows:
        by_child[row.child_id].append(row)
    stand = []
    for met in by_child.values():
        latest = next((row.sitting_id for row in reversed(met) if row.rebook), None)
        for agreed in (row for row in met if row.rebook and row.sitting_id == latest):
            if not any(row.started_at > agreed.started_at and row.on >= agreed.rebook for row in met):
                stand.append(Meeting(child_id=agreed.child_id, code=agreed.code, draft_id=agreed.id, on=agreed.rebook))
                break
    return sorted(stand, key=lambda meeting: (meeting.on, meeting.child_id))


def _open_in(connection: Connection, forms: Forms, where: ColumnElement[bool]) -> list[OpenNote]:
    notes, assessments, children = schema.notes, schema.assessments, schema.children
    query = (
        select(notes, assessments.c.child_id, assessments.c.instrument, assessments.c.version, children.c.code)
        .join(assessments, assessments.c.id == notes.c.assessment_id)
        .join(children, children.c.id == assessments.c.child_id)
        .where(where)
        .order_by(*notes.primary_key)
    )

    def point(known: Mapping[str, Any]) -> OpenNote:
        advice = _advice(forms, known["instrument"], known["version"], known["item"])
        return OpenNote(draft_id=known["assessment_id"], advice=advice, **{name: known[name] for name in _COPIED})

    names = ("child_id", "instrument", "version", "code")
    keys = (*notes.primary_key, *(query.selected_columns[name] for name in names))
    found, faulty = readable(connection, query, lambda row: point(row._asdict()), *keys)
    for key in faulty:
        known = dict(zip([column.name for column in keys], key, strict=True))
        note, _ = note_as_read(connection, known["assessment_id"], known["item"])
        found.append(point(known | structs.asdict(note)))
    return found


def note_as_read(connection: Connection, draft_id: str, item: str) -> tuple[Note, tuple[str, ...]]:
    """Return a note, and the names of its fields that cannot be read: as if it called for action, long ago."""
    mine = (schema.notes.c.assessment_id == draft_id, schema.notes.c.item == item)
    known, lost = as_far_as_readable(connection, schema.notes, Note, *mine)
    stands: dict[str, Any] = {"item": item, "kind": "critical", "opened_at": LONG_AGO}
    return Note(**stands | known), lost


_COPIED = tuple(name for name in OpenNote.__struct_fields__ if name not in ("draft_id", "advice"))


def _advice(forms: Forms, instrument: str, version: str, item: str) -> str:
    """The name of the advice; of a question that is not there any more, its own."""
    try:
        return advice_of(forms(instrument, version).item(item))
    except WorkbenchError:
        return item
