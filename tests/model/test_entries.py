"""What may be recorded of an item, and that a refusal never repeats it."""

from datetime import UTC, datetime

import pytest

from workbench.errors import AnswerRefused, UnknownName
from workbench.model.answers import Answers
from workbench.model.entries import MAX_WORDS
from workbench.model.vocabulary import NonAnswer

NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)


@pytest.fixture
def answers(form) -> Answers:
    return Answers(form, {"group": "left_behind", "age": 9, "stage": "crisis"})


@pytest.mark.parametrize(
    ("item", "value", "kept"),
    [
        ("school", 2, 2),
        ("sign", "worry", "worry"),
        ("here", ["parent", "child"], ("child", "parent")),
        ("here", [], ()),
        ("alone", "words", "words"),
        ("since", "2026-05-01", "2026-05-01"),
    ],
)
def test_a_code_a_list_words_and_a_date_are_kept(answers, item, value, kept):
    after = answers.record(item, value, informant="carer", at=NOW)
    assert after.value(item) == kept
    assert (after.recorded[item].source, after.recorded[item].at) == ("carer", NOW)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("school", 4),
        ("school", "2"),
        ("school", True),
        ("school", 2.0),
        ("school", None),
        ("sign", 1),
        ("sign", "YES"),
        ("here", "child"),
        ("here", ["nobody"]),
        ("here", [["child"]]),
        ("alone", ""),
        ("alone", "x" * (MAX_WORDS + 1)),
        ("since", "31.05.2026"),
        ("since", "2026-02-30"),
        ("since", 20260531),
    ],
)
def test_anything_else_is_refused_without_repeating_it(answers, item, value):
    with pytest.raises(AnswerRefused) as refused:
        answers.record(item, value)
    assert item in str(refused.value) and "allowed" in str(refused.value)
    assert "nobody" not in str(refused.value) and "31.05" not in str(refused.value)


def test_an_item_or_a_person_that_does_not_exist_is_refused(answers):
    with pytest.raises(UnknownName):
        answers.record("nothing", 1)
    with pytest.raises(AnswerRefused, match="informant"):
        answers.record("school", 1, informant="neighbour")
    with pytest.raises(AnswerRefused, match="informant"):
        answers.said("school", "neighbour", "words")


@pytest.mark.parametrize("reason", NonAnswer)
def test_a_non_answer_is_never_a_value(answers, reason):
    after = answers.record("left", reason, informant="parent")
    assert after.value("left") is None
    assert after.recorded["left"].non_answer is reason


def test_not_applicable_only_where_the_item_allows_it(answers):
    with pytest.raises(AnswerRefused, match="does not apply"):
        answers.record("school", NonAnswer.NOT_APPLICABLE)
