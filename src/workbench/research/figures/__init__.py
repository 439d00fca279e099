"""Figures for a paper, each with its alternative text. Needs matplotlib (extra `lab`), imported when first drawn.

Colours of the four child groups are fixed, told apart by people who are colour blind, and fall from dark to light, so
that they can be told apart in grey; line styles and labels beside the curves say the same again.
"""

from .cumulative import draw_mean_cumulative
from .forest import draw_forest
from .look import COLOURS, SHORT, STYLES, Drawing
from .occupancy import draw_prevalence
from .parts import draw_parts
from .spread import draw_spans, draw_spread
from .stay import draw_stay

__all__ = [
    "COLOURS",
    "SHORT",
    "STYLES",
    "Drawing",
    "draw_forest",
    "draw_mean_cumulative",
    "draw_parts",
    "draw_prevalence",
    "draw_spans",
    "draw_spread",
    "draw_stay",
]
