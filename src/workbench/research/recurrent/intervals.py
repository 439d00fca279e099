"""Start-stop rows: the gate of the counting process and the risk sets that follow from it."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from workbench.errors import TableError
from workbench.research import gate

SAME_TIME = 1.5e-8  # times closer than this share of the mean event time are one time (rounding of differences)


@dataclass(frozen=True, eq=False)
class Intervals:
    """Rows (start, stop], whether each ends in an event, and the stratum it belongs to (codes from 0)."""

    start: np.ndarray
    stop: np.ndarray
    event: np.ndarray
    stratum: np.ndarray
    tolerance: float

    def select(self, rows: np.ndarray) -> "Intervals":
        """Only these rows."""
        return Intervals(self.start[rows], self.stop[rows], self.event[rows], self.stratum[rows], self.tolerance)


@dataclass(frozen=True, eq=False)
class RiskSets:
    """Who is at risk at each event time.

    An instant is an event time of one stratum; instants are numbered by stratum, then time. Row i is at risk at the
    instants `first[i]` to `last[i] - 1`. Rows at risk at no instant are left out: `rows` holds those that stay.
    `ends` holds where each stratum's instants end.
    """

    rows: np.ndarray
    first: np.ndarray
    last: np.ndarray
    event: np.ndarray
    ends: np.ndarray
    time: np.ndarray
    entering: sparse.csc_array

    @property
    def n_instants(self) -> int:
        return len(self.time)

    def sums(self, values: np.ndarray | sparse.sparray, factor: np.ndarray | None = None) -> np.ndarray:
        """Sums of row values, shape (n,) or (n, k), times the rows' factors over the risk set of every instant."""
        entering = self.entering
        if factor is not None:
            scaled = entering.data * np.repeat(factor, 2)
            entering = sparse.csc_array((scaled, entering.indices, entering.indptr), shape=entering.shape)
        entered = entering @ values
        steps = (entered.toarray() if sparse.issparse(entered) else entered)[:-1]
        begin = 0
        for end in self.ends:
            np.cumsum(steps[begin:end][::-1], axis=0, out=steps[begin:end][::-1])
            begin = end
        return steps

    def spans(self, values: np.ndarray) -> np.ndarray:
        """Sums of instant values, shape (K,) or (K, k), over the instants at which each row is at risk."""
        running = np.zeros((len(values) + 1, *values.shape[1:]))
        np.cumsum(values, axis=0, out=running[1:])
        return running[self.last] - running[self.first]


def take_intervals(
    frame: pd.DataFrame,
    *,
    start: Hashable | None,
    stop: Hashable,
    event: Hashable,
    strata: Hashable | None = None,
    id: Hashable | None = None,
    cluster: Hashable | None = None,
) -> Intervals:
    """Check the counting-process columns and hand them over as arrays.

    Raises
    ------
    TableError
        A column is missing or holds missing, non-finite or miscoded values; an interval is empty or runs backwards;
        intervals of one id (within a stratum) overlap; an id changes its cluster; no row ends in an event.
    """
    gate.require_columns(frame, [start, stop, event, strata, id, cluster])
    ends = gate.take_numbers(frame, stop)
    begins = np.zeros(len(ends)) if start is None else gate.take_numbers(frame, start)
    events = gate.take_events(frame, event)
    if not events.any():
        raise TableError(
            f"column '{event}': no row ends in an event. Nothing can be estimated; check coding and period."
        )
    tolerance = SAME_TIME * float(np.abs(ends[events]).mean())
    origin = "0" if start is None else f"'{start}'"
    gate.refuse_rows(
        frame,
        ends < begins,
        f"column '{stop}'",
        f"lies before {origin}",
        "Every interval runs from start to a later stop; put the two in order.",
    )
    gate.refuse_rows(
        frame,
        ends - begins <= tolerance,
        f"column '{stop}'",
        f"equals {origin}, an interval of no length",
        "Give events of one day an order and a small distance, or drop the row if it carries no event.",
    )
    codes = np.zeros(len(ends), dtype=np.int64) if strata is None else gate.take_groups(frame, strata).codes
    if id is not None:
        _refuse_overlap(frame, id, Intervals(begins, ends, events, codes, tolerance))
        if cluster is not None:
            gate.refuse_wandering(frame, id, cluster)
    return Intervals(begins, ends, events, codes, tolerance)


def _refuse_overlap(frame: pd.DataFrame, id: Hashable, intervals: Intervals) -> None:
    start, stop, stratum = intervals.start, intervals.stop, intervals.stratum
    ids = gate.take_groups(frame, id).codes
    order = np.lexsort((stop, start, stratum, ids))
    same = (np.diff(ids[order]) == 0) & (np.diff(stratum[order]) == 0)
    wrong = np.zeros(len(order), dtype=bool)
    wrong[order[1:]] = same & (start[order[1:]] < stop[order[:-1]] - intervals.tolerance)
    gate.refuse_rows(
        frame,
        wrong,
        f"column '{id}'",
        "the interval overlaps another of the same id and stratum",
        "Cut the intervals so that each begins where the one before it ends.",
    )


def find_risk_sets(intervals: Intervals) -> RiskSets:
    """Number the event times of every stratum and find the instants at which each row is at risk."""
    event, stratum, tolerance = intervals.event, intervals.stratum, intervals.tolerance
    times = np.unique(intervals.stop[event])
    times = times[np.concatenate([[True], np.diff(times) > tolerance])]
    first = np.searchsorted(times, intervals.start + tolerance, side="right")
    last = np.searchsorted(times, intervals.stop + tolerance, side="right")
    n_strata = int(stratum.max()) + 1
    if n_strata == 1:
        ends, instant_time = np.array([len(times)]), times
    else:
        width = len(times) + 1
        keys = np.unique(stratum[event] * width + last[event])
        first = np.searchsorted(keys, stratum * width + first, side="right")
        last = np.searchsorted(keys, stratum * width + last, side="right")
        ends = np.searchsorted(keys, (np.arange(n_strata) + 1) * width)
        instant_time = times[keys % width - 1]
    rows = np.flatnonzero(last > first)
    first, last = first[rows].astype(np.int32), last[rows].astype(np.int32)
    begins = np.concatenate([[0], ends[:-1]])
    from_beginning = first == begins[stratum[rows]]
    leaving = np.where(from_beginning, len(instant_time), first - 1)
    index = np.empty((len(rows), 2), dtype=np.int32)
    index[:, 0], index[:, 1] = last - 1, leaving
    data = np.tile(np.array([1.0, -1.0]), len(rows))
    pointer = np.arange(0, 2 * len(rows) + 1, 2, dtype=np.int32)
    entering = sparse.csc_array((data, index.ravel(), pointer), shape=(len(instant_time) + 1, len(rows)))
    return RiskSets(rows, first, last, event[rows], ends, instant_time, entering)
