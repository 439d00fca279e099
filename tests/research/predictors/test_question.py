"""The question is fixed first; the answer is the library's own models on every imputed table."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from research.predictors.small import QUESTION, STUDY
from workbench.errors import TableError
from workbench.research import imputation
from workbench.research.predictors import Question, andersen_gill, answer, ask_together, hold_together
from workbench.research.predictors.question import choose_imputation

GIVEN = answer(STUDY, QUESTION)


def test_a_question_cannot_be_changed_after_looking():
    with pytest.raises(dataclasses.FrozenInstanceError):
        QUESTION.seed = 12
    assert QUESTION.terms == ["prejudice", "criteria", "age", "warmth_anger"]


def test_what_was_not_answered_is_filled_in_with_the_event_history():
    assert GIVEN.imputed.missing.loc["warmth_anger", "missing"] == STUDY.children["warmth_anger"].isna().sum() > 0
    history = choose_imputation(STUDY, QUESTION)["history"]
    events = STUDY.rows.groupby("child_id")["event"].sum()
    pd.testing.assert_series_equal(history["events"], events.loc[history.index], check_names=False)
    assert [len(rows) for rows in GIVEN.filled] == [len(STUDY.rows)] * QUESTION.imputations


def test_the_answer_is_the_jackknife_pooled_over_all_tables():
    fits = [andersen_gill(rows, QUESTION.terms) for rows in GIVEN.filled]
    own = imputation.pool_fits(fits, complete_df=STUDY.children["family_id"].nunique() - 2)
    pd.testing.assert_frame_equal(GIVEN.pooled.table, own.table)


def test_limits_that_hold_together_are_wider_and_stand_by_label():
    together = hold_together(GIVEN.pooled, QUESTION)
    alone = GIVEN.pooled.table.loc[list(QUESTION.main)]
    assert list(together.index) == ["Prejudice", "Criteria"]
    np.testing.assert_allclose(together["ratio"], alone["ratio"])
    assert (together["low"].to_numpy() < alone["ratio_low"].to_numpy()).all()
    assert (together["high"].to_numpy() > alone["ratio_high"].to_numpy()).all()


def test_one_term_asked_alone_is_its_own_t_test_and_several_are_one_question():
    table = GIVEN.pooled.table
    alone = ask_together(GIVEN.pooled, ["criteria"])
    assert (alone["df"], alone["p"]) == (1, pytest.approx(table.loc["criteria", "p"]))
    both = ask_together(GIVEN.pooled, ["criteria", "prejudice"])
    estimate, covariance = table["estimate"][["criteria", "prejudice"]], GIVEN.pooled.covariance
    inverse = np.linalg.inv(covariance.loc[estimate.index, estimate.index])
    assert both["statistic"] == pytest.approx(estimate @ inverse @ estimate)
    assert both["df_error"] == pytest.approx(table["df"][["criteria", "prejudice"]].min() - 1)
    with pytest.raises(TableError, match="terms: 'height' is not in the model; it has prejudice, criteria"):
        ask_together(GIVEN.pooled, ["height"])


def test_a_main_term_that_the_model_lacks_is_named():
    wrong = Question(main={"height": "Height"}, of_family=["prejudice"], of_child=["age"], seed=1, imputations=2)
    with pytest.raises(TableError, match="main: 'height' is not in the model; it has prejudice, age"):
        answer(STUDY, wrong)
