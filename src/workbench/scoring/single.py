"""The score of one assessment: per scale what is known, what is open, and nothing made up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import AnswerRefused
from ..model.answers import Answers
from ..model.instrument import Instrument, Item, Scale
from ..model.notes import critical_kind
from ..model.scales import band_at, points, reach, scales_of
from ..model.vocabulary import STRENGTHS, NonAnswer
from .measures import LEVELS, Cell, as_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Alert:
    """A critical point that the answers leave open.

    `kind` is `critical` (an answer calls for action) or `open` (unknown, or not safe to ask). `title` and
    `within` are those of the note that tells what to do.
    """

    item: str
    kind: str
    title: str
    within: str


@dataclass(frozen=True)
class Unknown:
    """A question that is asked and has no answer yet.

    `reason` is the non-answer on record, or None when nothing was recorded; `ask` are the informants to
    turn to; `opens` are questions that wait for this answer and are counted nowhere until then.
    """

    item: str
    reason: NonAnswer | None
    ask: tuple[str, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """What the answers of one assessment come to.

    `rows` holds the measures by scale as plain values, None where one is missing; `table` is the same as a frame.
    """

    form: Instrument
    rows: dict[str, dict[str, Cell]]
    alerts: tuple[Alert, ...]
    unknown: tuple[Unknown, ...]

    @property
    def table(self) -> "pd.DataFrame":
        """Frame indexed by scale; counts are nullable whole numbers, a measure that is not earned is missing."""
        return as_table(self.form, self.rows)


def score(form: Instrument, answers: Answers) -> Score:
    """Score one assessment.

    Only items that are asked are counted. An item that does not apply leaves `applicable`; every other non-answer,
    and an item with nothing recorded, is unknown and never a number.

    - Action levels are counted, never added: `highest`, `n3` to `n0`, `unknown`, `applicable`; to act on are at
      least `act_low` (3 and 2) and at most `act_high` (with the unknown).
    - Strengths: how many stand at each of the four words.
    - Sums and means: `low` and `high` are the lowest and highest score that full answers could give. `value` and
      `band` are there only where the missing rule allows and no band edge lies between `low` and `high`; an
      unanswered item then counts as far between its ends as the answered ones are between theirs.

    Raises
    ------
    AnswerRefused
        The answers belong to another instrument or version.
    """
    if (answers.form.id, answers.form.version) != (form.id, form.version):
        found = f"answers to {answers.form.id} {answers.form.version}"
        raise AnswerRefused(f"{form.id} {form.version}: found {found}; allowed: its own. Open that instrument.")
    asked = {item.id: item for item in answers.shown()}
    rows = {
        scale.id: _READ[scale.method](form, scale, [asked[name] for name in scale.items if name in asked], answers)
        for scale in scales_of(form)
    }
    return Score(form, rows, _alerts(form, asked, answers), _unknown(form, asked, answers))


def _action(form: Instrument, scale: Scale, asked: list[Item], answers: Answers) -> dict[str, Cell]:
    applicable, levels = _applicable(asked, answers), _values(asked, answers)
    counts = {f"n{level}": levels.count(level) for level in LEVELS}
    unknown, act = len(applicable) - len(levels), counts["n3"] + counts["n2"]
    return {
        "highest": max(levels, default=None),
        **counts,
        "unknown": unknown,
        "applicable": len(applicable),
        "act_low": act,
        "act_high": act + unknown,
    }


def _strengths(form: Instrument, scale: Scale, asked: list[Item], answers: Answers) -> dict[str, Cell]:
    applicable, words = _applicable(asked, answers), _values(asked, answers)
    counts: dict[str, Cell] = {word: words.count(word) for word in STRENGTHS}
    return counts | {"unknown": len(applicable) - len(words), "applicable": len(applicable)}


def _sum(form: Instrument, scale: Scale, asked: list[Item], answers: Answers) -> dict[str, Cell]:
    low = high = gained = room = answered = 0
    applicable = _applicable(asked, answers)
    for item in applicable:
        lowest, highest = reach(form, item)
        code = answers.value(item.id)
        if isinstance(code, int):
            counted = points(form, item, code)
            answered, gained, room = answered + 1, gained + counted - lowest, room + highest - lowest
            low, high = low + counted, high + counted
        else:
            low, high = low + lowest, high + highest
    row: dict[str, Cell] = {"answered": answered, "applicable": len(applicable)}
    if not applicable:
        return {"low": None, "high": None, "value": None, "band": None, **row}
    over = len(applicable) if scale.method == "mean" else 1
    row = {"low": low / over, "high": high / over, "value": None, "band": None, **row}
    band = band_at(scale, low / over)
    allowed = answered and len(applicable) - answered <= scale.missing_allowed
    if allowed and band == band_at(scale, high / over):
        row |= {"value": (low + gained / room * (high - low)) / over, "band": band}
    return row


_READ = {"action": _action, "strengths": _strengths, "sum": _sum, "mean": _sum}


def _applicable(asked: list[Item], answers: Answers) -> list[Item]:
    recorded = answers.recorded
    return [
        item
        for item in asked
        if item.id not in recorded or recorded[item.id].non_answer is not NonAnswer.NOT_APPLICABLE
    ]


def _values(asked: list[Item], answers: Answers) -> list:
    return [value for item in asked if (value := answers.value(item.id)) is not None]


def _alerts(form: Instrument, asked: dict[str, Item], answers: Answers) -> tuple[Alert, ...]:
    return tuple(
        Alert(item.id, kind, form.guidance[item.critical.note].title, form.guidance[item.critical.note].within)
        for item in asked.values()
        if item.critical and (kind := critical_kind(answers, item.id))
    )


def _unknown(form: Instrument, asked: dict[str, Item], answers: Answers) -> tuple[Unknown, ...]:
    recorded, found = answers.recorded, []
    for item in asked.values():
        entry = recorded.get(item.id)
        reason = entry.non_answer if entry else None
        if (entry and reason is None) or reason is NonAnswer.NOT_APPLICABLE or item.optional:
            continue
        opens = [other.id for other in form.items if any(condition.item == item.id for condition in other.branches)]
        found.append(Unknown(item.id, reason, item.asked_of, tuple(opens)))
    return tuple(found)
