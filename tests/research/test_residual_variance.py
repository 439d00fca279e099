"""Spread of repeated scores by group against R's nlme and finite differences."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.research.durations import residual_variance
from workbench.research.durations.mixed import Mixed

MODEL = {"y": "distance", "formula": "age * Sex", "id": "Subject", "group": "Sex"}


def scores(seed=2):
    rng = np.random.default_rng(seed)
    child = np.repeat(np.arange(80), 4)
    group = np.where(child < 40, "behind", "with")
    wide = np.where(group == "with", 2.0, 1.0)
    y = 5 + wide * (0.8 * rng.normal(size=80)[child] + rng.normal(size=len(child)))
    return pd.DataFrame({"child": child, "group": group, "month": np.tile(range(4), 80), "y": y})


def test_teeth_match_nlme(teeth, recorded):
    expected = recorded("orthodont_varident_sex")["result"]
    found = residual_variance(teeth, **MODEL, method="reml")
    np.testing.assert_allclose(found.table["coef"], list(expected["fixef"].values()), rtol=1e-6)
    np.testing.assert_allclose(found.table["se"], list(expected["se"].values()), rtol=1e-5)
    assert found.log_likelihood == pytest.approx(expected["loglik1"], rel=1e-9)
    assert found.residual_sd["Male"] == pytest.approx(expected["sigma_Male"], rel=1e-5)
    assert found.ratios.loc["Female", "ratio"] == pytest.approx(expected["ratio_Female"], rel=1e-5)
    assert found.between_sd["all"] == pytest.approx(expected["sd_subject"], rel=1e-5)
    assert (found.likelihood_ratio, found.p) == pytest.approx((expected["LR"], expected["p"]), rel=1e-5)


def test_planted_spreads_are_found_within_and_between():
    found = residual_variance(scores(), y="y", formula="month", id="child", group="group", between=True)
    assert found.ratios.loc["with", "low"] < 2 < found.ratios.loc["with", "high"]
    assert found.between_ratios.loc["with", "low"] < 2 < found.between_ratios.loc["with", "high"]
    assert list(found.tests.index) == ["residual", "between", "both"] and found.df == 2
    assert found.tests.loc["both", "likelihood_ratio"] >= found.tests.loc["residual", "likelihood_ratio"]
    np.testing.assert_allclose(found.icc, 0.39, atol=0.15)


@pytest.mark.parametrize("reml", [False, True])
def test_gradient_matches_finite_differences(reml):
    rows = scores()
    group = (rows["group"] == "with").to_numpy().astype(int)
    x = np.column_stack([np.ones(len(rows)), rows["month"]])
    model = Mixed(rows["y"].to_numpy(), x, rows["child"].to_numpy(), group, 2, group[::4], 2, reml)
    point = np.array([0.1, 0.5, -0.3, 0.4])
    gradient = model.evaluate(point)[1]
    for place, step in enumerate(np.eye(4) * 1e-6):
        change = (model.evaluate(point + step)[0] - model.evaluate(point - step)[0]) / 2e-6
        assert gradient[place] == pytest.approx(change, rel=1e-5)


def test_children_who_do_not_differ_have_a_spread_of_zero_and_a_note():
    rows = scores()
    rows["y"] = rows["y"] - rows.groupby("child")["y"].transform("mean")
    found = residual_variance(rows, y="y", formula="1", id="child", group="group")
    assert found.between_sd["all"] == pytest.approx(0, abs=1e-3) and "zero" in found.note


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        ({}, {"formula": "age *"}, "cannot be read"),
        ({}, {"formula": "height"}, "not in the table"),
        ({}, {"method": "bayes"}, "Use 'ml' or 'reml'"),
        ({"month": 1.0}, {}, "constant"),
        ({"child": range(320)}, {}, "nobody is seen twice"),
        ({"y": np.nan}, {}, "the value is missing"),
        ({"group": ["behind", "with"] * 160}, {"between": True}, "differs from an earlier row"),
    ],
)
def test_wrong_tables_are_answered_in_words(change, options, words):
    with pytest.raises(TableError, match=words):
        residual_variance(
            scores().assign(**change), **({"y": "y", "formula": "month", "id": "child", "group": "group"} | options)
        )
