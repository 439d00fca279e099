"""What we found: one assessment as squares, what to act on first, whom to lean on, what is open."""

from functools import partial
from itertools import groupby

from ...errors import UnknownName
from ...language import say
from ...model.scales import shows_profile
from ...report.foretold import before_printing
from ...report.profile import profile
from ...store.records import record_of
from .addresses import name_of, note_address
from .form import FormPage


class Found(FormPage):
    """Shows what was found, and the same as a table."""

    def get(self, draft: str) -> None:
        record = record_of(self.vault.store, draft)
        if not shows_profile(record.draft.form):
            raise UnknownName(say("what we found: this page has none of its own; print it from the child's page."))
        found = profile(record)
        self.draw(
            "found.html",
            draft=draft,
            name_of=partial(name_of, self.settings, draft),
            note_address=partial(note_address, self.settings, draft),
            child_id=record.child.id,
            found=found,
            boxes=before_printing(record),
            first=[(when, list(needs)) for when, needs in groupby(found.needs, key=lambda need: need.by_when)],
            leaning=[strength for strength in found.lean_on if strength.code not in ("", "none_yet")],
            missing=[strength for strength in found.lean_on if strength.code == "none_yet"],
            stopped=record.draft.stopped_at is not None,
        )
