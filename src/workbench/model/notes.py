"""Notes: what calls for action, or must be asked again, from the moment it is raised until it is closed in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ..errors import AnswerRefused
from ..language import Labels, say, say_many
from .answers import Answers
from .instrument import Guidance, Instrument, Item, Strict
from .scales import rates_action
from .vocabulary import URGENCY, NonAnswer

# By which rules answers open notes. 2: whatever is rated "act now" opens one. 3: another reason opens it anew.
RULES = 3
OPEN_POINT_ANSWERS = (NonAnswer.UNKNOWN, NonAnswer.UNSAFE)
ACT_NOW = 3
CLOSING = {"action": "action", "at": "acted_at", "agency": "agency", "reference": "reference", "why_not": "why_not"}

CLOSING_LABELS = Labels(
    {"action": "Done", "at": "When", "agency": "Told", "reference": "Reference", "why_not": "Not done, because"}
)


class Note(Strict, frozen=True, kw_only=True):
    """A critical point of one item, from the moment it is raised until it is closed in words.

    `kind` is `critical` (an answer calls for action) or `open` (not known, not safe to ask yet, or declined where
    that must not be the end of it).
    It stays until closed, also when the answer changes: `answer_changed` then says so.
    """

    item: str
    kind: str
    opened_at: datetime
    words: str = ""
    ask_again: date | None = None
    answer_changed: bool = False
    closed_at: datetime | None = None
    action: str = ""
    acted_at: str = ""
    agency: str = ""
    reference: str = ""
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still stands on the start page."""
        return self.closed_at is None

    @property
    def closing(self) -> dict[str, str]:
        """How it was closed, by the fields of `changes.CloseNote`; empty where nothing was written."""
        return {name: getattr(self, field) for name, field in CLOSING.items()}


class Standing(Strict, frozen=True, kw_only=True):
    """How many notes of a child stand open: those that call for action, and questions to ask again."""

    act: int = 0
    ask: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.act + self.ask

    def in_words(self) -> str:
        """Say it in one sentence; empty where nothing stands open.

        >>> Standing(act=2, ask=1).in_words()
        '3 notes are open for this child: 2 to act on, 1 to ask again.'
        >>> Standing(ask=1).in_words()
        '1 note is open for this child: a question to ask again.'
        """
        if not self.total:
            return ""
        if self.total == 1:
            if self.act:
                return say("1 note is open for this child: to act on.")
            return say("1 note is open for this child: a question to ask again.")
        parts = [say_many("{count} to act on", "{count} to act on", self.act)] if self.act else []
        parts += [say_many("{count} to ask again", "{count} to ask again", self.ask)] if self.ask else []
        return say_many(
            "{count} note is open for this child: {what}.",
            "{count} notes are open for this child: {what}.",
            self.total,
            what=", ".join(parts),
        )


def told_of_closing(note: Note) -> list[tuple[str, str]]:
    """Say how a note was closed, as (label, words), without what was not written."""
    told = [(label, getattr(note, CLOSING[name])) for name, label in CLOSING_LABELS.items()]
    return [(label, words) for label, words in told if words.strip()]


def critical_kind(answers: Answers, item_id: str, rules: int = RULES) -> str | None:
    """Tell what the answer to an item calls for: `critical`, `open`, or None.

    Whatever is rated "act now" calls for action, also where the instrument has no note of its own for it. Unknown and
    not safe to ask stay open where the rule of the item lets them; declined does where the item says so.
    """
    entry = answers.recorded.get(item_id)
    item = answers.form.item(item_id)
    if entry is None:
        return None
    if entry.non_answer is None:
        return "critical" if calls_for_action(answers.form, item, entry.value, rules) else None
    if item.critical is None:
        return None
    if entry.non_answer in OPEN_POINT_ANSWERS:
        return "open" if item.critical.stays_open else None
    return "open" if entry.non_answer is NonAnswer.DECLINED and item.open_when_declined else None


def guidance(form: Instrument, item_id: str) -> Guidance:
    """What the note of an item tells the practitioner: the instrument's own words, else plain ones.

    Raises
    ------
    AnswerRefused
        The item can have no note: it has no critical answer, and is not rated by action levels.
    """
    item = form.item(item_id)
    if item.critical is not None:
        return form.guidance[item.critical.note]
    if not rates_action(form.responses[item.responses]):
        raise AnswerRefused(say("{form}, item {item}: has no note.", form=form.id, item=item_id))
    return Guidance(
        title=item.text,
        within="72 hours",
        act=(
            *([say("What was rated: {anchor}", anchor=item.anchors[-1])] if item.anchors else []),
            say("Today: agree with your supervisor who does what, and by when; 72 hours at the latest."),
            say("Say to the child, or to whoever cares for the child, what happens next, if that is safe."),
        ),
        call=("supervisor",),
        write=(say("What was done, when, and who was told."),),
        source=say("practice: whatever is rated “Act now” is acted on within 72 hours"),
    )


def advice_of(item: Item) -> str:
    """Name the advice of an item: items of the same name are read once and closed once."""
    return item.critical.note if item.critical else item.id


def together(form: Instrument, notes: Iterable[Note]) -> list[tuple[Note, ...]]:
    """Put open notes of the same advice and kind together, the most urgent first; each tuple counts as one note."""
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        if note.is_open:
            groups.setdefault((advice_of(form.item(note.item)), note.kind), []).append(note)
    urgent = lambda group: (group[0].kind != "critical", URGENCY.index(guidance(form, group[0].item).within))
    return sorted(map(tuple, groups.values()), key=lambda group: (*urgent(group), min(n.opened_at for n in group)))


def raise_notes(
    answers: Answers, notes: Mapping[str, Note], now: datetime, *, before: Answers, again: date, rules: int = RULES
) -> dict[str, Note]:
    """Open a note for every answer that calls for one, and say of the others where their answer has changed.

    A note never disappears on its own: when its answer no longer calls for it, it says so and waits
    to be closed. A closed note opens again when the answer turns critical, calls for it anew, or is
    another one than `before` that calls for it: another code, or another reason why there is none.

    Parameters
    ----------
    again
        The day on which an open point is asked again.
    rules
        Older ones make again what was written under them.
    """
    raised = dict(notes)
    for item in answers.form.items:
        kind = critical_kind(answers, item.id, rules) if answers.applies(item) else None
        note, on = raised.get(item.id), again if kind == "open" else None
        if note is None:
            if kind:
                raised[item.id] = Note(item=item.id, kind=kind, opened_at=now, ask_again=on)
        elif kind is None:
            raised[item.id] = _changed(note, answer_changed=True)
        elif (note.kind == "open" and kind == "critical") or (
            not note.is_open and (note.answer_changed or _is_another(answers, before, item.id, rules))
        ):
            raised[item.id] = _changed(
                note, kind=kind, opened_at=now, closed_at=None, ask_again=on, answer_changed=False
            )
        else:
            raised[item.id] = _changed(note, answer_changed=note.kind != kind)
    return raised


def _is_another(answers: Answers, before: Answers, item: str, rules: int) -> bool:
    now, then = answers.recorded.get(item), before.recorded.get(item)
    reasons = {entry.non_answer if entry else None for entry in (now, then)}
    return answers.value(item) != before.value(item) or (rules >= 3 and len(reasons) > 1)


def _changed(note: Note, **fields: Any) -> Note:
    return note if all(getattr(note, n) == v for n, v in fields.items()) else _replaced(note, fields)


def _replaced(note: Note, fields: dict[str, Any]) -> Note:
    return Note(**{name: getattr(note, name) for name in note.__struct_fields__} | fields)


def calls_for_action(form: Instrument, item: Item, value: object, rules: int = RULES) -> bool:
    """Whether an answer calls for action: the instrument says so, or it is rated "act now"."""
    values = value if isinstance(value, tuple) else (value,)
    if item.critical is not None and any(one in item.critical.when for one in values):
        return True
    return rules >= 2 and value == ACT_NOW and rates_action(form.responses[item.responses])
