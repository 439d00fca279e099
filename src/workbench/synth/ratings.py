"""Ratings: an ordinal response model over the items of the actual instrument; statements beside them; non-answers."""

import numpy as np

from ..model.instrument import Condition
from ..model.vocabulary import INFORMANTS
from .assessments import Assessments
from .nonanswers import draw_gaps, weigh_gaps
from .parameters import Parameters
from .questions import KINDS, NO_ANSWER, YOUNGEST, Question, Questionnaire, meets
from .sheet import Ratings, Sheet
from .streams import Block, choose
from .voices import draw_voices

_WORKER, _CHILD = list(INFORMANTS).index("worker"), list(INFORMANTS).index("child")
_RATING, _GAP, _SOURCE, _FIRST_SPEAKER = range(4)


def draw_ratings(
    block: Block,
    rated: Questionnaire,
    made: Assessments,
    *,
    needs: np.ndarray,
    strengths: np.ndarray,
    home: np.ndarray,
    n_children: int,
) -> Ratings:
    """Draw every rating of a block and the statements beside them.

    Parameters
    ----------
    needs, strengths
        Latent values at each assessment: assessments × domains, assessments.
    home
        Who looks after the child at each assessment, as a place in `homes.WITH`.
    """
    numbers, name = block.numbers, rated.form.id
    sheet = Sheet(len(made), len(rated.questions), len(rated.codes))
    voices = draw_voices(block, made, np.vstack([needs.T, strengths]))
    gaps = weigh_gaps(numbers, made, needs)
    young = (made.age < YOUNGEST["child"]).astype(np.int8)
    of_kind = np.ravel_multi_index((made.age, made.group, made.stage), KINDS)
    answers: dict[str, tuple[Question, np.ndarray]] = {}
    for place, question in enumerate(rated.questions):
        if question.kind == "unrated":
            continue
        shape = (_FIRST_SPEAKER + len(question.speakers), len(made))
        draws = block.stream(f"ratings/{name}/{question.item.id}").random(shape, np.float32)
        applies = _applies(question, of_kind, answers)
        at, reason, why = draw_gaps(gaps, question, applies, draws[_GAP])
        answered = applies.copy()
        answered[at] = False
        if question.kind == "ordered":
            speaks = voices.who_speaks(question, draws[_FIRST_SPEAKER:])
            code = voices.rate(question, speaks, draws[_RATING])
            stating = np.flatnonzero(speaks & answered)
            one = stating // len(made)
            where, speaker = stating - one * len(made), question.speakers.take(one)
            stated = voices.state(question, speaker, where, draws[_FIRST_SPEAKER:].ravel().take(stating))
            sheet.state(place, where, speaker, question.listed.take(stated))
        else:
            lasting = block.stream(f"choices/{name}/{question.item.id}").random(n_children)
            code = choose(lasting[made.child], question.shares[home] if question.shares.ndim > 1 else question.shares)
        sheet.leave_open(place, at, reason, question.listed.take(code[at]), why)
        np.putmask(code, ~answered, NO_ANSWER)
        answers[question.item.id] = question, code
        source = np.where(answered, _source(numbers, question, young, draws[_SOURCE]), -1)
        sheet.rate(place, applies, question.listed.take(code), source)
    return sheet.rows()


def _applies(question: Question, of_kind: np.ndarray, answers: dict[str, tuple[Question, np.ndarray]]) -> np.ndarray:
    def met(condition: Condition) -> np.ndarray:
        if condition.item not in answers:
            return np.zeros(len(of_kind), dtype=bool)
        other, answer = answers[condition.item]
        return meets(other, condition, answer)

    holds = question.fits.ravel().take(of_kind)
    for condition in question.item.show_if:
        holds &= met(condition)
    if question.item.show_if_any:
        holds &= np.logical_or.reduce([met(condition) for condition in question.item.show_if_any])
    for condition in question.item.hide_if:
        holds &= ~met(condition)
    return holds


def _source(numbers: Parameters, question: Question, young: np.ndarray, draw: np.ndarray) -> np.ndarray:
    """Main source: one of those who may be asked, each alike; a child too young to tell is replaced by the worker."""
    unrecorded, many = numbers.number("ratings.unrecorded"), len(question.sources)
    per_source = many / max(1 - unrecorded, 1e-9)
    place = np.minimum(np.maximum(per_source * draw + (1 - unrecorded * per_source), 0), many).astype(np.int8)
    place += young * np.int8(many + 1)
    grown = np.array([-1, *question.sources], dtype=np.int8)
    return np.concatenate([grown, np.where(grown == _CHILD, _WORKER, grown)])[place]
