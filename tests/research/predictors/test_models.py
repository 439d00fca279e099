"""Models beside each other: each is the library's own, fitted to every imputed table and pooled."""

import numpy as np
import pandas as pd
import pytest

from research.recurrent.simulated import Plan, make_families
from workbench.research import counting
from workbench.research.imputation import pool_fits
from workbench.research.predictors import (
    andersen_gill,
    check_proportional,
    family_frailty,
    firth,
    fit_pooled,
    join_terms,
    pwp_gap_time,
    pwp_total_time,
    yearly_rates,
)
from workbench.research.recurrent import cox, proportional_hazards

TERMS = ["exposed", "score"]
PLAN = Plan(coef=(0.5, 0.3), monthly=0.1, months=30)
TIMES = {"start": "start", "stop": "stop", "event": "event"}


def made(families=60, seed=1):
    rows = make_families(PLAN, families, np.random.default_rng(seed)).rename(
        columns={"child": "child_id", "family": "family_id"}
    )
    return rows.assign(gap_start=0.0, gap_stop=rows["gap"])


ROWS = made()
CHILDREN = ROWS.drop_duplicates("child_id")[["child_id", *TERMS]]
BARE = ROWS.drop(columns=TERMS)
TABLES = [CHILDREN.assign(score=CHILDREN["score"] + shift * (CHILDREN["child_id"] % 3 == 0)) for shift in (0, 0.1, 0.2)]
JOINED = join_terms(BARE, TABLES, TERMS)


def test_terms_of_each_table_come_to_the_rows_of_their_child():
    pd.testing.assert_frame_equal(JOINED[0][ROWS.columns], ROWS)
    assert len(JOINED) == 3
    known = TABLES[2].set_index("child_id")["score"]
    assert (JOINED[2]["score"] == known.loc[JOINED[2]["child_id"]].to_numpy()).all()


def test_a_term_that_changes_over_time_stays_and_the_table_fills_what_is_missing():
    rows = BARE.assign(score=np.where(BARE["start"] > 0, 9.0, np.nan))
    (joined,) = join_terms(rows, TABLES[:1], TERMS)
    later = joined["start"] > 0
    assert (joined.loc[later, "score"] == 9).all()
    assert (joined.loc[~later, "score"] == ROWS.loc[~later, "score"]).all()
    assert "score_at_intake" not in joined.columns


def test_children_that_a_table_lacks_are_left_out():
    (joined,) = join_terms(BARE, [CHILDREN.iloc[1:]], TERMS)
    assert set(joined["child_id"]) == set(CHILDREN["child_id"].iloc[1:])


def test_all_tables_are_pooled_with_g_minus_2():
    pooled = fit_pooled(JOINED, andersen_gill, terms=TERMS)
    fits = [cox(rows, terms=TERMS, cluster="family_id", interval="jackknife", **TIMES) for rows in JOINED]
    families = ROWS["family_id"].nunique()
    pd.testing.assert_frame_equal(pooled.table, pool_fits(fits, complete_df=families - 2).table)
    assert pooled.n_rows == 3


def test_clustering_on_the_child_changes_errors_only():
    family, child = (fit_pooled(JOINED, andersen_gill, terms=TERMS, cluster=f"{who}_id") for who in ("family", "child"))
    np.testing.assert_allclose(family.table["estimate"], child.table["estimate"])
    assert child.table.loc["exposed", "se"] < family.table.loc["exposed", "se"]


def test_pwp_counts_setbacks_in_strata_that_are_thick_enough():
    strata = counting.merge_thin_strata(ROWS, event="event", number="number")
    given = {"event": "event", "terms": TERMS, "strata": "stratum", "cluster": "family_id", "interval": "jackknife"}
    for model, start, stop in ((pwp_total_time, "start", "stop"), (pwp_gap_time, "gap_start", "gap_stop")):
        own = cox(strata, start=start, stop=stop, **given)
        pd.testing.assert_frame_equal(model(ROWS, TERMS).table, own.table)


def test_every_model_finds_what_was_planted_where_it_asks_the_same():
    rows = made(families=250, seed=4)
    for model in (andersen_gill, family_frailty, firth, yearly_rates):
        table = model(rows, TERMS, "family_id").table
        error = table["robust_se"] if "robust_se" in table else table["se"]
        assert abs(table.loc["exposed", "coef"] - 0.5) < 3.5 * max(error["exposed"], 0.1), model
        assert table.loc["score", "coef"] == pytest.approx(0.3, abs=0.15), model


def test_yearly_rates_have_a_level_for_every_year():
    names = yearly_rates(ROWS, TERMS).table.index
    assert list(names) == ["(Intercept)", "exposed", "score", "year[1]", "year[2]"]


@pytest.mark.parametrize(
    ("late", "levels"), [(0, ["year[1]"]), (4, ["year[1]"]), (5, ["year[1]", "year[2]"]), (-1, [])]
)
def test_late_years_with_few_setbacks_are_set_together(late, levels):
    """`late`: setbacks left after two years; -1: none after the first year either."""
    from_month = 24 if late >= 0 else 12
    after = ROWS.index[(ROWS["stop"] > from_month) & (ROWS["event"] == 1)]
    rows = ROWS.assign(event=ROWS["event"].where(~ROWS.index.isin(after[max(late, 0) :]), 0))
    assert list(yearly_rates(rows, TERMS).table.index[3:]) == levels


def test_proportional_hazards_are_tested_in_every_table():
    table = check_proportional(JOINED, TERMS)
    p = [proportional_hazards(rows, terms=TERMS, **TIMES).table["p"] for rows in JOINED]
    assert list(table.index) == ["exposed", "score", "GLOBAL"]
    assert table.loc["score", "p"] == np.median([one["score"] for one in p])
    assert (table["p_low"] <= table["p"]).all()
    assert (table["p"] <= table["p_high"]).all()
    assert table.loc["score", "p_low"] < table.loc["score", "p_high"]
