"""What does not apply is known; everything else that was not answered is missing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.model.vocabulary import NonAnswer
from workbench.research.imputation import sort_non_answers

REASONS = [reason.value for reason in NonAnswer]


def test_of_a_number_that_does_not_apply_0_and_an_indicator_stand():
    table = pd.DataFrame({"sleep": [2, None, None], "why": [None, "not_applicable", "declined"]})
    found = sort_non_answers(table, {"sleep": "why"})
    np.testing.assert_array_equal(found["sleep"], [2, 0, np.nan])
    assert found["sleep_not_applicable"].tolist() == [0, 1, 0]
    assert "why" not in found


def test_of_a_word_that_does_not_apply_a_level_stands():
    table = pd.DataFrame({"carer": ["kin", None, None], "why": [None, "not_applicable", "unknown"]})
    found = sort_non_answers(table, {"carer": "why"})["carer"]
    assert list(found.cat.categories) == ["kin", "not_applicable"]
    assert found.isna().tolist() == [False, False, True]


@given(st.lists(st.sampled_from([None, *REASONS]), min_size=1, max_size=12))
def test_missing_are_exactly_the_four_that_hide_a_value(reasons):
    table = pd.DataFrame({"x": [1.0 if why is None else np.nan for why in reasons]})
    table["why"] = pd.Series(reasons, dtype=object)
    found = sort_non_answers(table, {"x": "why"})["x"]
    assert found.isna().tolist() == [why not in (None, "not_applicable") for why in reasons]


def test_without_any_that_do_not_apply_nothing_is_added():
    table = pd.DataFrame({"x": [1.0, np.nan], "why": [None, "unsafe_to_ask"]})
    assert list(sort_non_answers(table, {"x": "why"})) == ["x"]


@pytest.mark.parametrize(
    ("value", "why", "sentence"),
    [
        (1.0, "declined", "column 'x', row 0: a value and a reason in 'why'"),
        (np.nan, None, "column 'x', row 0: neither a value nor a reason"),
        (np.nan, "refused", "column 'why', row 0: no reason of that code. Allowed: unknown, declined"),
    ],
)
def test_an_unclear_cell_is_refused(value, why, sentence):
    with pytest.raises(TableError, match=sentence):
        sort_non_answers(pd.DataFrame({"x": [value], "why": [why]}), {"x": "why"})
