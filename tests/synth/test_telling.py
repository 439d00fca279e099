"""A case in plain words: what was found stands there, nothing later does, and the rest is kept for the trainer."""

import re

import pytest

from workbench.cohort.codes import SETBACKS
from workbench.library.loading import instrument
from workbench.model.vocabulary import GROUPS
from workbench.synth.case import synthesise_case


@pytest.fixture(scope="module")
def case():
    return synthesise_case(
        21, group="born_into", stage="reintegration", needs={"family_story": 2}, strengths="strength_person", children=2
    )


def test_what_was_rated_stands_in_the_words_of_the_instrument(case):
    form = instrument("child_needs")
    rows = case.cohort.ratings
    rows = rows[(rows["assessment_id"] == case.assessment_id) & (rows["said_by"] == "practitioner")]
    for row in rows[rows["value"].isin(["2", "3"])].itertuples():
        item = form.item(row.item)
        assert f"{item.text}: {item.anchors[int(row.value)]}" in case.description
    for row in rows[rows["value"].isin(["0", "1"])].itertuples():
        assert form.item(row.item).anchors[int(row.value)] not in case.description
    assert "Somebody to lean on" in case.description
    for row in rows[rows["non_answer"].notna()].itertuples():
        assert form.item(row.item).text in case.description.partition("**Still open**")[2]


def test_each_setback_is_told_once_before_or_after(case):
    made = case.cohort.assessments.set_index("assessment_id").loc[case.assessment_id]
    events = case.cohort.setbacks[case.cohort.setbacks["child_id"] == case.child_id]
    assert (events["month"] <= made["month"]).any()
    for row in events.itertuples():
        text = case.description if row.month <= made["month"] else case.afterwards
        line = next(line for line in text.splitlines() if f"Month {row.month:.1f}: setback" in line)
        assert SETBACKS[row.type][1:] in line
    later = events[events["month"] > made["month"]]
    assert not any(f"Month {month:.1f}: setback" in case.description for month in later["month"])
    end = case.cohort.children.set_index("child_id").loc[case.child_id, "end_month"]
    assert f"Month {end:.1f}: follow-up ends" in case.afterwards


def test_it_says_that_it_is_made_up_and_names_no_code(case):
    for text in (case.description, case.afterwards):
        assert "nothing in it describes a real child" in text
        assert "Months are counted from the day of the exit" in text
        assert not set(re.findall(r"\w+", text)) & {*GROUPS, "not_applicable", "nan"}


def test_a_child_of_few_words_is_told_without_gaps():
    case = synthesise_case(2, ages=0, children=1, group="born_after")
    assert "under one year old" in case.description
    assert "No brothers or sisters" in case.description
