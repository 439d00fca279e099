"""What the page says: a record turned into headings, rows and sentences, none of them markup."""

from datetime import datetime, tzinfo
from itertools import groupby

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
FEW = 3  # roles that are named one by one
LONG = 1_000  # characters in a card that is better split between pages than pushed to the next


def contents(record: Record) -> dict:
    """Lay out the page as plain values: strings, lists and dictionaries only."""
    return {
        "title": f"{wording.plain(record.child.code)} · {wording.day(record.sitting.on)}",
        "head": _head(record),
        "to_do": _to_do(record),
        "done": _done(record),
        "still_open": _still_open(record),
        "earlier": _earlier(record),
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
            "long": sum(len(note.words) for note in groups[key]) > LONG or len(groups[key]) > 4,
        }
        for key in order
    ]


def _point(record: Record, note: Note) -> dict:
    answers, form = record.draft.answers, record.draft.form
    item, entry = form.item(note.item), answers.recorded.get(note.item)
    shared = {"text": item.text, "words": note.words, "opened": _noted(record, note.opened_at)}
    if entry is None or entry.value is None or note.answer_changed:
        return shared | {"answer": "Answer changed since; still to be closed", "anchor": "", "source": ""}
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
                "ask": ", ".join(map(wording.source, item.asked_of)),
                "without": _without(item),
                "words": note.words if note and pending else "",
            }
        )
    return sorted(rows, key=lambda row: not row["critical"])


def _earlier(record: Record) -> list[dict]:
    texts = {item.id: item.text for item in record.draft.form.items}
    return [
        {
            "text": texts.get(item, "A point of another assessment"),
            "critical": kind == "critical",
            "opened": wording.day(opened),
        }
        for item, opened, kind in record.earlier
    ]


def _without(item: Item) -> str:
    if len(item.not_in_presence_of) > FEW:
        return "only where nobody else can hear"
    roles = ", ".join(wording.present(code) for code in item.not_in_presence_of)
    return f"not while present: {roles}" if roles else ""


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


def _found(record: Record) -> list[list[dict]]:
    """Sections with their rows, in two columns of about the same length, in the order of the instrument."""
    titles = {section.id: section.title for section in record.draft.form.sections}
    shown = [item for item in record.draft.answers.shown() if item.domain != STRENGTHS]
    rows = [(titles[item.section], row) for item, row in zip(shown, _rows(record, shown), strict=True)]
    sizes = [_lines(row) + (n == 0 or rows[n - 1][0] != title) for n, (title, row) in enumerate(rows)]
    cut = min(range(len(rows) + 1), key=lambda n: abs(2 * sum(sizes[:n]) - sum(sizes)))
    return [_by_section(rows[:cut]), _by_section(rows[cut:])]


def _by_section(rows: list[tuple[str, dict]]) -> list[dict]:
    return [
        {"title": title, "rows": [row for _, row in group]} for title, group in groupby(rows, key=lambda pair: pair[0])
    ]


def _lines(row: dict) -> int:
    """About how many lines of a narrow column a row takes."""
    return max(1 + len(row["text"]) // 34, 1 + len(row["words"]) // 22) + -(-len(row["anchor"]) // 50)


def _rows(record: Record, items: list[Item]) -> list[dict]:
    return [_row(record, item, record.draft.answers.recorded.get(item.id)) for item in items]


def _row(record: Record, item: Item, entry: Recorded | None) -> dict:
    row = {"text": item.text, "state": "not asked", "words": "Not asked", "source": "", "anchor": ""}
    if entry is None:
        return row
    source = wording.source(entry.source)
    if entry.non_answer is NonAnswer.DECLINED and source:
        return row | {"state": "no answer", "words": f"{entry.non_answer.label}, by: {source}"}
    if entry.non_answer is not None:
        return row | {"state": "no answer", "words": entry.non_answer.label, "source": source}
    form, note = record.draft.form, record.draft.notes.get(item.id)
    values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    critical = item.critical is not None and any(value in item.critical.when for value in values)
    said_above = critical and note is not None and note.is_open and note.kind == "critical"
    calm = item.domain != STRENGTHS and wording.is_first(form, item, entry)
    return row | {
        "state": "critical" if critical else "answer",
        "words": wording.answer(form, item, entry),
        "source": source,
        "anchor": "" if said_above or calm else wording.anchor(form, item, entry),
    }


def _said(record: Record) -> list[dict]:
    form = record.draft.form
    return [
        {"text": form.item(said.item).text, "who": wording.informant(said.informant), "words": said.words}
        for said in record.draft.answers.statements
        if said.words.strip()
    ]


def _meeting(record: Record) -> list[list[str]]:
    draft, zone = record.draft, _zone(record)
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
        "origin": f"{record.draft.form.title} {record.draft.form.version}, revision {record.draft.revision}, "
        f"printed {wording.moment(record.printed_at, _zone(record))}",
        "practice": record.practice,
    }


def _noted(record: Record, at: datetime) -> str:
    if at.astimezone(_zone(record)).date() == record.sitting.on:
        return wording.clock(at, _zone(record))
    return wording.moment(at, _zone(record))


def _zone(record: Record) -> tzinfo | None:
    return record.printed_at.tzinfo
