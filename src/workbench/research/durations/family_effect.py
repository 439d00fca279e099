"""Likelihood of lognormal durations with a Gaussian effect shared by a family, by Gauss–Hermite quadrature."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from .likelihood import LONGEST_BLOCK, Design
from .shapes import Array

NODES = 13
LEAST_SHARE = 0.02
MOST_TURNS, SETTLED = 12, 1e-5  # of laying nodes anew, until the log-likelihood stays
WIDEST = 8.0  # log of the largest spread between families over the least
IMPOSSIBLE = 1e12  # minus the log-likelihood of parameters too far out to be evaluated
LONGEST_CLIMB = 2.0  # change of a parameter within one search


@dataclass(frozen=True, eq=False)
class FamilyEffect:
    """Durations in families, with nodes of quadrature laid around each family's likely effect.

    Parameters are location coefficients, log scales, and the log SD between families, q in all.

    Attributes
    ----------
    rows
        The design without the effect.
    family
        Shape (n,). Family of every row.
    spread_out
        The design with every row repeated at every node, the node's position as last column; one such column per group
        where the effect is proportional.
    nodes, log_weights
        Shape (F, K). Positions and log weights.
    proportional
        The effect counts in units of the group's own scale; else it is the same shift in every group.
    """

    rows: Design
    family: NDArray[np.int64]
    spread_out: Design
    nodes: Array
    log_weights: Array
    proportional: bool

    def evaluate(self, theta: Array) -> tuple[Array, Array, Array]:
        """Log-likelihood (B, F), scores (B, F, q), and the share of each node (B, F, K), for parameters (B, q)."""
        f, k = self.nodes.shape
        p, q = self.rows.location.shape[1], theta.shape[1]
        log_tau = theta[:, -1]
        loading = np.exp(theta[:, p:-1]) if self.proportional else np.ones((len(theta), 1))
        padded = np.concatenate([theta[:, :p], loading, theta[:, p:-1]], axis=1)
        with np.errstate(all="ignore"):
            value, by_location, by_scale = (part.reshape(len(theta), -1, k) for part in self._by_row(padded))
        standard = self.nodes / np.exp(log_tau)[:, None, None]
        prior = -0.5 * standard**2 - log_tau[:, None, None] - 0.5 * np.log(2 * np.pi)
        joint = self._per_family(value) + prior + self.log_weights
        total = logsumexp(joint, axis=2)
        share = np.exp(joint - total[:, :, None])
        of_row = share[:, self.family]
        scores = np.empty((len(theta), f, q))
        pull, stretch = np.sum(by_location * of_row, axis=2), np.sum(by_scale * of_row, axis=2)
        for column in range(p):
            scores[:, :, column] = self._per_family((pull * self.rows.location[:, column])[:, :, None])[:, :, 0]
        if self.proportional:
            reach = loading[:, self.rows.band][:, :, None] * self.nodes[self.family]
            stretch = stretch + np.sum(by_location * reach * of_row, axis=2)
        for band in range(self.rows.n_bands):
            scores[:, :, p + band] = self._per_family((stretch * (self.rows.band == band))[:, :, None])[:, :, 0]
        scores[:, :, -1] = np.sum(share * (standard**2 - 1), axis=2)
        return total, scores, share

    def _by_row(self, padded: Array) -> tuple[Array, ...]:
        """Derivatives of every repeated row, in the order of rows then nodes."""
        place = self.spread_out.rows_by_kind
        out = []
        for part in self.spread_out.derivatives(padded)[:3]:
            whole = np.zeros((len(padded), len(self.spread_out.lower)))
            whole[:, place] = part
            out.append(whole)
        return tuple(out)

    def _per_family(self, values: Array) -> Array:
        """Sums over the rows of a family, along axis 1; rows are sorted by family."""
        starts = np.searchsorted(self.family, np.arange(len(self.nodes)))
        return np.add.reduceat(values, starts, axis=1)


def lay_nodes(
    rows: Design, family: NDArray[np.int64], centre: Array, width: Array, proportional: bool = False
) -> FamilyEffect:
    """Nodes at centre + sqrt(2) width × Hermite points; rows must be sorted by family."""
    points, weights = np.polynomial.hermite.hermgauss(NODES)
    nodes = centre[:, None] + np.sqrt(2) * width[:, None] * points
    log_weights = np.log(weights) + points**2 + np.log(np.sqrt(2) * width)[:, None]
    k = NODES
    position = nodes[family].reshape(-1, 1)
    if proportional:
        position = position * np.repeat(np.eye(rows.n_bands)[rows.band], k, axis=0)
    spread_out = replace(
        rows,
        lower=np.repeat(rows.lower, k),
        upper=np.repeat(rows.upper, k),
        location=np.hstack([np.repeat(rows.location, k, axis=0), position]),
        band=np.repeat(rows.band, k),
    )
    return FamilyEffect(rows, family, spread_out, nodes, log_weights, proportional)


def find_floor(rows: Design, start: Array, proportional: bool) -> float:
    """Log SD between families that counts as zero: a fiftieth of the typical spread."""
    typical = 0.0 if proportional else float(np.mean(start[rows.location.shape[1] :]))
    return typical + float(np.log(LEAST_SHARE))


def fit_family_effect(
    rows: Design,
    family: NDArray[np.int64],
    start: Array,
    *,
    floor: float,
    proportional: bool = False,
    held: float | None = None,
) -> tuple[FamilyEffect, Array, bool]:
    """Maximise the likelihood; nodes are laid anew around each family's effect until they stay.

    Parameters
    ----------
    start
        Shape (p + bands,). The fit without the effect; no scale falls below a fiftieth of what it is there.
    floor
        Of `find_floor`.
    held
        Log SD between families at which the rest is fitted; None: it is fitted too.

    Returns
    -------
    tuple
        The likelihood at its last nodes, parameters (q,), whether families differ at all.
    """
    n_families = int(family.max()) + 1
    p = rows.location.shape[1]
    first = floor - np.log(LEAST_SHARE) - 0.5 if held is None else held
    theta = np.concatenate([start[:p], start[p:] - 0.3, [first]])
    bounds = (floor, floor + WIDEST) if held is None else (held, held)
    lowest = start[p:] + np.log(LEAST_SHARE)
    centre, width = np.zeros(n_families), np.full(n_families, np.exp(theta[-1]))
    for turn in range(MOST_TURNS):
        effect = lay_nodes(rows, family, centre, width, proportional)
        effect = lay_nodes(rows, family, *_find_nodes(effect, theta), proportional)
        theta = _climb(effect, theta, lowest, bounds, max(10.0 ** (-3 - 2 * turn), 1e-7))
        centre, width = _find_nodes(effect, theta)
        laid_anew = lay_nodes(rows, family, centre, width, proportional)
        change = laid_anew.evaluate(theta[None])[0].sum() - effect.evaluate(theta[None])[0].sum()
        if turn >= 2 and abs(change) < SETTLED:
            break
    return laid_anew, theta, bool(theta[-1] > floor + 1e-3)


def _find_nodes(effect: FamilyEffect, theta: Array) -> tuple[Array, Array]:
    """Centre and width of every family's likely effect."""
    share = effect.evaluate(theta[None])[2][0]
    centre = np.sum(share * effect.nodes, axis=1)
    return centre, np.sqrt(np.sum(share * (effect.nodes - centre[:, None]) ** 2, axis=1)) * 1.1


def _climb(effect: FamilyEffect, theta: Array, lowest: Array, allowed: tuple[float, float], sharpness: float) -> Array:
    def descend(point: Array) -> tuple[float, Array]:
        value, scores, _ = effect.evaluate(point[None])
        slope = -scores[0].sum(axis=0)
        return (-float(value.sum()), slope) if np.isfinite(slope).all() else (IMPOSSIBLE, np.zeros(len(point)))

    p = effect.rows.location.shape[1]
    near = zip(np.maximum(theta[p:-1] - LONGEST_CLIMB, lowest), theta[p:-1] + LONGEST_CLIMB, strict=True)
    scales = [(float(low), float(high)) for low, high in near]
    bounds = [(None, None)] * p + scales + [allowed]
    options = {"gtol": sharpness, "ftol": 1e-15, "maxiter": 500}
    return minimize(descend, theta, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def curvature_by_family(effect: FamilyEffect, theta: Array, free: list[int]) -> Array:
    """Minus the Hessian of each family's log-likelihood, shape (F, free, free), by differences of scores."""
    width = 1e-4
    columns = []
    for place in free:
        step = np.zeros(len(theta))
        step[place] = width
        _, scores, _ = effect.evaluate(np.stack([theta + step, theta - step]))
        columns.append((scores[1] - scores[0])[:, free] / (2 * width))
    whole = np.stack(columns, axis=1)
    return (whole + whole.transpose(0, 2, 1)) / 2


def leave_families_out(effect: FamilyEffect, theta: Array, curvature: Array, free: list[int], floor: float) -> Array:
    """Full refits without each family, shape (F, q); those that move far are begun anew with nodes of their own."""
    n_families = len(effect.nodes)
    block = max(1, LONGEST_BLOCK // len(effect.spread_out.lower))
    parts = []
    for at in range(0, n_families, block):
        out = np.arange(at, min(at + block, n_families))
        parts.append(_settle(effect, theta, curvature, free, out))
    refits = np.concatenate(parts)
    held = None if len(free) == len(theta) else float(theta[-1])
    for family in np.flatnonzero(np.isnan(refits).any(axis=1)):
        refits[family] = _refit(effect, theta, int(family), floor, held)
    return refits


def _refit(effect: FamilyEffect, theta: Array, out: int, floor: float, held: float | None) -> Array:
    kept = effect.family != out
    design = effect.rows
    rows = replace(
        design,
        lower=design.lower[kept],
        upper=design.upper[kept],
        location=design.location[kept],
        band=design.band[kept],
    )
    family = effect.family[kept]
    codes = family - (family > out)
    return fit_family_effect(rows, codes, theta[:-1], floor=floor, proportional=effect.proportional, held=held)[1]


def _settle(effect: FamilyEffect, theta: Array, curvature: Array, free: list[int], out: NDArray[np.int64]) -> Array:
    """Refits from the full fit with curvature held; missing where one runs away or does not come to rest."""
    inverse = np.linalg.inv(curvature.sum(axis=0) - curvature[out])
    current = np.repeat(theta[None], len(out), axis=0)
    settled, lost = np.zeros(len(out), dtype=bool), np.zeros(len(out), dtype=bool)
    for _ in range(40):
        rows = np.flatnonzero(~settled & ~lost)
        if not len(rows):
            break
        _, scores, _ = effect.evaluate(current[rows])
        gradient = scores.sum(axis=1) - scores[np.arange(len(rows)), out[rows]]
        step = np.einsum("bij,bj->bi", inverse[rows], gradient[:, free])
        current[rows[:, None], np.array(free)] += np.clip(step, -0.5, 0.5)
        settled[rows] = np.abs(step).max(axis=1) < 1e-8
        lost[rows] = ~(np.abs(current[rows] - theta).max(axis=1) < LONGEST_CLIMB)
    current[~settled] = np.nan
    return current
