"""What if those who were lost had more setbacks, or fewer, than their history says: an analysis along a line.

The months between the loss and the planned end are filled in several times: each family goes on at its own rate, as
facts, baseline and the frailty that its setbacks so far speak for have it, times exp(delta). Delta 0 says that loss
tells nothing that was not seen before it.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError
from workbench.research import gate
from workbench.research.imputation.pooling import pool_fits
from workbench.research.imputation.sensitivity import SensitivityResult, describe_tipping, order_deltas, refuse_unknown
from workbench.research.recurrent.frailty import gamma_frailty
from workbench.research.recurrent.intervals import find_risk_sets, take_intervals
from workbench.research.results import Result

CYCLES = 5  # of baseline and frailties given each other; they begin at their estimates


@dataclass(frozen=True, eq=False)
class Going:
    """One draw of what rules the setbacks of those who were lost, and the random numbers that all deltas share.

    `mean` holds events expected per lost child (rows) and stretch between two event times (columns) at delta 0, `begin`
    and `end` the part of each stretch that lies between loss and planned end, `chance` one uniform number for each.
    Times no further apart than `spacing` are one time.
    """

    last: pd.DataFrame
    begin: np.ndarray
    end: np.ndarray
    mean: np.ndarray
    chance: np.ndarray
    place: np.random.SeedSequence
    spacing: float


def vary_drop_out(
    tables: pd.DataFrame | Sequence[pd.DataFrame],
    fit: Callable[[pd.DataFrame], Result],
    *,
    id: Hashable,
    family: Hashable,
    start: Hashable,
    stop: Hashable,
    event: Hashable,
    until: Hashable,
    terms: str | Sequence[str],
    deltas: Sequence[float],
    term: str,
    complete_df: float,
    seed: int,
    imputations: int = 20,
) -> SensitivityResult:
    """Fill in the months after loss, fit and pool again for each delta, all with the same random numbers.

    Before delta comes in, a gamma frailty model of the rows seen gives rates; coefficients, baseline and frailties are
    drawn anew for each imputation, the variance of the frailty stays at its estimate. Terms keep the value of the
    child's last row; so do all other columns, hence numbers of events and times since the last one are not renewed:
    for models in the time scale of the rows (Andersen-Gill), not for PWP.

    Parameters
    ----------
    tables
        Start-stop rows without missing values; or several such tables, one per imputation of what was not answered.
    fit
        Rows up to the planned end → a fitted model with `coef` and `robust_se` or `se`, for example `cox`.
    id, family, start, stop, event
        Columns as in `cox`.
    until
        Column: until when a lost child would have been followed, the same in all its rows; missing for children whose
        follow-up ended as planned. Time after the last event of anybody has no rate and adds no event.
    terms
        Of the frailty model: all of `fit`, and what else speaks for loss.
    deltas
        Log ratios of the rate after loss to what the history says. 0 must be among them.
    term
        The term whose tipping point is told.
    complete_df
        As in `pool`.
    seed, imputations
        Imputation k hangs on the seed and k; `imputations` counts where one table is given.

    Returns
    -------
    SensitivityResult
        `imputed_mean` holds the events filled in per month filled in: read from it which delta is still believable.

    Raises
    ------
    TableError
        0 is not among the deltas, a delta stands there twice, the term is unknown, a planned end differs within a
        child or lies before its last row, nobody was lost; or as `cox` and `pool`.

    References
    ----------
    Jackson et al. 2014, doi:10.1002/sim.6274; Keene et al. 2014, doi:10.1002/pst.1624
    """
    line = order_deltas(deltas)
    given = [tables] * imputations if isinstance(tables, pd.DataFrame) else list(tables)
    columns = {"id": id, "family": family, "start": start, "stop": stop, "event": event, "until": until}
    model: _Model | None = None
    drawn = []
    for k, rows in enumerate(given):
        if model is None or model.rows is not rows:
            model = _Model(rows, columns, terms)
        drawn.append((rows, model.draw(np.random.SeedSequence([seed, k]))))
    blocks = []
    for delta in line:
        completed = [_complete(rows, going, delta, columns) for rows, going in drawn]
        pooled = pool_fits([fit(table) for table, _ in completed], complete_df=complete_df)
        refuse_unknown(term, pooled.table.index)
        block = pooled.table[["estimate", "se", "low", "high", "p", "ratio", "ratio_low", "ratio_high"]].reset_index()
        block.insert(0, "delta", delta)
        blocks.append(block.assign(imputed_mean=float(np.mean([rate for _, rate in completed]))))
    table = pd.concat(blocks, ignore_index=True)
    note = describe_tipping(table, term, "the lost go on as their history says")
    return SensitivityResult(table=table, n_rows=len(given), note=note)


class _Model:
    """The frailty model of one table, laid out for draws."""

    def __init__(self, rows: pd.DataFrame, columns: dict[str, Hashable], terms: str | Sequence[str]) -> None:
        times = {name: columns[name] for name in ("start", "stop", "event")}
        intervals = take_intervals(rows, **times, id=columns["id"], cluster=columns["family"])
        self.rows, self.columns = rows, columns
        self.last = _take_last(rows, columns)
        fitted = gamma_frailty(rows, **times, terms=terms, group=columns["family"])
        self.theta, self.coef = fitted.theta, fitted.table["coef"].to_numpy()
        self.covariance = fitted.covariance.to_numpy()
        self.x = gate.take_terms(rows, terms).matrix
        self.centre = self.x.mean(axis=0)
        self.family = gate.take_groups(rows, columns["family"]).codes
        self.frailty = fitted.frailty.to_numpy()
        self.risk, self.spacing = find_risk_sets(intervals), 10 * intervals.tolerance
        self.events = np.bincount(self.family, weights=intervals.event, minlength=len(self.frailty))
        self.deaths = np.bincount(self.risk.last[self.risk.event] - 1, minlength=self.risk.n_instants)

    def draw(self, place: np.random.SeedSequence) -> Going:
        """Coefficients, baseline and frailties as uncertain as the rows leave them; one uniform number per stretch."""
        own, later = place.spawn(2)
        rng = np.random.default_rng(own)
        risk, frailty = self.risk, self.frailty
        weight = np.exp((self.x - self.centre) @ rng.multivariate_normal(self.coef, self.covariance))
        seen, family = weight[risk.rows], self.family[risk.rows]
        for _ in range(CYCLES):
            baseline = rng.gamma(self.deaths) / risk.sums(seen * frailty[family])
            if self.theta > 0:
                expected = np.bincount(family, weights=seen * risk.spans(baseline), minlength=len(frailty))
                frailty = rng.gamma(1 / self.theta + self.events) / (1 / self.theta + expected)
        at = self.last.index.to_numpy()
        left = self.last[self.columns["stop"]].to_numpy(dtype=float)[:, None]
        until = self.last[self.columns["until"]].to_numpy(dtype=float)[:, None]
        begin, end = np.maximum(left, np.concatenate([[0.0], risk.time[:-1]])), np.minimum(until, risk.time)
        length = np.diff(risk.time, prepend=0.0)
        part = np.clip(end - begin, 0, None) / np.where(length > 0, length, 1)
        mean = (weight[at] * frailty[self.family[at]])[:, None] * baseline * part
        return Going(self.last, begin, end, mean, rng.random(mean.shape), later, self.spacing)


def _take_last(rows: pd.DataFrame, columns: dict[str, Hashable]) -> pd.DataFrame:
    """The last row of every lost child, indexed by its place among the rows."""
    id, until, stop = columns["id"], columns["until"], columns["stop"]
    gate.require_columns(rows, [until])
    table = rows.reset_index(drop=True)
    counts = table.groupby(id, sort=False, observed=True)[until].nunique(dropna=False)
    varies = rows[id].isin(counts.index[counts > 1]).to_numpy()
    found = "the planned end differs between rows of one child"
    gate.refuse_rows(rows, varies, f"column '{until}'", found, "Give every child one planned end, or none.")
    last = table.sort_values(stop, kind="stable").groupby(id, sort=True, observed=True).tail(1).sort_index()
    last = last[last[until].notna()]
    if last.empty:
        raise TableError(f"column '{until}': nobody was lost. Give the planned end of those who were.")
    early = np.zeros(len(rows), dtype=bool)
    early[last.index] = ~(gate.take_numbers(last, until) > last[stop].to_numpy())
    remedy = "Give a planned end after the loss, or none where the follow-up ended as planned."
    gate.refuse_rows(rows, early, f"column '{until}'", "not after the child's last row", remedy)
    return last


def _complete(
    rows: pd.DataFrame, going: Going, delta: float, columns: dict[str, Hashable]
) -> tuple[pd.DataFrame, float]:
    """The rows with those of the months after loss, and the events per month in these."""
    start, stop, event = columns["start"], columns["stop"], columns["event"]
    count = stats.poisson.ppf(going.chance, going.mean * np.exp(delta)).astype(np.int64)
    child, stretch = np.nonzero(count)
    repeats = count[child, stretch]
    child, stretch = np.repeat(child, repeats), np.repeat(stretch, repeats)
    within = np.random.default_rng(going.place).random(len(child))
    when = going.begin[child, stretch] + (1 - within) * (going.end - going.begin)[child, stretch]
    left, until = (going.last[name].to_numpy(dtype=float) for name in (stop, columns["until"]))
    child, when = _set_apart(child, when, left, going.spacing)
    lost = np.arange(len(left))
    whose, ends = np.concatenate([child, lost]), np.concatenate([when, until])
    happened = np.repeat([1, 0], [len(child), len(lost)])
    order = np.lexsort((-happened, ends, whose))
    whose, ends, happened = whose[order], ends[order], happened[order]
    first = np.concatenate([[True], whose[1:] != whose[:-1]])
    begins = np.where(first, left[whose], np.roll(ends, 1))
    added = going.last.iloc[whose].reset_index(drop=True)
    added[start], added[stop], added[event] = begins, ends, happened
    added = added[ends - begins > going.spacing]
    months = float((going.last[columns["until"]] - going.last[stop]).sum())
    return pd.concat([rows, added], ignore_index=True), len(when) / months


def _set_apart(child: np.ndarray, when: np.ndarray, left: np.ndarray, spacing: float) -> tuple[np.ndarray, np.ndarray]:
    """Leave out events that lie no further than `spacing` after the loss or after the child's event before."""
    order = np.lexsort((when, child))
    child, when = child[order], when[order]
    first = np.concatenate([[True], child[1:] != child[:-1]])[: len(child)]
    before = np.where(first, left[child], np.roll(when, 1))
    kept = when - before > spacing
    return child[kept], when[kept]
