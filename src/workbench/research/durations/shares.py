"""Shares of variance with their limits: from parameters of the model to the parts that add to 1."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from ..inference import LEVEL, jackknife_se, wald_limits
from .design import Prepared
from .shapes import Array

PARTS = ("group", "complexity", "family", "child")
TINY = 1e-6
DRAWS = 4000
SHAKY = 1.0  # standard error of a logit from which limits are not drawn from it


@dataclass(frozen=True, eq=False)
class Splits:
    """Variances by scope ("all", then groups) and part, last axes (1 + groups, 4).

    `estimate` at the maximum; `left_out` (F, …) without each family; `drawn` (B, …) with coefficients drawn around
    theirs; `least` and `most` at both ends of the profile of the family's spread, None where the jackknife serves.
    """

    estimate: Array
    left_out: Array
    drawn: Array
    least: Array | None = None
    most: Array | None = None


def split_variance(prepared: Prepared, theta: Array, spread: Array, *, proportional: bool, floor: float) -> Array:
    """Variances by scope and part, shape (B, 1 + groups, 4), for parameters (B, q).

    `spread` (p, p) is the covariance of the location coefficients, whose own error is taken off; a log SD between
    families at the floor is zero.
    """
    x, codes, n_groups = prepared.design.location, prepared.group.codes, prepared.group.n
    p = x.shape[1]
    weight = np.bincount(codes, minlength=n_groups) / len(codes)
    means = np.stack([x[codes == code].mean(axis=0) for code in range(n_groups)])
    off = means - weight @ means
    between = np.einsum("g,bg->b", weight, (theta[:, :p] @ off.T) ** 2) - weight @ np.einsum(
        "gi,ij,gj->g", off, spread, off
    )
    shared = np.where(theta[:, -1] > floor + 1e-3, np.exp(2 * theta[:, -1]), 0.0)
    parts = np.zeros((len(theta), 1 + n_groups, 4))
    for code in range(n_groups):
        inside = np.cov(x[codes == code].T, bias=True).reshape(p, p)
        explained = np.einsum("bi,ij,bj->b", theta[:, :p], inside, theta[:, :p]) - np.trace(inside @ spread)
        own = np.exp(2 * theta[:, p + code])
        parts[:, 1 + code, 1] = np.maximum(explained, 0.0)
        parts[:, 1 + code, 2] = shared * own if proportional else shared
        parts[:, 1 + code, 3] = own
    parts[:, 0] = np.einsum("g,bgk->bk", weight, parts[:, 1:])
    parts[:, 0, 0] = np.maximum(between, 0.0)
    return parts


def tabulate_shares(splits: Splits, labels: pd.Index, df: int) -> pd.DataFrame:
    """By scope and part: variance, share, low, high."""
    share, left_out, drawn = (_shares(part) for part in (splits.estimate, splits.left_out, splits.drawn))
    low, high, se = _jackknife(share, left_out, df)
    near_zero = (share <= TINY) | (se > SHAKY)
    near_zero[:, 2:] = False
    low[near_zero] = 0.0
    high[near_zero] = np.quantile(drawn, 0.5 + LEVEL / 2, axis=0)[near_zero]
    if splits.least is not None and splits.most is not None:
        least, most = _shares(splits.least), _shares(splits.most)
        low[:, 2], high[:, 2] = least[:, 2], most[:, 2]
        low[:, 3] = np.minimum(low[:, 3], most[:, 3])
        high[:, 3] = np.maximum(high[:, 3], np.minimum(least[:, 3], 1.0))
    index = pd.MultiIndex.from_product([["all", *labels], PARTS], names=["scope", "part"])
    columns = {"variance": splits.estimate, "share": share, "low": low, "high": high}
    table = pd.DataFrame({name: values.ravel() for name, values in columns.items()}, index=index)
    within = (table.index.get_level_values("scope") != "all") & (table.index.get_level_values("part") == "group")
    return table[~within]


def tabulate_likeness(splits: Splits, labels: pd.Index, df: int) -> pd.DataFrame:
    """By group: icc, low, high; the share of family in family and child together."""
    share, left_out = _likeness(splits.estimate), _likeness(splits.left_out)
    if splits.least is not None and splits.most is not None:
        low, high = _likeness(splits.least), _likeness(splits.most)
    else:
        low, high, _ = _jackknife(share, left_out, df)
    return pd.DataFrame({"icc": share, "low": low, "high": high}, index=pd.Index(labels, name="group"))


def _shares(variances: Array) -> Array:
    return variances / variances.sum(axis=-1, keepdims=True)


def _likeness(variances: Array) -> Array:
    family, child = variances[..., 1:, 2], variances[..., 1:, 3]
    return family / (family + child)


def _jackknife(share: Array, left_out: Array, df: int) -> tuple[Array, Array, Array]:
    """Jackknife-t limits on the logit scale, and the standard error there."""
    flat = np.clip(left_out.reshape(len(left_out), -1), TINY, 1 - TINY)
    se = jackknife_se(logit(flat)).reshape(share.shape)
    limits = wald_limits(logit(np.clip(share, TINY, 1 - TINY)), se, df)
    return expit(limits.low), expit(limits.high), se
