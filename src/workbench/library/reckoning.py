"""How the answers of an instrument are read, as the last part of its manual: fit for pencil and paper."""

from collections.abc import Iterator, Mapping

from ..model.instrument import Example, Instrument, Scale
from ..model.scales import attainable, reach, scales_of
from ..model.vocabulary import STRENGTHS, NonAnswer

_OPEN = "Unknown, declined, not safe to ask, not reached and not yet asked all count as open; nothing open is a zero."
_MEASURES = {
    "act_low": "to act on at least",
    "act_high": "at most",
    "unknown": "open:",
    "low": "at least",
    "high": "at most",
}
_OUT = "A question that does not apply, or is not asked of this child, is left out."


def reading_lines(form: Instrument, numbers: Mapping[str, int]) -> Iterator[str]:
    """Write every scale with its questions and how to count them, then the worked examples."""
    scales = scales_of(form)
    if not scales:
        return
    yield "## How to read the answers"
    yield ""
    yield f"{_OUT} {_OPEN}"
    yield ""
    for method, lines in (("action", _action_lines), ("strengths", _strength_lines)):
        if chosen := [scale for scale in scales if scale.method == method]:
            yield from lines(chosen, numbers)
    for scale in scales:
        if scale.method in ("sum", "mean"):
            yield from _sum_lines(form, scale, numbers)
    if form.examples:
        yield "### Worked examples"
        yield ""
        for example in form.examples:
            yield from _example_lines(form, example, numbers)


def _action_lines(scales: list[Scale], numbers: Mapping[str, int]) -> Iterator[str]:
    yield "### Levels"
    yield ""
    yield (
        "Levels are counted and never added up. For each line below write the highest level, then how many questions "
        "stand at 3, at 2, at 1, at 0, and how many are open. To act on: at least those at 3 and 2; at most those "
        "and the open ones."
    )
    yield ""
    yield from (f"- {scale.title}: {_questions(scale, numbers)}" for scale in scales)
    yield ""


def _strength_lines(scales: list[Scale], numbers: Mapping[str, int]) -> Iterator[str]:
    yield "### Strengths"
    yield ""
    words = ", ".join(f"“{label}”" for label in STRENGTHS.values())
    yield f"Count how many stand at {words}, and how many are open. They are never set off against a need."
    yield ""
    yield from (f"- {scale.title}: {_questions(scale, numbers)}" for scale in scales)
    yield ""


def _sum_lines(form: Instrument, scale: Scale, numbers: Mapping[str, int]) -> Iterator[str]:
    low, high = attainable(form, scale)
    yield f"### {scale.title}"
    yield ""
    how = "Add up" if scale.method == "sum" else "Take the mean of"
    yield f"{how} {_questions(scale, numbers)}: from {low:g} to {high:g} {scale.unit}."
    yield ""
    for item in map(form.item, scale.items):
        if item.reversed:
            ends = sum(reach(form, item))
            yield f"- Question {numbers[item.id]} is turned round: count {ends} less the level ticked."
    yield "- With questions open, count them once at their lowest and once at their highest level; write both totals."
    if scale.missing_allowed:
        where = " and both totals lie in one band" if scale.bands else ""
        yield (
            f"- A single value stands only where no more than {scale.missing_allowed} of them is open{where}. Each "
            "open question then counts as far between its lowest and highest level as the others together do."
        )
    else:
        yield "- A single value stands only where nothing is open."
    yield ""
    for band, end in zip(scale.bands, [*(f" to under {band.lowest:g}" for band in scale.bands[1:]), ""], strict=False):
        yield f"- from {band.lowest:g}{end}: {band.label}"
    if scale.bands:
        yield ""


def _example_lines(form: Instrument, example: Example, numbers: Mapping[str, int]) -> Iterator[str]:
    titles = {scale.id: scale.title for scale in scales_of(form)}
    yield f"**{example.title}**"
    yield ""
    given = "; ".join(f"{numbers[item]}: {_answer(form, item, value)}" for item, value in example.answers.items())
    yield f"- Answers: {given}."
    for name, cells in example.expected.items():
        yield f"- {titles[name]}: {', '.join(f'{_measure(measure)} {_cell(cell)}' for measure, cell in cells.items())}."
    yield ""


def _answer(form: Instrument, item: str, value: object) -> str:
    if value in set(NonAnswer):
        return NonAnswer(str(value)).label.lower()
    responses = form.responses[form.item(item).responses]
    if responses.kind == "level":
        return str(value)
    chosen = value if isinstance(value, tuple) else (value,)
    labels = dict(zip(responses.codes, responses.labels, strict=True))
    return ", ".join(labels.get(code, str(code)) for code in chosen) or "none of these"


def _measure(name: str) -> str:
    return _MEASURES.get(name) or (f"at {name[1]}:" if name[1:].isdigit() else f"{STRENGTHS.get(name, name).lower()}:")


def _cell(cell: float | str) -> str:
    return cell if isinstance(cell, str) else f"{cell:g}"


def _questions(scale: Scale, numbers: Mapping[str, int]) -> str:
    listed = [str(numbers[item]) for item in scale.items]
    return f"question{'s' * (len(listed) > 1)} {', '.join(listed)}"
