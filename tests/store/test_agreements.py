"""Who may decide for a child, and which decision counts."""

from datetime import date, timedelta

import pytest

from workbench.errors import AnswerRefused, UnknownName
from workbench.model.casework import current_consent
from workbench.store import agreements, families
from workbench.store.agreements import counting_consents

DAY = date(2026, 5, 31)


def test_consent_is_taken_from_who_holds_parental_responsibility_that_day(store, child, mother):
    given = agreements.add_consent(
        store, child.id, "assessment", "given", on=DAY, person_id=mother.id, limits_explained=True
    )
    assert agreements.consents(store, child.id) == [given]
    aunt = families.add_person(store, child.family_id, "aunt_or_uncle")
    with pytest.raises(AnswerRefused, match="responsibility"):
        agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=aunt.id)
    agreements.add_responsibility(store, child.id, aunt.id, "court_order", since=DAY, until=DAY + timedelta(days=30))
    agreements.add_consent(store, child.id, "research", "declined", on=DAY, person_id=aunt.id)
    for outside in (DAY - timedelta(days=1), DAY + timedelta(days=31)):
        with pytest.raises(AnswerRefused):
            agreements.add_consent(store, child.id, "sharing", "given", on=outside, person_id=aunt.id)
    assert len(agreements.consents(store, child.id)) == 2


def test_a_person_of_concern_neither_consents_nor_is_told(store, child):
    father = families.add_person(store, child.family_id, "father", of_concern=True)
    agreements.add_responsibility(store, child.id, father.id, "by_birth")
    for decision in ("given", "declined", "withdrawn", "cannot_be_sought"):
        with pytest.raises(AnswerRefused, match="neither consents nor is told"):
            agreements.add_consent(
                store, child.id, "assessment", decision, on=DAY, person_id=father.id, reason="He was away."
            )
    assert agreements.consents(store, child.id) == []


def test_what_a_person_decided_does_not_count_while_of_concern(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    families.set_of_concern(store, mother.id, True)
    with store.reading() as connection:
        assert counting_consents(connection, child.id) == []
    assert len(agreements.consents(store, child.id)) == 1
    families.set_of_concern(store, mother.id, False)
    with store.reading() as connection:
        assert len(counting_consents(connection, child.id)) == 1


def test_where_consent_cannot_be_sought_the_reason_is_needed(store, child):
    with pytest.raises(AnswerRefused, match="reason"):
        agreements.add_consent(store, child.id, "assessment", "cannot_be_sought", on=DAY, reason="  ")
    agreements.add_consent(store, child.id, "assessment", "cannot_be_sought", on=DAY, reason="Both parents are away.")
    with pytest.raises(AnswerRefused, match="person"):
        agreements.add_consent(store, child.id, "assessment", "given", on=DAY)
    with pytest.raises(AnswerRefused, match="reason"):
        agreements.add_assent(store, child.id, "assessment", "cannot_be_sought", on=DAY)


def test_a_withdrawal_counts_also_when_the_clock_was_set_back(store, child, mother, clock):
    agreements.add_consent(store, child.id, "research", "given", on=DAY, person_id=mother.id)
    clock.time -= timedelta(days=3)
    agreements.add_consent(store, child.id, "research", "withdrawn", on=DAY, person_id=mother.id)
    assert current_consent(agreements.consents(store, child.id), "research").decision == "withdrawn"


def test_responsibility_stays_within_the_family_and_ends_after_it_begins(store, child, mother):
    stranger = families.add_person(store, families.add_family(store).id, "mother")
    with pytest.raises(AnswerRefused, match="another family"):
        agreements.add_responsibility(store, child.id, stranger.id, "by_birth")
    with pytest.raises(AnswerRefused, match="ends before"):
        agreements.add_responsibility(store, child.id, mother.id, "by_law", since=DAY, until=DAY - timedelta(days=1))
    with pytest.raises(UnknownName):
        agreements.add_responsibility(store, child.id, "nobody", "by_birth")
    assert [held.person_id for held in agreements.responsibilities(store, child.id)] == [mother.id]


def test_assent_and_what_did_not_wait_are_kept(store, child):
    assent = agreements.add_assent(store, child.id, "assessment", "declined", on=DAY, limits_explained=True)
    urgent = agreements.add_without_consent(store, child.id, "urgent_care", "High fever.", "AB")
    assert agreements.assents(store, child.id) == [assent]
    assert agreements.without_consent(store, child.id) == [urgent]
    with pytest.raises(AnswerRefused):
        agreements.add_without_consent(store, child.id, "urgent_care", "", "AB")
    with pytest.raises(AnswerRefused):
        agreements.add_without_consent(store, child.id, "curiosity", "So.", "AB")
