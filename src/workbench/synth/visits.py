"""When a child is seen: planned visits, visits because of a setback, the last contact; and the stages as seen then."""

from dataclasses import dataclass

import numpy as np

from .children import Children
from .families import Families
from .setbacks import Setbacks
from .stages import BACKWARD, CENSORED, FORWARD, SPAN, Spells
from .streams import DAYS, Block

SCHEDULED, CRISIS = range(2)
WEEK, HALF_YEAR = 7 / DAYS, 6.0


@dataclass(frozen=True, eq=False)
class Visits:
    """One value per visit, in the order of child and day."""

    child: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    stage: np.ndarray
    of_concern: np.ndarray


def planned_months(schedule: str, longest: float) -> tuple[np.ndarray, np.ndarray]:
    """Planned months since entry of one schedule, and the interval before each."""
    if schedule == "six_monthly":
        steps = [(0.0, longest, HALF_YEAR)]
    else:
        near = WEEK if schedule == "weekly" else 1.0
        steps = [(0.0, 12.0, near), (12.0, 36.0, 1.0), (36.0, longest, HALF_YEAR)]
    at = np.concatenate([np.arange(first + step, last + 1e-9, step) for first, last, step in steps])
    return at, np.concatenate([np.full(len(np.arange(a + s, b + 1e-9, s)), s) for a, b, s in steps])


def draw_visits(
    block: Block, families: Families, children: Children, setbacks: Setbacks, spells: Spells, *, end: np.ndarray
) -> Visits:
    """Draw every visit of a block: on the day of entry, as planned, after setbacks, and the day before follow-up ends.

    Parameters
    ----------
    setbacks
        Those within follow-up.
    end
        Day on which follow-up ends, of each child.
    """
    n, numbers = len(children), block.numbers
    longest = numbers.number("design.follow_up_months")
    child = [np.arange(n), np.arange(n)]
    day = [children.entry, end - 1]
    for place, schedule in enumerate(numbers.by("families.visit_schedule")):
        at, interval = planned_months(schedule, longest)
        members = np.flatnonzero(families.schedule[children.family] == place)
        draws = block.stream(f"visits/{schedule}").random((2, n, len(at)))[:, members]
        shifted = at + (2 * draws[0] - 1) * numbers.number("visits.jitter") * interval
        planned = children.entry[members, None] + np.round(shifted * DAYS).astype(np.int64)
        held = (draws[1] >= numbers.number("visits.missed")) & (planned < end[members, None] - 1)
        row, column = np.nonzero(held)
        child.append(members[row])
        day.append(planned[row, column])
    seen = block.stream("visits/after_setback").random(len(setbacks)) < numbers.number("visits.after_setback")
    wait = block.stream("visits/delay").exponential(numbers.number("visits.delay"), len(setbacks))
    because = setbacks.day + np.floor(wait).astype(np.int64)
    seen &= because < end[setbacks.child]
    crisis = np.repeat([SCHEDULED, CRISIS], [sum(map(len, child)), seen.sum()])
    child.append(setbacks.child[seen])
    day.append(because[seen])
    children_of, days = np.concatenate(child), np.concatenate(day)
    order = np.argsort((children_of * SPAN + days) * 2 - crisis, kind="stable")
    children_of, days, crisis = children_of[order], days[order], crisis[order]
    first = np.ones(len(days), dtype=bool)
    first[1:] = (children_of[1:] != children_of[:-1]) | (days[1:] != days[:-1])
    children_of, days, crisis = children_of[first], days[first], crisis[first]
    of_concern = block.stream("visits/of_concern").random(len(days)) < numbers.number("visits.person_of_concern")
    stage = spells.stage[_spell_at(spells, children_of, days)]
    return Visits(children_of, days, crisis.astype(np.int8), stage, of_concern)


def _spell_at(spells: Spells, child: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Place of the stay in which each child is on each day."""
    span = int(max(spells.end.max(), day.max())) + 2
    return np.searchsorted(spells.child * span + spells.start, child * span + day, side="right") - 1


def observe_stages(visits: Visits, *, end: np.ndarray, closed: np.ndarray) -> dict[str, np.ndarray]:
    """Write the stages as visits saw them; `seen_before` is the day of the latest visit in the earlier stage, or -1."""
    child, day, stage = visits.child, visits.day, visits.stage.astype(np.int64)
    changed = np.ones(len(day), dtype=bool)
    changed[1:] = (child[1:] != child[:-1]) | (stage[1:] != stage[:-1])
    at = np.flatnonzero(changed)
    first = np.ones(len(at), dtype=bool)
    first[1:] = child[at][1:] != child[at][:-1]
    last = np.r_[first[1:], True]
    after = np.r_[at[1:], 0]
    step = np.where(last, 0, stage[after] - stage[at])
    ended = np.select([step > 0, step < 0, closed[child[at]]], [FORWARD, BACKWARD, FORWARD], CENSORED)
    return {
        "child": child[at],
        "stage": visits.stage[at],
        "start": day[at],
        "end": np.where(last, end[child[at]], day[after]),
        "ended": ended.astype(np.int8),
        "seen_before": np.where(first, -1, day[at - 1]),
    }
