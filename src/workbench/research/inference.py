"""What every estimator shares: normal or t limits, sums by cluster, the delete-one-cluster jackknife."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
RARE_SHARE = 0.25  # the jackknife rejects 4 to 6 % from here on, 6 to 7 % at one in five, 8 to 10 % at one in ten
RARE_CLUSTERS = 20
BLOCK = 4096  # rows that mostly suffice to see that a term has more than two values


@dataclass(frozen=True, eq=False)
class Limits:
    """Interval and test of estimates, arrays of one length; missing standard errors give missing limits."""

    low: np.ndarray
    high: np.ndarray
    z: np.ndarray
    p: np.ndarray


def wald_limits(estimate: np.ndarray, se: np.ndarray, df: float | np.ndarray | None = None) -> Limits:
    """95 % limits and two-sided p by the normal (df None) or the t distribution.

    An infinite standard error gives infinite limits; z and p are then missing.
    """
    estimate, se = np.asarray(estimate, dtype=float), np.asarray(se, dtype=float)
    quantile = stats.norm.ppf(0.5 + LEVEL / 2) if df is None else stats.t.ppf(0.5 + LEVEL / 2, df)
    known = np.isfinite(se) & (se > 0)
    z = np.full(estimate.shape, np.nan)
    np.divide(estimate, se, out=z, where=known)
    p = 2 * stats.norm.sf(np.abs(z)) if df is None else 2 * stats.t.sf(np.abs(z), df)
    return Limits(estimate - quantile * se, estimate + quantile * se, z, p)


def sum_by(values: np.ndarray, codes: np.ndarray, n: int) -> np.ndarray:
    """Sums of the rows (n_rows, k) of each group, shape (n, k)."""
    values = values.reshape(len(values), -1)
    return np.column_stack([np.bincount(codes, weights=column, minlength=n) for column in values.T])


def jackknife_covariance(left_out: np.ndarray) -> np.ndarray:
    """Covariance from estimates (G, k) that each left one cluster out: (G-1)/G sum (b_g - mean b)(b_g - mean b)'.

    A refit that diverged is a row with a missing value; then every variance and covariance is infinite.
    """
    n, size = left_out.shape
    if not np.isfinite(left_out).all():
        return np.full((size, size), np.inf)
    off = left_out - left_out.mean(axis=0)
    return (n - 1) / n * off.T @ off


def jackknife_se(left_out: np.ndarray) -> np.ndarray:
    """Standard errors from estimates (G, k) that each left one cluster out; all infinite where a refit diverged."""
    return np.sqrt(np.diag(jackknife_covariance(left_out)))


def tell_rare(
    names: Sequence[str], matrix: np.ndarray, codes: np.ndarray, n_clusters: int, cluster: Hashable | None
) -> list[str]:
    """A sentence for every term of two values (columns of `matrix`) whose rarer one stands in few clusters."""
    told = []
    for name, column in zip(names, matrix.T, strict=True):
        low, high = column.min(), column.max()
        if not all(((part == low) | (part == high)).all() for part in (column[:BLOCK], column)):
            continue
        fewest = n_clusters
        for value in (low, high):
            present = np.zeros(n_clusters, dtype=bool)
            present[codes[column == value]] = True
            fewest = min(fewest, int(present.sum()))
        if fewest < min(RARE_SHARE * n_clusters, RARE_CLUSTERS):
            told.append(
                f"Only {fewest} of {n_clusters} {cluster} stand on the rarer side of '{name}': its p is too small and "
                "its interval too narrow, also by the jackknife."
            )
    return told
