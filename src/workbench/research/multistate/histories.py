"""Histories of states as numbers: read once, checked once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import is_categorical, refuse_missing, refuse_rows, take_groups, take_numbers


@dataclass(frozen=True, eq=False)
class Histories:
    """Stretches (start, stop] in a state.

    `state` and `next_state` index `states`; `next_state` is -1 where the stretch is censored.
    """

    start: np.ndarray
    stop: np.ndarray
    state: np.ndarray
    next_state: np.ndarray
    states: pd.Index


def read_histories(frame: pd.DataFrame, *, id: str, start: str, stop: str, state: str, next_state: str) -> Histories:
    """Check stretches and number their states; raises TableError with the column, the row and the remedy."""
    refuse_missing(frame, state)
    begin, end = take_numbers(frame, start), take_numbers(frame, stop)
    refuse_rows(
        frame, end <= begin, f"column '{stop}'", f"not after '{start}'", "Leave empty stretches out; check the dates."
    )
    known = frame[next_state].notna().to_numpy()
    if known.any() and is_categorical(frame[state]) != is_categorical(frame.loc[known, next_state]):
        raise TableError(
            f"columns '{state}' and '{next_state}': one holds text and the other numbers, so states cannot be matched. "
            "Give both the same type."
        )
    here, there = frame[state], frame.loc[known, next_state]
    if isinstance(here.dtype, pd.CategoricalDtype):
        order = [*here.cat.categories, *(value for value in there.unique() if value not in here.cat.categories)]
        stacked = pd.Series(pd.Categorical([*here, *there], categories=order))
    else:
        stacked = pd.Series([*here.tolist(), *(_as_in(here, value) for value in there.tolist())])
    numbered = take_groups(pd.DataFrame({state: stacked}), state)
    codes = numbered.codes[: len(frame)]
    target = np.full(len(frame), -1, dtype=np.int64)
    target[known] = numbered.codes[len(frame) :]
    target[target == codes] = -1
    histories = Histories(begin, end, codes, target, numbered.labels)
    _refuse_broken(frame, histories, id=id, start=start, next_state=next_state)
    return histories


def _as_in(column: pd.Series, value: object) -> object:
    """A whole number that missing values turned into a float, as the integer it was."""
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole and pd.api.types.is_integer_dtype(column.dtype) else value  # type: ignore[call-overload]


def _refuse_broken(frame: pd.DataFrame, rows: Histories, *, id: str, start: str, next_state: str) -> None:
    """Refuse stretches of one child that overlap, or that end in one state and go on in another."""
    children = take_groups(frame, id).codes
    begin, end, target = rows.start, rows.stop, rows.next_state
    order = np.lexsort((begin, children))
    before, after = order[:-1], order[1:]
    same = children[before] == children[after]
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[after[same & (begin[after] < end[before])]] = True
    found = f"begins before an earlier row of the same '{id}' ends"
    refuse_rows(frame, wrong, f"column '{start}'", found, "Cut the rows so that a child is in one state at a time.")
    moved = same & (begin[after] == end[before]) & (target[before] >= 0)
    wrong[after[moved & (target[before] != rows.state[after])]] = True
    found = f"the row before it says that '{id}' moved to another state"
    refuse_rows(frame, wrong, f"column '{next_state}'", found, "Make each row begin in the state the last one led to.")
