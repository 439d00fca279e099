"""Of whom each question is asked, in words and as the table at the front of a manual."""

from collections.abc import Iterable, Iterator, Mapping

from ..model.instrument import Condition, Instrument, Item
from ..model.vocabulary import AGE_BANDS, STAGES, STORIES

_YEARS = range(max(last for _, last in AGE_BANDS.values()) + 1)


def limits(form: Instrument, item: Item, numbers: Mapping[str, int]) -> list[str]:
    """Whatever limits whom an item is asked of, in words that follow "only"."""
    found = []
    if item.ages:
        found.append(f"for ages {listed(item.ages)}")
    if item.age_range:
        found.append(f"for ages {item.age_range[0]}-{item.age_range[-1]}")
    if item.groups:
        found.append(f"for these groups: {'; '.join(STORIES[code] for code in item.groups)}")
    if item.stages:
        found.append(f"in these stages: {'; '.join(STAGES[code] for code in item.stages)}")
    return found + _branches(form, item, numbers)


def told(form: Instrument, condition: Condition, numbers: Mapping[str, int], verb: str = "is") -> str:
    """A condition in words: "when 5 is “Foster family”"."""
    responses = form.responses[form.item(condition.item).responses]
    labels = [responses.labels[responses.codes.index(code)] for code in condition.any_of]
    return f"when {numbers[condition.item]} {verb} {listed((f'“{label}”' for label in labels), 'or')}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list inside a sentence."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def asking_lines(form: Instrument, numbers: Mapping[str, int]) -> Iterator[str]:
    """Write which questions are for which child: one line for all questions with the same limits.

    Columns are the stretches of age between which the questions change. Nothing is written where every question is
    for everybody.
    """
    spans = _spans(form)
    rows: dict[tuple[str, ...], list[int]] = {}
    for item in form.items:
        marks = tuple("●" if first in item.years else "" for first, _ in spans)
        where = "; ".join(STORIES[code] for code in item.groups) or "every group"
        when = "; ".join([*(STAGES[code] for code in item.stages), *_branches(form, item, numbers)])
        rows.setdefault((*marks, where, when), []).append(numbers[item.id])
    if len(rows) < 2:
        return
    ages = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    heads = [*ages, "Group", "Only", "Questions"]
    yield "## Which questions are for which child"
    yield ""
    yield "Find the age, then the group; ask the questions of every line that fits and leave out the others."
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row, asked in rows.items():
        yield f"| {' | '.join((*row, _runs(asked)))} |"
    yield ""


def _branches(form: Instrument, item: Item, numbers: Mapping[str, int]) -> list[str]:
    found = [told(form, condition, numbers) for condition in item.show_if]
    if item.show_if_any:
        found.append(listed((told(form, condition, numbers) for condition in item.show_if_any), "or"))
    return found + [told(form, condition, numbers, "is not") for condition in item.hide_if]


def _spans(form: Instrument) -> list[tuple[int, int]]:
    """First and last years between which the questions for a child do not change."""
    asked = [[item.id for item in form.items if year in item.years] for year in _YEARS]
    firsts = [year for year in _YEARS if year == 0 or asked[year] != asked[year - 1]]
    return [(first, after - 1) for first, after in zip(firsts, [*firsts[1:], _YEARS.stop], strict=True)]


def _runs(numbers: list[int]) -> str:
    """Numbers in few words: 1, 2, 4-6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
