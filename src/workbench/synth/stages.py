"""Stages as they truly were: semi-Markov; a setback that derails leads back and censors the forward duration."""

from dataclasses import dataclass

import numpy as np

from ..model.vocabulary import GROUPS, STAGES
from .children import Children
from .parameters import Parameters
from .setbacks import Setbacks
from .streams import DAYS, SIZE, Block

FORWARD, BACKWARD, CENSORED = range(3)
LAST = len(STAGES) - 1
NEVER = np.iinfo(np.int64).max // 2


@dataclass(frozen=True, eq=False)
class Spells:
    """One value per true stay, in the order of child and start; days since exit.

    `latent` is the forward duration in days that was drawn, whether or not it was reached.
    """

    child: np.ndarray
    stage: np.ndarray
    start: np.ndarray
    end: np.ndarray
    ended: np.ndarray
    latent: np.ndarray


def log_medians(numbers: Parameters, children: Children) -> np.ndarray:
    """Log of the median forward duration in months: children × stages."""
    columns = []
    for stage in STAGES:
        by_group = np.array([numbers.by(f"stages.{stage}_location")[code] for code in GROUPS])
        columns.append(np.log(numbers.number(f"stages.{stage}_median")) + by_group[children.group])
    return np.column_stack(columns) + numbers.number("stages.criterion") * children.complexity[:, None]


def scales(numbers: Parameters, children: Children) -> np.ndarray:
    """SD of the log forward duration given covariates: children × stages."""
    columns = []
    for stage in STAGES:
        columns.append(np.array([numbers.by(f"stages.{stage}_scale")[code] for code in GROUPS])[children.group])
    return np.column_stack(columns)


def draw_spells(
    block: Block, children: Children, setbacks: Setbacks, end: np.ndarray
) -> tuple[Spells, np.ndarray, np.ndarray, np.ndarray]:
    """Let every child go through its stages until follow-up ends or the case is closed.

    Returns
    -------
    spells, closed, last, led_back
        The stays; who was closed with goals met; the day on which follow-up ends; the setbacks that led back.
    """
    n = len(children)
    centre, scale = log_medians(block.numbers, children), scales(block.numbers, children)
    share = block.numbers.number("stages.family_share")
    of_family = block.stream("stages/family").standard_normal((SIZE, len(STAGES)))[children.family]
    derailing = _derailing_days(n, setbacks)
    everyone = np.arange(n)
    stage, start, active = np.zeros(n, dtype=np.int8), children.entry.copy(), np.ones(n, dtype=bool)
    closed, rows = np.zeros(n, dtype=bool), []
    led_back = np.zeros(len(setbacks), dtype=bool)
    turn = 0
    while active.any():
        own = block.stream(f"stages/stay {turn}").standard_normal(n)
        z = np.sqrt(share) * of_family[everyone, stage] + np.sqrt(1 - share) * own
        log_months = centre[everyone, stage] + scale[everyone, stage] * z
        latent = np.maximum(np.round(np.exp(np.minimum(log_months, 12)) * DAYS), 1).astype(np.int64)
        derailed = np.where(derailing > start[:, None], derailing, NEVER).min(axis=1, initial=NEVER)
        derailed = np.where(stage > 0, derailed, NEVER)
        forward, stop = start + latent, np.minimum(np.minimum(start + latent, derailed), end)
        ended = np.where(stop == forward, FORWARD, np.where(stop == derailed, BACKWARD, CENSORED))
        moving = (stop < end) | ((ended == FORWARD) & (stage == LAST))
        ended = np.where(moving, ended, CENSORED)
        rows.append(
            [values[active] for values in (everyone, stage.copy(), start.copy(), stop, ended.astype(np.int8), latent)]
        )
        back = active & (ended == BACKWARD)
        led_back |= back[setbacks.child] & (setbacks.day == stop[setbacks.child])
        done = active & (ended == FORWARD) & (stage == LAST)
        closed |= done
        end = np.where(done, stop, end)
        active = active & (ended != CENSORED) & ~done
        stage = np.where(active, stage + np.where(ended == FORWARD, 1, -1), stage).astype(np.int8)
        start = np.where(active, stop, start)
        turn += 1
    stacked = [np.concatenate(column) for column in zip(*rows, strict=True)]
    order = np.lexsort((stacked[2], stacked[0]))
    return Spells(*(column[order] for column in stacked)), closed, end, led_back


def _derailing_days(n: int, setbacks: Setbacks) -> np.ndarray:
    """Days of the setbacks that derail: children × the most that one child has, filled up with `NEVER`."""
    child, day = setbacks.child[setbacks.derails], setbacks.day[setbacks.derails]
    place = np.arange(len(child)) - np.searchsorted(child, child)
    table = np.full((n, int(place.max(initial=-1)) + 1), NEVER)
    table[child, place] = day
    return table
