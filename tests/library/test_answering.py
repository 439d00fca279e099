"""Every instrument takes answers one at a time: nothing that is done to one question touches another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.conftest import NAMES, opened
from scoring.filled import CONTEXTS, cell
from workbench.model.answers import Answers


def steps(form) -> st.SearchStrategy:
    """Record, take back, or close the sitting and open it again, in any order."""
    record = st.sampled_from(form.items).flatmap(lambda item: st.tuples(st.just(item.id), cell(form, item)))
    clear = st.sampled_from(form.items).map(lambda item: (item.id, None))
    return st.lists(st.one_of(record, record, clear, st.just((None, None))), max_size=30)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_recording_hiding_showing_and_opening_again_never_change_another_answer(name, data):
    form = opened(name)
    answers = Answers(form, data.draw(CONTEXTS))
    for item, value in data.draw(steps(form)):
        before = answers.recorded
        if item is None:
            answers = Answers.restored(form, answers.context, answers.recorded, answers.statements)
            assert answers.recorded == before
            continue
        answers = answers.clear(item) if value is None else answers.record(item, value)
        others = {key: entry for key, entry in answers.recorded.items() if key != item}
        assert others == {key: entry for key, entry in before.items() if key != item}
        assert (item in answers.recorded) == (value is not None)
        hidden = set(answers.hidden())
        assert hidden | {shown.id for shown in answers.shown()} >= answers.recorded.keys()
        assert not hidden & {shown.id for shown in answers.shown()}
