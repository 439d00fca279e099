"""What is known of a child decides what is asked; what is not yet known hides nothing."""

import msgspec
import pytest

from workbench.errors import AnswerRefused
from workbench.model.answers import Answers


def test_age_group_and_stage_decide_what_is_asked(form):
    def asked(**context) -> set[str]:
        return {item.id for item in Answers(form, context).shown()}

    assert "school" in asked(age=6) and "school" not in asked(age=5.9)
    assert "left" in asked(group="left_behind") and "left" not in asked(group="born_after")
    assert "early" in asked(stage="crisis") and "early" not in asked(stage="transition")
    assert {"school", "left", "early"} <= asked(), "what is not yet known hides nothing"


@pytest.mark.parametrize(("age", "asked"), [(5.9, False), (6, True), (8.9, True), (9, False), (None, True)])
def test_an_age_range_counts_whole_years_and_includes_the_last(form, age, asked):
    item = msgspec.structs.replace(form.item("since"), age_range=(6, 8))
    assert Answers(form, {"age": age}).applies(item) is asked
    assert item.years == {6, 7, 8}


def test_without_an_age_range_the_bands_count_and_without_bands_every_year(form):
    assert form.item("school").years == set(range(6, 18))
    assert form.item("since").years == set(range(18))


@pytest.mark.parametrize(
    "context", [{"group": "orphan"}, {"stage": "late"}, {"age": 121}, {"age": -1}, {"age": "nine"}, {"name": "x"}]
)
def test_a_context_outside_the_vocabulary_is_refused(form, context):
    with pytest.raises(AnswerRefused, match="context"):
        Answers(form, context)
