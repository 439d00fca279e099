"""One comparison: a planted number, what was found, and the Monte-Carlo error of what was found."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..parameters import Parameters

REFERENCE = "left_behind"


@dataclass(frozen=True, slots=True)
class Line:
    """`error` is the standard error of `found` over cohorts; `n` counts what was looked at."""

    parameter: str
    key: str
    planted: float
    found: float
    error: float
    n: int


def tabulate(parts: Mapping[str, Iterable[Line]]) -> pd.DataFrame:
    """One row per comparison, with z: how many errors what was found lies from what was planted."""
    table = pd.DataFrame([{"part": part, **asdict(line)} for part, lines in parts.items() for line in lines])
    away = table["found"] - table["planted"]
    with np.errstate(divide="ignore", invalid="ignore"):
        table["z"] = np.where(away.abs() < 1e-9, 0.0, away / table["error"])
    return table


def code_lines(parameter: str, codes: pd.Series, planted: Mapping[str, float]) -> Iterator[Line]:
    """Compare the share of every code."""
    for key, share in planted.items():
        yield from share_line(parameter, key, share, codes == key)


def share_line(parameter: str, key: str, planted: float, holds: Any) -> Iterator[Line]:
    """Compare the share of independent yes or no; the error is that of the planted share.

    A share of none or of all that is met leaves nothing to compare.
    """
    n = len(holds)
    if n and not (planted in (0, 1) and np.all(np.asarray(holds) == planted)):
        yield Line(parameter, key, planted, float(np.mean(holds)), float(np.sqrt(planted * (1 - planted) / n)), n)


def mean_line(
    parameter: str, key: str, planted: float, values: Any, clusters: Any = None, *, per: float = 1.0
) -> Iterator[Line]:
    """Compare a mean, divided by `per`; with clusters, the error allows for their members being alike."""
    values = np.asarray(values, dtype=float)
    if len(values) > 1:
        error = mean_error(values, clusters)
        yield Line(parameter, key, planted, float(values.mean()) / per, error / per, len(values))


def mean_error(values: np.ndarray, clusters: Any = None) -> float:
    """Standard error of a mean: deviations are summed within clusters first."""
    away = values - values.mean()
    if clusters is not None:
        away = np.bincount(pd.factorize(clusters)[0], weights=away)
    return float(np.sqrt(np.square(away).sum()) / len(values))


def fit_lines(terms: Mapping[str, tuple[str, str, float]], fitted: Any, n: int) -> Iterator[Line]:
    """Compare the coefficients of a fitted statsmodels model; terms map its columns to parameter, key, planted."""
    for column, (parameter, key, planted) in terms.items():
        yield Line(parameter, key, planted, float(fitted.params[column]), float(fitted.bse[column]), n)


def pair_up(frame: pd.DataFrame, by: Hashable) -> tuple[np.ndarray, np.ndarray]:
    """Places of both members of every pair of rows that share a value of `by`; each pair once."""
    place = pd.Series(np.arange(len(frame)), index=frame.index)
    both = pd.DataFrame({"by": frame[by], "place": place})
    pairs = both.merge(both, on="by")
    pairs = pairs[pairs["place_x"] < pairs["place_y"]]
    return pairs["place_x"].to_numpy(), pairs["place_y"].to_numpy()


def contrast(numbers: Parameters, name: str, group: str) -> float:
    """Planted number of a group against that of the reference group."""
    return numbers.by(name)[group] - numbers.by(name)[REFERENCE]


def log_rate(numbers: Parameters, part: str) -> float:
    """Planted log of the monthly rate in the reference group."""
    return float(np.log(numbers.number(f"{part}.monthly_rate"))) + numbers.by(f"{part}.group")[REFERENCE]
