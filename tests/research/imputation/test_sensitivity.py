"""Deltas: the line runs through the missing-at-random answer, and the tipping point is told as it is."""

import numpy as np
import pandas as pd
import pytest

from research.imputation.families import NAMES, complete, history_of, with_holes
from workbench.errors import TableError
from workbench.research.imputation import impute, pool_fits, vary_delta
from workbench.research.imputation.sensitivity import describe_tipping
from workbench.research.recurrent import cox

FULL = complete()
HOLES = with_holes(FULL)
OPTIONS = NAMES | {"history": history_of(FULL), "seed": 4, "imputations": 3, "iterations": 2}


def fit(table):
    rows = table.assign(stop=1.0 + table["child"] / 1000, event=(table["events"] > 0).astype(int))
    return cox(rows, stop="stop", event="event", terms=["age", "leaning"], cluster="family")


def run(deltas, **options):
    given = {"column": "age", "term": "age", "complete_df": 100} | OPTIONS | options
    return vary_delta(HOLES, fit, deltas=deltas, **given)


def test_delta_0_is_the_answer_at_random():
    table = run([1, 0]).table
    pooled = pool_fits([fit(one) for one in impute(HOLES, **OPTIONS).tables], complete_df=100).table
    own = table[table["delta"] == 0].set_index("term")
    np.testing.assert_allclose(own["estimate"], pooled["estimate"])
    np.testing.assert_allclose(own["ratio_low"], np.exp(pooled["low"]))
    assert list(table["delta"].unique()) == [0, 1]


def test_the_imputed_follow_the_delta():
    means = run([-1, 0, 1]).table.drop_duplicates("delta")["imputed_mean"].to_numpy()
    assert (np.diff(means) > 0.7).all()
    shares = run([-1, 0, 1], column="carer", level="none").table.drop_duplicates("delta")["imputed_mean"].to_numpy()
    assert (np.diff(shares) > 0.1).all()


def line(low, high):
    return pd.DataFrame({"delta": [-1.0, -0.5, 0.0, 0.5, 1.0], "term": "age", "low": low, "high": high})


def test_the_tipping_point_is_told_on_both_sides():
    told = describe_tipping(line([0.2, 0.2, 0.1, 0.05, -0.1], [1, 1, 1, 1, 1]), "age")
    assert told == (
        "At delta 0 (missing at random) the interval of age lies wholly above 1; "
        "at delta +1 it holds 1 (not yet at +0.5)."
    )
    told = describe_tipping(line([-0.9, -0.5, -0.2, 0.1, 0.2], [-0.1, 0.1, 0.5, 0.8, 1]), "age")
    assert "holds 1; at delta +0.5 it lies wholly above 1 (not yet at +0)" in told
    assert "at delta -1 it lies wholly below 1 (not yet at -0.5)" in told


def test_no_tipping_point_is_told_as_such():
    told = describe_tipping(line([0.1] * 5, [1] * 5), "age")
    assert told.endswith("lies wholly above 1; so it does over the whole line from -1 to +1.")


@pytest.mark.parametrize("deltas", [[1], [0], [0, 0, 1], []])
def test_a_line_without_0_or_with_a_delta_twice_is_refused(deltas):
    with pytest.raises(TableError, match="deltas: 0 and at least one other"):
        run(deltas)


@pytest.mark.parametrize("deltas", [["a", 0], 1.0])
def test_deltas_are_numbers(deltas):
    with pytest.raises(TableError, match="deltas: not a list of numbers"):
        run(deltas)


def test_an_unknown_term_is_refused():
    with pytest.raises(TableError, match="term: 'height' is not in the model"):
        run([0, 1], term="height")
