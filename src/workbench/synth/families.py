"""Families and their parents: one block at a time."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import PARENT_CRITERIA, PREJUDICE, REGIONS, SCHEDULES
from .parameters import Parameters
from .streams import DAYS, SIZE, Block, choose

SHORTEST, LONGEST = 1, 120  # months of exploitation


@dataclass(frozen=True, eq=False)
class Families:
    """One value per family of the block; codes are places in the lists of the contract.

    `exit_month` counts calendar months of the study; `intake` and `exploited` are days; `frailty` has mean 1.
    """

    region: np.ndarray
    exit_month: np.ndarray
    schedule: np.ndarray
    prejudice: np.ndarray
    leaning: np.ndarray
    intake: np.ndarray
    exploited: np.ndarray
    frailty: np.ndarray


@dataclass(frozen=True, eq=False)
class Parents:
    """One value per parent, in the order of families; `number` is 1 for the parent whose exit starts the clock."""

    family: np.ndarray
    number: np.ndarray
    role: np.ndarray
    trafficked: np.ndarray
    exploitation: np.ndarray
    exploited: np.ndarray
    criteria: np.ndarray


def longest_exploited(numbers: Parameters) -> float:
    """Longest exploitation in months; never so long that no child could have been born before it."""
    return min(LONGEST, 12 * numbers.number("children.oldest_at_exit") - 3)


def draw_families(block: Block) -> Families:
    """Draw a block of families."""

    def uniform(purpose: str) -> np.ndarray:
        return block.stream(f"families/{purpose}").random(SIZE)

    def normal(purpose: str) -> np.ndarray:
        return block.stream(f"families/{purpose}").standard_normal(SIZE)

    numbers = block.numbers
    intake = np.exp(numbers.number("families.intake_spread") * normal("intake"))
    intake = np.minimum(numbers.number("families.intake_median") * intake, numbers.number("families.intake_latest"))
    length = np.exp(numbers.number("parents.exploitation_spread") * normal("exploited"))
    length = np.clip(numbers.number("parents.exploitation_median") * length, SHORTEST, longest_exploited(numbers))
    return Families(
        region=(uniform("region") * len(REGIONS)).astype(np.int8),
        exit_month=(uniform("exit") * numbers.number("design.exits_until_month")).astype(np.int64),
        schedule=choose(uniform("schedule"), shares(numbers, "families.visit_schedule", SCHEDULES)),
        prejudice=choose(uniform("prejudice"), shares(numbers, "families.community_prejudice", PREJUDICE)),
        leaning=uniform("leaning") < numbers.number("families.person_to_lean_on"),
        intake=np.floor(intake * DAYS).astype(np.int64),
        exploited=np.round(length * DAYS).astype(np.int64),
        frailty=gamma(block.stream("families/frailty"), numbers.number("setbacks.family_frailty"), SIZE),
    )


def draw_parents(block: Block, families: Families) -> Parents:
    """Draw the parents of a block: one trafficked parent per family, and in some the other parent."""

    def uniform(purpose: str, *more: int) -> np.ndarray:
        return block.stream(f"parents/{purpose}").random((SIZE, 2, *more))

    mother = uniform("mother")[:, :1] < block.numbers.number("parents.mother")
    role = np.where(np.hstack([mother, ~mother]), 0, 1).astype(np.int8)
    there = np.ones((SIZE, 2), dtype=bool)
    there[:, 1] = uniform("other")[:, 1] < block.numbers.number("parents.other_parent")
    trafficked = np.ones((SIZE, 2), dtype=bool)
    trafficked[:, 1] = uniform("trafficked")[:, 1] < block.numbers.number("parents.other_trafficked")
    form = choose(uniform("form"), block.numbers.array("parents.exploitation"))
    form = np.where(trafficked, form, len(block.numbers.by("parents.exploitation"))).astype(np.int8)
    chances = np.array([block.numbers.by("parents.criteria")[code] for code in PARENT_CRITERIA])
    criteria = uniform("criteria", len(PARENT_CRITERIA)) < chances
    length = np.where(trafficked, families.exploited[:, None], -1)
    family, place = np.nonzero(there)
    return Parents(
        family=family,
        number=place + 1,
        role=role[there],
        trafficked=trafficked[there],
        exploitation=form[there],
        exploited=length[there],
        criteria=criteria[there],
    )


def shares(numbers: Parameters, name: str, listed: object) -> np.ndarray:
    """Shares of a parameter in the order of a list of the contract."""
    given = numbers.by(name)
    return np.array([given[code] for code in listed if code in given], dtype=float)  # type: ignore[attr-defined]


def gamma(generator: np.random.Generator, variance: float, size: int) -> np.ndarray:
    """Draw frailties of mean 1; a variance of 0, or too small to tell, leaves every one at 1."""
    if variance < 1e-9:
        return np.ones(size)
    return np.maximum(generator.gamma(1 / variance, variance, size), 1e-12)
