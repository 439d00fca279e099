"""The items of an instrument as the generator reads them: kind of answer, domain, steps, when an item applies."""

from dataclasses import dataclass

import numpy as np

from ..model.instrument import Condition, Instrument, Item
from ..model.scales import rates_strength
from ..model.vocabulary import GROUPS, STAGES
from .needs import NEEDS
from .parameters import Parameters
from .streams import stream

CONCERN = "person_of_concern"
STRENGTHS = -1
EVERY_COHORT = 0
OF_AGE = 18


@dataclass(frozen=True, eq=False)
class Question:
    """One item.

    `kind` is `ordered`, `unordered`, or `unrated` for words, dates and lists, which are never generated. `domain` is a
    place in `NEEDS`, or `STRENGTHS`. `steps` are the places on the latent scale at which the next code begins. `ages`
    has one flag per completed year.
    """

    item: Item
    kind: str
    domain: int
    codes: tuple[int | str, ...]
    steps: np.ndarray
    ages: np.ndarray
    groups: np.ndarray
    stages: np.ndarray
    unsafe_in_company: bool


def read_questions(numbers: Parameters, form: Instrument) -> tuple[Question, ...]:
    """Read every item of an instrument; difficulties hang on the item alone, so they are the same in every cohort."""
    return tuple(_read(numbers, form, item) for item in form.items)


def code_list(form: Instrument) -> list[str]:
    """Every code of the coded items, as text: numbers first, then words in the order of the file."""
    coded = [code for one in form.responses.values() if one.kind in ("level", "choice") for code in one.codes]
    levels = sorted({code for code in coded if isinstance(code, int)})
    return [*map(str, levels), *dict.fromkeys(code for code in coded if isinstance(code, str))]


def meets(question: Question, condition: Condition, answer: np.ndarray) -> np.ndarray:
    """Whether the answers (places in the codes, -1 for none) meet a condition."""
    wanted = [place for place, code in enumerate(question.codes) if code in condition.any_of]
    return np.isin(answer, wanted)


def _read(numbers: Parameters, form: Instrument, item: Item) -> Question:
    responses = form.responses[item.responses]
    strength = rates_strength(responses)
    ordered = responses.kind == "level" or strength
    kind = "ordered" if ordered else "unordered" if responses.kind == "choice" else "unrated"
    spread = numbers.number("ratings.difficulty_spread")
    difficulty = spread * stream(EVERY_COHORT, f"difficulty/{form.id}/{item.id}").standard_normal()
    given = numbers.array("ratings.strength_steps" if strength else "ratings.steps")
    between = max(len(responses.codes) - 1, 1)
    steps = np.interp(np.linspace(0, len(given) - 1, between), np.arange(len(given)), given) + difficulty
    listed = responses.codes[::-1] if item.reversed else responses.codes
    return Question(
        item=item,
        kind=kind,
        domain=STRENGTHS if strength or item.domain == "strengths" else NEEDS.index(item.domain),
        codes=listed,
        steps=steps,
        ages=np.array([year in item.years for year in range(OF_AGE)]),
        groups=_allowed(item.groups, GROUPS),
        stages=_allowed(item.stages, STAGES),
        unsafe_in_company=CONCERN in item.not_in_presence_of,
    )


def _allowed(named: tuple[str, ...], every: dict) -> np.ndarray:
    return np.array([not named or code in named for code in every])
