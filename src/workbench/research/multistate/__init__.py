"""Movement between states: occupancy with exactly known moves, and Markov models of states seen at visits."""

from .aalen_johansen import Occupancy, aalen_johansen
from .panel_model import PanelModel, panel_model
from .prevalence import compare_prevalence

__all__ = ["Occupancy", "PanelModel", "aalen_johansen", "compare_prevalence", "panel_model"]
