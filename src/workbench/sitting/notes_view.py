"""The critical points of a sitting as the form shows them: what to do, whom to call, what was done."""

from functools import partial
from typing import Any

from ..desk.protocol import Opened
from ..language import mark, say
from ..model.instrument import Instrument
from ..model.notes import Note, advice_of, guidance
from ..model.pending import still_open, whose_words
from ..model.vocabulary import CONTACTS, URGENCY, WITHIN
from .place import at_place

Json = dict[str, Any]

EMERGENCY = mark("no number set: dial your national emergency number")


def show_notes(opened: Opened) -> Json:
    """Return the notes of a sitting, the points left open in earlier ones, and whether any of them is open."""
    draft = opened.draft
    return {
        "notes": [_note(opened, note) for note in sorted(draft.notes.values(), key=partial(_order, draft.form))],
        "earlier": [{"text": text, "on": on.isoformat(), "kind": kind} for text, on, kind in opened.earlier],
        "mark": any(note.is_open for note in draft.notes.values()) or bool(opened.earlier),
    }


def _order(form: Instrument, note: Note) -> tuple:
    """What is open before what is closed, what calls for action before what waits, and by how soon it must be done."""
    within = guidance(form, note.item).within
    return (not note.is_open, note.kind != "critical", URGENCY.index(within), note.opened_at)


def _note(opened: Opened, note: Note) -> Json:
    form = opened.draft.form
    item, advice = form.item(note.item), guidance(form, note.item)
    entry = opened.draft.answers.recorded.get(note.item)
    return {
        "item": note.item,
        "group": advice_of(item),
        "text": item.text,
        "waits": still_open(entry.non_answer if entry else None, note.ask_again) if note.kind == "open" else "",
        "whose": whose_words(item, opened.age),
        "kind": note.kind,
        "title": advice.title,
        "within": WITHIN[advice.within],
        "act": list(advice.act),
        "call": [_call(opened, code) for code in advice.call],
        "write": list(advice.write),
        "words": note.words,
        "ask_again": note.ask_again.isoformat() if note.ask_again else None,
        "answer_changed": note.answer_changed,
        "opened_at": at_place(note.opened_at),
        "closed_at": at_place(note.closed_at),
        "closing": note.closing,
        "done": [
            {"label": label, "words": words}
            for label, words in (
                (say("Done"), note.action),
                (say("When"), note.acted_at),
                (say("Told"), note.agency),
                (say("Reference"), note.reference),
                (say("Why nothing was done"), note.why_not),
            )
            if words
        ],
    }


def _call(opened: Opened, code: str) -> Json:
    without = say(EMERGENCY) if code in ("ambulance", "police") else say("no number yet: see Settings")
    return {"label": CONTACTS.get(code, code), "number": opened.contacts.get(code, ""), "without": without}
