"""Cox models for recurrent events: Andersen-Gill, PWP and WLW rows, with errors by cluster."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import gate, inference
from workbench.research.recurrent.intervals import find_risk_sets, take_intervals
from workbench.research.recurrent.jackknife import leave_out_each
from workbench.research.recurrent.partial import Diverged, Fit, Layout, cluster_scores, maximise, order_ties
from workbench.research.results import Result

FEW_CLUSTERS = 60


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class CoxResult(Result):
    """A fitted Cox model.

    Attributes
    ----------
    table
        Indexed by term: coef, se (inverse information), robust_se (missing without cluster), hazard_ratio, low and
        high (95 % limits of the hazard ratio), z, p.
    covariance
        Of the coefficients, from the information.
    robust_covariance
        By cluster; None without cluster.
    null_log_likelihood
        With all coefficients 0.
    diverged_clusters
        Clusters without which the estimates run to infinity (jackknife only).
    """

    covariance: pd.DataFrame
    robust_covariance: pd.DataFrame | None = None
    null_log_likelihood: float = 0.0
    ties: str = "efron"
    interval: str = "sandwich"
    diverged_clusters: tuple[Hashable, ...] = ()


@dataclass(frozen=True, eq=False)
class Prepared(Layout):
    """A checked table, ready to be fitted: columns of `x` are centred and have spread `scale`."""

    names: tuple[str, ...]
    sources: tuple[str, ...]
    scale: np.ndarray
    cluster: gate.Groups | None
    n_rows: int


def cox(
    frame: pd.DataFrame,
    *,
    stop: Hashable,
    event: Hashable,
    terms: str | Sequence[str],
    start: Hashable | None = None,
    cluster: Hashable | None = None,
    strata: Hashable | None = None,
    id: Hashable | None = None,
    ties: Literal["efron", "breslow"] = "efron",
    interval: Literal["sandwich", "jackknife"] = "sandwich",
) -> CoxResult:
    """Fit a Cox model to start-stop rows, several events per child allowed.

    The rows decide what is estimated: all intervals of a child in one time scale give the Andersen-Gill rate model;
    the same with `strata` = number of the event gives PWP total time; rows that restart at 0 after each event give
    PWP gap time; one row per child and event number gives WLW.

    Parameters
    ----------
    frame
        One row per interval (start, stop].
    stop, start
        Columns of times in one unit; without `start` every row begins at 0.
    event
        Column of 0 and 1 (or booleans): the interval ends in an event.
    terms
        Numeric columns; a categorical column becomes `name[level]` rows against its first category.
    cluster
        Column of the units whose rows may depend on each other, for example the family. Without it low, high and p
        rest on the information alone.
    strata
        Column; each stratum has its own baseline, and events are compared within it only.
    id
        Column of the child; when given, overlapping intervals within child and stratum are refused.
    ties
        How events of one time are handled.
    interval
        "sandwich": influence summed per cluster, normal limits, no small-sample factor. "jackknife": full refits
        without one cluster each, t limits with G - 2 degrees of freedom; for fewer than about 60 clusters. It keeps its
        level while about one cluster in four stands on the rarer side of a term; below that p is too small with both,
        and the note says so.

    Returns
    -------
    CoxResult

    Raises
    ------
    TableError
        The table breaks a rule of the gate; a term is constant, a combination of others, or sorts the events fully
        (separation); there are fewer clusters than terms; the jackknife lacks a cluster column or a third cluster.

    References
    ----------
    Andersen & Gill 1982, doi:10.1214/aos/1176345976; Prentice, Williams & Peterson 1981,
    doi:10.1093/biomet/68.2.373; Lin & Wei 1989, doi:10.1080/01621459.1989.10478874.
    """
    if ties not in {"efron", "breslow"}:
        raise TableError(f"ties: found '{ties}'; allowed: 'efron', 'breslow'. Choose one of them.")
    if interval not in {"sandwich", "jackknife"}:
        raise TableError(f"interval: found '{interval}'; allowed: 'sandwich', 'jackknife'. Choose one of them.")
    if interval == "jackknife" and cluster is None:
        raise TableError("interval: the jackknife leaves out clusters, but none are named. Give the cluster column.")
    ready = prepare(
        frame, start=start, stop=stop, event=event, terms=terms, strata=strata, id=id, cluster=cluster, ties=ties
    )
    if ready.cluster is not None:
        gate.refuse_few_clusters(ready.cluster.n, len(ready.names), cluster)
    fit = fit_or_refuse(ready)
    unscale = 1 / np.outer(ready.scale, ready.scale)
    inverse = np.linalg.inv(fit.at.information)
    coef, se = fit.coef / ready.scale, np.sqrt(np.diag(inverse)) / ready.scale
    robust, diverged, df = None, np.zeros(0, dtype=np.int64), None
    if ready.cluster is not None and interval == "sandwich":
        codes = ready.cluster.codes[ready.risk.rows]
        scores = cluster_scores(ready, fit.at, codes, ready.cluster.n)
        robust = inverse @ (scores.T @ scores) @ inverse * unscale
    elif ready.cluster is not None:
        robust, diverged = _leave_out(ready, fit)
        robust, df = robust * unscale, ready.cluster.n - 2
    robust_se = np.full(len(coef), np.nan) if robust is None else np.sqrt(np.diag(robust))
    limits = inference.wald_limits(coef, se if robust is None else robust_se, df)
    table = pd.DataFrame(
        {
            "coef": coef,
            "se": se,
            "robust_se": robust_se,
            "hazard_ratio": np.exp(coef),
            "low": np.exp(limits.low),
            "high": np.exp(limits.high),
            "z": limits.z,
            "p": limits.p,
        },
        index=pd.Index(ready.names, name="term"),
    )
    labels = () if ready.cluster is None else tuple(ready.cluster.labels[diverged])
    return CoxResult(
        table=table,
        n_rows=ready.n_rows,
        n_events=int(ready.intervals.event.sum()),
        n_clusters=None if ready.cluster is None else ready.cluster.n,
        log_likelihood=fit.at.value,
        note=_note(ready, interval, labels, cluster),
        covariance=_square(inverse * unscale, ready.names),
        robust_covariance=None if robust is None else _square(robust, ready.names),
        null_log_likelihood=fit.null,
        ties=ties,
        interval=interval,
        diverged_clusters=labels,
    )


def prepare(
    frame: pd.DataFrame,
    *,
    start: Hashable | None,
    stop: Hashable,
    event: Hashable,
    terms: str | Sequence[str],
    strata: Hashable | None = None,
    id: Hashable | None = None,
    cluster: Hashable | None = None,
    ties: str = "efron",
) -> Prepared:
    """Pass a table through the gate and lay it out for fitting."""
    intervals = take_intervals(frame, start=start, stop=stop, event=event, strata=strata, id=id, cluster=cluster)
    groups = None if cluster is None else gate.take_groups(frame, cluster)
    taken = gate.take_terms(frame, terms)
    gate.refuse_dependent(taken, within=intervals.stratum if strata is not None else None)
    risk = find_risk_sets(intervals)
    x = taken.matrix if len(risk.rows) == len(frame) else taken.matrix[risk.rows]
    x -= x.mean(axis=0)
    scale = np.sqrt(np.einsum("ij,ij->j", x, x) / len(x))
    scale[scale == 0] = 1.0
    x /= scale
    return Prepared(intervals, risk, order_ties(risk, ties), x, taken.names, taken.sources, scale, groups, len(frame))


def fit_or_refuse(ready: Prepared) -> Fit:
    """Maximise the partial likelihood, or say in a TableError why it has no maximum."""
    try:
        return maximise(ready)
    except Diverged as fault:
        names = ", ".join(f"'{name}'" for name, runs in zip(ready.names, fault.terms, strict=True) if runs)
        if fault.at_start:
            raise TableError(
                f"column {names}: does not vary on its own among the rows at risk when events happen. Leave a term out."
            ) from None
        raise TableError(
            f"column {names}: separation, the events are fully sorted by it and its coefficient runs to infinity. "
            "Merge categories, leave the term out, or use firth_cox."
        ) from None


def _leave_out(ready: Prepared, fit: Fit) -> tuple[np.ndarray, np.ndarray]:
    assert ready.cluster is not None
    n = ready.cluster.n
    if n < 3:
        raise TableError(f"interval: the jackknife needs 3 clusters, found {n}. Use a finer unit as cluster.")
    codes = ready.cluster.codes[ready.risk.rows]
    left_out = leave_out_each(ready, fit, codes, n)
    return inference.jackknife_covariance(left_out), np.flatnonzero(np.isnan(left_out).any(axis=1))


def _square(matrix: np.ndarray, names: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(matrix, index=pd.Index(names, name="term"), columns=pd.Index(names, name="term"))


def _note(ready: Prepared, interval: str, diverged: tuple[Hashable, ...], cluster: Hashable | None) -> str:
    if ready.cluster is None:
        return ""
    told = []
    if diverged:
        named = ", ".join(map(str, diverged))
        each = "" if len(diverged) == 1 else " each"
        told.append(
            f"Without {cluster} {named}{each} the estimates run to infinity: the data of one {cluster} carry the "
            "result, so no interval and no p can be given."
        )
    elif interval == "sandwich" and ready.cluster.n < FEW_CLUSTERS:
        told.append(
            f"Only {ready.cluster.n} clusters: the sandwich interval is too narrow; report interval='jackknife'."
        )
    codes = ready.cluster.codes[ready.risk.rows]
    return " ".join([*told, *inference.tell_rare(ready.names, ready.x, codes, ready.cluster.n, cluster)])
