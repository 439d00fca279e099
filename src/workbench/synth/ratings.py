"""Ratings: an ordinal response model over the items of the actual instrument; statements beside them; non-answers."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import PRACTITIONER
from ..model.instrument import Condition, Instrument
from ..model.vocabulary import INFORMANTS
from .assessments import Assessments
from .nonanswers import Circumstances, draw_non_answers
from .questions import STRENGTHS, Question, code_list, meets, read_questions
from .streams import Block

SAID_BY = [PRACTITIONER, *INFORMANTS]
SPEAKERS = ("parent", "carer", "child", "teacher")
YOUNGEST = {"parent": 0, "carer": 0, "child": 4, "teacher": 6}


@dataclass(frozen=True, eq=False)
class Ratings:
    """One value per row, in the order of assessment, item and speaker.

    `value` is a place in `code_list`, `non_answer` and `source` in the vocabulary; -1 is none. `would_be` is the code
    that a missing rating would have had; `why` says why it is missing.
    """

    assessment: np.ndarray
    item: np.ndarray
    said_by: np.ndarray
    value: np.ndarray
    non_answer: np.ndarray
    source: np.ndarray
    would_be: np.ndarray
    why: np.ndarray


def draw_ratings(
    block: Block, form: Instrument, made: Assessments, *, needs: np.ndarray, strengths: np.ndarray, n_children: int
) -> Ratings:
    """Draw every rating of a block and the statements beside them.

    Parameters
    ----------
    needs, strengths
        Latent values at each assessment: assessments × domains, assessments.
    """
    numbers, questions, listed = block.numbers, read_questions(block.numbers, form), code_list(form)
    shape = (len(made), len(questions))
    value, missing, source, would, why = (np.full(shape, -1, dtype=np.int16) for _ in range(5))
    said = np.full((*shape, len(SPEAKERS)), -1, dtype=np.int16)
    asked = np.zeros(shape, dtype=bool)
    colour = block.stream("ratings/practitioner").standard_normal(len(made))
    colour *= numbers.number("ratings.practitioner_spread")
    heard = block.stream("ratings/informants").standard_normal((len(made), len(SPEAKERS)))
    bias = np.array([numbers.by("ratings.bias")[speaker] for speaker in SPEAKERS])
    heard = np.ascontiguousarray((bias + numbers.number("ratings.informant_spread") * heard).T)
    old_enough = np.array([made.age >= YOUNGEST[speaker] for speaker in SPEAKERS])
    chances = np.array([numbers.by("ratings.speaks")[speaker] for speaker in SPEAKERS])
    answers: dict[str, np.ndarray] = {}
    for place, question in enumerate(questions):
        if question.kind == "unrated":
            continue
        draws = block.stream(f"ratings/{form.id}/{question.item.id}").random((8 + 2 * len(SPEAKERS), len(made)))
        applies = _applies(questions, question, made, answers)
        latent = strengths if question.domain == STRENGTHS else needs[:, question.domain]
        speaks = applies & old_enough & (draws[8 : 8 + len(SPEAKERS)] < np.where(_asked(question), chances, 0)[:, None])
        listening = numbers.number("ratings.listening") * np.where(speaks, heard, 0).sum(axis=0)
        level = latent + colour + listening / np.maximum(np.count_nonzero(speaks, axis=0), 1)
        if question.kind == "ordered":
            code = _rate(block, question, level, draws[0])
        else:
            lasting = block.stream(f"choices/{form.id}/{question.item.id}").random(n_children)
            code = _pick(block, question, lasting[made.child])
        around = Circumstances(
            applies=applies,
            need=np.zeros(len(made)) if question.domain == STRENGTHS else latent,
            age=made.age,
            crisis=made.crisis,
            of_concern=made.of_concern,
        )
        reason, cause = draw_non_answers(numbers, question, around, draws[1:6])
        answered = applies & (reason < 0)
        answers[question.item.id] = np.where(answered, code, -1)
        to_list = np.array([listed.index(str(one)) for one in question.codes])
        asked[:, place] = applies
        value[:, place] = np.where(answered, to_list[code], -1)
        missing[:, place] = reason
        would[:, place], why[:, place] = np.where(applies & ~answered, to_list[code], -1), cause
        source[:, place] = np.where(answered, _source(block, question, made, draws[6:8]), -1)
        if question.kind == "ordered":
            for speaker in range(len(SPEAKERS)):
                who = np.flatnonzero(speaks[speaker] & answered)
                draw = draws[8 + len(SPEAKERS) + speaker, who]
                said[who, place, speaker] = to_list[_rate(block, question, latent[who] + heard[speaker, who], draw)]
    return _rows(asked, said, value=value, non_answer=missing, source=source, would_be=would, why=why)


def _applies(
    questions: tuple[Question, ...], question: Question, made: Assessments, answers: dict[str, np.ndarray]
) -> np.ndarray:
    def met(condition: Condition) -> np.ndarray:
        if condition.item not in answers:
            return np.zeros(len(made), dtype=bool)
        other = next(one for one in questions if one.item.id == condition.item)
        return meets(other, condition, answers[condition.item])

    holds = question.ages[made.age] & question.groups[made.group] & question.stages[made.stage]
    for condition in question.item.show_if:
        holds &= met(condition)
    if question.item.show_if_any:
        holds &= np.logical_or.reduce([met(condition) for condition in question.item.show_if_any])
    for condition in question.item.hide_if:
        holds &= ~met(condition)
    return holds


def _rate(block: Block, question: Question, level: np.ndarray, draw: np.ndarray) -> np.ndarray:
    """Places of the codes: logistic noise around the latent level, cut at the steps of the item."""
    noise = np.log(draw) - np.log1p(-draw)
    reached = level + noise / block.numbers.number("ratings.discrimination")
    place = np.zeros(len(reached), dtype=np.int64)
    for step in question.steps[: len(question.codes) - 1]:
        place += reached > step
    return place


def _pick(block: Block, question: Question, draw: np.ndarray) -> np.ndarray:
    """Places of codes without an order: each so much rarer than the one before."""
    shares = block.numbers.number("ratings.choice_fades") ** np.arange(len(question.codes))
    return np.searchsorted(np.cumsum(shares / shares.sum())[:-1], draw, side="right")


def _asked(question: Question) -> list[bool]:
    """Which speakers may be asked."""
    return [not question.item.asked_of or speaker in question.item.asked_of for speaker in SPEAKERS]


def _source(block: Block, question: Question, made: Assessments, draws: np.ndarray) -> np.ndarray:
    """Main source: one of those who may be asked, each alike; a child too young to tell is replaced by the worker."""
    listed = list(INFORMANTS)
    asked_of = [listed.index(code) for code in question.item.asked_of] or [listed.index("worker")]
    source = np.array(asked_of)[(draws[0] * len(asked_of)).astype(np.int64)]
    young = (source == listed.index("child")) & (made.age < YOUNGEST["child"])
    source = np.where(young, listed.index("worker"), source)
    return np.where(draws[1] < block.numbers.number("ratings.unrecorded"), -1, source)


def _rows(asked: np.ndarray, said: np.ndarray, **of_rating: np.ndarray) -> Ratings:
    """From matrices, assessments × items (× speakers), to rows; what belongs to the rating is -1 beside a statement."""
    every = np.concatenate([asked[..., None], said >= 0], axis=2)
    cell, speaker = np.divmod(np.flatnonzero(every), every.shape[2])
    assessment, item = np.divmod(cell, asked.shape[1])
    by = np.array([SAID_BY.index(code) for code in (PRACTITIONER, *SPEAKERS)])
    stated = np.flatnonzero(speaker)
    columns = {}
    for name, matrix in of_rating.items():
        columns[name] = matrix.ravel().take(cell)
        columns[name][stated] = -1
    columns["value"][stated] = said.ravel().take(cell[stated] * len(SPEAKERS) + speaker[stated] - 1)
    return Ratings(assessment=assessment, item=item, said_by=by[speaker], **columns)
