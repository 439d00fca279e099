"""Cases: what was wished is there; the same seed gives the same case; the family is that of any cohort."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.cohort.check import check_cohort
from workbench.cohort.codes import CHILD_CRITERIA, SETBACKS
from workbench.errors import CaseNotFound, ImpossibleWish, UnknownName, WrongParameter
from workbench.library.loading import instrument
from workbench.model.scales import rates_action, rates_strength
from workbench.model.vocabulary import AGE_BANDS, GROUPS, STAGES, STRENGTHS
from workbench.synth.case import more_cases, synthesise_case
from workbench.synth.synthesis import synthesise

FORM = instrument("child_needs")
ACTION = [item.id for item in FORM.items if rates_action(FORM.responses[item.responses])]
STRENGTH = [item.id for item in FORM.items if rates_strength(FORM.responses[item.responses])]
DOMAIN = {item.id: item.domain for item in FORM.items}

WISHES = st.fixed_dictionaries(
    {},
    optional={
        "group": st.sampled_from(sorted(GROUPS)),
        "sibling_group": st.sampled_from(sorted(GROUPS)),
        "ages": st.sampled_from([0, 4, (2, 9), *AGE_BANDS]),
        "occasion": st.sampled_from(["intake", "month_6", "setback", "any"]),
        "stage": st.sampled_from(sorted(STAGES)),
        "needs": st.dictionaries(st.sampled_from([*ACTION, "legal", "health"]), st.integers(1, 3), max_size=2),
        "strengths": st.dictionaries(
            st.sampled_from([*STRENGTH, "strengths"]), st.sampled_from(list(STRENGTHS)), max_size=1
        ),
        "criteria": st.integers(0, 3) | st.lists(st.sampled_from(CHILD_CRITERIA), max_size=2, unique=True),
        "parent_criteria": st.sampled_from(["violence_history", "substance_misuse"]),
        "setback": st.sampled_from([*SETBACKS, "any"]),
        "setback_stage": st.sampled_from(sorted(STAGES)),
        "children": st.integers(1, 4),
    },
)


def wanted(value, otherwise):
    """A wish as pairs of name and least, however it was written."""
    if isinstance(value, str):
        return [(value, otherwise)]
    return list(value.items()) if isinstance(value, dict) else [(name, otherwise) for name in value]


def rated(case):
    rows = case.cohort.ratings
    rows = rows[(rows["assessment_id"] == case.assessment_id) & (rows["said_by"] == "practitioner")]
    return dict(rows.dropna(subset=["value"])[["item", "value"]].astype(str).itertuples(index=False))


def assert_shows(case, wishes):
    """Read every wish off the tables, as a stranger would."""
    cohort = case.cohort
    child = cohort.children.set_index("child_id").loc[case.child_id]
    made = cohort.assessments.set_index("assessment_id").loc[case.assessment_id]
    assert made["child_id"] == case.child_id
    ages = wishes.get("ages", (0, 17))
    first, last = AGE_BANDS[ages] if isinstance(ages, str) else (ages, ages) if isinstance(ages, int) else ages
    assert first <= made["age"] <= last
    assert child["group"] == wishes.get("group", child["group"])
    assert made["stage"] == wishes.get("stage", made["stage"])
    if wishes.get("occasion", "any") != "any":
        assert made["occasion"] == wishes["occasion"]
    elif wishes.get("occasion") is None and wishes.get("stage", "crisis") == "crisis":
        assert made["occasion"] == "intake"
    assert len(cohort.children) == wishes.get("children", len(cohort.children))
    others = cohort.children[cohort.children["child_id"] != case.child_id]
    assert wishes.get("sibling_group", "") in ("", *others["group"])
    criteria = wishes.get("criteria", ())
    if isinstance(criteria, int):
        assert child.filter(like="criterion_").astype(int).sum() >= criteria
    else:
        assert all(child[f"criterion_{code}"] for code in criteria)
    if "parent_criteria" in wishes:
        parent = cohort.parents.set_index("parent_id").loc[child["parent_id"]]
        assert parent[f"criterion_{wishes['parent_criteria']}"]
    values = rated(case)
    for name, level in wanted(wishes.get("needs", ()), 2):
        found = [int(values[item]) for item in ACTION if name in (item, DOMAIN[item]) and item in values]
        assert max(found, default=-1) >= level
    order = list(STRENGTHS)
    for name, word in wanted(wishes.get("strengths", ()), "usable"):
        found = [order.index(values[item]) for item in STRENGTH if name in (item, DOMAIN[item]) and item in values]
        assert max(found, default=-1) >= order.index(word)
    if "setback" in wishes or "setback_stage" in wishes:
        assert had_setback(case, wishes.get("setback", "any"), wishes.get("setback_stage"))


def had_setback(case, kind, stage):
    events = case.cohort.setbacks[case.cohort.setbacks["child_id"] == case.child_id]
    stays = case.cohort.stages[case.cohort.stages["child_id"] == case.child_id]
    events = events if kind == "any" else events[events["type"] == kind]
    when = [stays[stays["start_month"] < month].iloc[-1]["stage"] for month in events["month"]]
    return bool(when) and (stage is None or stage in when)


@settings(max_examples=25, deadline=None)
@given(wishes=WISHES, seed=st.integers(0, 2**63))
def test_what_was_wished_is_there(wishes, seed):
    try:
        case = synthesise_case(seed, **wishes, families=512)
    except (CaseNotFound, ImpossibleWish):
        return
    assert_shows(case, wishes)
    check_cohort(case.cohort.tables)
    assert case.cohort.families["family_id"].tolist() == [case.family_id]
    assert case.family_id in case.description and case.family_id in case.afterwards


RICH = {
    "group": "left_behind",
    "ages": "6-11",
    "needs": {"relationships": 2, "school_days": 2},
    "strengths": ["strength_person"],
    "criteria": 1,
    "setback": "any",
    "setback_stage": "transition",
    "children": 2,
}


@pytest.fixture(scope="module")
def case():
    return synthesise_case(11, **RICH)


def test_a_rich_wish_is_found_and_shown(case):
    assert_shows(case, RICH)


def test_the_same_seed_gives_the_same_case_and_another_seed_another(case):
    again = synthesise_case(11, **RICH)
    assert (again.family_id, again.description, again.afterwards) == (case.family_id, case.description, case.afterwards)
    for name, frame in case.cohort.tables.items():
        pd.testing.assert_frame_equal(again.cohort.tables[name], frame)
    assert synthesise_case(12, **RICH).description != case.description


def one_family(frame, family):
    key = next(name for name in ("family_id", "child_id", "assessment_id") if name in frame)
    return frame[frame[key].str[:8] == family].reset_index(drop=True)


@pytest.mark.parametrize("rated", [True, False])
def test_the_family_is_the_same_as_in_a_cohort(case, rated):
    found = case if rated else synthesise_case(11, group="born_after", children=3)
    cohort = synthesise(found.place, 11)
    for name, frame in found.cohort.tables.items():
        pd.testing.assert_frame_equal(one_family(cohort.tables[name], found.family_id), frame)
    for name in ("families", "children", "stages", "needs", "missing"):
        mine = found.truth.tables[name]
        pd.testing.assert_frame_equal(one_family(cohort.truth.tables[name], found.family_id), mine)


def test_it_is_the_first_such_family(case):
    assert synthesise_case(11, **RICH, families=case.place).family_id == case.family_id
    with pytest.raises(CaseNotFound):
        synthesise_case(11, **RICH, families=case.place - 1)


def test_five_more_like_it_are_other_families_that_show_the_same(case):
    more = more_cases(case, 5)
    assert len({one.family_id for one in (case, *more)}) == 6
    assert [one.place for one in more] == sorted(one.place for one in more)
    for one in more:
        assert_shows(one, RICH)
    assert [one.family_id for one in more_cases(more[1], 3)] == [one.family_id for one in more[2:]]


def test_truth_is_kept_apart_from_what_is_handed_out(case):
    assert case.cohort.truth is None
    assert {"needs", "children", "missing", "effects"} <= set(case.truth.tables)
    assert "frailty" not in case.description + case.afterwards


def test_a_rare_wish_says_how_far_was_looked_and_what_was_rarest():
    with pytest.raises(
        CaseNotFound, match=r"among the 512 looked at .* rarest wish is '[a-z0-9 ]+', met by \d+"
    ) as told:
        synthesise_case(1, children=5, criteria=7, needs={"legal": 3}, families=512)
    assert "Not impossible" in str(told.value)


def test_a_wish_alone_in_the_way_is_named():
    with pytest.raises(CaseNotFound, match=r"Without '9 criteria or more', \d+ fit"):
        synthesise_case(1, criteria=9, group="left_behind", families=256)


def test_the_small_scenario_ends_where_its_cohort_ends():
    held = synthesise(500, 4, "small").families
    with pytest.raises(CaseNotFound, match=f"among the {len(held)} looked at .*, which holds no more"):
        synthesise_case(4, children=5, criteria=6, scenario="small")


@pytest.mark.parametrize("given", [{"families": 0}, {"families": 2.5}, {"families": True}, {"seed": "7"}])
def test_a_bound_or_seed_that_cannot_be(given):
    with pytest.raises(WrongParameter, match=r"found .* allowed: a whole number"):
        synthesise_case(**{"seed": 1, **given})


def test_a_count_that_cannot_be(case):
    with pytest.raises(WrongParameter, match="count: found 0"):
        more_cases(case, 0)


def test_an_unknown_scenario_is_told_as_for_a_cohort():
    with pytest.raises(UnknownName, match="Did you mean 'shock'"):
        synthesise_case(1, scenario="shok")
