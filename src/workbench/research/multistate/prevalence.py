"""Observed against expected prevalence: does a Markov model of visits reproduce where children were seen."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import refuse_wandering, require_columns
from ..inference import sum_by, wald_limits
from .panel_model import PanelModel
from .visits import read_visits, take_clusters


def compare_prevalence(
    model: PanelModel,
    frame: pd.DataFrame,
    *,
    id: str,
    time: str,
    state: str,
    times: Sequence[float],
    cluster: str | None = None,
) -> pd.DataFrame:
    """Compare the share of children seen in each state with the share that the model expects.

    Parameters
    ----------
    model
        Fitted without terms and without misclassification.
    frame, id, time, state
        The visits, as for `panel_model`.
    times
        When to look. A child counts from its first visit to its last; what it counts with is its latest visit by then,
        both as seen and as expected from its first, so no state is carried forward to a time at which nobody looked.
    cluster
        Column with the family; the child when None.

    Returns
    -------
    DataFrame
        time, state, children, observed, expected, difference, low, high (95 % limits of the difference, the model
        held fixed; summed per cluster).

    Raises
    ------
    TableError
        A model with terms or misclassification; a time at which no child is followed; as `panel_model`.

    References
    ----------
    Gentleman et al. 1994, doi:10.1002/sim.4780130803.
    """
    if len(model.means) or (model.table["term"] == "misclassified").any():
        raise TableError("model: it has terms or misclassification. Fit it without them to compare prevalence.")
    require_columns(frame, [id, time, state, cluster])
    states = list(model.intensities.columns)
    visits = read_visits(frame, id=id, time=time, state=state, certain=None, states=states)
    strange = [label for label in visits.states if label not in states]
    if strange:
        raise TableError(
            f"column '{state}': state '{strange[0]}' is not in the model. Use the visits it was fitted to."
        )
    n = len(visits.children)
    clusters, n_clusters = np.arange(n), n
    if cluster is not None:
        refuse_wandering(frame, id, cluster)
        clusters, groups = take_clusters(frame, cluster, visits)
        n_clusters = groups.n
    opens = np.searchsorted(visits.child, np.arange(n))
    closes = np.searchsorted(visits.child, np.arange(n), side="right") - 1
    found: dict[tuple[float, float], np.ndarray] = {}
    rows = []
    for moment in times:
        followed = np.flatnonzero((visits.time[opens] <= moment) & (moment <= visits.time[closes]))
        if not len(followed):
            raise TableError(f"times: nobody is followed at {moment:g}. Choose times between first and last visits.")
        latest = np.array([_latest(visits.time, opens[one], closes[one], moment) for one in followed])
        seen = np.eye(len(states))[visits.state[latest]]
        expected = np.empty_like(seen)
        for place, (first, last) in enumerate(zip(opens[followed], latest, strict=True)):
            span = float(visits.time[first]), float(visits.time[last])
            if span not in found:
                found[span] = model.probabilities(span[1], since=span[0]).to_numpy()
            expected[place] = found[span][visits.state[first]]
        off = seen - expected
        pull = sum_by((off - off.mean(axis=0)) / len(followed), clusters[followed], n_clusters)
        limits = wald_limits(off.mean(axis=0), np.sqrt(np.square(pull).sum(axis=0)))
        columns = {"time": float(moment), "state": states, "children": len(followed)}
        columns |= {"observed": seen.mean(axis=0), "expected": expected.mean(axis=0)}
        columns |= {"difference": off.mean(axis=0), "low": limits.low, "high": limits.high}
        rows.append(pd.DataFrame(columns))
    return pd.concat(rows, ignore_index=True)


def _latest(time: np.ndarray, first: int, last: int, moment: float) -> int:
    return first + int(np.searchsorted(time[first : last + 1], moment, side="right")) - 1
