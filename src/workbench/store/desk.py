"""The desk that writes to the store: one change, one transaction, "saved" only when it is durable."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Row, update

from ..desk.protocol import Acknowledged, Opened
from ..errors import AnswerRefused, ConsentMissing, StaleChange, TakenOver
from ..model import changes
from ..model.casework import IN_THE_ROOM
from ..model.draft import apply
from ..model.vocabulary import PRESENT
from . import families, schema
from .audit import note_event
from .drafts import Forms, assessment_row, journaled, keep, load, write_journal
from .notes import earlier_notes
from .opened import Clock, OpenStore
from .settings import settings_in
from .sittings import check_agreed, missing_in, offered_in, sitting_in, waits


class StoreDesk:
    """Keeper of the record in an open store; see `desk.protocol.Desk`.

    Parameters
    ----------
    clock
        Returns the aware time that is written beside a change; the store's own by default.
    """

    def __init__(self, store: OpenStore, clock: Clock | None = None) -> None:
        self._store = store
        self._clock = clock or store.clock

    def open(self, draft: str, tab: str) -> Opened:
        """Open a sitting for this tab and take it over from any other."""
        with self._store.writing() as connection:
            row = assessment_row(connection, draft)
            connection.execute(update(schema.assessments).where(schema.assessments.c.id == draft).values(holder=tab))
            note_event(connection, "sitting opened", self._clock(), draft)
            child = families.child_in(connection, row.child_id)
            sitting = sitting_in(connection, row.sitting_id)
            return Opened(
                draft=load(connection, self._store.forms, row),
                code=child.code,
                child=child.id,
                age=child.age_on(sitting.on),
                sitting_date=sitting.on,
                present=sitting.present,
                of_concern_roles=_of_concern(connection, child.family_id),
                contacts=settings_in(connection).contacts,
                earlier=earlier_notes(connection, self._store.forms, child.id, draft),
                onward=offered_in(connection, self._store.forms, sitting.id),
                withheld=_withheld(connection, self._store.forms, row, self._clock().astimezone().date()),
            )

    def record(self, envelope: changes.Envelope) -> Acknowledged:
        """Make one change durable. The same envelope id sent twice is recorded once."""
        with self._refusals_noted(envelope.draft), self._store.writing() as connection:
            row = assessment_row(connection, envelope.draft)
            before = _sent_before(connection, envelope.draft, envelope.id, envelope.change)
            if before is not None:
                return before
            if row.holder != envelope.tab:
                raise TakenOver("sitting: another window holds it now. Go on there, or open it here again.")
            if row.revision != envelope.base:
                raise StaleChange(
                    f"sitting: the change was made against revision {envelope.base}, the record is at "
                    f"{row.revision}. Nothing was changed; load the page again."
                )
            acknowledged = self._make(connection, row, envelope.id, envelope.change)
        return acknowledged

    def amend(self, draft: str, change: changes.AnyChange) -> Acknowledged:
        """Make a change from the launcher's own pages, which hold no sitting: closing a note, asking again.

        Raises
        ------
        UnknownName
            There is no such sitting or item.
        AnswerRefused
            The change has no meaning here; nothing was changed.
        ConsentMissing
            It goes on with an assessment to which nobody agrees now.
        """
        with self._refusals_noted(draft), self._store.writing() as connection:
            row = assessment_row(connection, draft)
            acknowledged = self._make(connection, row, f"amend-{secrets.token_hex(12)}", change)
        return acknowledged

    def _make(self, connection: Connection, row: Row, change_id: str, change: changes.AnyChange) -> Acknowledged:
        at = self._clock().astimezone()
        written = _writable(change)
        if isinstance(change, changes.NEEDS_AGREEMENT) and waits(self._store.forms, row):
            check_agreed(connection, row.child_id, at.astimezone().date())
        before = load(connection, self._store.forms, row)
        after = apply(before, change, at)
        revision = write_journal(connection, row, change_id, written, at)
        keep(connection, row.id, before, after)
        return Acknowledged(id=change_id, revision=revision, saved_at=at)

    @contextmanager
    def _refusals_noted(self, draft: str) -> Iterator[None]:
        """Note in the audit what was refused for want of agreement."""
        try:
            yield
        except ConsentMissing:
            with self._store.writing() as connection:
                note_event(connection, "refused without agreement", self._clock(), draft)
            raise


def _withheld(connection: Connection, forms: Forms, row: Row, on: date) -> str:
    """Why an assessment can only be read; empty when it may go on."""
    missing = missing_in(connection, row.child_id, on)
    if not missing or not waits(forms, row):
        return ""
    return (
        f"Agreement to the assessment: {missing}. This page can be read, and notes be written; answers wait for a new "
        "decision. The first look at safety goes on."
    )


def _of_concern(connection: Connection, family_id: str) -> tuple[str, ...]:
    """As whom the adults of the family who are marked may be named among those in the room.

    An adult who cannot be read may be marked: then it may be anyone of the family.
    """
    persons, all_read = families.readable_persons(connection, family_id)
    roles = {person.role for person in persons if person.of_concern} if all_read else IN_THE_ROOM
    codes = {code for role in roles for code in IN_THE_ROOM[role]}
    return tuple(code for code in PRESENT if code in codes)


def _sent_before(connection: Connection, draft: str, change_id: str, change: changes.AnyChange) -> Acknowledged | None:
    entry = journaled(connection, draft, change_id)
    if entry is None:
        return None
    if entry.change != _writable(change):
        raise AnswerRefused("change: its id was used for another one. Nothing was changed; load the page again.")
    return Acknowledged(id=change_id, revision=entry.revision, saved_at=entry.at)


def _writable(change: changes.AnyChange) -> str:
    try:
        written = changes.to_json(change)
    except (UnicodeEncodeError, OverflowError):
        written = "\\u0000"
    if "\\u0000" in written.replace("\\\\", ""):
        raise AnswerRefused("change: found a sign that no text holds; type it again. Nothing was changed.")
    return written
