"""The mean cumulative count of recurrent events, with errors by cluster."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError
from workbench.research import gate, inference
from workbench.research.recurrent.intervals import Intervals, RiskSets, find_risk_sets, take_intervals
from workbench.research.recurrent.partial import order_ties
from workbench.research.results import Result

MADE = ("time", "mean", "se", "low", "high")
BLOCK = 4_000_000  # clusters times event times held at once


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class CumulativeResult(Result):
    """Mean cumulative counts.

    Attributes
    ----------
    table
        One row per event time (of each group, when `by` is given, then its column comes first): time, mean, se, low,
        high. Limits are taken on the log scale, so that they never fall below 0.
    """


def mean_cumulative(
    frame: pd.DataFrame,
    *,
    start: Hashable | None,
    stop: Hashable,
    event: Hashable,
    cluster: Hashable,
    by: Hashable | None = None,
) -> CumulativeResult:
    """Estimate the mean number of events per child up to each event time.

    The estimate is the sum of events over numbers at risk (Nelson-Aalen for recurrent events); its standard error
    sums each cluster's influence on it before squaring, so dependence within clusters needs no model.

    Parameters
    ----------
    frame
        One row per interval (start, stop].
    start, stop, event
        Columns as in `cox`; `start=None`: every row begins at 0.
    cluster
        Column of the units whose rows may depend on each other: child, or family.
    by
        Column of groups, each with its own curve. A cluster may belong to several groups.

    Returns
    -------
    CumulativeResult

    Raises
    ------
    TableError
        The table breaks a rule of the gate; a group has no event; all rows, or those of a group, are of one cluster,
        so that nothing tells how far the curve may err.

    References
    ----------
    Lawless & Nadeau 1995, doi:10.1080/00401706.1995.10484300; Ghosh & Lin 2000, doi:10.1111/j.0006-341X.2000.00554.x
    """
    gate.require_columns(frame, [by])
    intervals = take_intervals(frame, start=start, stop=stop, event=event, cluster=cluster)
    clusters = gate.take_groups(frame, cluster)
    if clusters.n == 1:
        raise TableError(f"column '{cluster}': one only. At least two are needed; use a finer unit as cluster.")
    if by in MADE:
        raise TableError(f"column '{by}': that name is taken in the table to be made. Rename the column.")
    if by is None:
        table = _curve(intervals, clusters.codes, clusters.n)
    else:
        groups = gate.take_groups(frame, by)
        curves = []
        for code, label in enumerate(groups.labels):
            rows = np.flatnonzero(groups.codes == code)
            if not intervals.event[rows].any():
                raise TableError(f"column '{by}', group {label}: no event. Leave the group out, or set it together.")
            if len(np.unique(clusters.codes[rows])) == 1:
                found = f"all rows are of one '{cluster}', which gives no interval"
                raise TableError(f"column '{by}', group {label}: {found}. Leave the group out, or set it together.")
            curve = _curve(intervals.select(rows), clusters.codes[rows], clusters.n)
            curve.insert(0, by, [label] * len(curve))
            curves.append(curve)
        table = pd.concat(curves, ignore_index=True)
    return CumulativeResult(table=table, n_rows=len(frame), n_events=int(intervals.event.sum()), n_clusters=clusters.n)


def _curve(intervals: Intervals, cluster: np.ndarray, n_clusters: int) -> pd.DataFrame:
    intervals = Intervals(
        intervals.start, intervals.stop, intervals.event, np.zeros_like(intervals.stratum), intervals.tolerance
    )
    risk = find_risk_sets(intervals)
    ties = order_ties(risk, "breslow")
    at_risk = risk.sums(np.ones(len(risk.rows)))
    rate = ties.sums(np.ones(len(ties.rows))) / at_risk
    mean = np.cumsum(rate)
    se = np.sqrt(_variance(risk, cluster[risk.rows], n_clusters, at_risk, rate))
    spread = np.exp(stats.norm.ppf(0.5 + inference.LEVEL / 2) * se / mean)
    return pd.DataFrame({"time": risk.time, "mean": mean, "se": se, "low": mean / spread, "high": mean * spread})


def _variance(
    risk: RiskSets, cluster: np.ndarray, n_clusters: int, at_risk: np.ndarray, rate: np.ndarray
) -> np.ndarray:
    """Sum over clusters of the squared running sum of (events - at risk x rate) / number at risk."""
    variance = np.zeros(risk.n_instants)
    order = np.argsort(cluster, kind="stable")
    edges = np.searchsorted(cluster[order], np.arange(n_clusters + 1))
    width = max(1, BLOCK // risk.n_instants)
    for begin in range(0, n_clusters, width):
        end = min(begin + width, n_clusters)
        rows = order[edges[begin] : edges[end]]
        place = cluster[rows] - begin
        present = np.zeros((end - begin, risk.n_instants + 1))
        np.add.at(present, (place, risk.first[rows]), 1.0)
        np.add.at(present, (place, risk.last[rows]), -1.0)
        present = np.cumsum(present[:, :-1], axis=1)
        present *= -rate
        happened = rows[risk.event[rows]]
        np.add.at(present, (cluster[happened] - begin, risk.last[happened] - 1), 1.0)
        present /= at_risk
        variance += np.square(np.cumsum(present, axis=1)).sum(axis=0)
    return variance
