"""One note: what to do, whom to call, what to write down, and how it was closed, for all questions it stands for."""

from collections.abc import Callable
from typing import Any

from ...errors import AnswerRefused
from ...language import say
from ...model.changes import AnyChange, AskAgain, CloseNote, NoteWords, ReopenNote
from ...model.draft import Draft
from ...model.notes import Note, guidance
from ...model.pending import still_open, whose_words
from ...model.record import Record
from ...model.vocabulary import CONTACTS, INFORMANTS
from ...report.foretold import before_printing
from ...store import StoreDesk
from ...store.records import record_of
from .addresses import item_named, note_address
from .family import in_words
from .form import Form, FormPage
from .notes import alike, by_when, closing_in_words
from .times import day_in_words, due_in_words, time_in_words, today

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
        return item_named(self.settings, draft, record_of(self.vault.store, draft).draft.form, name)

    def on_file(self, draft: str, item: str) -> dict[str, str]:
        """What the forms of a note show; empty where there is no note."""
        note = record_of(self.vault.store, draft).draft.notes.get(item)
        return _as_typed(note) if note else {}

    def amend(self, draft: str, form: Form, change: AnyChange, field: str) -> str:
        """Make a change durable and return when; empty when it was refused or the form is wrong."""
        if form.is_right:
            try:
                return time_in_words(StoreDesk(self.vault.store).amend(draft, change).saved_at)
            except AnswerRefused as error:
                form.wrong(field, in_words(error))
        return ""

    def amend_all(self, draft: str, form: Form, item: str, change: Callable[[str], AnyChange], field: str) -> bool:
        """Make the same change to every note that stands with that of an item; whether all of it was made."""
        members = alike(record_of(self.vault.store, draft).draft, item) if form.is_right else []
        return bool(members) and all(self.amend(draft, form, change(note.item), field) for note in members)

    def draw_note(self, draft: str, item: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        record = record_of(self.vault.store, draft)
        instrument = record.draft.form
        asked, note = instrument.item(item), record.draft.notes.get(item)
        if note is None:
            raise AnswerRefused(say("note: there is none for this question. Go back to the sitting."))
        told, members = guidance(instrument, item), alike(record.draft, item)
        form = form or Form()
        form.shows(_as_typed(note))
        due = due_in_words(note.ask_again)
        calls = note.kind == "critical"
        self.draw(
            "note.html",
            form,
            draft=draft,
            address=note_address(self.settings, draft, item),
            child_id=record.child.id,
            code=record.child.code,
            boxes=before_printing(record),
            title=told.title if calls else asked.text,
            questions=[instrument.item(member.item).text for member in members],
            sitting=say("sitting of {day}", day=day_in_words(record.sitting.on)),
            opened=say("opened {day}", day=day_in_words(note.opened_at.astimezone().date())),
            note=note,
            changed=any(member.answer_changed for member in members),
            waits="" if calls else _waits(record.draft, note),
            words=form.typed["words"],
            whose=whose_words(asked, record.draft.answers.context.age),
            said=_said(record, members),
            saved="",
            guidance=told,
            badge=by_when(told.within) if calls and note.is_open else None,
            calls=[_call(code, record.contacts.get(code, "")) for code in told.call],
            due=due,
            closed=time_in_words(note.closed_at) if note.closed_at else "",
            closing=closing_in_words(note),
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
