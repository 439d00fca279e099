"""Cohorts: whatever the numbers and the seed, the contract holds; a family is the same however it is asked for."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.cohort.check import check_cohort
from workbench.errors import UnknownName, WrongParameter
from workbench.research import counting
from workbench.research.durations import spells
from workbench.synth.parameters import read_parameters, scenarios
from workbench.synth.synthesis import draw_batches, synthesise

BENT = {
    "families.further_children": ("children", st.floats(0, 4)),
    "families.intake_median": ("months since exit", st.floats(0.05, 6)),
    "parents.exploitation_median": ("months", st.floats(1, 60)),
    "children.oldest_at_exit": ("years", st.floats(2, 17)),
    "setbacks.monthly_rate": ("events per month", st.floats(0.001, 1)),
    "setbacks.family_frailty": ("variance", st.floats(0, 5)),
    "setbacks.set_back": ("share", st.floats(0, 1)),
    "setbacks.second_type": ("share", st.floats(0, 1)),
    "stages.crisis_median": ("months", st.floats(0.5, 24)),
    "stages.reintegration_median": ("months", st.floats(1, 60)),
    "stages.crisis_scale": ("SD of log months", st.floats(0.05, 2)),
    "dropout.monthly_rate": ("events per month", st.floats(0, 0.5)),
    "visits.missed": ("share", st.floats(0, 0.9)),
    "visits.jitter": ("share of the interval", st.floats(0, 0.45)),
    "visits.delay": ("days", st.floats(0.5, 60)),
    "visits.person_of_concern": ("share", st.floats(0, 1)),
    "services.declined": ("share", st.floats(0, 1)),
    "missing.random": ("share", st.floats(0, 1)),
}


@st.composite
def bent_numbers(draw):
    """TOML of a scenario with some numbers anywhere in their range."""
    lines = []
    for name in draw(st.lists(st.sampled_from(sorted(BENT)), unique=True, max_size=6)):
        unit, values = BENT[name]
        lines.append(f'[{name}]\nvalue = {draw(values)!r}\nunit = "{unit}"\n')
    return "".join(lines)


@settings(max_examples=15, deadline=None)
@example(text='[setbacks.set_back]\nvalue = 5e-324\nunit = "share"\n', seed=0, families=60)
@given(text=bent_numbers(), seed=st.integers(0, 2**63), families=st.integers(1, 60))
def test_the_contract_holds_for_any_numbers_and_seed(tmp_path_factory, text, seed, families):
    path = tmp_path_factory.mktemp("scenario") / "mine.toml"
    path.write_text(text)
    cohort = synthesise(families, seed, path)
    check_cohort(cohort.tables)
    children, visits = cohort.children, cohort.visits
    assert len(cohort.families) == families
    assert set(children["family_id"]) == set(cohort.families["family_id"])
    entry = children[["birth_month"]].clip(lower=0)["birth_month"]
    assert (children["entry_month"] >= entry).all()
    ends = visits["child_id"].map(children.set_index("child_id")["end_month"])
    assert (visits["month"] < ends).all(), "nobody is visited on the day on which follow-up ended, or later"
    first = visits.drop_duplicates("child_id")
    assert first["month"].tolist() == children["entry_month"].tolist()


@pytest.mark.parametrize("scenario", scenarios())
def test_every_scenario_keeps_the_contract(scenario):
    check_cohort(synthesise(30, 1, scenario).tables)


def of_families(frame, last):
    key = next(name for name in ("family_id", "child_id", "assessment_id") if name in frame)
    return frame[frame[key].str[:8] <= last].reset_index(drop=True)


@pytest.fixture(scope="module")
def six_hundred():
    return synthesise(600, 3)


def test_a_family_is_the_same_among_60_and_among_600(six_hundred):
    sixty = synthesise(60, 3)
    for name, frame in sixty.tables.items():
        assert of_families(six_hundred.tables[name], "F0000060").equals(frame), name
    for name in ("families", "children", "stages", "needs", "missing"):
        assert of_families(six_hundred.truth.tables[name], "F0000060").equals(sixty.truth.tables[name]), name


def test_chunks_change_nothing(six_hundred):
    parts = list(draw_batches(600, 3, at_once=2))
    assert [len(part.families) for part in parts] == [512, 88]
    for name, frame in six_hundred.tables.items():
        assert pd.concat([part.tables[name] for part in parts], ignore_index=True).equals(frame), name


def test_naming_tables_changes_nothing(drawn):
    some = synthesise(60, 5, tables=["stages", "visits"])
    assert list(some.tables) == ["stages", "visits"]
    pd.testing.assert_frame_equal(some.visits, drawn.visits)
    pd.testing.assert_frame_equal(some.stages, drawn.stages)


def test_another_seed_gives_other_families(drawn):
    assert not synthesise(60, 6, tables=["children"]).children["birth_month"].equals(drawn.children["birth_month"])


def test_identifiers_have_fixed_width(six_hundred):
    assert six_hundred.families["family_id"].str.len().unique().tolist() == [8]
    assert six_hundred.children["child_id"].str.len().unique().tolist() == [10]
    assert six_hundred.assessments["assessment_id"].str.len().unique().tolist() == [14]


def test_the_small_scenario_has_sixty_children():
    assert len(synthesise(200, 3, "small").children) == 60
    parts = list(draw_batches(600, 3, "small", at_once=1))
    assert sum(len(part.children) for part in parts) == 60


def test_research_takes_the_tables_as_they_are(drawn):
    children = drawn.children
    long = spells(drawn.stages, children=children[["child_id", "family_id", "group"]])
    assert long["child_id"].nunique() == len(children)
    events = drawn.setbacks.drop_duplicates(["child_id", "month"])
    rows = counting.build_intervals(
        children, events, id="child_id", entry="entry_month", exit="end_month", time="month", reason="end_reason"
    )
    assert rows["event"].sum() == len(events)


@pytest.mark.parametrize("families", [0, -3, 2.5, True, 10_000_000])
def test_a_number_of_families_that_cannot_be(families):
    with pytest.raises(WrongParameter, match="allowed: a whole number from 1"):
        synthesise(families, 1)


def test_a_seed_or_table_that_cannot_be():
    with pytest.raises(WrongParameter, match="seed"):
        synthesise(1, 1.5)
    with pytest.raises(UnknownName, match="there are: families"):
        synthesise(1, 1, tables=["visit"])


def test_the_bent_numbers_have_the_units_of_the_files():
    for name, (unit, _) in BENT.items():
        assert read_parameters()[name].unit == unit
