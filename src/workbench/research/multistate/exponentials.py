"""Transition probabilities over many steps at once, with their derivatives by every log intensity."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import expm

WORST_CONDITION = 1e7


@dataclass(frozen=True, eq=False)
class Generators:
    """Intensity matrices of U covariate patterns.

    Attributes
    ----------
    origin, target
        Shape (M,). State left and state entered by each allowed move.
    rates
        Shape (U, M). Intensity of every move.
    matrices
        Shape (U, S, S). Rows sum to zero.
    """

    origin: np.ndarray
    target: np.ndarray
    rates: np.ndarray
    matrices: np.ndarray
    values: np.ndarray
    vectors: np.ndarray
    inverse: np.ndarray
    sound: np.ndarray


def build_generators(origin: np.ndarray, target: np.ndarray, rates: np.ndarray, n_states: int) -> Generators:
    """Intensity matrices and their eigendecompositions; patterns with a poor one are marked as not sound."""
    matrices = np.zeros((len(rates), n_states, n_states))
    matrices[:, origin, target] = rates
    places = np.arange(n_states)
    matrices[:, places, places] = -matrices.sum(axis=2)
    values, vectors = np.linalg.eig(matrices)
    sound = np.linalg.cond(vectors) < WORST_CONDITION
    vectors = np.where(sound[:, None, None], vectors, np.eye(n_states))
    return Generators(origin, target, rates, matrices, values, vectors, np.linalg.inv(vectors), sound)


def move_forward(
    generators: Generators, pattern: np.ndarray, gap: np.ndarray, shares: np.ndarray, slopes: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Carry rows of state shares over a gap of time.

    Parameters
    ----------
    pattern, gap
        Shape (n,). Which intensity matrix holds, and for how long.
    shares
        Shape (n, S). Shares at the start of the gap.
    slopes
        Shape (n, p, S). Derivatives of the shares by earlier parameters, carried along; None where there are none.

    Returns
    -------
    tuple
        Shares (n, S) at the end; their derivatives (n, M, S) by the log intensities that held; carried slopes.
    """
    if generators.sound.all():
        return _by_eigenvalues(generators, pattern, gap, shares, slopes)
    sound = generators.sound[pattern]
    ended = np.empty_like(shares)
    moved = np.empty((len(gap), len(generators.origin), shares.shape[1]))
    carried = None if slopes is None else np.empty_like(slopes)
    for rows, method in ((np.flatnonzero(sound), _by_eigenvalues), (np.flatnonzero(~sound), _by_series)):
        if len(rows):
            part = method(generators, pattern[rows], gap[rows], shares[rows], None if slopes is None else slopes[rows])
            ended[rows], moved[rows] = part[0], part[1]
            if carried is not None:
                carried[rows] = part[2]
    return ended, moved, carried


def _by_eigenvalues(
    generators: Generators, pattern: np.ndarray, gap: np.ndarray, shares: np.ndarray, slopes: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """With Q = V diag(d) V⁻¹ the derivative in direction G is V ((V⁻¹ G V) ∘ Phi) V⁻¹ (Kalbfleisch & Lawless 1985)."""
    vectors, inverse, values = generators.vectors[pattern], generators.inverse[pattern], generators.values[pattern]
    grown = np.exp(values * gap[:, None])
    inner = _rows_times(shares, vectors)
    ended = _rows_times(inner * grown, inverse)
    weights = inner[:, :, None] * _divided_differences(values, gap, grown)
    by_origin = np.matmul(inverse.transpose(0, 2, 1), weights)
    difference = vectors[:, generators.target] - vectors[:, generators.origin]
    moved = np.matmul(by_origin[:, generators.origin] * difference, inverse) * generators.rates[pattern][:, :, None]
    carried = None if slopes is None else np.matmul(np.matmul(slopes, vectors) * grown[:, None], inverse).real
    return ended.real, moved.real, carried


def _rows_times(rows: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    return np.matmul(rows[:, None], matrices)[:, 0]


def _divided_differences(values: np.ndarray, gap: np.ndarray, grown: np.ndarray) -> np.ndarray:
    """(exp(a t) - exp(b t)) / (a - b) for every pair of eigenvalues, t exp(b t) where they meet; shape (n, S, S)."""
    time = gap[:, None, None]
    apart = values[:, :, None] - values[:, None, :]
    spread = apart * time
    close = np.abs(spread) < 1e-2
    plain = (grown[:, :, None] - grown[:, None, :]) / np.where(close, 1.0, apart)
    near = np.where(close, spread, 0.0)
    series = 1 + near / 2 * (1 + near / 3 * (1 + near / 4 * (1 + near / 5 * (1 + near / 6))))
    return np.where(close, time * grown[:, None, :] * series, plain)


def _by_series(
    generators: Generators, pattern: np.ndarray, gap: np.ndarray, shares: np.ndarray, slopes: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """The same by exponentials of block matrices, for intensities without a full set of eigenvectors."""
    size = shares.shape[1]
    whole = generators.matrices[pattern] * gap[:, None, None]
    moved = np.empty((len(gap), len(generators.origin), size))
    ended = np.empty_like(shares)
    probability = np.empty_like(whole)
    for move, (origin, target) in enumerate(zip(generators.origin, generators.target, strict=True)):
        block = np.zeros((len(gap), 2 * size, 2 * size))
        block[:, :size, :size] = block[:, size:, size:] = whole
        rate = generators.rates[pattern, move] * gap
        block[:, origin, size + target] = rate
        block[:, origin, size + origin] = -rate
        grown = expm(block)
        probability = grown[:, :size, :size]
        ended = _rows_times(shares, probability)
        moved[:, move] = _rows_times(shares, grown[:, :size, size:])
    return ended, moved, None if slopes is None else np.matmul(slopes, probability)
