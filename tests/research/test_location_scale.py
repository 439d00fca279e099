"""Location–scale models against R's survreg, finite differences, naive refits, and changes that must not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from workbench.errors import TableError
from workbench.research.durations import jackknife, location_scale
from workbench.research.durations.likelihood import Design
from workbench.research.durations.newton import fit
from workbench.research.durations.shapes import SHAPES

FAMILIES = sorted(SHAPES)
BOUNDS = {"lower": "lower", "upper": "upper", "group": "group"}


@pytest.fixture(scope="module")
def onset(reference_table):
    rows = reference_table("cav_interval_onset.csv")
    return rows.assign(L=rows["L"].fillna(0.0), R=rows["R"].fillna(np.inf))


def spells(seed=1, n_families=60, ratio=1.5, censoring=40.0):
    """Siblings in 60 families, three groups that cross families, exact, right-, left- and interval-censored spells."""
    rng = np.random.default_rng(seed)
    family = np.repeat(np.arange(n_families), 3)
    group = rng.permutation(np.tile(["after", "behind", "with"], n_families))
    scale = np.where(group == "with", 0.4 * ratio, 0.4)
    months = np.exp(2 + rng.normal(0, 0.3, n_families)[family] + scale * rng.normal(size=len(family)))
    stop = rng.exponential(censoring, len(family))
    lower, upper = np.minimum(months, stop), np.where(months <= stop, months, np.inf)
    seen = np.arange(len(family)) % 4 == 0
    lower = np.where(seen, np.floor(lower / 3) * 3, lower)
    upper = np.where(seen, np.ceil(upper / 3) * 3, upper)
    return pd.DataFrame(
        {"lower": lower, "upper": upper, "group": group, "family": family, "age": rng.uniform(1, 17, len(family))}
    )


def test_lung_weibull_matches_survreg(lung, recorded):
    expected = recorded("lung_aft_weibull_scale_by_sex")["result"]
    found = location_scale(lung, lower="lower", upper="upper", group="sex", family="weibull")
    np.testing.assert_allclose(found.table["coef"], expected["by_group"]["value"], rtol=1e-6)
    np.testing.assert_allclose(found.table["se"], expected["by_group"]["se"], rtol=1e-6)
    assert found.log_likelihood == pytest.approx(expected["by_group"]["loglik"], rel=1e-9)
    np.testing.assert_allclose(found.scales, list(expected["by_group"]["scale"].values()), rtol=1e-6)
    np.testing.assert_allclose(found.spread, found.scales * np.pi / np.sqrt(6))
    assert (found.likelihood_ratio, found.df, found.p) == pytest.approx(
        (expected["lr_chisq"], 1, expected["p"]), rel=1e-6
    )


def test_interval_censored_onset_matches_survreg(onset, recorded):
    expected = recorded("cav_interval_weibull_scale_by_ihd")["result"]
    columns = {"lower": "L", "upper": "R", "group": "ihd"}
    weibull = location_scale(onset, **columns, family="weibull", interval="sandwich")
    lognormal = location_scale(onset, **columns, family="lognormal", interval="sandwich")
    for found, name in ((weibull, "by_group"), (lognormal, "lognormal_by_group")):
        np.testing.assert_allclose(found.table["coef"], expected[name]["value"], rtol=1e-5)
        np.testing.assert_allclose(found.table["se"], expected[name]["se"], rtol=1e-4)
        assert found.log_likelihood == pytest.approx(expected[name]["loglik"], rel=1e-9)
    assert weibull.likelihood_ratio == pytest.approx(expected["lr_chisq"], rel=1e-6)


@pytest.mark.parametrize("family", FAMILIES)
def test_gradient_and_hessian_match_finite_differences(family):
    design = make_design(spells(), family)
    theta = design.start() + 0.1
    weights = np.random.default_rng(0).uniform(0.5, 2, (1, len(design.rows_by_kind)))
    _, gradient, hessian = design.evaluate(theta[None], weights)
    for place, step in enumerate(np.eye(len(theta)) * 1e-5):
        ahead, behind = design.evaluate((theta + step)[None], weights), design.evaluate((theta - step)[None], weights)
        assert (ahead[0] - behind[0])[0] / 2e-5 == pytest.approx(gradient[0, place], rel=1e-6, abs=1e-5)
        np.testing.assert_allclose((ahead[1] - behind[1])[0] / 2e-5, hessian[0, place], rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=40, deadline=None)
@given(z=st.floats(-8, 5), width=st.floats(0.01, 4))
def test_shapes_agree_with_scipy(family, z, width):
    known = {"weibull": stats.gumbel_l, "lognormal": stats.norm, "loglogistic": stats.logistic}[family]
    shape, point = SHAPES[family], np.array([z])
    assert shape.exact(point)[0][0] == pytest.approx(known.logpdf(z), rel=1e-9)
    assert shape.right(point)[0][0] == pytest.approx(known.logsf(z), rel=1e-8, abs=1e-12)
    assert shape.left(point)[0][0] == pytest.approx(known.logcdf(z), rel=1e-8, abs=1e-12)
    mass = known.cdf(z + width) - known.cdf(z)
    assert np.exp(shape.log_between(point, point + width)[0]) == pytest.approx(mass, rel=1e-6, abs=1e-12)
    assert shape.spread == pytest.approx(known.std()) and shape.centre == pytest.approx(known.mean(), abs=1e-12)


def test_far_tails_stay_finite():
    far = np.array([-30.0, -8.0, 8.0, 30.0])
    for shape in SHAPES.values():
        for value in shape.between(far, far + 0.01):
            assert np.isfinite(value).all()


@pytest.mark.parametrize("family", FAMILIES)
def test_jackknife_equals_naive_refits(family):
    rows = spells(n_families=20)
    found = location_scale(rows, **BOUNDS, family=family, cluster="family")
    naive = [
        location_scale(rows[rows["family"] != left_out], **BOUNDS, family=family, interval="sandwich").table["coef"]
        for left_out in range(20)
    ]
    np.testing.assert_allclose(found.replicates, naive, rtol=1e-7, atol=1e-9)
    log_ratio = np.array([one["log_scale[with]"] - one["log_scale[after]"] for one in naive])
    se = np.sqrt(19 / 20 * np.square(log_ratio - log_ratio.mean()).sum())
    row = found.ratios.loc["with"]
    estimate = np.log(row["ratio"])
    assert row["se"] == pytest.approx(se)
    assert row["p"] == pytest.approx(2 * stats.t.sf(abs(estimate / se), 18))
    assert row["high"] == pytest.approx(np.exp(estimate + stats.t.ppf(0.975, 18) * se))


@pytest.mark.parametrize("family", FAMILIES)
def test_many_clusters_give_the_same_refits_by_expansion(family, monkeypatch):
    rows = spells(n_families=400)
    full = location_scale(rows, **BOUNDS, family=family, cluster="family")
    monkeypatch.setattr(jackknife, "MANY_CLUSTERS", 10)
    quick = location_scale(rows, **BOUNDS, family=family, cluster="family")
    np.testing.assert_allclose(quick.replicates, full.replicates, atol=1e-5)
    np.testing.assert_allclose(quick.ratios["se"], full.ratios["se"], rtol=1e-4)


def test_with_two_groups_the_joint_test_is_the_reported_t_test():
    rows = spells()
    rows = rows[rows["group"] != "after"]
    found = location_scale(rows, **BOUNDS, cluster="family")
    assert found.joint["p"] == pytest.approx(found.ratios["p"].iloc[0])


def test_the_joint_test_counts_the_families_of_two_groups_on_average_over_all_pairs():
    rows = spells()
    rows["family"] += 100 * (rows["group"] == "after")
    pairs = [set(rows.loc[rows["group"] != absent, "family"]) for absent in ("behind", "with", "after")]
    carried = np.mean([len(pair) for pair in pairs])
    assert location_scale(rows, **BOUNDS, cluster="family").joint["df_error"] == pytest.approx(carried - 2 - 2 + 1)
    assert location_scale(rows, **BOUNDS).joint["df_error"] == 60 + 60 - 2 - 2 + 1


def test_sandwich_sums_influence_over_families():
    rows = spells()
    twins = pd.concat([rows, rows])
    once = location_scale(rows, **BOUNDS, cluster="family", interval="sandwich")
    twice = location_scale(twins, **BOUNDS, cluster="family", interval="sandwich")
    np.testing.assert_allclose(twice.table["robust_se"], once.table["robust_se"], rtol=1e-8)
    np.testing.assert_allclose(twice.table["se"] * np.sqrt(2), once.table["se"], rtol=1e-8)


@pytest.mark.parametrize("family", FAMILIES)
def test_time_scale_moves_only_the_location(family):
    rows = spells()
    months = location_scale(rows, **BOUNDS, family=family, cluster="family", terms="age")
    days = rows.assign(lower=rows["lower"] * 30.4, upper=rows["upper"] * 30.4)
    scaled = location_scale(days, **BOUNDS, family=family, cluster="family", terms="age")
    shift = scaled.table["coef"] - months.table["coef"]
    done = shift.pop("intercept")
    assert done == pytest.approx(np.log(30.4))
    np.testing.assert_allclose(shift, 0, atol=1e-8)
    np.testing.assert_allclose(scaled.ratios.drop(columns="against"), months.ratios.drop(columns="against"), rtol=1e-6)


@pytest.mark.parametrize("size", [1e-5, 1e5])
def test_the_unit_of_a_term_moves_its_coefficient_alone(size):
    rows = spells()
    plain = location_scale(rows, **BOUNDS, terms="age", cluster="family")
    scaled = location_scale(rows.assign(age=rows["age"] * size), **BOUNDS, terms="age", cluster="family")
    assert scaled.table.loc["age", "coef"] * size == pytest.approx(plain.table.loc["age", "coef"])
    np.testing.assert_allclose(scaled.ratios.drop(columns="against"), plain.ratios.drop(columns="against"), rtol=1e-6)


def test_rows_may_come_in_any_order():
    rows = spells()
    plain = location_scale(rows, **BOUNDS, cluster="family").table
    shuffled = location_scale(rows.sample(frac=1, random_state=4), **BOUNDS, cluster="family").table
    pd.testing.assert_frame_equal(plain, shuffled, rtol=1e-8)


@pytest.mark.parametrize("family", FAMILIES)
def test_likelihoods_of_the_parts_of_an_interval_add_up(family):
    edges = np.array([2.0, 3.0, 5.5, 9.0])
    design = Design(SHAPES[family], edges[:1], edges[-1:], np.ones((1, 1)), np.zeros(1, int), 1)
    parts = Design(SHAPES[family], edges[:-1], edges[1:], np.ones((3, 1)), np.zeros(3, int), 1)
    theta = np.array([[1.4, -0.5]])
    whole = np.exp(design.derivatives(theta)[0]).sum()
    assert np.exp(parts.derivatives(theta)[0]).sum() == pytest.approx(whole)


def test_a_row_that_says_nothing_is_counted_and_changes_nothing():
    rows = spells()
    empty = pd.DataFrame({"lower": [0.0], "upper": [np.inf], "group": ["with"], "family": [0], "age": [3.0]})
    found, plain = (location_scale(frame, **BOUNDS, cluster="family") for frame in (pd.concat([rows, empty]), rows))
    np.testing.assert_allclose(found.table, plain.table, rtol=1e-8)
    assert found.n_rows == plain.n_rows + 1 and "say nothing" in found.note


def test_a_cluster_that_alone_carries_a_result_is_named():
    rows = spells()
    alone = rows["group"] == "with"
    rows["family"] = rows["family"].astype(str)
    rows.loc[alone, "family"] = np.where(np.arange(alone.sum()) % 2, "only", "other")
    rows.loc[alone & (rows["family"] == "other"), "upper"] = np.inf
    found = location_scale(rows, **BOUNDS, cluster="family")
    assert np.isnan(found.ratios.loc["with", "p"]) and np.isinf(found.ratios.loc["with", "high"])
    assert "only" in found.note


def test_many_weights_at_once_equal_one_at_a_time():
    design = make_design(spells(), "lognormal")
    weights = np.random.default_rng(9).multinomial(60, np.full(60, 1 / 60), 25)[:, np.repeat(np.arange(60), 3)]
    together = fit(design, weights.astype(float))
    for row in range(25):
        alone = fit(design, weights[row : row + 1].astype(float))
        np.testing.assert_allclose(together.theta[row], alone.theta[0], rtol=1e-8, atol=1e-10)


def test_brown_forsythe_misleads_where_durations_are_censored():
    """A demonstration: equal spread, follow-up that hides the long durations of one group."""
    rng = np.random.default_rng(11)
    misled = {"uncensored rows": 0, "censored taken as ended": 0, "location-scale model": 0}
    for _ in range(120):
        group = np.repeat(["early", "late"], 100)
        months = np.exp(np.where(group == "late", 2.6, 2.0) + 0.5 * rng.normal(size=200))
        stop = rng.uniform(6, 24, 200)
        seen, ended = np.minimum(months, stop), months <= stop
        logs = np.log(seen)
        late = group == "late"
        tests = {
            "uncensored rows": stats.levene(logs[ended & late], logs[ended & ~late]).pvalue,
            "censored taken as ended": stats.levene(logs[late], logs[~late]).pvalue,
        }
        rows = pd.DataFrame({"lower": seen, "upper": np.where(ended, months, np.inf), "group": group})
        tests["location-scale model"] = location_scale(rows, **BOUNDS, interval="sandwich").p
        for name, p in tests.items():
            misled[name] += p < 0.05
    assert max(misled["uncensored rows"], misled["censored taken as ended"]) > 0.2 * 120
    assert misled["location-scale model"] < 0.12 * 120


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.assign(upper=rows["lower"] / 2), "below 'lower'"),
        (lambda rows: rows.assign(lower=-1.0), "cannot be negative"),
        (lambda rows: rows.assign(lower=0.0, upper=0.0), "not above 0"),
        (lambda rows: rows.assign(lower=6.0, upper=6.0), "defined by the calendar"),
        (lambda rows: rows.assign(upper=np.inf), "no spell has finished"),
        (lambda rows: rows.assign(group=["few"] * 9 + list(rows["group"][9:])), "9 children, at least 10"),
        (lambda rows: rows.assign(lower=np.nan), "the value is missing"),
        (lambda rows: rows.drop(columns="upper"), "not in the table"),
        (lambda rows: rows.assign(family=np.arange(len(rows)) % 2), "2 clusters"),
    ],
)
def test_wrong_tables_are_answered_in_words(change, words):
    with pytest.raises(TableError, match=words):
        location_scale(change(spells()), **BOUNDS, cluster="family")


def test_unknown_family_and_interval_are_named():
    with pytest.raises(TableError, match="Use one of loglogistic, lognormal, weibull"):
        location_scale(spells(), **BOUNDS, family="gamma")
    with pytest.raises(TableError, match="Use 'jackknife' or 'sandwich'"):
        location_scale(spells(), **BOUNDS, interval="exact")


def make_design(rows, family):
    codes = pd.factorize(rows["group"])[0]
    location = np.column_stack([np.ones(len(rows)), codes == 1, codes == 2, rows["age"]]).astype(float)
    return Design(SHAPES[family], rows["lower"].to_numpy(), rows["upper"].to_numpy(), location, codes, 3)
