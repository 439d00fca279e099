"""From dated stages to spells: how long a child was in a stage, as far as visits can tell."""

from typing import Literal

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import refuse_missing, refuse_rows, require_columns, take_groups, take_numbers
from .design import FEWEST_CHILDREN

COLUMNS = ("child_id", "stage", "start_month", "end_month", "ended")
ENDINGS = ("forward", "backward", "censored")
TOUCHING = 1e-6


def spells(
    stages: pd.DataFrame,
    *,
    stage: str | None = None,
    which: Literal["first", "each", "total"] = "first",
    backward: Literal["censor", "end"] = "censor",
    origin: Literal["midpoint", "seen", "widest"] = "midpoint",
    children: pd.DataFrame | None = None,
    begin: str | None = None,
) -> pd.DataFrame:
    """Length of every spell in a stage, between bounds.

    Parameters
    ----------
    stages
        Columns child_id, stage, start_month, end_month, ended ("forward", "backward", "censored") and, where stage
        ends are only seen at visits, last_seen_before: the latest visit still in the earlier stage (missing: the start
        is known exactly). One row per stretch; the rows of a child follow each other without gap.
    stage
        One stage; all when None.
    which
        "first": first spell of a child in the stage. "each": every spell. "total": all spells of a child together,
        which is longer where setbacks lead back.
    backward
        What a move back means. "censor": the child had not yet gone forward, so the forward duration is censored
        there. "end": any exit ends the spell. Show both; a stage that is often left backward looks shorter by "end".
    origin
        When the spell began, where that is known only between two visits. "midpoint" of them, "seen": the visit that
        first saw it, "widest": bounds that hold wherever it was.
    children
        Columns child_id and more (family_id, group, …), added to every spell.
    begin
        Column of `children`: the month in which the child's first stage began, where that was before its first row (0
        for a stage that begins with the exit). Spells then count from there, `entry` tells how long they had lasted
        when the child came in, and `location_scale` takes it in. None: the first stage counts from its row on, and
        nothing is claimed about the time before.

    Returns
    -------
    DataFrame
        child_id, stage, spell (its number; how many for "total"), start_month, entry, lower, upper, ended, and the
        columns of `children`. Bounds as in `location_scale`: equal when exact, upper infinite when not finished.

    Raises
    ------
    TableError
        Stages that overlap or leave gaps, end before they begin, visits out of order, an unknown ending, a censored
        stage that another follows, a stage defined by the calendar, a child missing from `children`; a first stage
        that began after its row, or `begin` together with "total".

    Notes
    -----
    A total is finished when the last spell is; a child who is still followed may come back to the stage later.
    """
    rows = _read(stages)
    rows = rows.assign(entry=0.0) if begin is None else _begin_earlier(rows, children, begin, which)
    rows = _bound(rows, backward, origin)
    if stage is not None:
        known = ", ".join(map(str, pd.unique(rows["stage"])))
        rows = rows[rows["stage"] == stage]
        if rows.empty:
            raise TableError(f"stage: '{stage}' does not occur; the table has {known}. Correct the name.")
    rows = rows.assign(spell=rows.groupby(["child_id", "stage"], observed=True).cumcount() + 1)
    if which == "first":
        rows = rows[rows["spell"] == 1]
    elif which == "total":
        rows = _total(rows)
    elif which != "each":
        raise TableError(f"which: '{which}' is not known. Use 'first', 'each' or 'total'.")
    _refuse_calendar(rows)
    columns = ["child_id", "stage", "spell", "start_month", "entry", "lower", "upper", "ended"]
    chosen = rows[columns].reset_index(drop=True)
    return chosen if children is None else _join(chosen, children)


def _read(stages: pd.DataFrame) -> pd.DataFrame:
    """Stages in order of child and time, checked."""
    require_columns(stages, COLUMNS)
    for column in ("child_id", "stage", "ended"):
        refuse_missing(stages, column)
    start, end = take_numbers(stages, "start_month"), take_numbers(stages, "end_month")
    allowed = ", ".join(ENDINGS)
    refuse_rows(
        stages, ~stages["ended"].isin(ENDINGS).to_numpy(), "column 'ended'", "not a known ending", f"Use {allowed}."
    )
    refuse_rows(
        stages, end <= start, "column 'end_month'", "not after 'start_month'", "Leave out stages without length."
    )
    seen = start.copy()
    if "last_seen_before" in stages.columns:
        noted = pd.to_numeric(stages["last_seen_before"]).to_numpy(dtype=float)
        found, remedy = "after 'start_month', so visits are out of order", "Sort the visits of the child by date."
        refuse_rows(stages, noted > start, "column 'last_seen_before'", found, remedy)
        seen = np.where(np.isnan(noted), start, noted)
    child = take_groups(stages, "child_id").codes
    order = np.lexsort((start, child))
    same = child[order[1:]] == child[order[:-1]]
    step = start[order[1:]] - end[order[:-1]]
    for wrong, found, remedy in (
        (
            step < -TOUCHING,
            "begins before the stage before it ends",
            "Let one stage of a child end where the next begins.",
        ),
        (
            step > TOUCHING,
            "leaves a gap after the stage before it",
            "Fill the gap with a stage, or cut the child there.",
        ),
        (
            (stages["ended"].to_numpy()[order[:-1]] == "censored"),
            "follows a stage that is marked censored",
            "Mark only the last stage of a child as censored.",
        ),
        (
            seen[order[1:]] < start[order[:-1]] - TOUCHING,
            "was last seen in the earlier stage before that stage began, so visits are out of order",
            "Sort the visits of the child by date.",
        ),
    ):
        marks = np.zeros(len(stages), dtype=bool)
        marks[order[1:]] = same & wrong
        refuse_rows(stages, marks, "column 'start_month'", found, remedy)
    return stages.assign(start_month=start, end_month=end, _seen=seen).iloc[order]


def _begin_earlier(rows: pd.DataFrame, children: pd.DataFrame | None, begin: str, which: str) -> pd.DataFrame:
    """First stages moved back to where they began, with the time that had passed when the child came in."""
    if children is None:
        raise TableError("begin: it names a column of the children. Give the children too.")
    if which == "total":
        raise TableError(
            "begin: a total cannot take late entry in, since children whose first spell was over are missing. Use "
            "'first' or 'each', or count from entry."
        )
    require_columns(children, ["child_id", begin])
    told = pd.Series(take_numbers(children, begin), index=pd.Index(children["child_id"]))
    first = ~rows["child_id"].duplicated().to_numpy()
    start = rows["start_month"].to_numpy()
    since = np.where(first, rows["child_id"].map(told[~told.index.duplicated()]).fillna(0.0).to_numpy(float), start)
    wrong = pd.Series(first & (since > start + TOUCHING), index=rows.index).reindex(rows.index.sort_values())
    remedy = "A child cannot come in before its stage began; correct the month."
    refuse_rows(rows.sort_index(), wrong.to_numpy(), f"column '{begin}'", "after 'start_month' of the child", remedy)
    since = np.minimum(since, start)
    seen = np.where(first, since, rows["_seen"].to_numpy())
    return rows.assign(entry=np.where(first, start - since, 0.0), start_month=since, _seen=seen)


def _bound(rows: pd.DataFrame, backward: str, origin: str) -> pd.DataFrame:
    if backward not in ("censor", "end"):
        raise TableError(f"backward: '{backward}' is not known. Use 'censor' or 'end'.")
    latest, earliest = rows["start_month"].to_numpy(), rows["_seen"].to_numpy()
    middle = (latest + earliest) / 2
    begins = {"midpoint": (middle, middle), "seen": (latest, latest), "widest": (earliest, latest)}
    if origin not in begins:
        raise TableError(f"origin: '{origin}' is not known. Use 'midpoint', 'seen' or 'widest'.")
    first, last = begins[origin]
    follows = rows["child_id"].eq(rows["child_id"].shift(-1)).to_numpy()
    end = rows["end_month"].to_numpy()
    end_seen = np.where(follows, rows["_seen"].shift(-1).to_numpy(), end)
    ended = rows["ended"].to_numpy()
    finished = (ended == "forward") | ((ended == "backward") & (backward == "end"))
    return rows.assign(lower=np.maximum(end_seen - last, 0.0), upper=np.where(finished, end - first, np.inf))


def _total(rows: pd.DataFrame) -> pd.DataFrame:
    """Spells of one child in one stage together; finished when the last of them is."""
    known = rows.assign(
        finite=np.where(np.isinf(rows["upper"]), rows["end_month"] - rows["start_month"], rows["upper"])
    )
    grouped = known.groupby(["child_id", "stage"], sort=False, observed=True)
    whole = grouped.agg(
        spell=("spell", "max"),
        start_month=("start_month", "first"),
        entry=("entry", "first"),
        lower=("lower", "sum"),
        finite=("finite", "sum"),
        last=("upper", "last"),
        ended=("ended", "last"),
    ).reset_index()
    return whole.assign(upper=np.where(np.isinf(whole["last"]), np.inf, np.maximum(whole["finite"], whole["lower"])))


def _refuse_calendar(rows: pd.DataFrame) -> None:
    """Refuse a stage whose spells could all have one length, as far as visits can tell."""
    for stage, part in rows.groupby("stage", observed=True):
        finished = np.isfinite(part["upper"].to_numpy())
        if finished.sum() < FEWEST_CHILDREN:
            continue
        shortest, longest = part["upper"].min(), part["lower"].max()
        if longest <= shortest + TOUCHING:
            raise TableError(
                f"column 'stage', stage '{stage}': every finished duration may be equal, as when a stage is defined by "
                "the calendar. Such a stage has no timeline of its own; use the stage that was observed at visits, and "
                "visits close enough together to tell stays apart."
            )


def _join(chosen: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    require_columns(children, ["child_id"])
    twice = children["child_id"].duplicated().to_numpy()
    refuse_rows(
        children, twice, "column 'child_id' of the children", "a second row of one child", "Keep one row a child."
    )
    absent = ~chosen["child_id"].isin(children["child_id"]).to_numpy()
    found = "this child is not among the children"
    refuse_rows(chosen, absent, "column 'child_id'", found, "Add the child, or leave its stages out.")
    added = [column for column in children.columns if column == "child_id" or column not in chosen.columns]
    return chosen.merge(children[added], on="child_id", how="left", validate="many_to_one")
