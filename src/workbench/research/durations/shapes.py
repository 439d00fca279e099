"""The three shapes of log duration: standard density, survivor function and their derivatives.

Log duration is ``location + scale * e``. Weibull durations have the smallest-extreme-value `e`, lognormal durations the
normal, loglogistic durations the logistic. Every function here takes standardised values and returns the
log-likelihood of one kind of observation with its first and second derivatives.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_ndtr, logit, ndtri

Array = NDArray[np.float64]
One = Callable[[Array], tuple[Array, Array, Array]]
Two = Callable[[Array, Array], Array]

HALF_LOG_TWO_PI = 0.5 * np.log(2 * np.pi)
STEEPEST = 700.0


@dataclass(frozen=True)
class Shape:
    """One family of durations.

    Attributes
    ----------
    exact, right, left
        Standardised value → log density, log survivor, log distribution function; each with first and second
        derivative.
    log_density
        Standardised value → log density alone.
    log_between
        Two standardised values, the first smaller → log probability between them.
    bend
        Standardised value → derivative of the log density.
    quantile
        Probability → standardised value.
    spread
        Standard deviation of `e`.
    centre
        Mean of `e`.
    """

    name: str
    exact: One
    right: One
    left: One
    log_density: Callable[[Array], Array]
    log_between: Two
    bend: Callable[[Array], Array]
    quantile: Callable[[Array], Array]
    spread: float
    centre: float

    def between(self, low: Array, high: Array) -> tuple[Array, Array, Array, Array, Array, Array]:
        """Log probability between two values: itself, first derivatives (low, high), second (low², high², both)."""
        log_mass = self.log_between(low, high)
        at_low = np.exp(self.log_density(low) - log_mass)
        at_high = np.exp(self.log_density(high) - log_mass)
        return (
            log_mass,
            -at_low,
            at_high,
            -at_low * self.bend(low) - at_low**2,
            at_high * self.bend(high) - at_high**2,
            at_low * at_high,
        )


def _normal_log_density(z: Array) -> Array:
    return -0.5 * z * z - HALF_LOG_TWO_PI


def _normal_exact(z: Array) -> tuple[Array, Array, Array]:
    return _normal_log_density(z), -z, np.full_like(z, -1.0)


def _normal_left(z: Array) -> tuple[Array, Array, Array]:
    log_mass = log_ndtr(z)
    pull = np.exp(_normal_log_density(z) - log_mass)
    return log_mass, pull, -pull * (z + pull)


def _normal_right(z: Array) -> tuple[Array, Array, Array]:
    log_mass, pull, bend = _normal_left(-z)
    return log_mass, -pull, bend


def _normal_log_between(low: Array, high: Array) -> Array:
    flip = low + high > 0
    near, far = np.where(flip, -low, high), np.where(flip, -high, low)
    larger, smaller = log_ndtr(near), log_ndtr(far)
    return larger + np.log(-np.expm1(smaller - larger))


def _logistic_log_density(z: Array) -> Array:
    size = np.abs(z)
    return -size - 2 * np.log1p(np.exp(-size))


def _logistic_bend(z: Array) -> Array:
    return -np.tanh(z / 2)


def _logistic_exact(z: Array) -> tuple[Array, Array, Array]:
    tilt = np.tanh(z / 2)
    return _logistic_log_density(z), -tilt, -0.5 * (1 - tilt * tilt)


def _logistic_left(z: Array) -> tuple[Array, Array, Array]:
    below = expit(-z)
    return -np.logaddexp(0, -z), below, -below * (1 - below)


def _logistic_right(z: Array) -> tuple[Array, Array, Array]:
    log_mass, pull, bend = _logistic_left(-z)
    return log_mass, -pull, bend


def _logistic_log_between(low: Array, high: Array) -> Array:
    flip = low + high > 0
    near, far = np.where(flip, -low, high), np.where(flip, -high, low)
    larger, smaller = -np.logaddexp(0, -near), -np.logaddexp(0, -far)
    return larger + np.log(-np.expm1(smaller - larger))


def _hazard(z: Array) -> Array:
    return np.exp(np.minimum(z, STEEPEST))


def _extreme_log_density(z: Array) -> Array:
    return z - _hazard(z)


def _extreme_bend(z: Array) -> Array:
    return 1 - _hazard(z)


def _extreme_quantile(share: Array) -> Array:
    return np.log(-np.log1p(-share))


def _extreme_exact(z: Array) -> tuple[Array, Array, Array]:
    hazard = _hazard(z)
    return z - hazard, 1 - hazard, -hazard


def _extreme_right(z: Array) -> tuple[Array, Array, Array]:
    hazard = _hazard(z)
    return -hazard, -hazard, -hazard


def _extreme_left(z: Array) -> tuple[Array, Array, Array]:
    hazard = _hazard(z)
    log_mass = np.log(-np.expm1(-hazard))
    pull = np.exp(z - hazard - log_mass)
    return log_mass, pull, pull * (1 - hazard) - pull * pull


def _extreme_log_between(low: Array, high: Array) -> Array:
    start = _hazard(low)
    return -start + np.log(-np.expm1(-start * np.expm1(np.minimum(high - low, STEEPEST))))


WEIBULL = Shape(
    "weibull",
    _extreme_exact,
    _extreme_right,
    _extreme_left,
    _extreme_log_density,
    _extreme_log_between,
    _extreme_bend,
    _extreme_quantile,
    float(np.pi / np.sqrt(6)),
    -float(np.euler_gamma),
)
LOGNORMAL = Shape(
    "lognormal",
    _normal_exact,
    _normal_right,
    _normal_left,
    _normal_log_density,
    _normal_log_between,
    np.negative,
    ndtri,
    1.0,
    0.0,
)
LOGLOGISTIC = Shape(
    "loglogistic",
    _logistic_exact,
    _logistic_right,
    _logistic_left,
    _logistic_log_density,
    _logistic_log_between,
    _logistic_bend,
    logit,
    float(np.pi / np.sqrt(3)),
    0.0,
)
SHAPES = {shape.name: shape for shape in (WEIBULL, LOGNORMAL, LOGLOGISTIC)}
