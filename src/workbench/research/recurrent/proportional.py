"""Are hazards proportional? The score test of each coefficient against a change over time."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError
from workbench.research.recurrent.hazards import Prepared, fit_or_refuse, prepare
from workbench.research.recurrent.partial import Fit
from workbench.research.results import Result


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ProportionalityResult(Result):
    """Tests of proportional hazards.

    Attributes
    ----------
    table
        Indexed by term (a categorical column is one term) and GLOBAL: chi_square, df, p.
    residuals
        Scaled Schoenfeld residuals, one row per event: time, transformed time, one column per coefficient. Their
        trend over time shows how a coefficient changes.
    """

    residuals: pd.DataFrame
    transform: str = "km"


def proportional_hazards(
    frame: pd.DataFrame,
    *,
    stop: Hashable,
    event: Hashable,
    terms: str | Sequence[str],
    start: Hashable | None = None,
    strata: Hashable | None = None,
    id: Hashable | None = None,
    ties: Literal["efron", "breslow"] = "efron",
    transform: Literal["km", "identity", "log"] = "km",
) -> ProportionalityResult:
    """Test each term of a Cox model for a coefficient that changes with transformed time.

    The score test for adding term x g(time), as `cox.zph` of R's survival 3: g is 1 - Kaplan-Meier just before the
    event (over all strata together), the time itself, or its logarithm. The test rests on the information: it takes
    rows as independent given the terms, also where the model itself is reported with errors by cluster.

    Parameters
    ----------
    frame, stop, event, terms, start, strata, id, ties
        As in `cox`.
    transform
        The time scale on which a trend is looked for.

    Returns
    -------
    ProportionalityResult

    Raises
    ------
    TableError
        As `cox`; also where an event at time 0 or before meets transform="log".

    References
    ----------
    Grambsch & Therneau 1994, doi:10.1093/biomet/81.3.515
    """
    ready = prepare(frame, start=start, stop=stop, event=event, terms=terms, strata=strata, id=id, ties=ties)
    fit = fit_or_refuse(ready)
    at_event = ready.risk.time[ready.ties.instant]
    changed = _transform(ready, at_event, transform)
    changed = changed - changed.mean()
    residual = ready.x[ready.ties.rows] - _mean_by_instant(ready, fit)
    score = changed @ residual
    plain, once, twice = fit.at.information, _information(ready, fit, changed), _information(ready, fit, changed**2)
    sources = list(dict.fromkeys(ready.sources))
    members = {name: np.flatnonzero([source == name for source in ready.sources]) for name in sources}
    members["GLOBAL"] = np.arange(len(ready.names))
    remaining = twice - once.T @ np.linalg.solve(plain, once)
    rows = []
    for which in members.values():
        chi_square = float(score[which] @ np.linalg.solve(remaining[np.ix_(which, which)], score[which]))
        rows.append((chi_square, len(which), float(stats.chi2.sf(chi_square, len(which)))))
    table = pd.DataFrame(rows, columns=["chi_square", "df", "p"], index=pd.Index(members, name="term"))
    scaled = len(residual) * residual @ np.linalg.inv(plain) / ready.scale + fit.coef / ready.scale
    residuals = pd.DataFrame(scaled, columns=pd.Index(ready.names))
    residuals.insert(0, "time", at_event)
    residuals.insert(1, "transformed", _transform(ready, at_event, transform))
    return ProportionalityResult(
        table=table,
        n_rows=ready.n_rows,
        n_events=len(residual),
        log_likelihood=fit.at.value,
        residuals=residuals.sort_values("time", kind="stable", ignore_index=True),
        transform=transform,
    )


def _transform(ready: Prepared, time: np.ndarray, transform: str) -> np.ndarray:
    if transform == "identity":
        return time
    if transform == "log":
        if (time <= 0).any():
            raise TableError("transform: 'log' needs event times above 0. Choose 'km' or 'identity'.")
        return np.log(time)
    if transform != "km":
        raise TableError(f"transform: found '{transform}'; allowed: 'km', 'identity', 'log'. Choose one.")
    instants, place, deaths = np.unique(time, return_inverse=True, return_counts=True)
    begun = np.searchsorted(np.sort(ready.intervals.start + ready.intervals.tolerance), instants, side="left")
    ended = np.searchsorted(np.sort(ready.intervals.stop + ready.intervals.tolerance), instants, side="left")
    surviving = np.cumprod(1 - deaths / (begun - ended))
    return 1 - np.concatenate([[1.0], surviving[:-1]])[place]


def _mean_by_instant(ready: Prepared, fit: Fit) -> np.ndarray:
    """The mean of the terms over the risk set of each event, averaged over tied events."""
    ties = ready.ties
    count = ties.sums(np.ones(len(ties.rows)))
    return ties.each(ties.sums(fit.at.mean) / count[:, None])


def _information(ready: Prepared, fit: Fit, factor: np.ndarray) -> np.ndarray:
    """The information with every event's contribution multiplied by its factor."""
    ties, at, x = ready.ties, fit.at, ready.x
    expected = at.weight * ready.risk.spans(ties.sums(factor / at.denominator))
    if ties.shared:
        spared = ties.each(ties.sums(factor * ties.share / at.denominator))
        expected[ties.rows] -= at.weight[ties.rows] * spared
    return (x * expected[:, None]).T @ x - (at.mean * factor[:, None]).T @ at.mean
