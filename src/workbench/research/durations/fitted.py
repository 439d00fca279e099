"""A fitted location–scale model, and what it says in months: quantiles, and who is still in the stage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..inference import wald_limits
from ..results import Result
from .shapes import SHAPES, Array


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LocationScale(Result):
    """A location–scale model of log duration, group in both parts.

    Attributes
    ----------
    table
        By term: intercept, `group[level]`, extra terms, `log_scale[level]`; coef, se (inverse information), robust_se,
        low, high, z, p by the interval asked for.
    scales
        Scale of log duration per group (Weibull: 1/shape).
    spread
        Standard deviation of log duration per group.
    ratios
        By group: `against` (the first group), ratio of scales, se of its logarithm, low, high, p; beside them
        the limits and p of the other method, `sandwich_low`, `sandwich_high`, `sandwich_p`.
    pairs
        The same for every pair of groups.
    likelihood_ratio, df, p
        Test of equal scales, location by group in both models; it takes rows as independent.
    joint
        Test of equal scales by the reported variance: statistic, F, df, df_error, p. With the jackknife, F is
        Hotelling's on t(G - 2), G the clusters that two groups have between them, on average over all pairs.
    replicates
        Shape (G, terms). Estimates that each left one cluster out; empty with interval="sandwich".
    covariance
        Of `table`'s terms by the reported method.
    means
        Mean of every extra term over the rows.
    """

    family: str
    scales: pd.Series
    spread: pd.Series
    ratios: pd.DataFrame
    pairs: pd.DataFrame
    likelihood_ratio: float
    df: int
    p: float
    joint: pd.Series
    replicates: pd.DataFrame
    covariance: pd.DataFrame
    means: pd.Series

    def quantiles(self, shares: Sequence[float] = (0.1, 0.25, 0.5, 0.75, 0.9)) -> pd.DataFrame:
        """Time by which a share of children has finished, extra terms at their means.

        Returns
        -------
        DataFrame
            By group and share: time, low, high by the reported method. They follow the shape, also beyond follow-up.
        """
        return _quantiles(self, shares)

    def remaining(self, times: Sequence[float]) -> pd.DataFrame:
        """Share of children still in the stage after each time, extra terms at their means.

        Returns
        -------
        DataFrame
            By group and time: share, low, high by the reported method.
        """
        return _remaining(self, times)


def _quantiles(fit: LocationScale, shares: Sequence[float]) -> pd.DataFrame:
    """By group and share: time, low, high; limits on the log scale."""
    asked = np.asarray(shares, dtype=float)
    if not ((asked > 0) & (asked < 1)).all():
        raise TableError("shares: each must lie between 0 and 1. Ask for 0.5 to have the median.")
    rows = []
    for code, location in enumerate(_locations(fit)):
        for place in SHAPES[fit.family].quantile(asked):
            slope, scale = _slope(fit, code, location)
            slope[-len(fit.scales) + code] = scale * place
            rows.append(_limits(fit, location @ _centre(fit) + scale * place, slope))
    index = pd.MultiIndex.from_product([fit.scales.index, list(shares)], names=["group", "share"])
    return pd.DataFrame(np.exp(np.array(rows)), index=index, columns=["time", "low", "high"])


def _remaining(fit: LocationScale, times: Sequence[float]) -> pd.DataFrame:
    """By group and time: share, low, high; limits on the standardised scale."""
    asked = np.asarray(times, dtype=float)
    if not (asked > 0).all():
        raise TableError("times: each must be above 0. Every child is still in the stage at its beginning.")
    rows = []
    for code, location in enumerate(_locations(fit)):
        for log_time in np.log(asked):
            slope, scale = _slope(fit, code, location)
            place = (log_time - location @ _centre(fit)) / scale
            slope = -slope / scale
            slope[-len(fit.scales) + code] = -place
            rows.append(_limits(fit, place, slope))
    share = np.exp(SHAPES[fit.family].right(np.array(rows))[0])
    index = pd.MultiIndex.from_product([fit.scales.index, list(times)], names=["group", "time"])
    table = pd.DataFrame(share, index=index, columns=["share", "high", "low"])
    return table[["share", "low", "high"]]


def _locations(fit: LocationScale) -> Array:
    """Design of every group's location, extra terms at their means, shape (groups, p)."""
    groups = len(fit.scales)
    first = np.hstack([np.ones((groups, 1)), np.eye(groups)[:, 1:]])
    return np.hstack([first, np.tile(fit.means.to_numpy(dtype=float), (groups, 1))])


def _centre(fit: LocationScale) -> Array:
    return fit.table["coef"].to_numpy()[: -len(fit.scales)]


def _slope(fit: LocationScale, code: int, location: Array) -> tuple[Array, float]:
    """Derivative of the group's location by every parameter, and the group's scale."""
    return np.concatenate([location, np.zeros(len(fit.scales))]), float(fit.scales.iloc[code])


def _limits(fit: LocationScale, value: float, slope: Array) -> tuple[float, float, float]:
    covariance = fit.covariance.to_numpy()
    se = np.sqrt(slope @ covariance @ slope) if np.isfinite(covariance).all() else np.inf
    df = len(fit.replicates) - 2 if len(fit.replicates) else None
    limits = wald_limits(np.asarray(value), np.asarray(se), df)
    return value, float(limits.low), float(limits.high)
