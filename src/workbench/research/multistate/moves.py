"""Which moves and which mistakes a model of states allows."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError

from .visits import Visits


@dataclass(frozen=True, eq=False)
class Moves:
    """Allowed moves `origin` → `target` and mistakes `true` → `told`, as places in `states`.

    `exact` marks states whose entry is known to the day, `reported` states that take part in mistakes; shape (S,).
    """

    states: pd.Index
    origin: np.ndarray
    target: np.ndarray
    exact: np.ndarray
    reported: np.ndarray
    true: np.ndarray
    told: np.ndarray


def read_moves(
    states: pd.Index,
    allowed: Collection[tuple[Hashable, Hashable]],
    exact: Collection[Hashable],
    misclassified: Collection[tuple[Hashable, Hashable]],
) -> Moves:
    """Number the moves; raises TableError where a pair stays in place or none is given."""
    if not len(allowed):
        raise TableError("allowed: no move is given. Name at least one pair (from, to).")
    for name, pairs in (("allowed", allowed), ("misclassified", misclassified)):
        for pair in pairs:
            if not isinstance(pair, tuple) or len(pair) != 2 or pair[0] == pair[1]:
                raise TableError(f"{name}: {pair!r} is not a move. Give pairs (from, to) of two different states.")
    origin, target = _sorted_places(states, allowed)
    true, told = _sorted_places(states, misclassified)
    known, reported = np.zeros(len(states), dtype=bool), np.zeros(len(states), dtype=bool)
    known[[states.get_loc(label) for label in exact]] = True
    reported[true] = reported[told] = True
    if (known & reported).any():
        label = states[int(np.flatnonzero(known & reported)[0])]
        raise TableError(f"misclassified: state '{label}' is entered at a known time. Leave it out of the mistakes.")
    return Moves(states, origin, target, known, reported, true, told)


def _sorted_places(states: pd.Index, pairs: Collection[tuple[Hashable, Hashable]]) -> tuple[np.ndarray, np.ndarray]:
    places = sorted({(int(states.get_loc(a)), int(states.get_loc(b))) for a, b in pairs})
    return np.array([a for a, _ in places], dtype=np.int64), np.array([b for _, b in places], dtype=np.int64)


def count_moves(visits: Visits) -> pd.DataFrame:
    """from, to, count: states at neighbouring visits of a child."""
    later = np.flatnonzero(np.diff(visits.child) == 0) + 1
    pairs = pd.DataFrame({"from": visits.states[visits.state[later - 1]], "to": visits.states[visits.state[later]]})
    return pairs.value_counts(sort=False).sort_index().rename("count").reset_index()


def refuse_impossible(visits: Visits, moves: Moves, id: str, state: str) -> None:
    """Refuse a change between two visits that no chain of allowed moves produces, where states are seen rightly."""
    size = len(moves.states)
    reach = np.eye(size, dtype=bool)
    reach[moves.origin, moves.target] = True
    for middle in range(size):
        reach |= np.outer(reach[:, middle], reach[middle])
    later = np.flatnonzero(np.diff(visits.child) == 0) + 1
    before, after = visits.state[later - 1], visits.state[later]
    enters = np.array([reach[:, moves.origin[moves.target == s]].any(axis=1) for s in range(size)]).T
    possible = np.where(moves.exact[after], enters[before, after], reach[before, after])
    doubtful = moves.reported[before] | moves.reported[after]
    wrong = np.flatnonzero(~possible & ~doubtful)
    if len(wrong):
        place = later[wrong[0]]
        ends = moves.states[visits.state[place - 1]], moves.states[visits.state[place]]
        raise TableError(
            f"column '{state}', '{id}' {visits.children[visits.child[place]]}: a change from '{ends[0]}' to "
            f"'{ends[1]}' that the allowed moves cannot produce. Allow the move, or correct the visit."
        )
