"""The rules by which answers open notes, in a store that was written by older ones."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from ..model.notes import RULES
from . import schema
from .audit import note_event
from .drafts import Forms, add_notes
from .settings import put

_NAME = "rules.notes"


def by_newer_rules(connection: Connection, forms: Forms, clock: Callable[[], datetime]) -> None:
    """Open, once, the notes that older rules did not open; each assessment that gets one is noted in the audit."""
    known = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.name == _NAME))
    if known == str(RULES):
        return
    older = next((rules for rules in range(1, RULES) if known == str(rules)), 1)
    for draft_id in add_notes(connection, forms, older):
        note_event(connection, "notes opened by newer rules", clock(), draft_id)
    put(connection, _NAME, str(RULES))
