"""The desk on the store: idempotent, one holder, rows equal to the journal, whatever is sent."""

import threading
from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import AnswerRefused, StaleChange, TakenOver, UnknownName
from workbench.library.loading import instrument
from workbench.model import changes as ch
from workbench.model.draft import apply, start
from workbench.model.vocabulary import INFORMANTS, NonAnswer
from workbench.store import Store, StoreDesk, families, sittings
from workbench.store.drafts import assessment_row, load, replay
from workbench.store.pin import set_pin
from workbench.store.verify import verify

FORM = instrument("safety_screen")
ITEMS = [item.id for item in FORM.items]
DAY = date(2026, 5, 31)


def sent(draft_id: str, base: int, change: ch.AnyChange, *, name: str = "", tab: str = "tab-1") -> ch.Envelope:
    return ch.Envelope(draft=draft_id, tab=tab, id=name or f"c{base}", base=base, change=change)


def said(words: str, statement: str = "s1") -> ch.Said:
    return ch.Said(statement=statement, item=ITEMS[0], informant="child", words=words)


def values_of(item) -> st.SearchStrategy:
    codes = FORM.responses[item.responses].codes
    match FORM.responses[item.responses].kind:
        case "many":
            return st.lists(st.sampled_from(codes), max_size=3).map(tuple)
        case "date":
            return st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
        case "words":
            return st.text(min_size=1, max_size=40)
        case _:
            return st.sampled_from(codes)


answers = st.one_of(*(st.builds(ch.Answer, item=st.just(i.id), value=values_of(i)) for i in FORM.items))
statement_ids = st.sampled_from(["s1", "s2", "s3"])
items = st.sampled_from(ITEMS)
critical = st.sampled_from([item.id for item in FORM.items if item.critical])
words = st.text(max_size=60)
any_change = st.one_of(
    answers,
    st.builds(ch.Answer, item=items, value=st.one_of(st.integers(), words)),
    st.builds(ch.NoAnswer, item=items, reason=st.sampled_from(NonAnswer), by=st.sampled_from([None, *INFORMANTS])),
    st.builds(ch.NoAnswer, item=critical, reason=st.sampled_from(NonAnswer)),
    st.builds(ch.Clear, item=items),
    st.builds(ch.Said, statement=statement_ids, item=items, informant=st.sampled_from([*INFORMANTS]), words=words),
    st.builds(ch.Unsaid, statement=statement_ids),
    st.builds(ch.Place, section=st.sampled_from([s.id for s in FORM.sections]), item=items),
    st.builds(ch.NoteWords, item=critical, words=words),
    st.builds(ch.AskAgain, item=critical, on=st.dates()),
    st.builds(ch.CloseNote, item=critical, action=words, at=st.just("09:30"), why_not=words),
    st.builds(ch.ReopenNote, item=critical),
    st.builds(ch.Pause, ends=st.booleans()),
    st.builds(ch.Stop, left=words, rebook=st.none() | st.dates()),
    st.just(ch.Resume()),
)


def test_a_change_is_acknowledged_with_its_revision_and_found_again(desk, draft_id, clock):
    done = desk.record(sent(draft_id, 0, said("It is loud at home.")))
    assert (done.id, done.revision, done.saved_at) == ("c0", 1, clock.time)
    opened = desk.open(draft_id, "tab-1")
    assert opened.draft.revision == 1
    assert opened.draft.saved_at == done.saved_at
    assert opened.draft.answers.statements[0].words == "It is loud at home."


def test_what_is_opened_says_whose_sitting_it_is(store, desk, draft_id, child):
    set_pin(store, "1234")
    opened = desk.open(draft_id, "tab-1")
    assert (opened.code, opened.age, opened.sitting_date, opened.present) == (child.code, 9.0, DAY, ("child",))
    assert opened.draft.answers.context.group == "left_behind"
    assert opened.draft.section == FORM.sections[0].id


def test_a_marked_adult_is_told_only_as_whom_they_may_be_there(store, desk, draft_id, child):
    families.add_person(store, child.family_id, "grandparent")
    father = families.add_person(store, child.family_id, "father")
    assert desk.open(draft_id, "tab-1").of_concern_roles == ()
    families.set_of_concern(store, father.id, True)
    assert desk.open(draft_id, "tab-1").of_concern_roles == ("parent", "other_parent")


def test_the_same_envelope_twice_is_recorded_once(desk, draft_id):
    envelope = sent(draft_id, 0, said("once"))
    done = desk.record(envelope)
    ended = desk.record(envelope)
    assert done == ended
    assert desk.open(draft_id, "tab-1").draft.revision == 1
    with pytest.raises(AnswerRefused):
        desk.record(msgspec.structs.replace(envelope, change=said("another under the same id")))
    assert desk.open(draft_id, "tab-1").draft.answers.statements[0].words == "once"


def test_an_acknowledged_change_is_acknowledged_again_after_another_tab_took_over(desk, draft_id):
    envelope = sent(draft_id, 0, said("first"))
    first = desk.record(envelope)
    desk.open(draft_id, "tab-2")
    done = desk.record(envelope)
    assert done == first
    with pytest.raises(TakenOver):
        desk.record(sent(draft_id, 1, said("second")))
    done = desk.record(sent(draft_id, 1, said("third"), tab="tab-2"))
    assert done.revision == 2


def test_a_change_against_an_older_revision_is_refused(desk, draft_id):
    desk.record(sent(draft_id, 0, said("one")))
    with pytest.raises(StaleChange):
        desk.record(sent(draft_id, 0, said("two"), name="other"))
    assert desk.open(draft_id, "tab-1").draft.revision == 1


def test_a_refused_change_leaves_no_row(store, desk, draft_id):
    with pytest.raises(AnswerRefused):
        desk.record(sent(draft_id, 0, ch.Answer(item=ITEMS[0], value="no such code")))
    with pytest.raises(UnknownName):
        desk.record(sent(draft_id, 0, ch.Clear(item="no_such_item")))
    with store.reading() as connection:
        done = connection.exec_driver_sql("SELECT count(*) FROM journal")
        assert done.scalar_one() == 0


def test_a_sitting_that_is_not_there_is_unknown(desk):
    with pytest.raises(UnknownName):
        desk.open("nowhere", "tab-1")
    with pytest.raises(UnknownName):
        desk.record(sent("nowhere", 0, said("x")))
    with pytest.raises(UnknownName):
        desk.amend("nowhere", ch.Resume())


def test_the_launcher_amends_without_a_tab(store, desk, draft_id):
    note = next(item for item in FORM.items if item.critical)
    desk.record(sent(draft_id, 0, ch.NoAnswer(item=note.id, reason=NonAnswer.UNSAFE)))
    done = desk.amend(draft_id, ch.CloseNote(item=note.id, why_not="Asked by the doctor."))
    assert done.revision == 2
    assert not desk.open(draft_id, "tab-1").draft.notes[note.id].is_open
    assert verify(store) == []


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE answers; --",
        '"<script>alert(1)</script>',
        "%s :name ?1 {}",
        "\u202eright to left",
        "👧🏽 é e\u0301",
        "\\u0000",
    ],
)
def test_hostile_words_stay_words(store, draft_id, desk, reopen, words):
    desk.record(sent(draft_id, 0, said(words)))
    with reopen() as again:
        assert StoreDesk(again).open(draft_id, "tab-1").draft.answers.statements[0].words == words
        assert verify(again) == []


@pytest.mark.parametrize("words", ["nul \0 inside", "half a pair \ud800"])
def test_signs_that_no_text_holds_are_refused(desk, draft_id, words):
    with pytest.raises(AnswerRefused):
        desk.record(sent(draft_id, 0, said(words)))
    assert desk.open(draft_id, "tab-1").draft.revision == 0


def test_a_clock_set_back_loses_nothing_and_breaks_nothing(store, draft_id, desk, clock, reopen):
    desk.record(sent(draft_id, 0, ch.Pause()))
    clock.time -= timedelta(days=400)
    desk.record(sent(draft_id, 1, ch.Pause(ends=True)))
    desk.record(sent(draft_id, 2, said("after")))
    with reopen() as again:
        assert StoreDesk(again).open(draft_id, "tab-1").draft.revision == 3
        assert verify(again) == []


def test_open_points_of_earlier_sittings_are_told(store, child, draft_id, desk):
    note = next(item for item in FORM.items if item.critical)
    desk.record(sent(draft_id, 0, ch.NoAnswer(item=note.id, reason=NonAnswer.UNKNOWN)))
    later = sittings.start_sitting(store, child.id, on=DAY, present=(), decided_by="AB", reason="Again.")
    assert desk.open(later, "tab-2").earlier == ((note.text, DAY, "open"),)
    assert desk.open(draft_id, "tab-1").earlier == ()
    desk.amend(draft_id, ch.CloseNote(item=note.id, why_not="Asked and answered."))
    assert desk.open(later, "tab-2").earlier == ()


def test_eight_writers_at_once_lose_nothing(store, child):
    ids = [
        sittings.start_sitting(store, child.id, on=DAY, present=(), decided_by="AB", reason="Now.") for _ in range(8)
    ]
    failures: list[BaseException] = []

    def write(draft_id: str) -> None:
        try:
            desk = StoreDesk(store)
            desk.open(draft_id, "tab-1")
            for number in range(50):
                desk.record(sent(draft_id, number, said(f"{number}")))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(draft_id,)) for draft_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.reading() as connection:
        done = connection.exec_driver_sql("SELECT count(*) FROM journal")
        assert done.scalar_one() == 400
    assert verify(store) == []


def test_two_tabs_that_race_on_one_sitting_never_share_a_revision(store, draft_id, desk):
    outcomes: list[object] = []

    def send(name: str) -> None:
        for base in range(50):
            try:
                outcomes.append(desk.record(sent(draft_id, base, said(name), name=f"{name}{base}")).revision)
            except StaleChange:
                outcomes.append(None)

    threads = [threading.Thread(target=send, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    revisions = [revision for revision in outcomes if revision]
    assert len(revisions) == len(set(revisions)) == desk.open(draft_id, "tab-1").draft.revision
    assert verify(store) == []


@given(st.lists(any_change, max_size=14), st.integers(0, 14))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_equal_the_journal_and_the_pure_draft_whatever_is_sent(store: Store, child, clock, stream, take_over):
    draft_id = sittings.start_sitting(store, child.id, on=DAY, present=(), decided_by="AB", reason="Now.")
    desk, tab, base = StoreDesk(store), "tab-0", 0
    pure = desk.open(draft_id, tab).draft
    assert pure == start(FORM, pure.answers.context)
    for number, change in enumerate(stream):
        if number == take_over:
            tab = "tab-1"
            assert desk.open(draft_id, tab).draft == pure
        try:
            done = desk.record(sent(draft_id, base, change, name=f"c{number}", tab=tab))
        except (AnswerRefused, UnknownName):
            continue
        pure, base = apply(pure, change, done.saved_at), done.revision
    with store.reading() as connection:
        row = assessment_row(connection, draft_id)
        loaded, replayed = load(connection, store.forms, row), replay(connection, store.forms, row)
    assert loaded == replayed == pure
    assert list(loaded.answers.recorded) == list(pure.answers.recorded)
    assert list(loaded.notes) == list(pure.notes)


def test_a_non_answer_comes_back_as_one(desk, draft_id):
    item = next(item for item in ITEMS if FORM.item(item).critical)
    desk.record(sent(draft_id, 0, ch.NoAnswer(item=item, reason=NonAnswer.UNSAFE)))
    assert desk.open(draft_id, "tab-1").draft.answers.recorded[item].non_answer is NonAnswer.UNSAFE


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_bytes_that_are_no_envelope_never_reach_the_desk(message):
    with pytest.raises(AnswerRefused):
        ch.decode(message)


def test_acknowledged_times_are_aware(desk, draft_id):
    done = desk.record(sent(draft_id, 0, ch.Resume()))
    assert isinstance(done.saved_at, datetime)
    assert done.saved_at.tzinfo is not None
