"""Pooling of estimates from several imputed tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import inference
from workbench.research.results import Result

SMALLEST_LAMBDA = 1e-4  # as mice: keeps the degrees of freedom finite where imputations agree


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class PooledResult(Result):
    """Pooled estimates.

    Attributes
    ----------
    table
        Indexed by term: estimate, se, df, statistic, low, high, p; within and between (the variances inside and
        between imputations), riv (relative increase in variance), lambda (share of the variance due to what is
        missing), fmi (fraction of missing information).
    n_rows
        The number of imputations.
    covariance
        Of the estimates, by the same rules; None where the models give none. Its degrees of freedom: the least of `df`.
    """

    covariance: pd.DataFrame | None = None


def pool(
    estimates: pd.DataFrame | np.ndarray, variances: pd.DataFrame | np.ndarray, *, complete_df: float
) -> PooledResult:
    """Pool estimates over imputations by Rubin's rules with Barnard and Rubin's degrees of freedom.

    Pool on the scale on which estimates are roughly normal: log hazard ratios, not hazard ratios.

    Parameters
    ----------
    estimates, variances
        Shape (imputations, terms): estimates and their squared standard errors.
    complete_df
        Degrees of freedom had nothing been missing; G - 2 where G clusters carry the variance; may be infinite.

    Returns
    -------
    PooledResult

    Raises
    ------
    TableError
        The two differ in shape or names, there are fewer than two imputations, a value is missing or infinite, a
        variance is not above 0, or complete_df is not.

    References
    ----------
    Barnard & Rubin 1999, doi:10.1093/biomet/86.4.948; fmi as in R's mice.
    """
    names = estimates.columns if isinstance(estimates, pd.DataFrame) else None
    if names is not None and isinstance(variances, pd.DataFrame):
        if set(names) != set(variances.columns):
            raise TableError("variances: the terms differ from those of the estimates. Give both the same columns.")
        variances = variances[names]
    try:
        values, squares = np.asarray(estimates, dtype=float), np.asarray(variances, dtype=float)
    except (TypeError, ValueError):
        raise TableError("estimates, variances: numbers are needed. Rows imputations, columns terms.") from None
    if values.ndim != 2 or values.shape != squares.shape:
        raise TableError(
            f"variances: shape {squares.shape}, estimates {values.shape}. Rows imputations, columns terms."
        )
    _refuse_unfit(values, squares, complete_df)
    m = len(values)
    estimate, within, between = values.mean(axis=0), squares.mean(axis=0), values.var(axis=0, ddof=1)
    added = (1 + 1 / m) * between
    total = within + added
    share = np.maximum(added / total, SMALLEST_LAMBDA)
    df_old = (m - 1) / share**2
    if np.isinf(complete_df):
        df = df_old
    else:
        df_observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - share)
        df = df_old * df_observed / (df_old + df_observed)
    riv = added / within
    limits = inference.wald_limits(estimate, np.sqrt(total), df)
    table = pd.DataFrame(
        {
            "estimate": estimate,
            "se": np.sqrt(total),
            "df": df,
            "statistic": limits.z,
            "low": limits.low,
            "high": limits.high,
            "p": limits.p,
            "within": within,
            "between": between,
            "riv": riv,
            "lambda": share,
            "fmi": (riv + 2 / (df + 3)) / (riv + 1),
        },
        index=pd.Index(range(values.shape[1]) if names is None else names, name="term"),
    )
    return PooledResult(table=table, n_rows=m)


def pool_fits(fits: Sequence[Result], *, complete_df: float) -> PooledResult:
    """Pool fitted models, one per imputed table, on the scale of their coefficients.

    Parameters
    ----------
    fits
        Results whose table has `coef` and `robust_se`, or `se` where there is no robust one.
    complete_df
        As in `pool`: G - 2 where G families carry the variance.

    Returns
    -------
    PooledResult
        With ratio, ratio_low and ratio_high besides, and the notes of the fits, each once.

    Raises
    ------
    TableError
        As `pool`; the models differ in their terms, for example because a table lacks a rare level; a model has no
        finite standard error, for example because its estimates hang on one family.
    """
    names = fits[0].table.index if len(fits) else pd.Index([])
    for fit in fits:
        if list(fit.table.index) != list(names):
            raise TableError("fits: their terms differ. Set rare levels together, so that every table holds them all.")
    errors = [fit.table.get("robust_se", fit.table["se"]) for fit in fits]
    errors = [own.where(own.notna(), fit.table["se"]) for own, fit in zip(errors, fits, strict=True)]
    for place, (own, fit) in enumerate(zip(errors, fits, strict=True)):
        endless = ", ".join(f"'{term}'" for term in own.index[~np.isfinite(own)])
        if endless:
            told = f" {fit.note}" if fit.note else ""
            remedy = "Leave the term out that so few carry, or set rare levels together."
            raise TableError(f"fits, model {place}: no finite standard error of {endless}.{told} {remedy}")
    estimates = pd.DataFrame([fit.table["coef"] for fit in fits]).reset_index(drop=True)
    pooled = pool(estimates, pd.DataFrame(errors).reset_index(drop=True) ** 2, complete_df=complete_df)
    table = pooled.table
    ratios = {"ratio": table["estimate"], "ratio_low": table["low"], "ratio_high": table["high"]}
    table = table.assign(**np.exp(pd.DataFrame(ratios)))
    notes = " ".join(dict.fromkeys(fit.note for fit in fits if fit.note))
    return PooledResult(table=table, n_rows=pooled.n_rows, note=notes, covariance=_pool_covariance(fits, estimates))


def _pool_covariance(fits: Sequence[Result], estimates: pd.DataFrame) -> pd.DataFrame | None:
    """Mean covariance inside imputations plus that between them; None where a model has none."""
    own = [getattr(fit, "robust_covariance", None) for fit in fits]
    own = [getattr(fit, "covariance", None) if one is None else one for one, fit in zip(own, fits, strict=True)]
    found = [one for one in own if one is not None]
    if len(found) < len(fits):
        return None
    names = pd.Index(estimates.columns, name="term")
    within = np.mean([one.loc[names, names].to_numpy() for one in found], axis=0)
    between = np.cov(estimates.to_numpy(), rowvar=False).reshape(within.shape)
    return pd.DataFrame(within + (1 + 1 / len(fits)) * between, index=names, columns=names)


def _refuse_unfit(values: np.ndarray, squares: np.ndarray, complete_df: float) -> None:
    if len(values) < 2:
        raise TableError(f"estimates: {len(values)} imputation. At least 2 are needed to see what is missing.")
    for name, found in (("estimates", values), ("variances", squares)):
        wrong = np.argwhere(~np.isfinite(found))
        if len(wrong):
            row, column = wrong[0]
            raise TableError(f"{name}, row {row}, column {column}: not a finite number. Fit that imputation again.")
    wrong = np.argwhere(squares <= 0)
    if len(wrong):
        row, column = wrong[0]
        raise TableError(f"variances, row {row}, column {column}: not above 0. Give squared standard errors.")
    if not isinstance(complete_df, int | float | np.number) or not complete_df > 0:
        raise TableError("complete_df: not above 0. Give the degrees of freedom of complete data, or infinity.")
