"""One assessment while it is being filled in: a pure state, and what each change does to it."""

from datetime import date, datetime, timedelta

import msgspec

from ..errors import AnswerRefused
from . import changes
from .answers import Answers
from .context import Context
from .instrument import Guidance, Instrument, Strict
from .vocabulary import NonAnswer

OPEN_POINT_ANSWERS = (NonAnswer.UNKNOWN, NonAnswer.UNSAFE)


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


class Pause(Strict, frozen=True, kw_only=True):
    """One break of the sitting."""

    began_at: datetime
    ended_at: datetime | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one assessment after `revision` changes."""

    answers: Answers
    revision: int = 0
    section: str | None = None
    item: str | None = None
    notes: dict[str, Note] = {}
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None
    left: str = ""
    rebook: date | None = None
    saved_at: datetime | None = None

    @property
    def form(self) -> Instrument:
        """The instrument that is answered."""
        return self.answers.form


def start(form: Instrument, context: Context | dict | None = None) -> Draft:
    """Begin an assessment at its first section."""
    return Draft(answers=Answers(form, context), section=form.sections[0].id)


def apply(draft: Draft, change: changes.AnyChange, now: datetime) -> Draft:
    """Return the draft after one change, one revision later.

    Parameters
    ----------
    now
        Aware datetime; becomes the time of the answer, the note and "saved".

    Raises
    ------
    AnswerRefused
        The change has no meaning for this draft. The draft is as before.
    UnknownName
        The change names an item that the instrument does not have.
    """
    fields = _effect(draft, change, now)
    after = msgspec.structs.replace(draft, **fields, revision=draft.revision + 1, saved_at=now)
    if "answers" in fields:
        after = msgspec.structs.replace(after, notes=raise_notes(after, now, draft.answers))
    return after


def _effect(draft: Draft, change: changes.AnyChange, now: datetime) -> dict:
    answers = draft.answers
    match change:
        case changes.Answer(item=item, value=value, source=source):
            return {"answers": answers.record(item, value, source, at=now)}
        case changes.NoAnswer(item=item, reason=reason, by=by):
            return {"answers": answers.record(item, reason, by, at=now)}
        case changes.Clear(item=item):
            return {"answers": answers.clear(item)}
        case changes.Said(statement=key, item=item, informant=informant, words=words, value=value):
            return {"answers": answers.said(item, informant, words, value, statement=key, at=now)}
        case changes.Unsaid(statement=key):
            return {"answers": answers.unsaid(key)}
        case changes.Place(section=section, item=item):
            if section not in {s.id for s in draft.form.sections}:
                raise AnswerRefused(f"{draft.form.id}: no section of that name; nothing was changed.")
            if item is not None:
                draft.form.item(item)
            return {"section": section, "item": item}
        case changes.Pause(ends=ends):
            return {"pauses": _pauses(draft, ends, now)}
        case changes.Stop(left=left, rebook=rebook):
            fields = {"stopped_at": now, "left": left, "rebook": rebook}
            return fields | ({"notes": _offered_again(draft, rebook)} if rebook else {})
        case changes.Resume():
            return {"stopped_at": None}
        case _:
            return {"notes": draft.notes | {change.item: _note_after(draft, change, now)}}


def raise_notes(draft: Draft, now: datetime, before: Answers) -> dict[str, Note]:
    """Open a note for every critical answer, and an open point for each critical item left unknown.

    A note never disappears on its own: when its answer no longer calls for it, it says so and waits
    to be closed. A closed note opens again when the answer turns critical, calls for it anew, or is
    another critical answer than `before`.
    """
    notes = dict(draft.notes)
    for item in draft.form.items:
        if item.critical is None:
            continue
        kind = critical_kind(draft.answers, item.id) if draft.answers.applies(item) else None
        note = notes.get(item.id)
        if note is None:
            if kind:
                again = _ask_again(kind, now, draft.rebook)
                notes[item.id] = Note(item=item.id, kind=kind, opened_at=now, ask_again=again)
        elif kind is None:
            notes[item.id] = msgspec.structs.replace(note, answer_changed=True)
        elif (note.kind == "open" and kind == "critical") or (not note.is_open and _calls_anew(draft, before, note)):
            again = _ask_again(kind, now, draft.rebook)
            notes[item.id] = msgspec.structs.replace(
                note, kind=kind, opened_at=now, closed_at=None, ask_again=again, answer_changed=False
            )
        else:
            notes[item.id] = msgspec.structs.replace(note, answer_changed=note.kind != kind)
    return notes


def guidance(form: Instrument, item_id: str) -> Guidance:
    """What the note of a critical item tells the practitioner."""
    critical = form.item(item_id).critical
    if critical is None:
        raise AnswerRefused(f"{form.id}, item {item_id}: has no note.")
    return form.guidance[critical.note]


def critical_kind(answers: Answers, item_id: str) -> str | None:
    """Tell what the answer to an item calls for: `critical`, `open`, or None.

    Unknown and not safe to ask stay open where the rule of the item lets them; declined does where the item says so.
    """
    entry = answers.recorded.get(item_id)
    item = answers.form.item(item_id)
    critical = item.critical
    if entry is None or critical is None:
        return None
    if entry.non_answer in OPEN_POINT_ANSWERS:
        return "open" if critical.stays_open else None
    if entry.non_answer is NonAnswer.DECLINED:
        return "open" if item.open_when_declined else None
    values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    return "critical" if any(value in critical.when for value in values) else None


def _calls_anew(draft: Draft, before: Answers, note: Note) -> bool:
    """Whether the answer to a closed note came back, or moved from one critical answer to another."""
    return note.answer_changed or draft.answers.value(note.item) != before.value(note.item)


def _ask_again(kind: str, now: datetime, rebook: date | None) -> date | None:
    """The next meeting, if one is agreed; else the next day."""
    if kind != "open":
        return None
    return rebook if rebook and rebook > now.date() else (now + timedelta(days=1)).date()


def _offered_again(draft: Draft, rebook: date) -> dict[str, Note]:
    """What was declined is offered again when one meets next, not before."""
    declined = {item for item, entry in draft.answers.recorded.items() if entry.non_answer is NonAnswer.DECLINED}
    return {
        item: msgspec.structs.replace(note, ask_again=rebook)
        if note.is_open and note.kind == "open" and item in declined
        else note
        for item, note in draft.notes.items()
    }


def _note_after(
    draft: Draft,
    change: changes.NoteWords | changes.AskAgain | changes.CloseNote | changes.ReopenNote,
    now: datetime,
) -> Note:
    note = draft.notes.get(change.item)
    if note is None:
        raise AnswerRefused(f"{draft.form.id}: there is no note for that item; nothing was changed.")
    match change:
        case changes.NoteWords(words=words):
            return msgspec.structs.replace(note, words=words)
        case changes.AskAgain(on=on):
            return msgspec.structs.replace(note, ask_again=on)
        case changes.CloseNote():
            if not change.why_not.strip() and not (change.action.strip() and change.at.strip()):
                raise AnswerRefused("note: to close it, write what was done and when, or why nothing was done.")
            return msgspec.structs.replace(
                note,
                closed_at=now,
                action=change.action,
                acted_at=change.at,
                agency=change.agency,
                reference=change.reference,
                why_not=change.why_not,
            )
        case _:
            return msgspec.structs.replace(note, closed_at=None)


def _pauses(draft: Draft, ends: bool, now: datetime) -> tuple[Pause, ...]:
    running = bool(draft.pauses) and draft.pauses[-1].ended_at is None
    if ends != running:
        raise AnswerRefused("break: it has not begun, or is already running; nothing was changed.")
    if ends:
        return (*draft.pauses[:-1], Pause(began_at=draft.pauses[-1].began_at, ended_at=now))
    return (*draft.pauses, Pause(began_at=now))
