"""Notes and meetings over all children stand until they are dealt with; counted alike everywhere."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from workbench.errors import AnswerRefused
from workbench.library.loading import instrument
from workbench.model.changes import Answer, AskAgain, CloseNote, NextMeeting, NoAnswer, Stop
from workbench.model.notes import Standing
from workbench.model.scales import rates_action
from workbench.model.vocabulary import NonAnswer
from workbench.store import Store, StoreDesk, agreements, desk, families, schema
from workbench.store.notes import closed_notes, meetings, open_notes, standing, standing_in
from workbench.store.rules import by_newer_rules
from workbench.store.settings import put
from workbench.store.sittings import add_assessment, sitting_of
from workbench.store.verify import verify

from .conftest import DAY, begin


def test_open_notes_stand_over_all_children_until_closed_in_words(store, child):
    form = store.forms("safety_screen", None)
    point = next(item for item in form.items if item.critical and not item.show_if)
    other = families.add_child(store, families.add_family(store).id, age_band="6-11")
    desk, here, there = StoreDesk(store), begin(store, child), begin(store, other)
    desk.amend(here, NoAnswer(item=point.id, reason=NonAnswer.UNSAFE))
    value = point.critical.when[0]
    desk.amend(there, Answer(item=point.id, value=value))
    assert [(note.code, note.item, note.kind) for note in open_notes(store)] == [
        (other.code, point.id, "critical"),
        (child.code, point.id, "open"),
    ]
    desk.amend(here, AskAgain(item=point.id, on=DAY + timedelta(days=3)))
    assert open_notes(store)[1].ask_again == DAY + timedelta(days=3)
    with pytest.raises(AnswerRefused):
        desk.amend(there, CloseNote(item=point.id))
    desk.amend(there, CloseNote(item=point.id, action="Called.", at="09:40", agency="Police", reference="7"))
    assert [note.item for note in open_notes(store)] == [point.id]
    ((draft, name, version, note),) = closed_notes(store, other.id)
    assert (draft, name, version) == (there, "safety_screen", "1.0") and note.action == "Called."


def test_points_of_one_advice_are_one_note(store):
    child = families.add_child(store, families.add_family(store).id, born="2012-01", group="left_behind")
    draft, desk = begin(store, child), StoreDesk(store)
    desk.amend(draft, Answer(item="go_on", value="ask"))
    for item in ("distress_seen", "near_the_child"):
        desk.amend(draft, Answer(item=item, value=store.forms("safety_screen", None).item(item).critical.when[0]))
    points = open_notes(store)
    assert [point.advice for point in points] == ["stay_close", "stay_close"]
    assert standing(points) == Standing(act=1)
    with store.reading() as connection:
        assert standing_in(connection, store.forms, child.id) == standing(points)


def agreed(store: Store, child, **given) -> str:
    draft = begin(store, child, **given)
    StoreDesk(store).amend(draft, Stop(rebook=DAY))
    return draft


def test_a_meeting_stands_until_one_has_met(store, child):
    draft = agreed(store, child, on=DAY - timedelta(days=7))
    assert [(met.child_id, met.code, met.draft_id, met.on) for met in meetings(store)] == [
        (child.id, child.code, draft, DAY)
    ]
    begin(store, child, on=DAY - timedelta(days=1))
    assert len(meetings(store)) == 1, "an earlier meeting is not the one agreed"
    begin(store, child, on=DAY)
    assert meetings(store) == []


def test_a_meeting_of_the_same_day_is_another_meeting(store, child):
    agreed(store, child, on=DAY)
    assert [met.on for met in meetings(store)] == [DAY]
    begin(store, child, on=DAY)
    assert meetings(store) == []


def test_another_day_can_be_agreed_on_or_none(store, child):
    draft, desk = agreed(store, child), StoreDesk(store)
    desk.amend(draft, NextMeeting(rebook=DAY + timedelta(days=2)))
    assert [met.on for met in meetings(store)] == [DAY + timedelta(days=2)]
    with pytest.raises(AnswerRefused, match="would empty"):
        desk.amend(draft, NextMeeting(rebook=None))
    desk.amend(draft, NextMeeting(clear=("rebook",)))
    assert meetings(store) == []


def test_a_store_of_before_gets_the_notes_that_were_missing_once(store, child, mother):
    store.forms = instrument
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    draft, desk = begin(store, child, instrument="child_needs"), StoreDesk(store)
    answers = desk.open(draft, "tab").draft.answers
    plain = next(
        i.id for i in answers.shown() if i.critical is None and rates_action(answers.form.responses[i.responses])
    )
    desk.amend(draft, Answer(item=plain, value=3))
    assert [note.item for note in open_notes(store)] == [plain]
    with store.writing() as connection:
        connection.execute(delete(schema.notes))
        connection.execute(update(schema.settings).where(schema.settings.c.name == "rules.notes").values(value="1"))
    assert verify(store) != []
    with store.writing() as connection:
        by_newer_rules(connection, store.forms, store.clock)
    assert [note.item for note in open_notes(store)] == [plain]
    assert verify(store) == []
    with store.writing() as connection:
        connection.execute(delete(schema.notes))
        by_newer_rules(connection, store.forms, store.clock)
    assert open_notes(store) == [], "what is taken away later is for `verify` to find"
    assert verify(store) != []


def by_older_rules(store: Store, monkeypatch, rules: int, draft: str, *made) -> None:
    """Amend as the workbench did while it had older rules, in a store that says so."""
    apply = desk.apply
    with monkeypatch.context() as then:
        then.setattr(desk, "apply", lambda *given: apply(*given, rules=rules))
        for change in made:
            StoreDesk(store).amend(draft, change)
    with store.writing() as connection:
        put(connection, "rules.notes", str(rules))


def test_what_was_closed_under_older_rules_stands_open_where_another_reason_came_since(
    store, child, monkeypatch, reopen
):
    draft, other = begin(store, child), begin(store, child)
    item = next(i.id for i in store.forms("safety_screen", None).items if i.critical and not i.show_if)
    changes = (
        NoAnswer(item=item, reason=NonAnswer.UNKNOWN),
        CloseNote(item=item, action="Asked.", at="9"),
        NoAnswer(item=item, reason=NonAnswer.UNSAFE),
    )
    by_older_rules(store, monkeypatch, 2, draft, *changes)
    by_older_rules(store, monkeypatch, 2, other, *changes)
    with store.writing() as connection:
        mine = (schema.notes.c.assessment_id == other, schema.notes.c.item == item)
        connection.execute(update(schema.notes).where(*mine).values(words="written past the journal"))
    assert open_notes(store) == [] and len(verify(store)) == 2
    store = reopen()
    assert [(note.draft_id, note.item, note.kind) for note in open_notes(store)] == [(draft, item, "open")]
    assert [finding for finding in verify(store) if draft in finding] == []
    assert [finding for finding in verify(store) if other in finding], "what no rule has written is left to be named"
    store.close()


def test_of_two_days_agreed_in_one_sitting_the_soonest_stands_and_then_the_other(store, child, mother):
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=mother.id)
    first = agreed(store, child, on=DAY - timedelta(days=7))
    second = add_assessment(store, sitting_of(store, first).id, "child_needs")
    StoreDesk(store).amend(second, Stop(rebook=DAY - timedelta(days=3)))
    assert [(met.draft_id, met.on) for met in meetings(store)] == [(second, DAY - timedelta(days=3))]
    begin(store, child, on=DAY - timedelta(days=3))
    assert [(met.draft_id, met.on) for met in meetings(store)] == [(first, DAY)]
