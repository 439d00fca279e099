"""Kaplan–Meier curves with what may be read from them: quantiles, spread, restricted mean and SD."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError

from ..gate import Groups, refuse_rows, require_columns, take_groups
from ..inference import LEVEL, sum_by, wald_limits
from ..results import Result
from .bootstrap import draw_families, format_limits, percentile_limits
from .design import take_bounds
from .product_limit import Risk, count, find_quantiles, influence, integrate, sort_durations, survive
from .shapes import Array


@dataclass(frozen=True, eq=False)
class Curve:
    """One group: its sorted durations, the cluster of each, and the curve with its limits at the event times."""

    risk: Risk
    cluster: np.ndarray
    survival: Array
    se: Array
    low: Array
    high: Array


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class KaplanMeier(Result):
    """Survival curves by group.

    Attributes
    ----------
    table
        group, time, at_risk, events, survival, se, low, high: one row per group and time at which a duration ended.
    curves
        By group.
    """

    curves: dict[object, Curve]

    def quantiles(self, shares: Sequence[float] = (0.25, 0.5, 0.75)) -> pd.DataFrame:
        """Time by which a share of children has finished, with limits from the curve's own.

        Returns
        -------
        DataFrame
            By group and share: time, low, high (missing: not reached), text.
        """
        rows = {}
        for label, curve in self.curves.items():
            last = float(curve.risk.stop[-1])
            heights = np.vstack([curve.survival, curve.low, curve.high])
            for share in shares:
                rows[(label, share)] = find_quantiles(curve.risk.times, heights, share, last)
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["time", "low", "high"])
        table.index = pd.MultiIndex.from_tuples(list(rows), names=["group", "share"])
        return table.assign(text=[format_limits(*row) for row in table.to_numpy()])

    def interquartile(self, *, replicates: int = 1000, seed: int = 0) -> pd.DataFrame:
        """Interquartile range with limits from a bootstrap of families.

        Families are drawn once for all groups. A replicate whose upper quartile is not reached counts as infinite, so
        limits say "not reached" rather than extrapolate.

        Returns
        -------
        DataFrame
            By group: iqr, low, high, ratio (to the first group), ratio_low, ratio_high, text.
        """
        drawn = draw_families(self.n_clusters or self.n_rows, replicates, seed)
        found, many = {}, {}
        for label, curve in self.curves.items():
            found[label] = _range(curve, np.ones((1, len(curve.cluster))))[0]
            many[label] = _range(curve, drawn[:, curve.cluster])
        first = next(iter(self.curves))
        rows = {}
        for label in self.curves:
            low, high = percentile_limits(many[label])
            with np.errstate(invalid="ignore"):
                ratio, ratios = found[label] / found[first], many[label] / many[first]
            ratio_low, ratio_high = percentile_limits(ratios)
            shown = [np.nan if np.isinf(value) else value for value in (found[label], low, high)]
            rows[label] = [*shown, ratio, ratio_low, ratio_high, format_limits(*shown)]
        columns = ["iqr", "low", "high", "ratio", "ratio_low", "ratio_high", "text"]
        table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("group")
        return table.replace([np.inf, -np.inf], np.nan)

    def restricted(self, horizon: float | None = None) -> pd.DataFrame:
        """Mean and SD of min(duration, horizon), with variances from influence summed per cluster.

        Parameters
        ----------
        horizon
            A time that every group reaches; None: the longest such.

        Returns
        -------
        DataFrame
            By group: horizon, mean, mean_se, mean_low, mean_high, sd, sd_se, sd_low, sd_high, and against the first
            group ratio (of SD), ratio_low, ratio_high, p.

        Raises
        ------
        TableError
            A horizon that a group does not reach.
        """
        reach = {label: _reach(curve) for label, curve in self.curves.items()}
        chosen = (
            min(max(curve.risk.stop[-1] for curve in self.curves.values()), *reach.values())
            if horizon is None
            else horizon
        )
        for label, longest in reach.items():
            if chosen > longest:
                raise TableError(
                    f"horizon: {chosen:g} lies beyond group '{label}', which is followed to {longest:g} with children "
                    "still in the stage. Choose a horizon that every group reaches."
                )
        n = self.n_clusters or self.n_rows
        rows, pulls = {}, {}
        for label, curve in self.curves.items():
            mean, moment, *tails = integrate(curve.risk, curve.survival, chosen)
            deviation = float(np.sqrt(max(moment - mean**2, 0.0)))
            pull = sum_by(influence(curve.risk, np.column_stack(tails)), curve.cluster, n)
            on_sd = (pull[:, 1] - 2 * mean * pull[:, 0]) / (2 * deviation) if deviation else np.full(n, np.nan)
            pulls[label] = on_sd / deviation
            mean_se, sd_se = float(np.sqrt(np.sum(pull[:, 0] ** 2))), float(np.sqrt(np.sum(on_sd**2)))
            by_mean = wald_limits(np.asarray(mean), np.asarray(mean_se))
            by_log = wald_limits(np.log(np.asarray(deviation)), np.asarray(sd_se / deviation))
            rows[label] = [chosen, mean, mean_se, float(by_mean.low), float(by_mean.high)]
            rows[label] += [deviation, sd_se, float(np.exp(by_log.low)), float(np.exp(by_log.high))]
        names = ["horizon", "mean", "mean_se", "mean_low", "mean_high", "sd", "sd_se", "sd_low", "sd_high"]
        table = pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("group")
        first = next(iter(self.curves))
        change = np.log(table["sd"] / table.loc[first, "sd"]).to_numpy()
        se = np.array([np.sqrt(np.sum((pulls[label] - pulls[first]) ** 2)) for label in self.curves])
        limits = wald_limits(change, se)
        compared = {"ratio": np.exp(change), "ratio_low": np.exp(limits.low), "ratio_high": np.exp(limits.high)}
        return table.assign(**compared, p=limits.p)


def kaplan_meier(
    frame: pd.DataFrame, *, lower: str, upper: str, by: str | None = None, cluster: str | None = None
) -> KaplanMeier:
    """Estimate survival in a stage by the product-limit method.

    Parameters
    ----------
    frame
        One row per spell.
    lower, upper
        Columns with the bounds of the duration: equal when known, `upper` infinite when not finished.
    by
        Column with the group; one curve, labelled "all", when None.
    cluster
        Column with the family. With it the standard error is influence summed per family, without it Greenwood's.

    Returns
    -------
    KaplanMeier
        Limits are on the log scale, as in R's survfit.

    Raises
    ------
    TableError
        Bounds in the wrong order, or durations known only between visits: use `turnbull`.

    References
    ----------
    Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452.
    """
    require_columns(frame, [lower, upper, by, cluster])
    low, high = take_bounds(frame, lower, upper)
    found, remedy = (
        f"above '{lower}' and finite",
        "Such a duration lies between visits: use turnbull, or location_scale.",
    )
    refuse_rows(frame, (high > low) & np.isfinite(high), f"column '{upper}'", found, remedy)
    groups = take_groups(frame, by) if by is not None else Groups(np.zeros(len(frame), np.int64), pd.Index(["all"]))
    clusters = take_groups(frame, cluster) if cluster is not None else None
    codes = clusters.codes if clusters is not None else np.arange(len(frame))
    curves, tables = {}, []
    for code, label in enumerate(groups.labels):
        rows = np.flatnonzero(groups.codes == code)
        risk, order = sort_durations(low[rows], np.isfinite(high[rows]))
        curve = _draw(risk, codes[rows][order], clusters.n if clusters is not None else None)
        curves[label] = curve
        at_risk, ending = (part[0] for part in count(risk, np.ones((1, len(rows)))))
        columns = {"group": label, "time": risk.times, "at_risk": at_risk, "events": ending}
        tables.append(
            pd.DataFrame(columns | {"survival": curve.survival, "se": curve.se, "low": curve.low, "high": curve.high})
        )
    return KaplanMeier(
        table=pd.concat(tables, ignore_index=True),
        n_rows=len(frame),
        n_events=int(np.isfinite(high).sum()),
        n_clusters=clusters.n if clusters is not None else None,
        curves=curves,
    )


def _draw(risk: Risk, cluster: np.ndarray, n_clusters: int | None) -> Curve:
    ones = np.ones((1, len(risk.stop)))
    survival = survive(risk, ones)[0]
    at_risk, ending = (part[0] for part in count(risk, ones))
    left = at_risk - ending
    if n_clusters is None:
        with np.errstate(divide="ignore"):
            relative = np.sqrt(np.cumsum(np.where(left > 0, ending / (at_risk * np.maximum(left, 1)), np.inf)))
    else:
        relative = np.sqrt(_clustered(risk, cluster, n_clusters, at_risk, ending))
    with np.errstate(invalid="ignore"):
        se = np.where(survival > 0, survival * relative, np.nan)
        reach = stats.norm.ppf(0.5 + LEVEL / 2) * relative
        low, high = survival * np.exp(-reach), np.minimum(survival * np.exp(reach), 1.0)
    closed = survival <= 0
    return Curve(risk, cluster, survival, se, np.where(closed, np.nan, low), np.where(closed, np.nan, high))


def _clustered(risk: Risk, cluster: np.ndarray, n: int, at_risk: Array, ending: Array) -> Array:
    """Variance of the log of the curve at each time, influence summed per cluster."""
    left = at_risk - ending
    rate = np.where(left > 0, 1 / np.maximum(left, 1.0), 0.0)
    shared = np.concatenate([[0.0], np.cumsum(rate * ending / at_risk)])
    total = np.zeros((n, len(risk.times)))
    for row in range(len(risk.stop)):
        place = risk.place[row]
        pull = total[cluster[row]]
        pull[:place] += shared[1 : place + 1]
        pull[place:] += shared[place]
        if risk.event[row]:
            pull[place - 1 :] -= rate[place - 1]
    return np.square(total).sum(axis=0)


def _range(curve: Curve, weights: Array) -> Array:
    survival = survive(curve.risk, weights)
    last = float(curve.risk.stop[-1])
    quarter, three = (find_quantiles(curve.risk.times, survival, share, last) for share in (0.25, 0.75))
    return np.where(np.isnan(three), np.inf, three - quarter)


def _reach(curve: Curve) -> float:
    """How far the curve is known: without end once it is at zero."""
    return np.inf if len(curve.survival) and curve.survival[-1] <= 0 else float(curve.risk.stop[-1])
