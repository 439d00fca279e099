"""The event history of each child, as predictors of what is missing about it."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from workbench.research import gate
from workbench.research.recurrent.cumulative import mean_cumulative

HISTORY = ("any_event", "events", "cumulative_hazard")


def describe_history(
    rows: pd.DataFrame, *, id: Hashable, stop: Hashable, event: Hashable, start: Hashable | None = None
) -> pd.DataFrame:
    """Sum up what happened to each child, and what would have been expected over its time at risk.

    Imputing a predictor without the outcome pulls its coefficient towards nothing; the time alone does not do, since
    under a Cox model the right summary is the cumulative hazard.

    Returns
    -------
    DataFrame
        Indexed by id: any_event (0 or 1), events (their number), cumulative_hazard (Nelson-Aalen for recurrent
        events, gathered from entry to exit: the mean number of events over the same months at risk).

    Raises
    ------
    TableError
        The rows break a rule of the gate, or hold no event.

    References
    ----------
    White & Royston 2009, doi:10.1002/sim.3618; Nelson-Aalen for recurrent events: Lawless & Nadeau 1995,
    doi:10.1080/00401706.1995.10484300
    """
    gate.require_columns(rows, [id, start, stop, event])
    curve = mean_cumulative(rows, start=start, stop=stop, event=event, cluster=id).table
    heights = np.concatenate([[0.0], curve["mean"].to_numpy()])
    height = lambda times: heights[np.searchsorted(curve["time"].to_numpy(), times, side="right")]
    begins = np.zeros(len(rows)) if start is None else gate.take_numbers(rows, start)
    gathered = height(gate.take_numbers(rows, stop)) - height(begins)
    happened = gate.take_events(rows, event).astype(np.int64)
    table = pd.DataFrame({id: rows[id].to_numpy(), "events": happened, "cumulative_hazard": gathered})
    summed = table.groupby(id, sort=True, observed=True)[["events", "cumulative_hazard"]].sum()
    return summed.assign(any_event=(summed["events"] > 0).astype(np.int64))[list(HISTORY)]
