"""The partial likelihood of start-stop rows: value, score, information and influence in O(n p^2).

Sums over risk sets are running sums over the instants; the second moments never exist per instant, because
summed over all instants they are one cross-product of the rows weighted by their expected number of events.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from workbench.research.ascent import ascend
from workbench.research.recurrent.intervals import Intervals, RiskSets

LONG = 0.1  # a step that moves a predictor by more is never the last
FLIGHTS = 3  # so many long steps without gain in likelihood are the mark of separation
BLOCK = 4096  # rows multiplied at once: they stay in the processor's cache


class Diverged(ArithmeticError):
    """The likelihood has no maximum; `terms`: which coefficients run to infinity, `at_start`: whether at once."""

    def __init__(self, terms: np.ndarray, at_start: bool) -> None:
        super().__init__("the partial likelihood has no finite maximum")
        self.terms, self.at_start = terms, at_start


@dataclass(frozen=True, eq=False)
class Ties:
    """Events of one instant taken one after another.

    Entry j is the row `rows[j]` that ends in an event at `instant[j]`, in order of instant; `share[j]` of that
    instant's events have already left the risk set: all 0 for Breslow, 0, 1/d, ..., (d-1)/d for Efron. `begins` holds
    the first entry of every instant.
    """

    rows: np.ndarray
    instant: np.ndarray
    begins: np.ndarray
    share: np.ndarray
    shared: bool

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sums of entry values over the events of every instant."""
        return values if len(self.begins) == len(self.instant) else np.add.reduceat(values, self.begins, axis=0)

    def each(self, values: np.ndarray) -> np.ndarray:
        """The instant's value for every entry."""
        return values if len(self.begins) == len(self.instant) else values[self.instant]


@dataclass(frozen=True, eq=False)
class Layout:
    """Rows laid out for the partial likelihood; `x` holds the terms for the rows of `risk`."""

    intervals: Intervals
    risk: RiskSets
    ties: Ties
    x: np.ndarray


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log partial likelihood at some coefficients with its first two derivatives and what influence needs."""

    value: float
    score: np.ndarray
    information: np.ndarray
    weight: np.ndarray
    hazard: np.ndarray
    tied_hazard: np.ndarray
    mean: np.ndarray
    denominator: np.ndarray


@dataclass(frozen=True, eq=False)
class Fit:
    """A maximum of the partial likelihood; `null` is the log likelihood with all coefficients 0."""

    coef: np.ndarray
    at: Likelihood
    null: float


def order_ties(risk: RiskSets, ties: str) -> Ties:
    """List the events by instant and, for Efron's method, the share of tied events already gone."""
    rows = np.flatnonzero(risk.event)
    rows = rows[np.argsort(risk.last[rows], kind="stable")]
    instant = (risk.last[rows] - 1).astype(np.int64)
    count = np.bincount(instant, minlength=risk.n_instants)
    begins = np.cumsum(count) - count
    share = np.zeros(len(rows))
    if ties == "efron" and count.max() > 1:
        share = (np.arange(len(rows)) - begins[instant]) / count[instant]
    return Ties(rows, instant, begins, share, bool(share.any()))


def evaluate(rows: Layout, coef: np.ndarray, offset: np.ndarray | None = None) -> Likelihood:
    """Log partial likelihood, score and information at `coef`."""
    risk, ties, x = rows.risk, rows.ties, rows.x
    predictor = x @ coef if offset is None else x @ coef + offset
    events = ties.rows
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        weight = np.exp(predictor)
        denominator = _less_gone(risk, ties, weight)
        mean = np.empty((len(events), x.shape[1]), order="F")
        for j, column in enumerate(x.T):
            np.divide(_less_gone(risk, ties, weight * column), denominator, out=mean[:, j])
        value = float(predictor[events].sum() - np.log(denominator).sum())
        hazard = ties.sums(1 / denominator)
        tied_hazard = ties.sums(ties.share / denominator) if ties.shared else np.zeros(risk.n_instants)
        expected = weight * risk.spans(hazard)
        expected[events] -= weight[events] * ties.each(tied_hazard)
        information = -(mean.T @ mean)
        for begin in range(0, len(x), BLOCK):
            block = x[begin : begin + BLOCK]
            information += (block * expected[begin : begin + BLOCK, None]).T @ block
    score = risk.event.astype(float) @ x - mean.sum(axis=0)
    return Likelihood(value, score, information, weight, hazard, tied_hazard, mean, denominator)


def _less_gone(risk: RiskSets, ties: Ties, values: np.ndarray) -> np.ndarray:
    """Sum over the risk set of each event, less the share of the tied events that have gone."""
    total = ties.each(risk.sums(values))
    return total - ties.share * ties.each(ties.sums(values[ties.rows])) if ties.shared else total


def maximise(rows: Layout, begin: np.ndarray | None = None) -> Fit:
    """Newton's ascent on columns of spread about 1.

    Raises
    ------
    Diverged
        The information is singular at the start (a term does not vary in any risk set), or the coefficients run off
        while the likelihood stands still (separation).
    """
    reach = np.ptp(rows.x, axis=0)
    coef = np.zeros(rows.x.shape[1]) if begin is None else begin
    length, flights = np.zeros(len(coef)), 0
    null: Likelihood | None = None

    def propose(at: Likelihood) -> tuple[np.ndarray, float]:
        nonlocal length, flights, null
        null = null or at
        step = newton_step(at.score, at.information, first=at is null)
        gain, length = float(at.score @ step), np.abs(step) * reach
        flies = length.max() > LONG
        flights = flights + 1 if flies and gain < 1e-5 else 0
        if flights == FLIGHTS:
            raise Diverged(length > 0.1 * length.max(), at_start=False)
        return step, np.inf if flies else gain

    found = ascend(coef, lambda point: evaluate(rows, point), propose)
    if null is None or not found.reached:
        raise Diverged(length > 0.1 * length.max(), at_start=False)
    return Fit(found.point, found.at, null.value)


def newton_step(score: np.ndarray, information: np.ndarray, *, first: bool) -> np.ndarray:
    """Information⁻¹ score; singular information means flight, or at the first step a term without information."""
    diagonal = np.diag(information)
    if not np.isfinite(information).all() or (diagonal <= 1e-10).any():
        raise Diverged(~(diagonal > 1e-10), at_start=first)
    scale = np.sqrt(diagonal)
    correlation = information / np.outer(scale, scale)
    values, vectors = np.linalg.eigh(correlation)
    if values[0] < 1e-11:
        loading = np.abs(vectors[:, 0])
        raise Diverged(loading > 0.1 * loading.max(), at_start=first)
    return linalg.cho_solve(linalg.cho_factor(correlation), score / scale) / scale


def cluster_scores(rows: Layout, at: Likelihood, cluster: np.ndarray, n_clusters: int) -> np.ndarray:
    """Score residuals summed by cluster, shape (G, p); `cluster` holds codes for the rows of `risk`.

    A row's residual is what it adds to the score, less what it was expected to add over its risk sets.
    """
    risk, ties = rows.risk, rows.ties
    hazard = at.weight * risk.spans(at.hazard)
    count = ties.sums(np.ones(len(ties.rows)))
    spared = at.weight[ties.rows] * ties.each(at.tied_hazard)
    total = np.empty((n_clusters, rows.x.shape[1]))
    for j, (x, mean) in enumerate(zip(rows.x.T, at.mean.T, strict=True)):
        residual = risk.spans(ties.sums(mean / at.denominator))
        residual *= at.weight
        residual -= x * hazard
        residual[ties.rows] += x[ties.rows] * (1 + spared) - ties.each(ties.sums(mean) / count)
        if ties.shared:
            tied = ties.each(ties.sums(mean * ties.share / at.denominator))
            residual[ties.rows] -= at.weight[ties.rows] * tied
        total[:, j] = np.bincount(cluster, weights=residual, minlength=n_clusters)
    return total
