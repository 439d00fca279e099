"""Left truncation: spells that were over before a child came in were never seen, and the likelihood says so."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from workbench.errors import TableError
from workbench.research.durations import bootstrap_ratios, location_scale, spells
from workbench.research.durations.design import prepare
from workbench.research.durations.shapes import SHAPES

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "family"}


def late(seed=2, n=600, truncation=6.0, visits=False):
    """Children who come in some time into the stage, if they are still in it."""
    rng = np.random.default_rng(seed)
    group = np.tile(["after", "behind"], n // 2)
    months = np.exp(1.8 + np.where(group == "after", 0.6, 0.4) * rng.normal(size=n))
    entry = rng.uniform(0, truncation, n) * (rng.random(n) < 0.7)
    stop = entry + rng.exponential(15, n)
    lower, upper = np.minimum(months, stop), np.where(months <= stop, months, np.inf)
    if visits:
        step = np.floor((lower - entry) / 2) * 2 + entry
        lower, upper = step, np.where(np.isfinite(upper), step + 2, np.inf)
    rows = pd.DataFrame({"lower": lower, "upper": upper, "entry": entry, "group": group, "family": np.arange(n) // 2})
    return rows[months > entry].reset_index(drop=True)


@pytest.mark.parametrize("visits", [False, True])
def test_planted_spread_is_found_only_where_late_entry_is_taken_in(visits):
    told = {"after": 0.6, "behind": 0.4}
    rows = late(n=4000, visits=visits)
    found = location_scale(rows, **MODEL, entry="entry", interval="sandwich")
    ignored = location_scale(rows, **MODEL, interval="sandwich")
    scales = found.table.loc[["log_scale[after]", "log_scale[behind]"]]
    assert (np.abs(scales["coef"] - np.log(list(told.values()))) < 3 * scales["robust_se"]).all()
    assert (ignored.spread < 0.95 * found.spread).all()


@pytest.mark.parametrize(("family", "shape"), [("lognormal", stats.norm), ("weibull", stats.gumbel_l)])
def test_likelihood_is_that_of_the_spell_given_that_it_lasted(family, shape):
    rows = late(n=200)
    fit = location_scale(rows, **MODEL, family=family, entry="entry")
    behind = rows["group"].eq("behind").to_numpy()
    centre = fit.table.loc["intercept", "coef"] + behind * fit.table.loc["group[behind]", "coef"]
    scale = fit.scales[rows["group"]].to_numpy()
    with np.errstate(divide="ignore"):
        z, since = ((np.log(rows[name]) - centre) / scale for name in ("lower", "entry"))
    ended = np.isfinite(rows["upper"])
    value = np.where(ended, shape.logpdf(z) - np.log(scale * rows["lower"]), shape.logsf(z)) - shape.logsf(since)
    assert fit.log_likelihood == pytest.approx(value.sum())


@pytest.mark.parametrize("family", sorted(SHAPES))
def test_gradient_and_curvature_match_finite_differences(family):
    design = prepare(
        late(n=60, visits=True), lower="lower", upper="upper", group="group", family=family, terms=(), entry="entry"
    ).design
    theta, ones = np.array([1.6, 0.2, -0.5, -0.8]), np.ones((1, len(design.rows_by_kind)))
    _, gradient, hessian = design.evaluate(theta[None], ones)
    for place, step in enumerate(np.eye(4) * 1e-5):
        ahead, behind = (design.evaluate((theta + sign * step)[None], ones) for sign in (1, -1))
        assert gradient[0, place] == pytest.approx((ahead[0][0] - behind[0][0]) / 2e-5, rel=1e-5, abs=1e-5)
        np.testing.assert_allclose(hessian[0, place], (ahead[1][0] - behind[1][0]) / 2e-5, rtol=1e-4, atol=1e-4)


def test_entry_at_the_beginning_changes_nothing():
    rows = late(n=100).assign(entry=0.0)
    plain, told = location_scale(rows, **MODEL), location_scale(rows, **MODEL, entry="entry")
    pd.testing.assert_frame_equal(plain.ratios, told.ratios)


def test_the_time_scale_moves_only_the_location():
    rows = late(n=200)
    days = rows.assign(**{name: rows[name] * 30 for name in ("lower", "upper", "entry")})
    plain, scaled = (location_scale(table, **MODEL, entry="entry") for table in (rows, days))
    pd.testing.assert_frame_equal(plain.ratios, scaled.ratios, rtol=1e-5)


def test_the_bootstrap_takes_it_in_too():
    rows = late(n=300)
    drawn = bootstrap_ratios(rows, **MODEL, entry="entry", replicates=200, seed=1)
    fitted = location_scale(rows, **MODEL, entry="entry").ratios
    np.testing.assert_allclose(drawn["ratio"], fitted["ratio"])
    np.testing.assert_allclose(np.log(drawn[["low", "high"]]), np.log(fitted[["low", "high"]]), atol=0.12)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.assign(entry=-1.0), "column 'entry', row 0 .*: below 0"),
        (lambda rows: rows.assign(entry=rows["lower"] + 1), "after the lower bound"),
        (lambda rows: rows.drop(columns="entry"), "not in the table"),
    ],
)
def test_entries_that_cannot_be_are_answered_in_words(change, words):
    with pytest.raises(TableError, match=words):
        location_scale(change(late(n=100)), **MODEL, entry="entry")


STAGES = pd.DataFrame(
    [
        ("a", "crisis", 2.0, 5.0, "forward"),
        ("a", "transition", 5.0, 9.0, "censored"),
        ("b", "crisis", 0.0, 7.0, "forward"),
        ("b", "transition", 7.0, 12.0, "forward"),
    ],
    columns=["child_id", "stage", "start_month", "end_month", "ended"],
)
CHILDREN = pd.DataFrame({"child_id": ["a", "b"], "began": [0.5, 0.0]})


def test_a_first_stage_counts_from_where_it_began_and_says_when_the_child_came_in():
    rows = spells(STAGES, children=CHILDREN, begin="began").set_index(["child_id", "stage"])
    assert tuple(rows.loc[("a", "crisis"), ["start_month", "entry", "lower", "upper"]]) == (0.5, 1.5, 4.5, 4.5)
    assert tuple(rows.loc[("a", "transition"), ["entry", "lower", "upper"]]) == (0.0, 4.0, np.inf)
    assert rows.loc[("b", "crisis"), "entry"] == 0
    assert (spells(STAGES)["entry"] == 0).all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Give the children too"),
        ({"children": CHILDREN, "which": "total"}, "a total cannot take late entry in"),
        ({"children": CHILDREN.assign(began=4.0)}, "column 'began', row 0 .*: after 'start_month'"),
        ({"children": CHILDREN.drop(columns="began")}, "column 'began': not in the table"),
    ],
)
def test_beginnings_that_cannot_be_are_answered_in_words(options, words):
    with pytest.raises(TableError, match=words):
        spells(STAGES, begin="began", **options)
