"""Observed against expected prevalence: by hand, near where the model holds, far off where stays are steadier."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.research.multistate import compare_prevalence, panel_model

VISIT = {"id": "child", "time": "month", "state": "state"}


def walk(stay, seed=0, n=300):
    """Children seen monthly for two years; `stay` draws how long each is in the first and the second state."""
    rng = np.random.default_rng(seed)
    first, second = stay(rng, n), stay(rng, n)
    rows = []
    for child in range(n):
        for month in range(0, 25, 1 + child % 3):
            state = "a" if month < first[child] else "b" if month < first[child] + second[child] else "c"
            rows.append((child, float(month), state, child // 2))
    return pd.DataFrame(rows, columns=["child", "month", "state", "family"])


def exponential(rng, n):
    return rng.exponential(6, n)


def steady(rng, n):
    return rng.gamma(16, 6 / 16, n)


def compare(rows, **options):
    model = panel_model(rows, **VISIT, allowed=[("a", "b"), ("b", "c")])
    return compare_prevalence(model, rows, **VISIT, **options)


def test_shares_by_hand():
    rows = walk(exponential, n=40)
    found = compare(rows, times=[7.5]).set_index("state")
    latest = rows[rows["month"] <= 7.5].groupby("child").last()
    model = panel_model(rows, **VISIT, allowed=[("a", "b"), ("b", "c")])
    expected = np.mean([model.probabilities(month).loc["a"].to_numpy() for month in latest["month"]], axis=0)
    np.testing.assert_allclose(found["observed"], latest["state"].value_counts(normalize=True)[["a", "b", "c"]])
    np.testing.assert_allclose(found["expected"], expected)
    np.testing.assert_allclose(found["difference"], found["observed"] - found["expected"])
    assert (found["children"] == 40).all()


def test_exponential_stays_agree_and_steadier_stays_do_not():
    times = [3, 6, 9, 12, 18]
    agrees, differs = (compare(walk(stay), times=times, cluster="family") for stay in (exponential, steady))
    assert ((agrees["low"] < 0.02) & (agrees["high"] > -0.02)).all()
    assert ((differs["low"] > 0.05) | (differs["high"] < -0.05)).sum() >= 5


def test_one_family_of_twins_is_one_child():
    rows = walk(exponential, n=60)
    twins = pd.concat([rows.assign(family=rows["child"]), rows.assign(child=rows["child"] + 60, family=rows["child"])])
    single = compare(rows, times=[6, 12])
    double = compare(twins.reset_index(drop=True), times=[6, 12], cluster="family")
    np.testing.assert_allclose(single[["low", "high"]], double[["low", "high"]], atol=1e-4)


def test_models_and_times_that_do_not_fit_are_answered_in_words():
    rows = walk(exponential, n=60)
    model = panel_model(rows, **VISIT, allowed=[("a", "b"), ("b", "c")])
    with pytest.raises(TableError, match="nobody is followed at 99"):
        compare_prevalence(model, rows, **VISIT, times=[99])
    with pytest.raises(TableError, match="state 'z' is not in the model"):
        changed = rows.assign(state=rows["state"].where(rows.index != 0, "z"))
        compare_prevalence(model, changed, **VISIT, times=[6])
    rows["sex"] = rows["child"] % 2
    given = panel_model(rows, **VISIT, allowed=[("a", "b"), ("b", "c")], terms=["sex"])
    with pytest.raises(TableError, match="Fit it without them"):
        compare_prevalence(given, rows, **VISIT, times=[6])
