"""Marginal rates in discrete time: generalised estimating equations on person-periods."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import gate, inference
from workbench.research.results import Result

if TYPE_CHECKING:
    from statsmodels.genmod.generalized_estimating_equations import GEE, GEEResults

FEW_CLUSTERS = 200
FARTHEST = 25.0  # a larger predictor (log odds, log rate) means that the estimates run off


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class RatesResult(Result):
    """Marginal rates.

    Attributes
    ----------
    table
        Indexed by term, (Intercept) first: coef, se (robust or bias-reduced), ratio, low and high (95 % limits of the
        ratio), z, p. The ratio is an odds ratio (link "logit"), a rate ratio ("log") or a hazard ratio ("cloglog").
    correlation
        Of two periods of one cluster under the working correlation; None when they are taken as independent.
    """

    correlation: float | None
    covariance: pd.DataFrame
    errors: str


def marginal_rates(
    frame: pd.DataFrame,
    *,
    event: Hashable,
    terms: str | Sequence[str],
    cluster: Hashable,
    exposure: Hashable | None = None,
    link: Literal["logit", "log", "cloglog"] = "logit",
    working: Literal["independence", "exchangeable"] = "independence",
    errors: Literal["robust", "bias_reduced"] | None = None,
) -> RatesResult:
    """Fit marginal event probabilities or rates to person-periods (see `counting.split_periods`).

    Population-averaged: a ratio compares children of all families, not children within one.

    Parameters
    ----------
    frame
        One row per child and period.
    event
        Column of 0 and 1; with link="log" a count.
    terms
        As in `cox`; name the period (or functions of it) among them, or the baseline is taken as constant.
    cluster
        Column of the units whose rows may depend on each other.
    exposure
        Column of time at risk in the period (> 0), as offset; for link="log" and "cloglog".
    link
        "logit": odds; "log": Poisson counts; "cloglog": hazards in grouped time.
    working
        Correlation assumed inside a cluster while estimating. With terms that change over time, or an exposure that
        ends at the event, only "independence" is sure to be right; "exchangeable" is sharper for steady terms.
    errors
        "robust": sandwich, normal limits. "bias_reduced": Mancl and DeRouen's correction with t(G - p) limits. Not
        given: bias_reduced under 200 clusters.

    Returns
    -------
    RatesResult

    Raises
    ------
    TableError
        The table breaks a rule of the gate, there are no events or fewer clusters than terms, or the equations do not
        converge.

    References
    ----------
    Liang & Zeger 1986, doi:10.1093/biomet/73.1.13; Pepe & Anderson 1994, doi:10.1080/03610919408813210; Mancl &
    DeRouen 2001, doi:10.1111/j.0006-341X.2001.00126.x
    """
    from statsmodels.genmod import cov_struct, families
    from statsmodels.genmod.generalized_estimating_equations import GEE

    allowed: dict[str, tuple[str | None, tuple[str | None, ...]]] = {
        "link": (link, ("logit", "log", "cloglog")),
        "working": (working, ("exchangeable", "independence")),
    }
    allowed["errors"] = (errors, (None, "robust", "bias_reduced"))
    for name, (found, choices) in allowed.items():
        if found not in choices:
            raise TableError(f"{name}: found '{found}'; allowed: {', '.join(map(str, choices))}. Choose one of them.")
    gate.require_columns(frame, [event, cluster, exposure])
    happened = gate.take_numbers(frame, event) if link == "log" else gate.take_events(frame, event).astype(float)
    wrong = (happened < 0) | (happened != np.round(happened))
    gate.refuse_rows(frame, wrong, f"column '{event}'", "not a whole number from 0", "Give counts of events.")
    if not happened.any():
        raise TableError(f"column '{event}': no row has an event. Nothing can be estimated; check coding and period.")
    groups, taken = gate.take_groups(frame, cluster), gate.take_terms(frame, terms)
    gate.refuse_few_clusters(groups.n, len(taken.names) + 1, cluster)
    gate.refuse_dependent(taken)
    time = None if exposure is None else gate.take_numbers(frame, exposure)
    if time is not None:
        gate.refuse_rows(
            frame, time <= 0, f"column '{exposure}'", "not above 0", "Leave out periods without time at risk."
        )
        if link == "logit":
            raise TableError("exposure: odds have no time at risk. Use link='cloglog' or 'log', or leave exposure out.")
    family = {
        "logit": families.Binomial(),
        "log": families.Poisson(),
        "cloglog": families.Binomial(families.links.CLogLog()),
    }[link]
    dependence = cov_struct.Exchangeable() if working == "exchangeable" else cov_struct.Independence()
    order = np.argsort(groups.codes, kind="stable")
    design = np.column_stack([np.ones(len(frame)), taken.matrix])[order]
    offset = None if time is None else np.log(time)[order]
    model = GEE(happened[order], design, groups.codes[order], family=family, cov_struct=dependence, offset=offset)
    kind = errors or ("bias_reduced" if groups.n < FEW_CLUSTERS else "robust")
    if kind == "bias_reduced" and groups.n <= design.shape[1]:
        raise TableError(
            f"column '{cluster}': {groups.n} clusters for {design.shape[1]} coefficients leave no degree of freedom. "
            "Use fewer terms or a finer cluster."
        )
    fitted = _fit(model, kind, taken.names)
    names = pd.Index(["(Intercept)", *taken.names], name="term")
    coef, covariance = np.asarray(fitted.params), np.asarray(fitted.cov_params())
    se = np.sqrt(np.diag(covariance))
    limits = inference.wald_limits(coef, se, groups.n - len(names) if kind == "bias_reduced" else None)
    table = pd.DataFrame(
        {
            "coef": coef,
            "se": se,
            "ratio": np.exp(coef),
            "low": np.exp(limits.low),
            "high": np.exp(limits.high),
            "z": limits.z,
            "p": limits.p,
        },
        index=names,
    )
    return RatesResult(
        table=table,
        n_rows=len(frame),
        n_events=int(happened.sum()),
        n_clusters=groups.n,
        note=" ".join(inference.tell_rare(taken.names, taken.matrix, groups.codes, groups.n, cluster)),
        correlation=float(dependence.dep_params) if working == "exchangeable" else None,
        covariance=pd.DataFrame(covariance, index=names, columns=names),
        errors=kind,
    )


def _fit(model: GEE, kind: str, names: Sequence[str]) -> GEEResults:
    """Fit from the overall rate; estimates that run off or do not settle are refused."""
    weight = np.ones(len(model.endog)) if model.offset is None else np.exp(model.offset)
    begin = np.zeros(model.exog.shape[1])
    begin[0] = model.family.link(np.clip(model.endog.sum() / weight.sum(), 1e-8, 0.5))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fitted = model.fit(maxiter=200, ctol=1e-10, cov_type=kind, start_params=begin)
        except np.linalg.LinAlgError:
            raise TableError(
                "terms: the corrected errors cannot be reckoned, for example because one cluster alone carries a term. "
                "Leave that term out, or set its categories together."
            ) from None
    predictor = model.exog @ fitted.params
    if not fitted.converged or not np.isfinite(predictor).all() or np.abs(predictor).max() > FARTHEST:
        reach = np.abs(np.nan_to_num(fitted.params, nan=np.inf)) * np.abs(model.exog).max(axis=0)
        worst = reach[1:].max()
        far = ", ".join(f"'{name}'" for name, length in zip(names, reach[1:], strict=True) if length > worst / 3)
        raise TableError(
            f"terms: the estimating equations do not converge, furthest off: {far}. Check for separation (a term that "
            "sorts the events fully), or use fewer terms."
        )
    return fitted
