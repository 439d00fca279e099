"""Impossible wishes are named as such, with what contradicts what; whatever cohorts hold is never called impossible."""

import pytest

from workbench.cohort.codes import OCCASIONS
from workbench.errors import ImpossibleWish
from workbench.model.vocabulary import GROUPS
from workbench.synth.case import synthesise_case
from workbench.synth.parameters import read_parameters
from workbench.synth.possible import ages_at


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"group": "born_after", "ages": 9}, "ages 9: no such child at intake.*born_after 0"),
        ({"group": "born_after", "ages": 5, "occasion": "any"}, "born_after 0 to 4"),
        ({"group": "born_into", "ages": "12-17"}, "born_into 0 to 10"),
        ({"needs": "young_work", "ages": "3-5"}, "'young_work': never asked of such a child. It is asked at 12 to 17"),
        ({"needs": "young_work", "group": "born_after"}, "never asked of such a child"),
        ({"needs": "health_start", "group": "left_behind"}, "of born_into, born_after"),
        ({"needs": ["young_work", "early_play"]}, "'early_play': never asked together with 'young_work'"),
        ({"strengths": "strength_school", "ages": 1}, "strength 'strength_school': never asked"),
        ({"stage": "transition", "occasion": "intake"}, "at intake: every child is then in crisis"),
        ({"children": 6}, "no family has more than 5"),
        ({"children": 1, "sibling_group": "born_after"}, "a family of one child has no sibling"),
        ({"group": "born_after", "sibling_group": "born_after"}, "born at least 280 days apart"),
        ({"setback": "school", "ages": 0}, "'school': it happens from 6 years"),
        ({"setback": "school", "group": "born_after", "occasion": "any"}, "'school': it happens from 6 years"),
    ],
)
def test_what_cannot_be_is_named(wishes, why):
    with pytest.raises(ImpossibleWish, match=why):
        synthesise_case(1, **wishes)


SHARES = """
[children]
group = { value = { left_behind = 1, trafficked_with = 0, born_into = 0, born_after = 0 }, unit = "share of the whole" }
criteria = { value = { disability = 0 }, unit = "share" }
[families]
further_children = { value = 0, unit = "children" }
[setbacks]
type = { value = { reprisals = 0 }, unit = "weight" }
[design]
follow_up_months = { value = 24, unit = "months since exit" }
"""


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"group": "born_into"}, "share is 0 in this scenario"),
        ({"children": 2}, "every family of this scenario has one"),
        ({"criteria": "disability"}, "share is 0 in this scenario"),
        ({"criteria": 9}, "at most 8"),
        ({"setback": "reprisals"}, "weight is 0 in this scenario"),
        ({"occasion": "month_36"}, "follow-up of this scenario ends before"),
    ],
)
def test_what_a_scenario_rules_out_is_named(tmp_path, wishes, why):
    path = tmp_path / "narrow.toml"
    path.write_text(SHARES)
    with pytest.raises(ImpossibleWish, match=why):
        synthesise_case(1, **wishes, scenario=path)


@pytest.mark.parametrize("occasion", [*OCCASIONS, "any"])
def test_ages_seen_in_a_cohort_lie_in_the_window_and_nearly_fill_it(many, occasion):
    made = many.children.merge(many.visits[["child_id", "month"]], on="child_id")
    if occasion == "intake":
        made = made[made["month"] == made["entry_month"]]
    elif occasion.startswith("month_"):
        set_month = int(occasion.removeprefix("month_"))
        made = made[made["month"].between(set_month - 0.499, set_month + 2.999)]
    years = ((made["month"] - made["birth_month"]) / 12).astype(int)
    for group in GROUPS:
        window = ages_at(read_parameters(), group, occasion)
        seen = years[made["group"] == group]
        assert set(seen) <= set(window)
        if len(seen) > 1000:
            assert seen.min() == window[0]
            assert seen.max() >= window[-1] - 2
