"""A page's conversation with the desk: what is saved, what is refused, and what happens when others come between."""

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.desk.memory import practice
from workbench.errors import LinkClosed, Locked, StoreFull
from workbench.model import changes
from workbench.sitting.session import Session

from .conftest import DRAFT, TAB, Page


def test_a_page_opens_a_sitting_and_sees_its_first_part(page):
    assert page.view["header"] == {"code": "PRACTICE-1", "age": "9 years"}
    assert [part["title"] for part in page.view["sections"]] == ["First things", "Health", "Other things"]
    assert page.view["place"] == {"section": "start", "item": None}


def test_an_answer_is_saved_and_only_what_changed_comes_back(page):
    (reply,) = page.send(kind="answer", item="teeth", value=2, source="carer")
    assert reply["kind"] == "saved" and reply["revision"] == 1
    assert set(reply["changed"]) == {"revision", "saved_at", "answers", "sections"}
    assert reply["changed"]["answers"] == {"teeth": {"value": 2, "other": None, "source": "carer"}}


def test_an_answer_brings_the_question_that_follows_from_it_and_takes_it_away_again(page):
    page.answer("alone", "yes")
    assert page.view["sections"][0]["items"] == ["here", "alone", "worry"]
    assert page.view["items"]["worry"]["text"] == "What is it?"
    reply = page.answer("alone", "no")
    assert reply["changed"]["items"] == {"worry": None}


def test_an_answer_to_a_question_that_is_no_longer_asked_is_kept_but_not_shown(page):
    page.answer("alone", "yes")
    page.answer("worry", "the dark")
    page.answer("alone", "no")
    assert "the dark" not in msgspec.json.encode(page.view).decode()
    page.answer("alone", "yes")
    assert page.view["answers"]["worry"]["value"] == "the dark"


def test_the_same_change_sent_twice_is_saved_once(page):
    envelope = page.envelope(kind="answer", item="teeth", value=1)
    first, second = page.session.receive(envelope), page.session.receive(envelope)
    assert (first[0]["revision"], second[0]["revision"]) == (1, 1)
    assert second[0]["changed"] == {}


def test_a_change_made_against_an_older_state_gets_a_fresh_view_and_can_be_sent_again(page):
    envelope = page.envelope(kind="answer", item="teeth", value=1)
    page.answer("alone", "no")
    replies = page.take(page.session.receive(envelope))
    assert [reply["kind"] for reply in replies] == ["view", "stale"]
    (reply,) = page.session.receive(envelope | {"base": page.view["revision"]})
    assert reply["kind"] == "saved"


def test_changes_that_reached_the_desk_by_another_way_are_seen_at_the_next_one(page, desk):
    desk.record(msgspec.convert(page.envelope(kind="answer", item="teeth", value=3), changes.Envelope))
    page.send(kind="clear", item="here")
    assert page.view["answers"]["teeth"]["value"] == 3


def test_a_second_window_takes_over_and_the_first_can_only_read(page, another):
    second = another("tab-2")
    assert page.answer("teeth", 1) == {"kind": "read_only", "id": "tab-1-1"}
    assert second.answer("teeth", 2)["kind"] == "saved"
    assert second.view["answers"]["teeth"]["value"] == 2


def test_the_first_window_can_take_the_sitting_back(page, another):
    another("tab-2")
    page.answer("teeth", 1)
    (reply,) = page.session.receive({"kind": "open", "draft": DRAFT, "tab": TAB})
    assert reply["view"]["read_only"] is False


@pytest.mark.parametrize(
    ("error", "kind"), [(Locked("covered"), "locked"), (LinkClosed("gone"), "closed"), (StoreFull("full"), "not_saved")]
)
def test_what_the_desk_cannot_do_is_told_and_nothing_changes(form, error, kind):
    class Closing:
        """A desk that opens a sitting and then cannot keep anything."""

        def __init__(self):
            self.open = practice([form]).open

        def record(self, _envelope):
            raise error

    page = Page(Session(Closing()))
    assert page.answer("teeth", 1)["kind"] == kind
    assert page.session.receive({"kind": "open", "draft": DRAFT, "tab": TAB})[0]["view"]["answers"] == {}


def test_a_sitting_that_is_not_there_is_told_plainly(desk):
    (reply,) = Session(desk).receive({"kind": "open", "draft": "elsewhere", "tab": TAB})
    assert reply["kind"] == "missing"


def test_without_an_address_the_first_sitting_of_a_practice_desk_opens(desk):
    (reply,) = Session(desk, first=desk.first).receive({"kind": "open", "draft": "", "tab": TAB})
    assert reply["view"]["draft"] == DRAFT


def test_a_change_before_anything_is_open_is_refused(desk):
    envelope = {"draft": DRAFT, "tab": TAB, "id": "x", "base": 0, "change": {"kind": "clear", "item": "teeth"}}
    assert Session(desk).receive(envelope)[0]["kind"] == "refused"


def test_a_change_for_another_sitting_than_the_open_one_is_refused(page, desk):
    envelope = page.envelope(kind="answer", item="teeth", value=1) | {"draft": "made_up-2"}
    assert page.session.receive(envelope)[0]["kind"] == "refused"
    assert desk.open("made_up-2", TAB).draft.revision == 0


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_script_in_words_is_kept_as_the_text_it_is(page):
    page.send(kind="said", statement="s1", item="teeth", informant="child", words=SCRIPT)
    assert page.view["statements"]["teeth"][0]["words"] == SCRIPT


names = st.sampled_from(
    ["made_up-1", "made_up-2", "tab-1", "teeth", "here", "alone", "s1", "carer", "", "../x", SCRIPT]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | names
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | names, inner, max_size=4)
)
KINDS = "answer no_answer clear said unsaid place note_words ask_again close_note reopen_note pause stop resume"
kinds = st.sampled_from([*KINDS.split(), "open", "delete", "__class__"])
fields = st.sampled_from(
    ["item", "value", "reason", "by", "source", "statement", "informant", "words", "section", "on"]
)
hostile_changes = st.builds(
    lambda kind, rest: rest | {"kind": kind}, kinds, st.dictionaries(fields, anything | names, max_size=5)
)
envelopes = st.fixed_dictionaries(
    {
        "draft": names | anything,
        "tab": names | anything,
        "id": names | anything,
        "base": st.just(0) | anything,
        "change": hostile_changes | anything,
    },
    optional={"extra": anything},
)
opens = st.fixed_dictionaries({"kind": st.just("open"), "draft": anything, "tab": anything}, optional={"x": anything})


@settings(max_examples=1000, deadline=None)
@given(message=st.binary(max_size=200) | st.text(max_size=100) | anything | envelopes | opens)
@example(message=b"[" * 60_000)
@example(message={"kind": "open", "draft": "made_up-1"})
@example(message=b'{"kind":"open","draft":"\\ud800","tab":"t"}')
@example(message={"draft": DRAFT, "tab": TAB, "id": "x", "base": 0, "change": {"kind": "said", "words": "x" * 70_000}})
def test_whatever_arrives_is_refused_once_and_changes_nothing_unless_it_is_a_whole_valid_change(form, message):
    desk = practice([form])
    page = Page(Session(desk))
    before = desk.open(DRAFT, TAB).draft
    (reply,) = page.session.receive(message)
    after = desk.open(DRAFT, TAB).draft
    if reply["kind"] == "saved":
        assert after.revision == before.revision + 1
        assert is_whole(message)
    else:
        assert reply["kind"] in ("refused", "missing", "view")
        assert after == before


def is_whole(message) -> bool:
    raw = message if isinstance(message, (bytes, str)) else msgspec.json.encode(message)
    envelope = changes.decode(raw)
    return (envelope.draft, envelope.tab, envelope.base) == (DRAFT, TAB, 0)
