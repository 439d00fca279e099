"""How large the spread between families may be at most and at least, by profile likelihood."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2

from ..inference import LEVEL
from .family_effect import fit_family_effect
from .likelihood import Design
from .shapes import Array

CLOSE = 1e-3
CERTAIN = 10.8  # likelihood ratio against no spread (p = 0.001) below which limits come from the profile
WIDEST = 6.0


def weigh_family(
    rows: Design, family: NDArray[np.int64], theta: Array, log_likelihood: float, *, floor: float, proportional: bool
) -> float:
    """Likelihood ratio of a spread between families against none."""
    effect, at, _ = fit_family_effect(rows, family, theta[:-1], floor=floor, proportional=proportional, held=floor)
    return 2 * (log_likelihood - float(effect.evaluate(at[None])[0].sum()))


def profile_family(
    rows: Design, family: NDArray[np.int64], theta: Array, *, floor: float, proportional: bool
) -> tuple[Array, Array]:
    """Parameters (q,) at both ends of the 95 % interval of the SD between families, the rest fitted anew there.

    Parameters
    ----------
    theta
        The maximum; its last value may be the floor.

    Notes
    -----
    The lower end is the floor where no spread at all is within the interval. A limit by chi-squared with one degree is
    cautious where the estimate is zero.
    """

    def hold(log_sd: float) -> tuple[float, Array]:
        effect, at, _ = fit_family_effect(rows, family, theta[:-1], floor=floor, proportional=proportional, held=log_sd)
        return float(effect.evaluate(at[None])[0].sum()), at

    best = max(float(theta[-1]), floor)
    highest = hold(best)[0]
    allowed = float(chi2.ppf(LEVEL, 1))

    def excess(log_sd: float) -> float:
        return 2 * (highest - hold(log_sd)[0]) - allowed

    top = best + 0.5
    while excess(top) < 0 and top < best + WIDEST:
        top += 0.5
    above = brentq(excess, top - 0.5, top, xtol=CLOSE) if excess(top) > 0 else top
    below = floor if best <= floor or excess(floor) <= 0 else brentq(excess, floor, best, xtol=CLOSE)
    return hold(below)[1], hold(above)[1]
