"""The scores of many assessments at once: the same as one by one, column by column instead."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..model.instrument import Condition, Instrument, Item, Scale
from ..model.scales import points, reach, scales_of
from ..model.vocabulary import STRENGTHS, NonAnswer
from .columns import Column, read_columns, read_context
from .measures import LEVELS, MEASURES, dtype_of

if TYPE_CHECKING:
    import pandas as pd

Measured = dict[str, np.ndarray]


class Assessments(NamedTuple):
    """All rows of a frame, read; `asked` remembers for each item in which rows it is asked."""

    form: Instrument
    items: dict[str, Item]
    columns: dict[str, Column]
    context: dict[str, Column]
    asked: dict[str, np.ndarray]
    length: int


def score_many(form: Instrument, frame: "pd.DataFrame") -> "pd.DataFrame":
    """Score one assessment per row; every cell equals that of `score`.

    Parameters
    ----------
    frame
        One row per assessment. Columns are item ids; a cell holds a code (for a `many` item a list, a tuple, or codes
        with spaces between), a non-answer (`wb.NonAnswer` or its text, as "declined"), or nothing. A level may
        stand as 2, 2.0 or "2". A column that is left out holds nothing. `group`, `age` and `stage` give the
        context as `Answers` takes it (an age that is not known exactly as (6, 11) or "6-11"); keys such as
        `child_id` may stand there and are passed over.

    Returns
    -------
    DataFrame
        The index of `frame`; columns (scale, measure). Counts are Int64, numbers float64, bands str; what is
        not earned is missing.

    Raises
    ------
    TableError
        An unknown column, a value that is no code, a non-answer that the item does not allow, or a wrong context.
    """
    import pandas as pd

    items = {item.id: item for item in form.items}
    rows = Assessments(form, items, read_columns(form, frame), read_context(form, frame), {}, len(frame))
    cells = {}
    for scale in scales_of(form):
        measured = _READ[scale.method](rows, scale)
        for name in MEASURES[scale.method]:
            cells[scale.id, name] = pd.array(measured[name], dtype=dtype_of(name))
    columns = pd.MultiIndex.from_tuples(cells, names=["scale", "measure"]) if cells else None
    table = pd.DataFrame(dict(enumerate(cells.values())), index=frame.index)
    if columns is not None:
        table.columns = columns
    return table


def _action(rows: Assessments, scale: Scale) -> Measured:
    codes = {f"n{level}": level for level in LEVELS}
    counts = _counts(rows, scale, codes)
    highest = np.full(rows.length, np.nan)
    for name, level in reversed(codes.items()):
        highest[counts[name] > 0] = level
    act = counts["n3"] + counts["n2"]
    return counts | {"highest": highest, "act_low": act, "act_high": act + counts["unknown"]}


def _strengths(rows: Assessments, scale: Scale) -> Measured:
    return _counts(rows, scale, {word: word for word in STRENGTHS})


def _counts(rows: Assessments, scale: Scale, codes: dict) -> Measured:
    counts = {name: np.zeros(rows.length, dtype=np.int64) for name in (*codes, "unknown", "applicable")}
    for name in scale.items:
        column, (applicable, answered) = rows.columns[name], _state(rows, name)
        for measure, code in codes.items():
            counts[measure] += answered & column.where(lambda value, code=code: value == code)
        counts["applicable"] += applicable
        counts["unknown"] += applicable & ~answered
    return counts


def _sum(rows: Assessments, scale: Scale) -> Measured:
    form = rows.form
    low, high, gained, room, answered, applicable = np.zeros((6, rows.length), dtype=np.int64)
    for name in scale.items:
        item, column = rows.items[name], rows.columns[name]
        lowest, highest = reach(form, item)
        counted = np.array([points(form, item, v) if _is_code(v) else 0 for v in column.values])[column.place]
        here, known = _state(rows, name)
        low += np.where(known, counted, here * lowest)
        high += np.where(known, counted, here * highest)
        gained += known * (counted - lowest)
        room += known * (highest - lowest)
        answered += known
        applicable += here
    over = np.where(applicable > 0, applicable if scale.method == "mean" else 1, np.nan)
    share = gained / np.where(room > 0, room, 1)
    edges = [band.lowest for band in scale.bands]
    ends = [np.searchsorted(edges, end / over, side="right") for end in (low, high)]
    earned = (answered > 0) & (applicable - answered <= scale.missing_allowed) & (ends[0] == ends[1])
    labels = np.array([None, *(band.label for band in scale.bands)], dtype=object)
    return {
        "low": low / over,
        "high": high / over,
        "value": np.where(earned, (low + share * (high - low)) / over, np.nan),
        "band": labels[np.where(earned, ends[0], 0)],
        "answered": answered,
        "applicable": applicable,
    }


_READ = {"action": _action, "strengths": _strengths, "sum": _sum, "mean": _sum}


def _state(rows: Assessments, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Where an item is asked and applies, and where it also has an answer."""
    column, asked = rows.columns[name], _asked(rows, name)
    applicable = asked & column.where(lambda value: value is not NonAnswer.NOT_APPLICABLE)
    return applicable, asked & column.where(_is_code)


def _asked(rows: Assessments, name: str) -> np.ndarray:
    if name not in rows.asked:
        item = rows.items[name]
        asked = np.ones(rows.length, dtype=bool)
        for field, column in rows.context.items():
            if allowed := getattr(item, field):
                asked &= column.where(lambda value, allowed=allowed: value is None or _meets(value, allowed))
        for condition in item.show_if:
            asked &= _asked(rows, condition.item) & _holds(rows, condition)
        if item.show_if_any:
            asked &= np.any([_asked(rows, one.item) & _holds(rows, one) for one in item.show_if_any], axis=0)
        for condition in item.hide_if:
            asked &= ~(_asked(rows, condition.item) & _holds(rows, condition))
        rows.asked[name] = asked
    return rows.asked[name]


def _meets(value: object, allowed: Collection) -> bool:
    return not value.isdisjoint(allowed) if isinstance(value, frozenset) else value in allowed


def _holds(rows: Assessments, condition: Condition) -> np.ndarray:
    def meets(value: object) -> bool:
        if isinstance(value, (tuple, list)):
            return any(code in condition.any_of for code in value)
        return _is_code(value) and value in condition.any_of

    return rows.columns[condition.item].where(meets)


def _is_code(value: object) -> bool:
    return value is not None and not isinstance(value, NonAnswer)
