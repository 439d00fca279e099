"""Agreement is asked at every change: what was withdrawn, declined or never given can be read and no more."""

import pytest
from sqlalchemy import select

from workbench.errors import ConsentMissing
from workbench.model import changes
from workbench.model.notes import Note
from workbench.model.vocabulary import NonAnswer
from workbench.store import Store, StoreDesk, agreements, families, schema, sittings
from workbench.store.handing import hand_over
from workbench.store.sittings import open_drafts

from .conftest import DAY, begin

ITEM = "danger_now"
ANSWERING = (
    changes.Answer(item=ITEM, value="no"),
    changes.NoAnswer(item=ITEM, reason=NonAnswer.UNKNOWN),
    changes.Clear(item=ITEM),
    changes.Said(statement="s1", item=ITEM, informant="child", words="I am fine."),
    changes.Unsaid(statement="s1"),
    changes.Resume(),
)
GOES_ON = (
    changes.NoteWords(item=ITEM, words="Looked at the door."),
    changes.AskAgain(item=ITEM, on=DAY),
    changes.CloseNote(item=ITEM, action="Called", at="14:00"),
    changes.ReopenNote(item=ITEM),
    changes.Stop(left="calm"),
    changes.NextMeeting(rebook=DAY),
)


def decide(store: Store, child, mother, decision: str) -> None:
    agreements.add_consent(store, child.id, "assessment", decision, on=DAY, person_id=mother.id, limits_explained=True)


def events(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(select(schema.audit.c.event).order_by(schema.audit.c.number)))


@pytest.fixture
def needs(store, child, mother) -> str:
    """An assessment that waits for agreement, begun with it, with a note that stands open."""
    decide(store, child, mother, "given")
    draft = begin(store, child, instrument="child_needs")
    StoreDesk(store).amend(draft, changes.Answer(item="go_on", value="ask"))
    StoreDesk(store).amend(draft, changes.Answer(item=ITEM, value="yes"))
    return draft


@pytest.mark.parametrize("decision", ["withdrawn", "declined"])
@pytest.mark.parametrize("change", ANSWERING, ids=lambda change: type(change).__name__)
def test_an_answer_without_agreement_is_refused_and_audited_and_changes_nothing(
    store, child, mother, needs, decision, change
):
    decide(store, child, mother, decision)
    desk = StoreDesk(store)
    before = desk.open(needs, "tab")
    assert decision in before.withheld and "can be read" in before.withheld
    envelope = changes.Envelope(draft=needs, tab="tab", id="late", base=before.draft.revision, change=change)
    for attempt in (lambda: desk.record(envelope), lambda: desk.amend(needs, change)):
        with pytest.raises(ConsentMissing, match=decision):
            attempt()
        assert events(store)[-1] == "refused without agreement"
    assert desk.open(needs, "tab") == before


def test_notes_the_end_of_a_sitting_and_the_next_meeting_never_wait(store, child, mother, needs):
    decide(store, child, mother, "withdrawn")
    for change in GOES_ON:
        StoreDesk(store).amend(needs, change)
    kept = StoreDesk(store).open(needs, "tab").draft
    assert isinstance(kept.notes[ITEM], Note) and kept.notes[ITEM].action == "Called"
    assert (kept.left, kept.rebook) == ("calm", DAY)


def test_the_safety_screen_and_what_does_not_wait_go_on(store, child, mother, needs):
    decide(store, child, mother, "withdrawn")
    screen = begin(store, child)
    assert StoreDesk(store).open(screen, "tab").withheld == ""
    StoreDesk(store).amend(screen, changes.Answer(item="go_on", value="ask"))
    for what in ("urgent_care", "report"):
        agreements.add_without_consent(store, child.id, what, "High fever.", "AB")
    with pytest.raises(ConsentMissing):
        begin(store, child, instrument="child_needs")
    with pytest.raises(ConsentMissing):
        sittings.add_assessment(store, sittings.sitting_of(store, screen).id, "child_voice")
    with pytest.raises(ConsentMissing):
        hand_over(store, needs)


def test_what_may_not_go_on_is_not_offered_to_continue(store, child, mother, needs):
    assert [begun.draft_id for begun in open_drafts(store)] == [needs]
    decide(store, child, mother, "withdrawn")
    assert open_drafts(store) == []
    decide(store, child, mother, "given")
    assert [begun.draft_id for begun in open_drafts(store)] == [needs]
    assert StoreDesk(store).open(needs, "tab").withheld == ""
    families.set_of_concern(store, mother.id, True)
    assert open_drafts(store) == [], "what a person of concern has agreed to does not count"
