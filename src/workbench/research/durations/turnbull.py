"""Distribution of durations that are known only between visits, without assuming a shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import nnls

from ..ascent import ascend
from ..gate import Groups, require_columns, take_groups
from ..results import Result
from .bootstrap import draw_families, format_limits, percentile_limits
from .design import take_bounds
from .product_limit import SAME
from .shapes import Array

ROUNDS = 300  # mass that leaves an interval leaves it slowly
CLOSE = 1e-8  # gain in log-likelihood per row that is not worth another step


@dataclass(frozen=True, eq=False)
class Support:
    """Where mass can lie in one group, and how much does.

    Attributes
    ----------
    left, right
        Shape (m,). Innermost intervals (left, right]; equal for an exactly known duration; `right` may be infinite.
    patterns
        Shape (k, m). Which intervals each distinct pair of bounds covers.
    row
        Shape (n,). Pattern of every row.
    mass
        Shape (m,). Estimated probability.
    gap
        How far the estimate is from satisfying the conditions of the maximum, in log-likelihood.
    cluster
        Shape (n,). Cluster of every row.
    """

    left: Array
    right: Array
    patterns: Array
    row: np.ndarray
    mass: Array
    gap: float
    cluster: np.ndarray


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Turnbull(Result):
    """Survival with interval-censored durations, by group.

    Attributes
    ----------
    table
        group, left, right, mass, survival (from `right` on): one row per interval that carries mass. Where mass lies
        inside an interval is unknown.
    supports
        By group.
    """

    supports: dict[object, Support]

    def survival(self, times: Sequence[float]) -> pd.DataFrame:
        """Survival at times (columns) by group; straight lines inside the intervals that carry mass."""
        rows = {label: _survive(support, np.asarray(times, float)) for label, support in self.supports.items()}
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(times)).rename_axis("group")

    def quantiles(
        self, shares: Sequence[float] = (0.25, 0.5, 0.75), *, replicates: int = 200, seed: int = 0
    ) -> pd.DataFrame:
        """Time by which a share has finished, with limits from a bootstrap of families.

        Returns
        -------
        DataFrame
            By group and share: time (middle of the interval that holds it), left, right (its ends), low, high, text.
            Missing: not reached.
        """
        rows = {}
        for label, support, many in self._replicates(replicates, seed):
            for share in shares:
                place = _reach(support.mass, share)
                found = _ends(support, place)
                values = np.array([_middle(support, _reach(mass, share)) for mass in many])
                low, high = (np.nan if np.isinf(x) else x for x in percentile_limits(values))
                time = np.nan if np.isinf(found[1]) else (found[0] + found[1]) / 2
                rows[(label, share)] = [time, *found, low, high, format_limits(time, low, high)]
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["time", "left", "right", "low", "high", "text"])
        table.index = pd.MultiIndex.from_tuples(list(rows), names=["group", "share"])
        return table

    def interquartile(self, *, replicates: int = 200, seed: int = 0) -> pd.DataFrame:
        """Interquartile range, between the middles of the intervals that hold the quartiles; limits by bootstrap.

        Returns
        -------
        DataFrame
            By group: iqr, low, high, text. Missing: not reached.
        """
        rows = {}
        for label, support, many in self._replicates(replicates, seed):
            low, high = percentile_limits(np.array([_range(support, mass) for mass in many]))
            shown = [np.nan if np.isinf(value) else value for value in (_range(support, support.mass), low, high)]
            rows[label] = [*shown, format_limits(*shown)]
        return pd.DataFrame.from_dict(rows, orient="index", columns=["iqr", "low", "high", "text"]).rename_axis("group")

    def _replicates(self, replicates: int, seed: int) -> list[tuple[object, Support, list[Array]]]:
        drawn = draw_families(self.n_clusters or self.n_rows, replicates, seed)
        listed = []
        for label, support in self.supports.items():
            many = []
            for weights in drawn[:, support.cluster]:
                by_pattern = np.bincount(support.row, weights, len(support.patterns)).astype(float)
                if by_pattern.any():
                    many.append(_maximise(support.patterns, by_pattern)[0])
            listed.append((label, support, many))
        return listed


def turnbull(
    frame: pd.DataFrame, *, lower: str, upper: str, by: str | None = None, cluster: str | None = None
) -> Turnbull:
    """Estimate the distribution of durations known between bounds, without a shape.

    Parameters
    ----------
    frame
        One row per spell.
    lower, upper
        Columns with the bounds of the duration, as in `location_scale`: (lower, upper], equal when exact.
    by
        Column with the group; "all" when None.
    cluster
        Column with the family, which the bootstrap draws; the row when None.

    Returns
    -------
    Turnbull
        The nonparametric maximum-likelihood estimate; its mass is exact to 1e-8 of the log-likelihood.

    Raises
    ------
    TableError
        Bounds missing, negative or in the wrong order.

    References
    ----------
    Turnbull 1976, doi:10.1111/j.2517-6161.1976.tb01597.x. Wang 2007 (constrained Newton),
    doi:10.1111/j.1467-9868.2007.00583.x.
    """
    require_columns(frame, [lower, upper, by, cluster])
    low, high = take_bounds(frame, lower, upper)
    groups = take_groups(frame, by) if by is not None else Groups(np.zeros(len(frame), np.int64), pd.Index(["all"]))
    clusters = take_groups(frame, cluster) if cluster is not None else None
    codes = clusters.codes if clusters is not None else np.arange(len(frame))
    supports, tables = {}, []
    total = 0.0
    for code, label in enumerate(groups.labels):
        rows = np.flatnonzero(groups.codes == code)
        support, value = _support(low[rows], high[rows], codes[rows])
        supports[label], total = support, total + value
        held = support.mass > SAME
        left = 1 - np.cumsum(support.mass)
        columns = {"left": support.left, "right": support.right, "mass": support.mass, "survival": left.clip(0.0)}
        tables.append(pd.DataFrame({"group": label} | columns)[held])
    return Turnbull(
        table=pd.concat(tables, ignore_index=True),
        n_rows=len(frame),
        n_events=int(np.isfinite(high).sum()),
        n_clusters=clusters.n if clusters is not None else None,
        log_likelihood=total,
        supports=supports,
    )


def _support(low: Array, high: Array, cluster: np.ndarray) -> tuple[Support, float]:
    """Innermost intervals: a left end directly followed by a right end among all ends in order."""
    pairs, row = np.unique(np.column_stack([low, high]), axis=0, return_inverse=True)
    begins, ends = pairs[:, 0], pairs[:, 1]
    exact = begins == ends
    marks = [(time, 1.0, True) for time in begins[~exact]] + [(time, 0.0, False) for time in ends[~exact]]
    marks += [(time, -1.0, True) for time in begins[exact]] + [(time, -0.5, False) for time in ends[exact]]
    ordered = sorted(set(marks))
    inner = [(one[0], two[0]) for one, two in pairwise(ordered) if one[2] and not two[2]]
    left, right = np.array([a for a, _ in inner]), np.array([b for _, b in inner])
    point = left == right
    above = np.where(
        exact[:, None],
        point & (left >= begins[:, None]),
        np.where(point, left > begins[:, None], left >= begins[:, None]),
    )
    patterns = (above & (right <= ends[:, None])).astype(float)
    weights = np.bincount(row.ravel(), minlength=len(pairs)).astype(float)
    mass, gap = _maximise(patterns, weights)
    value = float(weights @ np.log(patterns @ mass))
    return Support(left, right, patterns, row.ravel(), mass, gap, cluster), value


@dataclass(frozen=True, eq=False)
class _At:
    """The log-likelihood of some masses, and its slope by each."""

    value: float
    mass: Array
    likelihood: Array
    slope: Array


def _maximise(patterns: Array, weights: Array) -> tuple[Array, float]:
    """Constrained Newton: each step aims at the least squares on the simplex that stand for the likelihood nearby."""
    used = weights > 0
    patterns, weights = patterns[used], weights[used]
    n, root = weights.sum(), np.sqrt(weights)

    def evaluate(mass: Array) -> _At:
        likelihood = patterns @ mass
        with np.errstate(divide="ignore", invalid="ignore"):
            return _At(float(weights @ np.log(likelihood)), mass, likelihood, patterns.T @ (weights / likelihood))

    def propose(at: _At) -> tuple[Array, float]:
        gap = float(at.slope.max() - n)
        if gap < CLOSE * n:
            return np.zeros_like(at.mass), gap
        nearer = evaluate(at.mass * at.slope / n)
        chosen = np.flatnonzero((nearer.mass > 1e-12) | (nearer.slope > n * (1 - 1e-3)))
        scaled = root[:, None] * patterns[:, chosen] / nearer.likelihood[:, None]
        heavy = np.vstack([scaled, np.full(len(chosen), 1e4 * np.sqrt(n))])
        aim = np.zeros_like(at.mass)
        aim[chosen] = nnls(heavy, np.append(2 * root, 1e4 * np.sqrt(n)))[0]
        step = aim / aim.sum() - at.mass
        return (step if at.slope @ step > 0 else nearer.mass - at.mass), gap

    even = np.full(patterns.shape[1], 1 / patterns.shape[1])
    found = ascend(even, evaluate, propose, tolerance=CLOSE * n, most=ROUNDS)
    return found.point, float(found.at.slope.max() - n)


def _survive(support: Support, times: Array) -> Array:
    left, right = support.left, np.where(np.isinf(support.right), np.nan, support.right)
    width = np.where(right > left, right - left, 1.0)
    passed = np.clip((times[:, None] - left) / width, 0.0, 1.0)
    passed = np.where(right > left, passed, times[:, None] >= left)
    passed = np.where(np.isinf(support.right), 0.0, passed)
    return 1 - passed @ support.mass


def _reach(mass: Array, share: float) -> int:
    place = int(np.searchsorted(np.cumsum(mass), share - SAME))
    return min(place, len(mass) - 1)


def _ends(support: Support, place: int) -> tuple[float, float]:
    return float(support.left[place]), float(support.right[place])


def _middle(support: Support, place: int) -> float:
    left, right = _ends(support, place)
    return (left + right) / 2


def _range(support: Support, mass: Array) -> float:
    top = _middle(support, _reach(mass, 0.75))
    return top - _middle(support, _reach(mass, 0.25)) if np.isfinite(top) else np.inf
