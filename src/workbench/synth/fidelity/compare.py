"""All comparisons of a cohort with its numbers, as one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from ...cohort.frames import Cohort
from ...errors import UnknownName
from ..parameters import DEFAULT, read_parameters
from .answers import compare_missing, compare_ratings
from .contacts import compare_services, compare_visits
from .exposure import compare_exposure
from .homes import compare_homes
from .known import Known
from .lines import Line, tabulate
from .needs import compare_lasting, compare_needs, compare_strengths
from .people import compare_children, compare_families
from .setbacks import compare_setbacks
from .stays import compare_drop_out, compare_ended_stays, compare_stays

PARTS: Mapping[str, Callable[[Known], Iterator[Line]]] = {
    "families": compare_families,
    "children": compare_children,
    "exposure": compare_exposure,
    "lasting needs": compare_lasting,
    "moves of needs": compare_needs,
    "strengths": compare_strengths,
    "setbacks": compare_setbacks,
    "stages as drawn": compare_stays,
    "stages as ended": compare_ended_stays,
    "drop-out": compare_drop_out,
    "visits": compare_visits,
    "services": compare_services,
    "homes": compare_homes,
    "ratings": compare_ratings,
    "missing answers": compare_missing,
}


def compare(cohort: Cohort, scenario: str | Path = DEFAULT, parts: Iterable[str] | None = None) -> pd.DataFrame:
    """Compare what a cohort holds with the numbers it was drawn from.

    Parameters
    ----------
    cohort
        From `synthesise`, with its truth and all tables that the parts read.
    scenario
        The one it was drawn from.
    parts
        Some of `PARTS`; all when None.

    Returns
    -------
    DataFrame
        One row per comparison: part, parameter, key, planted, found, error (standard error of `found` over cohorts),
        n (what was looked at), z = (found - planted) / error.

    Raises
    ------
    UnknownName
        No such part.
    TableError
        The cohort carries no truth.
    """
    wanted = list(PARTS) if parts is None else list(parts)
    if strange := [part for part in wanted if part not in PARTS]:
        raise UnknownName(f"fidelity: no part {strange[0]!r}; there are: {', '.join(PARTS)}.")
    known = Known(cohort, read_parameters(scenario))
    return tabulate({part: PARTS[part](known) for part in wanted})


def worst(compared: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """The comparisons that lie furthest off, with the chance that the furthest of as many lies as far off."""
    ordered = compared.loc[compared["z"].abs().sort_values(ascending=False, kind="stable").index].head(count)
    single = 2 * stats.norm.sf(ordered["z"].abs())
    return ordered.assign(chance_among_all=-np.expm1(len(compared) * np.log1p(-single)))


def count_misses(compared: pd.DataFrame, limits: Iterable[float] = (1.96, 2.58, 3.29)) -> pd.DataFrame:
    """Count comparisons beyond each limit beside what chance alone puts there, and the spread of z, by part."""
    limits = list(limits)
    rows = {}
    for part, z in [*compared.groupby("part", sort=False)["z"], ("all", compared["z"])]:
        beyond = {f"|z| > {limit:g}": int((z.abs() > limit).sum()) for limit in limits}
        expected = {f"expected {limit:g}": round(float(len(z) * 2 * stats.norm.sf(limit)), 1) for limit in limits}
        rows[part] = {"comparisons": len(z), **beyond, **expected, "mean z": z.mean(), "SD of z": z.std()}
    return pd.DataFrame.from_dict(rows, orient="index")
