"""Occupancy and panel models against R's etm and msm, by hand, and under changes that must not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from workbench.errors import TableError
from workbench.research.multistate import aalen_johansen, panel_model
from workbench.research.multistate.exponentials import build_generators, move_forward
from workbench.research.multistate.moves import read_moves
from workbench.research.multistate.panel_likelihood import PanelLikelihood
from workbench.research.multistate.visits import cut_steps, read_visits

TWO_WAY = {(1, 2), (1, 4), (2, 1), (2, 3), (2, 4), (3, 2), (3, 4)}
ONE_WAY = {(1, 2), (1, 4), (2, 3), (2, 4), (3, 4)}
MISTAKES = {(1, 2), (2, 1), (2, 3), (3, 2)}
CAV = {"id": "PTNUM", "time": "years", "state": "state", "exact": [4]}
STRETCH = {"id": "child", "start": "start", "stop": "stop", "state": "state", "next_state": "next"}


@pytest.fixture(scope="module")
def cav(reference_table):
    return reference_table("cav.csv")


@pytest.fixture(scope="module")
def ward(reference_table):
    rows = reference_table("sir_cont.csv", dtype={"from": str, "to": str}).sort_values(["id", "time"])
    rows["start"] = rows.groupby("id")["time"].shift().fillna(0.0)
    rows["to"] = rows["to"].where(rows["to"] != "cens")
    return rows.rename(columns={"id": "child", "time": "stop", "from": "state", "to": "next"})


@pytest.fixture(scope="module")
def panel():
    """Two hundred invented children seen about once a year on their way through four states, the last one final."""
    rng = np.random.default_rng(12)
    rates = np.array([[0, 0.2, 0, 0.05], [0.2, 0, 0.3, 0.05], [0, 0.15, 0, 0.3], [0, 0, 0, 0]])
    rows = []
    for child in range(200):
        sex, dage, state, time, left = child % 2, rng.integers(18, 60), 0, 0.0, 0.0
        visit = 0.0
        while state != 3 and visit < 9:
            rows.append((child, visit, state + 1, sex, dage, int(visit == 0)))
            visit += rng.uniform(0.8, 1.6)
            while state != 3 and time < visit:
                total = rates[state].sum() * (1 + 0.5 * sex)
                left = rng.exponential(1 / total)
                if time + left > visit:
                    time = visit
                    break
                time += left
                state = int(rng.choice(4, p=rates[state] / rates[state].sum()))
        if state == 3:
            rows.append((child, min(time, visit), 4, sex, dage, 0))
    return pd.DataFrame(rows, columns=["PTNUM", "years", "state", "sex", "dage", "firstobs"])


@pytest.fixture(scope="module")
def walks(panel):
    """The same children as stretches between visits."""
    later = panel.groupby("PTNUM").shift(-1)
    rows = pd.DataFrame({"child": panel["PTNUM"], "start": panel["years"], "stop": later["years"]})
    rows = rows.assign(state=panel["state"], next=later["state"].astype("Int64"))
    return rows[rows["stop"].notna()]


def stretches():
    rows = [("a", 0, 2, "crisis", "transition"), ("a", 2, 5, "transition", "crisis"), ("a", 5, 6, "crisis", None)]
    rows += [("b", 0, 3, "crisis", "transition"), ("b", 3, 7, "transition", None), ("c", 1, 4, "crisis", None)]
    return pd.DataFrame(rows, columns=["child", "start", "stop", "state", "next"])


class TestAalenJohansen:
    @pytest.mark.parametrize("given_state", ["0", "1"])
    def test_hospital_stays_match_etm(self, ward, recorded, given_state):
        expected = recorded("sircont_etm_aj")["result"]
        found = aalen_johansen(ward, **STRETCH, given=given_state, since=1).table
        for place, time in enumerate(expected["times"]):
            at = found[found["time"] <= time].groupby("state").last()
            np.testing.assert_allclose(at["probability"], expected["P"][place][int(given_state)], rtol=0, atol=1e-10)
            greenwood = np.array(expected["se_greenwood"][place][int(given_state)])
            np.testing.assert_allclose(at["se"], greenwood, rtol=0.1)

    def test_three_children_by_hand(self):
        found = aalen_johansen(stretches(), **STRETCH).table.pivot(index="time", columns="state", values="probability")
        assert found.loc[2, "crisis"] == pytest.approx(2 / 3)
        assert found.loc[3, "crisis"] == pytest.approx(2 / 3 * 1 / 2)
        assert found.loc[5, "crisis"] == pytest.approx(1 / 3 + 2 / 3 * 1 / 2)

    def test_standard_error_of_one_move_is_binomial(self):
        n, moved = 40, 15
        rows = pd.DataFrame({"child": range(n), "start": 0.0, "stop": 1.0, "state": "in", "next": None})
        rows.loc[: moved - 1, "next"] = "out"
        found = aalen_johansen(rows, **STRETCH).table.set_index("state")
        share = moved / n
        assert found.loc["out", "se"] == pytest.approx(np.sqrt(share * (1 - share) / n))

    def test_shares_add_to_one_and_rows_may_come_in_any_order(self, walks):
        found = aalen_johansen(walks, **STRETCH).table
        np.testing.assert_allclose(found.groupby("time")["probability"].sum(), 1.0)
        shuffled = aalen_johansen(walks.sample(frac=1, random_state=3), **STRETCH).table
        pd.testing.assert_frame_equal(found, shuffled)

    def test_cutting_a_stretch_in_two_changes_nothing(self, walks):
        long = walks["stop"] - walks["start"] > 1.2
        first = walks[long].assign(stop=walks["start"] + 0.5, next=None)
        cut = pd.concat([walks[~long], first, walks[long].assign(start=walks["start"] + 0.5)])
        pd.testing.assert_frame_equal(aalen_johansen(walks, **STRETCH).table, aalen_johansen(cut, **STRETCH).table)

    def test_every_child_twice_in_one_family_is_no_more_information(self, walks):
        twins = pd.concat([walks, walks.assign(child=walks["child"] + 10_000_000)])
        twins["family"] = twins["child"] % 10_000_000
        once = aalen_johansen(walks, **STRETCH).table
        twice = aalen_johansen(twins, **STRETCH, cluster="family").table
        np.testing.assert_allclose(twice["se"], once["se"], atol=1e-12)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"start": [0, 1, 5, 0, 3, 1]}, "begins before an earlier row"),
            ({"stop": [2, 2, 6, 3, 7, 4]}, "not after 'start'"),
            ({"next": [1, 2, None, 1, None, None]}, "one holds text and the other numbers"),
            ({"next": None}, "nobody moves"),
            ({"state": ["crisis", "crisis", "crisis", "crisis", "transition", "crisis"]}, "moved to another state"),
        ],
    )
    def test_broken_histories_are_answered_in_words(self, change, words):
        with pytest.raises(TableError, match=words):
            aalen_johansen(stretches().assign(**change), **STRETCH)

    def test_a_condition_needs_state_and_time(self):
        with pytest.raises(TableError, match="one without the other"):
            aalen_johansen(stretches(), **STRETCH, given="crisis")
        with pytest.raises(TableError, match="does not occur"):
            aalen_johansen(stretches(), **STRETCH, given="grown up", since=0)


class TestPanelModel:
    def test_heart_transplants_match_msm(self, cav, recorded):
        expected = recorded("cav_msm_baseline")["result"]
        found = panel_model(cav, **CAV, allowed=TWO_WAY)
        assert found.minus2loglik == pytest.approx(expected["minus2loglik"], rel=1e-7)
        np.testing.assert_allclose(found.intensities, expected["Q"], rtol=1e-3, atol=1e-12)
        moves = found.table.set_index(["from", "to"])
        for bound, name in (("Q_se", "se"), ("Q_lower", "low"), ("Q_upper", "high")):
            values = [expected[bound][a - 1][b - 1] for a, b in moves.index]
            np.testing.assert_allclose(moves[name], values, rtol=2e-3)
        for bound, name in (("est", "estimate"), ("se", "se"), ("lower", "low"), ("upper", "high")):
            np.testing.assert_allclose(found.sojourn[name], expected["sojourn"][bound], rtol=1e-3)
        np.testing.assert_allclose(found.probabilities(1), expected["P_t1"], atol=1e-4)
        np.testing.assert_allclose(found.probabilities(10), expected["P_t10"], atol=1e-4)
        counts = found.moves.pivot(index="from", columns="to", values="count").fillna(0)
        np.testing.assert_array_equal(counts.loc[[1, 2, 3]], expected["statetable"])

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"allowed": TWO_WAY, "terms": ["sex"]}, 3954.77700438268),
            ({"allowed": TWO_WAY, "breaks": [5]}, 3919.99601396194),
            ({"allowed": TWO_WAY, "breaks": [10, 5]}, 3882.08834017773),
            ({"allowed": ONE_WAY, "misclassified": MISTAKES}, 3951.82919869367),
        ],
        ids=["term", "break", "breaks", "mistakes"],
    )
    def test_extensions_match_the_tests_of_msm(self, cav, options, expected):
        assert panel_model(cav, **CAV, **options).minus2loglik == pytest.approx(expected, rel=2e-7)

    def test_mistakes_match_msm(self, cav):
        found = panel_model(cav, **CAV, allowed=ONE_WAY, misclassified=MISTAKES)
        row = found.table.query("term == 'misclassified' and `from` == 1 and to == 2").iloc[0]
        known = [0.00766164690017842, 0.00334014173130528, 0.00325308687951399, 0.0179371415700995]
        np.testing.assert_allclose(row[["estimate", "se", "low", "high"]].astype(float), known, rtol=2e-3)

    def test_likelihood_with_certain_first_states_matches_msm_at_its_starting_values(self, cav):
        likelihood = build(cav, ONE_WAY, MISTAKES, certain="firstobs")
        rates = {(1, 2): 0.148, (1, 4): 0.0171, (2, 3): 0.202, (2, 4): 0.081, (3, 4): 0.126}
        odds = {(1, 2): 0.1 / 0.9, (2, 1): 0.1 / 0.8, (2, 3): 0.1 / 0.8, (3, 2): 0.1 / 0.9}
        theta = np.log([rates[move] for move in sorted(rates)] + [odds[pair] for pair in sorted(odds)])
        assert -2 * likelihood.evaluate(theta)[0].sum() == pytest.approx(4165.84711809003, rel=1e-10)

    @pytest.mark.parametrize(
        ("allowed", "mistakes", "terms", "breaks"),
        [(TWO_WAY, (), ["sex", "dage"], [5]), (ONE_WAY, MISTAKES, ["dage"], [4, 8])],
        ids=["seen", "hidden"],
    )
    def test_scores_match_finite_differences(self, panel, allowed, mistakes, terms, breaks):
        likelihood = build(panel, allowed, mistakes, terms=terms, breaks=breaks)
        theta = np.random.default_rng(5).normal(-2, 0.3, likelihood.n_parameters)
        effects = slice(likelihood.n_periods * likelihood.n_moves, likelihood.n_rates)
        theta[effects] = (theta[effects] + 2) / 20
        scores = likelihood.evaluate(theta)[1]
        for place, step in enumerate(np.eye(len(theta)) * 1e-6):
            change = (likelihood.evaluate(theta + step)[0] - likelihood.evaluate(theta - step)[0]) / 2e-6
            np.testing.assert_allclose(scores[:, place], change, rtol=1e-4, atol=1e-7)

    def test_intensities_without_full_eigenvectors_are_exponentiated_too(self):
        generators = build_generators(np.array([0, 1]), np.array([1, 2]), np.array([[0.7, 0.7]]), 3)
        assert not generators.sound.any()
        shares, moved, _ = move_forward(generators, np.array([0]), np.array([2.0]), np.eye(3)[:1], None)
        np.testing.assert_allclose(shares[0], expm(generators.matrices[0] * 2)[0], rtol=1e-12)
        nearby = build_generators(np.array([0, 1]), np.array([1, 2]), np.array([[0.7, 0.7 * (1 + 1e-5)]]), 3)
        slope = (expm(nearby.matrices[0] * 2)[0] - shares[0]) / 1e-5
        np.testing.assert_allclose(moved[0, 1], slope, atol=1e-4)

    def test_time_scale_moves_intensities_alone(self, panel):
        years = panel_model(panel, **CAV, allowed=TWO_WAY)
        months = panel_model(panel.assign(years=panel["years"] * 12), **CAV, allowed=TWO_WAY)
        np.testing.assert_allclose(months.intensities * 12, years.intensities, rtol=1e-5)
        exact_entries = int((panel["state"] == 4).sum())
        assert months.minus2loglik == pytest.approx(years.minus2loglik + 2 * exact_entries * np.log(12), rel=1e-9)

    @pytest.mark.parametrize("size", [1e-4, 1e4])
    def test_the_unit_of_a_term_moves_its_effect_alone(self, panel, size):
        plain = panel_model(panel, **CAV, allowed=TWO_WAY, terms="dage")
        scaled = panel_model(panel.assign(dage=panel["dage"] * size), **CAV, allowed=TWO_WAY, terms="dage")
        effects = [found.table.query("term == 'dage'")[["estimate", "se"]] for found in (plain, scaled)]
        np.testing.assert_allclose(effects[1] * size, effects[0], rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(
            scaled.probabilities(5, at={"dage": 40 * size}), plain.probabilities(5, at={"dage": 40})
        )

    def test_rows_and_labels_may_come_in_any_order(self, panel):
        plain = panel_model(panel, **CAV, allowed=TWO_WAY)
        names = {1: "a none", 2: "b mild", 3: "c severe", 4: "d died"}
        named = panel.assign(state=panel["state"].map(names)).sample(frac=1, random_state=2)
        allowed = [(names[a], names[b]) for a, b in TWO_WAY]
        again = panel_model(named, **(CAV | {"exact": ["d died"]}), allowed=allowed)
        np.testing.assert_allclose(again.intensities, plain.intensities, rtol=1e-8)

    def test_families_of_identical_twins_do_not_shrink_the_standard_error(self, panel):
        twins = pd.concat([panel, panel.assign(PTNUM=panel["PTNUM"] + 1_000_000)])
        twins["family"] = twins["PTNUM"] % 1_000_000
        alone = panel_model(panel.assign(family=panel["PTNUM"]), **CAV, allowed=TWO_WAY, cluster="family")
        paired = panel_model(twins, **CAV, allowed=TWO_WAY, cluster="family")
        np.testing.assert_allclose(paired.table["se"], alone.table["se"], rtol=1e-4)

    def test_probabilities_multiply_across_breaks_and_follow_terms(self, panel):
        found = panel_model(panel, **CAV, allowed=TWO_WAY, breaks=[5], terms=["dage"])
        whole = found.probabilities(8, since=2, at={"dage": 40})
        pieces = found.probabilities(5, since=2, at={"dage": 40}) @ found.probabilities(8, since=5, at={"dage": 40})
        np.testing.assert_allclose(whole, pieces)
        assert not np.allclose(whole, found.probabilities(8, since=2))
        with pytest.raises(TableError, match="not a term of this model"):
            found.probabilities(1, at={"height": 3})

    def test_children_seen_once_add_nothing_and_are_counted(self, panel):
        once = pd.DataFrame({"PTNUM": [901, 902], "years": [0.0, 3.0], "state": [1, 2]})
        with_them = panel_model(pd.concat([panel, once]), **CAV, allowed=TWO_WAY)
        assert with_them.n_seen_once == 2 + int((panel["PTNUM"].value_counts() == 1).sum())
        assert with_them.minus2loglik == pytest.approx(panel_model(panel, **CAV, allowed=TWO_WAY).minus2loglik)

    @pytest.mark.parametrize(
        ("change", "options", "words"),
        [
            ({}, {"allowed": ONE_WAY}, "that the allowed moves cannot produce"),
            ({}, {"allowed": [(1, 9)]}, "nobody is seen in it"),
            ({}, {"allowed": [(1, 1)]}, "is not a move"),
            ({"years": 1.0}, {"allowed": TWO_WAY}, "a second visit of the same"),
        ],
    )
    def test_wrong_tables_are_answered_in_words(self, panel, change, options, words):
        with pytest.raises(TableError, match=words):
            panel_model(panel.assign(**change), **CAV, **options)


@settings(max_examples=30, deadline=None)
@given(
    rates=st.lists(st.floats(0.01, 3.0), min_size=6, max_size=6),
    gap=st.floats(0.05, 5.0),
)
def test_shares_stay_shares_whatever_the_intensities(rates, gap):
    origin, target = np.array([0, 0, 1, 1, 2, 2]), np.array([1, 2, 0, 2, 0, 1])
    generators = build_generators(origin, target, np.array([rates]), 3)
    shares, moved, _ = move_forward(generators, np.zeros(3, int), np.full(3, gap), np.eye(3), None)
    np.testing.assert_allclose(shares, expm(generators.matrices[0] * gap), atol=1e-8)
    np.testing.assert_allclose(moved.sum(axis=2), 0.0, atol=1e-7)


def build(frame, allowed, mistakes, certain=None, terms=(), breaks=()):
    visits = read_visits(frame, id="PTNUM", time="years", state="state", certain=certain, states=[1, 2, 3, 4])
    moves = read_moves(visits.states, allowed, [4], mistakes)
    steps = cut_steps(visits, frame[list(terms)].to_numpy(dtype=float), breaks, moves.exact, moves.reported)
    sizes = np.ones(len(terms))
    return PanelLikelihood(steps, 4, len(breaks) + 1, moves.origin, moves.target, moves.true, moves.told, sizes)
