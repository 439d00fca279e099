"""What a child's own page tells beyond its answers: whom it may be shown to, and where the child names nobody."""

from itertools import groupby

from ..language import Labels, all_of, say
from .ages import Age, age_between, possible
from .answers import Answers
from .draft import Draft
from .instrument import Instrument, Item
from .vocabulary import LAST_YEAR

# The child's decision is the item answered by these codes: the team alone, or the carers, too.
TEAM, CARERS = "team", "carers"
STRENGTHS = "strengths"
NAMED = Labels({"nobody_yet": "nobody to turn to", "nothing_yet": "nothing that helps"})


def agrees_to_show(draft: Draft) -> bool:
    """Whether the child has answered that the adults at home may see the page."""
    form, answers = draft.form, draft.answers
    decisions = [item for item in answers.shown() if {TEAM, CARERS} <= set(form.responses[item.responses].codes)]
    return any(answers.value(item.id) == CARERS for item in decisions)


def fitting_pages(form: Instrument, age: Age) -> tuple[Age, ...]:
    """Parts of an age that is not known exactly, each of which has a page of its own, the youngest first.

    Where the questions are not the child's own, or are the same for every possible age, that is the whole age.
    """
    if form.rated_by != "child":
        return (age,)
    asked = lambda year: tuple(item.id for item in form.items if min(year, LAST_YEAR) in item.years)
    stretches = [list(stretch) for _, stretch in groupby(possible(age), key=asked)]
    return tuple(age_between(stretch[0], stretch[-1]) for stretch in stretches) if len(stretches) > 1 else (age,)


def names_none(answers: Answers, item: Item) -> bool:
    """Whether a question for what holds the child up was answered by "nobody" or "nothing" alone."""
    value, alone = answers.value(item.id), answers.form.responses[item.responses].exclusive
    return item.domain == STRENGTHS and isinstance(value, tuple) and bool(value) and set(value) <= set(alone)


def none_named(answers: Answers) -> tuple[str, ...]:
    """Say in sentences whom or what nobody has named yet: the opposite of a strength, and never listed as one."""
    found = [item for item in answers.shown() if names_none(answers, item)]
    by_child = [item for item in found if answers.recorded[item.id].source == "child"]
    named = [NAMED.get(code, code) for item in by_child for code in _codes(answers, item)]
    told = (say("The child names {whom}.", whom=all_of(named)),) if named else ()
    return told + tuple(f"{item.text}: {_label(answers, item)}." for item in found if item not in by_child)


def _label(answers: Answers, item: Item) -> str:
    responses = answers.form.responses[item.responses]
    labels = dict(zip(responses.codes, responses.labels, strict=True))
    return ", ".join(labels[code].lower() for code in _codes(answers, item))


def _codes(answers: Answers, item: Item) -> tuple[str, ...]:
    value = answers.value(item.id)
    return value if isinstance(value, tuple) else ()
