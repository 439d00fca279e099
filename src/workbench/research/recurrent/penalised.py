"""Cox regression with Firth's penalty: finite estimates with few events or full separation."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, stats
from threadpoolctl import threadpool_limits

from workbench.errors import TableError
from workbench.research import inference
from workbench.research.ascent import ascend
from workbench.research.recurrent.hazards import Prepared, prepare
from workbench.research.results import Result

MOST_STEPS = 500  # the information is not quite the curvature of the penalised likelihood, so the last steps are many
LONGEST = 1.0  # longest Newton step, in units of a column's spread
FARTHEST = 100.0  # profile limits beyond this many standard errors are taken as infinite


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class FirthResult(Result):
    """A Cox model with Firth's penalty.

    Attributes
    ----------
    table
        Indexed by term: coef, se (inverse information), low and high (95 % limits of coef, profile penalised
        likelihood), p (profile penalised likelihood ratio), hazard_ratio.
    log_likelihood
        With the penalty, half the log determinant of the information.
    """


@dataclass(frozen=True, eq=False)
class Penalised:
    """The penalised log likelihood, its score and the information at some coefficients."""

    value: float
    score: np.ndarray
    information: np.ndarray


def firth_cox(
    frame: pd.DataFrame,
    *,
    stop: Hashable,
    event: Hashable,
    terms: str | Sequence[str],
    start: Hashable | None = None,
) -> FirthResult:
    """Fit a Cox model by penalised likelihood, so that sparse data cannot drive a coefficient to infinity.

    Breslow ties. Limits and p profile the penalised likelihood: the other coefficients are fitted anew, the penalty
    stays that of all terms. Rows count as independent; siblings are not allowed for.

    Parameters
    ----------
    frame, stop, event, terms, start
        As in `cox`. Memory grows with rows x terms².

    Returns
    -------
    FirthResult

    Raises
    ------
    TableError
        The table breaks a rule of the gate, or a term does not vary among the rows at risk when events happen.

    References
    ----------
    Firth 1993, doi:10.1093/biomet/80.1.27; Heinze & Schemper 2001, doi:10.1111/j.0006-341X.2001.00114.x
    """
    ready = prepare(frame, start=start, stop=stop, event=event, terms=terms, ties="breslow")
    free = np.arange(len(ready.names))
    upper = np.triu_indices(len(free))
    products = ready.x[:, upper[0]] * ready.x[:, upper[1]]
    target = stats.chi2.ppf(inference.LEVEL, 1)
    rows = []
    with threadpool_limits(1, user_api="blas"):  # many small products: threads would only wait for each other
        coef = climb(ready, products, np.zeros(len(free)), free)
        top = evaluate(ready, products, coef)
        covariance = np.linalg.inv(top.information)
        se = np.sqrt(np.diag(covariance))
        for j in free:
            ridge = covariance[:, j] / covariance[j, j]
            drop = lambda value, j=j, ridge=ridge: (
                2 * (top.value - profile(ready, products, coef, ridge, (int(j), value)))
            )
            low, high = (find_limit(drop, coef[j], side * se[j], target) for side in (-1, 1))
            rows.append((coef[j], se[j], low, high, stats.chi2.sf(max(drop(0.0), 0.0), 1)))
    table = pd.DataFrame(rows, columns=["coef", "se", "low", "high", "p"], index=pd.Index(ready.names, name="term"))
    for column in ("coef", "se", "low", "high"):
        table[column] /= ready.scale
    table["hazard_ratio"] = np.exp(table["coef"])
    return FirthResult(
        table=table,
        n_rows=ready.n_rows,
        n_events=len(ready.ties.rows),
        log_likelihood=top.value + float(np.log(ready.scale).sum()),
    )


def evaluate(ready: Prepared, products: np.ndarray, coef: np.ndarray) -> Penalised:
    """Penalised log likelihood with its score; `products` holds x x' of every row, upper half."""
    risk, ties, x = ready.risk, ready.ties, ready.x
    n_terms = x.shape[1]
    predictor = x @ coef
    weight = np.exp(predictor)
    at_risk = risk.sums(weight)
    mean = risk.sums(weight[:, None] * x) / at_risk[:, None]
    upper, second = np.triu_indices(n_terms), np.empty((risk.n_instants, n_terms, n_terms))
    half = risk.sums(weight[:, None] * products) / at_risk[:, None]
    second[:, upper[0], upper[1]] = second[:, upper[1], upper[0]] = half
    count = np.bincount(ties.instant, minlength=risk.n_instants).astype(float)
    information = np.einsum("k,kij->ij", count, second - mean[:, :, None] * mean[:, None, :])
    sign, log_determinant = np.linalg.slogdet(information)
    if sign <= 0 or not np.isfinite(log_determinant):
        return Penalised(-np.inf, np.zeros(n_terms), information)
    inverse = np.linalg.inv(information)
    square = np.einsum("ij,jk,ik->i", x, inverse, x)
    mean_square = risk.sums(weight * square) / at_risk
    mean_product = risk.sums((weight * square)[:, None] * x) / at_risk[:, None]
    turned = mean @ inverse
    third = (
        mean_product
        - mean * mean_square[:, None]
        - 2 * np.einsum("kij,kj->ki", second, turned)
        + 2 * mean * np.einsum("ki,ki->k", mean, turned)[:, None]
    )
    score = x[ties.rows].sum(axis=0) - count @ mean + count @ third / 2
    value = predictor[ties.rows].sum() - count @ np.log(at_risk) + log_determinant / 2
    return Penalised(float(value), score, information)


def climb(ready: Prepared, products: np.ndarray, begin: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Coefficients that maximise the penalised likelihood over the `free` ones."""
    if free.size == 0:
        return begin

    def moved(part: np.ndarray) -> np.ndarray:
        coef = begin.copy()
        coef[free] = part
        return coef

    def propose(at: Penalised) -> tuple[np.ndarray, float]:
        if not np.isfinite(at.value):
            names = ", ".join(f"'{name}'" for name in ready.names)
            raise TableError(
                f"terms {names}: at least one does not vary on its own among the rows at risk when events happen. "
                "Leave it out."
            )
        step = np.linalg.solve(at.information[np.ix_(free, free)], at.score[free])
        return step, float(at.score[free] @ step)

    found = ascend(
        begin[free], lambda part: evaluate(ready, products, moved(part)), propose, longest=LONGEST, most=MOST_STEPS
    )
    return moved(found.point)


def profile(
    ready: Prepared, products: np.ndarray, top: np.ndarray, ridge: np.ndarray, held: tuple[int, float]
) -> float:
    """The penalised likelihood with one coefficient held, maximised over the others.

    `ridge`: how all coefficients move with the one held, were the likelihood a parabola; the search begins there.
    """
    place, value = held
    begin = top + (value - top[place]) * ridge
    begin[place] = value
    free = np.delete(np.arange(len(top)), place)
    return evaluate(ready, products, climb(ready, products, begin, free)).value


def find_limit(drop, centre: float, reach: float, target: float) -> float:
    """Where the likelihood has dropped by `target` on the side of `reach`; infinite where it never does."""
    near, far = centre, centre + 2 * reach
    while drop(far) < target:
        near, far = far, centre + 2 * (far - centre)
        if abs(far - centre) > FARTHEST * abs(reach):
            return float(np.copysign(np.inf, reach))
    return float(optimize.brentq(lambda value: drop(value) - target, near, far, xtol=1e-10, rtol=1e-10))
