"""Refits that each leave one cluster out, all at once."""

import numpy as np
from numpy.typing import NDArray

from ..inference import sum_by
from .likelihood import LONGEST_BLOCK, Design
from .newton import fit
from .shapes import Array

MANY_CLUSTERS = 2000
FAR = 0.01


def leave_one_out(design: Design, codes: NDArray[np.int64], n_clusters: int, theta: Array, hessian: Array) -> Array:
    """Estimates that each left one cluster out, refitted to convergence.

    Parameters
    ----------
    codes
        Shape (n,). Cluster of every row, 0 to n_clusters - 1.
    theta, hessian
        The fit with all rows.

    Returns
    -------
    Array
        Shape (n_clusters, p + q); missing where a refit has no maximum.

    Notes
    -----
    From 2,000 clusters on most refits move so little that the score of all rows is replaced by its expansion to second
    order around the full fit, while the cluster's own rows are taken exactly; clusters that move it far are refitted in
    full. The cost then grows with the rows, not with rows times clusters.
    """
    if n_clusters < MANY_CLUSTERS:
        return _refit(design, codes, np.arange(n_clusters), theta)
    change = _expand(design, codes, n_clusters, theta, hessian)
    far = np.flatnonzero(~(np.abs(change).max(axis=1) < FAR))
    change[far] = _refit(design, codes, far, theta) - theta
    return theta + change


def _refit(design: Design, codes: NDArray[np.int64], left_out: NDArray[np.int64], theta: Array) -> Array:
    """Refits without each of the named clusters, in blocks to spare memory; shape (len(left_out), p + q)."""
    block = max(1, LONGEST_BLOCK // len(codes))
    parts = [np.empty((0, len(theta)))]
    for at in range(0, len(left_out), block):
        refits = fit(design, np.not_equal.outer(left_out[at : at + block], codes).astype(float), theta)
        parts.append(np.where(refits.converged[:, None], refits.theta, np.nan))
    return np.concatenate(parts)


def _expand(design: Design, codes: NDArray[np.int64], n_clusters: int, theta: Array, hessian: Array) -> Array:
    """Change that makes the score of all rows equal that of the cluster's rows, shape (n_clusters, p + q)."""
    width, size = 1e-4, len(theta)
    ones = np.ones((1, len(design.rows_by_kind)))
    ahead, behind = (
        np.array([design.evaluate((theta + sign * step)[None], ones)[2][0] for step in np.eye(size) * width])
        for sign in (1, -1)
    )
    third = (ahead - behind) / (2 * width)
    own = np.empty((n_clusters, size, size))
    for place, step in enumerate(np.eye(size) * width):
        slope = (design.scores(theta + step) - design.scores(theta - step)) / (2 * width)
        own[:, place] = sum_by(slope, codes, n_clusters)
    inverse = np.linalg.inv(hessian - own)
    change = np.zeros((n_clusters, size))
    moved = np.full(n_clusters, np.inf)
    with np.errstate(all="ignore"):
        for _ in range(50):
            bend = 0.5 * np.einsum("kij,ck,cj->ci", third, change, change, optimize=True)
            off = change @ hessian + bend - sum_by(design.scores(theta + change[codes]), codes, n_clusters)
            step = np.einsum("cij,cj->ci", inverse, off)
            change = change - step
            moved = np.abs(step).max(axis=1)
            if not (moved > 1e-12).any():
                break
    change[~(moved < 1e-9)] = np.nan
    return change
