"""One assessment while it is being filled in: a pure state, and what each change does to it."""

from datetime import date, datetime, timedelta

import msgspec
from msgspec import UNSET

from ..errors import AnswerRefused
from . import changes
from .answers import Answers
from .context import Context
from .instrument import Instrument, Strict
from .notes import RULES, Note, raise_notes
from .vocabulary import NonAnswer


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


def apply(draft: Draft, change: changes.AnyChange, now: datetime, *, rules: int = RULES) -> Draft:
    """Return the draft after one change, one revision later.

    Parameters
    ----------
    now
        Aware datetime; becomes the time of the answer, the note and "saved".
    rules
        By which answers open notes: `notes.RULES`, or those of the day a journal was written.

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
        again = _ask_again(after, now)
        notes = raise_notes(after.answers, after.notes, now, before=draft.answers, again=again, rules=rules)
        after = msgspec.structs.replace(after, notes=notes)
    return after


def _effect(draft: Draft, change: changes.AnyChange, now: datetime) -> dict:
    match change:
        case changes.Place(section=section, item=item):
            if section not in {s.id for s in draft.form.sections}:
                raise AnswerRefused(f"{draft.form.id}: no section of that name; nothing was changed.")
            if item is not None:
                draft.form.item(item)
            return {"section": section, "item": item}
        case changes.Pause(ends=ends):
            return {"pauses": _pauses(draft, ends, now)}
        case changes.Stop():
            ending = change.after({"left": draft.left, "rebook": draft.rebook})
            offered = {"notes": _offered_again(draft, change.rebook)} if isinstance(change.rebook, date) else {}
            return {"stopped_at": now} | ending | offered
        case changes.NextMeeting():
            return change.after({"rebook": draft.rebook})
        case changes.Resume():
            return {"stopped_at": None}
        case changes.NoteWords() | changes.AskAgain() | changes.CloseNote() | changes.ReopenNote():
            return {"notes": draft.notes | {change.item: note_after(_note_of(draft, change.item), change, now)}}
        case _:
            return {"answers": _answers_after(draft.answers, change, now)}


def _answers_after(
    answers: Answers,
    change: changes.Answer | changes.NoAnswer | changes.Clear | changes.Said | changes.Unsaid,
    now: datetime,
) -> Answers:
    match change:
        case changes.Answer(item=item, value=value, source=source):
            before = answers.recorded.get(item)
            kept = before.source if before and before.value is not None else None
            return answers.record(item, value, kept if source is UNSET else source, at=now)
        case changes.NoAnswer(item=item, reason=reason, by=by):
            return answers.record(item, reason, by, at=now)
        case changes.Clear(item=item):
            return answers.clear(item)
        case changes.Said(statement=key, item=item, informant=informant):
            heard = next((said for said in answers.statements if said.id == key), None)
            said = change.after({"words": heard.words if heard else "", "value": heard.value if heard else None})
            return answers.said(item, informant, said["words"], said["value"], statement=key, at=now)
        case changes.Unsaid(statement=key):
            return answers.unsaid(key)


def _ask_again(draft: Draft, now: datetime) -> date:
    """The next meeting, if one is agreed; else the next day."""
    return draft.rebook if draft.rebook and draft.rebook > now.date() else (now + timedelta(days=1)).date()


def _offered_again(draft: Draft, rebook: date) -> dict[str, Note]:
    """What was declined is offered again when one meets next, not before."""
    declined = {item for item, entry in draft.answers.recorded.items() if entry.non_answer is NonAnswer.DECLINED}
    return {
        item: msgspec.structs.replace(note, ask_again=rebook)
        if note.is_open and note.kind == "open" and item in declined
        else note
        for item, note in draft.notes.items()
    }


def note_after(
    note: Note,
    change: changes.NoteWords | changes.AskAgain | changes.CloseNote | changes.ReopenNote,
    now: datetime,
) -> Note:
    """Return a note after a change of its own.

    Raises
    ------
    AnswerRefused
        It would be closed without a word.
    """
    match change:
        case changes.NoteWords():
            return msgspec.structs.replace(note, **change.after({"words": note.words}))
        case changes.AskAgain(on=on):
            return msgspec.structs.replace(note, ask_again=on)
        case changes.CloseNote():
            closing = change.after(note.closing)
            if not closing["why_not"].strip() and not (closing["action"].strip() and closing["at"].strip()):
                raise AnswerRefused("note: to close it, write what was done and when, or why nothing was done.")
            return msgspec.structs.replace(note, closed_at=now, acted_at=closing.pop("at"), **closing)
        case _:
            return msgspec.structs.replace(note, closed_at=None)


def _note_of(draft: Draft, item: str) -> Note:
    draft.form.item(item)
    note = draft.notes.get(item)
    if note is None:
        raise AnswerRefused(f"{draft.form.id}: there is no note for that item; nothing was changed.")
    return note


def _pauses(draft: Draft, ends: bool, now: datetime) -> tuple[Pause, ...]:
    running = bool(draft.pauses) and draft.pauses[-1].ended_at is None
    if ends != running:
        raise AnswerRefused("break: it has not begun, or is already running; nothing was changed.")
    if ends:
        return (*draft.pauses[:-1], Pause(began_at=draft.pauses[-1].began_at, ended_at=now))
    return (*draft.pauses, Pause(began_at=now))
