"""A draft is a fold over changes: no change touches another answer, and no note is lost."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from workbench.errors import AnswerRefused, UnknownName, WorkbenchError
from workbench.model import changes
from workbench.model.changes import from_json, to_json
from workbench.model.draft import Draft, apply, start
from workbench.model.notes import guidance
from workbench.model.vocabulary import NonAnswer

NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)
ITEMS = ["here", "way", "sign", "after_sign", "school", "left", "early", "alone", "since"]
names = st.sampled_from([*ITEMS, "nothing"])
values = st.sampled_from([0, 1, 2, 3, "ask", "stop", "no", "worry", "yes", "2026-05-01", ("child",), ("parent",)])
any_change = st.one_of(
    st.builds(changes.Answer, item=names, value=values, source=st.sampled_from([None, "carer", "stranger"])),
    st.builds(changes.NoAnswer, item=names, reason=st.sampled_from(NonAnswer)),
    st.builds(changes.Clear, item=names),
    st.builds(
        changes.Said,
        statement=st.sampled_from(["s1", "s2"]),
        item=names,
        informant=st.just("child"),
        words=st.text(max_size=5),
        value=st.sampled_from([None, 0, 2, "worry"]),
    ),
    st.builds(changes.Unsaid, statement=st.sampled_from(["s1", "s2"])),
    st.builds(changes.Place, section=st.sampled_from(["all", "none"]), item=st.none() | names),
    st.builds(changes.NoteWords, item=names, words=st.text(max_size=5)),
    st.builds(changes.AskAgain, item=names, on=st.dates(date(2026, 6, 1), date(2026, 7, 1))),
    st.builds(changes.CloseNote, item=names, action=st.just("called"), at=st.sampled_from(["14:05", ""])),
    st.builds(changes.ReopenNote, item=names),
    st.builds(changes.Pause, ends=st.booleans()),
    st.builds(changes.Stop, left=st.text(max_size=5), rebook=st.none() | st.just(date(2026, 6, 9))),
    st.just(changes.Resume()),
)


@pytest.fixture
def asking(form) -> Draft:
    """A draft in which questions are asked."""
    return apply(start(form, {"age": 9}), changes.Answer(item="way", value="ask"), NOW)


def answer(draft: Draft, item: str, value, minutes: int = 0) -> Draft:
    return apply(draft, changes.Answer(item=item, value=value), NOW + timedelta(minutes=minutes))


def closed(draft: Draft, item: str) -> Draft:
    return apply(draft, changes.CloseNote(item=item, action="called", at="14:10", agency="child protection"), NOW)


def begin(form) -> Draft:
    return start(form, {"age": 9, "group": "left_behind", "stage": "crisis"})


def steps(form, sequence) -> list[tuple[Draft, changes.AnyChange, Draft]]:
    """Each change that was taken, with the draft before and after; a refused one leaves no trace."""
    draft, taken = begin(form), []
    for minute, change in enumerate(sequence):
        with suppress(WorkbenchError):
            after = apply(draft, change, NOW + timedelta(minutes=minute))
            taken.append((draft, change, after))
            draft = after
    return taken


def last(form, sequence) -> Draft:
    taken = steps(form, sequence)
    return taken[-1][2] if taken else begin(form)


@given(st.lists(any_change, max_size=25))
@settings(max_examples=200, deadline=None)
def test_a_change_never_touches_another_answer(form, sequence):
    for before, _, after in steps(form, sequence):
        assert after.revision == before.revision + 1
        old, new = before.answers.recorded, after.answers.recorded
        touched = {item for item in old.keys() | new.keys() if old.get(item) != new.get(item)}
        assert len(touched) <= 1
        said_before = {said.id: said for said in before.answers.statements}
        said_after = {said.id: said for said in after.answers.statements}
        moved = {key for key in said_before.keys() | said_after.keys() if said_before.get(key) != said_after.get(key)}
        assert len(touched) + len(moved) <= 1


@given(st.lists(any_change, max_size=25))
@settings(max_examples=200, deadline=None)
def test_a_note_stays_until_it_is_closed_and_keeps_its_words(form, sequence):
    for before, change, after in steps(form, sequence):
        assert before.notes.keys() <= after.notes.keys()
        for item, note in before.notes.items():
            kept = after.notes[item]
            if note.is_open and not kept.is_open:
                assert isinstance(change, changes.CloseNote)
            if note.words != kept.words:
                assert isinstance(change, changes.NoteWords)


@given(st.lists(any_change, max_size=25))
@settings(max_examples=200, deadline=None)
def test_every_critical_answer_that_is_asked_has_a_note(form, sequence):
    draft = last(form, sequence)
    for item in draft.answers.shown():
        if item.critical and draft.answers.value(item.id) in item.critical.when:
            assert draft.notes[item.id].kind == "critical"


@given(st.lists(any_change, max_size=25))
@settings(max_examples=100, deadline=None)
def test_the_journal_replayed_gives_the_same_draft(form, sequence):
    assert last(form, sequence) == last(form, [from_json(to_json(change)) for change in sequence])


@given(st.lists(any_change, max_size=10), any_change)
@settings(max_examples=100, deadline=None)
def test_the_draft_before_a_change_stays_as_it_was(form, sequence, change):
    draft = last(form, sequence)
    seen = (dict(draft.answers.recorded), draft.answers.statements, dict(draft.notes), draft.pauses, draft.revision)
    with suppress(WorkbenchError):
        apply(draft, change, NOW)
    assert seen == (
        dict(draft.answers.recorded),
        draft.answers.statements,
        dict(draft.notes),
        draft.pauses,
        draft.revision,
    )


def test_hiding_keeps_an_answer_and_showing_again_brings_it_back(asking):
    filled = answer(answer(asking, "sign", "yes"), "after_sign", 2)
    hidden = answer(filled, "way", "stop")
    assert hidden.answers.hidden() == ("sign", "after_sign")
    again = answer(hidden, "way", "ask")
    assert again.answers.hidden() == ()
    assert again.answers.value("after_sign") == 2


def test_a_critical_answer_raises_a_note_and_a_calm_one_does_not(asking):
    assert answer(asking, "sign", "no").notes == {}
    note = answer(asking, "sign", "worry", minutes=3).notes["sign"]
    assert (note.kind, note.is_open, note.opened_at) == ("critical", True, NOW + timedelta(minutes=3))
    assert note.ask_again is None


@pytest.mark.parametrize("reason", [NonAnswer.UNKNOWN, NonAnswer.UNSAFE])
def test_unknown_and_unsafe_open_a_point_to_ask_again_tomorrow(asking, reason):
    note = apply(asking, changes.NoAnswer(item="sign", reason=reason), NOW).notes["sign"]
    assert (note.kind, note.ask_again) == ("open", date(2026, 6, 1))


@pytest.mark.parametrize("reason", [NonAnswer.DECLINED, NonAnswer.NOT_REACHED])
def test_a_question_that_was_declined_or_not_reached_opens_nothing(asking, reason):
    assert apply(asking, changes.NoAnswer(item="sign", reason=reason), NOW).notes == {}


def test_a_note_whose_answer_changed_says_so_and_waits(asking):
    note = answer(answer(asking, "sign", "yes"), "sign", "no").notes["sign"]
    assert note.is_open and note.answer_changed and note.kind == "critical"
    assert not answer(answer(answer(asking, "sign", "yes"), "sign", "no"), "sign", "yes").notes["sign"].answer_changed


def test_a_note_whose_question_is_hidden_stays(asking):
    note = answer(answer(asking, "sign", "yes"), "way", "stop").notes["sign"]
    assert note.is_open and note.answer_changed


def test_an_open_point_becomes_critical_with_its_answer(asking):
    unknown = apply(asking, changes.NoAnswer(item="sign", reason=NonAnswer.UNKNOWN), NOW)
    written = apply(unknown, changes.NoteWords(item="sign", words="asked twice"), NOW)
    note = answer(written, "sign", "yes", minutes=9).notes["sign"]
    assert (note.kind, note.ask_again, note.words) == ("critical", None, "asked twice")


def test_a_note_is_closed_by_what_was_done_or_why_not(asking):
    raised = answer(asking, "sign", "yes")
    note = closed(raised, "sign").notes["sign"]
    assert (note.closed_at, note.action, note.acted_at, note.agency) == (NOW, "called", "14:10", "child protection")
    assert not apply(raised, changes.CloseNote(item="sign", why_not="asked by mistake"), NOW).notes["sign"].is_open
    for nothing in (changes.CloseNote(item="sign"), changes.CloseNote(item="sign", action="called", at=" ")):
        with pytest.raises(AnswerRefused, match="write what was done"):
            apply(raised, nothing, NOW)


def test_a_closed_note_stays_closed_while_other_answers_come_in(asking):
    done = closed(answer(asking, "sign", "yes"), "sign")
    assert not answer(done, "school", 3).notes["sign"].is_open
    assert not answer(done, "sign", "yes").notes["sign"].is_open


@pytest.mark.parametrize(
    ("first", "then"),
    [("worry", ["yes"]), ("yes", ["worry"]), ("yes", ["no", "yes"]), ("worry", ["no", "yes"])],
)
def test_a_closed_note_opens_again_when_the_answer_calls_anew(asking, first, then):
    draft = closed(answer(asking, "sign", first), "sign")
    for value in then:
        draft = answer(draft, "sign", value, minutes=30)
    note = draft.notes["sign"]
    assert note.is_open and note.opened_at == NOW + timedelta(minutes=30)
    assert note.action == "called", "what was done before is kept"


REASONS = (NonAnswer.UNKNOWN, NonAnswer.UNSAFE)


@pytest.mark.parametrize(("first", "then"), [REASONS, REASONS[::-1]])
def test_a_closed_note_opens_again_when_another_reason_takes_the_place_of_one(asking, first, then):
    done = closed(apply(asking, changes.NoAnswer(item="sign", reason=first), NOW), "sign")
    assert not apply(done, changes.NoAnswer(item="sign", reason=first), NOW).notes["sign"].is_open
    later = NOW + timedelta(days=3)
    note = apply(done, changes.NoAnswer(item="sign", reason=then), later).notes["sign"]
    assert note.is_open and note.kind == "open" and note.opened_at == later
    assert note.ask_again == later.date() + timedelta(days=1)
    assert note.action == "called", "what was done before is kept"


def test_a_closed_note_can_be_opened_by_hand(asking):
    done = closed(answer(asking, "sign", "yes"), "sign")
    assert apply(done, changes.ReopenNote(item="sign"), NOW).notes["sign"].is_open


def test_a_note_that_was_never_raised_cannot_be_written(asking):
    for change in (changes.NoteWords(item="sign", words="x"), changes.ReopenNote(item="school")):
        with pytest.raises(AnswerRefused, match="no note"):
            apply(asking, change, NOW)


def test_a_break_begins_and_ends_once(asking):
    running = apply(asking, changes.Pause(), NOW)
    with pytest.raises(AnswerRefused, match="break"):
        apply(running, changes.Pause(), NOW)
    ended = apply(running, changes.Pause(ends=True), NOW + timedelta(minutes=5))
    assert [(pause.began_at, pause.ended_at) for pause in ended.pauses] == [(NOW, NOW + timedelta(minutes=5))]
    with pytest.raises(AnswerRefused, match="break"):
        apply(ended, changes.Pause(ends=True), NOW)


def test_stopping_keeps_everything_and_can_be_taken_up_again(asking):
    stopped = apply(answer(asking, "sign", "yes"), changes.Stop(left="calm", rebook=date(2026, 6, 3)), NOW)
    assert (stopped.stopped_at, stopped.left, stopped.rebook) == (NOW, "calm", date(2026, 6, 3))
    assert stopped.answers.value("sign") == "yes" and stopped.notes["sign"].is_open
    assert apply(stopped, changes.Resume(), NOW).stopped_at is None


def test_what_someone_said_stands_beside_the_rating_with_the_code_they_named(asking):
    said = changes.Said(statement="s1", item="school", informant="teacher", words="every day", value=0)
    draft = apply(answer(asking, "school", 2), said, NOW)
    assert draft.answers.value("school") == 2
    assert [(entry.informant, entry.value) for entry in draft.answers.statements] == [("teacher", 0)]
    with pytest.raises(AnswerRefused, match="not a code of this item"):
        apply(asking, changes.Said(statement="s1", item="school", informant="teacher", value=9), NOW)


def test_a_place_must_exist(asking):
    assert apply(asking, changes.Place(section="all", item="sign"), NOW).item == "sign"
    with pytest.raises(AnswerRefused):
        apply(asking, changes.Place(section="none"), NOW)
    with pytest.raises(UnknownName):
        apply(asking, changes.Place(section="all", item="none"), NOW)


def test_guidance_belongs_to_items_that_can_call_for_action(form):
    assert guidance(form, "sign").call == ("supervisor",)
    with pytest.raises(AnswerRefused):
        guidance(form, "way")


def test_what_is_rated_act_now_opens_a_plain_note_where_the_question_has_none_of_its_own(form):
    draft = apply(start(form), changes.Answer(item="school", value=3), NOW)
    assert draft.notes["school"].kind == "critical" and draft.notes["school"].is_open
    told = guidance(form, "school")
    assert told.title == "School" and told.within == "72 hours" and told.call == ("supervisor",)
    assert apply(start(form), changes.Answer(item="school", value=2), NOW).notes == {}
    unknown = changes.NoAnswer(item="school", reason=NonAnswer.UNKNOWN)
    assert apply(start(form), unknown, NOW).notes == {}, "what is not known is no emergency"


STOPPED = {"left": "calm, with the grandmother", "rebook": date(2026, 6, 9)}


def test_stopping_again_leaves_what_was_recorded(form):
    draft = apply(start(form), changes.Stop(**STOPPED), NOW)
    for again in (changes.Stop(), changes.Stop(left="tired"), changes.Stop(rebook=date(2026, 6, 10))):
        after = apply(apply(draft, changes.Resume(), NOW), again, NOW)
        assert after.left == (again.left or draft.left) and after.rebook == (again.rebook or draft.rebook)


@pytest.mark.parametrize("empty", [{"left": ""}, {"rebook": None}])
def test_a_field_is_emptied_only_where_that_is_said(form, empty):
    draft = apply(start(form), changes.Stop(**STOPPED), NOW)
    with pytest.raises(AnswerRefused, match="would empty what is on file"):
        apply(draft, changes.Stop(**empty), NOW)
    (name,) = empty
    after = apply(draft, changes.Stop(clear=(name,)), NOW)
    assert not getattr(after, name) and [n for n in STOPPED if getattr(after, n)] == [n for n in STOPPED if n != name]
    with pytest.raises(AnswerRefused, match="also empties"):
        apply(draft, changes.Stop(**{name: STOPPED[name]}, clear=(name,)), NOW)
    with pytest.raises(AnswerRefused, match="does not have"):
        apply(draft, changes.Stop(clear=("item",)), NOW)


def test_closing_a_note_again_leaves_what_was_written(form):
    draft = apply(start(form), changes.Answer(item="way", value="ask"), NOW)
    draft = apply(draft, changes.Answer(item="sign", value="yes", source="child"), NOW)
    draft = apply(draft, changes.NoteWords(item="sign", words="as it was said"), NOW)
    with pytest.raises(AnswerRefused, match="would empty"):
        apply(draft, changes.NoteWords(item="sign", words=""), NOW)
    draft = apply(draft, changes.CloseNote(item="sign", action="Called", at="14:00", agency="Office"), NOW)
    draft = apply(draft, changes.ReopenNote(item="sign"), NOW)
    closed = apply(draft, changes.CloseNote(item="sign", reference="17/3"), NOW).notes["sign"]
    written = {"action": "Called", "at": "14:00", "agency": "Office", "reference": "17/3", "why_not": ""}
    assert closed.closing == written and closed.words == "as it was said"
    with pytest.raises(AnswerRefused, match="would empty"):
        apply(draft, changes.CloseNote(item="sign", agency="", why_not="A game."), NOW)
    emptied = changes.CloseNote(item="sign", clear=("action", "at", "agency"), why_not="A game.")
    assert apply(draft, emptied, NOW).notes["sign"].closing == {**dict.fromkeys(written, ""), "why_not": "A game."}


def test_what_was_said_and_by_whom_it_is_known_stays(form):
    draft = apply(start(form), changes.Answer(item="school", value=1, source="teacher"), NOW)
    assert apply(draft, changes.Answer(item="school", value=2), NOW).answers.recorded["school"].source == "teacher"
    assert (
        apply(draft, changes.Answer(item="school", value=2, source=None), NOW).answers.recorded["school"].source is None
    )
    said = {"statement": "s1", "item": "school", "informant": "child"}
    draft = apply(draft, changes.Said(**said, words="I like it", value=0), NOW)
    with pytest.raises(AnswerRefused, match="would empty"):
        apply(draft, changes.Said(**said, words=""), NOW)
    kept = apply(draft, changes.Said(**said, words="I like it a lot"), NOW).answers.statements[0]
    assert (kept.words, kept.value) == ("I like it a lot", 0)
    assert apply(draft, changes.Said(**said, clear=("value",)), NOW).answers.statements[0].value is None


def declined(form, **stop):
    item = structs.replace(form.item("sign"), open_when_declined=True)
    strict = structs.replace(form, items=tuple(item if one.id == "sign" else one for one in form.items))
    draft = apply(start(strict), changes.Answer(item="way", value="ask"), NOW)
    if stop:
        draft = apply(draft, changes.Stop(**stop), NOW)
    return apply(draft, changes.NoAnswer(item="sign", reason=NonAnswer.DECLINED, by="child"), NOW)


def test_where_the_item_says_so_a_declined_question_stays_open_until_one_meets_again(form):
    draft = declined(form)
    assert draft.notes["sign"].kind == "open" and draft.notes["sign"].ask_again == date(2026, 6, 1)
    assert apply(draft, changes.Stop(), NOW).notes == draft.notes
    assert apply(draft, changes.Stop(rebook=date(2026, 6, 9)), NOW).notes["sign"].ask_again == date(2026, 6, 9)
    assert declined(form, rebook=date(2026, 6, 9)).notes["sign"].ask_again == date(2026, 6, 9)
    assert declined(form, rebook=date(2026, 5, 2)).notes["sign"].ask_again == date(2026, 6, 1)


def test_an_agreed_meeting_moves_no_point_that_was_unsafe_to_ask(form):
    draft = apply(start(form), changes.Answer(item="way", value="ask"), NOW)
    draft = apply(draft, changes.NoAnswer(item="sign", reason=NonAnswer.UNSAFE), NOW)
    assert apply(draft, changes.Stop(rebook=date(2026, 6, 9)), NOW).notes["sign"].ask_again == date(2026, 6, 1)
