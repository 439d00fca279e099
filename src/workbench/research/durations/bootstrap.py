"""Bootstrap of families: draws as weights, limits as percentiles, and ratios of spread under all draws at once."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import require_columns, take_groups
from ..inference import LEVEL
from .design import prepare
from .newton import fit
from .shapes import Array


def draw_families(n: int, replicates: int, seed: int) -> Array:
    """How often each of n families is drawn, shape (replicates, n)."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), replicates).astype(float)


def percentile_limits(values: Array) -> tuple[float, float]:
    """95 % limits of replicates; infinite ones count as largest, undefined ones not at all; NaN where none is left."""
    kept = np.sort(values[~np.isnan(values)])
    if not len(kept):
        return float("nan"), float("nan")
    low, high = np.quantile(np.arange(len(kept)), [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return float(kept[int(np.floor(low))]), float(kept[int(np.ceil(high))])


def format_limits(value: float, low: float, high: float) -> str:
    """A number with its limits as a reader sees them; what the follow-up does not show is "not reached"."""
    shown, least, most = ("not reached" if np.isnan(x) or np.isinf(x) else f"{x:.1f}" for x in (value, low, high))
    return shown if shown == least == most == "not reached" else f"{shown} ({least} to {most})"


def bootstrap_ratios(
    frame: pd.DataFrame,
    *,
    lower: str,
    upper: str,
    group: str,
    family: str = "lognormal",
    terms: str | Sequence[str] = (),
    cluster: str | None = None,
    entry: str | None = None,
    replicates: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Ratios of scale with percentile limits from a bootstrap of families, all replicates fitted at once.

    Parameters are those of `location_scale`; `replicates` families are drawn with replacement under `seed`.

    Returns
    -------
    DataFrame
        By group: against, ratio, low, high, lost (replicates in which the model has no maximum, left out).

    Raises
    ------
    TableError
        As `location_scale`; or more than one replicate in twenty has no maximum.
    """
    prepared = prepare(frame, lower=lower, upper=upper, group=group, family=family, terms=terms, entry=entry)
    codes, n = np.arange(len(frame)), len(frame)
    if cluster is not None:
        require_columns(frame, [cluster])
        clusters = take_groups(frame, cluster)
        codes, n = clusters.codes, clusters.n
    best = fit(prepared.design).theta[0]
    draws = fit(prepared.design, draw_families(n, replicates, seed)[:, codes], best)
    lost = int((~draws.converged).sum())
    if lost > replicates / 20:
        raise TableError(
            f"column '{group}': {lost} of {replicates} replicates have no maximum. "
            "Merge small groups or use fewer terms."
        )
    labels = prepared.group.labels
    scales = draws.theta[draws.converged][:, -len(labels) :]
    rows = []
    for code in range(1, len(labels)):
        low, high = np.exp(percentile_limits(scales[:, code] - scales[:, 0]))
        ratio = float(np.exp(best[-len(labels) :][code] - best[-len(labels)]))
        rows.append([labels[0], ratio, low, high, lost])
    return pd.DataFrame(
        rows, index=pd.Index(labels[1:], name="group"), columns=["against", "ratio", "low", "high", "lost"]
    )
