"""An age as far as it is known: read, said, grown older, and which questions it makes possible."""

import doctest
from datetime import UTC, date, datetime

import pytest

from workbench.errors import AnswerRefused
from workbench.library.loading import instrument
from workbench.model import ages, digits, majority
from workbench.model.answers import Answers
from workbench.model.casework import Child
from workbench.model.child_page import fitting_pages
from workbench.model.presence import CHILD, in_the_room
from workbench.offers.offering import services


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (None, "not known"),
        (0.0, "under 1 year"),
        (1.0, "1 year"),
        (17.5, "17 years"),
        (23.0, "23 years"),
        ((0, 1), "under 2 years"),
        ((0, 2), "0 to 2 years"),
        ((8, 9), "8 or 9 years"),
        ((6, 11), "6 to 11 years"),
    ],
)
def test_an_age_is_said_as_exactly_as_it_is_known(age, words):
    assert ages.in_words(age, "not known") == words


@pytest.mark.parametrize(("given", "age"), [(9, 9.0), ("9", 9.0), ([6, 11], (6, 11)), ("6-11", (6, 11)), ((4, 4), 4.0)])
def test_an_age_is_a_number_or_the_youngest_and_the_oldest_possible(given, age):
    assert Answers(instrument("safety_screen"), {"age": given}).context.age == age


@pytest.mark.parametrize("wrong", [-1, 121, True, "nine", (11, 6), (6, 7, 8), (6.5, 8), float("nan")])
def test_what_is_no_age_is_refused_without_being_repeated(wrong):
    with pytest.raises(AnswerRefused, match="context age: found something else; allowed: years from 0") as refused:
        Answers(instrument("safety_screen"), {"age": wrong})
    assert str(wrong) not in str(refused.value).replace("(6, 11) or 6-11", "").replace("0 to 120", "")


@pytest.mark.parametrize("name", ["safety_screen", "child_needs", "child_voice"])
@pytest.mark.parametrize("age", [(4, 6), (2, 3), (11, 12), (6, 11), (15, 20), (0, 17)])
def test_whatever_some_possible_age_would_be_asked_is_asked(name, age):
    form = instrument(name)
    asked = lambda age: {item.id for item in Answers(form, {"age": age}).shown()}
    assert asked(age) == set().union(*(asked(year) for year in ages.possible(age)))


def test_a_grown_up_is_asked_as_at_seventeen():
    form = instrument("child_needs")
    assert Answers(form, {"age": 23}).shown() == Answers(form, {"age": 17}).shown()


@pytest.mark.parametrize(("age", "hears"), [(2, False), ((0, 2), False), ((2, 3), True), ((0, 5), True)])
def test_a_child_hears_nothing_only_where_it_is_certainly_small(age, hears):
    answers = Answers(instrument("safety_screen"), {"age": age})
    assert (CHILD in in_the_room(answers, (CHILD,))) == hears


def test_services_of_every_possible_age_are_offered():
    form = instrument("child_needs")
    offered = {}
    for age in (4, 7, (4, 7)):
        answers = Answers(form, {"age": age})
        for item in answers.shown():
            if form.responses[item.responses].kind == "level":
                answers = answers.record(item.id, 2)
        offered[age] = {(found.item, offer.service.id) for found in services(form, answers) for offer in found.offers}
    assert offered[4, 7] == offered[4] | offered[7] > offered[4]


@pytest.mark.parametrize(
    ("age", "pages"),
    [
        ((6, 11), ((6, 8), (9, 11))),
        ((5, 6), (5.0, 6.0)),
        ((12, 17), (12.0, (13, 17))),
        ((15, 20), ((15, 20),)),
        (9.0, (9.0,)),
    ],
)
def test_a_page_of_the_childs_own_is_for_one_stretch_of_ages(age, pages):
    assert fitting_pages(instrument("child_voice"), age) == pages
    assert fitting_pages(instrument("child_needs"), age) == (age,)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2017", date(2026, 1, 1), (8, 9)),
        ("2017", date(2026, 12, 30), (8, 9)),
        ("2017", date(2026, 12, 31), 9.0),
        ("2017-02", date(2026, 1, 31), 8.0),
        ("2017-02", date(2026, 2, 1), 9.0),
        ("2026", date(2026, 12, 31), 0.0),
        ("2027", date(2026, 12, 31), 0.0),
        ("1998", date(2026, 12, 31), 28.0),
    ],
)
def test_a_year_or_month_of_birth_leaves_two_ages_until_the_birthday_is_past(born, on, age):
    assert ages.since_birth(born, on) == age


@pytest.mark.parametrize(
    ("known", "on", "state"),
    [
        ({"born": "2008-02"}, date(2026, 1, 31), "no"),
        ({"born": "2008-02"}, date(2026, 2, 1), "perhaps"),
        ({"born": "2008-02"}, date(2026, 2, 28), "perhaps"),
        ({"born": "2008-02"}, date(2026, 3, 1), "yes"),
        ({"born": "2008"}, date(2026, 12, 30), "perhaps"),
        ({"born": "2008"}, date(2026, 12, 31), "yes"),
        ({"age_band": "12-17", "age_band_on": date(2025, 5, 1)}, date(2026, 5, 1), "perhaps"),
        ({"age_band": "12-17", "age_band_on": date(2020, 5, 1)}, date(2026, 5, 1), "yes"),
        ({"age_band": "6-11"}, date(2026, 5, 1), "no"),
        ({}, date(2026, 5, 1), "no"),
    ],
)
def test_of_age_only_when_it_is_sure(known, on, state):
    child = Child(id="a", family_id="f", code="K-1", created_at=datetime(2026, 1, 1, tzinfo=UTC), **known)
    assert majority.of_age(child, on) == state
    assert bool(majority.told(child, on)) == (state != "no")


def test_the_examples_hold():
    for module in (ages, digits, majority):
        results = doctest.testmod(module, extraglobs={"Child": Child, "date": date, "datetime": datetime})
        assert results.attempted and not results.failed
