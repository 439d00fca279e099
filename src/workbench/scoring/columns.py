"""The gate of a frame of assessments: every cell is a code, a non-answer, or nothing; anything else is refused."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..errors import TableError
from ..model.ages import allowed, asked_as, read_age
from ..model.instrument import Instrument, Item
from ..model.vocabulary import STAGES, STORIES, NonAnswer

if TYPE_CHECKING:
    import pandas as pd

CONTEXT = ("group", "age", "stage")
KEYS = ("family_id", "parent_id", "child_id", "assessment_id")
CODED = ("level", "choice", "many")
_REFUSED = object()
_NON_ANSWERS = {reason.value: reason for reason in NonAnswer}


class Column(NamedTuple):
    """One column of cells: `place` (one entry per row) leads into `values`, whose last is None: nothing there."""

    place: np.ndarray
    values: tuple

    def where(self, holds: Any) -> np.ndarray:
        """Ask a yes-no question of every cell, by asking it once of each different value."""
        return np.array([bool(holds(value)) for value in self.values])[self.place]


def read_columns(form: Instrument, frame: "pd.DataFrame") -> dict[str, Column]:
    """Read the columns of coded items; those of words and dates count nowhere and are not read.

    Raises
    ------
    TableError
        A column that is no item, context or key; a cell that is none of the item's codes and no non-answer.
    """
    ids = [item.id for item in form.items]
    where = f"{form.id} {form.version}"
    if repeated := sorted({str(name) for name in frame.columns[frame.columns.duplicated()]}):
        raise TableError(f"{where}: found column {repeated[0]!r} twice; allowed: each once. Rename or drop one.")
    for name in frame.columns:
        if name not in (*ids, *CONTEXT, *KEYS):
            allowed = f"its item ids, {', '.join((*CONTEXT, *KEYS))}"
            raise TableError(f"{where}: found a column {name!r}; allowed: {allowed}. Drop it, or put it in the index.")
    return {item.id: _answers(form, item, frame) for item in form.items if form.responses[item.responses].kind in CODED}


def read_context(form: Instrument, frame: "pd.DataFrame") -> dict[str, Column]:
    """Read group, years that are possible and stage of every row; what is missing hides nothing.

    Raises
    ------
    TableError
        A code that the vocabulary does not hold, or what is no age.
    """
    return {
        "groups": _words(form, frame, "group", STORIES),
        "years": _years(form, frame),
        "stages": _words(form, frame, "stage", STAGES),
    }


def _answers(form: Instrument, item: Item, frame: "pd.DataFrame") -> Column:
    if item.id not in frame.columns:
        return _nothing(frame)
    responses, cells = form.responses[item.responses], frame[item.id]
    if responses.kind == "many":
        cells = cells.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
    place, values = _factorised(form, item.id, cells)
    codes = {code: code for code in responses.codes} | {str(code): code for code in responses.codes}
    read = [_value(value, item, responses.kind, codes) for value in values]
    if refused := [here for here, value in enumerate(read) if value is _REFUSED]:
        allowed = f"{', '.join(map(str, responses.codes))}, {', '.join(_allowed_non_answers(item))}, or nothing"
        raise _refusal(form, item.id, int(np.isin(place, refused).sum()), allowed)
    return Column(place, (*read, None))


def _value(value: Any, item: Item, kind: str, codes: Mapping) -> Any:
    if isinstance(value, (bool, np.bool_)):
        return _REFUSED
    if isinstance(value, str) and value in _NON_ANSWERS:
        return _NON_ANSWERS[value] if value in _allowed_non_answers(item) else _REFUSED
    if kind != "many":
        return codes.get(value, _REFUSED)
    chosen = value.split() if isinstance(value, str) else value
    return chosen if isinstance(chosen, (tuple, list)) and all(code in codes for code in chosen) else _REFUSED


def _allowed_non_answers(item: Item) -> list[str]:
    return [name for name in _NON_ANSWERS if item.may_not_apply or name != NonAnswer.NOT_APPLICABLE]


def _words(form: Instrument, frame: "pd.DataFrame", name: str, allowed: Mapping[str, str]) -> Column:
    if name not in frame.columns:
        return _nothing(frame)
    place, values = _factorised(form, name, frame[name])
    if wrong := [here for here, value in enumerate(values) if value not in allowed]:
        raise _refusal(form, name, int(np.isin(place, wrong).sum()), f"{', '.join(allowed)}, or nothing")
    return Column(place, (*values, None))


def _years(form: Instrument, frame: "pd.DataFrame") -> Column:
    if "age" not in frame.columns:
        return _nothing(frame)
    cells = frame["age"]
    if cells.dtype == object:
        cells = cells.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
    place, values = _factorised(form, "age", cells)
    read = list(map(_possible, values))
    if refused := [here for here, value in enumerate(read) if value is _REFUSED]:
        if all(isinstance(value, str) for value in values):
            raise TableError(
                f"{form.id} {form.version}, column age: found no numbers; allowed: {allowed()}, or nothing."
            )
        raise _refusal(form, "age", int(np.isin(place, refused).sum()), f"{allowed()}, or nothing")
    return Column(place, (*read, None))


def _possible(value: Any) -> Any:
    try:
        return asked_as(read_age(value.item() if isinstance(value, np.generic) else value))
    except ValueError:
        return _REFUSED


def _factorised(form: Instrument, name: str, cells: "pd.Series") -> tuple[np.ndarray, list]:
    import pandas as pd

    try:
        place, values = pd.factorize(cells)
    except TypeError:
        raise TableError(f"{form.id} {form.version}, column {name}: found cells that are no single value.") from None
    return place.astype(np.min_scalar_type(-1 - len(values))), list(values)


def _nothing(frame: "pd.DataFrame") -> Column:
    return Column(np.full(len(frame), -1, dtype=np.int8), (None,))


def _refusal(form: Instrument, column: str, count: int, allowed: str) -> TableError:
    rows = "1 row" if count == 1 else f"{count} rows"
    return TableError(
        f"{form.id} {form.version}, column {column}: found {rows} with another value; allowed: {allowed}."
    )
