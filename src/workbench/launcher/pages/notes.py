"""Notes in lists: one row per child where anybody may look, one row per advice after "Open"; and meetings."""

from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from ...errors import AnswerRefused, WorkbenchError
from ...language import Labels, say, say_many
from ...model.draft import Draft
from ...model.instrument import Guidance
from ...model.notes import Note, Standing, advice_of, guidance
from ...model.vocabulary import URGENCY, WITHIN
from ...store import Store, families, notes
from ...store.notes import OpenNote, question_of
from .addresses import note_address
from .form import FormPage
from .times import Due, day_in_words, due_in_words, meeting_in_words, time_in_words


class Group(NamedTuple):
    """Notes of one assessment that give the same advice: read once, closed once. `items` in order of opening."""

    draft: str
    child: str
    code: str
    items: tuple[str, ...]
    questions: tuple[str, ...]
    advice: Guidance
    opened: date
    changed: bool
    calls: bool
    ask_again: date | None

    @property
    def urgency(self) -> tuple[int, date]:
        """Sorts what calls for action first, then what is asked again soonest."""
        by_when = URGENCY.index(self.advice.within) if self.calls else len(URGENCY)
        return by_when, self.ask_again or date.max

    @property
    def badge(self) -> Due | None:
        """By when to act; for a point that is only open, when to ask again."""
        return by_when(self.advice.within) if self.calls else due_in_words(self.ask_again)


class ChildNotes(FormPage):
    """Shows the notes of a child: what calls for action, what is asked again, and what was done."""

    def get(self, child_id: str) -> None:
        store = self.vault.store
        child = families.child(store, child_id)
        listed = groups(store, child.id)
        rows = [
            (group.calls, _row(group) | {"address": note_address(self.settings, group.draft, group.items[0])})
            for group in listed
        ]
        self.draw(
            "child_notes.html",
            child=child,
            count=_count(Standing(act=sum(g.calls for g in listed), ask=sum(not g.calls for g in listed))),
            acting=[row for calls, row in rows if calls],
            asking=[row for calls, row in rows if not calls],
            done=[self._done(*closed) for closed in notes.closed_notes(store, child.id)],
        )

    def _done(self, draft: str, instrument: str, version: str, note: Note) -> dict[str, Any]:
        question, advice = told_by(self.vault.store, instrument, version, note.item)
        return {
            "title": advice.title if note.kind == "critical" else question,
            "question": question,
            "closed": time_in_words(note.closed_at) if note.closed_at else "",
            "facts": closing_in_words(note),
            "words": note.words,
            "address": note_address(self.settings, draft, note.item),
        }


CLOSING = Labels(
    {
        "action": "What was done",
        "at": "When",
        "agency": "Who was told",
        "reference": "Reference",
        "why_not": "Why nothing was done",
    }
)


def groups(store: Store, child_id: str | None = None) -> list[Group]:
    """The open notes of one child or of all, by advice, the most urgent first."""
    place = lambda note: (note.code, note.draft_id, note.advice, note.kind)
    found = sorted((note for note in notes.open_notes(store) if child_id in (None, note.child_id)), key=place)
    listed = [_group(store, list(alike)) for _, alike in groupby(found, key=place)]
    return sorted(listed, key=lambda group: (*group.urgency, group.opened))


def rows_by_child(store: Store, child_id: str | None = None) -> list[dict[str, Any]]:
    """One row per child: how many notes, and by when the most urgent one; no word of what they are about."""
    by_child: dict[str, list[Group]] = {}
    for group in groups(store, child_id):
        by_child.setdefault(group.child, []).append(group)
    return [
        {
            "child": child,
            "code": found[0].code,
            "count": _count(Standing(act=sum(g.calls for g in found), ask=sum(not g.calls for g in found))),
            "badge": found[0].badge,
            "late": _latest(found),
        }
        for child, found in by_child.items()
    ]


def meeting_rows(store: Store, child_id: str | None = None) -> list[dict[str, Any]]:
    """Meetings agreed for a day, one row per child, the soonest first."""
    return [
        {"child": met.child_id, "code": met.code, "on": met.on, "draft": met.draft_id, "due": meeting_in_words(met.on)}
        for met in notes.meetings(store)
        if child_id in (None, met.child_id)
    ]


def _count(standing: Standing) -> str:
    return say_many("{count} note", "{count} notes", standing.total)


def closing_in_words(note: Note) -> list[tuple[str, str]]:
    """With which words a note was closed, each with its label."""
    return [(CLOSING[name], words) for name, words in note.closing.items() if words]


def alike(draft: Draft, item: str) -> list[Note]:
    """Notes of a draft that give the same advice as that of an item and stand as it does, itself first.

    Open ones belong together by kind, closed ones by the words with which they were closed.
    """
    if item not in draft.notes:
        raise AnswerRefused(say("note: there is none for this question. Go back to the sitting."))
    note, advice = draft.notes[item], advice_of(draft.form.item(item))
    others = [
        other
        for other in draft.notes.values()
        if other.item != item
        and advice_of(draft.form.item(other.item)) == advice
        and _standing(other) == _standing(note)
    ]
    return [note, *others]


def by_when(within: str) -> Due:
    """The badge of advice."""
    return Due("past" if within == "now" else "soon", "◷", WITHIN[within])


def _standing(note: Note) -> tuple:
    return (True, note.kind) if note.is_open else (False, *note.closing.values())


def not_here() -> Guidance:
    """What can be said of a note whose question is not on this computer."""
    return Guidance(
        title=say("A question that is not on this computer"),
        within="72 hours",
        act=(say("Agree with your supervisor what it was about, and what is to be done."),),
        call=("supervisor",),
        write=(say("What was done, when, and who was told."),),
        source=say("practice: a note is acted on even where its question cannot be read"),
    )


def told_by(store: Store, instrument: str, version: str, item: str) -> tuple[str, Guidance]:
    """Question and advice of a note; where the instrument is not on this computer, what can be said without it."""
    try:
        form = store.forms(instrument, version)
        return form.item(item).text, guidance(form, item)
    except WorkbenchError:
        return question_of(store.forms, instrument, version, item), not_here()


def _group(store: Store, members: list[OpenNote]) -> Group:
    members.sort(key=lambda note: note.opened_at)
    first = members[0]
    told = [told_by(store, note.instrument, note.version, note.item) for note in members]
    return Group(
        draft=first.draft_id,
        child=first.child_id,
        code=first.code,
        items=tuple(note.item for note in members),
        questions=tuple(question for question, _ in told),
        advice=told[0][1],
        opened=first.opened_at.astimezone().date(),
        changed=any(note.answer_changed for note in members),
        calls=first.kind == "critical",
        ask_again=min((note.ask_again for note in members if note.ask_again), default=None),
    )


def _latest(found: list[Group]) -> Due | None:
    """A date to ask again that has passed or comes soon, where the badge does not tell it already."""
    days = [group.ask_again for group in found if group.ask_again]
    due = due_in_words(min(days)) if days else None
    return due if due and due.kind != "later" and due != found[0].badge else None


def _row(group: Group) -> dict[str, Any]:
    return {
        "title": group.advice.title if group.calls else group.questions[0],
        "questions": ", ".join(group.questions),
        "opened": say("opened {day}", day=day_in_words(group.opened)),
        "changed": group.changed,
        "badge": group.badge,
        "due": due_in_words(group.ask_again) if group.calls else None,
    }
