"""The gate: a good cohort passes, and each way of breaking it is told with table, column, row and remedy."""

import numpy as np
import pandas as pd
import pytest

from workbench.cohort.check import check_cohort
from workbench.cohort.contract import TABLES
from workbench.cohort.frames import retyped
from workbench.errors import TableError


def test_a_good_cohort_passes(tables):
    check_cohort(tables)


@pytest.mark.parametrize("name", TABLES)
def test_any_table_passes_alone(tables, name):
    check_cohort({name: tables[name]})


def test_types_survive_a_file(tables, tmp_path):
    for name in ("children", "stages", "setbacks"):
        tables[name].to_csv(tmp_path / name, index=False)
        read = retyped(TABLES[name], pd.read_csv(tmp_path / name))
        pd.testing.assert_frame_equal(read, tables[name])


def test_plain_text_columns_are_taken_too(tables):
    tables["visits"] = tables["visits"].astype({"kind": str, "stage": str})
    check_cohort(tables)


def broken(change):
    def apply(tables, name, column, value, row=3):
        frame = tables[name]
        frame[column] = frame[column].astype(object) if isinstance(value, str) or value is None else frame[column]
        frame.loc[frame.index[row], column] = value

    return lambda tables: apply(tables, *change)


BREAKS = {
    "an unknown code": (("visits", "kind", "friendly"), "table visits, column 'kind', row 3: not a known code"),
    "an empty cell": (("visits", "kind", None), "table visits, column 'kind', row 3: the cell is empty"),
    "a number out of range": (("assessments", "age", 18), "table assessments, column 'age', row 3: out of range"),
    "a parent that is not there": (("children", "parent_id", "F9"), "'parent_id', row 3: leads to no row of parents"),
    "a child that is not there": (("visits", "child_id", "F9"), "'child_id', row 3: leads to no row of children"),
    "a key that comes twice": (("families", "family_id", "F0000001"), "'family_id', row 3: the key appears twice"),
    "entry before birth": (("children", "birth_month", 17.9), "column 'entry_month', row 3: before the birth"),
    "no follow-up": (("children", "end_month", 0.0), "column 'end_month', row 3: not after 'entry_month'"),
    "a visit after the end": (("visits", "month", 59.9), "table visits, column 'month', row 3: outside the follow-up"),
    "a service that ends first": (("services", "end_month", -5.0), "'end_month', row 3: before 'start_month'"),
    "a gap between stages": (("stages", "end_month", 0.001, 0), "'start_month', row 1: a gap or an overlap"),
    "stages that overlap": (("stages", "end_month", 59.0, 0), "'start_month', row 1: a gap or an overlap"),
    "an ending that is not true": (("stages", "ended", "backward", 0), "column 'ended', row 0: contradicts"),
    "a value and a reason": (("ratings", "non_answer", "unknown", 0), "both or neither of value and non-answer"),
}


@pytest.mark.parametrize(("change", "sentence"), BREAKS.values(), ids=BREAKS)
def test_each_break_is_told(tables, change, sentence):
    broken(change)(tables)
    with pytest.raises(TableError) as told:
        check_cohort(tables)
    assert sentence in str(told.value)


def test_a_group_that_does_not_follow_from_the_episodes(tables):
    children = tables["children"]
    after = children.index[children["group"] == "born_after"][0]
    children.loc[after, "group"] = "left_behind"
    with pytest.raises(TableError, match=r"column 'group'.*does not follow from the episodes"):
        check_cohort(tables)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda tables: tables.update(visit=tables["visits"]), "table 'visit': not part of the cohort"),
        (lambda tables: tables["visits"].insert(0, "note", "x"), "table visits: column 'note' is not declared"),
        (lambda tables: tables["visits"].pop("month"), "column 'month' must be there once"),
        (lambda tables: tables.update(visits=tables["visits"].astype({"month": str})), "allowed: numbers"),
        (
            lambda tables: tables.update(visits=tables["visits"].astype({"person_of_concern_present": np.int64})),
            "allowed: True and False",
        ),
    ],
)
def test_a_wrong_frame_is_told(tables, change, sentence):
    change(tables)
    with pytest.raises(TableError, match=sentence):
        check_cohort(tables)


def test_no_sentence_repeats_a_value(tables):
    broken(("visits", "stage", "secret"))(tables)
    with pytest.raises(TableError) as told:
        check_cohort(tables)
    assert "secret" not in str(told.value)
