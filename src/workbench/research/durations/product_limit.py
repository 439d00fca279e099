"""The product-limit estimator under many weights, and what follows from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .shapes import Array

SAME = 1e-8


@dataclass(frozen=True, eq=False)
class Risk:
    """Durations of one group, sorted.

    Attributes
    ----------
    stop, event
        Shape (n,), sorted by `stop`. Time followed; True where the duration ended there.
    times
        Shape (u,). Distinct times at which durations ended.
    place
        Shape (n,). How many of `times` are at or before `stop`.
    ended
        Shape (u,). Row after the last with `stop` at or before the time.
    before
        Shape (u,). First row with `stop` at or after the time.
    """

    stop: Array
    event: NDArray[np.bool_]
    times: Array
    place: NDArray[np.int64]
    ended: NDArray[np.int64]
    before: NDArray[np.int64]


def sort_durations(stop: Array, event: NDArray[np.bool_]) -> tuple[Risk, NDArray[np.int64]]:
    """Durations in order, and the order."""
    order = np.argsort(stop, kind="stable")
    sorted_stop, sorted_event = stop[order], event[order]
    times = np.unique(sorted_stop[sorted_event])
    risk = Risk(
        sorted_stop,
        sorted_event,
        times,
        np.searchsorted(times, sorted_stop, side="right"),
        np.searchsorted(sorted_stop, times, side="right"),
        np.searchsorted(sorted_stop, times, side="left"),
    )
    return risk, order


def count(risk: Risk, weights: Array) -> tuple[Array, Array]:
    """Weighted numbers at risk and ending at each time, both (B, u); weights (B, n) in the order of the risk."""
    gone = np.concatenate([np.zeros((len(weights), 1)), np.cumsum(weights, axis=1)], axis=1)
    ended = np.concatenate([np.zeros((len(weights), 1)), np.cumsum(weights * risk.event, axis=1)], axis=1)
    return gone[:, -1:] - gone[:, risk.before], ended[:, risk.ended] - ended[:, risk.before]


def survive(risk: Risk, weights: Array) -> Array:
    """Survival just after each time, shape (B, u)."""
    at_risk, ending = count(risk, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        stay = np.where(at_risk > SAME, 1 - ending / at_risk, 1.0)
    return np.cumprod(np.clip(stay, 0.0, 1.0), axis=1)


def find_quantiles(times: Array, survival: Array, share: float, last: float) -> Array:
    """Time by which a share has ended, shape (B,); the middle of a flat stretch at that height; NaN: not reached.

    Parameters
    ----------
    times, survival
        Shapes (u,) and (B, u).
    last
        Longest time followed, where a flat stretch without a further end stops.
    """
    height = 1 - share
    reached = survival <= height + SAME
    exact = np.abs(survival - height) <= SAME
    first = np.argmax(reached, axis=1)
    below = survival < height - SAME
    after = np.where(below.any(axis=1), np.argmax(below, axis=1), len(times))
    ends = np.append(times, last)
    rows = np.arange(len(survival))
    time = np.where(exact[rows, first], (ends[first] + ends[after]) / 2, ends[first])
    return np.where(reached.any(axis=1), time, np.nan)


def integrate(risk: Risk, survival: Array, horizon: float) -> tuple[float, float, Array, Array]:
    """Restricted mean and second moment to a horizon, and what each time's step contributes to them.

    Returns
    -------
    tuple
        Mean, second moment, and for each time the integrals from there to the horizon of S(t) and of 2 t S(t).
    """
    edges = np.concatenate([[0.0], np.minimum(risk.times, horizon), [horizon]])
    heights = np.concatenate([[1.0], survival])
    areas, moments = heights * np.diff(edges), heights * np.diff(edges**2)
    return areas.sum(), moments.sum(), _tail(areas), _tail(moments)


def _tail(pieces: Array) -> Array:
    return np.cumsum(pieces[::-1])[::-1][1:]


def influence(risk: Risk, tails: Array) -> Array:
    """Influence of every row on an integral of the survival curve, shape (n, k); `tails` (u, k) as `integrate` gives.

    Rows in the order of the risk. The sum of squares is the variance of the estimator.
    """
    at_risk, ending = (part[0] for part in count(risk, np.ones((1, len(risk.stop)))))
    left = at_risk - ending
    rate = np.where(left > 0, 1 / np.maximum(left, 1.0), 0.0)
    own = tails * rate[:, None]
    shared = np.concatenate([np.zeros((1, tails.shape[1])), np.cumsum(own * (ending / at_risk)[:, None], axis=0)])
    personal = np.where(risk.event[:, None], own[np.maximum(risk.place - 1, 0)], 0.0)
    return shared[risk.place] - personal
