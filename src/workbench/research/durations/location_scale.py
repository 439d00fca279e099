"""Location–scale models of log duration: where durations lie in each group, and how widely they are spread."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError

from ..gate import refuse_dependent, refuse_few_clusters, require_columns, take_groups
from ..inference import jackknife_covariance, sum_by, wald_limits
from ..several import hotelling
from .comparison import clusters_of_a_pair, compare_scales
from .design import Prepared, prepare
from .fitted import LocationScale
from .jackknife import leave_one_out
from .newton import fit
from .shapes import Array

Family = Literal["weibull", "lognormal", "loglogistic"]
Interval = Literal["jackknife", "sandwich"]


def location_scale(
    frame: pd.DataFrame,
    *,
    lower: str,
    upper: str,
    group: str,
    family: Family = "lognormal",
    terms: str | Sequence[str] = (),
    cluster: str | None = None,
    entry: str | None = None,
    interval: Interval = "jackknife",
) -> LocationScale:
    """Fit log duration = location(group, terms) + scale(group) × error by maximum likelihood.

    Parameters
    ----------
    frame
        One row per spell.
    lower, upper
        Columns with the bounds of the duration, in any unit of time. Equal: known exactly. `lower` 0: it ended some
        time before `upper`. `upper` infinite: not ended by `lower`.
    group
        Column with the group; it enters location and scale.
    family
        Shape of the error: "weibull" (smallest extreme value), "lognormal" or "loglogistic".
    terms
        Columns that shift the location alone; categories as `name[level]` against the first.
    cluster
        Column with the family. Without it every row is its own cluster.
    entry
        Column saying how long the spell had lasted when the child came under observation, 0 where it was watched from
        its beginning. Spells that ended earlier were never seen, so each row counts given that it lasted as long.
    interval
        "jackknife": full refits without one cluster each, limits and p from t(G - 2). "sandwich": influence summed
        per cluster, normal.

    Returns
    -------
    LocationScale
        See there. `log_likelihood` is on the duration scale, as in R's survreg.

    Raises
    ------
    TableError
        Bounds missing, negative or in the wrong order; an entry after the lower bound; a group with fewer than ten
        rows, without a finished spell, or with every duration equal; terms constant or collinear; fewer than three
        clusters.

    Notes
    -----
    The test by likelihood ratio ignores clusters. With families in the data report `ratios` and `joint`, which do not.
    A jackknife refit without a maximum leaves p missing and limits infinite, and `note` names its cluster.

    References
    ----------
    Kalbfleisch & Prentice 2002, The Statistical Analysis of Failure Time Data, chapter 3, doi:10.1002/9781118032985.
    """
    if interval not in ("jackknife", "sandwich"):
        raise TableError(f"interval: '{interval}' is not known. Use 'jackknife' or 'sandwich'.")
    prepared = prepare(frame, lower=lower, upper=upper, group=group, family=family, terms=terms, entry=entry)
    if len(prepared.terms.names) > 0:
        refuse_dependent(prepared.terms)
    codes, names = np.arange(len(frame)), pd.Index(frame.index)
    if cluster is not None:
        require_columns(frame, [cluster])
        clusters = take_groups(frame, cluster)
        codes, names = clusters.codes, clusters.labels
    n_clusters = len(names)
    refuse_few_clusters(n_clusters, 3, cluster if cluster is not None else "row")

    best = fit(prepared.design)
    if not best.converged[0]:
        raise TableError(
            f"column '{group}': the {family} model has no maximum in this table. Merge small groups, use fewer terms, "
            "or check that each group has several finished spells of different length."
        )
    theta = best.theta[0]
    information = np.linalg.inv(-best.hessian[0])
    influence = sum_by(prepared.design.scores(theta) @ information, codes, n_clusters)
    sandwich = influence.T @ influence

    replicates, lost = np.empty((0, len(theta))), pd.Index([])
    reported, t_df = sandwich, None
    if interval == "jackknife":
        replicates = leave_one_out(prepared.design, codes, n_clusters, theta, best.hessian[0])
        lost, t_df = names[np.isnan(replicates).any(axis=1)], n_clusters - 2
        reported = jackknife_covariance(replicates)

    labels = prepared.group.labels
    equal = fit(prepared.one_scale()) if len(labels) > 1 else best
    statistic = max(0.0, 2 * float(best.log_likelihood[0] - equal.log_likelihood[0]))
    df = len(labels) - 1
    joint_df = clusters_of_a_pair(codes, prepared.group.codes, len(labels)) - 2 if df and t_df is not None else t_df
    log_scales = theta[-len(labels) :]
    scales = pd.Series(np.exp(log_scales), index=labels, name="scale")
    pairs = compare_scales(labels, log_scales, reported, sandwich, t_df)
    term_names = pd.Index(prepared.names, name="term")
    return LocationScale(
        table=_table(term_names, theta, information, reported, t_df),
        n_rows=len(frame),
        n_events=int(prepared.finished.sum()),
        n_clusters=n_clusters if cluster is not None else None,
        log_likelihood=float(best.log_likelihood[0]),
        note=_note(prepared, lost, cluster),
        family=family,
        scales=scales,
        spread=(scales * prepared.design.shape.spread).rename("spread"),
        ratios=pairs[pairs["against"] == labels[0]] if df else pairs,
        pairs=pairs,
        likelihood_ratio=statistic,
        df=df,
        p=float(stats.chi2.sf(statistic, df)) if df else float("nan"),
        joint=hotelling(log_scales[1:] - log_scales[0], _contrasts(reported, len(labels)), joint_df),
        replicates=pd.DataFrame(replicates, index=names if len(replicates) else None, columns=term_names),
        covariance=pd.DataFrame(reported, index=term_names, columns=term_names),
        means=pd.Series(prepared.terms.matrix[:, len(labels) - 1 :].mean(axis=0), index=prepared.terms.names[df:]),
    )


def _contrasts(covariance: Array, n_groups: int) -> Array:
    part = covariance[-n_groups:, -n_groups:]
    turn = np.hstack([-np.ones((n_groups - 1, 1)), np.eye(n_groups - 1)])
    return turn @ part @ turn.T if np.isfinite(part).all() else np.full((n_groups - 1, n_groups - 1), np.inf)


def _table(names: pd.Index, theta: Array, information: Array, reported: Array, t_df: int | None) -> pd.DataFrame:
    robust = np.sqrt(np.diag(reported))
    limits = wald_limits(theta, robust, t_df)
    columns = {"coef": theta, "se": np.sqrt(np.diag(information)), "robust_se": robust}
    return pd.DataFrame(columns | {"low": limits.low, "high": limits.high, "z": limits.z, "p": limits.p}, index=names)


def _note(prepared: Prepared, lost: pd.Index, cluster: str | None) -> str:
    said = []
    if len(lost):
        shown = ", ".join(map(str, lost[:5])) + (" and others" if len(lost) > 5 else "")
        unit = cluster if cluster is not None else "row"
        said.append(
            f"Without {unit} {shown} the model has no maximum: one cluster carries a result, so limits are open and "
            "p is missing."
        )
    if prepared.n_empty:
        said.append(f"{prepared.n_empty} rows say nothing (from 0 to infinity); they are counted and change no number.")
    return " ".join(said)
