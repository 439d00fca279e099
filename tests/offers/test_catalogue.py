"""The shipped catalogue: an offer wherever a need can be, in its own words, with sources that exist."""

from itertools import product

import pytest

from library.sources import known_runs, runs
from workbench.cohort import codes
from workbench.library.loading import instrument
from workbench.model.answers import Answers
from workbench.model.scales import rates_action
from workbench.model.vocabulary import AGE_BANDS, GROUPS, STAGES
from workbench.model.vocabulary import SERVICES as KINDS
from workbench.offers.catalogue import OFFERED_AT, catalogue, contexts
from workbench.offers.offering import services

FORM = instrument("child_needs")
RATED = [item for item in FORM.items if rates_action(FORM.responses[item.responses])]
EVERYWHERE = list(product(GROUPS, [first for first, _ in AGE_BANDS.values()], STAGES))


def in_context(group: str, age: int, stage: str, level: int) -> Answers:
    """Every need at one level, in a kind of home that opens every branch."""
    answers = Answers(FORM, {"group": group, "age": age, "stage": stage}).record("home_place", "kin")
    for item in RATED:
        answers = answers.record(item.id, level)
    return answers


@pytest.mark.parametrize(("group", "age", "stage"), EVERYWHERE)
@pytest.mark.parametrize("level", OFFERED_AT)
def test_every_need_has_a_service_in_every_context_in_which_it_can_occur(group, age, stage, level):
    answers = in_context(group, age, stage, level)
    asked = {item.id for item in answers.shown() if item in RATED}
    assert len(asked) > 40
    offered = {entry.item: entry.offers for entry in services(FORM, answers)}
    assert {item for item in asked if not offered.get(item)} == set()


@pytest.mark.parametrize(("group", "age", "stage"), EVERYWHERE)
def test_no_service_is_offered_to_somebody_it_is_not_for(group, age, stage):
    band = next(band for band, (first, _) in AGE_BANDS.items() if first == age)
    for entry in services(FORM, in_context(group, age, stage, 3)):
        for offer in entry.offers:
            service = offer.service
            assert entry.item in service.needs
            for limit, value in ((service.ages, band), (service.groups, group), (service.stages, stage)):
                assert not limit or value in limit
            assert 3 in (service.levels or OFFERED_AT)


def test_every_need_can_occur_somewhere():
    assert all(contexts(item) for item in RATED)


def test_every_kind_of_service_is_in_use():
    assert {service.kind for service in catalogue().services} == KINDS.keys()


def test_kinds_read_as_the_areas_of_the_research_tables():
    assert {kind: KINDS[kind] for kind in codes.SERVICES} == codes.SERVICES


def test_every_service_says_in_plain_words_what_it_is():
    for service in catalogue().services:
        assert 5 <= len(service.what.split()) <= 40, service.id
        assert service.what.endswith("."), service.id


def test_no_sentence_is_taken_from_a_source():
    for service in catalogue().services:
        assert known_runs().isdisjoint(runs(f"{service.title}. {service.what}")), service.id
