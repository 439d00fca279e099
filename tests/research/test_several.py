"""Holm, joint limits and E-values against their definitions and published figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.recurrent import cox
from workbench.research.several import correct_holm, find_e_values, widen_together


def test_holm_steps_down():
    p = pd.Series([0.01, 0.04, 0.03, 0.005], index=list("abcd"))
    assert correct_holm(p).to_dict() == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})


def test_a_missing_p_still_counts_as_a_question():
    corrected = correct_holm(pd.Series([0.01, np.nan]))
    assert corrected[0] == pytest.approx(0.02)
    assert np.isnan(corrected[1])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=10))
def test_holm_lies_between_plain_and_bonferroni(values):
    p = pd.Series(values)
    corrected = correct_holm(p)
    assert (corrected >= p - 1e-12).all()
    assert (corrected <= np.minimum(p * len(p), 1) + 1e-12).all()


def test_a_p_outside_its_range_is_refused():
    with pytest.raises(TableError, match="p, row b: not between 0 and 1"):
        correct_holm(pd.Series([0.1, 1.2], index=list("ab")))


@pytest.mark.parametrize("df", [np.inf, 13])
def test_independent_terms_have_a_closed_form(df):
    coef, names = pd.Series([0.5, -1.0, 2.0], index=list("abc")), list("abc")
    table = widen_together(coef, pd.DataFrame(np.diag([1.0, 4, 9]), names, names), df=np.inf)
    bound = stats.norm.ppf((1 + 0.95 ** (1 / 3)) / 2)
    np.testing.assert_allclose(table["high"] - table["coef"], bound * np.array([1, 2, 3]), rtol=1e-3)
    wider = widen_together(coef, pd.DataFrame(np.diag([1.0, 4, 9]), names, names), df=df)
    assert (wider["high"] >= table["high"] - 1e-3).all()


def test_terms_that_go_together_cost_nothing():
    names = ["a", "b"]
    almost = pd.DataFrame([[1, 1 - 1e-9], [1 - 1e-9, 1]], names, names)
    table = widen_together(pd.Series([1.0, 1.0], index=names), almost)
    np.testing.assert_allclose(table["high"] - 1, stats.norm.ppf(0.975), rtol=1e-3)


def test_one_term_alone_keeps_its_own_interval_and_p():
    result = cox(cohort(), **ROWS, terms="age", cluster="family", interval="jackknife")
    table = widen_together(result.table["coef"], result.robust_covariance, df=result.n_clusters - 2)
    assert np.exp(table.loc["age", "high"]) == pytest.approx(result.table.loc["age", "high"])
    assert table.loc["age", "p"] == pytest.approx(result.table.loc["age", "p"])


def test_joint_limits_lie_between_plain_and_bonferroni():
    result = cox(cohort(), **ROWS, terms=["age", "exposed", "number"], cluster="family", interval="jackknife")
    table = widen_together(result.table["coef"], result.robust_covariance, df=28)
    half = (table["high"] - table["coef"]) / result.table["robust_se"]
    assert (half > stats.t.ppf(0.975, 28)).all()
    assert (half < stats.t.ppf(1 - 0.025 / 3, 28)).all()
    assert ((table["p"] < 0.05) == ((table["low"] > 0) | (table["high"] < 0))).all()


def test_different_names_or_infinite_variances_are_refused():
    one = pd.DataFrame([[1.0]], ["b"], ["b"])
    with pytest.raises(TableError, match="its names differ"):
        widen_together(pd.Series([1.0], index=["a"]), one)
    with pytest.raises(TableError, match="coef, row b: no finite value or variance"):
        widen_together(pd.Series([1.0], index=["b"]), one * np.inf)
    with pytest.raises(TableError, match="df: not above 0"):
        widen_together(pd.Series([1.0], index=["b"]), one, df=0)


def ratios(ratio, low, high):
    return pd.DataFrame({"ratio": [ratio], "low": [low], "high": [high]}, index=["x"])


def test_a_published_example():
    """VanderWeele and Ding: risk ratio 3.9 (1.8 to 8.7) gives 7.2 and 3.0."""
    found = find_e_values(ratios(3.9, 1.8, 8.7), scale="rate").loc["x"]
    assert found.round(1).tolist() == [7.3, 3.0]
    assert found["e_value"] == pytest.approx(3.9 + np.sqrt(3.9 * 2.9))


@pytest.mark.parametrize("scale", ["rate", "hazard", "odds"])
@pytest.mark.parametrize("common", [True, False])
def test_protective_ratios_mirror_harmful_ones(scale, common):
    harmful = find_e_values(ratios(2.0, 1.2, 3.0), scale=scale, common=common)
    protective = find_e_values(ratios(1 / 2.0, 1 / 3.0, 1 / 1.2), scale=scale, common=common)
    pd.testing.assert_frame_equal(harmful, protective)


def test_an_interval_that_holds_1_needs_no_confounder():
    assert find_e_values(ratios(1.5, 0.9, 2.5), scale="rate").loc["x", "e_value_limit"] == 1


def test_missing_limits_stay_missing():
    assert np.isnan(find_e_values(ratios(1.5, np.nan, np.nan), scale="rate").loc["x", "e_value_limit"])


def test_common_outcomes_weaken_the_ratio():
    plain = find_e_values(ratios(2.0, 1.2, 3.0), scale="odds").loc["x", "e_value"]
    common = find_e_values(ratios(2.0, 1.2, 3.0), scale="odds", common=True).loc["x", "e_value"]
    assert common == pytest.approx(np.sqrt(2) + np.sqrt(np.sqrt(2) * (np.sqrt(2) - 1)))
    assert common < plain


def test_logarithms_and_unknown_scales_are_refused():
    with pytest.raises(TableError, match="column 'ratio', row x: not above 0"):
        find_e_values(ratios(-0.2, -0.5, 0.1), scale="rate")
    with pytest.raises(TableError, match="scale: found 'risk'"):
        find_e_values(ratios(2.0, 1.0, 3.0), scale="risk")


def test_words_for_p_and_covariances_of_nothing_are_refused():
    with pytest.raises(TableError, match="p: numbers are needed"):
        correct_holm(pd.Series(["small"]))
    assert correct_holm([0.01, 0.02]).tolist() == [0.02, 0.02]
    names = ["age", "sex"]
    impossible = pd.DataFrame([[1.0, 2.0], [2.0, 1.0]], names, names)
    with pytest.raises(TableError, match="covariance: not symmetric with correlations that go together"):
        widen_together(pd.Series([1.0, 1.0], names), impossible)
