"""Comparisons of spread: ratios between groups, and one joint test."""

from itertools import combinations

import numpy as np
import pandas as pd

from ..inference import Limits, wald_limits
from .shapes import Array


def compare_scales(
    labels: pd.Index, log_scales: Array, reported: Array, sandwich: Array, t_df: int | None
) -> pd.DataFrame:
    """Ratio of scales for every pair of groups, the later against the earlier, with both kinds of limits."""
    n = len(labels)
    pairs = list(combinations(range(n), 2))
    first, second = np.array([a for a, _ in pairs], dtype=int), np.array([b for _, b in pairs], dtype=int)
    change = log_scales[second] - log_scales[first]
    se = _contrast_se(reported, first, second, n)
    limits = wald_limits(change, se, t_df)
    beside = wald_limits(change, _contrast_se(sandwich, first, second, n))
    return pd.DataFrame(
        {
            "against": labels[first],
            "ratio": np.exp(change),
            "se": se,
            **_ratio(limits, ""),
            **_ratio(beside, "sandwich_"),
        },
        index=pd.Index(labels[second], name="group"),
    )


def clusters_of_a_pair(clusters: np.ndarray, groups: np.ndarray, n_groups: int) -> float:
    """How many clusters two groups have between them, on average over all pairs; codes of every row, from 0."""
    inside = np.zeros((int(clusters.max()) + 1, n_groups))
    inside[clusters, groups] = 1
    shared = inside.T @ inside
    own = np.diag(shared)
    return float(np.mean([own[a] + own[b] - shared[a, b] for a, b in combinations(range(n_groups), 2)]))


def _contrast_se(covariance: Array, first: np.ndarray, second: np.ndarray, n: int) -> Array:
    part = covariance[-n:, -n:]
    if not np.isfinite(part).all():
        return np.full(len(first), np.inf)
    return np.sqrt(part[first, first] + part[second, second] - 2 * part[first, second])


def _ratio(limits: Limits, prefix: str) -> dict[str, Array]:
    return {f"{prefix}low": np.exp(limits.low), f"{prefix}high": np.exp(limits.high), f"{prefix}p": limits.p}
