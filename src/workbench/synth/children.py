"""Children: group, birth, complex-case criteria."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import CHILD_CRITERIA
from ..model.vocabulary import GROUPS
from .families import Families, gamma
from .parameters import Parameters
from .streams import SIZE, Block, choose

LEFT_BEHIND, TRAFFICKED_WITH, BORN_INTO, BORN_AFTER = range(4)
MOST = 5  # children of one family
APART = 280  # days between two births
YEAR = 365.25


@dataclass(frozen=True, eq=False)
class Children:
    """One value per child, in the order of families and birth; `number` counts within the family from 1.

    `birth` and `entry` are days since exit. `frailty` is the child's own, mean 1.
    """

    family: np.ndarray
    number: np.ndarray
    group: np.ndarray
    boy: np.ndarray
    birth: np.ndarray
    entry: np.ndarray
    criteria: np.ndarray
    frailty: np.ndarray

    def __len__(self) -> int:
        return len(self.family)

    @property
    def complexity(self) -> np.ndarray:
        """Number of complex-case criteria of the child."""
        return self.criteria.sum(axis=1)

    @property
    def age_at_exit(self) -> np.ndarray:
        """Years; 0 for a child born after."""
        return np.maximum(-self.birth, 0) / YEAR


def draw_children(block: Block, families: Families) -> Children:
    """Draw the children of a block.

    Birth is uniform over the days that the group allows. Of two births less than 280 days apart, the later is left out.
    """
    shape = (SIZE, MOST)

    def uniform(purpose: str, *more: int) -> np.ndarray:
        return block.stream(f"children/{purpose}").random((*shape, *more))

    count = count_children(block)
    of_group = np.array([block.numbers.by("children.group")[code] for code in GROUPS])
    own = choose(uniform("group"), of_group)
    shared = choose(uniform("family_group")[:, :1], of_group)
    group = np.where(uniform("like") < block.numbers.number("children.like_siblings"), shared, own)
    birth = _births(block.numbers, uniform("birth"), group, families.exploited[:, None])
    birth = np.where(np.arange(MOST) < count[:, None], birth, np.iinfo(np.int64).max)
    order = np.argsort(birth, axis=1, kind="stable")
    birth, group = np.take_along_axis(birth, order, 1), np.take_along_axis(group, order, 1)
    kept = _spaced(birth, count)
    odds = np.array([block.numbers.by("children.criteria")[code] for code in CHILD_CRITERIA])
    shift = np.array([block.numbers.by("children.criteria_of_group")[code] for code in GROUPS])
    with np.errstate(divide="ignore"):
        logit = np.log(odds) - np.log1p(-odds) + shift[group][..., None]
    criteria = uniform("criteria", len(CHILD_CRITERIA)) < 1 / (1 + np.exp(-logit))
    frailty = gamma(block.stream("children/frailty"), block.numbers.number("setbacks.child_frailty"), SIZE * MOST)
    family, _ = np.nonzero(kept)
    return Children(
        family=family,
        number=np.cumsum(kept, axis=1)[kept],
        group=group[kept],
        boy=(uniform("boy") < block.numbers.number("children.boy"))[kept],
        birth=birth[kept],
        entry=np.maximum(np.maximum(birth[kept], 0), families.intake[family]),
        criteria=criteria[kept],
        frailty=frailty.reshape(shape)[kept],
    )


def count_children(block: Block) -> np.ndarray:
    """Children of each family of a block before births too close to another are left out."""
    further = block.stream("children/further").poisson(block.numbers.number("families.further_children"), SIZE)
    return 1 + np.minimum(further, MOST - 1)


def birth_window(numbers: Parameters, group: np.ndarray, exploited: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last day since exit on which a child of the group is born, by the days of exploitation."""
    oldest = -np.round(numbers.number("children.oldest_at_exit") * YEAR)
    begin = -exploited
    first = np.select(
        [group == LEFT_BEHIND, group == TRAFFICKED_WITH, group == BORN_INTO], [oldest, oldest, begin + 1], 0
    )
    last = np.select([group == LEFT_BEHIND, group == TRAFFICKED_WITH, group == BORN_INTO], [begin - 30, begin, -1], 270)
    return first, last


def _births(numbers: Parameters, draw: np.ndarray, group: np.ndarray, exploited: np.ndarray) -> np.ndarray:
    first, last = birth_window(numbers, group, exploited)
    return np.floor(first + draw * (last - first + 1)).astype(np.int64)


def _spaced(birth: np.ndarray, count: np.ndarray) -> np.ndarray:
    kept = np.zeros(birth.shape, dtype=bool)
    last = np.full(len(birth), np.iinfo(np.int64).min // 2)
    for place in range(birth.shape[1]):
        fits = (place < count) & (birth[:, place] - last >= APART)
        kept[:, place] = fits
        last = np.where(fits, birth[:, place], last)
    return kept
