"""Gaussian likelihood of a random intercept with standard deviations by group."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ..inference import sum_by
from .shapes import Array

SMALLEST = 1e-5


@dataclass(frozen=True, eq=False)
class Mixed:
    """Scores `y` (n,) with design `x` (n, p) of `child` (n,).

    `band` numbers the residual SD of each row, `child_band` the between-child SD of each child.
    """

    y: Array
    x: Array
    child: NDArray[np.int64]
    band: NDArray[np.int64]
    n_bands: int
    child_band: NDArray[np.int64]
    n_child_bands: int
    reml: bool

    def evaluate(self, log_sd: Array) -> tuple[float, Array, Array, Array]:
        """Minus twice the log-likelihood with the mean profiled out, its gradient, coefficients, their covariance."""
        n_children = len(self.child_band)
        variance = np.exp(2 * log_sd)
        residual, between = variance[: self.n_bands], variance[self.n_bands :][self.child_band]
        weight = 1 / residual[self.band]
        total = np.bincount(self.child, weight, n_children)
        stretch = 1 + between * total
        shrink = between / stretch

        def whiten(values: Array) -> tuple[Array, Array]:
            """Inverse covariance times columns, and their weighted sums per child."""
            sums = sum_by(weight[:, None] * values, self.child, n_children)
            return weight[:, None] * (values - (shrink[:, None] * sums)[self.child]), sums

        white, sums = whiten(self.x)
        information = self.x.T @ white
        covariance = np.linalg.inv(information)
        beta = covariance @ (white.T @ self.y)
        off = (self.y - self.x @ beta)[:, None]
        white_off, off_sums = whiten(off)
        value = -np.log(weight).sum() + np.log(stretch).sum() + float(np.sum(off * white_off))
        by_row = weight - shrink[self.child] * weight**2 - white_off[:, 0] ** 2
        by_child = total / stretch - (off_sums[:, 0] / stretch) ** 2
        n_free = len(self.y)
        if self.reml:
            value += float(np.linalg.slogdet(information)[1])
            by_row = by_row - np.einsum("ni,ij,nj->n", white, covariance, white)
            leaned = sums / stretch[:, None]
            by_child = by_child - np.einsum("ni,ij,nj->n", leaned, covariance, leaned)
            n_free -= self.x.shape[1]
        value += n_free * np.log(2 * np.pi)
        slope = np.concatenate(
            [np.bincount(self.band, by_row, self.n_bands), np.bincount(self.child_band, by_child, self.n_child_bands)]
        )
        return float(value), slope * 2 * variance, np.asarray(beta, dtype=float), np.asarray(covariance, dtype=float)


@dataclass(frozen=True, eq=False)
class MixedFit:
    """Estimates: `log_sd` holds residual SDs, then SDs between children; `at_zero` marks those on the boundary."""

    coefficients: Array
    se: Array
    log_sd: Array
    log_sd_covariance: Array
    at_zero: NDArray[np.bool_]
    log_likelihood: float

    @property
    def log_sd_se(self) -> Array:
        return np.sqrt(np.diag(self.log_sd_covariance))


def fit_mixed(model: Mixed) -> MixedFit:
    """Maximise the likelihood (restricted where the model says so)."""
    coefficients, *_ = np.linalg.lstsq(model.x, model.y, rcond=None)
    size = float(np.std(model.y - model.x @ coefficients))
    n = model.n_bands + model.n_child_bands
    floor = np.log(size * SMALLEST)
    start = np.full(n, np.log(size * 0.7))
    found = minimize(
        lambda log_sd: model.evaluate(log_sd)[:2],
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(floor, np.log(size) + 3)] * n,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    ).x
    at_zero = found < floor + 3
    free = [place for place in range(n) if not at_zero[place]]
    covariance = np.full((n, n), np.nan)
    for _ in range(2):
        curvature = np.array([_slope(model, found, place)[free] for place in free])
        covariance[np.ix_(free, free)] = np.linalg.inv((curvature + curvature.T) / 4)
        found[free] -= covariance[np.ix_(free, free)] @ model.evaluate(found)[1][free] / 2
    value, _, beta, spread = model.evaluate(found)
    return MixedFit(beta, np.sqrt(np.diag(spread)), found, covariance, at_zero, -value / 2)


def _slope(model: Mixed, log_sd: Array, place: int) -> Array:
    step = np.zeros(len(log_sd))
    step[place] = 1e-5
    return (model.evaluate(log_sd + step)[1] - model.evaluate(log_sd - step)[1]) / 2e-5
