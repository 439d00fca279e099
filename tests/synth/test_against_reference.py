"""The arrays and the plain child-by-child reference agree in distribution, within 4.5 standard errors."""

import numpy as np
import pandas as pd
import pytest

from synth.reference import DAYS, simulate
from workbench.model.vocabulary import GROUPS
from workbench.synth.parameters import read_parameters

MOST_ERRORS = 4.5
FAMILIES = 2500


@pytest.fixture(scope="module")
def plain():
    return simulate(read_parameters(), FAMILIES, 11)


@pytest.fixture(scope="module")
def plain_children(plain):
    return pd.DataFrame(
        {
            "group": [child.group for child in plain],
            "birth": [child.birth / DAYS for child in plain],
            "entry": [child.entry / DAYS for child in plain],
            "months": [(child.end - child.entry) / DAYS for child in plain],
            "criteria": [child.criteria for child in plain],
            "reason": [child.reason for child in plain],
            "setbacks": [len(child.setbacks) for child in plain],
        }
    )


@pytest.fixture(scope="module")
def children(many):
    frame = many.children
    events = many.setbacks.drop_duplicates(["child_id", "month"])["child_id"].value_counts()
    return pd.DataFrame(
        {
            "group": frame["group"].astype(str),
            "birth": frame["birth_month"],
            "entry": frame["entry_month"],
            "months": frame["end_month"] - frame["entry_month"],
            "criteria": frame.filter(like="criterion_").sum(axis=1),
            "reason": frame["end_reason"].astype(str),
            "setbacks": frame["child_id"].map(events).fillna(0),
        }
    )


def assert_alike(one, other, share=1.7):
    """Means differ by less than the stated number of standard errors; `share` allows for siblings being alike."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    error = share * np.sqrt(one.var() / len(one) + other.var() / len(other))
    assert abs(one.mean() - other.mean()) <= MOST_ERRORS * error


def test_children_of_a_family(many, plain):
    assert len(many.children) / len(many.families) == pytest.approx(len(plain) / FAMILIES, rel=0.05)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("what", ["birth", "entry", "months", "criteria", "setbacks"])
def test_means_of_each_group(children, plain_children, group, what):
    assert_alike(*(frame.loc[frame["group"] == group, what] for frame in (children, plain_children)))


@pytest.mark.parametrize("group", GROUPS)
def test_shares_of_groups(children, plain_children, group):
    assert_alike(children["group"] == group, plain_children["group"] == group)


@pytest.mark.parametrize("reason", ["goals_met", "lost", "came_of_age", "sixty_months", "study_end"])
def test_why_follow_up_ended(children, plain_children, reason):
    assert_alike(children["reason"] == reason, plain_children["reason"] == reason)


def test_setbacks_scatter_alike(children, plain_children):
    assert_alike(children["setbacks"] == 0, plain_children["setbacks"] == 0)
    assert_alike(children["setbacks"] > 5, plain_children["setbacks"] > 5)


@pytest.fixture(scope="module")
def plain_stays(plain):
    rows = [
        (child.group, stage, (end - start) / DAYS, ended)
        for child in plain
        for stage, start, end, ended in child.stages
    ]
    return pd.DataFrame(rows, columns=["group", "stage", "months", "ended"])


@pytest.fixture(scope="module")
def stays(many):
    frame = many.truth.stages
    groups = many.children.set_index("child_id")["group"].astype(str)
    return frame.assign(group=frame["child_id"].map(groups), months=frame["end_month"] - frame["start_month"])


@pytest.mark.parametrize("stage", ["crisis", "transition", "reintegration"])
@pytest.mark.parametrize("group", GROUPS)
def test_stays(stays, plain_stays, group, stage):
    mine, other = (frame[(frame["group"] == group) & (frame["stage"] == stage)] for frame in (stays, plain_stays))
    assert_alike(mine["months"], other["months"])
    assert_alike(np.log(mine["months"]) ** 2, np.log(other["months"]) ** 2)
    for ended in ("forward", "backward", "censored"):
        assert_alike(mine["ended"] == ended, other["ended"] == ended)


def test_a_difference_would_be_seen(children):
    with pytest.raises(AssertionError):
        assert_alike(children["setbacks"], children["setbacks"] * 1.25)
