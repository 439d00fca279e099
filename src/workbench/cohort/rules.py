"""Rules over several columns and tables of the follow-up: dates in order, stages that tile, one row for one thing.

A value that is missing contradicts nothing.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from .faults import holds, row_faults
from .lives import LIVES, TOUCHING, Tables, by_key, of_child

Rule = Callable[[Tables], Iterator[str]]
ORDER = {"crisis": 0, "transition": 1, "reintegration": 2}


def _follow_up_in_order(tables: Tables) -> Iterator[str]:
    if "children" not in tables:
        return
    children = tables["children"]
    birth, entry, end = (children[name].to_numpy(float) for name in ("birth_month", "entry_month", "end_month"))
    here = "children"
    remedy = "Follow-up begins at the latest of exit, birth and intake."
    yield from row_faults(here, "entry_month", children, entry < birth - TOUCHING, "before the birth.", remedy)
    yield from row_faults(here, "end_month", children, end <= entry, "not after 'entry_month'.", "Correct the dates.")


def _inside_follow_up(tables: Tables) -> Iterator[str]:
    for name, strictly_after in (("visits", False), ("assessments", False), ("setbacks", True)):
        if not {"children", name} <= set(tables):
            continue
        frame = tables[name]
        entry, end = of_child(tables, frame, "entry_month"), of_child(tables, frame, "end_month")
        month = frame["month"].to_numpy(float)
        early = month <= entry if strictly_after else month < entry - TOUCHING
        remedy = "Keep what happened between entry and end of follow-up."
        outside = early | (month > end + TOUCHING)
        yield from row_faults(name, "month", frame, outside, "outside the follow-up of the child.", remedy)
    for name in ("episodes", "services"):
        if {"children", name} <= set(tables):
            frame = tables[name]
            end = of_child(tables, frame, "end_month")
            for column in ("start_month", "end_month"):
                late = frame[column].to_numpy(float) > end + TOUCHING
                remedy = "Follow-up knows nothing later; correct one of the dates."
                yield from row_faults(name, column, frame, late, "after the end of the child's follow-up.", remedy)


def _stretches_in_order(tables: Tables) -> Iterator[str]:
    for name in ("episodes", "services"):
        if name in tables:
            frame = tables[name]
            wrong = holds(frame["end_month"] < frame["start_month"])
            yield from row_faults(name, "end_month", frame, wrong, "before 'start_month'.", "Correct the dates.")


def _stages_tile(tables: Tables) -> Iterator[str]:
    if "stages" not in tables:
        return
    frame = tables["stages"].sort_values(["child_id", "start_month"], kind="stable")
    start, end = frame["start_month"].to_numpy(float), frame["end_month"].to_numpy(float)
    same = holds(frame["child_id"] == frame["child_id"].shift())
    follows = np.append(same[1:], False)
    gap = np.zeros(len(frame), dtype=bool)
    gap[1:] = same[1:] & (np.abs(start[1:] - end[:-1]) > TOUCHING)
    here = "stages"
    remedy = "Leave out stages without length."
    yield from row_faults(here, "end_month", frame, end <= start, "not after 'start_month'.", remedy)
    remedy = "Let each stage begin where the one before it ends."
    yield from row_faults(here, "start_month", frame, gap, "a gap or an overlap with the stage before.", remedy)
    place = frame["stage"].astype(object).map(ORDER).to_numpy(dtype=float, na_value=np.nan)
    ended = frame["ended"].astype(object)
    step = np.append(place[1:], np.nan) - place
    wrong = ((ended == "forward") & follows & (step <= 0)) | ((ended == "backward") & (~follows | (step >= 0)))
    wrong |= (ended == "censored") & follows
    remedy = "Correct one of the two."
    yield from row_faults(here, "ended", frame, wrong.to_numpy(), "contradicts the stage that follows.", remedy)
    seen = frame["last_seen_before"]
    late = holds(seen >= frame["start_month"])
    remedy = "The stage before was last seen earlier."
    yield from row_faults(here, "last_seen_before", frame, late, "not before 'start_month'.", remedy)
    remedy = "It is empty for the first stay of a child, and for that alone."
    odd = holds(seen.notna()) != same
    yield from row_faults(here, "last_seen_before", frame, odd, "the cell does not fit the stays of the child.", remedy)
    if "children" in tables:
        off = ~same & (np.abs(start - of_child(tables, frame, "entry_month")) > TOUCHING)
        off |= ~follows & (np.abs(end - of_child(tables, frame, "end_month")) > TOUCHING)
        remedy = "Begin at entry, end at its end."
        yield from row_faults(here, "start_month", frame, off, "stages do not span the follow-up.", remedy)


def _assessments_at_visits(tables: Tables) -> Iterator[str]:
    if "assessments" not in tables:
        return
    frame, here = tables["assessments"], "assessments"
    once = frame["occasion"].notna() & (frame["occasion"] != "setback")
    twice = frame.duplicated(["child_id", "occasion"]).to_numpy() & holds(once)
    remedy = "A child has one of each, setbacks apart."
    yield from row_faults(here, "occasion", frame, twice, "the child has two of this occasion.", remedy)
    if "visits" in tables:
        day = ["child_id", "month"]
        visited = pd.MultiIndex.from_frame(frame[day]).isin(pd.MultiIndex.from_frame(tables["visits"][day]))
        wrong = ~visited & frame[day].notna().all(axis=1).to_numpy()
        remedy = "Give it the month of its visit."
        yield from row_faults(here, "month", frame, wrong, "the child had no visit on that day.", remedy)


def _one_effect_a_day(tables: Tables) -> Iterator[str]:
    if "setbacks" in tables:
        frame = tables["setbacks"]
        code = pd.Series(pd.factorize(frame["effect"].astype(object))[0], index=frame.index)
        day = code.groupby([frame["child_id"], frame["month"]])
        wrong = holds((code != day.transform("first")) & (code >= 0) & frame["month"].notna())
        remedy = "All rows of one child and day are one event with one effect."
        yield from row_faults("setbacks", "effect", frame, wrong, "contradicts another row of that day.", remedy)


def _value_or_reason(tables: Tables) -> Iterator[str]:
    if "ratings" in tables:
        frame = tables["ratings"]
        wrong = (frame["value"].notna() == frame["non_answer"].notna()).to_numpy()
        remedy = "Give a value, or why there is none."
        yield from row_faults("ratings", "value", frame, wrong, "both or neither of value and non-answer.", remedy)


def _parents_of_the_family(tables: Tables) -> Iterator[str]:
    if "parents" in tables:
        parents = tables["parents"]
        code = parents["exploitation"].astype(object)
        odd = (code == "not_applicable") == holds(parents["trafficked"])
        odd &= code.notna() & parents["trafficked"].notna()
        remedy = "It is 'not_applicable' for a parent who was not trafficked, and for no other."
        yield from row_faults("parents", "exploitation", parents, holds(odd), "contradicts 'trafficked'.", remedy)
    if {"parents", "children"} <= set(tables):
        children = tables["children"]
        theirs = by_key(tables["parents"], "parent_id").reindex(children["parent_id"])
        family = theirs["family_id"].set_axis(children.index)
        other = holds(family.notna() & children["family_id"].notna() & (family != children["family_id"]))
        found, remedy = "leads to a parent of another family.", "Correct one of the two."
        yield from row_faults("children", "parent_id", children, other, found, remedy)
        freed = holds(theirs["trafficked"].eq(False))
        found, remedy = "leads to a parent who was not trafficked.", "Name the one whose trafficking shaped the group."
        yield from row_faults("children", "parent_id", children, freed, found, remedy)


RULES: tuple[Rule, ...] = (
    _follow_up_in_order,
    *LIVES,
    _inside_follow_up,
    _stretches_in_order,
    _stages_tile,
    _assessments_at_visits,
    _one_effect_a_day,
    _parents_of_the_family,
    _value_or_reason,
)
