"""Rules over several columns and tables: dates in order, stages that tile, groups that follow from episodes."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from ..errors import TableError
from .grouping import derive_groups

Tables = Mapping[str, pd.DataFrame]
TOUCHING = 1e-6
ORDER = {"crisis": 0, "transition": 1, "reintegration": 2}


def refuse_rows(table: str, column: str, frame: pd.DataFrame, wrong: np.ndarray, *sentences: str) -> None:
    """Raise a TableError for the first wrong row, with what was found and what to do; no value is repeated."""
    places = np.flatnonzero(wrong)
    if places.size:
        more = f" (and {places.size - 1} more)" if places.size > 1 else ""
        raise TableError(f"table {table}, column '{column}', row {frame.index[places[0]]}{more}: {' '.join(sentences)}")


def _follow_up_in_order(tables: Tables) -> None:
    if "children" not in tables:
        return
    children = tables["children"]
    birth, entry, end = (children[name].to_numpy(float) for name in ("birth_month", "entry_month", "end_month"))
    here = "children"
    remedy = "Follow-up begins at the latest of exit, birth and intake."
    refuse_rows(here, "entry_month", children, entry < birth - TOUCHING, "before the birth.", remedy)
    refuse_rows(here, "end_month", children, end <= entry, "not after 'entry_month'.", "Correct the dates.")


def _inside_follow_up(tables: Tables) -> None:
    if "children" not in tables:
        return
    spans = tables["children"].set_index("child_id")[["entry_month", "end_month"]]
    for name, strictly_after in (("visits", False), ("assessments", False), ("setbacks", True)):
        if name not in tables:
            continue
        frame = tables[name]
        span = spans.reindex(frame["child_id"]).to_numpy(float)
        month = frame["month"].to_numpy(float)
        early = month <= span[:, 0] if strictly_after else month < span[:, 0] - TOUCHING
        wrong = early | (month > span[:, 1] + TOUCHING)
        remedy = "Keep what happened between entry and end of follow-up."
        refuse_rows(name, "month", frame, wrong, "outside the follow-up of the child.", remedy)


def _stretches_in_order(tables: Tables) -> None:
    for name in ("episodes", "services"):
        if name in tables:
            frame = tables[name]
            wrong = (frame["end_month"] < frame["start_month"]).to_numpy()
            refuse_rows(name, "end_month", frame, wrong, "before 'start_month'.", "Correct the dates.")


def _stages_tile(tables: Tables) -> None:
    if "stages" not in tables:
        return
    frame = tables["stages"].sort_values(["child_id", "start_month"], kind="stable")
    start, end = frame["start_month"].to_numpy(float), frame["end_month"].to_numpy(float)
    same = frame["child_id"].eq(frame["child_id"].shift()).to_numpy()
    gap = np.zeros(len(frame), dtype=bool)
    gap[1:] = same[1:] & (np.abs(start[1:] - end[:-1]) > TOUCHING)
    here = "stages"
    refuse_rows(here, "end_month", frame, end <= start, "not after 'start_month'.", "Leave out stages without length.")
    remedy = "Let each stage begin where the one before it ends."
    refuse_rows(here, "start_month", frame, gap, "a gap or an overlap with the stage before.", remedy)
    place = frame["stage"].map(ORDER).to_numpy(dtype=float, na_value=np.nan)
    ended = frame["ended"].astype(object).to_numpy()
    step = np.where(np.r_[same[1:], False], np.r_[place[1:], 0] - place, np.nan)
    wrong = ((ended == "forward") & (step <= 0)) | ((ended == "backward") & ~(step < 0))
    wrong |= (ended == "censored") & ~np.isnan(step)
    refuse_rows(here, "ended", frame, wrong, "contradicts the stage that follows.", "Correct one of the two.")
    if "children" in tables:
        spans = tables["children"].set_index("child_id").reindex(frame["child_id"])
        first, last = ~same, ~np.r_[same[1:], False]
        off = first & (np.abs(start - spans["entry_month"].to_numpy(float)) > TOUCHING)
        off |= last & (np.abs(end - spans["end_month"].to_numpy(float)) > TOUCHING)
        refuse_rows(
            here, "start_month", frame, off, "stages do not span the follow-up.", "Begin at entry, end at its end."
        )


def _groups_follow_from_episodes(tables: Tables) -> None:
    if not {"children", "episodes", "parents"} <= set(tables):
        return
    children = tables["children"]
    derived = derive_groups(children, tables["episodes"], tables["parents"])
    wrong = (derived.astype(object) != children["group"].astype(object)) & children["group"].notna() & derived.notna()
    remedy = "Group, birth and episodes must agree; see the rule in the dictionary."
    refuse_rows("children", "group", children, wrong.to_numpy(), "does not follow from the episodes.", remedy)


def _value_or_reason(tables: Tables) -> None:
    if "ratings" in tables:
        frame = tables["ratings"]
        wrong = (frame["value"].notna() == frame["non_answer"].notna()).to_numpy()
        remedy = "Give a value, or why there is none."
        refuse_rows("ratings", "value", frame, wrong, "both or neither of value and non-answer.", remedy)


RULES: tuple[Callable[[Tables], None], ...] = (
    _follow_up_in_order,
    _inside_follow_up,
    _stretches_in_order,
    _stages_tile,
    _groups_follow_from_episodes,
    _value_or_reason,
)
