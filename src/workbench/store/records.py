"""One assessment with all that its printed page needs, read together and noted in the audit."""

from typing import Any

from sqlalchemy import Connection, func, select

from ..model.casework import FamilyHistory
from ..model.record import Record
from . import agreements, families, schema
from .audit import note_event
from .drafts import assessment_row, load
from .history import history_in
from .notes import earlier_notes, standing_in
from .opened import OpenStore
from .readable import FAULTS
from .settings import settings_in
from .sittings import begun_in, sitting_in, title_of


def record_of(store: OpenStore, draft_id: str) -> Record:
    """Return an assessment with all that its printed page needs. The reading is audited.

    Raises
    ------
    UnknownName
        There is no such assessment.
    """
    with store.writing() as connection:
        row = assessment_row(connection, draft_id)
        child, lost = families.child_as_read(connection, row.child_id)
        note_event(connection, "record read", store.clock(), draft_id)
        kept = settings_in(connection)
        persons, all_read = families.readable_persons(connection, child.family_id)
        agreed = {name: agreements.kept_in(connection, child.id, name) for name in agreements.KEPT}
        lists: dict[str, Any] = {name: tuple(found) for name, (found, _) in agreed.items()}
        return Record(
            child=child,
            sitting=sitting_in(connection, row.sitting_id),
            draft=load(connection, store.forms, row),
            persons=tuple(persons),
            **lists,
            all_read=all_read and not lost and all(whole for _, whole in agreed.values()),
            practitioner=kept.practitioner,
            organisation=kept.organisation,
            contacts=kept.contacts,
            majority=kept.majority,
            others=tuple(
                (title_of(store.forms, begun), begun.on)
                for begun in begun_in(connection, schema.assessments.c.child_id == child.id)[0]
                if begun.draft_id != draft_id and begun.revision
            ),
            earlier=earlier_notes(connection, store.forms, child.id, draft_id),
            standing=standing_in(connection, store.forms, child.id),
            next_meeting=connection.scalar(
                select(func.min(schema.assessments.c.rebook)).where(schema.assessments.c.sitting_id == row.sitting_id)
            ),
            history=_history(connection, child.id),
            printed_at=store.clock().astimezone(),
        )


def _history(connection: Connection, child_id: str) -> FamilyHistory | None:
    """The history, or nothing where the file of the family cannot be read: a record is read without it."""
    try:
        return history_in(connection, child_id)
    except FAULTS:
        return None


def signs_in(store: OpenStore, draft_id: str) -> frozenset[str]:
    """Return which signs people wrote in an assessment: not in which order, so that nothing is told by it.

    None where it cannot be read any more: its own page says that.
    """
    with store.reading() as connection:
        row = assessment_row(connection, draft_id)
        parts = (schema.answers, schema.statements, schema.notes)
        queries = [select(part).where(part.c.assessment_id == draft_id) for part in parts]
        queries.append(select(schema.sittings).where(schema.sittings.c.id == row.sitting_id))
        try:
            found = [cell for query in queries for line in connection.execute(query) for cell in line]
        except FAULTS:
            return frozenset()
    return frozenset("".join(map(str, [*found, row.left])))
