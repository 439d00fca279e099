"""Each look at the answer from another side changes what it says it changes, and nothing else."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.predictors.small import QUESTION, STUDY
from workbench.errors import TableError
from workbench.research import predictors

GIVEN = predictors.answer(STUDY, QUESTION)


def test_all_models_carry_all_terms():
    models = predictors.compare_models(GIVEN, QUESTION)
    assert next(iter(models)) == "Andersen-Gill (main)"
    assert models["Andersen-Gill (main)"] is GIVEN.pooled
    for name, model in models.items():
        assert set(QUESTION.terms) <= set(model.table.index), name
        assert model.n_rows == QUESTION.imputations, name
    main, child = models["Andersen-Gill (main)"].table, models["clustered on the child"].table
    np.testing.assert_allclose(main["estimate"], child["estimate"])


def test_complete_cases_leave_out_the_children_with_a_gap():
    answers = predictors.compare_answers(STUDY, GIVEN, QUESTION, "warmth_anger")
    children = STUDY.children.dropna(subset=QUESTION.terms)
    assert answers["complete cases"].n_rows == STUDY.rows["child_id"].isin(children["child_id"]).sum()
    assert set(answers) == {
        "imputed (main)",
        "complete cases",
        "latest need, all visits",
        "latest need, scheduled visits only",
    }
    latest = [answers[f"latest need, {which}"].table for which in ("all visits", "scheduled visits only")]
    assert not np.allclose(latest[0]["estimate"], latest[1]["estimate"])


def test_delta_shifts_withheld_answers_only():
    line = predictors.vary_withheld(STUDY, QUESTION, "warmth_anger", deltas=[-3, 0, 3])
    means = line.table.drop_duplicates("delta")["imputed_mean"].to_numpy()
    assert (np.diff(means) >= 0).all()
    withheld, gone = STUDY.children["warmth_anger_withheld"], STUDY.children["warmth_anger"].isna()
    assert 0 < withheld.sum() < gone.sum()
    assert means[2] - means[0] <= withheld.sum() / gone.sum() + 1e-9


def test_loss_is_varied_over_the_imputed_tables():
    line = predictors.vary_lost(GIVEN, QUESTION, deltas=[0, 1], term="criteria")
    assert line.n_rows == QUESTION.imputations
    assert list(line.table["delta"].unique()) == [0, 1]
    assert line.table.groupby("delta")["imputed_mean"].first().is_monotonic_increasing
    pd.testing.assert_index_equal(pd.Index(line.table["term"].unique()), pd.Index(QUESTION.terms), check_names=False)


def test_a_need_that_the_study_lacks_cannot_be_varied():
    with pytest.raises(TableError, match="need: the study holds no judgement of 'height'"):
        predictors.vary_withheld(STUDY, QUESTION, "height", deltas=[0, 1])


def test_closed_cases_kept_without_setbacks_lower_the_rate_of_those_who_close_more_often():
    """With one fact that all closed cases share, the ratio falls by about the months added to them."""
    closed = STUDY.children["end_reason"] == "goals_met"
    marked = replace(STUDY, children=STUDY.children.assign(calm=closed.astype(int)))
    question = replace(
        QUESTION, of_child=["calm", "age"], of_family=["prejudice"], main={"calm": "Calm"}, imputations=2
    )
    given = predictors.answer(marked, question)
    kept = predictors.keep_closed(marked, given, question)
    own = marked.children[closed]
    seen = (own["end_month"] - own["at_risk_from"]).sum()
    longer = (own["planned"] - own["at_risk_from"]).sum() / seen
    assert longer > 1.2
    change = kept.table.loc["calm", "estimate"] - given.pooled.table.loc["calm", "estimate"]
    assert change == pytest.approx(-np.log(longer), abs=0.35)
    assert kept.table.loc["calm", "se"] > 0
