"""Tables that cannot answer how long and how differently: each is answered in words, with the remedy."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.research.durations import bootstrap_ratios, decompose, location_scale, spells

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "child_id"}


def stages(n=40, seed=4):
    """Children of two groups in crisis, then in transition, seen every month."""
    rng = np.random.default_rng(seed)
    first, second = np.ceil(rng.lognormal(1.6, 0.5, n)), np.ceil(rng.lognormal(1.9, 0.5, n))
    rows = []
    for child in range(n):
        middle, end = first[child], first[child] + second[child]
        rows.append((child, "crisis", 0.0, middle, "forward", np.nan))
        rows.append((child, "transition", middle, end, "forward", middle - 1))
    columns = ["child_id", "stage", "start_month", "end_month", "ended", "last_seen_before"]
    return pd.DataFrame(rows, columns=columns)


def children(n=40, few=20):
    return pd.DataFrame({"child_id": range(n), "group": ["born_after"] * few + ["left_behind"] * (n - few)})


def refused(call, *words):
    with pytest.raises(TableError) as caught:
        call()
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("model", [location_scale, decompose, bootstrap_ratios])
def test_a_group_with_fewer_than_ten_children(model):
    rows = spells(stages(), stage="transition", children=children(few=9))
    refused(lambda: model(rows, **MODEL), "'born_after': 9 children", "at least 10", "Merge it with a related group")


@pytest.mark.parametrize("model", [location_scale, decompose, bootstrap_ratios])
def test_a_group_without_a_finished_spell(model):
    rows = spells(stages(), stage="transition", children=children())
    rows["upper"] = rows["upper"].where(rows["group"] != "born_after", np.inf)
    words = "'born_after': no spell has finished", "Wait for longer follow-up, merge the group"
    refused(lambda: model(rows, **MODEL), *words)


def test_stages_that_overlap():
    rows = stages()
    rows.loc[1, "start_month"] -= 0.5
    words = "row 1", "begins before the stage before it ends", "Let one stage of a child end where the next begins"
    refused(lambda: spells(rows), *words)


def test_stages_that_leave_gaps():
    rows = stages()
    rows.loc[3, "start_month"] += 0.5
    refused(lambda: spells(rows), "row 3", "leaves a gap", "Fill the gap with a stage, or cut the child there")


def test_visits_out_of_order():
    rows = stages()
    rows.loc[5, "last_seen_before"] = rows.loc[5, "start_month"] + 0.5
    refused(lambda: spells(rows), "row 5", "visits are out of order", "Sort the visits of the child by date")


def test_a_stage_defined_by_the_calendar():
    fixed = stages()
    fixed["end_month"] = np.where(fixed["stage"] == "crisis", 6.0, 12.0)
    fixed["start_month"] = np.where(fixed["stage"] == "crisis", 0.0, 6.0)
    fixed["last_seen_before"] = np.nan
    words = "defined by the calendar", "use the stage that was observed at visits"
    refused(lambda: spells(fixed, stage="transition"), "stage 'transition'", *words)


def test_a_stage_defined_by_the_calendar_is_known_although_visits_blur_it():
    rng = np.random.default_rng(1)
    blurred = stages()
    crisis = (blurred["stage"] == "crisis").to_numpy()
    seen, before = 6 + rng.uniform(0, 1, 40), 6 - rng.uniform(0, 1, 40)
    blurred.loc[crisis, "end_month"] = blurred.loc[~crisis, "start_month"] = 0.0
    blurred.loc[crisis, "end_month"] = seen
    blurred.loc[~crisis, "start_month"] = seen
    blurred.loc[~crisis, "last_seen_before"] = before
    blurred.loc[~crisis, "end_month"] = seen + rng.uniform(3, 20, 40)
    refused(lambda: spells(blurred, stage="crisis"), "stage 'crisis'", "may be equal", "defined by the calendar")
    assert len(spells(blurred, stage="transition")) == 40


def test_the_same_table_without_a_fault_is_answered():
    rows = spells(stages(), stage="transition", children=children())
    assert location_scale(rows, **MODEL).ratios["ratio"].notna().all()
