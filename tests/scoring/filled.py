"""Random contexts and answers to any instrument, as Hypothesis draws them, and the same as one row of a frame."""

from typing import Any

from hypothesis import strategies as st

from workbench.model.answers import Answers
from workbench.model.instrument import Instrument, Item
from workbench.model.vocabulary import GROUPS, STAGES, NonAnswer

CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "group": st.sampled_from(list(GROUPS)),
        "age": st.one_of(st.integers(0, 22), st.floats(0, 22.99), st.tuples(st.integers(0, 12), st.integers(12, 22))),
        "stage": st.sampled_from(list(STAGES)),
    },
)


def cell(form: Instrument, item: Item) -> st.SearchStrategy:
    """Anything that an item takes: a code, several, a non-answer."""
    responses = form.responses[item.responses]
    reasons = st.sampled_from([r for r in NonAnswer if item.may_not_apply or r is not NonAnswer.NOT_APPLICABLE])
    match responses.kind:
        case "many":
            codes: Any = st.lists(st.sampled_from(responses.codes), unique=True, max_size=3).map(tuple)
        case "words":
            codes = st.just("a few words")
        case "date":
            codes = st.just("2026-05-31")
        case _:
            codes = st.sampled_from(responses.codes)
    return st.one_of(codes, codes, codes, reasons)


def rows(form: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """A row: context and some of the answers, by column."""
    answers = st.fixed_dictionaries({}, optional={item.id: cell(form, item) for item in form.items})
    return st.tuples(CONTEXTS, answers).map(lambda parts: parts[0] | parts[1])


def recorded(form: Instrument, row: dict[str, Any]) -> Answers:
    """The same row, recorded answer by answer."""
    answers = Answers(form, {name: row[name] for name in ("group", "age", "stage") if name in row})
    for item in form.items:
        if item.id in row:
            answers = answers.record(item.id, row[item.id])
    return answers
