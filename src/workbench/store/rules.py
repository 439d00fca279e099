"""The rules by which answers open notes, in a store that was written by older ones."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from . import schema
from .audit import note_event
from .drafts import Forms, add_notes
from .settings import put

# 2: whatever is rated "act now" opens a note.
NOTE_RULES = "2"
_NAME = "rules.notes"


def by_newer_rules(connection: Connection, forms: Forms, clock: Callable[[], datetime]) -> None:
    """Open, once, the notes that older rules did not open; each assessment that gets one is noted in the audit."""
    known = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.name == _NAME))
    if known == NOTE_RULES:
        return
    for draft_id in add_notes(connection, forms):
        note_event(connection, "notes opened by newer rules", clock(), draft_id)
    put(connection, _NAME, NOTE_RULES)
