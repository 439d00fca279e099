"""What the page says: a record turned into headings, rows and sentences, none of them markup."""

from ..model.answers import Recorded
from ..model.draft import Note, guidance
from ..model.instrument import Item
from ..model.record import Record
from ..model.vocabulary import CONTACTS, NonAnswer
from . import wording
from .agreements import agreements

URGENCY = {"now": 0, "today": 1, "72 hours": 2, "this week": 3}
WITHIN = {"now": "Now", "today": "Today", "72 hours": "Within 72 hours", "this week": "This week"}
STILL_OPEN = (NonAnswer.UNKNOWN, NonAnswer.UNSAFE)
STRENGTHS = "strengths"


def contents(record: Record) -> dict:
    """Lay out the page as plain values: strings, lists and dictionaries only."""
    return {
        "title": f"{wording.plain(record.child.code)} · {wording.day(record.sitting.on)}",
        "head": _head(record),
        "to_do": _to_do(record),
        "done": _done(record),
        "still_open": _still_open(record),
        "counts": _counts(record),
        "lean_on": _rows(record, [item for item in record.draft.answers.shown() if item.domain == STRENGTHS]),
        "found": _found(record),
        "said": _said(record),
        "meeting": _meeting(record),
        "agreements": agreements(record),
        "foot": _foot(record),
    }


def _head(record: Record) -> dict:
    sitting = record.sitting
    interpreter = "none"
    if sitting.interpreter == "vetted":
        interpreter = f"vetted, not kin {sitting.interpreter_code}".strip()
    facts = [
        ("Present", ", ".join(map(wording.present, sitting.present)) or "not noted"),
        ("Language", sitting.language or "not noted"),
        ("Interpreter", interpreter),
    ]
    if sitting.communication:
        facts.append(("Communication", sitting.communication))
    return {
        "code": record.child.code,
        "age": wording.age(record.child, sitting.on),
        "date": wording.day(sitting.on),
        "organisation": record.organisation,
        "facts": [list(fact) for fact in facts],
    }


def _to_do(record: Record) -> list[dict]:
    form = record.draft.form
    groups: dict[str, list[Note]] = {}
    for note in record.draft.notes.values():
        critical = form.item(note.item).critical
        if critical is not None and note.is_open and note.kind == "critical":
            groups.setdefault(critical.note, []).append(note)
    advice = {key: guidance(form, notes[0].item) for key, notes in groups.items()}
    order = sorted(groups, key=lambda key: (URGENCY[advice[key].within], min(n.opened_at for n in groups[key])))
    return [
        {
            "title": advice[key].title,
            "within": WITHIN[advice[key].within],
            "urgent": advice[key].within == "now",
            "act": list(advice[key].act),
            "call": [[CONTACTS.get(code, code), record.contacts.get(code, "")] for code in advice[key].call],
            "write": list(advice[key].write),
            "points": [_point(record, note) for note in groups[key]],
        }
        for key in order
    ]


def _point(record: Record, note: Note) -> dict:
    answers, form = record.draft.answers, record.draft.form
    item, entry = form.item(note.item), answers.recorded.get(note.item)
    standing = entry is not None and entry.value is not None and not note.answer_changed
    return {
        "text": item.text,
        "answer": wording.answer(form, item, entry)
        if entry and standing
        else "answer changed since; still to be closed",
        "source": wording.informant(entry.source) if entry and standing else "",
        "words": note.words,
        "opened": wording.moment(note.opened_at, record.printed_at.tzinfo),
    }


def _done(record: Record) -> list[dict]:
    form, zone = record.draft.form, record.printed_at.tzinfo
    closed = sorted((n for n in record.draft.notes.values() if n.closed_at), key=lambda n: str(n.closed_at))
    return [
        {
            "title": guidance(form, note.item).title if note.kind == "critical" else "Was still open",
            "text": form.item(note.item).text,
            "words": note.words,
            "facts": [
                [label, words]
                for label, words in (
                    ("Done", note.action),
                    ("When", note.acted_at),
                    ("Told", note.agency),
                    ("Reference", note.reference),
                    ("Not done, because", note.why_not),
                )
                if words.strip()
            ],
            "closed": wording.moment(note.closed_at, zone) if note.closed_at else "",
        }
        for note in closed
    ]


def _still_open(record: Record) -> list[dict]:
    answers, notes = record.draft.answers, record.draft.notes
    rows = []
    for item in record.draft.form.items:
        note, entry = notes.get(item.id), answers.recorded.get(item.id)
        asked = answers.applies(item) and entry is not None and entry.non_answer in STILL_OPEN
        pending = note is not None and note.is_open and note.kind == "open"
        if not (asked or pending):
            continue
        again = note.ask_again if note and pending and note.ask_again else record.draft.rebook
        rows.append(
            {
                "text": item.text,
                "why": entry.non_answer.label if asked and entry and entry.non_answer else "Answer changed since",
                "critical": pending,
                "again": wording.day(again) if again else "",
                "ask": [wording.informant(code) for code in item.asked_of],
                "without": [wording.present(code) for code in item.not_in_presence_of],
                "words": note.words if note and pending else "",
            }
        )
    return sorted(rows, key=lambda row: not row["critical"])


def _counts(record: Record) -> dict:
    answers = record.draft.answers
    entries = [answers.recorded.get(item.id) for item in answers.shown() if not item.optional]
    reasons = [entry.non_answer for entry in entries if entry]
    return {
        "open": sum(reason in STILL_OPEN for reason in reasons),
        "not_reached": sum(reason is NonAnswer.NOT_REACHED for reason in reasons),
        "not_asked": sum(entry is None for entry in entries),
        "hidden": len(answers.hidden()),
    }


def _found(record: Record) -> list[dict]:
    shown = [item for item in record.draft.answers.shown() if item.domain != STRENGTHS]
    sections = []
    for section in record.draft.form.sections:
        rows = _rows(record, [item for item in shown if item.section == section.id])
        if rows:
            sections.append({"title": section.title, "rows": rows})
    return sections


def _rows(record: Record, items: list[Item]) -> list[dict]:
    rows = [_row(record, item, record.draft.answers.recorded.get(item.id)) for item in items]
    return [row for row in rows if row["state"] != "not asked"] + [row for row in rows if row["state"] == "not asked"]


def _row(record: Record, item: Item, entry: Recorded | None) -> dict:
    if entry is None:
        return {"text": item.text, "state": "not asked", "words": "Not asked", "source": ""}
    source = wording.informant(entry.source)
    if entry.non_answer is not None:
        words = entry.non_answer.label
        if entry.non_answer is NonAnswer.DECLINED and source:
            words, source = f"{words}, by: {source}", ""
        return {"text": item.text, "state": "no answer", "words": words, "source": source}
    values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    critical = item.critical is not None and any(value in item.critical.when for value in values)
    words = wording.answer(record.draft.form, item, entry)
    return {"text": item.text, "state": "critical" if critical else "answer", "words": words, "source": source}


def _said(record: Record) -> list[dict]:
    form = record.draft.form
    return [
        {"text": form.item(said.item).text, "who": wording.informant(said.informant), "words": said.words}
        for said in record.draft.answers.statements
        if said.words.strip()
    ]


def _meeting(record: Record) -> list[list[str]]:
    draft, zone = record.draft, record.printed_at.tzinfo
    breaks = [
        f"{wording.clock(p.began_at, zone)}–{wording.clock(p.ended_at, zone) if p.ended_at else 'still on'}"
        for p in draft.pauses
    ]
    lines = [["Breaks", ", ".join(breaks) or "none noted"]]
    if draft.stopped_at:
        lines.append(["Stopped", wording.moment(draft.stopped_at, zone)])
    lines.append(
        ["How the child left", draft.left or ("not noted" if draft.stopped_at else "the meeting is still open")]
    )
    if draft.rebook:
        lines.append(["Next meeting", wording.day(draft.rebook)])
    return lines


def _foot(record: Record) -> dict:
    who = f"the practitioner ({record.practitioner})" if record.practitioner else "the practitioner"
    return {
        "line": f"Rated by {who}. The page advises, people decide.",
        "origin": f"{record.draft.form.id} {record.draft.form.version}, revision {record.draft.revision}, "
        f"printed {wording.moment(record.printed_at, record.printed_at.tzinfo)}",
        "practice": record.practice,
    }
