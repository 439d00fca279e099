"""At which visits the instrument is filled in: intake, set months since exit, and after setbacks."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import OCCASIONS
from .children import YEAR, Children
from .streams import DAYS, Block
from .visits import CRISIS, Visits

AT_MONTHS = {"month_6": 6, "month_12": 12, "month_24": 24, "month_36": 36, "month_60": 60}
EARLY, LATE = 0.5, 3.0  # months before and after, within which a visit counts for a set month
INTAKE, AFTER_SETBACK = 0, len(OCCASIONS) - 1


@dataclass(frozen=True, eq=False)
class Assessments:
    """One value per assessment, in the order of child and day; `number` counts within the child from 1."""

    child: np.ndarray
    number: np.ndarray
    day: np.ndarray
    occasion: np.ndarray
    stage: np.ndarray
    group: np.ndarray
    age: np.ndarray
    crisis: np.ndarray
    of_concern: np.ndarray

    def __len__(self) -> int:
        return len(self.child)


def choose_assessments(block: Block, children: Children, visits: Visits) -> Assessments:
    """Choose the visits of a block at which the instrument is filled in.

    A set month is met by the first visit from half a month before it to three months after it.
    """
    first = np.ones(len(visits.child), dtype=bool)
    first[1:] = visits.child[1:] != visits.child[:-1]
    occasion = np.full(len(visits.child), -1, dtype=np.int8)
    draws = block.stream("assessments/setback").random(len(occasion))
    again = draws < block.numbers.number("visits.rated_after_setback")
    occasion[again & (visits.kind == CRISIS)] = AFTER_SETBACK
    month = visits.day / DAYS
    for place, code in enumerate(OCCASIONS):
        if code in AT_MONTHS:
            fits = np.flatnonzero((month >= AT_MONTHS[code] - EARLY) & (month < AT_MONTHS[code] + LATE))
            _, earliest = np.unique(visits.child[fits], return_index=True)
            occasion[fits[earliest]] = place
    occasion[first] = INTAKE
    at = np.flatnonzero(occasion >= 0)
    child = visits.child[at]
    age = np.floor((visits.day[at] - children.birth[child]) / YEAR).astype(np.int64)
    return Assessments(
        child=child,
        number=np.arange(len(at)) - np.searchsorted(child, child) + 1,
        day=visits.day[at],
        occasion=occasion[at],
        stage=visits.stage[at],
        group=children.group[child],
        age=age,
        crisis=visits.kind[at] == CRISIS,
        of_concern=visits.of_concern[at],
    )
