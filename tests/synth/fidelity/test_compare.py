"""Comparisons: as far from what was planted as chance takes them, and far beyond where something else was planted."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from workbench.errors import TableError, UnknownName
from workbench.synth.fidelity import compare, count_misses, worst
from workbench.synth.fidelity.compare import PARTS
from workbench.synth.fidelity.lines import mean_error, pair_up, share_line
from workbench.synth.parameters import read_parameters
from workbench.synth.synthesis import synthesise


def test_no_comparison_lies_further_off_than_chance_allows(compared):
    assert len(compared) > 700
    assert np.isfinite(compared[["found", "error", "z"]]).all(axis=None)
    assert compared["z"].abs().max() < 4.5
    assert 0.9 < compared["z"].std() < 1.1
    assert (compared["z"].abs() > 1.96).mean() < 0.08


def test_every_part_has_its_own_comparisons(compared):
    assert list(dict.fromkeys(compared["part"])) == list(PARTS)
    assert not compared.duplicated(["part", "parameter", "key"]).any()


def test_nearly_every_number_that_shapes_a_history_is_compared(compared):
    named = {name.partition(" ")[0].partition("_")[0] for name in compared["parameter"]}
    parts = {one.name.partition("_")[0] for one in read_parameters() if "fades" not in one.name}
    shapes = {
        "design.follow", "design.study", "design.children", "families.intake", "ratings.instrument",
        "ratings.listening",
        "ratings.discrimination", "ratings.difficulty", "ratings.practitioner", "ratings.informant", "ratings.strength",
        "ratings.choice", "relationships.conflict", "needs.child", "setbacks.crisis", "dropout.earliest",
        "children.oldest",
    }  # fmt: skip
    assert parts - named <= shapes


CHANGED = {
    "setbacks.person_to_lean_on": ("log rate ratio", -0.1, "setbacks", "setbacks.person_to_lean_on"),
    "children.like_siblings": ("share", 0.3, "children", "children.like_siblings"),
    "visits.missed": ("share", 0.12, "visits", "visits.missed"),
    "dropout.need": ("log rate ratio per SD of the general need of the child", 0.7, "drop-out", "dropout.need"),
    "services.offered_by_need": ("log odds per SD of need", 0.2, "services", "services.offered_by_need"),
    "missing.declined_need": ("log odds per SD of latent need", 0, "missing answers", "missing.declined_need"),
    "needs.after_setback": ("SD of latent need", 0.3, "moves of needs", "needs.after_setback"),
    "stages.family_share": ("share of the variance of log months", 0, "stages as drawn", "stages.family_share"),
    "ratings.discrimination": ("logits per SD of latent need", 1.1, "ratings", "ratings.steps"),
    "exposure.reunion_months": ("months", 2.0, "exposure", "exposure.reunion_months"),
    "parents.exploitation_spread": ("SD of log months", 0.7, "families", "parents.exploitation_spread"),
    "strengths.growth": ("SD of strengths per year", 0.3, "strengths", "strengths.growth"),
    "needs.common_share": ("share of variance", 0.2, "lasting needs", "needs.common_share (within child)"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_was_planted_otherwise_is_seen(cohort, tmp_path, name):
    unit, value, part, parameter = CHANGED[name]
    path = tmp_path / "otherwise.toml"
    path.write_text(f'[{name}]\nvalue = {value}\nunit = "{unit}"\n')
    table = compare(cohort, path, [part])
    assert table.loc[table["parameter"] == parameter, "z"].abs().max() > 4.5


@pytest.mark.parametrize("scenario", ["mnar", "strong_families"])
def test_other_scenarios_come_out_as_they_say(scenario):
    table = compare(synthesise(400, 12, scenario), scenario)
    assert table["z"].abs().max() < 4.8
    assert 0.85 < table["z"].std() < 1.15


def test_what_cannot_be_compared_is_named(cohort):
    with pytest.raises(UnknownName, match="no part 'weather'"):
        compare(cohort, parts=["weather"])
    cohort = synthesise(20, 1)
    cohort.truth = None
    with pytest.raises(TableError, match="no truth"):
        compare(cohort)


def test_the_table_of_the_furthest_allows_for_how_many_there_are(compared):
    table = worst(compared, 3)
    assert table["z"].abs().is_monotonic_decreasing
    furthest = compared["z"].abs().max()
    assert table["chance_among_all"].iloc[0] == pytest.approx(
        1 - (1 - 2 * stats.norm.sf(furthest)) ** len(compared), rel=1e-6
    )


def test_misses_are_counted_beside_what_chance_puts_there(compared):
    table = count_misses(compared, limits=[2.0])
    assert table.loc["all", "|z| > 2"] == (compared["z"].abs() > 2).sum() == table["|z| > 2"].iloc[:-1].sum()
    assert table.loc["all", "expected 2"] == pytest.approx(len(compared) * 0.0455, abs=0.1)


def test_members_of_a_cluster_that_are_alike_count_once():
    values = np.repeat([1.0, 2.0, 4.0], 5)
    assert mean_error(values, np.repeat([0, 1, 2], 5)) == pytest.approx(mean_error(np.array([1.0, 2.0, 4.0])))


def test_each_pair_of_siblings_stands_once():
    one, other = pair_up(pd.DataFrame({"family": list("abbacb")}), "family")
    assert sorted(zip(one, other, strict=True)) == [(0, 3), (1, 2), (1, 5), (2, 5)]


def test_a_share_of_nobody_is_left_out():
    assert list(share_line("a", "", 0.5, [])) == []
