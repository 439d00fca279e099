"""Non-answers: one draw decides, and each reason has the share that its parameters give it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.loading import instrument
from workbench.synth.nonanswers import CHANCE, DOES_NOT_APPLY, NEED, TIME, UNSAFE, Gaps, draw_gaps
from workbench.synth.parameters import read_parameters
from workbench.synth.questions import read_questions

NUMBERS = read_parameters()
QUESTION = read_questions(NUMBERS, instrument("child_needs"))[0]
GRID = (np.arange(4000) + 0.5) / 4000
SHARES = st.floats(0, 1)


def ask(guarded, may_not_apply, of_concern, declined, not_reached):
    """Draws on an even grid of 0 to 1, all under the same circumstances."""
    same = np.ones(len(GRID))
    question = replace(QUESTION, domain=0, unsafe_in_company=guarded, item=with_skip(may_not_apply))
    gaps = Gaps(NUMBERS, same * of_concern > 0, same * not_reached, np.array([same * declined]))
    return draw_gaps(gaps, question, same > 0, GRID)


def with_skip(may_not_apply):
    items = instrument("child_needs").items
    return next(item for item in items if item.may_not_apply == may_not_apply)


@given(st.booleans(), st.booleans(), st.booleans(), SHARES, SHARES)
def test_of_several_reasons_the_first_counts(guarded, may_not_apply, of_concern, declined, not_reached):
    p = NUMBERS.number
    chances = {
        UNSAFE: p("missing.unsafe") * (of_concern and guarded),
        DOES_NOT_APPLY: p("missing.does_not_apply") * may_not_apply,
        NEED: declined,
        TIME: not_reached,
        CHANCE: p("missing.random"),
    }
    _, _, why = ask(guarded, may_not_apply, of_concern, declined, not_reached)
    before = 1.0
    for reason, chance in chances.items():
        assert (why == reason).sum() / len(GRID) == pytest.approx(before * chance, abs=1 / len(GRID))
        before *= 1 - chance


def test_where_an_item_does_not_apply_nothing_is_missing():
    gaps = Gaps(NUMBERS, np.ones(4, dtype=bool), np.ones(4), np.ones((1, 4)))
    at, reason, why = draw_gaps(gaps, replace(QUESTION, domain=0), np.array([True, False, True, False]), np.zeros(4))
    assert at.tolist() == [0, 2]
    assert len(reason) == len(why) == 2
