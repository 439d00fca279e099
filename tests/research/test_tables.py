"""Tables for a paper: counts by hand, corrections only for what was asked."""

import numpy as np
import pandas as pd
import pytest

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.imputation import pool_fits
from workbench.research.recurrent import cox
from workbench.research.several import correct_holm
from workbench.research.tables import (
    ASSOCIATION,
    count_at_risk,
    count_cohort,
    set_side_by_side,
    tabulate_ratios,
    write_ratios,
)

HISTORIES = pd.DataFrame(
    {
        "child": ["a", "a", "b", "c"],
        "family": [1, 1, 1, 2],
        "group": ["x", "x", "y", "y"],
        "start": [0.0, 6, 0, 3],
        "stop": [6.0, 12, 9, 12],
        "event": [1, 1, 0, 0],
    }
)
NAMES = {"id": "child", "start": "start", "stop": "stop", "by": "group"}


def fit(terms=("age", "exposed")):
    return cox(cohort(), **ROWS, terms=list(terms), cluster="family")


def test_the_cohort_is_counted_by_group_and_in_all():
    table = count_cohort(HISTORIES, family="family", event="event", **NAMES)
    assert table["children"].to_dict() == {"x": 1, "y": 2, "All": 3}
    assert table["families"].to_dict() == {"x": 1, "y": 2, "All": 2}
    assert table["months followed"].to_dict() == {"x": 12, "y": 18, "All": 30}
    assert table["events per child and year"].to_dict() == {"x": 2, "y": 0, "All": 0.8}
    assert table["children without event"].to_dict() == {"x": 0, "y": 2, "All": 2}


def test_late_entries_are_not_at_risk_before_they_enter():
    assert count_at_risk(HISTORIES, [3, 9, 12], **NAMES).loc["y"].tolist() == [1, 2, 1]


def test_ratios_are_those_of_the_model():
    result = fit()
    table = tabulate_ratios(result, labels={"age": "Age"})
    assert list(table.index) == ["Age", "exposed"]
    np.testing.assert_array_equal(table["ratio"], result.table["hazard_ratio"])
    np.testing.assert_array_equal(table["p_holm"], correct_holm(result.table["p"]))


def test_terms_that_only_adjust_carry_neither_correction_nor_e_value():
    table = tabulate_ratios(fit(), main=["exposed"])
    assert table.loc["age", ["p_holm", "e_value", "e_value_limit"]].isna().all()
    assert table.loc["exposed", "p_holm"] == table.loc["exposed", "p"]
    assert write_ratios(table).loc["age", "E-value (limit)"] == "–"


def test_pooled_models_are_read_on_the_scale_of_ratios():
    table = tabulate_ratios(pool_fits([fit(), fit()], complete_df=28))
    np.testing.assert_allclose(table["ratio"], fit().table["hazard_ratio"])
    assert (table["low"] > 0).all()


def test_print_rounds_and_names_small_p():
    numbers = {"ratio": 1.234, "low": 1.1, "high": 1.4, "p": 0.0002, "p_holm": 0.02, "e_value": 1.8}
    row = write_ratios(pd.DataFrame([numbers | {"e_value_limit": 1.43}], index=["x"])).loc["x"]
    assert row.tolist() == ["1.23", "1.10 to 1.40", "< 0.001", "0.020", "1.80 (1.43)"]


def test_a_term_that_the_model_lacks_is_refused():
    with pytest.raises(TableError, match="column 'sex': not in the table; it has age, exposed"):
        tabulate_ratios(fit(), main=["sex"])


def test_the_sentence_speaks_of_no_cause_and_no_single_child():
    assert "not an effect" in ASSOCIATION
    assert "one child" in ASSOCIATION


def test_models_side_by_side_have_a_row_each_and_a_dash_where_a_term_is_lacking():
    both, one = fit(), fit(["age"])
    table = set_side_by_side({"both": both, "age alone": one}, ["exposed", "age"], {"exposed": "Exposed"})
    own = both.table.loc["exposed"]
    assert table.loc["both", "Exposed"] == f"{own['hazard_ratio']:.2f} ({own['low']:.2f} to {own['high']:.2f})"
    assert table.loc["age alone", "Exposed"] == "–"
    assert list(table.columns) == ["Exposed", "age"]
