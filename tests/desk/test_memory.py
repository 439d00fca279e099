"""The desk in memory keeps the same promises as the store's desk, for as long as the process lives."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.desk.memory import MemoryDesk, practice
from workbench.errors import AnswerRefused, StaleChange, TakenOver, UnknownName
from workbench.library.loading import instrument
from workbench.model.changes import Envelope


@pytest.fixture
def desk() -> MemoryDesk:
    return practice([instrument("safety_screen")])


def envelope(desk: MemoryDesk, identity: str, value: str = "private", *, base: int = 0, tab: str = "a") -> Envelope:
    change = {"kind": "answer", "item": "privacy", "value": value}
    return msgspec.convert({"draft": desk.first, "tab": tab, "id": identity, "base": base, "change": change}, Envelope)


def test_practice_sittings_are_marked_and_named_after_their_instrument(desk):
    assert desk.first == "safety_screen-1"
    assert desk.open("safety_screen-2", "a").practice is True


def test_a_recorded_change_is_there_when_the_sitting_is_opened_again(desk):
    desk.open(desk.first, "a")
    done = desk.record(envelope(desk, "c1"))
    opened = desk.open(desk.first, "b")
    assert (done.revision, opened.draft.revision, opened.draft.answers.value("privacy")) == (1, 1, "private")


def test_the_same_change_sent_twice_is_recorded_once(desk):
    desk.open(desk.first, "a")
    done = desk.record(envelope(desk, "c1"))
    ended = desk.record(envelope(desk, "c1"))
    assert done == ended
    assert desk.open(desk.first, "a").draft.revision == 1


def test_another_window_takes_over(desk):
    desk.open(desk.first, "a")
    desk.open(desk.first, "b")
    with pytest.raises(TakenOver):
        desk.record(envelope(desk, "c1"))
    done = desk.record(envelope(desk, "c2", tab="b"))
    assert done.revision == 1


def test_a_change_against_an_older_revision_is_stale(desk):
    desk.open(desk.first, "a")
    desk.record(envelope(desk, "c1"))
    with pytest.raises(StaleChange):
        desk.record(envelope(desk, "c2"))


def test_a_sitting_that_was_not_opened_takes_no_change(desk):
    with pytest.raises(TakenOver):
        desk.record(envelope(desk, "c1"))


def test_an_unknown_sitting_is_refused(desk):
    with pytest.raises(UnknownName):
        desk.open("elsewhere", "a")


def test_practice_without_an_instrument_is_refused():
    with pytest.raises(AnswerRefused, match="at least one"):
        practice([])


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["private", "trusted", "overheard", "no code"]), max_size=8))
def test_the_last_accepted_answer_stands_and_refused_ones_change_nothing(values):
    desk = practice([instrument("safety_screen")])
    desk.open(desk.first, "a")
    accepted: list[str] = []
    for number, value in enumerate(values):
        try:
            desk.record(envelope(desk, f"c{number}", value, base=len(accepted)))
            accepted.append(value)
        except AnswerRefused:
            assert value == "no code"
    draft = desk.open(desk.first, "a").draft
    assert (draft.revision, draft.answers.value("privacy")) == (len(accepted), accepted[-1] if accepted else None)
