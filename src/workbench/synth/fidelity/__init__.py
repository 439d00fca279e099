"""Does a cohort come out as its numbers say: every planted number against what is found when the truth is read."""

from .compare import compare, count_misses, worst
from .curves import draw_hazard, draw_needs, draw_stays, draw_visits
from .groups import contrast_groups
from .marginal import find_marginal, reckon_marginal, write_marginal
from .missing import draw_missing
from .pictures import draw_errors, draw_lives, draw_people

__all__ = [
    "compare",
    "contrast_groups",
    "count_misses",
    "draw_errors",
    "draw_hazard",
    "draw_lives",
    "draw_missing",
    "draw_needs",
    "draw_people",
    "draw_stays",
    "draw_visits",
    "find_marginal",
    "reckon_marginal",
    "worst",
    "write_marginal",
]
