"""Looking through families, block by block, for those that meet a wish; every wish is counted by itself as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..cohort.codes import CHILD_CRITERIA, OCCASIONS, PARENT_CRITERIA, PRACTITIONER, SETBACKS
from ..errors import CaseNotFound
from ..model.instrument import Instrument
from ..model.scales import rates_action, rates_strength
from ..model.vocabulary import GROUPS, STAGES, STRENGTHS
from .history import History
from .questions import code_list
from .sheet import SAID_BY
from .streams import SIZE
from .wishes import ANY, Wish


@dataclass
class Looked:
    """How many families were looked at, met each wish by itself, and would meet the list without it."""

    families: int = 0
    alone: dict[str, int] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)

    def add(self, history: History, met: Mapping[str, np.ndarray], kept: np.ndarray) -> None:
        """Count the families of one block."""
        self.families += int(kept.sum())
        for name, flags in met.items():
            others = [one for other, one in met.items() if other != name]
            for counts, fits in ((self.alone, flags), (self.without, np.logical_and.reduce(others or [flags]))):
                found = np.unique(_families(history)[fits])
                counts[name] = counts.get(name, 0) + int(kept[found].sum())


def first_assessments(history: History, met: Mapping[str, np.ndarray], kept: np.ndarray) -> list[int]:
    """Place of the first assessment that meets every wish, of each family that has one."""
    family = _families(history)
    places = np.flatnonzero(np.logical_and.reduce([kept[family], *met.values()]))
    _, first = np.unique(family[places], return_index=True)
    return places[first].tolist()


def meet_wishes(wish: Wish, form: Instrument, history: History) -> dict[str, np.ndarray]:
    """Whether each assessment of a block meets each wish, by the wish in words.

    What is wished of a child or family is told at each of its assessments; needs and strengths must show at the
    assessment itself. Occasion and stage narrow every other wish and are not told apart from them.
    """
    made = history.assessments
    when = np.ones(len(made), dtype=bool)
    if wish.occasion != ANY:
        when &= made.occasion == list(OCCASIONS).index(wish.occasion)
    if wish.stage:
        when &= made.stage == list(STAGES).index(wish.stage)
    met = {name: flags[made.child] for name, flags in _of_children(wish, history).items()}
    if wish.ages:
        first, last = wish.ages
        met[f"ages {first} to {last}"] = (made.age >= first) & (made.age <= last)
    for name, level in wish.needs.items():
        met[f"need {name} at {level} or more"] = _shows(form, history, name, level)
    for name, word in wish.strengths.items():
        met[f"strength {name} {word} or more"] = _shows(form, history, name, word)
    return {name: flags & when for name, flags in met.items()} or {"any family": when}


def tell_absence(looked: Looked, *, found: Sequence, where: str) -> CaseNotFound:
    """Make the error that says how far was looked and which wish was the rarest."""
    rarest = min(looked.alone, key=lambda name: looked.alone[name])
    hardest = max(looked.without, key=lambda name: looked.without[name])
    what = "no such family" if not found else f"{len(found)} found, and no other such family"
    more = f" Without '{hardest}', {looked.without[hardest]:,} fit."
    if len(looked.without) == 1:
        more = ""
    elif not looked.without[hardest]:
        more = " Leaving any one out would not be enough."
    error = CaseNotFound(
        f"{what} among the {looked.families:,} looked at ({where}). Not impossible, only rare: the rarest wish is "
        f"'{rarest}', met by {looked.alone[rarest]:,} by itself.{more} Wish for less, look at more families, or take "
        "another seed."
    )
    error.found = tuple(found)
    return error


def _families(history: History) -> np.ndarray:
    """Family of each assessment."""
    return history.children.family[history.assessments.child]


def _of_children(wish: Wish, history: History) -> dict[str, np.ndarray]:
    """Whether each child meets what is wished of child and family."""
    children, family, groups = history.children, history.children.family, list(GROUPS)
    met = {}
    if wish.group:
        met[f"group {wish.group}"] = children.group == groups.index(wish.group)
    if wish.sibling_group:
        such = children.group == groups.index(wish.sibling_group)
        met[f"a sibling {wish.sibling_group}"] = np.bincount(family, such, SIZE)[family] > such
    if wish.children:
        met[f"{wish.children} children"] = np.bincount(family, minlength=SIZE)[family] == wish.children
    for criterion in wish.criteria:
        met[f"criterion {criterion}"] = children.criteria[:, CHILD_CRITERIA.index(criterion)]
    if wish.criteria_at_least:
        met[f"{wish.criteria_at_least} criteria or more"] = children.complexity >= wish.criteria_at_least
    of_parents = history.parents.criteria[history.parents.number == 1][family]
    for criterion in wish.parent_criteria:
        met[f"parent criterion {criterion}"] = of_parents[:, PARENT_CRITERIA.index(criterion)]
    if wish.setback:
        met[_setback_in_words(wish)] = _had_setback(wish, history)
    return met


def _shows(form: Instrument, history: History, name: str, least: int | str) -> np.ndarray:
    """Assessments at which an item, or any item of a domain, was rated at least so."""
    rates = rates_action if isinstance(least, int) else rates_strength
    codes = [str(code) for code in range(least, 4)] if isinstance(least, int) else _from(least)
    items = [
        place
        for place, item in enumerate(form.items)
        if name in (item.id, item.domain) and rates(form.responses[item.responses])
    ]
    listed, ratings = code_list(form), history.ratings
    assert ratings is not None
    values = [listed.index(code) for code in codes]
    rows = np.isin(ratings.item, items) & np.isin(ratings.value, values)
    rows &= ratings.said_by == SAID_BY.index(PRACTITIONER)
    shown = np.zeros(len(history.assessments), dtype=bool)
    shown[ratings.assessment[rows]] = True
    return shown


def _from(word: str) -> list[str]:
    words = list(STRENGTHS)
    return words[words.index(word) :]


def _had_setback(wish: Wish, history: History) -> np.ndarray:
    """Children who had such a setback; its stage is the one in which visits saw the child when it came."""
    events = history.setbacks
    fits = np.ones(len(events), dtype=bool)
    if wish.setback != ANY:
        code = list(SETBACKS).index(wish.setback)  # type: ignore[arg-type]
        fits = (events.type == code) | (events.second == code)
    if wish.setback_stage and len(events):
        stays = history.stages
        span = int(stays["end"].max()) + 2
        at = np.searchsorted(stays["child"] * span + stays["start"], events.child * span + events.day) - 1
        fits &= stays["stage"][at] == list(STAGES).index(wish.setback_stage)
    had = np.zeros(len(history.children), dtype=bool)
    had[events.child[fits]] = True
    return had


def _setback_in_words(wish: Wish) -> str:
    of_type = "a setback" if wish.setback == ANY else f"setback {wish.setback}"
    return f"{of_type} in {wish.setback_stage}" if wish.setback_stage else of_type
