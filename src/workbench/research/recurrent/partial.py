"""The partial likelihood of start-stop rows: value, score, information and influence in O(n p^2).

Sums over risk sets are running sums over the instants; the second moments never exist per instant, because
summed over all instants they are one cross-product of the rows weighted by their expected number of events.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from workbench.research.recurrent.intervals import RiskSets

STEP = 2e-9  # Newton ends when no coefficient moves by more, in units of its column's spread
MAX_STEPS = 40


class Diverged(ArithmeticError):
    """The likelihood has no maximum: some coefficients run to infinity. `terms` holds which, `at_start` whether at once."""

    def __init__(self, terms: np.ndarray, at_start: bool) -> None:
        super().__init__("the partial likelihood has no finite maximum")
        self.terms, self.at_start = terms, at_start


@dataclass(frozen=True, eq=False)
class Ties:
    """Events of one instant taken one after another.

    Entry j stands for one event at instant `instant[j]`, of which the share `share[j]` of that instant's events has
    already left the risk set: all 0 for Breslow, 0, 1/d, ..., (d-1)/d for Efron. `rows` holds the rows that end in an
    event in order of instant, `of_row` their instants.
    """

    rows: np.ndarray
    of_row: np.ndarray
    instant: np.ndarray
    share: np.ndarray


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
    instant = (risk.last[rows] - 1).astype(np.int64)
    count = np.bincount(instant, minlength=risk.n_instants)
    share = np.zeros(len(rows))
    if ties == "efron" and count.max() > 1:
        begin = np.cumsum(count) - count
        share = (np.arange(len(rows)) - begin[instant]) / count[instant]
    return Ties(rows, instant, instant, share)


def evaluate(risk: RiskSets, ties: Ties, x: np.ndarray, coef: np.ndarray, offset: np.ndarray | None = None) -> Likelihood:
    """Log partial likelihood, score and information at `coef`; `x` has the rows of `risk`."""
    predictor = x @ coef if offset is None else x @ coef + offset
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        weight = np.exp(predictor)
        weighted = x * weight[:, None]
        at_risk, first_moment = risk.sums(weight), risk.sums(weighted)
        k, share, events = ties.instant, ties.share, ties.rows
        denominator, mean = at_risk[k], first_moment[k]
        if share.any():
            tied = np.bincount(ties.of_row, weights=weight[events], minlength=risk.n_instants)
            denominator = denominator - share * tied[k]
            tied_moment = np.zeros_like(first_moment)
            np.add.at(tied_moment, ties.of_row, weighted[events])
            mean = mean - share[:, None] * tied_moment[k]
        mean /= denominator[:, None]
        value = float(predictor[events].sum() - np.log(denominator).sum())
        hazard = np.bincount(k, weights=1 / denominator, minlength=risk.n_instants)
        tied_hazard = np.bincount(k, weights=share / denominator, minlength=risk.n_instants)
        expected = weight * risk.spans(hazard)
        expected[events] -= weight[events] * tied_hazard[ties.of_row]
        np.multiply(x, expected[:, None], out=weighted)
        information = weighted.T @ x - mean.T @ mean
    score = x[events].sum(axis=0) - mean.sum(axis=0)
    return Likelihood(value, score, information, weight, hazard, tied_hazard, mean, denominator)


def maximise(
    risk: RiskSets, ties: Ties, x: np.ndarray, begin: np.ndarray | None = None, offset: np.ndarray | None = None
) -> Fit:
    """Newton's method with step halving on columns of spread about 1.

    Raises
    ------
    Diverged
        The information is singular at the start (a term does not vary in any risk set), or the coefficients run off
        while the likelihood stands still (separation).
    """
    reach = np.ptp(x, axis=0)
    coef = np.zeros(x.shape[1]) if begin is None else begin.copy()
    at = evaluate(risk, ties, x, coef, offset)
    null = at.value
    for iteration in range(MAX_STEPS):
        step = newton_step(at.score, at.information, first=iteration == 0)
        if np.abs(step).max() <= STEP:
            return Fit(coef + step, at, null)
        refuse_flight(at, step, reach)
        for _ in range(30):
            trial = evaluate(risk, ties, x, coef + step, offset)
            if trial.value >= at.value - 1e-9 * (1 + abs(at.value)):
                break
            step = step / 2
        coef, at = coef + step, trial
    raise Diverged(np.abs(step) * reach > 0.1 * (np.abs(step) * reach).max(), at_start=False)


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


def refuse_flight(at: Likelihood, step: np.ndarray, reach: np.ndarray) -> None:
    """Steps that stay long while the likelihood gains nothing more are the mark of separation."""
    length = np.abs(step) * reach
    if at.score @ step < 1e-5 and length.max() > 0.1:
        raise Diverged(length > 0.1 * length.max(), at_start=False)


def influence(risk: RiskSets, ties: Ties, x: np.ndarray, at: Likelihood) -> np.ndarray:
    """Score residuals, shape (n, p): what each row adds to the score, its expectation over its risk sets taken off."""
    k, share = ties.instant, ties.share
    mean_hazard = np.zeros((risk.n_instants, x.shape[1]))
    np.add.at(mean_hazard, k, at.mean / at.denominator[:, None])
    spans = risk.spans(mean_hazard)
    spans -= x * risk.spans(at.hazard)[:, None]
    spans *= at.weight[:, None]
    count = np.bincount(k, minlength=risk.n_instants)
    average = np.zeros_like(mean_hazard)
    np.add.at(average, k, at.mean)
    average /= np.maximum(count, 1)[:, None]
    rows, of_row = ties.rows, ties.of_row
    spans[rows] += x[rows] - average[of_row]
    if share.any():
        tied_mean = np.zeros_like(mean_hazard)
        np.add.at(tied_mean, k, at.mean * (share / at.denominator)[:, None])
        spans[rows] += at.weight[rows, None] * (x[rows] * at.tied_hazard[of_row, None] - tied_mean[of_row])
    return spans
