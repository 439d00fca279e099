"""Wish lists: names that do not exist are told with the nearest; every way of writing ages, needs and strengths."""

import pytest

from workbench.errors import UnknownName, WrongParameter
from workbench.library.loading import instrument
from workbench.synth.wishes import read_wish

NOTHING = {
    "group": None,
    "sibling_group": None,
    "ages": None,
    "occasion": None,
    "stage": None,
    "needs": (),
    "strengths": (),
    "criteria": (),
    "parent_criteria": (),
    "setback": None,
    "setback_stage": None,
    "children": None,
}


def read(**wishes):
    return read_wish(instrument("child_needs"), **(NOTHING | wishes))


@pytest.mark.parametrize(
    ("wishes", "nearest"),
    [
        ({"group": "born_afer"}, "born_after"),
        ({"sibling_group": "born_inta"}, "born_into"),
        ({"needs": "young_wrok"}, "young_work"),
        ({"needs": ["phsychological"]}, "psychological"),
        ({"strengths": "strength_persons"}, "strength_person"),
        ({"strengths": {"strength_person": "centrl"}}, "central"),
        ({"criteria": ["disabilty"]}, "disability"),
        ({"setback": "scool"}, "school"),
        ({"setback_stage": "transitoin"}, "transition"),
        ({"stage": "crises"}, "crisis"),
        ({"occasion": "month_7"}, "month_6"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(wishes, nearest):
    with pytest.raises(UnknownName, match=f"Did you mean '{nearest}'"):
        read(**wishes)


def test_a_choice_among_homes_is_no_need():
    with pytest.raises(UnknownName, match="'home_place': an item, but not rated that way"):
        read(needs="home_place")
    with pytest.raises(UnknownName, match="'warmth_anger': an item, but not rated that way"):
        read(strengths="warmth_anger")


def test_a_criterion_of_parents_is_not_one_of_children():
    with pytest.raises(UnknownName, match="never of a child; wish it by parent_criteria"):
        read(criteria="substance_misuse")
    assert read(parent_criteria="substance_misuse").parent_criteria == ("substance_misuse",)


@pytest.mark.parametrize(
    ("ages", "read_as"), [(9, (9, 9)), ("9", (9, 9)), ((6, 9), (6, 9)), ("6-9", (6, 9)), ("12-17", (12, 17))]
)
def test_ages_may_be_written_in_several_ways(ages, read_as):
    assert read(ages=ages).ages == read_as


@pytest.mark.parametrize("ages", [-1, 18, (9, 3), (1, 2, 3), "12-x", "", True, 2.5])
def test_ages_that_cannot_be(ages):
    with pytest.raises(WrongParameter, match=r"ages: found .* allowed: completed years from 0 to 17"):
        read(ages=ages)


@pytest.mark.parametrize(
    "wishes",
    [
        {"needs": {"legal": 4}},
        {"needs": {"legal": True}},
        {"children": 0},
        {"criteria": 10},
        {"criteria": True},
        {"needs": 3},
    ],
)
def test_numbers_that_cannot_be(wishes):
    with pytest.raises(WrongParameter, match="allowed"):
        read(**wishes)


def test_needs_are_meant_at_two_or_more_and_strengths_usable_or_more():
    wish = read(needs=["legal", "warmth_anger"], strengths="strengths")
    assert (wish.needs, wish.strengths) == ({"legal": 2, "warmth_anger": 2}, {"strengths": "usable"})


@pytest.mark.parametrize(("stage", "occasion"), [(None, "intake"), ("crisis", "intake"), ("transition", "any")])
def test_intake_is_meant_unless_a_later_stage_is_named(stage, occasion):
    assert read(stage=stage).occasion == occasion


def test_a_stage_of_a_setback_alone_means_any_setback():
    assert read(setback_stage="transition").setback == "any"
