"""Faulty catalogues are refused: file, service or item, what was found, what is allowed, what to do."""

import pytest

from workbench.offers.catalogue import shipped_text
from workbench.offers.check import check_catalogue

FIRST = 'id = "dentist"\ntitle = "Dentist"\nkind = "medical"'
NEEDS = 'needs = ["health_teeth"]\nages = ["3-5", "6-11", "12-17"]\nsource = "000 › Health issues and needs"'


def check(tmp_path, old: str, new: str) -> list[str]:
    text = shipped_text()
    assert old in text
    path = tmp_path / "catalogue.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [str(fault).removeprefix(f"{path}, ") for fault in check_catalogue(path)]


def test_the_shipped_catalogue_has_no_fault():
    assert check_catalogue() == []


FAULTS = {
    "unknown item": (
        NEEDS,
        NEEDS.replace("health_teeth", "health_teath"),
        "service dentist: found item 'health_teath'; allowed:",
        "Did you mean 'health_teeth'?",
    ),
    "item that is no need": (
        NEEDS,
        NEEDS.replace('["health_teeth"]', '["health_teeth", "strength_coping"]'),
        "service dentist: found item 'strength_coping'; allowed: items with action levels.",
        "Offers answer needs; take it out.",
    ),
    "no source": (
        NEEDS,
        NEEDS.replace("000 › Health issues and needs", ""),
        "service dentist: found no source; allowed: '000 › Heading' or 'practice: reason'.",
        "Say where",
    ),
    "unknown kind": (
        FIRST,
        FIRST.replace("medical", "medicals"),
        "service dentist: found kind 'medicals'; allowed: housing, medical,",
        "Did you mean 'medical'?",
    ),
    "unknown age": (
        NEEDS,
        NEEDS.replace("12-17", "12-18"),
        "service dentist: found age band '12-18'; allowed: 0-2, 3-5, 6-11, 12-17.",
        "Did you mean '12-17'?",
    ),
    "unknown group": (
        NEEDS,
        NEEDS.replace("source", 'groups = ["born_in"]\nsource'),
        "service dentist: found group 'born_in'; allowed: left_behind,",
        "Did you mean 'born_into'?",
    ),
    "unknown stage": (
        NEEDS,
        NEEDS.replace("source", 'stages = ["crises"]\nsource'),
        "service dentist: found stage 'crises'; allowed: crisis, transition, reintegration.",
        "Did you mean 'crisis'?",
    ),
    "level at which nothing is offered": (
        NEEDS,
        NEEDS.replace("source", "levels = [1, 2, 3]\nsource"),
        "service dentist: found level 1; allowed: 2, 3.",
        "Choose one of them.",
    ),
    "item asked only of others": (
        NEEDS,
        NEEDS.replace('"health_teeth"', '"health_teeth", "mind_baby_sleep"'),
        "service dentist: found item 'mind_baby_sleep', which is asked only of others; allowed: an age, group",
        "Widen the service",
    ),
    "id twice": (
        FIRST,
        FIRST.replace('"dentist"', '"clubs"'),
        "service clubs: found the id twice; allowed: each id once.",
        "Rename one",
    ),
    "nothing said": (
        NEEDS,
        NEEDS.replace('["health_teeth"]', "[]"),
        "service dentist: found nothing under 'needs'; allowed: at least one entry.",
        "Write it, or remove the service.",
    ),
    "unknown field": (
        FIRST,
        FIRST + '\nstage = "crisis"',
        "service dentist: found an unknown field 'stage'; allowed: id, title, kind,",
        "Did you mean 'stages'?",
    ),
    "unknown instrument": (
        'instrument = "child_needs"',
        'instrument = "child_need"',
        "instrument: found instrument 'child_need'; allowed: child_needs,",
        "Did you mean 'child_needs'?",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_place_and_remedy(tmp_path, fault):
    old, new, said, remedy = FAULTS[fault]
    told = check(tmp_path, old, new)
    assert any(said in sentence and remedy in sentence for sentence in told), told


def test_a_need_that_nothing_answers_is_told_with_the_contexts(tmp_path):
    told = check(tmp_path, '"birth_entry", ', "")
    assert told == [
        f"item birth_entry: found no service at level {level} for left_behind, 0-2, crisis and 59 more; "
        "allowed: one wherever the item can be asked. Widen a service that names it, or add one."
        for level in (2, 3)
    ]


def test_a_need_left_out_at_one_stage_is_told(tmp_path):
    told = check(tmp_path, 'needs = ["birth_entry"', 'stages = ["crisis", "transition"]\nneeds = ["birth_entry"')
    assert told[0].startswith("item birth_entry: found no service at level 2 for left_behind, 0-2, reintegration")
