"""Cox models against R, SurPyval and their definition, and changes of the table that must not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from research.recurrent.cohorts import ROWS, cohort, plain_log_likelihood
from workbench.errors import TableError
from workbench.research.recurrent import cox

TERMS = ["treat", "inherit", "age", "steroids"]
TIES = ["efron", "breslow"]


def same(result, entry, rtol=1e-8):
    for column in ("coef", "se", "robust_se", "z", "p"):
        np.testing.assert_allclose(result.table[column], list(entry[column].values()), rtol=rtol)


def test_andersen_gill_is_that_of_r(cgd, recorded):
    entry = recorded("cgd_ag_cluster_id")["result"]
    result = cox(cgd, start="tstart", stop="tstop", event="status", terms=TERMS, cluster="id", id="id")
    same(result, entry)
    assert list(result.table.index) == ["treat[rIFN-g]", "inherit[autosomal]", "age", "steroids"]
    assert [result.null_log_likelihood, result.log_likelihood] == pytest.approx(entry["loglik"], rel=1e-10)
    assert (result.n_rows, result.n_events, result.n_clusters) == (203, 76, 128)


def test_pwp_gap_time_with_strata_and_clusters_is_that_of_r(cgd, recorded):
    entry = recorded("cgd_pwp_gap")["result"]
    result = cox(cgd, stop="gap", event="status", terms=TERMS, cluster="id", strata="enum")
    same(result, entry)
    assert [result.null_log_likelihood, result.log_likelihood] == pytest.approx(entry["loglik"], rel=1e-10)


@pytest.mark.parametrize("ties", TIES)
def test_pwp_total_time_with_many_ties_is_that_of_r(bladder, recorded, ties):
    entry = recorded(f"bladder2_pwp_{ties}")["result"]
    terms = ["rx", "size", "number"]
    result = cox(bladder, **ROWS, terms=terms, cluster="id", strata="enum", ties=ties, id="id")
    for column in ("coef", "se", "robust_se"):
        np.testing.assert_allclose(result.table[column], entry[column], rtol=1e-8)
    assert [result.null_log_likelihood, result.log_likelihood] == pytest.approx(entry["loglik"], rel=1e-10)


def test_limits_and_hazard_ratios_follow_from_the_coefficients(cgd):
    table = cox(cgd, start="tstart", stop="tstop", event="status", terms=TERMS, cluster="id").table
    np.testing.assert_allclose(table["hazard_ratio"], np.exp(table["coef"]))
    np.testing.assert_allclose(table["low"], np.exp(table["coef"] - 1.959963984540054 * table["robust_se"]))
    np.testing.assert_allclose(table["high"], np.exp(table["coef"] + 1.959963984540054 * table["robust_se"]))


def test_without_cluster_the_information_carries_limits_and_p(cgd):
    result = cox(cgd, start="tstart", stop="tstop", event="status", terms=TERMS)
    assert result.table["robust_se"].isna().all()
    np.testing.assert_allclose(result.table["z"], result.table["coef"] / result.table["se"])
    assert result.n_clusters is None
    assert result.robust_covariance is None


@pytest.mark.parametrize("ties", TIES)
def test_surpyval_finds_the_same_on_tied_start_stop_rows(ties):
    from surpyval import CoxPH

    rows = cohort(days=True)
    other = CoxPH.fit(
        rows["stop"], rows[["exposed", "age"]].to_numpy(float), c=1 - rows["event"], tl=rows["start"], tie_method=ties
    )
    ours = cox(rows, **ROWS, terms=["exposed", "age"], cluster="family", ties=ties)
    np.testing.assert_allclose(ours.table["coef"], other.params, rtol=1e-7)
    robust = other.robust_covariance(cluster=rows["family"].to_numpy())
    np.testing.assert_allclose(ours.robust_covariance, robust, rtol=1e-7)


@pytest.mark.parametrize("strata", [None, "number"])
@pytest.mark.parametrize("ties", TIES)
def test_the_estimates_maximise_the_likelihood_as_defined(ties, strata):
    rows = cohort(seed=2, families=12, days=True)
    rows["number"] = rows["number"].clip(upper=2)
    result = cox(rows, **ROWS, terms=["exposed", "age"], ties=ties, strata=strata)
    plain = lambda coef: plain_log_likelihood(rows, ["exposed", "age"], coef, ties=ties, strata=strata)
    assert result.log_likelihood == pytest.approx(plain(result.table["coef"]), abs=1e-9)
    assert result.null_log_likelihood == pytest.approx(plain([0, 0]), abs=1e-9)
    slope = optimize.approx_fprime(result.table["coef"].to_numpy(), plain, 1e-6)
    np.testing.assert_allclose(slope, 0, atol=1e-3)


def test_the_sandwich_sums_what_each_cluster_weighs():
    """The influence of a family is the change of the estimates as its weight changes."""
    rows = cohort(seed=3, families=8)
    result = cox(rows, **ROWS, terms=["exposed", "age"], cluster="family", ties="breslow")
    influence = []
    for family in rows["family"].unique():
        weight = np.where(rows["family"] == family, 1.0001, 1.0)
        influence.append((weighted_fit(rows, weight) - weighted_fit(rows, 2 - weight)) / 2e-4)
    expected = np.array(influence).T @ np.array(influence)
    np.testing.assert_allclose(result.robust_covariance, expected, rtol=1e-4)


def weighted_fit(rows, weight):
    x, start, stop = rows[["exposed", "age"]].to_numpy(float), rows["start"].to_numpy(), rows["stop"].to_numpy()
    events = np.flatnonzero(rows["event"])

    def slope(coef):
        hazard = weight * np.exp(x @ coef)
        score = np.zeros(2)
        for event in events:
            at_risk = (start < stop[event]) & (stop >= stop[event])
            score += weight[event] * (x[event] - hazard[at_risk] @ x[at_risk] / hazard[at_risk].sum())
        return score

    return optimize.root(slope, [0.3, 0.3], tol=1e-13).x


COHORT = cohort(days=True)
PLAIN = {
    (ties, strata): cox(COHORT, **ROWS, terms=["exposed", "age"], cluster="family", ties=ties, strata=strata).table
    for ties in TIES
    for strata in (None, "number")
}


@pytest.mark.parametrize(("ties", "strata"), list(PLAIN))
class TestWhatMustNotMatter:
    def refit(self, rows, ties, strata):
        return cox(rows, **ROWS, terms=["exposed", "age"], cluster="family", ties=ties, strata=strata).table

    def check(self, rows, ties, strata):
        pd.testing.assert_frame_equal(self.refit(rows, ties, strata), PLAIN[ties, strata], rtol=1e-9)

    def test_row_order(self, ties, strata):
        self.check(COHORT.sample(frac=1, random_state=5), ties, strata)

    def test_unit_of_time(self, ties, strata):
        self.check(COHORT.assign(start=COHORT["start"] * 30.4375, stop=COHORT["stop"] * 30.4375), ties, strata)

    def test_names_of_families(self, ties, strata):
        self.check(COHORT.assign(family=[f"F{(7 * code) % 31:02d}" for code in COHORT["family"]]), ties, strata)

    def test_intervals_cut_in_two(self, ties, strata):
        middle = (COHORT["start"] + COHORT["stop"]) / 2
        cut = pd.concat([COHORT.assign(stop=middle, event=0), COHORT.assign(start=middle)])
        self.check(cut, ties, strata)

    def test_origin_of_a_term(self, ties, strata):
        self.check(COHORT.assign(age=COHORT["age"] + 1000), ties, strata)

    def test_rows_never_at_risk_at_an_event(self, ties, strata):
        late = COHORT.iloc[:3].assign(start=1000.0, stop=1001.0, event=0)
        self.check(pd.concat([COHORT, late]), ties, strata)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(TIES))
def test_a_term_in_other_units_scales_its_coefficient(seed, ties):
    rows = cohort(seed, families=60)
    options = {**ROWS, "cluster": "family", "ties": ties}
    table = cox(rows, **options, terms=["exposed", "age"]).table
    scaled = cox(rows.assign(age=rows["age"] * -250), **options, terms=["exposed", "age"]).table
    for column in ("coef", "z"):
        assert scaled.loc["exposed", column] == pytest.approx(table.loc["exposed", column], rel=1e-7)
    assert scaled.loc["age", "coef"] * -250 == pytest.approx(table.loc["age", "coef"], rel=1e-7)
    assert scaled.loc["age", "robust_se"] * 250 == pytest.approx(table.loc["age", "robust_se"], rel=1e-7)


def test_every_family_twice_under_new_names_halves_the_variance():
    twice = pd.concat([COHORT, COHORT.assign(family=COHORT["family"] + 1000, child=COHORT["child"] + 1000)])
    once = cox(COHORT, **ROWS, terms=["exposed", "age"], cluster="family", ties="breslow", id="child")
    both = cox(twice, **ROWS, terms=["exposed", "age"], cluster="family", ties="breslow", id="child")
    np.testing.assert_allclose(both.table["coef"], once.table["coef"], rtol=1e-9)
    np.testing.assert_allclose(both.robust_covariance, once.robust_covariance / 2, rtol=1e-9)
    np.testing.assert_allclose(both.covariance, once.covariance / 2, rtol=1e-9)


def test_two_rows_can_be_worked_by_hand():
    """One event with the other child at risk, then its own: the score is 1 - 1/(1 + e^-b) over one binary term."""
    rows = pd.DataFrame({"stop": [1.0, 2, 3], "event": [1, 1, 0], "x": [1, 0, 1]})
    table = cox(rows, stop="stop", event="event", terms="x").table
    at_one = lambda b: 1 - 2 * np.exp(b) / (2 * np.exp(b) + 1) - np.exp(b) / (np.exp(b) + 1)
    assert table.loc["x", "coef"] == pytest.approx(optimize.brentq(at_one, -5, 5, xtol=1e-14))


def test_separation_is_refused_with_a_remedy():
    rows = cohort(seed=4).assign(never=lambda t: ((t["event"] == 0) & (t["age"] > 0)).astype(int))
    with pytest.raises(TableError, match=r"column 'never': separation.*firth_cox"):
        cox(rows, **ROWS, terms=["age", "never"])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.integers(8, 25), st.integers(1, 3))
def test_separation_is_refused_exactly_where_a_direction_sorts_the_events(seed, n, n_terms):
    """Linear programming finds a direction in which every event leads its risk set, where there is one."""
    rng = np.random.default_rng(seed)
    terms = list("abc")[:n_terms]
    rows = pd.DataFrame(rng.integers(0, 2, (n, n_terms)) * 1.0, columns=terms)
    rows["start"] = rng.integers(0, 4, n)
    rows["stop"] = rows["start"] + rng.integers(1, 6, n)
    rows["event"] = (rng.random(n) < 0.4).astype(int)
    rows.loc[0, "event"] = 1
    x, start, stop = rows[terms].to_numpy(), rows["start"].to_numpy(), rows["stop"].to_numpy()
    leads = np.vstack([x[i] - x[(start < stop[i]) & (stop >= stop[i])] for i in np.flatnonzero(rows["event"])])
    try:
        cox(rows, **ROWS, terms=terms, ties="breslow")
        found = "finite"
    except TableError as fault:
        found = "separated" if "separation" in str(fault) else "not identified"
    if np.linalg.matrix_rank(leads) < n_terms:
        assert found == "not identified"
    else:
        best = optimize.linprog(-leads.sum(axis=0), A_ub=-leads, b_ub=np.zeros(len(leads)), bounds=[(-1, 1)] * n_terms)
        assert found == ("separated" if best.fun < -1e-7 else "finite")


def test_full_sorting_by_a_number_is_separation_too():
    rows = pd.DataFrame({"stop": np.arange(1.0, 21), "event": 1, "x": -np.arange(20.0), "y": np.tile([0, 1], 10)})
    with pytest.raises(TableError, match=r"column 'x'.*: separation"):
        cox(rows, stop="stop", event="event", terms=["y", "x"])


def test_a_term_that_varies_only_where_nothing_happens_is_refused():
    rows = cohort(seed=4)
    late = rows.iloc[:4].assign(start=500.0, stop=501.0, event=0, place=[0, 1, 0, 1])
    with pytest.raises(TableError, match="column 'place': does not vary"):
        cox(pd.concat([rows.assign(place=0), late]), **ROWS, terms=["age", "place"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"ties": "exact"}, "ties: found 'exact'; allowed: 'efron', 'breslow'"),
        ({"interval": "bootstrap"}, "interval: found 'bootstrap'"),
        ({"interval": "jackknife"}, "Give the cluster column"),
    ],
)
def test_unknown_choices_are_refused(options, sentence):
    with pytest.raises(TableError, match=sentence):
        cox(COHORT, **ROWS, terms="age", **options)


def test_fewer_clusters_than_terms_are_refused():
    with pytest.raises(TableError, match="column 'family': 2 clusters for 3 terms"):
        cox(cohort(families=2).assign(x=lambda t: t["start"]), **ROWS, terms=["age", "number", "x"], cluster="family")


def test_few_clusters_under_a_sandwich_are_noted():
    assert "Only 30 clusters" in cox(COHORT, **ROWS, terms="age", cluster="family").note
    assert cox(cohort(families=60), **ROWS, terms="age", cluster="family").note == ""


def test_the_note_names_a_term_that_one_family_carries_also_beside_the_sandwich():
    """The error by family of a fact that one family has is far too small: nothing is known of other such families."""
    rows = cohort(families=80).assign(own=lambda table: (table["family"] == 3).astype(int))
    found = cox(rows, **ROWS, terms=["own", "age"], cluster="family")
    assert found.table.loc["own", "robust_se"] < 0.5 * found.table.loc["own", "se"]
    assert found.note.startswith("Only 1 of 80 family stand on the rarer side of 'own'")
