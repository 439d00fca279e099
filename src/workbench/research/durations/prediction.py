"""What a fitted location–scale model says in months: quantiles, and who is still in the stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..inference import wald_limits
from .shapes import SHAPES, Array

if TYPE_CHECKING:
    from .location_scale import LocationScale


def read_quantiles(fit: LocationScale, shares: Sequence[float]) -> pd.DataFrame:
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


def read_remaining(fit: LocationScale, times: Sequence[float]) -> pd.DataFrame:
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
