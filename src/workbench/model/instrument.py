"""What one instrument file declares, as frozen values. Rules beyond types live in `library.check`."""

from functools import cache
from typing import Literal

import msgspec

from ..errors import UnknownName
from .vocabulary import AGE_BANDS


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen value that refuses fields it does not know."""


class Responses(Strict, frozen=True, kw_only=True):
    """One way of answering: a set of options, free words, or a date.

    `kind` is `level` (integer codes, ordered, never summed when `action` is true), `choice` (one of),
    `many` (any of), `words` or `date`. A `choice` whose codes are the four words of
    `vocabulary.STRENGTHS` rates strengths. `faces` names the drawn face beside each code, if there are any.
    `exclusive` names codes of a `many` that stand alone: "nobody" beside somebody says two things.
    """

    kind: Literal["level", "choice", "many", "words", "date"]
    codes: tuple[int | str, ...] = ()
    labels: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    action: bool = False


class Condition(Strict, frozen=True, kw_only=True, rename={"any_of": "is"}):
    """True when the item's answer is one of `any_of` (written `is` in the file)."""

    item: str
    any_of: tuple[int | str, ...]


class Critical(Strict, frozen=True, kw_only=True):
    """Answers that open a note, and which note of the instrument they open.

    `stays_open`: unknown and not safe to ask open it too, with a date to ask again. Without it they wait among all
    that is not known yet, so that the notes which cannot wait are not lost among many.
    """

    when: tuple[int | str, ...]
    note: str
    stays_open: bool = True


class Guidance(Strict, frozen=True, kw_only=True):
    """What a critical point tells the practitioner: read once, under pressure.

    `call` names contacts of `vocabulary.CONTACTS`; `within` says by when.
    """

    title: str
    within: Literal["now", "today", "72 hours", "this week"]
    act: tuple[str, ...]
    call: tuple[str, ...]
    write: tuple[str, ...]
    source: str


class Band(Strict, frozen=True, kw_only=True, rename={"lowest": "from"}):
    """A stretch of a scale: from `lowest` (written `from`) up to the next band, so that no gap can exist."""

    lowest: float
    label: str


class Scale(Strict, frozen=True, kw_only=True):
    """Items that are read together.

    `method` is `action` (counts of action levels), `strengths` (counts of the four words), `sum` or `mean`.
    `missing_allowed` is how many applicable items may lack an answer before a sum or mean has no
    value; `bands` and `unit` belong to sums and means.
    """

    id: str
    title: str
    method: Literal["action", "strengths", "sum", "mean"]
    items: tuple[str, ...]
    unit: str = "points"
    missing_allowed: int = 0
    bands: tuple[Band, ...] = ()


class Example(Strict, frozen=True, kw_only=True):
    """A worked example: answers in a context, and the cells of the score that they must give.

    `answers` holds codes, or the name of a non-answer. `expected` holds measures by scale; the word
    `missing` stands for a cell without a value.
    """

    title: str
    context: dict[str, str | float] = {}
    answers: dict[str, int | str | tuple[str, ...]]
    expected: dict[str, dict[str, int | float | str]]


class Section(Strict, frozen=True, kw_only=True):
    """One screen of the page. The title is neutral: the child or a relative may read it."""

    id: str
    title: str
    intro: str = ""


class Item(Strict, frozen=True, kw_only=True):
    """One question, in the order of the file.

    `say` holds words that may be spoken to the child, by age band. Empty `ages`, `groups` or `stages`
    mean every one; `age_range` (first and last year) may stand instead of `ages` where bands do not fit.
    `show_if` holds when all its conditions hold, `show_if_any` when one of them does. An item is not asked while
    a condition of `hide_if` holds: unlike `show_if`, it is asked as long as the answer looked at is open.
    `source` points to a seed and heading, or is `practice: ` with the reason.

    The words of `say` are spoken only when the instrument's `spoken_when` and the item's own hold, and while
    nobody of `quiet_in_presence_of` is there; otherwise `quiet_help` stands in place of `help`. `aloud`: the
    item is answered by speaking only, so that it is put aside while nothing may be spoken.
    `open_when_declined`: a critical item that stays open, with a date, also when it was declined.
    """

    id: str
    section: str
    domain: str
    level: str
    text: str
    responses: str
    source: str
    help: str = ""
    say: dict[str, str] = {}
    anchors: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    age_range: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    asked_of: tuple[str, ...] = ()
    not_in_presence_of: tuple[str, ...] = ()
    aloud: bool = False
    spoken_when: tuple[Condition, ...] = ()
    quiet_in_presence_of: tuple[str, ...] = ()
    quiet_help: str = ""
    window_days: int | None = 30
    may_not_apply: bool = False
    reversed: bool = False
    show_if: tuple[Condition, ...] = ()
    show_if_any: tuple[Condition, ...] = ()
    hide_if: tuple[Condition, ...] = ()
    critical: Critical | None = None
    open_when_declined: bool = False
    optional: bool = False

    @property
    def branches(self) -> tuple[Condition, ...]:
        """Every condition on which it depends whether the item is asked."""
        return (*self.show_if, *self.show_if_any, *self.hide_if)

    @property
    def years(self) -> frozenset[int]:
        """Ages, in whole years, at which the item may be asked."""
        return _years(self.ages, self.age_range)


@cache
def _years(ages: tuple[str, ...], age_range: tuple[int, ...]) -> frozenset[int]:
    spans = [age_range] if age_range else [AGE_BANDS[band] for band in ages or AGE_BANDS if band in AGE_BANDS]
    return frozenset(year for span in spans for year in range(span[0], span[-1] + 1))


class Offer(Strict, frozen=True, kw_only=True):
    """How a form is offered for a sitting: at which place, the first one being where a sitting begins, and what for."""

    place: int
    what_for: str


class Instrument(Strict, frozen=True, kw_only=True):
    """A versioned set of questions. A released version is never edited.

    `presence` names the `many` item that says who is in the room, if the instrument asks it.
    `spoken_when` holds the answers, all of them needed, under which anything may be asked aloud, first the one
    that chooses to; without it, always. `told_first` is the answer to the item whose words come before any other
    spoken question.
    `scales` holds those that cannot be derived; `model.scales.scales_of` lists all.
    `offer`: it is offered for sittings; without it, a form is only opened where one was begun. Unless
    `waits_for_consent` is false, nothing is answered without agreement to the assessment.
    """

    format: int
    id: str
    version: str
    title: str
    purpose: str
    rated_by: Literal["practitioner", "child"]
    licence: str
    sections: tuple[Section, ...]
    responses: dict[str, Responses]
    items: tuple[Item, ...]
    guidance: dict[str, Guidance] = {}
    presence: str | None = None
    spoken_when: tuple[Condition, ...] = ()
    told_first: Condition | None = None
    every_sitting: bool = False
    offer: Offer | None = None
    waits_for_consent: bool = True
    scales: tuple[Scale, ...] = ()
    examples: tuple[Example, ...] = ()
    language: str = "en"

    def item(self, item_id: str) -> Item:
        """Return the item of that id.

        Raises
        ------
        UnknownName
            The instrument has no such item.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise UnknownName(f"{self.id} {self.version}: no item of that name; see `instruments show {self.id}`.")
