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
        The design with every row repeated at every node, the node's position as last column.
    nodes, log_weights
        Shape (F, K). Positions and log weights.
    """

    rows: Design
    family: NDArray[np.int64]
    spread_out: Design
    nodes: Array
    log_weights: Array

    def evaluate(self, theta: Array) -> tuple[Array, Array, Array]:
        """Log-likelihood (B, F), scores (B, F, q), and the share of each node (B, F, K), for parameters (B, q)."""
        f, k = self.nodes.shape
        p, q = self.rows.location.shape[1], theta.shape[1]
        log_tau = theta[:, -1]
        padded = np.concatenate([theta[:, :p], np.ones((len(theta), 1)), theta[:, p:-1]], axis=1)
        value, by_location, by_scale, *_ = (part.reshape(len(theta), -1, k) for part in self._by_row(padded))
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


def lay_nodes(rows: Design, family: NDArray[np.int64], centre: Array, width: Array) -> FamilyEffect:
    """Nodes at centre + sqrt(2) width × Hermite points; rows must be sorted by family."""
    points, weights = np.polynomial.hermite.hermgauss(NODES)
    nodes = centre[:, None] + np.sqrt(2) * width[:, None] * points
    log_weights = np.log(weights) + points**2 + np.log(np.sqrt(2) * width)[:, None]
    k = NODES
    position = nodes[family].reshape(-1, 1)
    spread_out = replace(
        rows,
        lower=np.repeat(rows.lower, k),
        upper=np.repeat(rows.upper, k),
        location=np.hstack([np.repeat(rows.location, k, axis=0), position]),
        band=np.repeat(rows.band, k),
    )
    return FamilyEffect(rows, family, spread_out, nodes, log_weights)


def fit_family_effect(rows: Design, family: NDArray[np.int64], start: Array) -> tuple[FamilyEffect, Array, bool]:
    """Maximise the likelihood; nodes are laid anew around each family's effect until they stay.

    Parameters
    ----------
    start
        Shape (p + bands,). The fit without the effect.

    Returns
    -------
    tuple
        The likelihood at its last nodes, parameters (q,), whether families differ at all.
    """
    n_families = int(family.max()) + 1
    p = rows.location.shape[1]
    typical = float(np.mean(start[p:]))
    theta = np.concatenate([start[:p], start[p:] - 0.3, [typical - 0.5]])
    floor = typical + np.log(LEAST_SHARE)
    centre, width = np.zeros(n_families), np.full(n_families, np.exp(theta[-1]))
    for sharpness in (1e-3, 1e-5, 1e-7):
        effect = lay_nodes(rows, family, centre, width)
        _, _, share = effect.evaluate(theta[None])
        centre = np.sum(share[0] * effect.nodes, axis=1)
        width = np.sqrt(np.sum(share[0] * (effect.nodes - centre[:, None]) ** 2, axis=1)) * 1.1
        effect = lay_nodes(rows, family, centre, width)
        theta = _climb(effect, theta, floor, sharpness)
        _, _, share = effect.evaluate(theta[None])
        centre = np.sum(share[0] * effect.nodes, axis=1)
        width = np.sqrt(np.sum(share[0] * (effect.nodes - centre[:, None]) ** 2, axis=1)) * 1.1
    return effect, theta, bool(theta[-1] > floor + 1e-3)


def _climb(effect: FamilyEffect, theta: Array, floor: float, sharpness: float) -> Array:
    def descend(point: Array) -> tuple[float, Array]:
        value, scores, _ = effect.evaluate(point[None])
        return -float(value.sum()), -scores[0].sum(axis=0)

    bounds = [(None, None)] * (len(theta) - 1) + [(floor, None)]
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


def leave_families_out(effect: FamilyEffect, theta: Array, curvature: Array, free: list[int]) -> Array:
    """Full refits without each family, shape (F, q); rows that do not settle are missing."""
    n_families = len(effect.nodes)
    block = max(1, LONGEST_BLOCK // len(effect.spread_out.lower))
    parts = []
    for at in range(0, n_families, block):
        out = np.arange(at, min(at + block, n_families))
        parts.append(_settle(effect, theta, curvature, free, out))
    return np.concatenate(parts)


def _settle(effect: FamilyEffect, theta: Array, curvature: Array, free: list[int], out: NDArray[np.int64]) -> Array:
    inverse = np.linalg.inv(curvature.sum(axis=0) - curvature[out])
    current = np.repeat(theta[None], len(out), axis=0)
    settled = np.zeros(len(out), dtype=bool)
    for _ in range(40):
        rows = np.flatnonzero(~settled)
        _, scores, _ = effect.evaluate(current[rows])
        gradient = scores.sum(axis=1) - scores[np.arange(len(rows)), out[rows]]
        step = np.einsum("bij,bj->bi", inverse[rows], gradient[:, free])
        current[rows[:, None], np.array(free)] += np.clip(step, -0.5, 0.5)
        settled[rows] = np.abs(step).max(axis=1) < 1e-8
        if settled.all():
            break
    current[~settled] = np.nan
    return current
