from datetime import timedelta

import pytest

from workbench.errors import AnswerRefused, ConsentMissing, UnknownName
from workbench.model.changes import Envelope, Resume, Stop
from workbench.store import StoreDesk, agreements, families, sittings
from workbench.store.records import record_of

from .conftest import DAY, begin


def rows(store, table: str) -> int:
    with store.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_the_safety_screen_does_not_wait_but_reason_and_name_are_kept(store, child):
    begin(store, child)
    (entry,) = agreements.without_consent(store, child.id)
    assert (entry.what, entry.reason, entry.decided_by) == ("safety_screen", "Nobody could be asked.", "AB")


@pytest.mark.parametrize("missing", [{"reason": ""}, {"decided_by": " "}])
def test_without_consent_reason_and_name_are_needed_and_nothing_half_is_left(store, child, missing):
    with pytest.raises(AnswerRefused):
        begin(store, child, **missing)
    assert [rows(store, table) for table in ("sittings", "assessments", "without_consent")] == [0, 0, 0]


def test_with_consent_no_reason_is_kept(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    begin(store, child, reason="", decided_by="")
    assert agreements.without_consent(store, child.id) == []


def test_every_other_instrument_waits_for_consent(store, child, mother):
    with pytest.raises(ConsentMissing):
        begin(store, child, instrument="child_needs")
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    assert begin(store, child, instrument="child_needs")
    agreements.add_consent(store, child.id, "assessment", "withdrawn", on=DAY + timedelta(days=1), person_id=mother.id)
    with pytest.raises(ConsentMissing):
        begin(store, child, instrument="child_needs")
    assert begin(store, child)


def test_another_assessment_joins_the_sitting_with_its_people_and_its_stage(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    first = begin(store, child, present=("child", "carer"), language="Albanian", stage="transition")
    sitting = sittings.sitting_of(store, first)
    added = sittings.add_assessment(store, sitting.id, "child_needs")
    record = record_of(store, added)
    assert record.sitting == sitting == sittings.sitting_of(store, added)
    assert record.draft.answers.context == record_of(store, first).draft.answers.context
    assert record.draft.answers.context.stage == "transition"
    assert {entry.sitting_id for entry in sittings.sittings_of(store, child.id)} == {sitting.id}
    assert rows(store, "sittings") == 1


def test_an_assessment_is_begun_once_in_a_sitting_however_often_it_is_asked_for(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    sitting = sittings.sitting_of(store, begin(store, child))
    first = sittings.add_assessment(store, sitting.id, "child_needs")
    assert sittings.add_assessment(store, sitting.id, "child_needs") == first
    assert rows(store, "assessments") == 2


def test_what_is_added_waits_for_consent_too_but_the_safety_screen_never_does(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    sitting = sittings.sitting_of(store, begin(store, child, instrument="child_voice"))
    agreements.add_consent(store, child.id, "assessment", "withdrawn", on=DAY, person_id=mother.id)
    with pytest.raises(ConsentMissing):
        sittings.add_assessment(store, sitting.id, "child_needs")
    with pytest.raises(AnswerRefused):
        sittings.add_assessment(store, sitting.id, "safety_screen")
    assert rows(store, "assessments") == 1
    assert sittings.add_assessment(store, sitting.id, "safety_screen", reason="He asked to talk.", decided_by="AB")
    with pytest.raises(UnknownName):
        sittings.add_assessment(store, "nowhere", "safety_screen", reason="x", decided_by="AB")


def test_a_sitting_offers_what_it_does_not_hold_yet(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    draft = begin(store, child)
    sitting = sittings.sitting_of(store, draft)
    assert [name for name, _ in sittings.offered(store, sitting.id)] == ["child_needs", "child_voice"]
    sittings.add_assessment(store, sitting.id, "child_needs")
    assert [name for name, _ in sittings.offered(store, sitting.id)] == ["child_voice"]
    assert [name for name, _ in StoreDesk(store).open(draft, "tab").onward] == ["child_voice"]


def test_consent_of_a_person_now_of_concern_does_not_carry_an_assessment(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    families.set_of_concern(store, mother.id, True)
    with pytest.raises(ConsentMissing):
        begin(store, child, instrument="child_needs")


@pytest.mark.parametrize(
    "field",
    [
        {"present": ("child", "stranger_danger")},
        {"interpreter": "cousin"},
        {"language": "x" * 81},
        {"stage": "after"},
    ],
)
def test_a_field_of_another_form_is_refused_and_leaves_nothing(store, child, field):
    with pytest.raises(AnswerRefused):
        begin(store, child, **field)
    assert [rows(store, table) for table in ("sittings", "assessments", "without_consent")] == [0, 0, 0]


def test_continue_offers_what_was_not_stopped_last_saved_first(store, child):
    first, second = begin(store, child), begin(store, child)
    desk = StoreDesk(store)
    saved = desk.amend(first, Resume()).saved_at
    assert [entry.draft_id for entry in sittings.open_drafts(store)] == [first, second]
    assert sittings.open_drafts(store)[0].saved_at == saved
    desk.amend(first, Stop(left="Calm.", rebook=DAY + timedelta(days=7)))
    assert [entry.draft_id for entry in sittings.open_drafts(store)] == [second]
    stopped = {entry.draft_id: entry for entry in sittings.sittings_of(store, child.code)}[first]
    assert stopped.rebook == DAY + timedelta(days=7)
    assert stopped.stopped_at is not None


def test_a_sitting_is_taken_up_again_after_the_store_was_closed(store, child, draft_id, reopen):
    desk = StoreDesk(store)
    desk.open(draft_id, "tab")
    desk.record(Envelope(draft=draft_id, tab="tab", id="c", base=0, change=Stop(left="Tired.")))
    with reopen() as again:
        desk = StoreDesk(again)
        assert desk.open(draft_id, "tab-2").draft.left == "Tired."
        desk.record(Envelope(draft=draft_id, tab="tab-2", id="d", base=1, change=Resume()))
        assert [entry.draft_id for entry in sittings.open_drafts(again)] == [draft_id]
