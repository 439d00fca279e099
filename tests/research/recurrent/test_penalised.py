"""Firth's penalty: the penalised likelihood as defined, profile limits, finite answers where Cox has none."""

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

from research.recurrent.cohorts import ROWS, cohort, plain_log_likelihood
from workbench.errors import TableError
from workbench.research.recurrent import cox, firth_cox

TERMS = ["exposed", "age"]


def penalised(rows, coef):
    """Breslow's log partial likelihood plus half the log determinant of its information, event by event."""
    x, start, stop = rows[TERMS].to_numpy(float), rows["start"].to_numpy(), rows["stop"].to_numpy()
    weight, information = np.exp(x @ np.asarray(coef)), np.zeros((2, 2))
    for time in stop[rows["event"] == 1]:
        at_risk = (start < time) & (stop >= time)
        information += np.cov(x[at_risk].T, aweights=weight[at_risk], ddof=0)
    return plain_log_likelihood(rows, TERMS, coef, ties="breslow") + np.linalg.slogdet(information)[1] / 2


@pytest.fixture(scope="module")
def rows():
    return cohort(seed=4, families=7, days=True)


@pytest.fixture(scope="module")
def fitted(rows):
    return firth_cox(rows, **ROWS, terms=TERMS)


def test_the_estimates_maximise_the_penalised_likelihood(rows, fitted):
    best = optimize.minimize(
        lambda coef: -penalised(rows, coef), [0, 0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    np.testing.assert_allclose(fitted.table["coef"], best.x, atol=1e-6)
    assert fitted.log_likelihood == pytest.approx(-best.fun, abs=1e-9)


@pytest.mark.parametrize("place", [0, 1])
def test_limits_and_p_profile_the_penalised_likelihood(rows, fitted, place):
    def profile(value):
        whole = lambda other: np.insert([other], place, value)
        best = optimize.minimize_scalar(lambda other: -penalised(rows, whole(other)), bounds=(-6, 6), method="bounded")
        return -best.fun

    row = fitted.table.iloc[place]
    drop = lambda value: 2 * (fitted.log_likelihood - profile(value))
    assert drop(row["low"]) == pytest.approx(stats.chi2.ppf(0.95, 1), abs=1e-4)
    assert drop(row["high"]) == pytest.approx(stats.chi2.ppf(0.95, 1), abs=1e-4)
    assert row["p"] == pytest.approx(stats.chi2.sf(drop(0.0), 1), abs=1e-5)
    assert row["low"] < row["coef"] < row["high"]


def test_separated_data_have_a_finite_answer():
    rng = np.random.default_rng(0)
    rows = pd.DataFrame({"stop": rng.exponential(size=40), "x": np.repeat([0, 1], 20)}).assign(
        event=lambda t: 1 - t["x"]
    )
    with pytest.raises(TableError, match="separation"):
        cox(rows, stop="stop", event="event", terms="x")
    found = firth_cox(rows, stop="stop", event="event", terms="x").table.loc["x"]
    assert found["coef"] == pytest.approx(-3.43636114, abs=1e-6)  # firthmodels 0.8.2
    assert found["p"] == pytest.approx(2.2439018e-05, rel=1e-5)
    assert found["high"] == pytest.approx(-1.43566, abs=1e-4)
    assert -9 < found["low"] < -8


def test_much_data_bring_it_to_the_plain_model():
    rows = cohort(seed=4, families=300)
    plain = cox(rows, **ROWS, terms=TERMS, ties="breslow").table
    np.testing.assert_allclose(firth_cox(rows, **ROWS, terms=TERMS).table["coef"], plain["coef"], atol=0.01)
    np.testing.assert_allclose(firth_cox(rows, **ROWS, terms=TERMS).table["se"], plain["se"], rtol=0.01)


def test_other_units_change_the_scale_only(rows, fitted):
    scaled = firth_cox(rows.assign(age=rows["age"] * 12 + 5), **ROWS, terms=TERMS).table
    for column in ("coef", "se", "low", "high"):
        assert scaled.loc["age", column] * 12 == pytest.approx(fitted.table.loc["age", column], rel=1e-6)
        assert scaled.loc["exposed", column] == pytest.approx(fitted.table.loc["exposed", column], rel=1e-6)


def test_cut_intervals_change_nothing(rows, fitted):
    middle = (rows["start"] + rows["stop"]) / 2
    cut = pd.concat([rows.assign(stop=middle, event=0), rows.assign(start=middle)])
    pd.testing.assert_frame_equal(firth_cox(cut, **ROWS, terms=TERMS).table, fitted.table, rtol=1e-6)


def test_a_term_without_information_is_refused():
    rows = cohort(seed=4)
    late = rows.iloc[:4].assign(start=500.0, stop=501.0, event=0, place=[0, 1, 0, 1])
    with pytest.raises(TableError, match="does not vary"):
        firth_cox(pd.concat([rows.assign(place=0), late]), **ROWS, terms=["age", "place"])
