"""How much of the variance of log duration lies between groups, complex-case criteria, families and children."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from ..gate import refuse_dependent, refuse_few_clusters, require_columns, take_groups
from ..inference import jackknife_se, wald_limits
from ..results import Result
from .design import Prepared, prepare
from .family_effect import curvature_by_family, fit_family_effect, leave_families_out
from .newton import fit
from .shapes import Array

PARTS = ("group", "complexity", "family", "child")
TINY = 1e-6


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Decomposition(Result):
    """Parts of the variance of log duration.

    Attributes
    ----------
    table
        By scope ("all", then every group) and part (group, complexity, family, child): variance, share, low, high.
    icc
        By group: share of family in family and child together, low, high: how alike siblings of one complexity are.
    coefficients
        By parameter: coef, se (jackknife), low, high.
    replicates
        Shape (G, parameters). Estimates without one family each.
    """

    icc: pd.DataFrame
    coefficients: pd.DataFrame
    replicates: pd.DataFrame


def decompose(
    frame: pd.DataFrame,
    *,
    lower: str,
    upper: str,
    group: str,
    cluster: str,
    terms: str | Sequence[str] = (),
) -> Decomposition:
    """Split the variance of log duration into group, complexity, family and child.

    Parameters
    ----------
    frame
        One row per spell, siblings in one family.
    lower, upper
        Columns with the bounds of the duration, as in `location_scale`.
    group
        Column with the group: it shifts the location and has its own spread between children.
    cluster
        Column with the family, which shares a Gaussian effect.
    terms
        Columns with the complex-case criteria (or any other facts) that shift the location.

    Returns
    -------
    Decomposition
        Shares add to 1 in each scope. "group" is the variance of the groups' mean log durations, "complexity" the
        variance within groups of what the terms explain, "family" that of the shared effect, "child" the rest, with
        its own size in every group. Limits: family jackknife on the logit of the share, t(G - 2).

    Raises
    ------
    TableError
        As `location_scale`; or fewer than three families.

    Notes
    -----
    Assumes lognormal durations, an effect of equal spread in all groups, and terms that act alike in all groups.
    What estimated coefficients add to a variance by their own error is taken off ("group" and "complexity").
    """
    prepared = prepare(frame, lower=lower, upper=upper, group=group, family="lognormal", terms=terms)
    if prepared.terms.names:
        refuse_dependent(prepared.terms)
    require_columns(frame, [cluster])
    families = take_groups(frame, cluster)
    refuse_few_clusters(families.n, 3, cluster)
    order = np.argsort(families.codes, kind="stable")
    design = prepared.design
    size = np.sqrt(np.mean(design.location**2, axis=0))
    rows = replace(
        design,
        lower=design.lower[order],
        upper=design.upper[order],
        location=design.location[order] / size,
        band=design.band[order],
    )
    effect, theta, apart = fit_family_effect(rows, families.codes[order], fit(rows).theta[0])
    free = list(range(len(theta) if apart else len(theta) - 1))
    curvature = curvature_by_family(effect, theta, free)
    spread = np.linalg.inv(curvature.sum(axis=0))[: rows.location.shape[1], : rows.location.shape[1]]
    left_out = leave_families_out(effect, theta, curvature, free)
    log_likelihood = float(effect.evaluate(theta[None])[0].sum())
    theta[: len(size)] /= size
    left_out[:, : len(size)] /= size
    spread /= np.outer(size, size)
    variances = _split(prepared, theta[None], spread, apart)[0]
    many = _split(prepared, left_out, spread, apart)
    names = pd.Index([*prepared.names, "log_family_sd"], name="parameter")
    se = jackknife_se(left_out)
    limits = wald_limits(theta, se, families.n - 2)
    note = "Assumes lognormal durations and a family effect of equal spread in all groups."
    if not apart:
        note += " Families do not differ beyond what children do: the family share is estimated as zero."
    if not np.isfinite(left_out).all():
        lost = families.labels[~np.isfinite(left_out).all(axis=1)]
        note += f" Without {cluster} {lost[0]} the model does not settle, so limits are open."
    return Decomposition(
        table=_tabulate(variances, many, prepared.group.labels, families.n - 2),
        n_rows=len(frame),
        n_events=int(prepared.finished.sum()),
        n_clusters=families.n,
        log_likelihood=log_likelihood,
        note=note,
        icc=_likeness(variances, many, prepared.group.labels, families.n - 2),
        coefficients=pd.DataFrame({"coef": theta, "se": se, "low": limits.low, "high": limits.high}, index=names),
        replicates=pd.DataFrame(left_out, index=families.labels, columns=names),
    )


def _split(prepared: Prepared, theta: Array, spread: Array, apart: bool) -> Array:
    """Variances by scope and part, shape (B, 1 + groups, 4), for parameters (B, q)."""
    x, codes, n_groups = prepared.design.location, prepared.group.codes, prepared.group.n
    p = x.shape[1]
    weight = np.bincount(codes, minlength=n_groups) / len(codes)
    means = np.stack([x[codes == code].mean(axis=0) for code in range(n_groups)])
    off = means - weight @ means
    between = np.einsum("g,bg->b", weight, (theta[:, :p] @ off.T) ** 2) - weight @ np.einsum(
        "gi,ij,gj->g", off, spread, off
    )
    parts = np.zeros((len(theta), 1 + n_groups, 4))
    for code in range(n_groups):
        inside = np.cov(x[codes == code].T, bias=True).reshape(p, p)
        explained = np.einsum("bi,ij,bj->b", theta[:, :p], inside, theta[:, :p]) - np.trace(inside @ spread)
        parts[:, 1 + code, 1] = np.where(np.isnan(explained), np.nan, np.maximum(explained, 0.0))
        parts[:, 1 + code, 3] = np.exp(2 * theta[:, p + code])
    parts[:, 1:, 2] = (np.exp(2 * theta[:, -1]) if apart else np.zeros(len(theta)))[:, None]
    parts[:, 0] = np.einsum("g,bgk->bk", weight, parts[:, 1:])
    parts[:, 0, 0] = np.where(np.isnan(between), np.nan, np.maximum(between, 0.0))
    return parts


def _limits(share: Array, many: Array, df: int) -> tuple[Array, Array]:
    """Jackknife-t limits on the logit scale; a share of zero has none below and an open one above."""
    centre = logit(np.clip(share, TINY, 1 - TINY))
    se = jackknife_se(logit(np.clip(many, TINY, 1 - TINY)))
    limits = wald_limits(centre, se, df)
    return expit(limits.low), expit(limits.high)


def _tabulate(variances: Array, many: Array, labels: pd.Index, df: int) -> pd.DataFrame:
    share = variances / variances.sum(axis=1, keepdims=True)
    shares = many / many.sum(axis=2, keepdims=True)
    low, high = _limits(share.ravel(), shares.reshape(len(shares), -1), df)
    index = pd.MultiIndex.from_product([["all", *labels], PARTS], names=["scope", "part"])
    columns = {"variance": variances.ravel(), "share": share.ravel(), "low": low, "high": high}
    table = pd.DataFrame(columns, index=index)
    within = (table.index.get_level_values("scope") != "all") & (table.index.get_level_values("part") == "group")
    absent = (table["variance"] == 0).to_numpy()
    table.loc[absent, ["low", "high"]] = np.nan
    return table[~within]


def _likeness(variances: Array, many: Array, labels: pd.Index, df: int) -> pd.DataFrame:
    share = variances[1:, 2] / (variances[1:, 2] + variances[1:, 3])
    shares = many[:, 1:, 2] / (many[:, 1:, 2] + many[:, 1:, 3])
    low, high = _limits(share, shares, df)
    return pd.DataFrame({"icc": share, "low": low, "high": high}, index=pd.Index(labels, name="group"))
