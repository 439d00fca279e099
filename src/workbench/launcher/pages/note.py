"""One note: what to do, whom to call, what to write down, and how it was closed, for all questions it stands for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ...errors import AnswerRefused
from ...language import say
from ...model.changes import AskAgain, CloseNote, NoteWords, ReopenNote
from ...model.draft import Draft
from ...model.instrument import Guidance
from ...model.notes import Note, guidance
from ...model.pending import still_open, whose_words
from ...model.record import Record
from ...model.vocabulary import CONTACTS, INFORMANTS
from ...report.foretold import before_printing
from ...store import StoreDesk
from ...store.families import LONG_AGO
from ...store.lone_notes import amend_alone, items_of, lone_note, lone_notes
from ...store.readable import FAULTS, OF_THE_STORE
from ...store.records import record_of
from ...store.settings import settings as settings_of
from .addresses import item_named, note_address
from .form import Form, FormPage, in_words
from .notes import alike, by_when, closing_in_words, not_here, told_by
from .times import day_in_words, due_in_words, time_in_words, today

NoteChange = NoteWords | AskAgain | CloseNote | ReopenNote
EMERGENCY = ("ambulance", "police")


class NotePage(FormPage):
    """Shows a note, and keeps the words that are written into it."""

    def get(self, draft: str, name: str) -> None:
        self.draw_note(draft, self.item(draft, name))

    def post(self, draft: str, name: str) -> None:
        """Keep the child's words; a page with a script asks for JSON and stays where it is."""
        form, item = Form.sent_to(self), self.item(draft, name)
        form.meanwhile(self.on_file(draft, item))
        words, emptied = form.text("words"), form.emptied("words")
        change = NoteWords(item=item, words=words, clear=emptied)
        saved = (
            self.amend(draft, form, change, "words") if words or emptied else time_in_words(self.vault.store.clock())
        )
        if "application/json" in self.request.headers.get("Accept", ""):
            self.set_status(200 if saved else 422)
            self.finish({"saved": saved} if saved else {"error": next(iter(form.errors.values()))})
        elif saved:
            self.go(note_address(self.settings, draft, item))
        else:
            self.draw_note(draft, item, form)

    def item(self, draft: str, name: str) -> str:
        """The question that the address names."""
        return item_named(self.settings, draft, items_of(self.vault.store, draft), name)

    def on_file(self, draft: str, item: str) -> dict[str, str]:
        """What the forms of a note show."""
        return _as_typed(lone_note(self.vault.store, draft, item).note)

    def amend(self, draft: str, form: Form, change: NoteChange, field: str) -> str:
        """Make a change durable and return when; empty when it was refused or the form is wrong."""
        if form.is_right:
            try:
                return time_in_words(self._amended(draft, change))
            except AnswerRefused as error:
                form.wrong(field, in_words(error))
        return ""

    def _amended(self, draft: str, change: NoteChange) -> datetime:
        store = self.vault.store
        try:
            return StoreDesk(store).amend(draft, change).saved_at
        except (AnswerRefused, *OF_THE_STORE):
            raise
        except FAULTS:
            return amend_alone(store, draft, change)

    def _members(self, draft: str, item: str) -> list[str]:
        """Questions whose notes stand with that of an item; itself alone where that cannot be told."""
        store = self.vault.store
        lone = lone_note(store, draft, item)
        try:
            form = store.forms(lone.instrument, lone.version)
            return [note.item for note in alike(lone_notes(store, draft, form), item)]
        except OF_THE_STORE:
            raise
        except FAULTS:
            return [item]

    def amend_all(self, draft: str, form: Form, item: str, change: Callable[[str], NoteChange], field: str) -> bool:
        """Make the same change to every note that stands with that of an item; whether all of it was made."""
        members = self._members(draft, item) if form.is_right else []
        return bool(members) and all(self.amend(draft, form, change(member), field) for member in members)

    def draw_note(self, draft: str, item: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        try:
            self.draw_whole(draft, item, form)
        except (AnswerRefused, *OF_THE_STORE):
            raise
        except FAULTS:
            self.draw_alone(draft, item, form)

    def draw_alone(self, draft: str, item: str, form: Form | None = None) -> None:
        """Draw the page with what can be read of a note, and say what cannot."""
        store = self.vault.store
        lone = lone_note(store, draft, item)
        note, calls = lone.note, lone.note.kind == "critical"
        question, told = told_by(store, lone.instrument, lone.version, item)
        lost = lone.lost if told != not_here() or "the questions" in lone.lost else (*lone.lost, say("its question"))
        known = note.opened_at != LONG_AGO
        opened = (
            say("opened {day}", day=day_in_words(note.opened_at.astimezone().date()))
            if known
            else say("the day cannot be read")
        )
        form = form or Form()
        form.shows(_as_typed(note))
        self.draw(
            "note.html",
            form,
            **_of_the_note(note, form, told, dict(settings_of(store).contacts)),
            draft=draft,
            address=note_address(self.settings, draft, item),
            child_id=lone.child_id,
            code=lone.code,
            lost=say(
                "Of this sitting cannot be read: {parts}.", parts=", ".join(map(say, lost)) or say("a part of it")
            ),
            boxes="",
            title=told.title if calls else question,
            questions=[question],
            sitting=say("sitting of {day}", day=day_in_words(lone.on))
            if lone.on
            else say("a sitting whose day cannot be read"),
            opened=opened,
            changed=note.answer_changed,
            waits=""
            if calls
            else still_open(lone.reason, note.ask_again)
            if lone.reason
            else say(
                "This is open; why, cannot be read. If you have another reason for worry, the steps below apply today."
            ),
            whose=say("In their own words"),
            said=[],
        )

    def draw_whole(self, draft: str, item: str, form: Form | None = None) -> None:
        """Draw the page with all that stands beside the note."""
        record = record_of(self.vault.store, draft)
        instrument = record.draft.form
        asked, note = instrument.item(item), record.draft.notes.get(item)
        if note is None:
            raise AnswerRefused(say("note: there is none for this question. Go back to the sitting."))
        told, members = guidance(instrument, item), alike(record.draft, item)
        form = form or Form()
        form.shows(_as_typed(note))
        calls = note.kind == "critical"
        self.draw(
            "note.html",
            form,
            **_of_the_note(note, form, told, dict(record.contacts)),
            draft=draft,
            address=note_address(self.settings, draft, item),
            lost="",
            child_id=record.child.id,
            code=record.child.code,
            boxes=before_printing(record),
            title=told.title if calls else asked.text,
            questions=[instrument.item(member.item).text for member in members],
            sitting=say("sitting of {day}", day=day_in_words(record.sitting.on)),
            opened=say("opened {day}", day=day_in_words(note.opened_at.astimezone().date())),
            changed=any(member.answer_changed for member in members),
            waits="" if calls else _waits(record.draft, note),
            whose=whose_words(asked, record.draft.answers.context.age),
            said=_said(record, members),
        )


class CloseNotePage(NotePage):
    """Marks a note as done, with what was done and when, or with why nothing was done."""

    def post(self, draft: str, name: str) -> None:
        form, item = Form.sent_to(self, "close"), self.item(draft, name)
        form.meanwhile(self.on_file(draft, item))
        action, at = form.text("action"), form.text("at", longest=400)
        agency, reference = form.text("agency", longest=400), form.text("reference", longest=400)
        why_not = form.text("why_not")
        if not why_not:
            if not action:
                form.wrong("action", say("Please write what was done, or below why nothing was done."))
            elif not at:
                form.wrong("at", say("Please write when it was done."))
        typed = {"action": action, "at": at, "agency": agency, "reference": reference, "why_not": why_not}
        closing = {name: words for name, words in typed.items() if words}
        emptied = form.emptied(*typed)
        if self.amend_all(draft, form, item, lambda member: CloseNote(item=member, clear=emptied, **closing), "action"):
            self.go(note_address(self.settings, draft, item))
        else:
            self.draw_note(draft, item, form)


class AskAgainPage(NotePage):
    """Sets the day on which an open point is asked again."""

    def post(self, draft: str, name: str) -> None:
        form, item = Form.sent_to(self, "again"), self.item(draft, name)
        on = form.day_to_come("ask_again", needed=say("Please choose a day."))
        again = lambda member: AskAgain(item=member, on=on or today())
        if on is not None and self.amend_all(draft, form, item, again, "ask_again"):
            self.go(note_address(self.settings, draft, item))
        else:
            self.draw_note(draft, item, form)


class ReopenNotePage(NotePage):
    """Opens a closed note again; what was written stays."""

    def post(self, draft: str, name: str) -> None:
        form, item = Form.sent_to(self), self.item(draft, name)
        if self.amend_all(draft, form, item, lambda member: ReopenNote(item=member), "page"):
            self.go(note_address(self.settings, draft, item))
        else:
            self.draw_note(draft, item, form)


def _of_the_note(note: Note, form: Form, told: Guidance, contacts: dict[str, str]) -> dict[str, Any]:
    """What the page shows of a note itself."""
    return {
        "note": note,
        "words": form.typed["words"],
        "saved": "",
        "guidance": told,
        "badge": by_when(told.within) if note.kind == "critical" and note.is_open else None,
        "calls": [_call(code, contacts.get(code, "")) for code in told.call],
        "due": due_in_words(note.ask_again),
        "closed": time_in_words(note.closed_at) if note.closed_at else "",
        "closing": closing_in_words(note),
    }


def _waits(draft: Draft, note: Note) -> str:
    entry = draft.answers.recorded.get(note.item)
    return still_open(entry.non_answer if entry else None, note.ask_again)


def _said(record: Record, members: list[Note]) -> list[dict[str, str]]:
    """What was written down already for these questions: on the card of a question, or on another of the notes."""
    form, items = record.draft.form, [member.item for member in members]
    on_cards = [
        {"who": INFORMANTS.get(said.informant, ""), "of": form.item(said.item).text, "words": said.words}
        for said in record.draft.answers.statements
        if said.item in items and said.words.strip()
    ]
    others = [
        {"who": say("Note"), "of": form.item(other.item).text, "words": other.words}
        for other in members[1:]
        if other.words
    ]
    return on_cards + others


def _call(code: str, number: str) -> dict[str, Any]:
    return {"id": code, "name": CONTACTS[code], "number": number, "emergency": code in EMERGENCY}


def _as_typed(note: Note) -> dict[str, str]:
    return note.closing | {"words": note.words, "ask_again": note.ask_again.isoformat() if note.ask_again else ""}
