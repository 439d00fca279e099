"""A note by itself: read, written to and closed where the rest of its assessment cannot be read."""

import secrets
from datetime import date, datetime
from functools import partial

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Table, select, update

from ..errors import AnswerRefused, UnknownName
from ..model import changes
from ..model.answers import Answers
from ..model.draft import Draft, Pause, note_after
from ..model.entries import Recorded, Statement
from ..model.instrument import Instrument, Strict
from ..model.notes import Note
from ..model.vocabulary import NonAnswer
from . import families, schema
from .audit import note_event
from .drafts import Forms, assessment_row, replay, write_journal
from .notes import note_as_read
from .opened import OpenStore
from .readable import FAULTS, readable
from .rows import as_far_as_readable, value_of
from .sittings import sitting_in

_NAMED = [c for c in schema.assessments.c if c.name not in ("pauses", "stopped_at", "rebook", "saved_at", "left")]
PARTS: tuple[tuple[Table, type[Strict], str], ...] = (
    (schema.answers, Recorded, "answers"),
    (schema.statements, Statement, "what people said"),
)


class LoneNote(Strict, frozen=True, kw_only=True):
    """A note with what can be read of its surroundings; `lost` names in words what cannot.

    `on` is the day of the meeting, `reason` why there is no answer.
    """

    child_id: str
    code: str
    instrument: str
    version: str
    note: Note
    on: date | None
    reason: NonAnswer | None
    lost: tuple[str, ...]


def items_of(store: OpenStore, draft_id: str) -> list[str]:
    """Return the questions of which an assessment has notes.

    Where one of them is no question of the instrument, and the journal tells which it is, that is put right first.
    """
    with store.reading() as connection:
        found = _items(connection, draft_id)
        right = _right_names(connection, store.forms, draft_id, found)
    if right:
        with store.writing() as connection:
            for wrong, item in right.items():
                connection.execute(update(schema.notes).where(*_of(draft_id, wrong)).values(item=item))
            note_event(connection, "note named by its journal", store.clock(), draft_id)
    return [right.get(item, item) for item in found]


def lone_note(store: OpenStore, draft_id: str, item: str) -> LoneNote:
    """Return a note with what can be read beside it. The reading is audited.

    Raises
    ------
    UnknownName
        There is no such assessment, or no note of that question in it.
    """
    with store.writing() as connection:
        row, note, lost = _note(connection, draft_id, item)
        note_event(connection, "record read", store.clock(), draft_id)
        child, of_child = families.child_as_read(connection, row.child_id)
        answer, _ = as_far_as_readable(connection, schema.answers, Recorded, *_of(draft_id, item, schema.answers))
        try:
            on = sitting_in(connection, row.sitting_id).on
        except FAULTS:
            on = None
        return LoneNote(
            child_id=child.id,
            code=child.code,
            instrument=row.instrument,
            version=row.version,
            note=note,
            on=on,
            reason=answer.get("non_answer"),
            lost=(
                *(["a part of this note"] if lost else []),
                *_lost_beside(connection, store.forms, row),
                *(["the meeting"] if on is None else []),
                *(["what is known of the child"] if of_child else []),
            ),
        )


def lone_notes(store: OpenStore, draft_id: str, form: Instrument) -> Draft:
    """Return the notes of an assessment that can be read, as a draft without any answer."""
    mine = select(schema.notes).where(schema.notes.c.assessment_id == draft_id).order_by(schema.notes.c.position)
    with store.reading() as connection:
        found, _ = readable(connection, mine, lambda row: value_of(row, Note))
    return Draft(answers=Answers(form), notes={note.item: note for note in found})


def amend_alone(
    store: OpenStore,
    draft_id: str,
    change: changes.NoteWords | changes.AskAgain | changes.CloseNote | changes.ReopenNote,
) -> datetime:
    """Make a change to a note durable, in its row and in the journal, without reading the rest; return when.

    Raises
    ------
    UnknownName
        There is no such assessment, or no note of that question in it.
    AnswerRefused
        The change has no meaning here, or nobody can tell which question the note is about.
    """
    with store.writing() as connection:
        row, note, _ = _note(connection, draft_id, change.item)
        if not _may_be_asked(store.forms, row, change.item):
            raise AnswerRefused(
                "note: which question it is about cannot be read, so that nothing can be written to it. Act on what "
                "it says, write down elsewhere what was done, and let `workbench store verify` name the fault."
            )
        at = store.clock().astimezone()
        after = note_after(note, change, at)
        written = {name: getattr(after, name) for name in Note.__struct_fields__}
        changed = {name: value for name, value in written.items() if value != getattr(note, name)}
        revision = write_journal(connection, row, f"amend-{secrets.token_hex(12)}", changes.to_json(change), at)
        if changed:
            connection.execute(update(schema.notes).where(*_of(draft_id, change.item)).values(**changed))
        mine = schema.assessments.c.id == draft_id
        connection.execute(update(schema.assessments).where(mine).values(revision=revision, saved_at=at))
    return at


def _of(draft_id: str, item: str, table: Table = schema.notes) -> tuple[ColumnElement[bool], ...]:
    return table.c.assessment_id == draft_id, table.c.item == item


def _items(connection: Connection, draft_id: str) -> list[str]:
    notes = schema.notes.c
    query = select(notes.item).where(notes.assessment_id == draft_id).order_by(notes.position)
    return [str(item) for item in connection.scalars(query)]


def _note(connection: Connection, draft_id: str, item: str) -> tuple[Row, Note, tuple[str, ...]]:
    row = connection.execute(select(*_NAMED).where(schema.assessments.c.id == draft_id)).one_or_none()
    if row is None or item not in _items(connection, draft_id):
        raise UnknownName("note: there is none for this question. Go back to the sitting.")
    return row, *note_as_read(connection, draft_id, item)


def _lost_beside(connection: Connection, forms: Forms, row: Row) -> list[str]:
    """Name the parts of an assessment that cannot be read."""
    lost = []
    for table, kind, what in PARTS:
        mine = select(table).where(table.c.assessment_id == row.id)
        if readable(connection, mine, partial(value_of, kind=kind))[1]:
            lost.append(what)
    try:
        pauses_of(assessment_row(connection, row.id))
    except FAULTS:
        lost.append("breaks, stop or next meeting")
    try:
        forms(row.instrument, row.version)
    except FAULTS:
        lost.append("the questions")
    return lost


def pauses_of(row: Row) -> tuple[Pause, ...]:
    """Return the breaks of an assessment."""
    return msgspec.convert(row.pauses, tuple[Pause, ...])


def _may_be_asked(forms: Forms, row: Row, item: str) -> bool:
    """Whether an item is a question, as far as that can be told."""
    try:
        form = forms(row.instrument, row.version)
    except FAULTS:
        return True
    return any(asked.id == item for asked in form.items)


def _right_names(connection: Connection, forms: Forms, draft_id: str, found: list[str]) -> dict[str, str]:
    """What notes are about that name no question: told by the journal where one note alone is without its question."""
    try:
        row = assessment_row(connection, draft_id)
        known = {item.id for item in forms(row.instrument, row.version).items}
        wrong = [item for item in found if item not in known]
        right = set(replay(connection, forms, row).notes) - set(found) if wrong else set()
    except FAULTS:
        return {}
    return {wrong[0]: right.pop()} if len(wrong) == len(right) == 1 else {}
