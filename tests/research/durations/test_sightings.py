"""Stages as visits saw them: by hand, and equal to what a cohort says when every visit is used."""

import numpy as np
import pandas as pd
import pytest

import workbench as wb
from workbench.errors import TableError
from workbench.research.durations import spells, watch_stages

ORDER = ["crisis", "transition", "reintegration"]
VISITS = pd.DataFrame(
    [
        ("a", 0.0, "crisis"),
        ("a", 2.0, "crisis"),
        ("a", 3.0, "transition"),
        ("a", 5.0, "crisis"),
        ("b", 1.0, "crisis"),
        ("b", 4.0, "transition"),
        ("c", 6.0, "transition"),
    ],
    columns=["child_id", "month", "stage"],
)
CHILDREN = pd.DataFrame(
    {
        "child_id": ["a", "b", "c", "d"],
        "entry_month": [0.0, 1, 5, 0],
        "end_month": [6.0, 9, 7, 3],
        "closed": [0, 1, 0, 0],
    }
)
GIVEN = {"order": ORDER, "children": CHILDREN}


def test_three_children_by_hand():
    rows = watch_stages(VISITS.sample(frac=1, random_state=2), **GIVEN)
    expected = [
        ("a", "crisis", 0.0, 3.0, "forward", np.nan),
        ("a", "transition", 3.0, 5.0, "backward", 2.0),
        ("a", "crisis", 5.0, 6.0, "censored", 3.0),
        ("b", "crisis", 1.0, 4.0, "forward", np.nan),
        ("b", "transition", 4.0, 9.0, "forward", 1.0),
        ("c", "transition", 5.0, 7.0, "censored", np.nan),
    ]
    pd.testing.assert_frame_equal(rows, pd.DataFrame(expected, columns=list(rows.columns)))


def test_all_visits_of_a_cohort_give_its_stages():
    cohort = wb.synthesise(families=60, seed=3)
    children = cohort.children.assign(closed=cohort.children["end_reason"] == "goals_met")
    rows = watch_stages(cohort.visits, order=ORDER, children=children)
    told = cohort.stages.astype({"stage": object, "ended": object}).sort_values(["child_id", "start_month"])
    pd.testing.assert_frame_equal(
        rows.astype({"stage": object, "ended": object}), told[rows.columns].reset_index(drop=True), check_dtype=False
    )


def test_fewer_visits_see_ends_later_and_no_more_of_them():
    cohort = wb.synthesise(families=60, seed=3)
    children = cohort.children.assign(closed=cohort.children["end_reason"] == "goals_met")
    scheduled = cohort.visits[cohort.visits["kind"] == "scheduled"]
    fewer = spells(watch_stages(scheduled, order=ORDER, children=children), stage="crisis")
    every = spells(cohort.stages, stage="crisis")
    both = fewer.merge(every, on="child_id", suffixes=("", "_every"))
    ended = both[np.isfinite(both["upper"])]
    assert (ended["upper"] >= ended["upper_every"] - 1e-9).all()
    assert (ended["lower"] <= ended["lower_every"] + 1e-9).all()
    assert (ended["upper"] > ended["upper_every"]).any()


@pytest.mark.parametrize(
    ("visits", "children", "words"),
    [
        (VISITS.assign(stage="limbo"), CHILDREN, "The order has crisis, transition, reintegration"),
        (VISITS.assign(month=0.0), CHILDREN, "outside the follow-up"),
        (pd.concat([VISITS, VISITS]), CHILDREN, "a second visit of the child on that day"),
        (VISITS.assign(child_id="z"), CHILDREN, "not among the children"),
        (VISITS, pd.concat([CHILDREN, CHILDREN]), "a second row of one child"),
        (VISITS, CHILDREN.assign(closed=np.nan), "column 'closed': the value is missing"),
        (VISITS.drop(columns="month"), CHILDREN, "not in the table"),
    ],
)
def test_visits_that_cannot_be_are_answered_in_words(visits, children, words):
    with pytest.raises(TableError, match=words):
        watch_stages(visits, order=ORDER, children=children)
