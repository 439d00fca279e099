"""What was planted carries the names of terms and stands as ratios."""

import numpy as np

import workbench as wb
from workbench.research.predictors import list_planted


def test_planted_ratios_carry_the_names_of_terms():
    planted = list_planted(wb.synthesise(families=1, seed=1, tables=["families"]).truth.effects)
    assert planted["group[left_behind]"] == 1
    np.testing.assert_allclose(np.log(planted["prejudice"]), 0.20)
    assert {"group[born_after]", "person_to_lean_on", "criteria", "age"} <= set(planted.index)
    assert (planted > 0).all()
