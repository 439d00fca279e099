"""Newton's method for many weighted copies of one likelihood at once."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..ascent import ascend_many
from .likelihood import LONGEST_BLOCK, Design
from .shapes import Array

CLOSE = 1e-12  # gain in log likelihood that is not worth another look: refits are many, and one fit is looked at again
WILD = 30.0  # parameters are logarithms: so far from the start there is no maximum
LONGEST_STEP = 3.0


@dataclass(frozen=True)
class Fits:
    """Maximum-likelihood fits of one design under B sets of weights.

    Attributes
    ----------
    theta
        Shape (B, p + q).
    log_likelihood
        Shape (B,).
    hessian
        Shape (B, p + q, p + q), at `theta`; of many fits, one last step before it that promised less than `CLOSE`.
    converged
        Shape (B,). False where the likelihood has no inner maximum.
    """

    theta: Array
    log_likelihood: Array
    hessian: Array
    converged: NDArray[np.bool_]


def fit(design: Design, weights: Array | None = None, start: Array | None = None) -> Fits:
    """Maximise the likelihood under each row of weights, to full convergence.

    Parameters
    ----------
    design
        Rows and their design.
    weights
        Shape (B, n), rows as given in the design; None: one fit with all rows at weight one.
    start
        Shape (p + q,). Where every fit begins.

    Returns
    -------
    Fits
        One row per set of weights.
    """
    size = np.append(np.sqrt(np.mean(design.location**2, axis=0)), np.ones(design.n_bands))
    if size.min() < 0.2 or size.max() > 5:
        location = design.location / size[: -design.n_bands]
        scaled = fit(replace(design, location=location), weights, None if start is None else start * size)
        return replace(scaled, theta=scaled.theta / size, hessian=scaled.hessian * np.outer(size, size))
    weights = np.ones((1, len(design.lower))) if weights is None else weights
    begin = design.start() if start is None else start
    block = max(1, LONGEST_BLOCK // max(1, len(design.lower)))
    parts = [_fit_block(design, weights[at : at + block], begin) for at in range(0, len(weights), block)]
    return Fits(
        np.concatenate([part.theta for part in parts]),
        np.concatenate([part.log_likelihood for part in parts]),
        np.concatenate([part.hessian for part in parts]),
        np.concatenate([part.converged for part in parts]),
    )


def _fit_block(design: Design, weights: Array, start: Array) -> Fits:
    weights = np.ascontiguousarray(weights[:, design.rows_by_kind])

    def evaluate(theta: Array, which: NDArray[np.int64]) -> tuple[Array, Array, Array]:
        return design.evaluate(theta, weights if len(which) == len(weights) else weights[which])

    begin = np.repeat(start[None], len(weights), axis=0)
    farthest = WILD + np.abs(start).max()
    found = ascend_many(begin, evaluate, _propose, tolerance=CLOSE, longest=LONGEST_STEP, farthest=farthest)
    value, _, hessian = found.at
    if len(weights) == 1:
        value, _, hessian = design.evaluate(found.points, weights)
    return Fits(found.points, value, hessian, found.reached & _curved(hessian))


def _propose(gradient: Array, hessian: Array) -> tuple[Array, Array]:
    """Newton step where the likelihood is concave, else along its repaired curvature; and the gain it promises."""
    hessian, gradient = np.nan_to_num(hessian), np.nan_to_num(gradient)
    try:
        root = np.linalg.inv(np.linalg.cholesky(-hessian))
        step = (root.transpose(0, 2, 1) @ (root @ gradient[:, :, None]))[:, :, 0]
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(-hessian)
        floor = 1e-7 * np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-300)
        turned = np.einsum("bij,bi->bj", vectors, gradient)
        step = np.einsum("bij,bj->bi", vectors, turned / np.maximum(np.abs(values), floor))
    return step, np.einsum("bi,bi->b", gradient, step)


def _curved(hessian: Array) -> NDArray[np.bool_]:
    finite = np.isfinite(hessian).all(axis=(1, 2))
    least = np.full(len(hessian), -1.0)
    least[finite] = np.linalg.eigvalsh(-hessian[finite])[:, 0]
    return least > 1e-4
