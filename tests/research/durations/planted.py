"""Spells of siblings whose spread, likeness, censoring and visits are planted."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "family"}
SIZES = (1, 2, 3)
MEDIAN = 9.0
SD = 0.5
LATER = 0.3
LOCATION_SHIFT, ILLNESS, FAMILY_SD, CHILD_SD = 0.3, 0.5, 0.3, np.array([0.3, 0.4, 0.5])
VARIANCES = {
    "group": LOCATION_SHIFT**2 * 2 / 3,
    "complexity": ILLNESS**2 / 4,
    "family": FAMILY_SD**2,
    "child": float(np.mean(CHILD_SD**2)),
}
PARTS = {part: variance / sum(VARIANCES.values()) for part, variance in VARIANCES.items()}


@dataclass(frozen=True)
class Plan:
    """What is planted. `siblings` are in one group ("within") or spread over all groups ("across")."""

    per_group: int
    likeness: float
    siblings: Literal["within", "across"]
    censored: float
    ratio: float = 1.0
    groups: int = 2
    shape: Literal["lognormal", "weibull", "loglogistic"] = "lognormal"
    months_between_visits: float = 0.0


def draw_spells(plan: Plan, rng: np.random.Generator) -> pd.DataFrame:
    """Families of one, two and three children; every later group has a longer median, the last the wider spread."""
    n = plan.per_group * plan.groups
    family = _families(n, rng) if plan.siblings == "across" else _families_by_group(plan, rng)
    group = np.arange(n) % plan.groups if plan.siblings == "across" else np.repeat(range(plan.groups), plan.per_group)
    shared, own = rng.normal(size=n)[family], rng.normal(size=n)
    z = np.sqrt(plan.likeness) * shared + np.sqrt(1 - plan.likeness) * own
    sd = np.where(group == plan.groups - 1, SD * plan.ratio, SD)
    months = np.exp(np.log(MEDIAN) + LATER * group + sd * _standard(plan.shape, z))
    stop = rng.exponential(follow_up(plan), n)
    lower, upper = np.minimum(months, stop), np.where(months <= stop, months, np.inf)
    if plan.months_between_visits:
        lower, upper = between_visits(months, stop, plan.months_between_visits, rng)
    return pd.DataFrame({"lower": lower, "upper": upper, "group": group, "family": family})


def draw_parts(rng: np.random.Generator, months_between_visits: float, n: int = 300) -> pd.DataFrame:
    """Children of three groups of one size, half of each ill, in families that differ: the shares of `PARTS`."""
    family, order = _families(n, rng), rng.permutation(n)
    group, ill = order % 3, order // 3 % 2
    log_months = np.log(MEDIAN) + LOCATION_SHIFT * (group - 1) + ILLNESS * (ill - 0.5)
    log_months = log_months + FAMILY_SD * rng.normal(size=n)[family] + CHILD_SD[group] * rng.normal(size=n)
    months, stop = np.exp(log_months), rng.exponential(25, n)
    lower, upper = np.minimum(months, stop), np.where(months <= stop, months, np.inf)
    if months_between_visits:
        lower, upper = between_visits(months, stop, months_between_visits, rng)
    return pd.DataFrame({"lower": lower, "upper": upper, "group": group, "ill": ill, "family": family})


def between_visits(
    months: np.ndarray, stop: np.ndarray, apart: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of durations whose end is seen at the next visit; each child has a first visit of its own."""
    first = rng.uniform(0, apart, len(months))
    before = np.maximum(first + apart * np.floor((months - first) / apart), 0.0)
    after = first + apart * np.ceil((months - first) / apart)
    last = np.maximum(first + apart * np.floor((stop - first) / apart), 0.0)
    return np.where(after <= stop, before, last), np.where(after <= stop, after, np.inf)


def follow_up(plan: Plan) -> float:
    """Mean of exponential follow-up that leaves the planted share of spells unfinished."""
    z = np.linspace(-4, 4, 801)
    weight = stats.norm.pdf(z) / stats.norm.pdf(z).sum()
    sd = np.full(plan.groups, SD)
    sd[-1] *= plan.ratio
    log_months = np.log(MEDIAN) + LATER * np.arange(plan.groups) + sd * _standard(plan.shape, z)[:, None]
    return brentq(lambda mean: (weight @ -np.expm1(-np.exp(log_months) / mean)).mean() - plan.censored, 1, 10_000)


def _standard(shape: str, z: np.ndarray) -> np.ndarray:
    """Normal values turned to another shape of SD one, mean where the shape has it; likeness stays that of ranks."""
    if shape == "lognormal":
        return z
    known = {"weibull": stats.gumbel_l, "loglogistic": stats.logistic}[shape]
    return known.ppf(stats.norm.cdf(z)) / known.std()


def _families(n: int, rng: np.random.Generator) -> np.ndarray:
    """Family of each of n children, sizes in random order."""
    sizes = rng.permutation(np.resize(SIZES, n))
    return np.repeat(np.arange(n), sizes)[:n]


def _families_by_group(plan: Plan, rng: np.random.Generator) -> np.ndarray:
    families = np.empty(0, dtype=int)
    for _ in range(plan.groups):
        families = np.append(families, _families(plan.per_group, rng) + families.max(initial=-1) + 1)
    return families
