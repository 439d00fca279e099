"""How long stages last and how widely their lengths are spread, censored and within families."""

from .bootstrap import bootstrap_ratios
from .curves import KaplanMeier, kaplan_meier
from .decomposition import Decomposition, decompose
from .fitted import LocationScale
from .joint import JointTest, compare_jointly
from .location_scale import location_scale
from .residual_variance import ResidualVariance, residual_variance
from .sightings import watch_stages
from .spells import spells
from .turnbull import Turnbull, turnbull

__all__ = [
    "Decomposition",
    "JointTest",
    "KaplanMeier",
    "LocationScale",
    "ResidualVariance",
    "Turnbull",
    "bootstrap_ratios",
    "compare_jointly",
    "decompose",
    "kaplan_meier",
    "location_scale",
    "residual_variance",
    "spells",
    "turnbull",
    "watch_stages",
]
