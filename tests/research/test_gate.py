"""Each refusal is one sentence with column, row and remedy; what passes is laid out as promised."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research import gate


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "child": ["a", "a", "b", "c", "d"],
            "family": [1, 1, 2, 3, 3],
            "age": [9.0, 10, 12, 7, 15],
            "group": ["with", "after", "behind", "after", "with"],
            "event": [0, 1, 0, 1, 0],
        },
        index=[f"r{k}" for k in range(5)],
    )


def refused(call, *parts):
    with pytest.raises(TableError) as caught:
        call()
    for part in parts:
        assert part in str(caught.value)


def test_a_missing_column_is_named_with_those_that_exist(rows):
    refused(lambda: gate.require_columns(rows, ["age", "sex"]), "column 'sex'", "not in the table", "family", "Add")


def test_a_column_that_stands_twice_is_refused(rows):
    rows.columns = ["child", "age", "age", "group", "event"]
    refused(lambda: gate.require_columns(rows, ["age"]), "column 'age'", "2 times", "Keep one")


def test_an_empty_table_is_refused(rows):
    refused(lambda: gate.require_columns(rows.iloc[:0], ["age"]), "no rows")


def test_something_else_than_a_frame_is_refused():
    refused(lambda: gate.require_columns({"age": [1]}, ["age"]), "DataFrame", "dict")


@pytest.mark.parametrize(
    ("value", "found"), [(np.nan, "the value is missing"), (np.inf, "the value is not finite")], ids=["nan", "inf"]
)
def test_missing_and_infinite_numbers_name_the_row_but_not_the_value(rows, value, found):
    rows.loc["r3", "age"] = value
    refused(lambda: gate.take_numbers(rows, "age"), "column 'age'", "row r3", found, "leave the row out")


def test_infinity_passes_where_it_is_allowed(rows):
    rows.loc["r3", "age"] = np.inf
    assert np.isinf(gate.take_numbers(rows, "age", infinite=True)[3])


def test_further_wrong_rows_are_counted(rows):
    rows.loc[["r1", "r3", "r4"], "age"] = np.nan
    refused(lambda: gate.take_numbers(rows, "age"), "row r1 (and 2 more)")


@pytest.mark.parametrize("values", [list("abcde"), pd.date_range("2020", periods=5), pd.Categorical([1, 2, 3, 4, 5])])
def test_text_dates_and_categories_are_no_numbers(rows, values):
    rows["age"] = values
    refused(lambda: gate.take_numbers(rows, "age"), "column 'age'", "numbers are needed")


@pytest.mark.parametrize("dtype", ["Int64", "boolean", "object", "float32", "int8"])
def test_any_numeric_kind_is_taken_as_floats(rows, dtype):
    rows["event"] = rows["event"].astype(dtype)
    assert gate.take_numbers(rows, "event").tolist() == [0, 1, 0, 1, 0]


def test_events_are_0_or_1(rows):
    rows.loc["r2", "event"] = 2
    refused(
        lambda: gate.take_events(rows, "event"), "column 'event'", "row r2", "neither 0 nor 1", "Code an event as 1"
    )


def test_categories_become_indicators_against_the_first_in_order(rows):
    terms = gate.take_terms(rows, ["age", "group"])
    assert terms.names == ("age", "group[behind]", "group[with]")
    assert terms.sources == ("age", "group", "group")
    assert terms.matrix[:, 1:].tolist() == [[0, 1], [0, 0], [1, 0], [0, 0], [0, 1]]


def test_a_categorical_keeps_its_own_order_and_drops_what_does_not_occur(rows):
    rows["group"] = pd.Categorical(rows["group"], ["never", "with", "behind", "after"])
    assert gate.take_terms(rows, "group").names == ("group[behind]", "group[after]")


def test_terms_must_be_named_once_and_at_least_once(rows):
    refused(lambda: gate.take_terms(rows, []), "terms", "none given")
    refused(lambda: gate.take_terms(rows, ["age", "age"]), "'age' is named twice")


def test_one_category_alone_is_refused(rows):
    refused(lambda: gate.take_terms(rows.assign(group="with"), ["group"]), "column 'group'", "one category only")


def test_a_constant_term_is_refused(rows):
    terms = gate.take_terms(rows.assign(age=9.1), ["age"])
    refused(lambda: gate.refuse_dependent(terms), "column 'age'", "constant", "Leave the term out")


def test_a_term_given_by_others_names_them(rows):
    table = rows.assign(days=rows["age"] * 365.25 + rows["event"], other=[3.0, 1, 4, 1, 5])
    terms = gate.take_terms(table, ["age", "other", "event", "days"])
    refused(lambda: gate.refuse_dependent(terms), "column 'days'", "given by 'age', 'event'.", "Leave one")


def test_a_term_that_varies_between_strata_only_is_constant_within_them(rows):
    terms = gate.take_terms(rows, ["family"])
    gate.refuse_dependent(terms)
    refused(lambda: gate.refuse_dependent(terms, within=np.array([0, 0, 1, 2, 2])), "constant within every stratum")


def test_a_cluster_that_changes_within_an_id_is_refused(rows):
    gate.refuse_wandering(rows, "child", "family")
    rows.loc["r1", "family"] = 2
    refused(lambda: gate.refuse_wandering(rows, "child", "family"), "column 'family'", "row r1", "same 'child'")


def test_fewer_clusters_than_terms_are_refused():
    gate.refuse_few_clusters(3, 3, "family")
    refused(lambda: gate.refuse_few_clusters(3, 4, "family"), "column 'family'", "3 clusters for 4 terms")


@given(st.lists(st.one_of(st.integers(-3, 3), st.text("xyz", max_size=2)), min_size=1, max_size=30))
def test_groups_give_every_row_back_its_label(values):
    table = pd.DataFrame({"g": pd.Series(values, dtype=object)})
    groups = gate.take_groups(table, "g")
    assert [groups.labels[code] for code in groups.codes] == values
    assert len(set(groups.labels)) == groups.n


@pytest.mark.parametrize(
    "values",
    [
        pd.date_range("2020", periods=5),
        pd.date_range("2020", periods=5).date,
        pd.to_timedelta(range(5), unit="D"),
        pd.period_range("2020-01", periods=5, freq="M"),
        np.arange(5) * 1j,
    ],
    ids=["dates", "plain dates", "spans", "months", "complex"],
)
def test_dates_become_neither_categories_nor_numbers(rows, values):
    refused(lambda: gate.take_terms(rows.assign(age=values), ["age"]), "column 'age'", "numbers are needed", "Convert")


def test_lists_in_cells_are_refused(rows):
    refused(
        lambda: gate.take_terms(rows.assign(age=[[1]] * 5), "age"), "column 'age'", "list", "one number or one word"
    )


@pytest.mark.parametrize("size", [1e200, 1e-200])
def test_numbers_whose_squares_run_over_are_refused(rows, size):
    terms = gate.take_terms(rows.assign(age=rows["age"] * size), ["age"])
    refused(lambda: gate.refuse_dependent(terms), "column 'age'", "too large or too small", "another unit")


def test_a_term_may_be_a_column_named_by_a_number(rows):
    assert gate.take_terms(rows.rename(columns={"age": 7}), 7).names == ("7",)


def test_names_are_single(rows):
    refused(lambda: gate.name_columns(None), "none given")
    refused(lambda: gate.require_columns(rows, [["age"]]), "found list", "Name one column")


@pytest.mark.parametrize("value", [0, -1, np.nan, np.inf, "3", None, True])
def test_a_length_is_a_finite_number_above_nothing(value):
    refused(lambda: gate.require_length("width", value), "width: not a finite number above 0", "unit of the times")
