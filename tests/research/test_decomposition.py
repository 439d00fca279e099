"""Parts of the variance of log duration, the bootstrap of ratios, and the joint test over stages."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
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
from workbench.research.durations.family_effect import find_floor, fit_family_effect, lay_nodes
from workbench.research.durations.newton import fit
from workbench.research.durations.profile import profile_family

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


@pytest.mark.parametrize("proportional", [False, True])
def test_scores_of_the_family_effect_match_finite_differences(proportional):
    rows = siblings(n_families=20, visits=True)
    design = prepare(rows, lower="lower", upper="upper", group="group", family="lognormal", terms=["ill"]).design
    effect = lay_nodes(design, rows["family"].to_numpy(), np.zeros(20), np.full(20, 0.3), proportional)
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


def alone(seed=1, n=90):
    """Siblings who share nothing: the family share is estimated as zero."""
    return siblings(seed=seed, n_families=n // 3, family_sd=0.0)


def test_a_family_share_of_zero_has_an_interval_that_begins_there():
    rows = alone()
    found = decompose(rows, **MODEL, terms=["ill"])
    family = found.table.xs("family", level="part")
    assert (family["share"] == 0).all() and (family["low"] == 0).all()
    assert ((family["high"] > 0.02) & (family["high"] < 0.6)).all()
    assert "Limits of the family share by profile likelihood" in found.note
    child = found.table.xs("child", level="part")
    np.testing.assert_array_less(child["low"], 1 - family["high"] + 1e-6)
    assert (found.icc["icc"] == 0).all() and (found.icc["high"] > family["high"].iloc[1:].to_numpy()).all()


def test_the_profile_ends_where_the_likelihood_has_fallen_by_half_the_quantile():
    rows = alone()
    design = prepare(rows, lower="lower", upper="upper", group="group", family="lognormal", terms=()).design
    family = rows["family"].to_numpy()
    start = fit(design).theta[0]
    kind = {"floor": find_floor(design, start, False), "proportional": False}
    likelihood, theta, apart = fit_family_effect(design, family, start, **kind)
    assert not apart
    least, most = profile_family(design, family, theta, **kind)
    highest = likelihood.evaluate(theta[None])[0].sum()
    at_most, there, _ = fit_family_effect(design, family, start, held=float(most[-1]), **kind)
    assert 2 * (highest - at_most.evaluate(there[None])[0].sum()) == pytest.approx(stats.chi2.ppf(0.95, 1), abs=0.01)
    assert least[-1] == kind["floor"]


def test_a_share_between_groups_of_zero_has_an_interval_that_begins_there():
    rows = siblings(n_families=60)
    rows["group"] = np.tile(["after", "behind", "with"], 60)
    found = decompose(rows, **MODEL).table.loc[("all", "group")]
    assert found["low"] == 0 and found["share"] < 0.05
    assert found["share"] < found["high"] < 0.2


def test_a_family_that_moves_everything_is_left_out_by_a_full_refit():
    """One family far from all others carries the whole family share; leaving it out must still settle."""
    rows = alone(seed=5, n=60)
    one = rows["family"] == 7
    rows.loc[one, ["lower", "upper"]] *= 9
    found = decompose(rows, **MODEL)
    assert np.isfinite(found.replicates.to_numpy()).all()
    naive = decompose(rows[~one], **MODEL).coefficients["coef"]
    np.testing.assert_allclose(found.replicates.loc[7].iloc[:-1], naive.iloc[:-1], atol=1e-3)
    assert found.coefficients.loc["log_family_sd", "coef"] > -1 and found.replicates.loc[7, "log_family_sd"] < -4


def test_a_proportional_effect_makes_siblings_equally_alike_in_every_group():
    rng = np.random.default_rng(6)
    family, group = np.repeat(np.arange(150), 3), rng.integers(0, 3, 450)
    z = np.sqrt(0.35) * rng.normal(size=150)[family] + np.sqrt(0.65) * rng.normal(size=450)
    months = np.exp(2 + np.array([0.3, 0.5, 0.7])[group] * z)
    rows = pd.DataFrame({"lower": months, "upper": months, "family": family})
    rows["group"] = np.array(["after", "behind", "with"])[group]
    found, equal = (decompose(rows, **MODEL, effect=effect) for effect in ("proportional", "equal"))
    assert np.ptp(found.icc["icc"]) < 1e-9 and found.icc["icc"].iloc[0] == pytest.approx(0.35, abs=0.08)
    assert found.log_likelihood > equal.log_likelihood
    assert "proportional to the spread of the group" in found.note
    with pytest.raises(TableError, match="Use 'equal' or 'proportional'"):
        decompose(rows, **MODEL, effect="none")


def test_icc_is_the_share_of_family_beside_child():
    found = decompose(siblings(), **MODEL)
    parts = found.table.loc["with", "variance"]
    assert found.icc.loc["with", "icc"] == pytest.approx(parts["family"] / (parts["family"] + parts["child"]))


def test_a_group_whose_spread_families_take_up_whole_is_answered_in_words():
    rows = siblings(n_families=60, visits=True)
    late, alike = rows["family"] % 2 + 1, rows["group"] == "after"
    rows["lower"] = np.where(alike, 4 * late, rows["lower"] * late)
    rows["upper"] = np.where(alike, 8 * late, rows["upper"] * late)
    with pytest.raises(TableError, match="group 'after': families take up all of its spread"):
        decompose(rows, **MODEL)


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
