"""The worked examples of every definition come out as written."""

import pytest

from scoring.conftest import NAMES, opened
from workbench.library.check import load
from workbench.library.working import answered
from workbench.scoring.single import score

EXAMPLES = [(name, example) for name in NAMES for example in opened(name).examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda part: getattr(part, "title", part))
def test_a_worked_example_comes_out_as_written(name, example):
    form = opened(name)
    table = score(form, answered(form, example)).table
    for scale, cells in example.expected.items():
        for measure, expected in cells.items():
            given = table.loc[scale, measure]
            assert table.loc[[scale], measure].isna().item() if expected == "missing" else given == expected


def test_an_example_may_hold_an_answer_that_is_hidden(days, save):
    answer = '"family", bed = 1,'
    form = load(save(days.replace(answer, f"{answer} rules = 3,"), folder="days"))
    answers = answered(form, form.examples[1])
    assert answers.hidden() == ("rules",)
    assert score(form, answers).rows["housing"]["highest"] == 1
