"""How much of the variance of log duration lies between groups, complex-case criteria, families and children."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import refuse_dependent, refuse_few_clusters, require_columns, take_groups
from ..inference import jackknife_covariance, jackknife_se, wald_limits
from ..results import Result
from .design import Prepared, prepare
from .family_effect import LEAST_SHARE, curvature_by_family, find_floor, fit_family_effect, leave_families_out
from .newton import fit
from .profile import CERTAIN, profile_family, weigh_family
from .shapes import Array
from .shares import DRAWS, SHAKY, Splits, split_variance, tabulate_likeness, tabulate_shares


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
    effect: Literal["equal", "proportional"] = "equal",
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
    effect
        What a family shares. "equal": one shift of log duration, the same in every group. "proportional": a shift in
        units of the group's own spread, so that siblings are equally alike in every group.

    Returns
    -------
    Decomposition
        Shares add to 1 in each scope. "group" is the variance of the groups' mean log durations, "complexity" the
        variance within groups of what the terms explain, "family" that of the shared effect, "child" the rest, with
        its own size in every group. Limits: family jackknife on the logit of the share, t(G - 2). Near zero, where that
        breaks down (standard error of the logit above 1, or a family effect that could be none at p = 0.001), limits of
        the family share come from the profile likelihood, and a share of "group" or "complexity" runs from 0 to the
        97.5 % point of coefficients drawn around theirs.

    Raises
    ------
    TableError
        As `location_scale`; or fewer than three families; or an unknown effect; or a group whose spread the families
        take up whole, as happens in small groups seen at visits far apart.

    Notes
    -----
    Assumes lognormal durations, the effect of a family as said, and terms that act alike in all groups. Time before a
    child came under observation is not taken in: count spells from entry.
    What estimated coefficients add to a variance by their own error is taken off ("group" and "complexity").
    """
    if effect not in ("equal", "proportional"):
        raise TableError(f"effect: '{effect}' is not known. Use 'equal' or 'proportional'.")
    proportional = effect == "proportional"
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
    codes, start = families.codes[order], fit(rows).theta[0]
    floor = find_floor(rows, start, proportional)
    likelihood, theta, apart = fit_family_effect(rows, codes, start, floor=floor, proportional=proportional)
    p = rows.location.shape[1]
    _refuse_no_spread(prepared, theta[p:-1] - start[p:], group)
    free = list(range(len(theta) if apart else len(theta) - 1))
    curvature = curvature_by_family(likelihood, theta, free)
    spread = np.linalg.inv(curvature.sum(axis=0))[:p, :p]
    left_out = leave_families_out(likelihood, theta, curvature, free, floor)
    log_likelihood = float(likelihood.evaluate(theta[None])[0].sum())
    se = jackknife_se(left_out)
    ends: tuple[Array, ...] = ()
    against_none = weigh_family(rows, codes, theta, log_likelihood, floor=floor, proportional=proportional)
    if against_none < CERTAIN or se[-1] > SHAKY / 2:
        ends = profile_family(rows, codes, theta, floor=floor, proportional=proportional)

    stretch = np.append(size, np.ones(len(theta) - p))
    theta, left_out, se, spread = theta / stretch, left_out / stretch, se / stretch, spread / np.outer(size, size)
    split = partial(split_variance, prepared, proportional=proportional, floor=floor)
    none = np.zeros_like(spread)
    splits = Splits(
        split(theta[None], spread)[0],
        split(left_out, spread),
        split(_draw_near(theta, left_out, p), none),
        *(split((end / stretch)[None], spread)[0] for end in ends),
    )
    names = pd.Index([*prepared.names, "log_family_sd"], name="parameter")
    limits = wald_limits(theta, se, families.n - 2)
    labels = prepared.group.labels
    return Decomposition(
        table=tabulate_shares(splits, labels, families.n - 2),
        n_rows=len(frame),
        n_events=int(prepared.finished.sum()),
        n_clusters=families.n,
        log_likelihood=log_likelihood,
        note=_note(apart, bool(ends), proportional),
        icc=tabulate_likeness(splits, labels, families.n - 2),
        coefficients=pd.DataFrame({"coef": theta, "se": se, "low": limits.low, "high": limits.high}, index=names),
        replicates=pd.DataFrame(left_out, index=families.labels, columns=names),
    )


def _refuse_no_spread(prepared: Prepared, change: Array, column: str) -> None:
    """Refuse a group in which the effect of families leaves children no spread of their own; `change` of log scales."""
    for label in prepared.group.labels[change < np.log(LEAST_SHARE) + 1e-3]:
        raise TableError(
            f"column '{column}', group '{label}': families take up all of its spread and none is left between "
            "children, so its parts cannot be told. Its stays are too few, or known only between visits far apart. "
            "Merge it with a related group, or let the effect be 'proportional'."
        )


def _draw_near(theta: Array, left_out: Array, p: int) -> Array:
    """Parameters whose location coefficients are drawn around theirs with the covariance of the jackknife."""
    spread = jackknife_covariance(left_out[:, :p])
    near = np.random.default_rng(0).multivariate_normal(theta[:p], spread, DRAWS, method="svd")
    return np.hstack([near, np.tile(theta[p:], (DRAWS, 1))])


def _note(apart: bool, by_profile: bool, proportional: bool) -> str:
    spread = "proportional to the spread of the group" if proportional else "of equal spread in all groups"
    said = [f"Assumes lognormal durations and a family effect {spread}."]
    if not apart:
        said.append("Families do not differ beyond what children do: the family share is estimated as zero.")
    if by_profile:
        said.append("Limits of the family share by profile likelihood, since a share near zero is not ruled out.")
    return " ".join(said)
