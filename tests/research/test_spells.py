"""Spells from stages: bounds by hand, both readings of a move back, and tables that must be refused."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.research.durations import spells

STAGES = pd.DataFrame(
    [
        ("a", "crisis", 0.0, 5.0, "forward", np.nan),
        ("a", "transition", 5.0, 9.0, "backward", 3.0),
        ("a", "crisis", 9.0, 12.0, "forward", np.nan),
        ("a", "transition", 12.0, 30.0, "censored", 11.0),
        ("b", "crisis", 0.0, 7.0, "forward", np.nan),
        ("b", "transition", 7.0, 20.0, "forward", 6.0),
        ("b", "reintegration", 20.0, 36.0, "censored", 16.0),
    ],
    columns=["child_id", "stage", "start_month", "end_month", "ended", "last_seen_before"],
)


def bounds(frame, child, **options):
    rows = spells(frame, **options)
    row = rows[rows["child_id"] == child].iloc[0]
    return row["lower"], row["upper"]


def test_an_end_seen_at_a_visit_lies_between_two_visits():
    assert bounds(STAGES, "a", stage="crisis") == (3.0, 5.0)
    assert bounds(STAGES.drop(columns="last_seen_before"), "a", stage="crisis") == (5.0, 5.0)


def test_origin_says_when_an_unseen_start_was():
    assert bounds(STAGES, "b", stage="transition", origin="midpoint") == (16 - 6.5, 20 - 6.5)
    assert bounds(STAGES, "b", stage="transition", origin="seen") == (16 - 7, 20 - 7)
    assert bounds(STAGES, "b", stage="transition", origin="widest") == (16 - 7, 20 - 6)


def test_a_move_back_censors_the_forward_duration_or_ends_the_spell():
    assert bounds(STAGES, "a", stage="transition", origin="seen") == (4.0, np.inf)
    assert bounds(STAGES, "a", stage="transition", origin="seen", backward="end") == (4.0, 4.0)


def test_a_stage_that_is_still_open_is_not_finished():
    assert bounds(STAGES, "b", stage="reintegration", origin="seen") == (16.0, np.inf)


def test_total_time_adds_the_spells_of_a_child():
    exact = STAGES.drop(columns="last_seen_before")
    assert bounds(exact, "a", stage="crisis", which="total") == (8.0, 8.0)
    assert bounds(exact, "a", stage="transition", which="total", backward="end") == (22.0, np.inf)
    each = spells(exact, stage="crisis", which="each")
    assert list(each.loc[each["child_id"] == "a", "spell"]) == [1, 2]


def test_row_order_does_not_matter():
    pd.testing.assert_frame_equal(spells(STAGES), spells(STAGES.sample(frac=1, random_state=1)))


def test_facts_about_children_are_added_once_each():
    children = pd.DataFrame({"child_id": ["b", "a"], "family_id": [2, 1], "group": ["born_after", "left_behind"]})
    joined = spells(STAGES, stage="crisis", children=children).set_index("child_id")
    assert joined.loc["a", "group"] == "left_behind" and joined.loc["b", "family_id"] == 2


def change(row, **values):
    return STAGES.assign(**{name: STAGES[name].where(STAGES.index != row, value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (change(1, start_month=4.0), "begins before the stage before it ends"),
        (change(1, start_month=6.0), "leaves a gap"),
        (change(1, end_month=5.0), "not after 'start_month'"),
        (change(1, last_seen_before=5.5), "visits are out of order"),
        (change(2, last_seen_before=4.0), "visits are out of order"),
        (change(1, ended="sideways"), "Use forward, backward, censored"),
        (change(1, ended="censored"), "follows a stage that is marked censored"),
        (STAGES.drop(columns="ended"), "not in the table"),
    ],
)
def test_broken_stages_are_answered_in_words(frame, words):
    with pytest.raises(TableError, match=words):
        spells(frame)


def test_a_stage_defined_by_the_calendar_is_refused():
    fixed = pd.DataFrame({"child_id": range(12), "stage": "crisis", "start_month": 0.0, "end_month": 6.0})
    with pytest.raises(TableError, match="defined by the calendar"):
        spells(fixed.assign(ended="forward"))


@pytest.mark.parametrize(
    "options", [{"stage": "limbo"}, {"which": "last"}, {"backward": "ignore"}, {"origin": "guess"}]
)
def test_unknown_choices_are_named(options):
    with pytest.raises(TableError, match=r"Use|Correct"):
        spells(STAGES, **options)


def test_a_child_missing_from_the_children_is_named():
    with pytest.raises(TableError, match="not among the children"):
        spells(STAGES, children=pd.DataFrame({"child_id": ["a"]}))
