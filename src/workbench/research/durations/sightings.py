"""From visits to stages: what a visit scheme would have seen."""

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import refuse_missing, refuse_rows, require_columns, take_groups, take_numbers

VISITS = ("child_id", "month", "stage")
CHILDREN = ("child_id", "entry_month", "end_month", "closed")


def watch_stages(visits: pd.DataFrame, *, order: list[str], children: pd.DataFrame) -> pd.DataFrame:
    """Write the stages as these visits saw them, for example the scheduled ones alone.

    Parameters
    ----------
    visits
        Columns child_id, month, stage: the stage seen at each visit, in any order of rows.
    order
        The stages from first to last; a change towards the last is "forward".
    children
        Columns child_id, entry_month, end_month, closed (True: the last stage was finished at the end). Children
        without a visit are left out. The first stage seen counts from the entry on.

    Returns
    -------
    DataFrame
        child_id, stage, start_month, end_month, ended, last_seen_before, as `spells` reads them.

    Raises
    ------
    TableError
        A stage outside the order, two visits of a child on one day, a visit outside follow-up, an unknown child.
    """
    require_columns(visits, VISITS)
    require_columns(children, CHILDREN)
    refuse_missing(visits, "child_id")
    place = visits["stage"].astype(object).map({stage: number for number, stage in enumerate(order)})
    known = ", ".join(order)
    unknown = place.isna().to_numpy()
    refuse_rows(visits, unknown, "column 'stage'", "not in the order of stages", f"The order has {known}.")
    twice = children["child_id"].duplicated().to_numpy()
    refuse_rows(children, twice, "column 'child_id' of the children", "a second row of one child", "Keep one row each.")
    facts = children.set_index("child_id")
    absent = ~visits["child_id"].isin(facts.index).to_numpy()
    refuse_rows(visits, absent, "column 'child_id'", "this child is not among the children", "Add the child.")
    month = take_numbers(visits, "month")
    own = facts.loc[visits["child_id"]]
    outside = (month < own["entry_month"].to_numpy(float)) | (month > own["end_month"].to_numpy(float))
    refuse_rows(visits, outside, "column 'month'", "outside the follow-up of the child", "Correct one of the dates.")
    codes = take_groups(visits, "child_id").codes
    rows = np.lexsort((month, codes))
    same = codes[rows[1:]] == codes[rows[:-1]]
    again = np.zeros(len(visits), dtype=bool)
    again[rows[1:][same & (month[rows[1:]] == month[rows[:-1]])]] = True
    refuse_rows(visits, again, "column 'month'", "a second visit of the child on that day", "Keep one row a day.")
    if facts["closed"].isna().any():
        raise TableError("column 'closed': the value is missing. Say of every child whether its case was closed.")
    return _join_sightings(visits, rows, month, place.to_numpy(int), facts)


def _join_sightings(
    visits: pd.DataFrame, rows: np.ndarray, month: np.ndarray, place: np.ndarray, facts: pd.DataFrame
) -> pd.DataFrame:
    child, month, place = visits["child_id"].to_numpy()[rows], month[rows], place[rows]
    first = np.r_[True, child[1:] != child[:-1]]
    changed = first | np.r_[True, place[1:] != place[:-1]]
    at = np.flatnonzero(changed)
    opens = first[at]
    last = np.r_[opens[1:], True]
    after = np.r_[at[1:], 0]
    own = facts.loc[child[at]]
    finished = own["closed"].to_numpy(bool)
    step = np.where(last, 0, place[after] - place[at])
    ended = np.select([step > 0, step < 0, finished], ["forward", "backward", "forward"], "censored")
    return pd.DataFrame(
        {
            "child_id": child[at],
            "stage": visits["stage"].to_numpy()[rows][at],
            "start_month": np.where(opens, own["entry_month"].to_numpy(float), month[at]),
            "end_month": np.where(last, own["end_month"].to_numpy(float), month[after]),
            "ended": ended,
            "last_seen_before": np.where(opens, np.nan, month[at - 1]),
        }
    )
