"""States seen at visits, cut into the steps whose probabilities multiply."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import (
    Groups,
    Terms,
    refuse_missing,
    refuse_rows,
    require_columns,
    take_events,
    take_groups,
    take_numbers,
    take_terms,
)

PASSING, SEEN, REPORTED, ENTERED = 0, 1, 2, 3


@dataclass(frozen=True, eq=False)
class Visits:
    """Visits in order of child and time.

    Attributes
    ----------
    order
        Row of the table behind each visit.
    child, time, state
        Shape (n,). State indexes `states`.
    certain
        Shape (n,). True where the row says that the state seen is the state that was.
    kept
        Shape (n,). False for children seen once.
    """

    order: np.ndarray
    child: np.ndarray
    time: np.ndarray
    state: np.ndarray
    states: pd.Index
    certain: np.ndarray
    kept: np.ndarray
    children: pd.Index

    @property
    def n_seen_once(self) -> int:
        return int((~self.kept).sum())


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps of N sequences; steps of one sequence follow each other.

    Attributes
    ----------
    sequence, layer
        Shape (n,). Which sequence a step belongs to, and its place there.
    gap, pattern
        Shape (n,). Length of the step; which row of `designs` holds.
    ending, state
        Shape (n,). What is known at its end: nothing, the state, a report of the state, the exact time of entry.
    designs
        Shape (U, 1 + k). Period, then terms.
    first_state, first_certain
        Shape (N,). What is known at the start of each sequence.
    child
        Shape (N,). Child of each sequence.
    """

    sequence: np.ndarray
    layer: np.ndarray
    gap: np.ndarray
    pattern: np.ndarray
    ending: np.ndarray
    state: np.ndarray
    designs: np.ndarray
    first_state: np.ndarray
    first_certain: np.ndarray
    child: np.ndarray
    means: np.ndarray


def read_visits(
    frame: pd.DataFrame, *, id: str, time: str, state: str, certain: str | None, states: Sequence[Hashable]
) -> Visits:
    """Check visits and put them in order; `states` are labels that must exist although nobody may be seen there."""
    require_columns(frame, [id, time, state, certain])
    refuse_missing(frame, state)
    children, moment = take_groups(frame, id), take_numbers(frame, time)
    order = np.lexsort((moment, children.codes))
    wrong = np.zeros(len(frame), dtype=bool)
    twice = (np.diff(children.codes[order]) == 0) & (np.diff(moment[order]) == 0)
    wrong[order[1:][twice]] = True
    remedy = "Keep one state per child and time; the later entry of a day, or the one that was checked."
    refuse_rows(frame, wrong, f"column '{time}'", f"a second visit of the same '{id}' at the same time", remedy)
    seen = take_groups(frame, state)
    absent = [label for label in states if label not in seen.labels]
    if absent:
        known = ", ".join(map(str, seen.labels))
        raise TableError(
            f"column '{state}': state '{absent[0]}' is named in the model and nobody is seen in it; seen are {known}. "
            "Correct the label, or leave its moves out."
        )
    sure = np.zeros(len(frame), dtype=bool) if certain is None else take_events(frame, certain)
    counts = np.bincount(children.codes)
    return Visits(
        order,
        children.codes[order],
        moment[order],
        seen.codes[order],
        seen.labels,
        sure[order],
        counts[children.codes[order]] > 1,
        children.labels,
    )


def take_panel_terms(frame: pd.DataFrame, terms: str | Sequence[str]) -> Terms:
    return take_terms(frame, terms) if len(terms) else Terms((), (), np.empty((len(frame), 0)))


def cut_steps(
    visits: Visits, matrix: np.ndarray, breaks: Sequence[float], exact: np.ndarray, reported: np.ndarray
) -> Steps:
    """Steps between visits, cut at the breaks.

    Parameters
    ----------
    matrix
        Shape (n rows, k). Terms, in the order of the table.
    exact, reported
        Shape (S,). States whose entry is known to the day; states in which a report may be wrong or be made wrongly.

    Notes
    -----
    Without misreporting each interval is a sequence of its own, since the state seen at its start is all that matters.
    """
    hidden = bool(reported.any())
    later = np.flatnonzero(np.diff(visits.child) == 0) + 1
    before = later - 1
    limits = np.asarray(sorted(breaks), dtype=float)
    begin, end = visits.time[before], visits.time[later]
    first = np.searchsorted(limits, begin, side="right")
    pieces = np.searchsorted(limits, end, side="left") - first + 1
    interval = np.repeat(np.arange(len(later)), pieces)
    piece = np.arange(len(interval)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    period = first[interval] + piece
    edges = np.concatenate([[-np.inf], limits, [np.inf]])
    gap = np.minimum(end[interval], edges[period + 1]) - np.maximum(begin[interval], edges[period])

    certain = visits.certain | ~reported[visits.state] if hidden else np.ones(len(visits.state), dtype=bool)
    ending = np.where(exact[visits.state], ENTERED, np.where(certain, SEEN, REPORTED))[later][interval]
    ending = np.where(piece < pieces[interval] - 1, PASSING, ending)

    values = matrix[visits.order][before][interval]
    designs, pattern = np.unique(np.column_stack([period, values]), axis=0, return_inverse=True)
    means = values.mean(axis=0) if len(values) else np.zeros(matrix.shape[1])

    if hidden:
        children, sequence = np.unique(visits.child[later][interval], return_inverse=True)
        opens = np.searchsorted(visits.child, children)
    else:
        sequence, opens = interval, before
    starts = np.searchsorted(sequence, np.arange(len(opens)))
    return Steps(
        sequence=sequence,
        layer=np.arange(len(sequence)) - starts[sequence],
        gap=gap,
        pattern=pattern.ravel(),
        ending=ending,
        state=visits.state[later][interval],
        designs=designs,
        first_state=visits.state[opens],
        first_certain=certain[opens],
        child=visits.child[opens],
        means=means,
    )


def take_clusters(frame: pd.DataFrame, cluster: str, visits: Visits) -> tuple[np.ndarray, Groups]:
    """Cluster of every child (by child code), and the clusters."""
    groups = take_groups(frame, cluster)
    of_child = np.zeros(len(visits.children), dtype=np.int64)
    of_child[visits.child] = groups.codes[visits.order]
    return of_child, groups
