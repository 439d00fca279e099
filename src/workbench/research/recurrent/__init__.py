"""Recurrent events: rates, hazards, frailty and mean counts from start-stop rows."""

from workbench.research.recurrent.hazards import CoxResult, cox

__all__ = ["CoxResult", "cox"]
