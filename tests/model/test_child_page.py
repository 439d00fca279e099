"""A permission, and a child that names nobody: read from the child's own answers, and never counted as a strength."""

from datetime import UTC, datetime

import pytest

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.child_page import agrees_to_show, names_none, none_named
from workbench.model.draft import Draft, apply, start
from workbench.model.vocabulary import NonAnswer

VOICE = instrument("child_voice")
NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)


def answered(age: int, source: str = "child", **answers: object) -> Draft:
    draft = start(VOICE, {"age": age})
    for item, value in answers.items():
        draft = apply(draft, changes.Answer(item=item, value=value, source=source), NOW)
    return draft


@pytest.mark.parametrize(
    ("age", "first", "last"),
    [(7, "begin_young", "share_young"), (10, "begin_middle", "share_middle"), (15, "begin_teen", "share_teen")],
)
def test_the_child_agrees_with_its_last_answer_alone(age, first, last):
    assert agrees_to_show(answered(age, **{first: "go", last: "carers"}))
    assert not agrees_to_show(answered(age, **{first: "go", last: "ask_me"}))
    assert not agrees_to_show(answered(age, **{first: "go"}))
    assert not agrees_to_show(answered(age, **{first: "not_today", last: "carers"})), "no longer asked"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"people_teen": ("nobody_yet",)}, ("The child names nobody to turn to.",)),
        ({"helps_teen": ("nothing_yet",)}, ("The child names nothing that helps.",)),
        (
            {"people_teen": ("nobody_yet",), "helps_teen": ("nothing_yet",)},
            ("The child names nobody to turn to and nothing that helps.",),
        ),
        ({"people_teen": ("friend",), "helps_teen": ("music",)}, ()),
        ({"miss_teen": ("nobody_now",)}, ()),
    ],
)
def test_nobody_and_nothing_are_said_in_one_sentence(answers, told):
    assert none_named(answered(15, begin_teen="go", **answers).answers) == told


def test_what_the_worker_saw_is_said_by_its_question():
    draft = answered(1, "worker", baby_soother=("nobody_yet",))
    assert none_named(draft.answers) == ("Who soothes: nobody seen yet.",)


def test_a_skipped_question_names_nobody_missing():
    item = VOICE.item("people_teen")
    draft = apply(
        answered(15, begin_teen="go"), changes.NoAnswer(item=item.id, reason=NonAnswer.DECLINED, by="child"), NOW
    )
    assert not names_none(draft.answers, item) and none_named(draft.answers) == ()
