"""Maximum likelihood from a score per sequence."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from ..ascent import ascend, plain_step

NEAR = 1e-6  # gain in log-likelihood; from here the differenced information takes over
LONGEST = 2.0  # longest step, in logarithms of intensities
RIDGE = 1e-6  # share of the mean information that keeps a flat direction from a boundless step

Scores = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def maximise(evaluate: Scores, start: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, bool]:
    """Climb by the products of scores, finish by Newton's method with differenced scores.

    Parameters
    ----------
    evaluate
        Parameters → log-likelihood (N,) and score (N, p) of every sequence.
    start
        Shape (p,).

    Returns
    -------
    tuple
        Parameters, scores there (N, p), information (p, p) minus the Hessian, whether an inner maximum was reached.
    """
    theta, reached = _climb(evaluate, start)
    if not reached:
        theta = _search(evaluate, theta)
    for _ in range(6):
        information = _information(evaluate, theta)
        if not np.isfinite(information).all() or np.linalg.eigvalsh(information)[0] <= 0:
            theta = _search(evaluate, theta)
            continue
        far = False
        for _ in range(4):
            gradient = evaluate(theta)[1].sum(axis=0)
            step = np.linalg.solve(information, gradient)
            gain = float(gradient @ step)
            far = far or gain > 1e-5
            theta = theta + step
            if gain < 1e-14:
                break
        if not far and gain < 1e-8:
            return theta, evaluate(theta)[1], information, True
    information = _information(evaluate, theta)
    return theta, evaluate(theta)[1], information, False


@dataclass(frozen=True, eq=False)
class _Summed:
    """The log-likelihood of all sequences, its score, and the products of scores, which stand for the information."""

    value: float
    score: np.ndarray
    information: np.ndarray


def _climb(evaluate: Scores, theta: np.ndarray) -> tuple[np.ndarray, bool]:
    def summed(point: np.ndarray) -> _Summed:
        value, scores = evaluate(point)
        information = scores.T @ scores
        information[np.diag_indices(len(point))] += RIDGE * np.trace(information) / len(point)
        return _Summed(float(value.sum()), scores.sum(axis=0), information)

    found = ascend(theta, summed, plain_step, tolerance=NEAR, longest=LONGEST)
    return found.point, found.reached


def _search(evaluate: Scores, theta: np.ndarray) -> np.ndarray:
    def descend(point: np.ndarray) -> tuple[float, np.ndarray]:
        value, scores = evaluate(point)
        total = float(value.sum())
        return (-total, -scores.sum(axis=0)) if np.isfinite(total) else (1e10, np.zeros(len(point)))

    return minimize(descend, theta, jac=True, method="BFGS", options={"gtol": 1e-4, "maxiter": 500}).x


def _information(evaluate: Scores, theta: np.ndarray) -> np.ndarray:
    width = 1e-4
    rows = []
    for direction in np.eye(len(theta)) * width:
        ahead, behind = evaluate(theta + direction)[1], evaluate(theta - direction)[1]
        rows.append((behind.sum(axis=0) - ahead.sum(axis=0)) / (2 * width))
    information = np.array(rows)
    return (information + information.T) / 2
