"""What was planted carries the names of terms and stands as ratios, beside what the rate model aims at."""

import numpy as np
import pytest

import workbench as wb
from workbench.errors import TableError
from workbench.research.predictors import list_planted

TRUTH = wb.synthesise(families=1, seed=1, tables=["families"]).truth


def test_planted_ratios_carry_the_names_of_terms():
    planted = list_planted(TRUTH.effects, TRUTH.marginal)["planted"]
    assert planted["group[left_behind]"] == 1
    np.testing.assert_allclose(np.log(planted["prejudice"]), 0.20)
    assert {"group[born_after]", "person_to_lean_on", "criteria", "age"} <= set(planted.index)


def test_what_the_rate_model_aims_at_stands_beside():
    table = list_planted(TRUTH.effects, TRUTH.marginal)
    rates = TRUTH.marginal[TRUTH.marginal["quantity"] == "rate ratio (AG)"]
    one = rates.loc[rates["parameter"] == "setbacks.criterion", "value"]
    np.testing.assert_allclose(np.log(table.loc["criteria", "marginal"]), one)
    assert np.log(table["planted"] / table["marginal"]).abs().max() < 0.2


def test_without_marginal_values_they_are_missing():
    table = list_planted(TRUTH.effects, TRUTH.marginal.iloc[:0])
    assert table["marginal"].isna().all()
    assert table["planted"].notna().all()


def test_a_truth_without_values_is_refused():
    with pytest.raises(TableError, match="column 'value'"):
        list_planted(TRUTH.effects.drop(columns="value"), TRUTH.marginal)
