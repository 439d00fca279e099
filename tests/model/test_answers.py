"""Answers: what may be recorded, what is asked, and what stands beside a rating."""

from datetime import UTC, datetime

import msgspec
import pytest
from msgspec import structs

from workbench.errors import AnswerRefused, UnknownName
from workbench.model.answers import MAX_WORDS, Answers
from workbench.model.instrument import Condition
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


def test_every_change_returns_a_new_object(answers):
    after = answers.record("school", 1).said("school", "child", "words")
    assert (dict(answers.recorded), answers.statements) == ({}, ())
    assert after.clear("school").recorded == {}
    assert after.recorded["school"].value == 1


def test_what_people_said_stands_side_by_side_and_never_touches_the_rating(answers):
    rated = answers.record("school", 2)
    after = rated.said("school", "child", "I like it", 0).said("school", "teacher", "often away", 3)
    assert after.value("school") == 2
    assert [(said.informant, said.value) for said in after.statements] == [("child", 0), ("teacher", 3)]


def test_a_statement_written_again_replaces_its_words_and_can_be_taken_back(answers):
    first = answers.said("school", "child", "one", statement="a").said("school", "child", "two", statement="b")
    second = first.said("school", "child", "three", statement="a")
    assert [said.words for said in second.statements] == ["three", "two"]
    assert [said.id for said in second.unsaid("a").statements] == ["b"]
    with pytest.raises(AnswerRefused, match="another item"):
        second.said("sign", "child", "four", statement="a")


def test_a_statement_without_an_id_never_overwrites_an_earlier_one(answers):
    after = answers.said("school", "child", "one").said("school", "child", "two").unsaid("s1")
    assert [said.words for said in after.said("school", "child", "three").statements] == ["two", "three"]


def test_age_group_and_stage_decide_what_is_asked(form):
    def asked(**context) -> set[str]:
        return {item.id for item in Answers(form, context).shown()}

    assert "school" in asked(age=6) and "school" not in asked(age=5.9)
    assert "left" in asked(group="left_behind") and "left" not in asked(group="born_after")
    assert "early" in asked(stage="crisis") and "early" not in asked(stage="transition")
    assert {"school", "left", "early"} <= asked(), "what is not yet known hides nothing"


@pytest.mark.parametrize(("age", "asked"), [(5.9, False), (6, True), (8.9, True), (9, False), (None, True)])
def test_an_age_range_counts_whole_years_and_includes_the_last(form, age, asked):
    item = msgspec.structs.replace(form.item("since"), age_range=(6, 8))
    assert Answers(form, {"age": age}).applies(item) is asked
    assert item.years == {6, 7, 8}


def test_without_an_age_range_the_bands_count_and_without_bands_every_year(form):
    assert form.item("school").years == set(range(6, 18))
    assert form.item("since").years == set(range(18))


def test_people_who_differ_are_shown_and_never_averaged(answers):
    told = answers.record("school", 2).said("school", "teacher", "comes every day", 0).said("sign", "child", "no", "no")
    assert told.disputed() == ("school",)
    assert told.value("school") == 2
    assert told.said("sign", "carer", "yes", "yes").disputed() == ("sign", "school")
    assert answers.said("school", "teacher", value=1).said("school", "carer", value=1).disputed() == ()
    assert answers.record("school", NonAnswer.UNKNOWN).said("school", "teacher", value=1).disputed() == ()


def test_a_branch_on_an_item_that_is_not_asked_does_not_hold(answers):
    deep = answers.record("way", "ask").record("sign", "yes").record("after_sign", 3)
    assert deep.applies("after_sign")
    stopped = deep.record("way", "stop")
    assert not stopped.applies("sign") and not stopped.applies("after_sign")
    assert stopped.hidden() == ("sign", "after_sign")
    assert stopped.value("after_sign") == 3
    assert stopped.record("way", "ask").hidden() == ()


def test_a_branch_on_several_answers_holds_when_one_fits(answers):
    assert answers.record("here", ["child", "parent"]).applies("alone")
    assert not answers.record("here", ["parent"]).applies("alone")


def test_nothing_may_be_spoken_before_someone_said_so(answers):
    assert not answers.may_be_spoken()
    assert answers.record("way", "ask").may_be_spoken()
    assert not answers.record("way", "stop").may_be_spoken()


@pytest.mark.parametrize(
    "context", [{"group": "other"}, {"stage": "late"}, {"age": 18}, {"age": -1}, {"age": "nine"}, {"name": "x"}]
)
def test_a_context_outside_the_vocabulary_is_refused(form, context):
    with pytest.raises(AnswerRefused, match="context"):
        Answers(form, context)


def test_answers_are_equal_by_content_and_come_back_from_what_was_kept(form, answers):
    after = answers.record("school", 1, at=NOW).said("school", "child", "words", at=NOW)
    again = Answers.restored(form, after.context, after.recorded, after.statements)
    assert again == after != answers


def test_speaking_needs_every_condition(form):
    both = (Condition(item="way", any_of=("ask",)), Condition(item="sign", any_of=("no", "worry")))
    answers = Answers(structs.replace(form, spoken_when=both)).record("way", "ask")
    assert not answers.may_be_spoken()
    assert answers.record("sign", "no").may_be_spoken()
    assert not answers.record("sign", "yes").may_be_spoken()
    assert Answers(structs.replace(form, spoken_when=())).may_be_spoken()


def test_an_item_hidden_by_an_answer_is_asked_while_that_answer_is_open(form):
    item = structs.replace(form.item("school"), show_if=(), hide_if=(Condition(item="sign", any_of=("yes",)),))
    answers = Answers(form).record("way", "ask")
    assert answers.applies(item)
    assert answers.record("sign", "no").applies(item)
    assert answers.record("sign", NonAnswer.UNKNOWN).applies(item)
    assert not answers.record("sign", "yes").applies(item)
    assert answers.record("sign", "yes").record("way", "stop").applies(item), (
        "an answer that is hidden itself hides nothing"
    )


def test_of_several_branches_one_is_enough(form):
    either = (Condition(item="sign", any_of=("yes",)), Condition(item="here", any_of=("parent",)))
    item = structs.replace(form.item("school"), show_if_any=either)
    answers = Answers(form).record("way", "ask")
    assert not answers.applies(item)
    assert answers.record("sign", "yes").applies(item) and answers.record("here", ("parent",)).applies(item)
    assert not answers.record("sign", "yes").record("way", "stop").applies(item)
