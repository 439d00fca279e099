"""Worked examples: each is run, and every cell it states must be what the score gives."""

from collections.abc import Iterator

from ..errors import AnswerRefused
from ..model.answers import Answers
from ..model.instrument import Example, Instrument
from ..model.scales import scales_of
from ..model.vocabulary import NonAnswer
from ..scoring.measures import MEASURES
from ..scoring.single import score
from .fault import Fault, repeated, unknown
from .scaling import MISSING, SUMMED

_CONTEXT = ("group", "age", "stage")
_NON_ANSWERS = {reason.value: reason for reason in NonAnswer}


def working_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in the worked examples of an otherwise sound definition."""
    for title in repeated(example.title for example in form.examples):
        yield Fault(f"example {title!r}", "the title twice", "each title once", "Say what the two show.")
    for example in form.examples:
        found = list(_example_faults(form, example))
        yield from found or _result_faults(form, example)
    shown = {scale for example in form.examples for scale in example.expected}
    for scale in scales_of(form):
        if scale.method in SUMMED and scale.id not in shown:
            remedy = "Work one out by hand and write it down."
            yield Fault(f"scale {scale.id}", "no worked example", "at least one", remedy)


def answered(form: Instrument, example: Example) -> Answers:
    """Record the answers of an example, in its context.

    Raises
    ------
    AnswerRefused
        A context or an answer that cannot be recorded.
    """
    answers = Answers(form, example.context)
    for item, value in example.answers.items():
        reason = _NON_ANSWERS.get(value) if isinstance(value, str) else None
        answers = answers.record(item, value if reason is None else reason)
    return answers


def _example_faults(form: Instrument, example: Example) -> Iterator[Fault]:
    where = f"example {example.title!r}"
    yield from unknown(where, "context", example.context, _CONTEXT)
    yield from unknown(where, "an answer to item", example.answers, [item.id for item in form.items])
    scales = {scale.id: scale for scale in scales_of(form)}
    yield from unknown(where, "scale", example.expected, scales)
    for name, cells in example.expected.items():
        if name in scales:
            yield from unknown(where, f"measure of {name!r}", cells, MEASURES[scales[name].method])
    if not example.expected:
        yield Fault(where, "nothing expected", "at least one cell", "Say what the answers come to.")


def _result_faults(form: Instrument, example: Example) -> Iterator[Fault]:
    where = f"example {example.title!r}"
    try:
        rows = score(form, answered(form, example)).rows
    except AnswerRefused as refused:
        said = f"The record says: {str(refused).rstrip('.')}."
        yield Fault(where, "what cannot be recorded", "codes and non-answers of the item", said)
        return
    for name, cells in example.expected.items():
        for measure, expected in cells.items():
            given = MISSING if rows[name][measure] is None else rows[name][measure]
            if given != expected:
                remedy = "Count again by hand, then mend the example or the scale."
                yield Fault(where, f"{name}.{measure} = {_said(expected)}", f"{_said(given)}, as scored", remedy)


def _said(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, (int, float)) else repr(cell)
