"""How long stages last and how widely their lengths are spread, censored and within families."""

from .bootstrap import bootstrap_ratios
from .curves import KaplanMeier, kaplan_meier
from .location_scale import LocationScale, location_scale
from .residual_variance import ResidualVariance, residual_variance
from .spells import spells

__all__ = [
    "KaplanMeier",
    "LocationScale",
    "ResidualVariance",
    "bootstrap_ratios",
    "kaplan_meier",
    "location_scale",
    "residual_variance",
    "spells",
]
