"""Rubin's rules against mice, and their limits."""

import numpy as np
import pandas as pd
import pytest

from research.imputation.families import complete
from workbench.errors import TableError
from workbench.research.imputation import pool, pool_fits
from workbench.research.recurrent import cox, firth_cox
from workbench.research.results import Result


def test_all_numbers_are_those_of_mice(recorded):
    entry = recorded("nhanes_mice_pool")
    terms = entry["result"]["term"]
    table = pool(
        pd.DataFrame(entry["estimates"], columns=terms), pd.DataFrame(entry["variances"], columns=terms), complete_df=22
    ).table
    same = {"estimate": "estimate", "se": "se", "df": "df", "statistic": "statistic", "p": "p", "low": "lower"}
    same |= {"high": "upper", "within": "ubar", "between": "b", "riv": "riv", "lambda": "lambda", "fmi": "fmi"}
    for ours, theirs in same.items():
        np.testing.assert_allclose(table[ours], entry["result"][theirs], rtol=1e-10)
    assert list(table.index) == terms


def test_two_imputations_can_be_pooled_by_hand():
    table = pool(np.array([[1.0], [2.0]]), np.array([[0.5], [0.7]]), complete_df=np.inf).table.loc[0]
    assert table["estimate"] == 1.5
    assert table["between"] == 0.5
    assert table["se"] == pytest.approx(np.sqrt(0.6 + 1.5 * 0.5))
    assert table["df"] == pytest.approx((1.35 / 0.75) ** 2)


def test_imputations_that_agree_leave_the_complete_data_answer():
    table = pool(np.ones((5, 1)), np.full((5, 1), 0.04), complete_df=58).table.loc[0]
    assert table["se"] == pytest.approx(0.2)
    assert table["riv"] == 0
    assert table["df"] == pytest.approx(59 / 61 * 58, rel=1e-3)


def test_columns_are_matched_by_name():
    estimates = pd.DataFrame({"a": [1.0, 1.2], "b": [5.0, 6.0]})
    variances = pd.DataFrame({"b": [2.0, 2.0], "a": [0.1, 0.1]})
    assert pool(estimates, variances, complete_df=50).table["within"].to_dict() == pytest.approx({"a": 0.1, "b": 2.0})


@pytest.mark.parametrize(
    ("estimates", "variances", "df", "sentence"),
    [
        ([[1.0]], [[1.0]], 10, "1 imputation"),
        ([[1.0], [np.nan]], [[1.0], [1.0]], 10, "estimates, row 1, column 0: not a finite number"),
        ([[1.0], [2.0]], [[1.0], [0.0]], 10, "variances, row 1, column 0: not above 0"),
        ([[1.0], [2.0]], [[1.0, 1.0], [1.0, 1.0]], 10, r"variances: shape \(2, 2\)"),
        ([[1.0], [2.0]], [[1.0], [1.0]], 0, "complete_df: not above 0"),
        ([[1.0], [2.0]], [[1.0], [1.0]], None, "complete_df: not above 0"),
        ([["one"], ["two"]], [[1.0], [1.0]], 10, "numbers are needed"),
    ],
)
def test_what_cannot_be_pooled_is_refused(estimates, variances, df, sentence):
    with pytest.raises(TableError, match=sentence):
        pool(np.array(estimates), np.array(variances), complete_df=df)


def test_different_terms_are_refused():
    with pytest.raises(TableError, match="the terms differ"):
        pool(pd.DataFrame({"a": [1.0, 2]}), pd.DataFrame({"b": [1.0, 2]}), complete_df=10)


def test_fitted_models_are_pooled_on_the_log_scale():
    rows = pd.DataFrame({"coef": [0.2], "se": [0.1], "robust_se": [0.2]}, index=["age"])
    fits = [Result(table=rows.assign(coef=value), n_rows=9) for value in (0.1, 0.3)]
    found = pool_fits(fits, complete_df=40).table.loc["age"]
    assert found["estimate"] == pytest.approx(0.2)
    assert found["within"] == pytest.approx(0.04)
    assert found["ratio_high"] == pytest.approx(np.exp(found["high"]))
    plain = pool_fits([Result(table=fit.table.assign(robust_se=np.nan), n_rows=9) for fit in fits], complete_df=40)
    assert plain.table.loc["age", "within"] == pytest.approx(0.01)


def test_models_of_different_terms_are_refused():
    rows = pd.DataFrame({"coef": [0.2], "se": [0.1]}, index=["age"])
    with pytest.raises(TableError, match="fits: their terms differ"):
        pool_fits([Result(table=rows, n_rows=9), Result(table=rows.rename({"age": "sex"}), n_rows=9)], complete_df=40)


def test_the_pooled_covariance_has_the_pooled_variances_on_its_diagonal():
    rows = complete().assign(stop=lambda table: 1.0 + table["child"] / 1000, event=lambda table: table["events"] > 0)
    moved = [rows, rows.assign(age=rows["age"] + 0.3 * (rows["child"] % 2)), rows.assign(age=-rows["age"])]
    fits = [cox(one, stop="stop", event="event", terms=["age", "leaning"], cluster="family") for one in moved]
    pooled = pool_fits(fits, complete_df=50)
    np.testing.assert_allclose(np.sqrt(np.diag(pooled.covariance)), pooled.table["se"])
    assert list(pooled.covariance.columns) == ["age", "leaning"]
    within = np.mean([fit.robust_covariance.loc["age", "leaning"] for fit in fits])
    between = np.cov(*[[fit.table.loc[term, "coef"] for fit in fits] for term in ("age", "leaning")])[0, 1]
    assert np.isclose(pooled.covariance.loc["age", "leaning"], within + 4 / 3 * between)
    few = {"stop": "stop", "event": "event", "terms": "age", "cluster": "family"}
    small = cox(rows[rows["family"] < 20], **few)
    assert "Only 20 clusters" in small.note
    assert pool_fits([small, small], complete_df=18).note == small.note
    assert pool_fits([firth_cox(rows, stop="stop", event="event", terms="age")] * 2, complete_df=50).covariance is None


def test_a_model_that_hangs_on_one_family_is_named_rather_than_pooled():
    endless = pd.DataFrame({"coef": [0.2], "se": [0.1], "robust_se": [np.inf]}, index=["age"])
    fits = [Result(table=endless, n_rows=9, note="Without family 7 the estimates run to infinity.")] * 2
    with pytest.raises(TableError, match=r"fits, model 0: no finite standard error of 'age'\. Without family 7"):
        pool_fits(fits, complete_df=40)
