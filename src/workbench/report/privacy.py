"""Whom a printed page is for: said at its head, so that it does not get into the wrong hands."""

from ..language import mark, say
from ..model.child_page import agrees_to_show
from ..model.record import Record

TEAM_OWN = mark(
    "The team’s own sheet: it names whom not to ask and not to inform. "
    "Only in the team’s locked file; on no other table."
)
FILE_ONLY = mark("For the child’s file only")
TEAM_ONLY = mark("Private: for the team. Not for the adults at home.")
AGREED = mark("For the team. The child agrees that the adults at home see it; ask once more before.")
HELD_BACK = mark(
    "For the team only. The child was ready to share; because something is open, nothing is shown at home until "
    "your supervisor has agreed."
)


def for_whom(record: Record) -> str:
    """Say whom the page is for. What a child answered stays with the team, unless the child has agreed to more.

    While a note is open anywhere in the child's file, the child's permission is not acted on.
    """
    if record.team:
        return say(TEAM_OWN)
    if record.draft.form.rated_by != "child":
        return say(FILE_ONLY)
    if not agrees_to_show(record.draft):
        return say(TEAM_ONLY)
    is_open = record.earlier or any(note.is_open for note in record.draft.notes.values())
    return say(HELD_BACK if is_open else AGREED)
