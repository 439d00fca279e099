"""Why a question has no answer: by chance, by circumstance, tied to the need itself, or because asking is not safe."""

from dataclasses import dataclass

import numpy as np

from ..model.vocabulary import NonAnswer
from .parameters import Parameters
from .questions import Question

WHY = {
    "unsafe": "Somebody was there with whom the child may not be safe",
    "does_not_apply": "The item does not apply to this child",
    "need": "Declined, tied to age and to the latent need: not at random where the scenario ties it to the need",
    "time": "Not reached, more often at a crisis visit: at random given the kind of visit",
    "chance": "Unknown: completely at random",
}
UNSAFE, DOES_NOT_APPLY, NEED, TIME, CHANCE = range(len(WHY))
_REASONS = list(NonAnswer)
_AS = np.array(
    [
        _REASONS.index(reason)
        for reason in (
            NonAnswer.UNSAFE,
            NonAnswer.NOT_APPLICABLE,
            NonAnswer.DECLINED,
            NonAnswer.NOT_REACHED,
            NonAnswer.UNKNOWN,
        )
    ]
)


@dataclass(frozen=True, eq=False)
class Circumstances:
    """What a non-answer depends on, one value per assessment."""

    applies: np.ndarray
    need: np.ndarray
    age: np.ndarray
    crisis: np.ndarray
    of_concern: np.ndarray


def draw_non_answers(
    numbers: Parameters, question: Question, around: Circumstances, draws: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the non-answers to one item.

    Returns
    -------
    reason, why
        Places in `NonAnswer` and in `WHY`; -1 where there is an answer or the item is not asked. Where several would
        hold, the first of `WHY` counts.
    """
    p = numbers.number
    heavier = p("missing.declined_age") * (around.age - 9) + p("missing.declined_need") * around.need
    declined = _chance(p("missing.declined"), heavier)
    not_reached = _chance(p("missing.not_reached"), p("missing.not_reached_crisis") * around.crisis)
    holds = [
        around.of_concern & question.unsafe_in_company & (draws[0] < p("missing.unsafe")),
        (draws[1] < p("missing.does_not_apply")) & question.item.may_not_apply,
        draws[2] < declined,
        draws[3] < not_reached,
        draws[4] < p("missing.random"),
    ]
    why = np.full(len(around.applies), -1)
    for place in reversed(range(len(WHY))):
        why[holds[place]] = place
    why[~around.applies] = -1
    return np.where(why >= 0, _AS[why], -1), why


def _chance(share: float, log_odds: np.ndarray) -> np.ndarray:
    if share in (0, 1):
        return np.full(len(log_odds), share)
    return 1 / (1 + np.exp(-(np.log(share / (1 - share)) + log_odds)))
