"""From cohort tables to start-stop rows: delayed entry, dated covariates, terminal exit, strata of event number.

Order on one day: events come before the exit of the same day; several events of one child on one day keep the order
in which the table lists them and are set `spacing` apart, the last on the day itself.
"""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import gate

RESERVED = ("start", "stop", "event", "number", "gap_start", "gap_stop", "exit")


def build_intervals(
    children: pd.DataFrame,
    events: pd.DataFrame,
    *,
    id: Hashable,
    entry: Hashable,
    exit: Hashable,
    time: Hashable,
    reason: Hashable | None = None,
    keep: Sequence[Hashable] = (),
    dated: pd.DataFrame | None = None,
    dated_time: Hashable | None = None,
    cut_at: Sequence[float] = (),
    spacing: float = 0.001,
) -> pd.DataFrame:
    """Cut each child's time at risk into rows (start, stop] that end at events, cuts and the exit.

    Parameters
    ----------
    children
        One row per child: `id`, `entry` (at risk from then on; later than 0 = delayed entry), `exit` (> entry).
    events
        One row per event: `id` and `time`, after the entry and not after the exit.
    id, entry, exit, time
        Columns; all times in one unit on one scale.
    reason
        Column of `children`: why the child left. Stands in column `exit` of the child's last row, missing elsewhere.
    keep
        Columns of `children` that do not change, for example the family and the group.
    dated
        Long table of values that change: `id`, `dated_time` and value columns. Each row takes, column by column, the
        last value dated strictly before its start, so nothing learnt on the day of an event explains what follows
        on that day; without an earlier value it stays missing. Values from before the entry count.
    dated_time
        Column of `dated`.
    cut_at
        Times at which every child's interval is cut, so that newer values come in; for example every third month.
    spacing
        Distance between events of one child on one day.

    Returns
    -------
    DataFrame
        Sorted by id and start: id, start, stop, event (0 or 1), number (of the event that is waited for, from 1),
        gap_start and gap_stop (time since the last event or the entry), `keep`, dated values, exit (with `reason`).

    Raises
    ------
    TableError
        A column is missing, twice there, or its name is taken; a child appears twice, an event of an unknown child or
        outside the time at risk; events of one day do not fit between their neighbours at this spacing.
    """
    gate.require_columns(children, [id, entry, exit, reason, *keep])
    _refuse_taken([id, *keep], dated, dated_time)
    gate.require_length("spacing", spacing)
    wrong = children[id].duplicated().to_numpy()
    gate.refuse_rows(children, wrong, f"column '{id}'", "the child appears twice", "Keep one row per child.")
    gate.refuse_missing(children, id)
    begins, ends = gate.take_numbers(children, entry), gate.take_numbers(children, exit)
    remedy = "The time at risk runs from the entry to a later exit."
    gate.refuse_rows(children, ends <= begins, f"column '{exit}'", f"not after '{entry}'", remedy)
    risk = pd.DataFrame({"id": children[id].to_numpy(), "begin": begins, "end": ends})
    points = [_place_events(risk, events, id, time, spacing), risk.assign(time=ends, event=0)[["id", "time", "event"]]]
    for cut in _take_cuts(cut_at):
        inside = risk[(risk["begin"] < cut) & (cut < risk["end"])]
        points.append(pd.DataFrame({"id": inside["id"], "time": cut, "event": 0}))
    rows = pd.concat(points).groupby(["id", "time"], sort=True, as_index=False)["event"].max()
    rows = rows.merge(risk, on="id", validate="many_to_one")
    rows["start"] = rows.groupby("id")["time"].shift().fillna(rows["begin"])
    rows["number"] = rows.groupby("id")["event"].cumsum() - rows["event"] + 1
    since = rows["time"].where(rows["event"] == 1).groupby(rows["id"]).ffill().groupby(rows["id"]).shift()
    since = since.fillna(rows["begin"])
    built = pd.DataFrame(
        {
            id: rows["id"],
            "start": rows["start"],
            "stop": rows["time"],
            "event": rows["event"].astype(np.int64),
            "number": rows["number"].astype(np.int64),
            "gap_start": rows["start"] - since,
            "gap_stop": rows["time"] - since,
        }
    )
    if keep:
        built = built.merge(children[[id, *keep]], on=id, how="left", validate="many_to_one")
    if dated is not None:
        built = _take_last(built, dated, id, dated_time)
    if reason is not None:
        last = ~built[id].duplicated(keep="last")
        left = children[reason].set_axis(pd.Index(children[id]))
        built["exit"] = built[id].map(left).where(last)
    return built


def merge_thin_strata(rows: pd.DataFrame, *, event: Hashable, number: Hashable, fewest: int = 10) -> pd.DataFrame:
    """Set late event numbers together until each stratum holds enough events, and name what was done.

    Parameters
    ----------
    rows
        Start-stop rows.
    event
        Column of 0 and 1.
    number
        Column of the event that is waited for: 1, 2, ...
    fewest
        Events that a stratum must hold; numbers from the first that holds fewer are set together with those after
        it, and where even these are too few, with the one before.

    Returns
    -------
    DataFrame
        The rows with a column `stratum`: ordered categories "1", "2", ..., the last "3 or later" where numbers were
        set together.

    Raises
    ------
    TableError
        A column is missing or wrongly coded, or all strata together hold too few events.
    """
    gate.require_columns(rows, [event, number])
    happened, numbers = gate.take_events(rows, event), gate.take_numbers(rows, number)
    wrong = (numbers < 1) | (numbers != np.round(numbers))
    gate.refuse_rows(rows, wrong, f"column '{number}'", "not a whole number from 1", "Number the events 1, 2, 3.")
    counts = np.bincount(numbers.astype(np.int64)[happened], minlength=int(numbers.max()) + 1)[1:]
    if counts.sum() < fewest:
        raise TableError(f"column '{event}': {counts.sum()} events in all, {fewest} are asked for. Ask for fewer.")
    last = next((place for place, count in enumerate(counts, start=1) if count < fewest), len(counts))
    while counts[last - 1 :].sum() < fewest:
        last -= 1
    names = [str(place) for place in range(1, last)] + [f"{last} or later" if last < len(counts) else str(last)]
    codes = np.minimum(numbers, last).astype(np.int64) - 1
    return rows.assign(stratum=pd.Categorical.from_codes(codes, categories=names, ordered=True))


def split_periods(
    rows: pd.DataFrame, *, start: Hashable, stop: Hashable, event: Hashable, width: float
) -> pd.DataFrame:
    """Cut start-stop rows at every multiple of `width`, for models in discrete time.

    Returns
    -------
    DataFrame
        The rows with new start, stop and event (1 only in the piece that ends in it), `period` (0 for the first
        `width`) and `exposure` (length of the piece). Row order is kept.

    Raises
    ------
    TableError
        A column is missing or wrongly coded, an interval has no length, or `width` is not above 0.
    """
    gate.require_columns(rows, [start, stop, event])
    gate.require_length("width", width)
    begins, ends, happened = (
        gate.take_numbers(rows, start),
        gate.take_numbers(rows, stop),
        gate.take_events(rows, event),
    )
    remedy = "Every interval runs from start to a later stop."
    gate.refuse_rows(rows, ends <= begins, f"column '{stop}'", f"not after '{start}'", remedy)
    rounding = 1e-9
    first = np.floor(begins / width + rounding).astype(np.int64)
    last = np.ceil(ends / width - rounding).astype(np.int64) - 1
    pieces = np.maximum(last - first + 1, 1)
    source = np.repeat(np.arange(len(rows)), pieces)
    period = first[source] + np.arange(len(source)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    final = np.concatenate([source[1:] != source[:-1], [True]])
    begun = np.concatenate([[True], source[1:] != source[:-1]])
    split = rows.iloc[source].reset_index(drop=True)
    split[start] = np.where(begun, begins[source], period * width)
    split[stop] = np.where(final, ends[source], (period + 1) * width)
    split[event] = (happened[source] & final).astype(np.int64)
    return split.assign(period=period, exposure=split[stop] - split[start])


def _take_cuts(cut_at: Sequence[float]) -> list[float]:
    try:
        cuts = [float(cut) for cut in cut_at]
    except (TypeError, ValueError):
        raise TableError("cut_at: not a list of numbers. Give the times of the cuts, for example [3, 6, 9].") from None
    if np.isnan(cuts).any():
        raise TableError("cut_at: a time is missing. Leave it out.")
    return cuts


def _refuse_taken(names: list[Hashable], dated: pd.DataFrame | None, dated_time: Hashable | None) -> None:
    if dated is not None:
        gate.require_columns(dated, [names[0], dated_time])
        if dated_time is None:
            raise TableError("dated_time: not given. Name the column of dates in the dated table.")
        names = [*names, *(column for column in dated.columns if column not in {names[0], dated_time})]
    for name in names:
        if name in RESERVED or names.count(name) > 1:
            raise TableError(f"column '{name}': that name is taken in the rows to be built. Rename the column.")


def _place_events(
    risk: pd.DataFrame, events: pd.DataFrame, id: Hashable, time: Hashable, spacing: float
) -> pd.DataFrame:
    """Events inside the time at risk; those of one child and day set apart, the last on the day itself."""
    if isinstance(events, pd.DataFrame) and events.empty:
        return pd.DataFrame({"id": risk["id"].iloc[:0], "time": 0.0, "event": 0})
    gate.require_columns(events, [id, time])
    gate.refuse_missing(events, id)
    placed = pd.DataFrame({"id": events[id].to_numpy(), "time": gate.take_numbers(events, time)})
    known = placed["id"].isin(risk["id"]).to_numpy()
    gate.refuse_rows(events, ~known, f"column '{id}'", "a child that the table of children lacks", "Add the child.")
    bounds = risk.set_index("id").loc[placed["id"]]
    outside = (placed["time"].to_numpy() <= bounds["begin"].to_numpy()) | (
        placed["time"].to_numpy() > bounds["end"].to_numpy()
    )
    remedy = "Events at or before the entry were not observed as new; correct the dates or leave them out and say so."
    gate.refuse_rows(events, outside, f"column '{time}'", "outside the child's time at risk", remedy)
    order = placed.sort_values(["id", "time"], kind="stable")
    day = order.groupby(["id", "time"])
    order["time"] = order["time"] - spacing * (day["time"].transform("size") - 1 - day.cumcount())
    entered = risk.set_index("id")["begin"].loc[order["id"]].set_axis(order.index)
    before = order.groupby("id")["time"].shift().fillna(entered)
    wrong = (order["time"] <= before + spacing / 2).sort_index().to_numpy()
    remedy = f"Choose a spacing below {spacing}, or give the events their own times."
    gate.refuse_rows(events, wrong, f"column '{time}'", "events of one day do not fit after the one before", remedy)
    return order.assign(event=1)


def _take_last(built: pd.DataFrame, dated: pd.DataFrame, id: Hashable, dated_time: Hashable | None) -> pd.DataFrame:
    when = gate.take_numbers(dated, dated_time)
    gate.refuse_missing(dated, id)
    children = pd.Index(built[id].unique())
    child = children.get_indexer(pd.Index(dated[id]))
    if (child < 0).all():
        raise TableError(
            f"column '{id}' of the dated table: no child of the study. Name children alike in both tables."
        )
    order = built[["start"]].assign(child=children.get_indexer(pd.Index(built[id]))).sort_values("start", kind="stable")
    for column in dated.columns:
        if column in {id, dated_time}:
            continue
        values = pd.DataFrame({"child": child, "start": when, "value": dated[column].array})
        known = values[values["value"].notna()].sort_values("start", kind="stable")
        found = pd.merge_asof(order, known, on="start", by="child", allow_exact_matches=False)
        built[column] = found["value"].set_axis(order.index)
    return built
