"""Parts of the variance of log duration, the bootstrap of ratios, and the joint test over stages."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from workbench.errors import TableError
from workbench.research.durations import (
    bootstrap_ratios,
    compare_jointly,
    decompose,
    location_scale,
    residual_variance,
)
from workbench.research.durations.design import prepare
from workbench.research.durations.family_effect import lay_nodes

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "family"}


def siblings(seed=0, n_families=100, family_sd=0.3, censoring=60.0, visits=False):
    rng = np.random.default_rng(seed)
    family = np.repeat(np.arange(n_families), 3)
    n = len(family)
    group, ill = rng.integers(0, 3, n), rng.integers(0, 2, n)
    own = np.array([0.3, 0.4, 0.5])[group] * rng.normal(size=n)
    months = np.exp(2 + 0.3 * group + 0.5 * ill + rng.normal(0, 1, n_families)[family] * family_sd + own)
    stop = rng.exponential(censoring, n)
    lower, upper = np.minimum(months, stop), np.where(months <= stop, months, np.inf)
    if visits:
        lower = np.floor(lower / 2) * 2
        upper = np.where(np.isfinite(upper), lower + 2, np.inf)
    labels = np.array(["after", "behind", "with"])[group]
    return pd.DataFrame({"lower": lower, "upper": upper, "group": labels, "family": family, "ill": ill})


def test_without_censoring_quadrature_equals_the_gaussian_model():
    rows = siblings(censoring=1e12)
    found = decompose(rows, **MODEL, terms=["ill"])
    rows["y"] = np.log(rows["lower"])
    gaussian = residual_variance(rows, y="y", formula="group + ill", id="family", group="group")
    assert found.log_likelihood == pytest.approx(gaussian.log_likelihood - rows["y"].sum(), rel=1e-9)
    scales = np.exp(found.coefficients["coef"].filter(like="log_scale"))
    np.testing.assert_allclose(scales, gaussian.residual_sd, rtol=1e-4)
    assert np.exp(found.coefficients.loc["log_family_sd", "coef"]) == pytest.approx(
        gaussian.between_sd["all"], rel=1e-4
    )


def test_planted_shares_are_found_between_visits():
    found = decompose(siblings(seed=4, n_families=160, visits=True), **MODEL, terms=["ill"]).table
    planted = {"group": 0.06, "complexity": 0.25 * 0.25, "family": 0.09, "child": (0.09 + 0.16 + 0.25) / 3}
    for part, variance in planted.items():
        row = found.loc[("all", part)]
        assert row["share"] == pytest.approx(variance / sum(planted.values()), abs=0.07)
        assert 0 < row["low"] < row["share"] < row["high"] < 1
    np.testing.assert_allclose(found.groupby("scope")["share"].sum(), 1)


def test_refits_without_a_family_are_full_refits():
    rows = siblings(n_families=30)
    found = decompose(rows, **MODEL)
    for family in (0, 17):
        naive = decompose(rows[rows["family"] != family], **MODEL).coefficients["coef"]
        np.testing.assert_allclose(found.replicates.loc[family], naive, rtol=1e-4, atol=1e-4)


def test_scores_of_the_family_effect_match_finite_differences():
    rows = siblings(n_families=20, visits=True)
    design = prepare(rows, lower="lower", upper="upper", group="group", family="lognormal", terms=["ill"]).design
    effect = lay_nodes(design, rows["family"].to_numpy(), np.zeros(20), np.full(20, 0.3))
    theta = np.array([2.0, 0.2, 0.5, 0.4, -1.0, -0.8, -0.7, -1.2])
    scores = effect.evaluate(theta[None])[1][0]
    for place, step in enumerate(np.eye(8) * 1e-6):
        ahead, behind = effect.evaluate((theta + step)[None])[0][0], effect.evaluate((theta - step)[None])[0][0]
        np.testing.assert_allclose(scores[:, place], (ahead - behind) / 2e-6, atol=1e-5)


def test_row_order_and_time_scale_leave_shares_alone():
    rows = siblings(n_families=40)
    plain = decompose(rows, **MODEL, terms=["ill"]).table
    moved = rows.sample(frac=1, random_state=1).assign(lower=lambda r: r["lower"] * 30, upper=lambda r: r["upper"] * 30)
    pd.testing.assert_frame_equal(plain, decompose(moved, **MODEL, terms=["ill"]).table, rtol=1e-4, atol=1e-6)


def test_the_unit_of_a_term_leaves_shares_alone():
    rows = siblings(n_families=40)
    plain, scaled = (decompose(rows.assign(ill=rows["ill"] * size), **MODEL, terms=["ill"]) for size in (1, 1000))
    pd.testing.assert_frame_equal(plain.table, scaled.table, rtol=1e-4)
    ratio = plain.coefficients.loc["ill", "coef"] / scaled.coefficients.loc["ill", "coef"]
    assert ratio == pytest.approx(1000, rel=1e-4)


def test_families_that_do_not_differ_are_said_so():
    found = decompose(siblings(seed=0, n_families=150, family_sd=0.0), **MODEL)
    share = found.table.loc[("all", "family"), "share"]
    assert share < 0.1
    assert ("estimated as zero" in found.note) == (share == 0)


def test_icc_is_the_share_of_family_beside_child():
    found = decompose(siblings(), **MODEL)
    parts = found.table.loc["with", "variance"]
    assert found.icc.loc["with", "icc"] == pytest.approx(parts["family"] / (parts["family"] + parts["child"]))


def test_bootstrap_limits_are_near_the_jackknife():
    rows = siblings(n_families=150)
    drawn = bootstrap_ratios(rows, **MODEL, replicates=600, seed=1)
    fitted = location_scale(rows, **MODEL).ratios
    np.testing.assert_allclose(drawn["ratio"], fitted["ratio"])
    np.testing.assert_allclose(np.log(drawn[["low", "high"]]), np.log(fitted[["low", "high"]]), atol=0.1)
    pd.testing.assert_frame_equal(drawn, bootstrap_ratios(rows, **MODEL, replicates=600, seed=1))


def test_one_stage_tested_jointly_is_that_stage():
    fitted = location_scale(siblings(), **MODEL)
    found = compare_jointly({"crisis": fitted})
    assert found.joint["p"] == pytest.approx(fitted.joint["p"])


def test_stages_are_tested_together_then_each_ratio_by_holm():
    rows = siblings(n_families=120)
    later = siblings(seed=8, n_families=100).assign(family=lambda frame: frame["family"] + 20)
    found = compare_jointly({"crisis": location_scale(rows, **MODEL), "transition": location_scale(later, **MODEL)})
    assert found.joint["df"] == 4 and found.n_clusters == 120
    np.testing.assert_allclose(found.table["p_holm"], multipletests(found.table["p"], method="holm")[1])


def test_the_same_stage_twice_cannot_be_tested_as_two():
    fitted = location_scale(siblings(), **MODEL)
    doubled = compare_jointly({"once": fitted, "again": fitted})
    assert not doubled.joint["p"] < 1e-6 or np.isnan(doubled.joint["p"])


def test_a_joint_test_needs_the_jackknife_over_families():
    with pytest.raises(TableError, match="no family jackknife"):
        compare_jointly({"crisis": location_scale(siblings(), **MODEL, interval="sandwich")})
    with pytest.raises(TableError, match="Fit at least one stage"):
        compare_jointly({})
