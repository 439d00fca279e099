"""How long a child is followed: assistance, drop-out that informs, the end of the study."""

from dataclasses import dataclass

import numpy as np

from ..model.vocabulary import GROUPS
from .children import Children
from .families import Families
from .streams import DAYS, SIZE, Block

GOALS_MET, LOST, OF_AGE, SIXTY_MONTHS, STUDY_END = range(5)


@dataclass(frozen=True, eq=False)
class FollowUp:
    """One value per child: the last day before closure is considered, why, and the monthly rate of being lost."""

    end: np.ndarray
    reason: np.ndarray
    rate: np.ndarray


def draw_assistance(block: Block, children: Children) -> np.ndarray:
    """Draw the day since exit on which regular assistance ends; siblings share how long it lasts."""
    spread = block.numbers.number("services.assistance_spread") * block.stream("services/assistance").standard_normal(
        SIZE
    )
    lasting = block.numbers.number("services.assistance_median") * np.exp(spread)[children.family]
    return children.entry + np.round(lasting * DAYS).astype(np.int64)


def draw_follow_up(block: Block, families: Families, children: Children, general: np.ndarray) -> FollowUp:
    """Draw when follow-up ends if the case is not closed before.

    Parameters
    ----------
    general
        General latent need of each child, mean 0, SD 1: drop-out depends on it and on the family's frailty.
    """
    of_group = np.array([block.numbers.by("dropout.group")[code] for code in GROUPS])
    rate = block.numbers.number("dropout.monthly_rate") * np.exp(
        of_group[children.group]
        + block.numbers.number("dropout.frailty") * np.log(families.frailty[children.family])
        + block.numbers.number("dropout.need") * general
    )
    wait = block.stream("dropout/wait").exponential(size=len(children))
    with np.errstate(divide="ignore", over="ignore"):
        lost = np.minimum(block.numbers.number("dropout.earliest") + wait / rate, 1e4)
    ends = np.column_stack(
        [
            children.entry + np.round(lost * DAYS),
            children.birth + np.floor(18 * 12 * DAYS),
            np.full(len(children), np.floor(block.numbers.number("design.follow_up_months") * DAYS)),
            np.floor((block.numbers.number("design.study_months") - families.exit_month[children.family]) * DAYS),
        ]
    ).astype(np.int64)
    first = ends.argmin(axis=1)
    return FollowUp(end=ends[np.arange(len(children)), first], reason=(first + LOST).astype(np.int8), rate=rate)
