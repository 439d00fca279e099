"""Families, their adults and their children: pseudonyms, lists, and what becomes known later."""

import re
from datetime import date, timedelta

import pytest

from store.earlier.placing import take_back
from workbench.errors import AnswerRefused, UnknownName
from workbench.store import Store, families, pseudonyms, sittings
from workbench.store.earlier import earlier_of

TODAY = date(2026, 5, 31)


def test_a_drawn_code_cannot_be_misread_and_is_nobody_elses(store):
    family = families.add_family(store)
    codes = [families.add_child(store, family.id).code for _ in range(40)] + [family.code]
    assert len(set(codes)) == 41
    assert all(re.fullmatch("[ACDEFHJKMNPRTVWXY]-[2-9]{3}", code) for code in codes)
    assert [child.code for child in families.children(store)] == sorted(codes[:-1])


def test_codes_grow_when_the_short_ones_are_taken(store, monkeypatch):
    monkeypatch.setattr(pseudonyms, "DIGITS", "2")
    family = families.add_family(store)
    codes = {families.add_child(store, family.id).code for _ in range(len(pseudonyms.LETTERS) + 3)}
    assert {len(code) for code in codes} >= {5, 6}


def test_an_own_code_is_taken_when_it_is_free_and_looks_like_one(store):
    family = families.add_family(store)
    assert families.add_child(store, family.id, code=" kl-0042").code == "KL-0042"
    for refused in ("KL-0042", family.code, "Maria", "K214", "KLMN-22", "K-214; --"):
        with pytest.raises(AnswerRefused):
            families.add_child(store, family.id, code=refused)
    assert len(families.children(store)) == 1


def test_a_child_is_found_by_code_or_id(store, child):
    assert families.child(store, child.code.lower()) == families.child(store, child.id) == child
    for nobody in ("K-000", "", "' OR 1=1 --"):
        with pytest.raises(UnknownName):
            families.child(store, nobody)


@pytest.mark.parametrize(
    "field",
    [{"born": "17"}, {"born": "2017-13"}, {"born": "2017-04-01"}, {"age_band": "7"}, {"group": "orphan"}, {"sex": "x"}],
)
def test_a_field_of_another_form_is_refused(store, child, field):
    with pytest.raises(AnswerRefused):
        families.add_child(store, child.family_id, **field)


def test_the_family_of_a_child_is_found_with_adults_and_siblings(store, child, mother):
    sibling = families.add_child(store, child.family_id, age_band="3-5")
    family, persons, children = families.family_of(store, child.code)
    assert family.id == child.family_id
    assert persons == [mother]
    assert {one.id for one in children} == {child.id, sibling.id}


@pytest.mark.parametrize("family_id", ["", "nowhere"])
def test_nothing_is_added_to_a_family_that_is_not_there(store, family_id):
    with pytest.raises(UnknownName):
        families.add_child(store, family_id)
    with pytest.raises(UnknownName):
        families.add_person(store, family_id, "mother")
    assert families.children(store) == []


def test_a_label_is_short_and_a_role_is_on_the_list(store, child):
    with pytest.raises(AnswerRefused):
        families.add_person(store, child.family_id, "neighbour")
    with pytest.raises(AnswerRefused):
        families.add_person(store, child.family_id, "mother", "a label as long as a whole name")


def test_the_newest_family_comes_first(store: Store) -> None:
    before = families.families(store)
    added = [families.add_family(store) for _ in range(3)]
    assert families.families(store) == added[::-1] + before


def test_a_family_is_its_adults_and_its_children(store: Store) -> None:
    family, other = families.add_family(store), families.add_family(store)
    person = families.add_person(store, family.id, "mother")
    child = families.add_child(store, family.id, born="2017")
    families.add_child(store, other.id)
    assert families.family(store, family.id) == (family, [person], [child])
    with pytest.raises(UnknownName):
        families.family(store, child.id)


def test_what_becomes_known_replaces_what_was(store: Store) -> None:
    child = families.add_child(store, families.add_family(store).id, age_band="3-5")
    with pytest.raises(AnswerRefused, match="would empty what is on file"):
        families.describe_child(store, child.id, born="2021-04", age_band=None, group="born_into")
    known = families.describe_child(store, child.id, born="2021-04", clear=["age_band"], group="born_into")
    assert known == families.child(store, child.id)
    assert (known.born, known.age_band, known.group, known.code) == ("2021-04", None, "born_into", child.code)
    assert families.describe_child(store, child.id) == known, "what is left out stays"
    families.describe_child(store, child.id, group="born_after")
    with store.reading() as connection:
        kept = [(field, value) for field, value, _ in earlier_of(connection, child.id)]
    assert kept == [("age_band", "3-5"), ("age_band_on", TODAY.isoformat()), ("group", "born_into")]


@pytest.mark.parametrize("wrong", [{"born": "soon"}, {"age_band": "40-50"}, {"group": "orphan"}, {"sex": "x"}])
def test_what_is_not_of_its_form_changes_nothing(store: Store, wrong: dict) -> None:
    child = families.add_child(store, families.add_family(store).id, born="2017")
    with pytest.raises(AnswerRefused):
        families.describe_child(store, child.id, **wrong)
    assert families.child(store, child.id) == child


def test_the_last_sitting_is_the_latest_day(store: Store) -> None:
    child, unseen = (families.add_child(store, families.add_family(store).id) for _ in range(2))
    for days in (5, 1, 9):
        on = TODAY - timedelta(days=days)
        sittings.start_sitting(store, child.id, on=on, present=(), reason="first look", decided_by="A")
    last = families.last_sittings(store)
    assert last[child.id] == TODAY - timedelta(days=1) and unseen.id not in last


def test_adults_of_one_role_are_told_apart(store):
    family = families.add_family(store)
    labels = lambda: [(p.role, p.label) for p in families.family(store, family.id)[1]]
    families.add_person(store, family.id, "mother")
    families.add_person(store, family.id, "father")
    assert labels() == [("father", ""), ("mother", "")]
    second = families.add_person(store, family.id, "mother")
    assert second.label == "B" and ("mother", "A") in labels()
    families.add_person(store, family.id, "mother", "D")
    assert families.add_person(store, family.id, "mother").label == "C"
    assert families.add_person(store, families.add_family(store).id, "mother").label == ""
    for taken in ("b", " B "):
        with pytest.raises(AnswerRefused, match=r"Mother . already; choose another letter"):
            families.add_person(store, family.id, "mother", taken)
    assert len(labels()) == 5


def test_a_letter_of_the_first_is_kept_free_for_it(store):
    family = families.add_family(store)
    families.add_person(store, family.id, "grandparent")
    families.add_person(store, family.id, "grandparent", "A")
    assert {p.label for p in families.family(store, family.id)[1]} == {"A", "B"}


def test_adults_who_were_not_told_apart_get_letters_in_the_order_in_which_they_came(store, reopen):
    family = families.add_family(store)
    added = [families.add_person(store, family.id, role) for role in ("mother", "father", "mother", "mother")]
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE persons SET label = ''")
        connection.exec_driver_sql("UPDATE persons SET label = 'B' WHERE id = ?", (added[0].id,))
        take_back(connection, "0003")
    with reopen() as again:
        labels = {p.id: p.label for p in families.family(again, family.id)[1]}
    assert [labels[person.id] for person in added] == ["B", "", "A", "C"]
