"""The jackknife: the numbers of refitting without each cluster, and what happens when a refit runs off."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.recurrent import cox
from workbench.research.recurrent.hazards import fit_or_refuse, prepare
from workbench.research.recurrent.jackknife import leave_out_each


def naive(rows, terms, ties, strata=None):
    refit = lambda family: cox(rows[rows["family"] != family], **ROWS, terms=terms, ties=ties, strata=strata)
    return np.array([refit(family).table["coef"] for family in np.unique(rows["family"])])


@pytest.mark.parametrize("strata", [None, "number"])
@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("families", [9, 40])
def test_each_refit_is_the_naive_one(families, ties, strata):
    rows = cohort(seed=6, families=families, days=True)
    rows["number"] = rows["number"].clip(upper=3)
    ready = prepare(rows, **ROWS, terms=["exposed", "age"], cluster="family", ties=ties, strata=strata)
    codes = ready.cluster.codes[ready.risk.rows]
    found = leave_out_each(ready, fit_or_refuse(ready), codes, ready.cluster.n) / ready.scale
    np.testing.assert_allclose(found, naive(rows, ["exposed", "age"], ties, strata), rtol=1e-8)


def test_small_blocks_change_nothing(monkeypatch):
    rows = cohort(seed=6)
    options = {**ROWS, "terms": ["exposed", "age"], "cluster": "family", "interval": "jackknife"}
    whole = cox(rows, **options).table
    monkeypatch.setattr("workbench.research.recurrent.jackknife.BLOCK", 1)
    pd.testing.assert_frame_equal(cox(rows, **options).table, whole, rtol=1e-8)


def test_spread_limits_and_p_follow_the_definition():
    rows = cohort(seed=7, families=20)
    table = cox(rows, **ROWS, terms=["exposed", "age"], cluster="family", interval="jackknife").table
    left_out = naive(rows, ["exposed", "age"], "efron")
    se = np.sqrt(19 / 20 * np.square(left_out - left_out.mean(axis=0)).sum(axis=0))
    np.testing.assert_allclose(table["robust_se"], se, rtol=1e-8)
    np.testing.assert_allclose(table["p"], 2 * stats.t.sf(np.abs(table["coef"] / se), 18), rtol=1e-7)
    np.testing.assert_allclose(table["high"], np.exp(table["coef"] + stats.t.ppf(0.975, 18) * se), rtol=1e-8)
    np.testing.assert_allclose(table["low"], np.exp(table["coef"] - stats.t.ppf(0.975, 18) * se), rtol=1e-8)


def test_a_cluster_that_is_never_at_risk_still_counts_as_one():
    rows = cohort(seed=7, families=20)
    idle = rows.iloc[:1].assign(family=999, start=900.0, stop=901.0, event=0)
    result = cox(pd.concat([rows, idle]), **ROWS, terms=["age"], cluster="family", interval="jackknife")
    left_out = np.append(naive(rows, ["age"], "efron")[:, 0], result.table.loc["age", "coef"])
    assert result.n_clusters == 21
    se = np.sqrt(20 / 21 * np.square(left_out - left_out.mean()).sum())
    assert result.table.loc["age", "robust_se"] == pytest.approx(se, rel=1e-8)


def diverging(rows):
    """Only family 3 has events among those with `rare`, and only because of it is the estimate finite."""
    rare = rows["family"].isin([3, 4, 5])
    rows = rows.assign(rare=rare.astype(int), event=rows["event"].where(~rare | (rows["family"] == 3), 0))
    rows.loc[rows.index[rows["family"] == 3][0], "event"] = 1
    return rows


def test_a_refit_that_runs_off_leaves_no_p_and_names_the_family():
    result = cox(diverging(cohort(seed=8)), **ROWS, terms=["age", "rare"], cluster="family", interval="jackknife")
    assert result.diverged_clusters == (3,)
    assert result.table["p"].isna().all()
    assert np.isinf(result.table["high"]).all()
    assert (result.table["low"] == 0).all()
    assert np.isfinite(result.table["coef"]).all()
    assert "family 3" in result.note


def test_a_term_known_from_one_family_only_runs_off_without_it():
    rows = cohort(seed=8)
    rows["alone"] = ((rows["family"] == 2) & (rows["child"] == 4)).astype(int)
    rows.loc[rows.index[rows["alone"] == 1][0], "event"] = 1
    result = cox(rows, **ROWS, terms=["age", "alone"], cluster="family", interval="jackknife")
    assert result.diverged_clusters == (2,)
    assert result.table["p"].isna().all()


def test_two_clusters_are_too_few():
    rows = cohort(seed=9, families=2)
    with pytest.raises(TableError, match="needs 3 clusters, found 2"):
        cox(rows, **ROWS, terms=["age"], cluster="family", interval="jackknife")


@pytest.mark.parametrize(("exposed", "told"), [(3, True), (7, True), (8, False), (27, True), (15, False)])
def test_a_term_that_few_families_carry_is_named(exposed, told):
    rows = cohort(families=30).assign(carried=lambda table: (table["family"] < exposed).astype(int))
    note = cox(rows, **ROWS, terms=["carried", "age"], cluster="family", interval="jackknife").note
    few = min(exposed, 30 - exposed)
    assert (note == "") != told
    assert not told or note.startswith(f"Only {few} of 30 family stand on the rarer side of 'carried'")


def test_a_term_that_one_family_carries_is_named_where_its_refit_runs_off():
    rows = cohort(families=30).assign(carried=lambda table: (table["family"] == 4).astype(int))
    note = cox(rows, **ROWS, terms=["age", "carried"], cluster="family", interval="jackknife").note
    assert note.startswith("Without family 4 the estimates run to infinity")
    assert "Only 1 of 30 family stand on the rarer side of 'carried'" in note
