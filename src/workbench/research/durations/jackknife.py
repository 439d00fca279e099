"""Refits that each leave one cluster out, all at once."""

import numpy as np
from numpy.typing import NDArray

from .likelihood import LONGEST_BLOCK, Design
from .newton import Fits, fit
from .shapes import Array


def leave_one_out(design: Design, codes: NDArray[np.int64], n_clusters: int, theta: Array, hessian: Array) -> Fits:
    """Full refits without each cluster in turn, started one Newton step away from the fit with everyone.

    Parameters
    ----------
    codes
        Shape (n,). Cluster of every row, 0 to n_clusters - 1.
    theta, hessian
        The fit with all rows.

    Returns
    -------
    Fits
        One row per cluster, in the order of the codes.
    """
    block = max(1, LONGEST_BLOCK // len(codes))
    parts = []
    for at in range(0, n_clusters, block):
        left_out = np.arange(at, min(at + block, n_clusters))
        weights = np.not_equal.outer(left_out, codes).astype(float)
        parts.append(fit(design, weights, theta))
    return Fits(
        np.concatenate([part.theta for part in parts]),
        np.concatenate([part.log_likelihood for part in parts]),
        np.concatenate([part.hessian for part in parts]),
        np.concatenate([part.converged for part in parts]),
    )
