"""Full refits of the partial likelihood without one cluster each, many at once.

Quasi-Newton steps need only the score, which for all refits together is two cross-products; one exact Newton step
ends each refit and shows whether its maximum is finite. Refits that do not settle are done one by one.
"""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from workbench.research.recurrent.intervals import find_risk_sets
from workbench.research.recurrent.partial import Diverged, Fit, Layout, maximise, newton_step, order_ties

BLOCK = 1_000_000  # rows times refits held at once
ROWS = 8192  # rows whose products of terms are held at once
NEAR = 1e-5  # from here one exact Newton step is enough
MAX_STEPS = 12


@dataclass(frozen=True, eq=False)
class Block:
    """Refits of some clusters: which rows each keeps, and the ties among the events that it keeps."""

    kept: np.ndarray
    kept_events: np.ndarray
    share: np.ndarray


@dataclass(frozen=True, eq=False)
class State:
    """All refits of a block at their present coefficients; `each` holds 1 / (weight at risk) at every event kept."""

    score: np.ndarray
    weight: np.ndarray
    expected: np.ndarray
    each: np.ndarray


def leave_out_each(rows: Layout, fit: Fit, cluster: np.ndarray, n_clusters: int) -> np.ndarray:
    """Coefficients without each cluster, shape (G, p); a refit whose likelihood has no finite maximum is a row of NaN.

    `cluster` holds codes for the rows of `risk`. A cluster that is at risk at no event changes nothing when left out.
    """
    estimates = np.tile(fit.coef, (n_clusters, 1))
    at_risk = np.unique(cluster)
    inverse = np.linalg.inv(fit.at.information)
    width = max(1, BLOCK // len(rows.x))
    with threadpool_limits(1, user_api="blas"):  # many small products: threads would only wait for each other
        for begin in range(0, len(at_risk), width):
            left_out = at_risk[begin : begin + width]
            block = _leave_out(rows, cluster, left_out)
            found = _finish(rows, block, _approach(rows, block, fit.coef, inverse))
            for place in np.flatnonzero(np.isnan(found).any(axis=1)):
                found[place] = _refit(rows, cluster != left_out[place], fit.coef)
            estimates[left_out] = found
    return estimates


def _leave_out(rows: Layout, cluster: np.ndarray, left_out: np.ndarray) -> Block:
    ties = rows.ties
    kept = cluster[:, None] != left_out
    events = kept[ties.rows]
    share = np.zeros(events.shape)
    if ties.shared:
        before = np.cumsum(events, axis=0) - events
        place = before - ties.each(before[ties.begins])
        np.divide(place, ties.each(ties.sums(events.astype(float))), out=share, where=events)
    return Block(kept, events, share)


def _evaluate(rows: Layout, block: Block, coef: np.ndarray) -> State:
    """Score of every refit: the rows' observed less expected events, times their terms."""
    risk, ties, x = rows.risk, rows.ties, rows.x
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        weight = np.exp(x @ coef.T)
        weight *= block.kept
        denominator = ties.each(risk.sums(weight))
        if ties.shared:
            denominator = denominator - block.share * ties.each(ties.sums(weight[ties.rows]))
        each = np.where(block.kept_events, 1 / denominator, 0.0)
        expected = risk.spans(ties.sums(each))
        expected *= weight
        if ties.shared:
            expected[ties.rows] -= weight[ties.rows] * ties.each(ties.sums(each * block.share))
        score = block.kept_events.T.astype(float) @ x[ties.rows] - expected.T @ x
    return State(score, weight, expected, each)


def _approach(rows: Layout, block: Block, coef: np.ndarray, inverse: np.ndarray) -> np.ndarray:
    """Broyden's method from the full fit; a refit that does not settle is a row of NaN."""
    n = block.kept.shape[1]
    now = np.tile(coef, (n, 1))
    jacobian = np.tile(inverse, (n, 1, 1))
    score = _evaluate(rows, block, now).score
    for _ in range(MAX_STEPS):
        step = np.einsum("gij,gj->gi", jacobian, score)
        now = now + step
        if np.abs(step).max() <= NEAR:
            return now
        fresh = _evaluate(rows, block, now).score
        change = np.einsum("gij,gj->gi", jacobian, score - fresh)
        along = np.einsum("gi,gi->g", step, change)
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            gain = np.where(np.abs(along) > 1e-300, 1 / along, 0.0)
            row = np.einsum("gi,gij->gj", step, jacobian)
            jacobian = jacobian + gain[:, None, None] * (step - change)[:, :, None] * row[:, None, :]
        score = fresh
    now[~(np.abs(step).max(axis=1) <= NEAR)] = np.nan
    return now


def _finish(rows: Layout, block: Block, coef: np.ndarray) -> np.ndarray:
    """One exact Newton step for each refit; NaN where the information shows no finite maximum nearby."""
    risk, ties, x = rows.risk, rows.ties, rows.x
    settled = np.flatnonzero(np.isfinite(coef).all(axis=1))
    found = np.full(coef.shape, np.nan)
    if settled.size == 0:
        return found
    block = Block(block.kept[:, settled], block.kept_events[:, settled], block.share[:, settled])
    at = _evaluate(rows, block, coef[settled])
    mean = np.empty((*at.each.shape, x.shape[1]))
    for j, column in enumerate(x.T):
        moment = ties.each(risk.sums(at.weight, column))
        if ties.shared:
            moment = moment - block.share * ties.each(ties.sums(at.weight[ties.rows] * column[ties.rows, None]))
        np.multiply(moment, at.each, out=mean[..., j])
    second = np.zeros((x.shape[1] ** 2, settled.size))
    for begin in range(0, len(x), ROWS):
        some = x[begin : begin + ROWS]
        second += (some[:, :, None] * some[:, None, :]).reshape(len(some), -1).T @ at.expected[begin : begin + ROWS]
    second = second.T.reshape(-1, x.shape[1], x.shape[1])
    for place, g in enumerate(settled):
        information = second[place] - mean[:, place].T @ mean[:, place]
        try:
            step = newton_step(at.score[place], information, first=True)
        except Diverged:
            continue
        if np.abs(step).max() <= 10 * NEAR:
            found[g] = coef[g] + step
    return found


def _refit(rows: Layout, kept: np.ndarray, begin: np.ndarray) -> np.ndarray:
    remaining = rows.intervals.select(rows.risk.rows[kept])
    if not remaining.event.any():
        return np.full(len(begin), np.nan)
    risk = find_risk_sets(remaining)
    ties = order_ties(risk, "efron" if rows.ties.shared else "breslow")
    try:
        return maximise(Layout(remaining, risk, ties, rows.x[kept][risk.rows]), begin).coef
    except Diverged:
        return np.full(len(begin), np.nan)
