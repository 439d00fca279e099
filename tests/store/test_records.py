"""The record of an assessment holds what its printed page needs, and reading it leaves a trace."""

from datetime import timedelta

import pytest

from workbench.errors import UnknownName
from workbench.model.changes import Stop
from workbench.store import StoreDesk, agreements, settings, sittings
from workbench.store.records import record_of

from .conftest import DAY, begin


def test_the_day_agreed_on_any_page_of_the_sitting_is_the_next_meeting(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    first = begin(store, child)
    added = sittings.add_assessment(store, sittings.sitting_of(store, first).id, "child_needs")
    assert record_of(store, added).next_meeting is None
    StoreDesk(store).amend(first, Stop(rebook=DAY + timedelta(days=7)))
    assert record_of(store, added).next_meeting == DAY + timedelta(days=7)


def test_the_record_of_a_sitting_holds_what_its_page_prints(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "declined", on=DAY, person_id=mother.id)
    agreements.add_assent(store, child.id, "assessment", "given", on=DAY)
    settings.set_organisation(store, "Safe House")
    settings.set_contact(store, "police", "110")
    draft_id = begin(
        store,
        child,
        present=("interpreter", "child"),
        interpreter="vetted",
        interpreter_code="I-7",
        language="Albanian",
        communication="Hears better on the left.",
    )
    record = record_of(store, draft_id)
    assert record.child == child
    assert record.persons == (mother,)
    assert [held.person_id for held in record.responsibilities] == [mother.id]
    assert [consent.decision for consent in record.consents] == ["declined"]
    assert [assent.decision for assent in record.assents] == ["given"]
    assert [entry.what for entry in record.without_consent] == ["safety_screen"]
    assert record.sitting.present == ("child", "interpreter")
    assert (record.sitting.interpreter, record.sitting.interpreter_code) == ("vetted", "I-7")
    assert (record.practitioner, record.organisation, record.contacts) == ("AB", "Safe House", {"police": "110"})
    assert record.draft.revision == 0
    with pytest.raises(UnknownName):
        record_of(store, "nowhere")


def test_reading_a_record_is_audited(store, child, draft_id):
    record_of(store, draft_id)
    with store.reading() as connection:
        last = connection.exec_driver_sql("SELECT event, subject FROM audit ORDER BY number DESC").first()
    assert tuple(last) == ("record read", draft_id)


def test_a_family_that_cannot_be_read_takes_its_history_with_it_and_nothing_else(store, child, mother):
    draft = begin(store, child)
    assert record_of(store, draft).history is not None
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE families SET created_at = 'long ago'")
    record = record_of(store, draft)
    assert record.history is None and record.child.id == child.id
