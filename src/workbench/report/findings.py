"""What was found, question by question: rows under their sections, in two columns of about the same length."""

from collections import Counter
from itertools import groupby

from ..language import say, say_many
from ..model.child_page import names_none
from ..model.entries import Recorded
from ..model.instrument import Instrument, Item
from ..model.notes import calls_for_action
from ..model.record import Record
from ..model.vocabulary import NonAnswer
from . import wording

STRENGTHS = "strengths"
STILL_OPEN = (NonAnswer.UNKNOWN, NonAnswer.UNSAFE)
NOT_ASKED = "not asked"
MANY = 4  # equal calm answers that are told in one sentence


def findings(record: Record) -> list[list[dict]]:
    """Sections with their rows, strengths apart, in two columns, in the order of the instrument.

    A row with `calm` repeats an answer that many have, such as nothing noticed: all of them stand in one sentence.
    So do the rows with `setting`: who was there, and whether the place was right.
    """
    titles = {section.id: section.title for section in record.draft.form.sections}
    shown = [item for item in record.draft.answers.shown() if item.domain != STRENGTHS]
    found = _rows(record, shown)
    often = Counter(row["words"] for row in found if row["calm"])
    found = [row | {"calm": row["calm"] and often[row["words"]] >= MANY} for row in found]
    rows = [(titles[item.section], row) for item, row in zip(shown, found, strict=True)]
    sizes = [_lines(row) + (n == 0 or rows[n - 1][0] != title) for n, (title, row) in enumerate(rows)]
    cut = min(range(len(rows) + 1), key=lambda n: abs(2 * sum(sizes[:n]) - sum(sizes)))
    return [_by_section(rows[:cut]), _by_section(rows[cut:])]


def strengths(record: Record) -> list[dict]:
    """What the child can lean on, one row each; where nobody and nothing is named, there is no row."""
    answers = record.draft.answers
    items = [item for item in answers.shown() if item.domain == STRENGTHS]
    return _rows(record, [item for item in items if not names_none(answers, item)])


def counts(record: Record) -> dict[str, int]:
    """How many questions are open, not reached, not asked, left out where that is free, or no longer asked."""
    answers = record.draft.answers
    left_out = [item for item in answers.shown() if item.optional and item.id not in answers.recorded]
    entries = [answers.recorded.get(item.id) for item in answers.shown() if not item.optional]
    reasons = [entry.non_answer for entry in entries if entry]
    return {
        "open": sum(reason in STILL_OPEN for reason in reasons),
        "not_reached": sum(reason is NonAnswer.NOT_REACHED for reason in reasons),
        "not_asked": sum(entry is None for entry in entries),
        "left_out": len(left_out),
        "hidden": len(answers.hidden()),
    }


def counted(record: Record) -> list[str]:
    """Say how many questions were not reached, not asked, or are no longer asked; nothing of what there is none of."""
    number = counts(record)
    told = [
        number["not_reached"]
        and say_many("{count} question not reached", "{count} questions not reached", number["not_reached"]),
        number["not_asked"]
        and say_many("{count} question not asked", "{count} questions not asked", number["not_asked"]),
        number["hidden"]
        and say_many(
            "{count} question answered before and no longer asked: kept in the file, not printed here",
            "{count} questions answered before and no longer asked: kept in the file, not printed here",
            number["hidden"],
        ),
    ]
    return [sentence for sentence in told if sentence]


def _by_section(rows: list[tuple[str, dict]]) -> list[dict]:
    return [
        {"title": title, "rows": [row for _, row in group]} for title, group in groupby(rows, key=lambda pair: pair[0])
    ]


def _lines(row: dict) -> int:
    """About how many lines of a narrow column a row takes; what stands in a sentence takes none."""
    if row["state"] == NOT_ASKED or row["calm"] or row["setting"]:
        return 0
    return max(1 + len(row["text"]) // 34, 1 + len(row["words"]) // 28) + -(-len(row["anchor"]) // 50)


def _rows(record: Record, items: list[Item]) -> list[dict]:
    return [_row(record, item, record.draft.answers.recorded.get(item.id)) for item in items]


def _row(record: Record, item: Item, entry: Recorded | None) -> dict:
    row = {"text": item.text, "state": NOT_ASKED, "words": say("Not asked"), "source": "", "anchor": "", "calm": False}
    row["setting"] = item.section == _setting(record.draft.form)
    if entry is None:
        return row
    source = wording.source(entry.source)
    if entry.non_answer is NonAnswer.DECLINED and source:
        return row | {"state": "no answer", "words": wording.declined(source)}
    if entry.non_answer is not None:
        return row | {"state": "no answer", "words": entry.non_answer.label, "source": source}
    form, note = record.draft.form, record.draft.notes.get(item.id)
    critical = calls_for_action(form, item, entry.value)
    said_above = critical and note is not None and note.is_open and note.kind == "critical"
    first = wording.is_first(form, item, entry)
    return row | {
        "state": "critical" if critical else "answer",
        "words": wording.answer(form, item, entry),
        "source": source,
        "calm": first and not critical and not row["setting"] and item.domain != STRENGTHS,
        "anchor": "" if said_above or first or row["setting"] else wording.anchor(form, item, entry),
    }


def _setting(form: Instrument) -> str | None:
    """The section that asks who is here and whether the place is right: its answers say enough."""
    return form.item(form.presence).section if form.presence else None
