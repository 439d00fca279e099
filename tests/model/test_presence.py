"""Who can hear, and what follows from it."""

import pytest
from msgspec import structs

from workbench.model.answers import Answers
from workbench.model.casework import IN_THE_ROOM, ROLES
from workbench.model.instrument import Condition
from workbench.model.presence import in_the_room, is_spoken, put_aside
from workbench.model.vocabulary import NOBODY, PRESENT


@pytest.fixture
def heard(form):
    """`sign` must not be heard by a parent; `early` can only be asked aloud; `here` says who is there."""
    kept = {"sign": {"not_in_presence_of": ("parent", "person_of_concern"), "show_if": ()}, "early": {"aloud": True}}
    items = tuple(structs.replace(item, **kept.get(item.id, {})) for item in form.items)
    people = structs.replace(form.responses["people"], codes=("child", "parent", NOBODY), exclusive=(NOBODY,))
    return structs.replace(form, presence="here", items=items, responses={**form.responses, "people": people})


def test_what_was_answered_counts_and_until_then_who_was_expected(heard):
    answers = Answers(heard)
    assert in_the_room(answers, ["parent"]) == {"parent"}
    assert in_the_room(answers.record("here", ("child",)), ["parent"]) == {"child"}


def test_nobody_is_no_one_who_could_hear(heard):
    assert in_the_room(Answers(heard).record("here", (NOBODY,)), ["parent"]) == set()


@pytest.mark.parametrize(("age", "hears"), [(None, True), (0, False), (2.9, False), (3, True), (17, True)])
def test_a_child_under_three_holds_nothing_back(heard, age, hears):
    answers = Answers(heard, {"age": age} if age is not None else {})
    assert ("child" in in_the_room(answers, ["child"])) is hears


def test_whoever_is_named_as_a_marked_adult_counts_as_one(heard):
    answers = Answers(heard)
    assert in_the_room(answers, ["parent"], of_concern=["partner"]) == {"parent"}
    assert in_the_room(answers, ["partner"], of_concern=["partner"]) == {"partner", "person_of_concern"}


def test_a_question_waits_while_someone_is_there_or_while_it_must_not_be_spoken(heard):
    speaking = Answers(heard, {"stage": "crisis"}).record("way", "ask")
    assert put_aside(speaking, frozenset()) == ()
    assert put_aside(speaking, frozenset({"parent"})) == ("sign",)
    assert put_aside(speaking.record("way", "stop"), frozenset()) == ("early",)
    assert put_aside(speaking.record("way", "stop").record("here", (NOBODY,)), frozenset({"parent"})) == ()


def test_an_item_is_spoken_when_the_instrument_the_item_and_the_room_allow_it(heard):
    item = structs.replace(
        heard.item("school"),
        spoken_when=(Condition(item="sign", any_of=("yes",)),),
        quiet_in_presence_of=("parent",),
    )
    answers = Answers(heard).record("way", "ask").record("sign", "yes")
    assert is_spoken(answers, item, frozenset({"child"}))
    assert not is_spoken(answers, item, frozenset({"parent"}))
    assert not is_spoken(answers.record("sign", "worry"), item, frozenset())
    assert not is_spoken(answers.record("way", "stop"), item, frozenset())


def test_every_adult_of_a_family_has_a_name_in_the_room():
    assert IN_THE_ROOM.keys() == ROLES.keys()
    assert {code for codes in IN_THE_ROOM.values() for code in codes} <= PRESENT.keys()
