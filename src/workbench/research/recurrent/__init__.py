"""Recurrent events: hazards, frailty, mean counts and marginal rates from start-stop rows."""

from workbench.research.recurrent.cumulative import CumulativeResult, mean_cumulative
from workbench.research.recurrent.frailty import FrailtyResult, gamma_frailty
from workbench.research.recurrent.hazards import CoxResult, cox
from workbench.research.recurrent.penalised import FirthResult, firth_cox
from workbench.research.recurrent.proportional import ProportionalityResult, proportional_hazards
from workbench.research.recurrent.rates import RatesResult, marginal_rates

__all__ = [
    "CoxResult",
    "CumulativeResult",
    "FirthResult",
    "FrailtyResult",
    "ProportionalityResult",
    "RatesResult",
    "cox",
    "firth_cox",
    "gamma_frailty",
    "marginal_rates",
    "mean_cumulative",
    "proportional_hazards",
]
