"""Movement between states: occupancy with exactly known moves, and Markov models of states seen at visits."""

from .aalen_johansen import Occupancy, aalen_johansen
from .panel_model import PanelModel, panel_model

__all__ = ["Occupancy", "PanelModel", "aalen_johansen", "panel_model"]
