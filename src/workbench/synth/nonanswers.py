"""Why a question has no answer: by chance, by circumstance, tied to the need itself, or because asking is not safe."""

from dataclasses import dataclass, field

import numpy as np

from ..model.vocabulary import NonAnswer
from .assessments import Assessments
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
class Gaps:
    """Chances of a non-answer at each assessment.

    Attributes
    ----------
    of_concern, not_reached
        One value per assessment: whether the suspected person is there; chance that time does not suffice.
    declined
        Chance that an answer is declined: domains (strengths last, which weigh as no need) × assessments.
    """

    numbers: Parameters
    of_concern: np.ndarray
    not_reached: np.ndarray
    declined: np.ndarray
    _known: dict[tuple[int, bool, bool], np.ndarray] = field(default_factory=dict)

    def edges(self, question: Question) -> np.ndarray:
        """Upper ends, by reason of `WHY`, of the parts of 0 to 1 in which a draw means that reason: 5 × assessments.

        Where several reasons would hold, the first counts.
        """
        kind = (question.domain, question.unsafe_in_company, question.item.may_not_apply)
        if kind not in self._known:
            p = self.numbers.number
            chances = (
                p("missing.unsafe") * (self.of_concern & question.unsafe_in_company),
                p("missing.does_not_apply") * question.item.may_not_apply,
                self.declined[question.domain],
                self.not_reached,
                p("missing.random"),
            )
            answered: np.ndarray | float = 1.0
            edges = np.empty((len(chances), len(self.of_concern)), dtype=np.float32)
            for place, chance in enumerate(chances):
                answered = answered * (1 - chance)
                edges[place] = 1 - answered
            self._known[kind] = edges
        return self._known[kind]


def weigh_gaps(numbers: Parameters, made: Assessments, needs: np.ndarray) -> Gaps:
    """Weigh how likely non-answers are, given latent needs: assessments × domains."""
    p = numbers.number
    need = np.vstack([needs.T, np.zeros(len(made))])
    heavier = p("missing.declined_age") * (made.age - 9) + p("missing.declined_need") * need
    return Gaps(
        numbers,
        made.of_concern,
        not_reached=_chance(p("missing.not_reached"), p("missing.not_reached_crisis") * made.crisis),
        declined=_chance(p("missing.declined"), heavier),
    )


def draw_gaps(gaps: Gaps, question: Question, applies: np.ndarray, draws: np.ndarray) -> tuple[np.ndarray, ...]:
    """Draw the non-answers to one item where it applies.

    Returns
    -------
    at, reason, why
        Places of the assessments without an answer, and for each its place in `NonAnswer` and in `WHY`.
    """
    edges = gaps.edges(question)
    at = np.flatnonzero(applies & (draws < edges[-1]))
    why = (draws.take(at) >= edges.take(at, axis=1)).sum(axis=0)
    return at, _AS[why], why


def _chance(share: float, log_odds: np.ndarray) -> np.ndarray:
    if share in (0, 1):
        return np.full(log_odds.shape, share)
    return 1 / (1 + np.exp(np.minimum(-(np.log(share / (1 - share)) + log_odds), 700.0)))
