"""Setbacks: recurrent events with frailty of family and child, shared shocks, and the end of assistance."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import REGIONS, SETBACKS
from ..model.vocabulary import GROUPS
from .children import YEAR, Children
from .exposure import Exposure
from .families import Families
from .parameters import Parameters
from .streams import DAYS, Block, choose, stream

NONE = -1
SCHOOL_AGE = 6


@dataclass(frozen=True, eq=False)
class Setbacks:
    """One value per event, in the order of child and day; `second` is a second type of the same day, or -1."""

    child: np.ndarray
    day: np.ndarray
    type: np.ndarray
    second: np.ndarray
    derails: np.ndarray

    def __len__(self) -> int:
        return len(self.child)

    def only(self, chosen: np.ndarray) -> "Setbacks":
        """The events that are chosen."""
        return Setbacks(*(values[chosen] for values in vars(self).values()))


def draw_shocks(numbers: Parameters, seed: int) -> np.ndarray:
    """Draw for every region and calendar month of the study whether a shock lasts; hangs on seed, region and month."""
    span = int(numbers.number("design.study_months")) + 1
    lasting = int(numbers.number("setbacks.shock_months"))
    begins = np.array([stream(seed, f"shocks/{code}").random(span) for code in REGIONS])
    begins = begins < numbers.number("setbacks.shock_chance")
    lasts = begins.copy()
    for later in range(1, lasting):
        lasts[:, later:] |= begins[:, :-later]
    return lasts


def log_rates(numbers: Parameters, families: Families, children: Children, exposure: Exposure) -> np.ndarray:
    """Log of the monthly rate of each child by its covariates, long after exit, at frailty 1."""
    of_group = np.array([numbers.by("setbacks.group")[code] for code in GROUPS])
    return (
        np.log(numbers.number("setbacks.monthly_rate"))
        + of_group[children.group]
        + numbers.number("setbacks.criterion") * children.complexity
        + numbers.number("setbacks.prejudice") * families.prejudice[children.family]
        + numbers.number("setbacks.person_to_lean_on") * families.leaning[children.family]
        + numbers.number("setbacks.age") * (children.age_at_exit - 9)
        + numbers.number("setbacks.institution_or_alone") * exposure.institution_or_alone
    )


def draw_setbacks(
    block: Block,
    families: Families,
    children: Children,
    exposure: Exposure,
    *,
    assistance_end: np.ndarray,
    shocks: np.ndarray,
    until: np.ndarray,
) -> Setbacks:
    """Draw all events from exit to the longest follow-up; those after entry and up to the day `until` are kept.

    The rate is constant within a month since exit: covariates × frailties × early excess × shock × end of assistance.
    """
    span = int(block.numbers.number("design.follow_up_months")) + 1
    month = np.arange(span)
    calendar = np.minimum(families.exit_month[children.family][:, None] + month, shocks.shape[1] - 1)
    shocked = shocks[families.region[children.family][:, None], calendar]
    since = month - np.ceil(assistance_end / DAYS)[:, None]
    ended = (since >= 0) & (since < block.numbers.number("setbacks.assistance_ended_months"))
    log_rate = log_rates(block.numbers, families, children, exposure)[:, None] + (
        block.numbers.number("setbacks.early") * np.exp(-(month + 0.5) / block.numbers.number("setbacks.early_fades"))
        + block.numbers.number("setbacks.shock") * shocked
        + block.numbers.number("setbacks.assistance_ended") * ended
    )
    frailty = children.frailty * families.frailty[children.family]
    counts = block.stream("setbacks/counts").poisson(frailty[:, None] * np.exp(log_rate))
    child, at = np.nonzero(counts)
    repeats = counts[child, at]
    child, at = np.repeat(child, repeats), np.repeat(at, repeats)
    day = np.floor((at + block.stream("setbacks/day").random(len(child))) * DAYS).astype(np.int64)
    order = np.argsort(child * (1 << 20) + day, kind="stable")
    child, at, day = child[order], at[order], day[order]
    first = np.ones(len(child), dtype=bool)
    first[1:] = (child[1:] != child[:-1]) | (day[1:] != day[:-1])
    child, at, day = child[first], at[first], day[first]
    inside = (day > children.entry[child]) & (day <= until[child])
    child, at, day = child[inside], at[inside], day[inside]
    kind, second = _types(block, children, child, day, inside, ended=ended[child, at], shocked=shocked[child, at])
    chance = _set_back(block.numbers, families.leaning[children.family[child]])
    derails = block.stream("setbacks/derails").random(len(inside))[inside] < chance
    return Setbacks(child=child, day=day, type=kind, second=second, derails=derails)


def _types(
    block: Block,
    children: Children,
    child: np.ndarray,
    day: np.ndarray,
    inside: np.ndarray,
    *,
    ended: np.ndarray,
    shocked: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Types of the events inside follow-up; numbers are drawn for every event, so that follow-up shifts none."""

    def uniform(purpose: str) -> np.ndarray:
        return block.stream(f"setbacks/{purpose}").random(len(inside))[inside]

    listed = list(SETBACKS)
    weights = np.tile([block.numbers.by("setbacks.type")[code] for code in listed], (len(child), 1))
    weights[~ended, listed.index("end_of_assistance")] = 0
    weights[shocked, listed.index("external_crisis")] = block.numbers.number("setbacks.crisis_type")
    weights[(day - children.birth[child]) / YEAR < SCHOOL_AGE, listed.index("school")] = 0
    kind = choose(uniform("type"), weights)
    second = np.full(len(child), NONE, dtype=np.int8)
    two = np.flatnonzero(uniform("two") < block.numbers.number("setbacks.second_type"))
    weights = weights[two]
    weights[np.arange(len(two)), kind[two]] = 0
    second[two] = choose(uniform("second")[two], weights)
    return kind, second


def _set_back(numbers: Parameters, leaning: np.ndarray) -> np.ndarray:
    share = numbers.number("setbacks.set_back")
    if share in (0, 1):
        return np.full(len(leaning), share)
    logit = np.log(share / (1 - share)) + numbers.number("setbacks.set_back_lean") * leaning
    return 1 / (1 + np.exp(np.minimum(-logit, 700.0)))
