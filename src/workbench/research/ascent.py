"""Newton's ascent to the maximum of a likelihood: of one, or of many alike at once.

Whoever calls says how the likelihood is evaluated and which step its derivatives propose; steps, halving and the end
are the same for all. What it means that a maximum was not reached, the caller decides: it is told, never raised here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-16  # a step that promises less gain in log likelihood is the last; the error left is of its square
MOST_STEPS = 60  # Newton needs 5 to 10; what is not there by then runs off or turns in a circle
HALVINGS = 30  # a step is halved at most so often: a thousand-millionth of it that still loses points nowhere
SLACK = 1e-10  # loss that is taken for rounding, as a share of the log likelihood

Array = NDArray[np.float64]
Evaluate = Callable[[Array, NDArray[np.int64]], tuple[NDArray[Any], ...]]
Propose = Callable[..., tuple[Array, Array]]


class Evaluated(Protocol):
    """What evaluating a likelihood gives: its value, and whatever a step is proposed from."""

    @property
    def value(self) -> float:
        """The log likelihood."""


At = TypeVar("At", bound=Evaluated)


@dataclass(frozen=True, eq=False)
class Ascents:
    """Where many ascents ended.

    Attributes
    ----------
    points
        Shape (B, k).
    at
        What `evaluate` gave, for those that reached the end one step before it: the last promised too little to look.
    reached
        Shape (B,). False: after `most` steps none promised less than the tolerance, no part of a step gained anything,
        or the point ran beyond `farthest`.
    """

    points: Array
    at: tuple[NDArray[Any], ...]
    reached: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ascent(Generic[At]):
    """Where one ascent ended; as `Ascents`, for one."""

    point: Array
    at: At
    reached: bool


def ascend_many(
    begin: Array,
    evaluate: Evaluate,
    propose: Propose,
    *,
    tolerance: float = TOLERANCE,
    longest: float = np.inf,
    farthest: float = np.inf,
    most: int = MOST_STEPS,
) -> Ascents:
    """Climb B likelihoods side by side; each ends on its own.

    Parameters
    ----------
    begin
        Shape (B, k).
    evaluate
        Points (b, k) and which of the B they belong to (b,) → arrays of b rows, log likelihoods first.
    propose
        The same arrays without the log likelihoods, for those still climbing → steps (b, k) and the gain each promises.
    tolerance
        A step that promises less gain is taken without another look, and is the last.
    longest
        Longer steps are shortened to this, measured in the coordinate that moves most.
    farthest
        A point with a coordinate beyond this has run off and is given up.
    most
        Steps after which an ascent is given up.
    """
    points = begin.copy()
    at = tuple(evaluate(points, np.arange(len(points))))
    climbing, reached = np.arange(len(points)), np.zeros(len(points), dtype=bool)
    for _ in range(most):
        step, gain = propose(*(part[climbing] for part in at[1:]))
        step = step * np.minimum(1.0, longest / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
        last = gain < tolerance
        points[climbing[last]] += step[last]
        reached[climbing[last]] = True
        climbing = _improve(points, at, climbing[~last], step[~last], evaluate)
        climbing = climbing[np.abs(points[climbing]).max(axis=1, initial=0.0) < farthest]
        if not len(climbing):
            break
    return Ascents(points, at, reached)


def _improve(
    points: Array, at: tuple[NDArray[Any], ...], climbing: NDArray[np.int64], step: Array, evaluate: Evaluate
) -> NDArray[np.int64]:
    """Move each point by its step, halved until nothing is lost; those that moved. `points` and `at` are written to."""
    old, length = at[0][climbing], 1.0
    pending = np.arange(len(climbing))
    for _ in range(HALVINGS):
        if not len(pending):
            break
        which = climbing[pending]
        trial = points[which] + length * step[pending]
        found = evaluate(trial, which)
        better = found[0] >= old[pending] - SLACK * (1 + np.abs(old[pending]))
        points[which[better]] = trial[better]
        for kept, new in zip(at, found, strict=True):
            kept[which[better]] = new[better]
        pending, length = pending[~better], length / 2
    return np.delete(climbing, pending)


class Informed(Evaluated, Protocol):
    """An evaluated likelihood with its score and information."""

    @property
    def score(self) -> Array:
        """First derivatives, shape (k,)."""

    @property
    def information(self) -> Array:
        """Minus the second derivatives, or what stands for them, shape (k, k)."""


def plain_step(at: Informed) -> tuple[Array, float]:
    """Newton's step and the gain it promises."""
    step = np.asarray(np.linalg.solve(at.information, at.score), dtype=float)
    return step, float(at.score @ step)


def ascend(
    begin: Array, evaluate: Callable[[Array], At], propose: Callable[[At], tuple[Array, float]], **limits: Any
) -> Ascent[At]:
    """Climb one likelihood.

    Parameters
    ----------
    begin
        Shape (k,).
    evaluate
        A point → its log likelihood as `value`, beside whatever `propose` needs.
    propose
        What `evaluate` gave → a step and the gain it promises; what it raises ends the ascent.
    limits
        As `ascend_many`.
    """

    def evaluate_rows(points: Array, _: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
        held = np.empty(1, dtype=object)
        held[0] = evaluate(points[0])
        return np.array([held[0].value]), held

    def propose_rows(held: NDArray[Any]) -> tuple[Array, Array]:
        step, gain = propose(held[0])
        return step[None], np.array([gain])

    found = ascend_many(begin[None].astype(float), evaluate_rows, propose_rows, **limits)
    return Ascent(found.points[0], found.at[1][0], bool(found.reached[0]))
