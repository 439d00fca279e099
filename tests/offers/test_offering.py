"""Offers: for what is to be acted on, in order, with the reason, and nothing for anything else."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbench as wb
from scoring.conftest import DAYS
from scoring.filled import recorded, rows
from workbench.errors import AnswerRefused
from workbench.library.check import load
from workbench.model.vocabulary import NonAnswer
from workbench.offers.offering import services

FORM = wb.instrument("child_needs")


@pytest.fixture
def nine() -> wb.Answers:
    return wb.Answers(FORM, {"group": "left_behind", "age": 9, "stage": "transition"})


def offered(answers: wb.Answers) -> dict[str, list[str]]:
    return {entry.item: [offer.service.id for offer in entry.offers] for entry in services(FORM, answers)}


def test_a_need_to_act_on_is_met_with_offers_that_say_why(nine):
    (entry,) = services(FORM, nine.record("health_teeth", 2))
    assert (entry.item, entry.level) == ("health_teeth", 2)
    assert [offer.service.title for offer in entry.offers] == ["Dentist", "Help with the cost of care"]
    assert {offer.why for offer in entry.offers} == {"“Teeth and mouth” stands at 2, Act."}


@pytest.mark.parametrize("answer", [0, 1, *NonAnswer])
def test_nothing_is_offered_for_less_or_for_what_is_not_known(nine, answer):
    assert services(FORM, nine.record("two_homes", answer)) == ()


def test_nothing_is_offered_for_an_empty_form_or_for_strengths(nine):
    assert services(FORM, nine.record("strength_person", "none_yet")) == ()


def test_what_is_needed_today_comes_first_then_the_order_of_the_form(nine):
    answers = nine.record("neighbours", 3).record("health_teeth", 2).record("debt", 3).record("safety_plan", 2)
    assert list(offered(answers)) == ["debt", "neighbours", "safety_plan", "health_teeth"]


def test_some_services_are_for_today_only(nine):
    assert "emergency_place" not in offered(nine.record("home_stay", 2))["home_stay"]
    assert offered(nine.record("home_stay", 3))["home_stay"][0] == "emergency_place"


def test_a_hidden_need_is_not_answered(nine):
    answers = nine.record("home_place", "kin").record("home_welcome", 2)
    assert list(offered(answers)) == ["home_welcome"]
    assert services(FORM, answers.record("home_place", "parent")) == ()


def test_age_and_stage_decide_which_services_fit(nine):
    assert "after_school_care" in offered(nine.record("childcare_hours", 2))["childcare_hours"]
    baby = wb.Answers(FORM, {"group": "born_after", "age": 1, "stage": "crisis"})
    assert offered(baby.record("childcare_hours", 2))["childcare_hours"] == ["day_care", "home_like_care"]
    teen = wb.Answers(FORM, {"age": 15, "stage": "crisis"}).record("training_plans", 2)
    assert offered(teen)["training_plans"] == ["vocational_training"]


def test_what_is_not_yet_known_about_the_child_excludes_nothing():
    found = offered(wb.Answers(FORM).record("own_standing", 2))["own_standing"]
    assert {"own_case_file", "guardian"} <= set(found)


def test_offers_cannot_be_changed(nine):
    (entry,) = services(FORM, nine.record("debt", 2))
    with pytest.raises(FrozenInstanceError):
        entry.level = 3


def test_an_instrument_without_catalogue_has_no_offers():
    days = load(DAYS)
    assert services(days, wb.Answers(days).record("bed", 3)) == ()


def test_answers_to_another_instrument_are_refused():
    screen = wb.instrument("safety_screen")
    with pytest.raises(AnswerRefused, match=r"child_needs .*: found answers to safety_screen"):
        services(FORM, wb.Answers(screen))


def test_answers_to_an_earlier_version_of_the_same_questions_are_refused():
    earlier = msgspec.structs.replace(FORM, version="0.9")
    with pytest.raises(AnswerRefused, match=r"found answers to child_needs 0\.9; allowed: its own"):
        services(FORM, wb.Answers(earlier).record("debt", 3))


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_exactly_the_needs_at_two_and_three_are_answered(data):
    answers = recorded(FORM, data.draw(rows(FORM)))
    levels = {item.id: answers.value(item.id) for item in answers.shown()}
    assert set(offered(answers)) == {item for item, level in levels.items() if level in (2, 3)}
    assert all(offered(answers).values())


def test_the_public_name_stays_a_function_whatever_is_imported():
    code = (
        "import workbench as wb, workbench.offers.check; assert callable(wb.services); "
        "import sys; print(sorted({'pandas', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
