"""Messages from a page: one of the few kinds, or refused without a word of what they said."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import AnswerRefused
from workbench.model import changes
from workbench.model.changes import Envelope, decode, from_json, to_json
from workbench.model.vocabulary import NonAnswer

EVERY_KIND = [
    changes.Answer(item="a", value=2),
    changes.Answer(item="a", value="worry", source="carer"),
    changes.Answer(item="a", value=("child", "parent")),
    changes.NoAnswer(item="a", reason=NonAnswer.UNSAFE, by="child"),
    changes.Clear(item="a"),
    changes.Said(statement="s1", item="a", informant="child", words="<script>alert(1)</script>"),
    changes.Unsaid(statement="s1"),
    changes.Place(section="home", item="a"),
    changes.NoteWords(item="a", words="“Not there”"),
    changes.AskAgain(item="a", on=date(2026, 6, 1)),
    changes.CloseNote(item="a", action="called", at="14:05"),
    changes.ReopenNote(item="a"),
    changes.Pause(ends=True),
    changes.Stop(left="calm", rebook=date(2026, 6, 2)),
    changes.Resume(),
]
CANARY = "Quetzalcoatl"
WORDS = [
    "draft",
    "tab",
    "id",
    "base",
    "change",
    "kind",
    "item",
    "value",
    "reason",
    "answer",
    "no_answer",
    "said",
    CANARY,
]


def message(change: changes.AnyChange) -> dict:
    return {"draft": "d1", "tab": "t1", "id": "c1", "base": 0, "change": json.loads(to_json(change))}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def damaged_messages(draw) -> str:
    """A true message with fields dropped, added, or given another value, at the top or in the change."""
    envelope = message(draw(st.sampled_from(EVERY_KIND)))
    for _ in range(draw(st.integers(1, 3))):
        part = draw(st.sampled_from([envelope, envelope["change"]])) if isinstance(envelope.get("change"), dict) else {}
        part = part or envelope
        name = draw(st.sampled_from([*part, *WORDS]))
        if draw(st.booleans()):
            part.pop(name, None)
        else:
            part[name] = draw(json_values | st.just(CANARY * 1_000) | st.just(10**40))
    return json.dumps(envelope)


hostile = st.one_of(
    st.binary(max_size=200),
    st.text(st.characters(), max_size=200),
    json_values.map(json.dumps),
    damaged_messages(),
    st.integers(1, 40_000).map(lambda depth: "[" * depth),
    st.integers(1, 5_000).map(lambda depth: '{"change":' * depth + "1" + "}" * depth),
    st.text(max_size=20).map(lambda text: json.dumps(message(EVERY_KIND[0])) + text),
)


@given(hostile)
@settings(max_examples=1_000, deadline=None)
def test_a_message_is_one_envelope_or_refused_and_never_repeated(raw):
    try:
        found = decode(raw)
    except AnswerRefused as refused:
        assert CANARY not in str(refused)
        assert len(str(refused)) < 200
        assert str(refused).endswith("Nothing was changed.")
    else:
        assert isinstance(found, Envelope)
        assert isinstance(found.change, changes.AnyChange)
        assert found.base >= 0


@pytest.mark.parametrize("change", EVERY_KIND, ids=lambda change: type(change).__name__)
def test_every_kind_arrives_as_it_was_sent(change):
    assert decode(json.dumps(message(change))).change == change
    assert from_json(to_json(change)) == change


def test_the_journal_writes_the_same_change_in_the_same_way():
    assert to_json(changes.Answer(item="a", value=2)) == '{"item":"a","kind":"answer","value":2}'
    assert to_json(changes.Stop(left="calm")) == '{"clear":[],"kind":"stop","left":"calm"}'


@pytest.mark.parametrize(
    ("written", "emptied"),
    [
        ('{"kind":"stop","left":"","rebook":null}', ("left", "rebook")),
        ('{"kind":"stop","left":"calm","rebook":null}', ("rebook",)),
        ('{"item":"a","kind":"note_words","words":""}', ("words",)),
        ('{"item":"a","kind":"note_words","words":"said: \\"clear\\":"}', ()),
        ('{"clear":[],"kind":"stop"}', ()),
    ],
)
def test_a_journal_of_before_is_read_as_it_was_meant(written, emptied):
    assert from_json(written).clear == emptied


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"draft": ""}, r"\$\.draft"),
        ({"draft": "../../etc"}, r"\$\.draft"),
        ({"base": -1}, r"\$\.base"),
        ({"base": 2**53}, r"\$\.base"),
        ({"base": True}, r"\$\.base"),
        ({"change": {"kind": "drop_table"}}, r"\$\.change\.kind"),
        ({"change": {"kind": "answer", "item": "a"}}, r"\$\.change"),
        (
            {"change": {"kind": "said", "statement": "s", "item": "a", "informant": "child", "words": "x" * 4001}},
            "words",
        ),
        ({"change": {"kind": "ask_again", "item": "a", "on": "tomorrow"}}, r"\$\.change\.on"),
        ({"change": {"kind": "no_answer", "item": "a", "reason": "bored"}}, r"\$\.change\.reason"),
        ({CANARY: 1}, r"field \$:"),
        ({"change": {"kind": "clear", "item": "a", CANARY: 1}}, r"\$\.change"),
    ],
)
def test_the_refusal_names_the_field_and_not_its_content(fault, field):
    with pytest.raises(AnswerRefused, match=field) as refused:
        decode(json.dumps(message(EVERY_KIND[0]) | fault))
    assert CANARY not in str(refused.value) and "drop_table" not in str(refused.value)


@pytest.mark.parametrize("raw", ["", "null", "{", b"\xff\xfe", "\ud800", '"\ud800"', "[" * 60_000])
def test_what_is_not_json_is_refused(raw):
    with pytest.raises(AnswerRefused, match="Nothing was changed"):
        decode(raw)


def test_a_message_that_is_too_long_is_refused_unread():
    with pytest.raises(AnswerRefused, match="over 65536 bytes"):
        decode(b" " * 65_537)


@pytest.mark.parametrize("day", ["2026-12-05", "٢٠٢٦-١٢-٠٥", "२०२६-१२-०५", "２０２６－１２－０５"])
@pytest.mark.parametrize("change", [{"kind": "stop", "rebook": ...}, {"kind": "ask_again", "item": "a", "on": ...}])
def test_days_may_be_written_in_any_script(change, day):
    sent = {name: day if value is ... else value for name, value in change.items()}
    message = json.dumps({"draft": "d", "tab": "t", "id": "i", "base": 0, "change": sent})
    found = decode(message).change
    assert getattr(found, "on", None) or found.rebook == date(2026, 12, 5)
    assert "2026-12-05" in to_json(found)


@pytest.mark.parametrize("day", ["0202-12-05", "2206-12-05", "1889-01-01"])
def test_a_year_that_cannot_be_meant_is_refused_without_being_repeated(day):
    change = {"kind": "stop", "rebook": day}
    message = json.dumps({"draft": "d", "tab": "t", "id": "i", "base": 0, "change": change})
    with pytest.raises(AnswerRefused, match=r"field \$\.change\.rebook: found a year that cannot be meant") as refused:
        decode(message)
    assert day[:4] not in str(refused.value)


@pytest.mark.parametrize(
    ("change", "field", "kept"),
    [
        ({"kind": "note_words", "item": "a", "words": "a\u000bb\r\nc"}, "words", "a b\nc"),
        ({"kind": "said", "statement": "s", "item": "a", "informant": "child", "words": "a\u2028b"}, "words", "a b"),
        ({"kind": "answer", "item": "a", "value": "a\u0085b ٢"}, "value", "a b ٢"),
        ({"kind": "stop", "left": "a\u0000b"}, "left", "a b"),
        ({"kind": "close_note", "item": "a", "reference": "a\u007fb"}, "reference", "a b"),
    ],
)
def test_a_control_sign_in_words_becomes_a_space(change, field, kept):
    envelope = {"draft": "d", "tab": "t", "id": "i", "base": 0, "change": change}
    assert getattr(decode(json.dumps(envelope)).change, field) == kept
