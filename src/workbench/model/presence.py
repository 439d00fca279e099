"""Who can hear, and what follows from it: which questions wait, and which are only looked at."""

from collections.abc import Iterable

from .ages import bands
from .answers import Answers
from .instrument import Item
from .vocabulary import NOBODY

CHILD, OF_CONCERN = "child", "person_of_concern"
HEARS_NOTHING = "0-2"


def in_the_room(answers: Answers, present: Iterable[str] = (), of_concern: Iterable[str] = ()) -> frozenset[str]:
    """Who can hear, by the codes of `vocabulary.PRESENT`.

    Parameters
    ----------
    present
        Who was there when the sitting was set up; counts until the instrument's own question is answered.
    of_concern
        As whom an adult who is suspected of harm may be named; whoever is named so counts as one.

    Returns
    -------
    frozenset of str
        Without a child who is certainly under three: it is in the arms of the one who is asked, and holds nothing back.
    """
    said = _said(answers)
    here = set(present if said is None else said) - {NOBODY}
    if here.intersection(of_concern):
        here.add(OF_CONCERN)
    age = answers.context.age
    if age is not None and bands(age) == (HEARS_NOTHING,):
        here.discard(CHILD)
    return frozenset(here)


def put_aside(answers: Answers, here: frozenset[str]) -> tuple[str, ...]:
    """Items that wait: someone is there who must not hear them, or they can only be asked aloud and must not be now.

    Whoever fills it in alone sees everything.
    """
    if _said(answers) == (NOBODY,):
        return ()
    silent = not answers.may_be_spoken()
    return tuple(
        item.id for item in answers.shown() if here.intersection(item.not_in_presence_of) or (silent and item.aloud)
    )


def is_spoken(answers: Answers, item: Item, here: frozenset[str]) -> bool:
    """Whether the item may be asked aloud now; otherwise it is answered from what is seen and known."""
    return (
        answers.may_be_spoken()
        and all(map(answers.holds, item.spoken_when))
        and not here.intersection(item.quiet_in_presence_of)
    )


def _said(answers: Answers) -> tuple[str, ...] | None:
    name = answers.form.presence
    value = answers.value(name) if name else None
    return value if isinstance(value, tuple) else None
