"""How far items measure one thing: Cronbach's alpha and McDonald's omega."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from workbench.errors import TableError
from workbench.research import gate, inference
from workbench.research.agreement.raters import Agreement


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Reliability(Agreement):
    """Reliability of a sum of items.

    Attributes
    ----------
    standardised
        The same coefficient from correlations.
    average_correlation
        Mean correlation of two items.
    """

    standardised: float
    average_correlation: float


def alpha(frame: pd.DataFrame) -> Reliability:
    """Cronbach's alpha of the items in the columns.

    Parameters
    ----------
    frame
        One row per person, one numeric column per item, complete.

    Returns
    -------
    Reliability
        Its table is indexed by item: alpha_if_dropped (missing with two items), item_rest_correlation. Limits by
        Feldt's F distribution; se as Duhachek and Iacobucci.

    Raises
    ------
    TableError
        Fewer than two items or three rows, a missing value, or an item that does not vary.

    References
    ----------
    Feldt, Woodruff & Salih 1987, doi:10.1177/014662168701100107; Duhachek & Iacobucci 2004,
    doi:10.1037/0021-9010.89.5.792
    """
    items = _take_items(frame, fewest=2)
    n, k = items.shape
    covariance, correlation = np.cov(items.T), np.corrcoef(items.T)
    total, trace = covariance.sum(), np.trace(covariance)
    estimate = _alpha(covariance)
    product = covariance @ covariance
    spread = total * (np.trace(product) + trace**2) - 2 * trace * product.sum()
    error = np.sqrt(2 * k**2 / ((k - 1) ** 2 * total**3) * spread / n)
    low, high = 1 - (1 - estimate) * stats.f.ppf(
        [0.5 + inference.LEVEL / 2, 0.5 - inference.LEVEL / 2], n - 1, (n - 1) * (k - 1)
    )
    rest = items.sum(axis=1)[:, None] - items
    table = pd.DataFrame(
        {
            "alpha_if_dropped": [
                _alpha(np.delete(np.delete(covariance, j, 0), j, 1)) if k > 2 else np.nan for j in range(k)
            ],
            "item_rest_correlation": [np.corrcoef(items[:, j], rest[:, j])[0, 1] for j in range(k)],
        },
        index=pd.Index(frame.columns, name="item"),
    )
    turned = [str(name) for name, value in zip(frame.columns, table["item_rest_correlation"], strict=True) if value < 0]
    return Reliability(
        table=table,
        n_rows=n,
        note=f"Items that run against the others: {', '.join(turned)}. Turn them round first." if turned else "",
        estimate=estimate,
        se=float(error),
        low=float(low),
        high=float(high),
        standardised=_alpha(correlation),
        average_correlation=float((correlation.sum() - k) / (k * (k - 1))),
    )


def omega(frame: pd.DataFrame) -> Reliability:
    """McDonald's omega total of a one-factor model, fitted to the correlations by maximum likelihood.

    Parameters
    ----------
    frame
        As in `alpha`; at least three items.

    Returns
    -------
    Reliability
        `estimate` and `standardised` are the same; its table is indexed by item: loading, uniqueness. No limits.

    Raises
    ------
    TableError
        As `alpha`, with at least three items, or the fit does not converge.

    References
    ----------
    McDonald 1999, Test Theory, ISBN 978-0-8058-3075-0
    """
    from statsmodels.multivariate.factor import Factor

    items = _take_items(frame, fewest=3)
    correlation = np.corrcoef(items.T)
    fitted = Factor(corr=correlation, n_factor=1, method="ml", nobs=len(items)).fit(maxiter=1000, tol=1e-12)
    loading = fitted.loadings[:, 0] * np.sign(fitted.loadings[:, 0].sum())
    unique = 1 - loading**2
    if not np.isfinite(loading).all():
        raise TableError("table: the one-factor model does not converge. Look at the correlations of the items first.")
    estimate = float(loading.sum() ** 2 / (loading.sum() ** 2 + unique.sum()))
    k = len(loading)
    turned = [str(name) for name, value in zip(frame.columns, loading, strict=True) if value < 0]
    return Reliability(
        table=pd.DataFrame({"loading": loading, "uniqueness": unique}, index=pd.Index(frame.columns, name="item")),
        n_rows=len(items),
        note=f"Items that run against the others: {', '.join(turned)}. Turn them round first." if turned else "",
        estimate=estimate,
        standardised=estimate,
        average_correlation=float((correlation.sum() - k) / (k * (k - 1))),
    )


def _take_items(frame: pd.DataFrame, fewest: int) -> np.ndarray:
    gate.require_columns(frame, list(frame.columns))
    if frame.shape[1] < fewest or len(frame) < 3:
        raise TableError(
            f"table: {frame.shape[1]} items, {len(frame)} rows. At least {fewest} items and 3 rows are needed."
        )
    items = np.column_stack([gate.take_numbers(frame, name) for name in frame.columns])
    for name, spread in zip(frame.columns, np.ptp(items, axis=0), strict=True):
        if spread == 0:
            raise TableError(f"column '{name}': constant, so it cannot go along with anything. Leave the item out.")
    return items


def _alpha(covariance: np.ndarray) -> float:
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))
