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
SPAN = 1 << 20  # more days than anybody lives


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
    days = setbacks.child * SPAN + setbacks.day
    derailing = days[setbacks.derails]
    who, stage, start, end = np.arange(n), np.zeros(n, dtype=np.int8), children.entry.copy(), end.copy()
    closed, rows = np.zeros(n, dtype=bool), []
    led_back = np.zeros(len(setbacks), dtype=bool)
    turn = 0
    while len(who):
        own = block.stream(f"stages/stay {turn}").standard_normal(n)[who]
        here, begin, last = stage[who], start[who], end[who]
        z = np.sqrt(share) * of_family[who, here] + np.sqrt(1 - share) * own
        log_months = centre[who, here] + scale[who, here] * z
        latent = np.maximum(np.round(np.exp(np.minimum(log_months, 12)) * DAYS), 1).astype(np.int64)
        derailed = np.where(here > 0, _next_day(derailing, who, begin), NEVER)
        forward, stop = begin + latent, np.minimum(np.minimum(begin + latent, derailed), last)
        ended = np.where(stop == forward, FORWARD, np.where(stop == derailed, BACKWARD, CENSORED))
        moving = (stop < last) | ((ended == FORWARD) & (here == LAST))
        ended = np.where(moving, ended, CENSORED).astype(np.int8)
        rows.append([who, here, begin, stop, ended, latent])
        back = ended == BACKWARD
        led_back[np.searchsorted(days, who[back] * SPAN + stop[back])] = True
        done = (ended == FORWARD) & (here == LAST)
        closed[who[done]], end[who[done]] = True, stop[done]
        goes_on = (ended != CENSORED) & ~done
        stage[who] = np.where(goes_on, here + np.where(ended == FORWARD, 1, -1), here)
        start[who] = stop
        who = who[goes_on]
        turn += 1
    stacked = [np.concatenate(column) for column in zip(*rows, strict=True)]
    order = np.lexsort((stacked[2], stacked[0]))
    return Spells(*(column[order] for column in stacked)), closed, end, led_back


def _next_day(days: np.ndarray, child: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The first of the days of each child that comes after a day, or `NEVER`; days stand as child × `SPAN` + day."""
    place = np.searchsorted(days, child * SPAN + after, side="right")
    found = np.append(days, NEVER)[place]
    return np.where(found // SPAN == child, found % SPAN, NEVER)
