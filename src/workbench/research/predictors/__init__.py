"""Which facts go with later setbacks: from the tables of a cohort to models beside each other."""

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
from workbench.research.predictors.study import Study, follow_need, take_study

__all__ = [
    "Study",
    "andersen_gill",
    "check_proportional",
    "family_frailty",
    "firth",
    "fit_pooled",
    "follow_need",
    "join_terms",
    "list_planted",
    "pwp_gap_time",
    "pwp_total_time",
    "take_study",
    "yearly_rates",
]
