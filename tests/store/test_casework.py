import re
from datetime import date, timedelta

import pytest

from workbench.errors import AnswerRefused, UnknownName
from workbench.model.casework import current_consent
from workbench.store import casework, pseudonyms
from workbench.store.casework import counting_consents

DAY = date(2026, 5, 31)


def test_a_drawn_code_cannot_be_misread_and_is_nobody_elses(store):
    family = casework.add_family(store)
    codes = [casework.add_child(store, family.id).code for _ in range(40)] + [family.code]
    assert len(set(codes)) == 41
    assert all(re.fullmatch("[ACDEFHJKMNPRTVWXY]-[2-9]{3}", code) for code in codes)
    assert [child.code for child in casework.children(store)] == sorted(codes[:-1])


def test_codes_grow_when_the_short_ones_are_taken(store, monkeypatch):
    monkeypatch.setattr(pseudonyms, "DIGITS", "2")
    family = casework.add_family(store)
    codes = {casework.add_child(store, family.id).code for _ in range(len(pseudonyms.LETTERS) + 3)}
    assert {len(code) for code in codes} >= {5, 6}


def test_an_own_code_is_taken_when_it_is_free_and_looks_like_one(store):
    family = casework.add_family(store)
    assert casework.add_child(store, family.id, code=" kl-0042").code == "KL-0042"
    for refused in ("KL-0042", family.code, "Maria", "K214", "KLMN-22", "K-214; --"):
        with pytest.raises(AnswerRefused):
            casework.add_child(store, family.id, code=refused)
    assert len(casework.children(store)) == 1


def test_a_child_is_found_by_code_or_id(store, child):
    assert casework.child(store, child.code.lower()) == casework.child(store, child.id) == child
    for nobody in ("K-000", "", "' OR 1=1 --"):
        with pytest.raises(UnknownName):
            casework.child(store, nobody)


@pytest.mark.parametrize(
    "field",
    [{"born": "17"}, {"born": "2017-13"}, {"born": "2017-04-01"}, {"age_band": "7"}, {"group": "other"}],
)
def test_a_field_of_another_form_is_refused(store, child, field):
    with pytest.raises(AnswerRefused):
        casework.add_child(store, child.family_id, **field)


def test_the_family_of_a_child_is_found_with_adults_and_siblings(store, child, mother):
    sibling = casework.add_child(store, child.family_id, age_band="3-5")
    family, persons, children = casework.family_of(store, child.code)
    assert family.id == child.family_id
    assert persons == [mother]
    assert {one.id for one in children} == {child.id, sibling.id}


@pytest.mark.parametrize("family_id", ["", "nowhere"])
def test_nothing_is_added_to_a_family_that_is_not_there(store, family_id):
    with pytest.raises(UnknownName):
        casework.add_child(store, family_id)
    with pytest.raises(UnknownName):
        casework.add_person(store, family_id, "mother")
    assert casework.children(store) == []


def test_consent_is_taken_from_who_holds_parental_responsibility_that_day(store, child, mother):
    given = casework.add_consent(
        store, child.id, "assessment", "given", on=DAY, person_id=mother.id, limits_explained=True
    )
    assert casework.consents(store, child.id) == [given]
    aunt = casework.add_person(store, child.family_id, "aunt_or_uncle")
    with pytest.raises(AnswerRefused, match="responsibility"):
        casework.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=aunt.id)
    casework.add_responsibility(store, child.id, aunt.id, "court_order", since=DAY, until=DAY + timedelta(days=30))
    casework.add_consent(store, child.id, "research", "declined", on=DAY, person_id=aunt.id)
    for outside in (DAY - timedelta(days=1), DAY + timedelta(days=31)):
        with pytest.raises(AnswerRefused):
            casework.add_consent(store, child.id, "sharing", "given", on=outside, person_id=aunt.id)
    assert len(casework.consents(store, child.id)) == 2


def test_a_person_of_concern_neither_consents_nor_is_told(store, child):
    father = casework.add_person(store, child.family_id, "father", of_concern=True)
    casework.add_responsibility(store, child.id, father.id, "by_birth")
    for decision in ("given", "declined", "withdrawn", "cannot_be_sought"):
        with pytest.raises(AnswerRefused, match="neither consents nor is told"):
            casework.add_consent(
                store, child.id, "assessment", decision, on=DAY, person_id=father.id, reason="He was away."
            )
    assert casework.consents(store, child.id) == []


def test_what_a_person_decided_does_not_count_while_of_concern(store, child, mother):
    casework.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    casework.set_of_concern(store, mother.id, True)
    with store.reading() as connection:
        assert counting_consents(connection, child.id) == []
    assert len(casework.consents(store, child.id)) == 1
    casework.set_of_concern(store, mother.id, False)
    with store.reading() as connection:
        assert len(counting_consents(connection, child.id)) == 1


def test_where_consent_cannot_be_sought_the_reason_is_needed(store, child):
    with pytest.raises(AnswerRefused, match="reason"):
        casework.add_consent(store, child.id, "assessment", "cannot_be_sought", on=DAY, reason="  ")
    casework.add_consent(store, child.id, "assessment", "cannot_be_sought", on=DAY, reason="Both parents are away.")
    with pytest.raises(AnswerRefused, match="person"):
        casework.add_consent(store, child.id, "assessment", "given", on=DAY)
    with pytest.raises(AnswerRefused, match="reason"):
        casework.add_assent(store, child.id, "assessment", "cannot_be_sought", on=DAY)


def test_a_withdrawal_counts_also_when_the_clock_was_set_back(store, child, mother, clock):
    casework.add_consent(store, child.id, "research", "given", on=DAY, person_id=mother.id)
    clock.time -= timedelta(days=3)
    casework.add_consent(store, child.id, "research", "withdrawn", on=DAY, person_id=mother.id)
    assert current_consent(casework.consents(store, child.id), "research").decision == "withdrawn"


def test_responsibility_stays_within_the_family_and_ends_after_it_begins(store, child, mother):
    stranger = casework.add_person(store, casework.add_family(store).id, "mother")
    with pytest.raises(AnswerRefused, match="another family"):
        casework.add_responsibility(store, child.id, stranger.id, "by_birth")
    with pytest.raises(AnswerRefused, match="ends before"):
        casework.add_responsibility(store, child.id, mother.id, "by_law", since=DAY, until=DAY - timedelta(days=1))
    with pytest.raises(UnknownName):
        casework.add_responsibility(store, child.id, "nobody", "by_birth")
    assert [held.person_id for held in casework.responsibilities(store, child.id)] == [mother.id]


def test_assent_and_what_did_not_wait_are_kept(store, child):
    assent = casework.add_assent(store, child.id, "assessment", "declined", on=DAY, limits_explained=True)
    urgent = casework.add_without_consent(store, child.id, "urgent_care", "High fever.", "AB")
    assert casework.assents(store, child.id) == [assent]
    assert casework.without_consent(store, child.id) == [urgent]
    with pytest.raises(AnswerRefused):
        casework.add_without_consent(store, child.id, "urgent_care", "", "AB")
    with pytest.raises(AnswerRefused):
        casework.add_without_consent(store, child.id, "curiosity", "So.", "AB")


def test_a_label_is_short_and_a_role_is_on_the_list(store, child):
    with pytest.raises(AnswerRefused):
        casework.add_person(store, child.family_id, "neighbour")
    with pytest.raises(AnswerRefused):
        casework.add_person(store, child.family_id, "mother", "a label as long as a whole name")
