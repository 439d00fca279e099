"""Answers: what is asked, what is kept, and what stands beside a rating."""

from datetime import UTC, datetime

import pytest
from msgspec import structs

from workbench.errors import AnswerRefused
from workbench.model.answers import Answers
from workbench.model.instrument import Condition
from workbench.model.vocabulary import NonAnswer

NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)


@pytest.fixture
def answers(form) -> Answers:
    return Answers(form, {"group": "left_behind", "age": 9, "stage": "crisis"})


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
