"""Kaplan–Meier and Turnbull: R's survfit, by hand, and never a number that follow-up does not show."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research.durations import kaplan_meier, turnbull
from workbench.research.durations.product_limit import find_quantiles

BOUNDS = {"lower": "lower", "upper": "upper"}


@pytest.fixture(scope="module")
def onset(reference_table):
    rows = reference_table("cav_interval_onset.csv")
    return rows.assign(lower=rows["L"].fillna(0.0), upper=rows["R"].fillna(np.inf))


def durations(seed=3, n_families=50):
    rng = np.random.default_rng(seed)
    family = np.repeat(np.arange(n_families), 2)
    months = np.exp(2 + rng.normal(0, 0.5, n_families)[family] + 0.3 * rng.normal(size=len(family)))
    stop = rng.uniform(5, 40, len(family))
    upper = np.where(months <= stop, months, np.inf)
    group = np.tile(["behind", "with"], n_families)
    return pd.DataFrame({"lower": np.minimum(months, stop), "upper": upper, "group": group, "family": family})


def test_lung_quantiles_and_restricted_means_match_survfit(lung, recorded):
    expected = recorded("lung_km_quantiles")["result"]
    found = kaplan_meier(lung, **BOUNDS, by="sex")
    table = found.quantiles()
    for column, name in (("time", "quantile"), ("low", "lower"), ("high", "upper")):
        values = np.array(expected[name], dtype=float).ravel()
        np.testing.assert_allclose(table[column], values)
    restricted = found.restricted(365)
    np.testing.assert_allclose(restricted["mean"], expected["rmst365"], rtol=1e-10)
    np.testing.assert_allclose(restricted["mean_se"], expected["se_rmst365"], rtol=1e-8)
    np.testing.assert_allclose(found.interquartile(replicates=50)["iqr"], expected["iqr"])


def test_five_children_by_hand():
    rows = pd.DataFrame({"lower": [1.0, 2, 3, 4, 5], "upper": [1.0, np.inf, 3, 4, np.inf]})
    found = kaplan_meier(rows, **BOUNDS)
    np.testing.assert_allclose(found.table["survival"], [4 / 5, 4 / 5 * 2 / 3, 4 / 5 * 1 / 3])
    np.testing.assert_array_equal(found.table["at_risk"], [5, 3, 2])
    assert found.restricted(4)["mean"].iloc[0] == pytest.approx(1 + 2 * 4 / 5 + 8 / 15)


def test_influence_of_single_children_gives_greenwood():
    rows = durations().assign(row=np.arange(100))
    plain = kaplan_meier(rows, **BOUNDS, by="group").table["se"]
    np.testing.assert_allclose(kaplan_meier(rows, **BOUNDS, by="group", cluster="row").table["se"], plain, rtol=1e-8)


def test_restricted_variances_are_those_of_leaving_families_out():
    rows = durations()
    found = kaplan_meier(rows, **BOUNDS, cluster="family").restricted(20).iloc[0]
    out = [
        kaplan_meier(rows[rows["family"] != family], **BOUNDS).restricted(20)[["mean", "sd"]].iloc[0]
        for family in range(50)
    ]
    jackknife = np.std(out, axis=0) * np.sqrt(49)
    np.testing.assert_allclose([found["mean_se"], found["sd_se"]], jackknife, rtol=0.06)


def test_twins_who_share_everything_add_nothing():
    rows = durations()
    one = kaplan_meier(rows, **BOUNDS, by="group", cluster="family")
    two = kaplan_meier(pd.concat([rows, rows]), **BOUNDS, by="group", cluster="family")
    np.testing.assert_allclose(one.table["se"], two.table["se"], rtol=1e-8)
    pd.testing.assert_frame_equal(one.restricted(15), two.restricted(15))


def test_restricted_sd_without_censoring_is_the_plain_one():
    rows = durations().assign(lower=lambda frame: frame["lower"], upper=lambda frame: frame["lower"])
    found = kaplan_meier(rows, **BOUNDS).restricted(100).iloc[0]
    assert found["sd"] == pytest.approx(rows["lower"].std(ddof=0))
    assert found["mean_se"] == pytest.approx(rows["lower"].std(ddof=0) / 10)


def test_what_follow_up_does_not_show_is_not_reached():
    rows = pd.DataFrame({"lower": np.arange(1.0, 21), "upper": np.where(np.arange(20) < 8, np.arange(1.0, 21), np.inf)})
    found = kaplan_meier(rows, **BOUNDS)
    upper_quartile = found.quantiles().loc[("all", 0.75)]
    assert np.isnan(upper_quartile["time"]) and upper_quartile["text"] == "not reached"
    spread = found.interquartile(replicates=50).iloc[0]
    assert np.isnan(spread["iqr"]) and spread["text"].startswith("not reached")
    with pytest.raises(TableError, match="Choose a horizon that every group reaches"):
        found.restricted(25)


def test_a_flat_curve_at_a_quantile_gives_its_middle():
    assert find_quantiles(np.array([2.0, 6.0]), np.array([[0.5, 0.2]]), 0.5, 9.0)[0] == 4.0
    assert find_quantiles(np.array([2.0]), np.array([[0.5]]), 0.5, 9.0)[0] == 5.5


def test_the_same_seed_draws_the_same_families():
    found = kaplan_meier(durations(), **BOUNDS, by="group", cluster="family")
    pd.testing.assert_frame_equal(found.interquartile(seed=5), found.interquartile(seed=5))


def test_intervals_are_sent_to_turnbull():
    with pytest.raises(TableError, match="use turnbull"):
        kaplan_meier(durations().assign(upper=lambda rows: rows["lower"] + 3), **BOUNDS)


def test_onset_between_visits_is_near_survfit_and_more_likely(onset, recorded):
    """survfit stops its EM at steps of 5e-5; the estimate here satisfies the conditions of the maximum."""
    expected = recorded("cav_interval_turnbull")["result"]
    found = turnbull(onset, **BOUNDS)
    np.testing.assert_allclose(found.survival(expected["time"]).loc["all"], expected["surv"], atol=0.01)
    support = found.supports["all"]
    weights = np.bincount(support.row)
    slope = support.patterns.T @ (weights / (support.patterns @ support.mass))
    assert slope.max() <= len(onset) * (1 + 1e-7)
    np.testing.assert_allclose(slope[support.mass > 1e-6], len(onset), rtol=1e-4)


def test_turnbull_without_intervals_is_kaplan_meier():
    rows = durations()
    plain = kaplan_meier(rows, **BOUNDS).table
    found = turnbull(rows, **BOUNDS)
    finite = found.table[np.isfinite(found.table["right"])]
    np.testing.assert_allclose(finite["right"], plain["time"])
    np.testing.assert_allclose(finite["survival"], plain["survival"], atol=1e-6)


def test_turnbull_three_children_by_hand():
    rows = pd.DataFrame({"lower": [0.0, 1.0, 2.0], "upper": [2.0, 3.0, np.inf]})
    found = turnbull(rows, **BOUNDS).table
    assert found[["left", "right"]].to_numpy().tolist() == [[1.0, 2.0], [2.0, 3.0]]


def test_turnbull_says_not_reached():
    rows = durations().assign(lower=lambda frame: np.floor(frame["lower"] / 3) * 3)
    rows["upper"] = np.where(rows["lower"] < 6, rows["lower"] + 3, np.inf)
    found = turnbull(rows, **BOUNDS, cluster="family")
    assert found.interquartile(replicates=20)["text"].iloc[0].startswith("not reached")
    median = found.quantiles([0.2], replicates=20).iloc[0]
    assert median["left"] < median["time"] < median["right"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6)), min_size=3, max_size=25))
def test_turnbull_mass_is_a_distribution_and_no_child_is_impossible(pairs):
    rows = pd.DataFrame({"lower": [float(a) for a, _ in pairs], "upper": [float(a + b) for a, b in pairs]})
    support = turnbull(rows, **BOUNDS).supports["all"]
    assert support.mass.sum() == pytest.approx(1) and (support.mass >= 0).all()
    assert (support.patterns @ support.mass > 0).all()
