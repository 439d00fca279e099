"""Mean cumulative counts against R, a worked example, and changes that must not matter."""

import numpy as np
import pandas as pd
import pytest

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.recurrent import mean_cumulative


def test_curves_by_group_are_those_of_r(cgd, recorded):
    entry = recorded("cgd_mcf_by_treat")["result"]
    table = mean_cumulative(cgd, start="tstart", stop="tstop", event="status", cluster="id", by="treat").table
    for stratum, time, mean, se in zip(
        entry["strata"], entry["time"], entry["mcf_cumhaz"], entry["robust_se"], strict=True
    ):
        last = table[(table["treat"] == stratum.removeprefix("treat=")) & (table["time"] <= time)].iloc[-1]
        assert last["mean"] == pytest.approx(mean, rel=1e-12)
        assert last["se"] == pytest.approx(se, rel=1e-12)


def test_errors_by_a_coarser_cluster_are_those_of_r(cgd, recorded):
    entry = recorded("cgd_mcf_by_center")["result"]
    table = mean_cumulative(cgd, start="tstart", stop="tstop", event="status", cluster="center").table
    last = table.iloc[[np.flatnonzero(table["time"] <= time)[-1] for time in entry["time"]]]
    np.testing.assert_allclose(last["mean"], entry["mean"], rtol=1e-12)
    np.testing.assert_allclose(last["se"], entry["se"], rtol=1e-12)


def test_three_children_can_be_worked_by_hand():
    """Events at 1 (3 at risk) and 2 (2 at risk): 1/3, then 1/3 + 1/2."""
    rows = pd.DataFrame({"child": [1, 1, 2, 3], "start": [0, 1, 0, 0], "stop": [1, 3, 2, 1.5], "event": [1, 0, 1, 0]})
    table = mean_cumulative(rows, **ROWS, cluster="child").table
    assert table["time"].tolist() == [1, 2]
    assert table["mean"].tolist() == pytest.approx([1 / 3, 5 / 6])
    first = np.array([2, -1, -1]) / 9
    second = first + np.array([-1, 1, 0]) / 4
    assert table["se"].tolist() == pytest.approx([np.sqrt(np.sum(first**2)), np.sqrt(np.sum(second**2))])


def test_limits_stay_above_0_and_hold_the_mean():
    table = mean_cumulative(cohort(), **ROWS, cluster="family").table
    assert (table["low"] > 0).all()
    assert ((table["low"] < table["mean"]) & (table["mean"] < table["high"])).all()
    np.testing.assert_allclose(table["low"] * table["high"], table["mean"] ** 2)


def test_cut_intervals_and_row_order_change_nothing():
    rows = cohort(days=True)
    middle = (rows["start"] + rows["stop"]) / 2
    cut = pd.concat([rows.assign(start=middle), rows.assign(stop=middle, event=0)]).sample(frac=1, random_state=1)
    whole = mean_cumulative(rows, **ROWS, cluster="family").table
    pd.testing.assert_frame_equal(mean_cumulative(cut, **ROWS, cluster="family").table, whole, rtol=1e-10)


def test_every_family_twice_halves_the_variance():
    rows = cohort(days=True)
    twice = pd.concat([rows, rows.assign(family=rows["family"] + 1000)])
    once = mean_cumulative(rows, **ROWS, cluster="family", by="exposed").table
    both = mean_cumulative(twice, **ROWS, cluster="family", by="exposed").table
    np.testing.assert_allclose(both["mean"], once["mean"])
    np.testing.assert_allclose(both["se"] ** 2, once["se"] ** 2 / 2)


def test_clusters_in_small_blocks_give_the_same(monkeypatch):
    whole = mean_cumulative(cohort(), **ROWS, cluster="family").table
    monkeypatch.setattr("workbench.research.recurrent.cumulative.BLOCK", 1)
    pd.testing.assert_frame_equal(mean_cumulative(cohort(), **ROWS, cluster="family").table, whole)


def test_siblings_make_the_family_error_larger_than_the_childs():
    rows = cohort(families=200, spread=2.0)
    by_family = mean_cumulative(rows, **ROWS, cluster="family").table["se"].iloc[-1]
    by_child = mean_cumulative(rows, **ROWS, cluster="child").table["se"].iloc[-1]
    assert by_family > 1.1 * by_child


def test_a_group_without_events_is_refused():
    rows = cohort().assign(group=lambda t: np.where(t.index < 3, "few", "rest"))
    rows.loc[rows["group"] == "few", "event"] = 0
    with pytest.raises(TableError, match="column 'group', group few: no event"):
        mean_cumulative(rows, **ROWS, cluster="family", by="group")


def test_one_family_gives_no_interval_of_no_width():
    rows = cohort()
    with pytest.raises(TableError, match="column 'family': one only"):
        mean_cumulative(rows.assign(family=1), **ROWS, cluster="family")
    alone = rows.assign(group=np.where(rows["family"] == rows.loc[rows["event"] == 1, "family"].iloc[0], "one", "rest"))
    with pytest.raises(TableError, match="group one: all rows are of one 'family'"):
        mean_cumulative(alone, **ROWS, cluster="family", by="group")


def test_a_group_column_named_as_the_table_names_its_own_is_refused():
    with pytest.raises(TableError, match="column 'time': that name is taken"):
        mean_cumulative(cohort().assign(time="a"), **ROWS, cluster="family", by="time")
