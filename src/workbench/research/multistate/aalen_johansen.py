"""Probability of being in each state over time, from exactly known moves."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError

from ..gate import Groups, refuse_wandering, require_columns, take_groups
from ..inference import LEVEL
from ..results import Result
from .histories import Histories, read_histories


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Occupancy(Result):
    """State occupancy over time.

    Attributes
    ----------
    table
        time, state, probability, se, low, high: every state at every time at which anybody moved.
    moves
        from, to, count of the moves used.
    """

    moves: pd.DataFrame


def aalen_johansen(
    frame: pd.DataFrame,
    *,
    id: str,
    start: str,
    stop: str,
    state: str,
    next_state: str,
    cluster: str | None = None,
    given: Hashable = None,
    since: float | None = None,
) -> Occupancy:
    """Estimate state occupancy by the Aalen–Johansen product, moves in any direction allowed.

    Parameters
    ----------
    frame
        One row per stretch (start, stop] that a child spends in one state.
    id
        Column with the child.
    start, stop
        Columns with the ends of the stretch; late entry and gaps are allowed.
    state
        Column with the state during the stretch.
    next_state
        Column with the state entered at `stop`; missing where the child was last seen (censored).
    cluster
        Column with the unit over which influence is summed; the child when None.
    given, since
        A state and a time: estimate P(state at t | `given` at `since`), counting moves after `since` only. Without
        them the starting shares are those at risk just before the first move, held fixed.

    Returns
    -------
    Occupancy
        Limits are on the log scale, at most 1.

    Raises
    ------
    TableError
        Stretches that are empty, overlap, or do not join up; states of mixed types; nobody moves; `given` without
        `since`, or a state that does not occur.

    References
    ----------
    Aalen & Johansen 1978, Scandinavian Journal of Statistics 5, 141–150.
    """
    require_columns(frame, [id, start, stop, state, next_state, cluster])
    rows = read_histories(frame, id=id, start=start, stop=stop, state=state, next_state=next_state)
    if cluster is None:
        clusters = take_groups(frame, id)
    else:
        refuse_wandering(frame, id, cluster)
        clusters = take_groups(frame, cluster)
    where = _condition(rows, given, since)
    moved = (rows.next_state >= 0) & (rows.stop > (-np.inf if since is None else since))
    times = np.unique(rows.stop[moved])
    if not len(times):
        raise TableError(f"column '{next_state}': nobody moves. Check that moves carry the state entered at the end.")
    probability, se = _product(rows, clusters, times, moved, where)
    labels = rows.states
    flat, error = probability.ravel(), se.ravel()
    low, high = _log_limits(flat, error)
    table = pd.DataFrame(
        {
            "time": np.repeat(times, len(labels)),
            "state": np.tile(labels.to_numpy(), len(times)),
            "probability": flat,
            "se": error,
            "low": low,
            "high": high,
        }
    )
    moves = pd.DataFrame({"from": labels[rows.state[moved]], "to": labels[rows.next_state[moved]]})
    return Occupancy(
        table=table,
        n_rows=len(frame),
        n_events=int(moved.sum()),
        n_clusters=clusters.n,
        moves=moves.value_counts(sort=False).rename("count").reset_index(),
    )


def _condition(rows: Histories, given: Hashable, since: float | None) -> int | None:
    if (given is None) != (since is None):
        raise TableError("given, since: one without the other. Give both a state and a time, or neither.")
    if given is None:
        return None
    if given not in rows.states:
        known = ", ".join(map(str, rows.states))
        raise TableError(f"given: state '{given}' does not occur; the table has {known}. Choose one of these.")
    return int(rows.states.get_loc(given))


def _product(
    rows: Histories, clusters: Groups, times: np.ndarray, moved: np.ndarray, where: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Occupancy and standard error, both of shape (times, states)."""
    n_states = len(rows.states)
    enters = np.searchsorted(times, rows.start, side="right")
    leaves = np.searchsorted(times, rows.stop, side="right")
    counted = enters < leaves
    by_entry = _rows_by(enters, counted, len(times))
    by_exit = _rows_by(leaves - 1, counted, len(times))
    by_move = _rows_by(leaves - 1, moved, len(times))

    at_risk = np.zeros((clusters.n, n_states))
    influence = np.zeros((clusters.n, n_states))
    identity = np.eye(n_states)
    probability = np.zeros(n_states)
    shares, errors = np.empty((len(times), n_states)), np.empty((len(times), n_states))
    for j in range(len(times)):
        np.add.at(at_risk, (clusters.codes[by_entry[j]], rows.state[by_entry[j]]), 1.0)
        total = at_risk.sum(axis=0)
        if j == 0:
            probability = total / total.sum() if where is None else identity[where]
        movers = by_move[j]
        origin, target, unit = rows.state[movers], rows.next_state[movers], clusters.codes[movers]
        hazard = np.zeros((n_states, n_states))
        np.add.at(hazard, (origin, target), 1.0)
        hazard /= np.maximum(total, 1.0)[:, None]
        hazard -= np.diag(hazard.sum(axis=1))
        weight = probability / np.maximum(total, 1.0)
        influence = influence + influence @ hazard - at_risk @ (weight[:, None] * hazard)
        np.add.at(influence, (unit, target), weight[origin])
        np.add.at(influence, (unit, origin), -weight[origin])
        probability = probability + probability @ hazard
        shares[j], errors[j] = probability, np.sqrt(np.square(influence).sum(axis=0))
        np.add.at(at_risk, (clusters.codes[by_exit[j]], rows.state[by_exit[j]]), -1.0)
    return shares, errors


def _rows_by(place: np.ndarray, counted: np.ndarray, n: int) -> list[np.ndarray]:
    """Row numbers of the counted rows, listed by place 0 to n - 1."""
    rows = np.flatnonzero(counted)
    order = rows[np.argsort(place[rows], kind="stable")]
    return np.split(order, np.cumsum(np.bincount(place[rows], minlength=n))[:-1])


def _log_limits(probability: np.ndarray, se: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    quantile = stats.norm.ppf(0.5 + LEVEL / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.where(se > 0, quantile * se / probability, 0.0)
    return probability * np.exp(-reach), np.minimum(1.0, probability * np.exp(reach))
