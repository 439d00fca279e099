"""What the page says: a record turned into headings, rows and sentences, none of them markup."""

from datetime import tzinfo

from ..desk.handing import who_answers
from ..language import say
from ..model.child_page import none_named
from ..model.notes import Note, advice_of, guidance, told_of_closing
from ..model.record import Record
from ..model.vocabulary import CONTACTS, URGENCY, WITHIN, NonAnswer
from . import wording
from .findings import STILL_OPEN, counted, counts, findings, strengths
from .meeting import strip
from .outside import outside
from .privacy import for_whom

LONG = 1_000  # characters in a card that is better split between pages than pushed to the next
A_LINE = 120  # characters of what to write down; the note on the desk has all of it


def contents(record: Record) -> dict:
    """Lay out the page as plain values: strings, lists and dictionaries only."""
    record = outside(record)
    return {
        "head": _head(record),
        "to_do": _to_do(record),
        "done": _done(record),
        "none_named": list(none_named(record.draft.answers)),
        "still_open": _still_open(record),
        "earlier": _earlier(record),
        "counts": counts(record),
        "counted": counted(record),
        "lean_on": strengths(record),
        "found": findings(record),
        "said": _said(record),
        "strip": strip(record),
        "foot": _foot(record),
    }


def _head(record: Record) -> dict:
    sitting = record.sitting
    return {
        "code": record.child.code,
        "age": wording.age(record.child, sitting.on),
        "date": wording.day(sitting.on),
        "organisation": record.organisation,
        "for_whom": for_whom(record),
        "team": record.team,
    }


def _to_do(record: Record) -> list[dict]:
    form = record.draft.form
    groups: dict[str, list[Note]] = {}
    for note in record.draft.notes.values():
        if note.is_open and note.kind == "critical":
            groups.setdefault(advice_of(form.item(note.item)), []).append(note)
    advice = {key: guidance(form, notes[0].item) for key, notes in groups.items()}
    order = sorted(groups, key=lambda key: (URGENCY.index(advice[key].within), min(n.opened_at for n in groups[key])))
    return [
        {
            "title": advice[key].title,
            "within": WITHIN[advice[key].within],
            "urgent": advice[key].within == "now",
            "act": list(advice[key].act),
            "call": [[CONTACTS.get(code, code), record.contacts.get(code, "")] for code in advice[key].call],
            "write": _one_line(advice[key].write),
            "points": [_point(record, note) for note in groups[key]],
            "long": sum(len(note.words) for note in groups[key]) > LONG or len(groups[key]) > 4,
        }
        for key in order
    ]


def _one_line(hints: tuple[str, ...]) -> list[str]:
    """The first hint, and as many of the next as stand beside it on one line."""
    kept = list(hints[:1])
    for hint in hints[1:]:
        if len(" ".join([*kept, hint])) > A_LINE:
            break
        kept.append(hint)
    return kept


def _point(record: Record, note: Note) -> dict:
    answers, form = record.draft.answers, record.draft.form
    item, entry = form.item(note.item), answers.recorded.get(note.item)
    shared = {
        "text": item.text,
        "words": note.words,
        "said": [[said["who"], said["words"]] for said in _statements(record, {note.item})],
        "opened": wording.noted(note.opened_at, record.sitting.on, _zone(record)),
    }
    if entry is None or entry.value is None or note.answer_changed:
        return shared | {"answer": say("Answer changed since; still to be closed"), "anchor": "", "source": ""}
    return shared | {
        "answer": wording.answer(form, item, entry),
        "anchor": wording.anchor(form, item, entry),
        "source": wording.source(entry.source),
    }


def _done(record: Record) -> list[dict]:
    form, zone = record.draft.form, _zone(record)
    closed = sorted((n for n in record.draft.notes.values() if n.closed_at), key=lambda n: str(n.closed_at))
    return [
        {
            "title": guidance(form, note.item).title if note.kind == "critical" else say("Was still open"),
            "text": form.item(note.item).text,
            "words": note.words,
            "facts": [[label, words] for label, words in told_of_closing(note)],
            "closed": wording.moment(note.closed_at, zone) if note.closed_at else "",
        }
        for note in closed
    ]


def _still_open(record: Record) -> list[dict]:
    answers, notes = record.draft.answers, record.draft.notes
    rows = []
    for item in record.draft.form.items:
        note, entry = notes.get(item.id), answers.recorded.get(item.id)
        reasons = (*STILL_OPEN, NonAnswer.DECLINED) if item.critical and note else STILL_OPEN
        asked = answers.applies(item) and entry is not None and entry.non_answer in reasons
        pending = note is not None and note.is_open and note.kind == "open"
        if not (pending or (asked and entry and entry.non_answer in STILL_OPEN)):
            continue
        again = note.ask_again if note and pending and note.ask_again else record.draft.rebook
        rows.append(
            {
                "text": item.text,
                "why": entry.non_answer.label if asked and entry and entry.non_answer else say("Answer changed since"),
                "critical": pending,
                "again": wording.day(again) if again else "",
                "ask": ", ".join(map(wording.source, item.asked_of)),
                "without": wording.without(item.not_in_presence_of),
                "words": note.words if note and pending else "",
            }
        )
    return sorted(rows, key=lambda row: not row["critical"])


def _earlier(record: Record) -> list[dict]:
    return [
        {"text": text, "critical": kind == "critical", "opened": wording.day(opened)}
        for text, opened, kind in record.earlier
    ]


def _said(record: Record) -> list[dict]:
    """What people said, but for what stands with a point of "to do now"."""
    above = {note.item for note in record.draft.notes.values() if note.is_open and note.kind == "critical"}
    return _statements(record, {item.id for item in record.draft.form.items} - above)


def _statements(record: Record, items: set[str]) -> list[dict]:
    form = record.draft.form
    return [
        {"text": form.item(said.item).text, "who": wording.informant(said.informant), "words": said.words}
        for said in record.draft.answers.statements
        if said.words.strip() and said.item in items
    ]


def _foot(record: Record) -> dict:
    who = wording.practitioner(record.practitioner)
    if who_answers(record.draft) == "child":
        line = say("Answered by the child, with {practitioner}. The page advises, people decide.", practitioner=who)
    else:
        line = say("Rated by {practitioner}. The page advises, people decide.", practitioner=who)
    return {
        "line": line,
        "origin": say(
            "Questions “{title}” {version}, revision {revision}, printed {time}",
            title=record.draft.form.title,
            version=record.draft.form.version,
            revision=record.draft.revision,
            time=wording.moment(record.printed_at, _zone(record)),
        ),
        "practice": record.practice,
    }


def _zone(record: Record) -> tzinfo | None:
    return record.printed_at.tzinfo
