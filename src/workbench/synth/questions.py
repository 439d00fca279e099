"""The items of an instrument as the generator reads them: kind of answer, domain, steps, when an item applies."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..model.instrument import Condition, Instrument, Item
from ..model.scales import rates_strength
from ..model.vocabulary import GROUPS, INFORMANTS, STAGES
from .homes import HOME, home_shares
from .needs import NEEDS
from .parameters import Parameters
from .streams import stream

CONCERN = "person_of_concern"
SPEAKERS = ("parent", "carer", "child", "teacher")
YOUNGEST = {"parent": 0, "carer": 0, "child": 4, "teacher": 6}
STRENGTHS = NO_ANSWER = -1
EVERY_COHORT = 0
OF_AGE = 18
KINDS = (OF_AGE, len(GROUPS), len(STAGES))
_FARTHEST = 28.0  # of a log odds: beyond it a chance is 0 or 1 to twelve digits


@dataclass(frozen=True, eq=False)
class Question:
    """One item.

    `kind` is `ordered`, `unordered`, or `unrated` for words, dates and lists, which are never generated. `domain` is a
    place in `NEEDS`, or `STRENGTHS`. `listed` are the places of the codes in `code_list`, and -1 as that of
    `NO_ANSWER`. `steps` are the places on the latent scale at which the next code begins, `odds` the same as the
    ordinal model compares them. `fits` has one flag per completed year, group and stage. `speakers` are the places in
    `SPEAKERS` of those who may be asked for a level, `sources` those in `INFORMANTS` of who may be the main source.
    `shares` are those of codes without an order, by who looks after the child where that decides.
    """

    item: Item
    kind: str
    domain: int
    codes: tuple[int | str, ...]
    listed: np.ndarray
    steps: np.ndarray
    odds: np.ndarray
    fits: np.ndarray
    speakers: np.ndarray
    sources: tuple[int, ...]
    shares: np.ndarray
    unsafe_in_company: bool


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """An instrument and its items as the generator reads them; `codes` as in `code_list`."""

    form: Instrument
    questions: tuple[Question, ...]
    codes: list[str]


def read_questionnaire(numbers: Parameters, form: Instrument) -> Questionnaire:
    """Read an instrument."""
    return Questionnaire(form, read_questions(numbers, form), code_list(form))


def read_questions(numbers: Parameters, form: Instrument) -> tuple[Question, ...]:
    """Read every item of an instrument; difficulties hang on the item alone, so they are the same in every cohort."""
    listed = code_list(form)
    return tuple(_read(numbers, form, item, listed) for item in form.items)


def code_list(form: Instrument) -> list[str]:
    """Every code of the coded items, as text: numbers first, then words in the order of the file."""
    coded = [code for one in form.responses.values() if one.kind in ("level", "choice") for code in one.codes]
    levels = sorted({code for code in coded if isinstance(code, int)})
    return [*map(str, levels), *dict.fromkeys(code for code in coded if isinstance(code, str))]


def meets(question: Question, condition: Condition, answer: np.ndarray) -> np.ndarray:
    """Whether the answers (places in the codes, or `NO_ANSWER`) meet a condition."""
    wanted = np.array([*(code in condition.any_of for code in question.codes), False])
    return wanted[answer]


def as_odds(log_odds: np.ndarray) -> np.ndarray:
    """Odds in single precision, kept within what three of them multiplied can hold."""
    return np.exp(np.clip(log_odds, -_FARTHEST, _FARTHEST)).astype(np.float32)


def _read(numbers: Parameters, form: Instrument, item: Item, every_code: list[str]) -> Question:
    responses = form.responses[item.responses]
    strength = rates_strength(responses)
    ordered = responses.kind == "level" or strength
    kind = "ordered" if ordered else "unordered" if responses.kind == "choice" else "unrated"
    spread = numbers.number("ratings.difficulty_spread")
    difficulty = spread * stream(EVERY_COHORT, f"difficulty/{form.id}/{item.id}").standard_normal()
    given = numbers.array("ratings.strength_steps" if strength else "ratings.steps")
    between = max(len(responses.codes) - 1, 1)
    steps = np.interp(np.linspace(0, len(given) - 1, between), np.arange(len(given)), given) + difficulty
    steps = steps[: len(responses.codes) - 1]
    codes = responses.codes[::-1] if item.reversed else responses.codes
    fades = numbers.number("ratings.choice_fades")
    ages = np.array([year in item.years for year in range(OF_AGE)])
    informants = list(INFORMANTS)
    return Question(
        item=item,
        kind=kind,
        domain=STRENGTHS if strength or item.domain == "strengths" else NEEDS.index(item.domain),
        codes=codes,
        listed=np.array([*(every_code.index(str(one)) for one in codes if kind != "unrated"), -1], dtype=np.int16),
        steps=steps,
        odds=as_odds(numbers.number("ratings.discrimination") * steps),
        fits=ages[:, None, None] & _allowed(item.groups, GROUPS)[:, None] & _allowed(item.stages, STAGES),
        speakers=np.flatnonzero([ordered and (not item.asked_of or one in item.asked_of) for one in SPEAKERS]),
        sources=tuple(informants.index(code) for code in item.asked_of or ("worker",)),
        shares=home_shares(numbers, codes) if item.id == HOME else fades ** np.arange(len(codes)),
        unsafe_in_company=CONCERN in item.not_in_presence_of,
    )


def _allowed(named: tuple[str, ...], every: Mapping) -> np.ndarray:
    return np.array([not named or code in named for code in every])
