"""Which facts go with later setbacks: from the tables of a cohort to an answer, and how far it may be trusted."""

from workbench.research.predictors.models import (
    andersen_gill,
    check_proportional,
    family_frailty,
    firth,
    fit_pooled,
    join_terms,
    pwp_gap_time,
    pwp_total_time,
    yearly_rates,
)
from workbench.research.predictors.planted import list_planted
from workbench.research.predictors.question import Answer, Question, answer, ask_together, hold_together
from workbench.research.predictors.sensitivity import (
    compare_answers,
    compare_models,
    keep_closed,
    vary_lost,
    vary_withheld,
)
from workbench.research.predictors.study import Study, follow_need, list_need_terms, take_study

__all__ = [
    "Answer",
    "Question",
    "Study",
    "andersen_gill",
    "answer",
    "ask_together",
    "check_proportional",
    "compare_answers",
    "compare_models",
    "family_frailty",
    "firth",
    "fit_pooled",
    "follow_need",
    "hold_together",
    "join_terms",
    "keep_closed",
    "list_need_terms",
    "list_planted",
    "pwp_gap_time",
    "pwp_total_time",
    "take_study",
    "vary_lost",
    "vary_withheld",
    "yearly_rates",
]
