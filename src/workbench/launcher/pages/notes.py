"""Open notes in lists: one row per child where anybody may look, one row per advice after "Open"."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from ...model.draft import Draft, Note, guidance
from ...model.instrument import Guidance
from ...model.vocabulary import URGENCY, WITHIN
from ...store import Store, families, notes
from ...store.notes import OpenNote
from .addresses import note_address
from .form import FormPage
from .times import Due, day_in_words, due_in_words


class Group(NamedTuple):
    """Notes of one assessment that give the same advice: read once, closed once. `items` in order of opening."""

    draft: str
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
    """Shows the open notes of a child, the most urgent first."""

    def get(self, child_id: str) -> None:
        store = self.vault.store
        child = families.child(store, child_id)
        listed = [
            _row(group) | {"address": note_address(self.settings, group.draft, group.items[0])}
            for group in groups(store, child.code)
        ]
        self.draw("child_notes.html", child=child, notes=listed)


def groups(store: Store, code: str | None = None) -> list[Group]:
    """The open notes of one child or of all, by advice, the most urgent first."""
    found = sorted((note for note in notes.open_notes(store) if code in (None, note.code)), key=_place(store))
    listed = [_group(store, list(alike)) for _, alike in groupby(found, key=_place(store))]
    return sorted(listed, key=lambda group: (*group.urgency, group.opened))


def rows_by_child(store: Store, code: str | None = None) -> list[dict[str, Any]]:
    """One row per child: how many notes, and by when the most urgent one; no word of what they are about."""
    by_code: dict[str, list[Group]] = {}
    for group in groups(store, code):
        by_code.setdefault(group.code, []).append(group)
    return [
        {
            "child": families.child(store, code).id,
            "code": code,
            "count": "1 note" if len(found) == 1 else f"{len(found)} notes",
            "badge": found[0].badge,
            "late": _latest(found),
        }
        for code, found in by_code.items()
    ]


def alike(draft: Draft, item: str) -> list[Note]:
    """Notes of a draft that give the same advice as that of an item and stand as it does, itself first.

    Open ones belong together by kind, closed ones by the words with which they were closed.
    """
    note = draft.notes[item]
    advice = guidance(draft.form, item)
    others = [
        other
        for other in draft.notes.values()
        if other.item != item and guidance(draft.form, other.item) == advice and _standing(other) == _standing(note)
    ]
    return [note, *others]


def by_when(within: str) -> Due:
    """The badge of advice."""
    return Due("past" if within == "now" else "soon", "◷", WITHIN[within])


def _standing(note: Note) -> tuple:
    closing = (note.action, note.acted_at, note.agency, note.reference, note.why_not)
    return (True, note.kind) if note.is_open else (False, *closing)


def _place(store: Store) -> Callable[[OpenNote], tuple]:
    def place(note: OpenNote) -> tuple:
        critical = store.forms(note.instrument, note.version).item(note.item).critical
        return note.code, note.draft_id, critical.note if critical else "", note.kind

    return place


def _group(store: Store, members: list[OpenNote]) -> Group:
    members.sort(key=lambda note: note.opened_at)
    first = members[0]
    form = store.forms(first.instrument, first.version)
    return Group(
        draft=first.draft_id,
        code=first.code,
        items=tuple(note.item for note in members),
        questions=tuple(form.item(note.item).text for note in members),
        advice=guidance(form, first.item),
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
        "title": group.advice.title,
        "questions": ", ".join(group.questions),
        "opened": f"opened {day_in_words(group.opened)}",
        "changed": group.changed,
        "badge": group.badge,
        "due": due_in_words(group.ask_again) if group.calls else None,
    }
