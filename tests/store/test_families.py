"""Families in lists, and what becomes known about a child later."""

from datetime import date, timedelta

import pytest

from workbench.errors import AnswerRefused, UnknownName
from workbench.store import Store, casework, families, sittings

TODAY = date(2026, 5, 31)


def test_the_newest_family_comes_first(store: Store) -> None:
    before = families.families(store)
    added = [casework.add_family(store) for _ in range(3)]
    assert families.families(store) == added[::-1] + before


def test_a_family_is_its_adults_and_its_children(store: Store) -> None:
    family, other = casework.add_family(store), casework.add_family(store)
    person = casework.add_person(store, family.id, "mother")
    child = casework.add_child(store, family.id, born="2017")
    casework.add_child(store, other.id)
    assert families.family(store, family.id) == (family, [person], [child])
    with pytest.raises(UnknownName):
        families.family(store, child.id)


def test_what_becomes_known_replaces_what_was(store: Store) -> None:
    child = casework.add_child(store, casework.add_family(store).id, age_band="3-5")
    known = families.describe_child(store, child.id, born="2021-04", age_band=None, group="born_into")
    assert known == casework.child(store, child.id)
    assert (known.born, known.age_band, known.group, known.code) == ("2021-04", None, "born_into", child.code)


@pytest.mark.parametrize("wrong", [{"born": "soon"}, {"age_band": "40-50"}, {"group": "other"}])
def test_what_is_not_of_its_form_changes_nothing(store: Store, wrong: dict) -> None:
    child = casework.add_child(store, casework.add_family(store).id, born="2017")
    with pytest.raises(AnswerRefused):
        families.describe_child(store, child.id, **{"born": None, "age_band": None, "group": None} | wrong)
    assert casework.child(store, child.id) == child


def test_the_last_sitting_is_the_latest_day(store: Store) -> None:
    child, unseen = (casework.add_child(store, casework.add_family(store).id) for _ in range(2))
    for days in (5, 1, 9):
        on = TODAY - timedelta(days=days)
        sittings.start_sitting(store, child.id, on=on, present=(), reason="first look", decided_by="A")
    last = families.last_sittings(store)
    assert last[child.id] == TODAY - timedelta(days=1) and unseen.id not in last
