"""How things are: what a rater must be able to rely on, over and above the rules of every definition."""

import pytest

from workbench.library.loading import instrument
from workbench.model.answers import Answers
from workbench.model.notes import critical_kind
from workbench.model.scales import rates_action, rates_strength
from workbench.model.vocabulary import INFORMANTS, PRESENT, NonAnswer

FORM = instrument("child_needs")
RATED = [item for item in FORM.items if rates_action(FORM.responses[item.responses])]
STRENGTHS = [item for item in FORM.items if rates_strength(FORM.responses[item.responses])]
CARER = {item.id for item in RATED if item.section == "carer"}
LONGEST = 27
URGENT = {
    "To the doctor": "health_bladder health_growing_up health_start health_senses health_teeth health_checks "
    "everyday_skills",
    "Staying close": "mind_specialist mind_fear mind_company mind_lived_through",
    "Somebody to step in": "staying_together mind_protector",
    "A plan for the next days": "protection_measures other_parent_partner two_homes mind_comfort",
    "A safe night": "home_welcome home_space rules_freedom",
    "Calm and space": "siblings",
    "Food and warm things today": "food_clothing",
    "Somebody there for the child": "childcare_hours",
}


def at(home: str | NonAnswer | None, age: int = 14) -> Answers:
    answers = Answers(FORM, {"group": "left_behind", "age": age, "stage": "crisis"})
    return answers if home is None else answers.record("home_place", home)


def test_it_has_sixty_to_eighty_needs_and_the_seven_strengths():
    assert 60 <= len(RATED) <= 80
    assert len(STRENGTHS) == 7


def test_no_anchor_is_a_chain_that_cannot_be_taken_in():
    words = {(item.id, code): len(anchor.split()) for item in RATED for code, anchor in enumerate(item.anchors)}
    assert {place: count for place, count in words.items() if count > LONGEST} == {}


@pytest.mark.parametrize("title", URGENT)
def test_what_cannot_wait_opens_its_note_at_level_three(title):
    for name in URGENT[title].split():
        critical = FORM.item(name).critical
        assert critical and critical.when == (3,) and FORM.guidance[critical.note].title == title, name


def test_what_is_said_of_a_child_is_not_asked_in_front_of_whoever_must_be_kept_in_mind():
    for item in (*RATED, *STRENGTHS):
        if "child" in item.asked_of:
            assert {"person_of_concern", "unknown_person"} <= set(item.not_in_presence_of), item.id


@pytest.mark.parametrize("name", ["mind_substances", "health_growing_up"])
def test_a_young_person_is_asked_alone_about_their_own_body(name):
    item = FORM.item(name)
    assert item.ages == ("12-17",)
    assert set(PRESENT) - set(item.not_in_presence_of) == {"child", "doctor", "interpreter"}
    assert not {"parent", "carer", "other_parent"} & set(item.asked_of)


@pytest.mark.parametrize("home", ["residential", "independent"])
def test_nobody_is_asked_of_a_carer_where_there_is_none(home):
    shown = at(home).shown()
    assert not CARER & {item.id for item in shown}
    assert "household_income" not in {item.id for item in shown}


@pytest.mark.parametrize("home", ["parent", "kin", "shelter", NonAnswer.UNKNOWN, None])
def test_a_home_that_is_not_known_yet_hides_no_question_on_the_carer(home):
    assert {item.id for item in at(home).shown()} >= CARER


def test_unknown_opens_a_note_only_where_it_cannot_wait():
    for reason in (NonAnswer.UNKNOWN, NonAnswer.UNSAFE):
        assert critical_kind(at("kin").record("carer_safety", reason), "carer_safety") == "open"
        assert critical_kind(at("kin").record("health_checks", reason), "health_checks") is None
    assert critical_kind(at("kin").record("health_checks", 3), "health_checks") == "critical"


def test_one_thing_has_one_name():
    texts = [FORM.purpose, *(text for item in FORM.items for text in (item.text, item.help, *item.anchors))]
    texts += [step for note in FORM.guidance.values() for step in (note.title, *note.act, *note.write)]
    written = " ".join(texts).lower()
    assert "dark thoughts" in written
    for other in ("hard moment", "thoughts of dying", "suicid", "self-harm"):
        assert other not in written


def test_does_not_apply_is_allowed_only_where_it_is_said_when():
    for item in RATED:
        said = "does not apply" in item.help.lower() or item.section == "carer"
        assert item.may_not_apply == said, item.id


def test_every_way_of_being_asked_is_known():
    assert {code for item in FORM.items for code in item.asked_of} <= set(INFORMANTS)
