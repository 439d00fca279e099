"""Does a cohort come out as its numbers say: every planted number against what is found when the truth is read."""

from .compare import compare, count_misses, worst
from .figures import draw_errors, draw_hazard, draw_lives, draw_missing, draw_needs, draw_stays

__all__ = [
    "compare",
    "count_misses",
    "draw_errors",
    "draw_hazard",
    "draw_lives",
    "draw_missing",
    "draw_needs",
    "draw_stays",
    "worst",
]
