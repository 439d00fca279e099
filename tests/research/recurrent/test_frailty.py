"""Gamma frailty against R, against the likelihood written out, and at the edge where it vanishes."""

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, stats

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.recurrent import cox, gamma_frailty


@pytest.fixture(scope="module")
def shared():
    return gamma_frailty(cohort(seed=3, spread=0.8), **ROWS, terms=["exposed", "age"], group="family")


def test_theta_coefficients_and_likelihood_are_those_of_r(cgd, recorded):
    entry = recorded("cgd_frailty_gamma_id")["result"]
    terms = ["treat", "inherit", "age", "steroids"]
    result = gamma_frailty(cgd, start="tstart", stop="tstop", event="status", terms=terms, group="id")
    assert result.theta == pytest.approx(entry["theta"], rel=1e-4)
    np.testing.assert_allclose(result.table["coef"], list(entry["coef"].values()), rtol=1e-5)
    np.testing.assert_allclose(result.table["se"], list(entry["se"].values()), rtol=0.03)
    assert result.log_likelihood == pytest.approx(entry["integrated_loglik"], abs=1e-8)


def test_many_ties_are_those_of_r(bladder, recorded):
    entry = recorded("bladder2_frailty")["result"]
    result = gamma_frailty(bladder, **ROWS, terms=["rx", "size", "number"], group="id")
    assert result.theta == pytest.approx(entry["theta"], rel=1e-4)
    np.testing.assert_allclose(result.table["coef"], entry["coef"], rtol=1e-4)
    assert result.log_likelihood == pytest.approx(entry["integrated_loglik"], abs=1e-7)


def test_frailties_have_mean_1_and_follow_events_against_expectation(shared):
    assert shared.frailty.mean() == pytest.approx(1, abs=1e-8)
    assert shared.theta > 0.1
    assert shared.frailty.index.name == "family"


def test_the_likelihood_integrates_each_familys_frailty(shared):
    """With the baseline jumps that the fit implies (Breslow, no ties), integrate numerically over each frailty."""
    rows = cohort(seed=3, spread=0.8)
    risk = np.exp(rows[["exposed", "age"]].to_numpy(float) @ shared.table["coef"].to_numpy())
    weighted = risk * shared.frailty.loc[rows["family"]].to_numpy()
    start, stop = rows["start"].to_numpy(), rows["stop"].to_numpy()
    times = np.sort(stop[rows["event"] == 1])
    jumps = np.array([1 / weighted[(start < time) & (stop >= time)].sum() for time in times])
    hazard = np.array([jumps[(times > a) & (times <= b)].sum() for a, b in zip(start, stop, strict=True)])
    density = stats.gamma(1 / shared.theta, scale=shared.theta).pdf
    total = np.log(jumps).sum() + np.log(risk[rows["event"] == 1]).sum() + len(times)
    for family in rows["family"].unique():
        own = rows["family"] == family
        events, expected = rows["event"][own].sum(), (risk * hazard)[own].sum()
        value, _ = integrate.quad(lambda z, d=events, e=expected: z**d * np.exp(-z * e) * density(z), 0, 60, limit=200)
        total += np.log(value)
    assert shared.log_likelihood == pytest.approx(total, abs=1e-5)


def test_neighbouring_thetas_are_less_likely(shared):
    from workbench.research.recurrent.frailty import Search
    from workbench.research.recurrent.hazards import fit_or_refuse, prepare

    rows = cohort(seed=3, spread=0.8)
    ready = prepare(rows, **ROWS, terms=["exposed", "age"], cluster="family")
    search = Search(ready, fit_or_refuse(ready))
    assert search.profile(shared.theta) == pytest.approx(shared.log_likelihood, abs=1e-9)
    assert search.profile(shared.theta * 1.02) < shared.log_likelihood
    assert search.profile(shared.theta * 0.98) < shared.log_likelihood


def test_the_penalised_score_is_the_slope_of_the_penalised_likelihood():
    from workbench.research.recurrent.frailty import Search
    from workbench.research.recurrent.hazards import fit_or_refuse, prepare

    rows = cohort(seed=3, families=6, days=True)
    ready = prepare(rows, **ROWS, terms=["exposed", "age"], cluster="family")
    search = Search(ready, fit_or_refuse(ready))
    now = np.linspace(-0.4, 0.6, 8)
    at = search.penalised(now, 0.7)
    steps = 1e-5 * np.eye(8)
    value = [(search.penalised(now + h, 0.7).value - search.penalised(now - h, 0.7).value) / 2e-5 for h in steps]
    slope = [(search.penalised(now - h, 0.7).score - search.penalised(now + h, 0.7).score) / 2e-5 for h in steps]
    np.testing.assert_allclose(at.score, value, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(at.information, slope, rtol=1e-5, atol=1e-6)


def test_families_that_do_not_differ_give_theta_0_and_the_cox_model():
    rows = cohort(seed=5, families=40, spread=0)
    rows["even"] = rows.groupby("event").cumcount() % 7
    result = gamma_frailty(rows, **ROWS, terms=["age"], group="even")
    plain = cox(rows, **ROWS, terms=["age"])
    assert result.theta == 0
    assert result.theta_p == 1
    assert result.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-9)
    assert result.table.loc["age", "coef"] == pytest.approx(plain.table.loc["age", "coef"], rel=1e-9)
    assert (result.frailty == 1).all()


def test_a_planted_variance_is_found():
    result = gamma_frailty(cohort(seed=11, families=150, spread=0.8), **ROWS, terms=["exposed", "age"], group="family")
    assert result.theta == pytest.approx(0.8, abs=0.3)
    assert result.table.loc["age", "coef"] == pytest.approx(0.3, abs=0.15)
    assert result.theta_p < 1e-6


def test_cut_intervals_and_new_family_names_change_nothing(shared):
    rows = cohort(seed=3, spread=0.8)
    middle = (rows["start"] + rows["stop"]) / 2
    cut = pd.concat([rows.assign(stop=middle, event=0), rows.assign(start=middle)])
    cut["family"] = [f"F{(7 * code) % 31:02d}" for code in cut["family"]]
    again = gamma_frailty(cut, **ROWS, terms=["exposed", "age"], group="family")
    assert again.theta == pytest.approx(shared.theta, rel=1e-4)
    np.testing.assert_allclose(again.table["coef"], shared.table["coef"], rtol=1e-5)


def test_events_in_one_family_only_are_refused():
    rows = cohort(seed=3)
    rows["event"] = rows["event"].where(rows["family"] == rows["family"][0], 0)
    rows.loc[0, "event"] = 1
    with pytest.raises(TableError, match="column"):
        gamma_frailty(rows, **ROWS, terms=["age"], group="family")


def test_one_family_has_no_frailty_to_tell():
    with pytest.raises(TableError, match="column 'family': one group only"):
        gamma_frailty(cohort(seed=3).assign(family=1), **ROWS, terms=["age"], group="family")
