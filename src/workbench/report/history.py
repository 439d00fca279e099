"""What the child and its parents lived through, for the team's own sheet; on no other."""

from ..language import say
from ..model.casework.declared import told
from ..model.casework.history import by_years, in_words, sentence
from ..model.record import Record
from . import wording

# What the head of the sheet says already, or what is nobody's history.
ELSEWHERE = ("born", "age_band", "group", "role", "label", "of_concern")


def history(record: Record) -> list[list[str]]:
    """Return label and sentence, in the order of the years; nothing where nothing is on file, or outside the team."""
    if not record.team or record.history is None:
        return []
    kept, (one,) = record.history, record.history.children
    adults = {person.id: wording.person(person) for person in kept.persons}
    lines = [[say("History"), f"{in_words(stretch)}: {sentence(stretch, adults)}"] for stretch in by_years(kept)]
    about = [
        (say("Child"), one.child),
        *((adults[person.id], person) for person in kept.persons),
        (say("Family"), kept.family),
    ]
    for whose, entry in about:
        if facts := told(entry, *ELSEWHERE):
            lines.append(
                [say("{whose}, for the file", whose=whose), "; ".join(f"{label}: {words}" for label, words in facts)]
            )
    return lines
