"""What a child lived through, and the dated episodes that its group is derived from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..cohort.codes import CARERS, CONTACT, EPISODES, REMITTANCE, TOLD
from .children import BORN_AFTER, BORN_INTO, LEFT_BEHIND, TRAFFICKED_WITH, YEAR, Children
from .families import Families, shares
from .parameters import Parameters
from .streams import DAYS, Block, choose

BORN, SEPARATED, PRESENT, EXPLOITED, TOGETHER = range(len(EPISODES))
OPEN = np.iinfo(np.int64).max
OLD_ENOUGH_TO_BE_TOLD = 3


@dataclass(frozen=True, eq=False)
class Exposure:
    """One value per child; codes are places in the lists of the contract. `apart` is days apart before the exit."""

    apart: np.ndarray
    carer: np.ndarray
    contact: np.ndarray
    remittance: np.ndarray
    told: np.ndarray
    exploited: np.ndarray
    sent_away: np.ndarray
    first_left_behind: np.ndarray
    part: np.ndarray
    reunited: np.ndarray

    @property
    def hostile_story(self) -> np.ndarray:
        """Was told that the parent left it behind, or something shaming."""
        listed = list(TOLD)
        return np.isin(self.told, [listed.index("abandoned"), listed.index("immoral")])

    @property
    def institution_or_alone(self) -> np.ndarray:
        """Nobody steady while apart, or an institution."""
        listed = list(CARERS)
        return np.isin(self.carer, [listed.index("institution"), listed.index("alone")])

    @property
    def no_contact(self) -> np.ndarray:
        """No contact while apart."""
        return self.contact == list(CONTACT).index("none")

    @property
    def no_remittance(self) -> np.ndarray:
        """No money came while apart."""
        return self.remittance == list(REMITTANCE).index("none")


def draw_exposure(block: Block, families: Families, children: Children) -> Exposure:
    """Draw what the children of a block lived through; `reunited` is the day of coming together again, or `OPEN`."""
    n = len(children)

    def uniform(purpose: str) -> np.ndarray:
        return block.stream(f"exposure/{purpose}").random(n)

    def chance(purpose: str, among: np.ndarray) -> np.ndarray:
        return among & (uniform(purpose) < block.numbers.number(f"exposure.{purpose}"))

    length = families.exploited[children.family]
    first_left = chance("first_left_behind", children.group == TRAFFICKED_WITH)
    away = chance("sent_away", (children.group == BORN_INTO) & (children.birth < -60))
    part = 0.2 + 0.6 * uniform("part")
    apart = np.select(
        [children.group == LEFT_BEHIND, first_left, away],
        [length, np.floor(length * part), np.floor(-children.birth * part)],
        0,
    ).astype(np.int64)
    separated = apart > 0
    stayed = (children.group == LEFT_BEHIND) & (uniform("reunited") >= block.numbers.number("exposure.reunited"))
    wait = block.stream("exposure/wait").exponential(block.numbers.number("exposure.reunion_months") * DAYS, n)
    wait = np.floor(np.minimum(wait, 730)).astype(np.int64)
    back = np.where(children.group == LEFT_BEHIND, wait, 0)

    def code(name: str, listed: Mapping[str, str], asked: np.ndarray) -> np.ndarray:
        drawn = choose(uniform(name), shares(block.numbers, f"exposure.{name}", listed))
        return np.where(asked, drawn, len(listed) - 1).astype(np.int8)

    return Exposure(
        apart=apart,
        carer=code("carer", CARERS, separated),
        contact=_by_name(block.numbers, "contact", CONTACT, uniform("contact"), separated),
        remittance=_by_name(block.numbers, "remittance", REMITTANCE, uniform("remittance"), separated),
        told=code("told", TOLD, separated & (-children.birth >= OLD_ENOUGH_TO_BE_TOLD * YEAR)),
        exploited=chance("exploited_itself", children.group == TRAFFICKED_WITH),
        sent_away=away,
        first_left_behind=first_left,
        part=part,
        reunited=np.where(stayed, OPEN, back),
    )


def _by_name(
    numbers: Parameters, name: str, listed: Mapping[str, str], draw: np.ndarray, asked: np.ndarray
) -> np.ndarray:
    return np.where(asked, choose(draw, shares(numbers, f"exposure.{name}", listed)), len(listed) - 1).astype(np.int8)


def list_episodes(families: Families, children: Children, exposure: Exposure) -> dict[str, np.ndarray]:
    """Write a child's life as dated stretches: child (place), kind, start and end in days; an open end is `OPEN`."""
    begin = -families.exploited[children.family]
    group, birth = children.group, children.birth
    apart_from = np.select([group == LEFT_BEHIND, exposure.first_left_behind], [begin, begin], -exposure.apart)
    fetched = begin + exposure.apart
    there_from = np.select([exposure.first_left_behind, group == TRAFFICKED_WITH], [fetched, begin], birth)
    there_to = np.where(exposure.sent_away, -exposure.apart, 0)
    apart_to = np.select([group == LEFT_BEHIND, exposure.first_left_behind], [exposure.reunited, fetched], 0)
    was_there = np.isin(group, (TRAFFICKED_WITH, BORN_INTO)) & (there_to > there_from)
    together_from = np.select([group == LEFT_BEHIND, group == BORN_AFTER], [exposure.reunited, birth], 0)
    rows = [
        (np.ones(len(children), dtype=bool), BORN, birth, birth),
        (exposure.apart > 0, SEPARATED, apart_from, apart_to),
        (was_there, PRESENT, there_from, there_to),
        (exposure.exploited & was_there, EXPLOITED, there_from, there_to),
        (exposure.reunited != OPEN, TOGETHER, together_from, np.full(len(children), OPEN)),
    ]
    child = np.concatenate([np.flatnonzero(holds) for holds, *_ in rows])
    kind = np.concatenate([np.full(holds.sum(), code, dtype=np.int8) for holds, code, *_ in rows])
    start = np.concatenate([first[holds] for holds, _, first, _ in rows])
    end = np.concatenate([last[holds] for holds, _, _, last in rows])
    order = np.lexsort((kind, start, child))
    return {"child": child[order], "kind": kind[order], "start": start[order], "end": end[order]}
