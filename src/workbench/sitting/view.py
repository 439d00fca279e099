"""A sitting as the form shows it: plain JSON of what is asked now, and nothing else of the file."""

from typing import Any

from ..desk.protocol import Opened
from ..model.answers import Answers
from ..model.draft import Note, guidance
from ..model.instrument import Instrument, Item, Section
from ..model.vocabulary import CONTACTS, INFORMANTS, NonAnswer, age_band

Json = dict[str, Any]

WITHIN = {"now": "Now", "today": "Today", "72 hours": "Within 72 hours", "this week": "This week"}
KEYS = {
    NonAnswer.UNKNOWN: "u",
    NonAnswer.DECLINED: "d",
    NonAnswer.UNSAFE: "s",
    NonAnswer.NOT_REACHED: "r",
    NonAnswer.NOT_APPLICABLE: "n",
}
_KEYED = ("items", "answers", "statements")


def show(opened: Opened, *, draft: str, read_only: bool = False) -> Json:
    """Return everything the form needs of one sitting.

    Parameters
    ----------
    opened
        The sitting as the desk gave it, with the newest draft.
    draft
        Id under which the page opened it.
    read_only
        Another window holds the sitting.
    """
    state = opened.draft
    answers = state.answers
    asked = answers.shown()
    here = _present(opened)
    return {
        "draft": draft,
        "revision": state.revision,
        "saved_at": state.saved_at.isoformat() if state.saved_at else None,
        "read_only": read_only,
        "practice": opened.practice,
        "header": {"code": opened.code, "age": age_in_words(opened.age)},
        "informants": INFORMANTS,
        "sections": [
            _section(section, asked, answers)
            for section in state.form.sections
            if any(i.section == section.id for i in asked)
        ],
        "items": {item.id: _item(answers, item, opened.age) for item in asked},
        "answers": {item.id: _answer(answers, item) for item in asked if item.id in answers.recorded},
        "statements": _statements(answers, asked),
        "later": [item.id for item in asked if here.intersection(item.not_in_presence_of)],
        "notes": [_note(opened, note) for note in sorted(state.notes.values(), key=_note_order)],
        "earlier": [_earlier(state.form, *point) for point in opened.earlier],
        "mark": any(note.is_open for note in state.notes.values()) or bool(opened.earlier),
        "place": {"section": state.section, "item": state.item},
        "pause": bool(state.pauses) and state.pauses[-1].ended_at is None,
        "stopped": _stopped(opened),
    }


def changed(before: Json, after: Json) -> Json:
    """Return what differs, key by key; for items, answers and statements only the ids that differ (None: gone)."""
    differing: Json = {key: value for key, value in after.items() if before.get(key) != value}
    for key in _KEYED:
        if key in differing:
            ids = before[key].keys() | after[key].keys()
            differing[key] = {i: after[key].get(i) for i in ids if before[key].get(i) != after[key].get(i)}
    return differing


def age_in_words(age: float | None) -> str:
    """Say an age in years as a header does."""
    if age is None:
        return "age not yet known"
    years = int(age)
    return "under 1 year" if years == 0 else f"{years} year{'s' if years > 1 else ''}"


def _present(opened: Opened) -> set[str]:
    """Who is in the room: as answered in the instrument, else as the sitting was set up."""
    name = opened.draft.form.presence
    answered = opened.draft.answers.value(name) if name else None
    return set(answered) if isinstance(answered, tuple) else set(opened.present)


def _section(section: Section, asked: tuple[Item, ...], answers: Answers) -> Json:
    items = [item for item in asked if item.section == section.id]
    counted = [item.id for item in items if not item.optional]
    return {
        "id": section.id,
        "title": section.title,
        "intro": section.intro,
        "items": [item.id for item in items],
        "answered": sum(item in answers.recorded for item in counted),
        "asked": len(counted),
    }


def _item(answers: Answers, item: Item, age: float | None) -> Json:
    responses = answers.form.responses[item.responses]
    anchors = item.anchors or ("",) * len(responses.codes)
    return {
        "id": item.id,
        "text": item.text,
        "help": item.help,
        "say": _say(item, age) if answers.may_be_spoken() else [],
        "kind": responses.kind,
        "action": responses.action,
        "options": [
            {"code": code, "label": label, "anchor": anchor}
            for code, label, anchor in zip(responses.codes, responses.labels, anchors, strict=False)
        ],
        "others": [{"code": reason.value, "label": reason.label, "key": KEYS[reason]} for reason in _others(item)],
        "ask": list(item.asked_of),
        "when": _window(item.window_days) if item.asked_of else "",
    }


def _others(item: Item) -> list[NonAnswer]:
    """Non-answers on offer. Where nobody is asked, nobody can decline, and it is never unsafe to ask."""
    if item.optional:
        return []
    never = set() if item.may_not_apply else {NonAnswer.NOT_APPLICABLE}
    if not item.asked_of:
        never |= {NonAnswer.DECLINED, NonAnswer.UNSAFE}
    return [reason for reason in NonAnswer if reason not in never]


def _window(days: int | None) -> str:
    match days:
        case None:
            return ""
        case 1:
            return "Last 24 hours"
        case _:
            return f"Last {days} days"


def _say(item: Item, age: float | None) -> list[Json]:
    if age is None:
        return [{"for": f"{band} years", "words": words} for band, words in item.say.items()]
    words = item.say.get(age_band(age))
    return [{"for": "", "words": words}] if words else []


def _answer(answers: Answers, item: Item) -> Json:
    entry = answers.recorded[item.id]
    return {
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "other": entry.non_answer.value if entry.non_answer else None,
        "source": entry.source,
    }


def _statements(answers: Answers, asked: tuple[Item, ...]) -> Json:
    heard: dict[str, list[Json]] = {}
    shown = {item.id for item in asked}
    for said in answers.statements:
        if said.item in shown:
            heard.setdefault(said.item, []).append({"id": said.id, "informant": said.informant, "words": said.words})
    return heard


def _note_order(note: Note) -> tuple[bool, bool, Any]:
    return (not note.is_open, note.kind != "critical", note.opened_at)


def _note(opened: Opened, note: Note) -> Json:
    form = opened.draft.form
    advice = guidance(form, note.item)
    return {
        "item": note.item,
        "text": form.item(note.item).text,
        "kind": note.kind,
        "title": advice.title,
        "within": WITHIN[advice.within],
        "act": list(advice.act),
        "call": [{"label": CONTACTS.get(c, c), "number": opened.contacts.get(c, "")} for c in advice.call],
        "write": list(advice.write),
        "words": note.words,
        "ask_again": note.ask_again.isoformat() if note.ask_again else None,
        "answer_changed": note.answer_changed,
        "opened_at": note.opened_at.isoformat(),
        "closed_at": note.closed_at.isoformat() if note.closed_at else None,
        "done": [
            {"label": label, "words": words}
            for label, words in (
                ("Done", note.action),
                ("When", note.acted_at),
                ("Told", note.agency),
                ("Reference", note.reference),
                ("Why nothing was done", note.why_not),
            )
            if words
        ],
    }


def _earlier(form: Instrument, item_id: str, on: Any, kind: str) -> Json:
    known = next((item.text for item in form.items if item.id == item_id), "A question of an earlier version")
    return {"item": item_id, "text": known, "on": on.isoformat(), "kind": kind}


def _stopped(opened: Opened) -> Json | None:
    state = opened.draft
    if state.stopped_at is None:
        return None
    return {
        "at": state.stopped_at.isoformat(),
        "left": state.left,
        "rebook": state.rebook.isoformat() if state.rebook else None,
    }
