"""The analysis log: the same data give the same hash, any other data another."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research.log import hash_frame, record_analysis, write_log

TABLE = pd.DataFrame({"child": ["a", "b", "c"], "age": [3.5, np.nan, 9.0], "group": pd.Categorical(["x", "y", "x"])})


def record(frame=TABLE):
    return record_analysis(
        {"children": frame},
        question="Which facts go with later setbacks?",
        estimand="Rate ratio over all setbacks",
        terms=["age", "group"],
        seed=7,
        choices={"ties": "efron"},
    )


@settings(max_examples=30)
@given(st.permutations([0, 1, 2]), st.permutations(list(TABLE)))
def test_order_of_rows_and_columns_and_the_index_do_not_count(rows, columns):
    assert hash_frame(TABLE.iloc[rows][columns].set_axis([7, 8, 9])) == hash_frame(TABLE)


@pytest.mark.parametrize(
    "other",
    [
        TABLE.assign(age=[3.5, np.nan, 9.0000001]),
        TABLE.assign(age=[3.5, 9.0, np.nan]),
        TABLE.rename(columns={"age": "years"}),
        TABLE.iloc[[0, 1]],
        TABLE.iloc[[0, 1, 2, 2]],
        TABLE.assign(child=["a", "b", "c "]),
    ],
)
def test_any_other_content_gives_another_hash(other):
    assert hash_frame(other) != hash_frame(TABLE)


def test_texts_that_hold_separators_do_not_run_together():
    one = pd.DataFrame({"a": ['x", "y'], "b": ["z"]})
    assert hash_frame(one) != hash_frame(pd.DataFrame({"a": ["x"], "b": ['y", "z']}))


def test_the_block_and_the_file_say_the_same(tmp_path):
    log = record()
    kept = json.loads(write_log(log, tmp_path / "log.json").read_text())
    assert kept["seed"] == 7
    assert kept["terms"] == ["age", "group"]
    assert kept["inputs"] == [{"name": "children", "rows": 3, "columns": 3, "sha256": hash_frame(TABLE)}]
    assert kept["versions"]["pandas"] == pd.__version__
    for name, number in kept["versions"].items():
        assert f"{name} {number}" in str(log)
    assert "Choice     ties: efron" in str(log)
    assert hash_frame(TABLE) in str(log)


def test_a_log_cannot_be_changed_and_is_the_same_twice():
    log = record()
    assert log == record(TABLE.iloc[::-1])
    with pytest.raises(AttributeError):
        log.seed = 8


def test_a_log_of_nothing_is_refused():
    with pytest.raises(TableError, match="log: at least one table"):
        record_analysis({}, question="", estimand="", terms=["age"], seed=1)
