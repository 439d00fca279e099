"""Imputation: what is kept, what is repeated, and what comes back out of data whose truth is known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.api import GLM, OLS, add_constant, families

from research.imputation.families import NAMES, complete, history_of, with_holes
from workbench.errors import TableError
from workbench.research.counting import build_intervals
from workbench.research.imputation import Shift, impute, pool

FEW = {"imputations": 3, "iterations": 3, "seed": 5}
FULL = complete()
HOLES = with_holes(FULL)
HISTORY = history_of(FULL)


def draw(table=HOLES, **options):
    return impute(table, history=HISTORY, **(NAMES | FEW | options))


def test_known_values_stay_and_missing_ones_lie_among_them():
    for table in draw().tables:
        for name in ("age", "carer", "leaning"):
            known = HOLES[name].notna()
            assert table[name].notna().all()
            assert (table.loc[known, name] == HOLES.loc[known, name]).all()
            if name != "age":
                assert set(table[name]) == set(HOLES.loc[known, name])
        assert table["age"].between(HOLES["age"].min(), HOLES["age"].max()).all()
        assert (table.groupby("family")["leaning"].nunique() == 1).all()


def test_what_is_missing_is_counted_by_child_and_by_family():
    missing = draw().missing
    assert missing.loc["leaning", "missing"] == HOLES[HOLES["leaning"].isna()]["family"].nunique()
    assert missing.loc["age", "missing"] == HOLES["age"].isna().sum()


def test_a_value_known_for_one_child_holds_for_the_family():
    siblings = FULL[FULL["family"].duplicated(keep=False)].index[0]
    holes = FULL.assign(leaning=FULL["leaning"].mask(FULL.index == siblings), age=HOLES["age"])
    assert draw(holes).missing.loc["leaning", "missing"] == 0
    assert draw(holes).tables[0].loc[siblings, "leaning"] == FULL.loc[siblings, "leaning"]


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(random):
    order = random.sample(range(len(HOLES)), len(HOLES))
    mixed = draw(HOLES.iloc[order])
    for one, other in zip(draw().tables, mixed.tables, strict=True):
        pd.testing.assert_frame_equal(one, other.sort_index())


def test_more_imputations_leave_the_first_as_they_were():
    for one, other in zip(draw().tables, draw(imputations=5).tables, strict=False):
        pd.testing.assert_frame_equal(one, other)
    assert not draw(seed=6).tables[0].equals(draw().tables[0])


def test_coefficients_come_back_that_a_history_left_out_would_halve():
    """40 % of a predictor gone: with the history its coefficient is that of the full data, without it is diluted."""
    full = complete(families=600)
    holes = with_holes(full, share=0.4)
    slope = lambda table: GLM(table["events"], add_constant(table[["age"]]), families.Poisson()).fit().params["age"]
    options = {**NAMES, "imputations": 4, "iterations": 4, "seed": 1}
    found = np.mean([slope(t) for t in impute(holes, history=history_of(full), **options).tables])
    without = np.mean([slope(t) for t in impute(holes, history=None, **options).tables])
    assert found == pytest.approx(slope(full), abs=0.06)
    assert without < slope(full) - 0.1


def test_siblings_stay_as_alike_as_they_were():
    full = complete(families=600)
    imputed = impute(with_holes(full), history=history_of(full), **(NAMES | FEW | {"iterations": 6}))
    pairs = [table.merge(table, on="family").query("child_x < child_y") for table in imputed.tables]
    assert np.mean([pair["age_x"].corr(pair["age_y"]) for pair in pairs]) == pytest.approx(0.64, abs=0.08)


def test_pooled_intervals_cover_the_mean_as_often_as_they_say():
    """Half of a variable gone at random given another: 95 % intervals of its mean over 60 data sets."""
    covered, options = 0, {"id": "id", "family": "id", "variables": ["x", "y"], "history": None}
    for seed in range(60):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=150)
        y = 0.7 * x + 0.7 * rng.normal(size=150)
        y[rng.random(150) < 1 / (1 + np.exp(-x))] = np.nan
        table = pd.DataFrame({"id": range(150), "x": x, "y": y})
        drawn = impute(table, **options, imputations=5, iterations=1, seed=seed).tables
        means, variances = [[t["y"].mean()] for t in drawn], [[t["y"].var() / 150] for t in drawn]
        pooled = pool(np.array(means), np.array(variances), complete_df=149).table.loc[0]
        covered += pooled["low"] <= 0 <= pooled["high"]
    assert 52 <= covered <= 60


def test_chained_equations_agree_with_mice_on_its_own_example(recorded, reference_table):
    """R's mice with other random numbers and matching for our residuals, 25 rows: within one standard error."""
    nhanes = reference_table("nhanes.csv")
    table = nhanes.assign(id=range(len(nhanes)), hyp=nhanes["hyp"] - 1)
    names = {"id": "id", "family": "id", "variables": ["age", "bmi", "hyp", "chl"]}
    drawn = impute(table, **names, history=None, imputations=40, iterations=10, seed=3).tables
    fits = [OLS(t["chl"], add_constant(t[["age", "bmi"]])).fit() for t in drawn]
    frame = lambda name: pd.DataFrame([getattr(fit, name) for fit in fits])
    pooled = pool(frame("params"), frame("bse") ** 2, complete_df=22).table
    theirs = recorded("nhanes_mice_pool")["result"]
    for place, name in enumerate(["const", "age", "bmi"]):
        assert abs(pooled.loc[name, "estimate"] - theirs["estimate"][place]) < theirs["se"][place]
        assert 0.6 < pooled.loc[name, "se"] / theirs["se"][place] < 1.6


def test_a_shift_moves_imputed_numbers_by_just_that_much():
    holes = FULL.assign(age=HOLES["age"])
    plain, moved = draw(holes, iterations=1), draw(holes, iterations=1, shifts={"age": Shift(2.0)})
    gone = holes["age"].isna()
    assert moved.tables[0].loc[gone, "age"].mean() > plain.tables[0].loc[gone, "age"].mean() + 1.5
    declined = gone & (holes["child"] % 2 == 0)
    part = draw(holes, iterations=1, shifts={"age": Shift(100.0, rows=declined)}).tables[0]
    assert (part.loc[declined, "age"] > 50).all()
    assert (part.loc[gone & ~declined, "age"] < 50).all()


def test_a_large_shift_of_a_level_leaves_only_that_level():
    table = draw(shifts={"carer": Shift(50.0, level="none")}).tables[0]
    assert (table.loc[HOLES["carer"].isna(), "carer"] == "none").all()
    table = draw(shifts={"leaning": Shift(-50.0)}).tables[0]
    assert (table.loc[HOLES["leaning"].isna(), "leaning"] == 0).all()


def test_a_value_that_changes_is_imputed_as_one_column_per_visit_and_laid_out_as_dated_again():
    rng = np.random.default_rng(8)
    visits = {"need_0": 0.0, "need_6": 6.0}
    wide = FULL.assign(need_0=(rng.random(len(FULL)) < 0.4).astype(float), entry=0.0, exit=24.0)
    wide["need_6"] = np.where(rng.random(len(FULL)) < 0.8, wide["need_0"], 1 - wide["need_0"])
    holes = wide.assign(need_6=wide["need_6"].where(rng.random(len(FULL)) < 0.6))
    table = draw(holes, variables=["age", *visits]).tables[0]
    gone = holes["need_6"].isna()
    assert (table.loc[gone, "need_6"] == table.loc[gone, "need_0"]).mean() > 0.6
    dated = table.melt("child", list(visits), "visit", "need").replace({"visit": visits})
    columns = {"id": "child", "entry": "entry", "exit": "exit", "time": "month"}
    none = pd.DataFrame({"child": [], "month": []})
    rows = build_intervals(table, none, **columns, dated=dated, dated_time="visit", cut_at=[12])
    later = rows[rows["start"] == 12].set_index("child")["need"]
    assert (later == table.set_index("child")["need_6"].loc[later.index]).all()


@pytest.mark.parametrize(
    ("change", "options", "sentence"),
    [
        ({"age": np.nan}, {}, "column 'age': every value is missing"),
        ({"child": 1}, {}, "column 'child', row 1 .*: the child appears twice. .* a column per planned visit"),
        ({"age": np.inf}, {}, "column 'age', row 0 .*: the value is not finite"),
        ({}, {"family_variables": ["age"], "variables": ["leaning"]}, "column 'age', row .*: differs from another"),
        ({}, {"variables": ["age", "leaning"]}, "variables: 'leaning' is named twice"),
        ({}, {"variables": ["height"]}, "column 'height': not in the table"),
        ({"age": pd.Timestamp("2020-02-02")}, {}, "column 'age': numbers are needed, found datetime"),
        ({}, {"imputations": 1}, "imputations: found 1"),
        ({}, {"imputations": 2.5}, "imputations: found 2.5; a whole number from 2 on"),
        ({}, {"seed": None}, "seed: found None; a whole number from 0 on"),
        ({}, {"history": pd.concat([HISTORY, HISTORY])}, "history: not a table with one row per child"),
        ({}, {"history": HISTORY.to_numpy()}, "history: not a table with one row per child"),
        ({}, {"shifts": {"age": Shift(1.0, rows=np.ones(len(HOLES)))}}, "shifts: rows of 'age' are no Series"),
        ({}, {"history": HISTORY.iloc[1:]}, "column 'child', row 0: no history of this child"),
        ({}, {"shifts": {"events": Shift(1.0)}}, "shifts: column 'events' has nothing to impute"),
        ({}, {"shifts": {"carer": Shift(1.0, level="aunt")}}, "shifts: column 'carer' has no such level"),
    ],
)
def test_what_cannot_be_imputed_is_refused(change, options, sentence):
    with pytest.raises(TableError, match=sentence):
        impute(HOLES.assign(**change), **({"history": HISTORY} | NAMES | FEW | options))
