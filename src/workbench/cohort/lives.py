"""Rules over the dates of a child's life: birth, episodes, age and group agree. What is missing contradicts nothing."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from ..model.vocabulary import GROUPS
from .faults import holds, row_faults
from .grouping import derive_groups

Tables = Mapping[str, pd.DataFrame]
TOUCHING = 1e-6
ROUNDED = 0.01  # a sum of several stretches that are rounded to the day
OF_AGE = 18 * 12.0
MONTH_OF_AGE = 1.0  # by so much an age in years may differ from the birth, which is often known to the month


def by_key(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Rows by their key; one that comes twice only once."""
    return frame.dropna(subset=[key]).drop_duplicates(key).set_index(key)


def of_child(tables: Tables, frame: pd.DataFrame, column: str) -> np.ndarray:
    """A number of the child for every row of a frame; missing where the child is not there."""
    return by_key(tables["children"], "child_id")[column].reindex(frame["child_id"]).to_numpy(float)


def _births_agree(tables: Tables) -> Iterator[str]:
    if "episodes" not in tables:
        return
    frame, here = tables["episodes"], "episodes"
    start, end = frame["start_month"].to_numpy(float), frame["end_month"].to_numpy(float)
    born = holds(frame["kind"] == "born")
    twice = born & frame[born].duplicated("child_id").reindex(frame.index, fill_value=False).to_numpy(bool)
    yield from row_faults(here, "kind", frame, twice, "a second birth of the child.", "Keep one.")
    remedy = "A birth ends on its own day."
    long = born & ~(np.abs(end - start) <= TOUCHING)
    yield from row_faults(here, "end_month", frame, long, "contradicts the begin of a birth.", remedy)
    if "children" in tables:
        birth = of_child(tables, frame, "birth_month")
        found, remedy = "contradicts 'birth_month' of the child.", "Correct one of the two dates."
        wrong = born & (np.abs(start - birth) > TOUCHING)
        yield from row_faults(here, "start_month", frame, wrong, found, remedy)
        early = ~born & (start < birth - TOUCHING)
        yield from row_faults(here, "start_month", frame, early, "before the birth of the child.", remedy)


def _stretches_of_one_kind_apart(tables: Tables) -> Iterator[str]:
    if "episodes" not in tables:
        return
    frame = tables["episodes"].sort_values(["child_id", "kind", "start_month"], kind="stable")
    before = frame.shift()
    same = holds(frame["child_id"] == before["child_id"])
    same &= holds(frame["kind"].astype(object) == before["kind"].astype(object))
    ended = before["end_month"].to_numpy(float)
    wrong = same & ~(frame["start_month"].to_numpy(float) >= np.where(np.isnan(ended), np.inf, ended) - TOUCHING)
    remedy = "Let stretches of one kind follow one another."
    yield from row_faults("episodes", "start_month", frame, wrong, "overlaps with another of its kind.", remedy)


def _time_apart_is_counted(tables: Tables) -> Iterator[str]:
    if not {"children", "episodes"} <= set(tables):
        return
    children, episodes = tables["children"], tables["episodes"]
    apart = episodes[holds(episodes["kind"] == "separated")]
    until = apart["end_month"].fillna(0.0).clip(upper=0.0)
    dated = (until - apart["start_month"]).clip(lower=0.0).groupby(apart["child_id"]).sum()
    dated = dated.reindex(children["child_id"]).fillna(0.0).to_numpy(float)
    wrong = dated > children["separation_months"].to_numpy(float) + ROUNDED
    remedy = "It counts all stretches up to the exit."
    found = "less than the stretches apart in 'episodes'."
    yield from row_faults("children", "separation_months", children, wrong, found, remedy)


def _of_age(tables: Tables) -> Iterator[str]:
    if "children" not in tables:
        return
    children = tables["children"]
    late = children["end_month"].to_numpy(float) > children["birth_month"].to_numpy(float) + OF_AGE + TOUCHING
    remedy = "Follow-up ends at the eighteenth birthday; correct one of the two dates."
    yield from row_faults("children", "end_month", children, late, "18 years or more after the birth.", remedy)
    if "assessments" in tables:
        frame = tables["assessments"]
        months = frame["month"].to_numpy(float) - of_child(tables, frame, "birth_month")
        age = frame["age"].to_numpy(float, na_value=np.nan)
        wrong = (age < np.floor((months - MONTH_OF_AGE) / 12)) | (age > np.floor((months + MONTH_OF_AGE) / 12))
        remedy = "Correct one of the two; an age may differ by a month."
        yield from row_faults("assessments", "age", frame, wrong, "contradicts 'birth_month' of the child.", remedy)


def _groups_follow_from_episodes(tables: Tables) -> Iterator[str]:
    if not {"children", "episodes", "parents"} <= set(tables):
        return
    children = tables["children"]
    derived = derive_groups(children, tables["episodes"], by_key(tables["parents"], "parent_id").reset_index())
    told = children["group"].astype(object)
    wrong = (derived.astype(object) != told) & told.isin(list(GROUPS)) & derived.notna()
    remedy = "Group, birth and episodes must agree; see the rule in the dictionary."
    yield from row_faults("children", "group", children, wrong.to_numpy(), "does not follow from the episodes.", remedy)


LIVES = (_births_agree, _stretches_of_one_kind_apart, _time_apart_is_counted, _of_age, _groups_follow_from_episodes)
