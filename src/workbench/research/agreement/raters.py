"""How far raters agree: weighted kappa of two, intraclass correlations of several."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError
from workbench.research import gate, inference
from workbench.research.results import Result


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Agreement(Result):
    """A coefficient of agreement or reliability.

    Attributes
    ----------
    table
        What the coefficient rests on: counts by rater (kappa), items (alpha, omega), the six forms (icc).
    estimate, se, low, high
        The coefficient with 95 % limits; missing where no sound one is known.
    """

    estimate: float
    se: float = np.nan
    low: float = np.nan
    high: float = np.nan


def weighted_kappa(
    a: pd.Series | np.ndarray, b: pd.Series | np.ndarray, *, weights: Literal["linear", "quadratic"] | None
) -> Agreement:
    """Cohen's kappa of two raters, disagreements weighted by their distance in categories.

    Parameters
    ----------
    a, b
        The ratings, in the same order of targets. Categories are taken in sorted order; a Categorical keeps its own
        order and its unused categories, which count for the distance.
    weights
        "linear" or "quadratic" distance; None: all disagreements alike.

    Returns
    -------
    Agreement
        With the asymptotic standard error that does not assume kappa = 0, and normal limits.

    Raises
    ------
    TableError
        Lengths differ, a rating is missing, or all ratings fall into one category.

    References
    ----------
    Fleiss, Cohen & Everitt 1969, doi:10.1037/h0028106
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    if weights not in {"linear", "quadratic", None}:
        raise TableError(f"weights: found '{weights}'; allowed: 'linear', 'quadratic', None. Choose one of them.")
    if len(a) != len(b):
        raise TableError(f"b: {len(b)} ratings, a has {len(a)}. Give one rating of each target by both raters.")
    first, second = pd.Series(a).reset_index(drop=True), pd.Series(b).reset_index(drop=True)
    both = pd.DataFrame({"a": first, "b": second})
    gate.require_columns(both, ["a", "b"])
    gate.refuse_missing(both, "a")
    gate.refuse_missing(both, "b")
    if isinstance(first.dtype, pd.CategoricalDtype):
        levels = list(first.cat.categories)
        foreign = ~second.isin(levels).to_numpy()
        gate.refuse_rows(
            both, foreign, "column 'b'", "a category that a does not have", "Give both the same categories."
        )
    else:
        levels = sorted(set(first) | set(second))
    if len(set(first) | set(second)) < 2:
        raise TableError("a, b: all ratings fall into one category, so chance alone agrees fully. Report the counts.")
    counts = pd.crosstab(
        pd.Categorical(first, categories=levels), pd.Categorical(second, categories=levels), dropna=False
    ).reindex(index=levels, columns=levels, fill_value=0)
    one_sided = [name for name, ratings in (("a", first), ("b", second)) if ratings.nunique() == 1]
    if one_sided:
        note = f"Rater {one_sided[0]} used one category only; kappa is then 0 whatever the other did."
        return Agreement(table=counts, n_rows=len(both), estimate=0.0, note=note)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = cohens_kappa(counts.to_numpy(), wt=weights)
    return Agreement(
        table=counts.rename_axis(index="a", columns="b"),
        n_rows=len(both),
        estimate=float(found.kappa),
        se=float(found.std_kappa),
        low=float(found.kappa_low),
        high=float(found.kappa_upp),
    )


def icc(frame: pd.DataFrame, *, target: Hashable, rater: Hashable, rating: Hashable) -> Agreement:
    """Intraclass correlations of ratings: every target rated once by every rater.

    Parameters
    ----------
    frame
        One row per target and rater.
    target, rater, rating
        Columns.

    Returns
    -------
    Agreement
        `estimate` is the absolute agreement of a single rater, raters taken as a sample (ICC(2,1)). The table is
        indexed by form, ICC(1,1) to ICC(3,k): estimate, low, high, F, df1, df2, p.

    Raises
    ------
    TableError
        A value is missing, a target lacks a rater or has one twice, or there are fewer than two of either.

    References
    ----------
    Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420
    """
    gate.require_columns(frame, [target, rater, rating])
    targets, raters = gate.take_groups(frame, target), gate.take_groups(frame, rater)
    values = gate.take_numbers(frame, rating)
    n, k = targets.n, raters.n
    if n < 2 or k < 2:
        raise TableError(f"column '{rater}': {n} targets and {k} raters. At least two of each are needed.")
    wrong = frame.duplicated([target, rater]).to_numpy()
    gate.refuse_rows(frame, wrong, f"column '{rater}'", "rated this target before", "Keep one rating of each rater.")
    if len(frame) != n * k:
        raise TableError(f"column '{rater}': not every target has every rater. Keep those rated by all, and say so.")
    table = np.empty((n, k))
    table[targets.codes, raters.codes] = values
    forms = _shrout_fleiss(table)
    chosen = forms.loc["ICC(2,1)"]
    return Agreement(
        table=forms,
        n_rows=len(frame),
        n_clusters=n,
        estimate=float(chosen["estimate"]),
        low=float(chosen["low"]),
        high=float(chosen["high"]),
    )


def _shrout_fleiss(table: np.ndarray) -> pd.DataFrame:
    n, k = table.shape
    grand = table.mean()
    between = k * np.square(table.mean(axis=1) - grand).sum() / (n - 1)
    judges = n * np.square(table.mean(axis=0) - grand).sum() / (k - 1)
    within = np.square(table - table.mean(axis=1, keepdims=True)).sum() / (n * (k - 1))
    residual = (within * n * (k - 1) - judges * (k - 1)) / ((n - 1) * (k - 1))
    upper = 0.5 + inference.LEVEL / 2
    f1, f3 = between / within, between / residual
    df, df1, df3 = n - 1, n * (k - 1), (n - 1) * (k - 1)
    low1, high1 = f1 / stats.f.ppf(upper, df, df1), f1 * stats.f.ppf(upper, df1, df)
    low3, high3 = f3 / stats.f.ppf(upper, df, df3), f3 * stats.f.ppf(upper, df3, df)
    icc2 = (between - residual) / (between + (k - 1) * residual + k * (judges - residual) / n)
    ratio = judges / residual
    weight = n * (1 + (k - 1) * icc2) - k * icc2
    v = (k - 1) * (n - 1) * (k * icc2 * ratio + weight) ** 2 / ((n - 1) * k**2 * icc2**2 * ratio**2 + weight**2)
    lower_f, upper_f = stats.f.ppf(upper, n - 1, v), stats.f.ppf(upper, v, n - 1)
    shared = k * judges + (k * n - k - n) * residual
    low2 = n * (between - lower_f * residual) / (lower_f * shared + n * between)
    high2 = n * (upper_f * between - residual) / (shared + n * upper_f * between)
    many = lambda single: single * k / (1 + single * (k - 1))
    one = lambda f: (f - 1) / (f + k - 1)
    rows = {
        "ICC(1,1)": (one(f1), one(low1), one(high1), f1, df1),
        "ICC(2,1)": (icc2, low2, high2, f3, df3),
        "ICC(3,1)": (one(f3), one(low3), one(high3), f3, df3),
        "ICC(1,k)": (1 - 1 / f1, 1 - 1 / low1, 1 - 1 / high1, f1, df1),
        "ICC(2,k)": (many(icc2), many(low2), many(high2), f3, df3),
        "ICC(3,k)": (1 - 1 / f3, 1 - 1 / low3, 1 - 1 / high3, f3, df3),
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "low", "high", "F", "df2"])
    frame.insert(4, "df1", df)
    frame["p"] = stats.f.sf(frame["F"], frame["df1"], frame["df2"])
    return frame.rename_axis(index="form")
