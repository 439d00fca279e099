"""Several predictors, several looks: Holm's correction, intervals that hold together, E-values."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests

from workbench.errors import TableError
from workbench.research import gate, inference

SEED = 20  # the multivariate integral is quasi-random; fixed, so that the same table gives the same limits


def correct_holm(p: pd.Series) -> pd.Series:
    """Adjust p values of one family of questions by Holm's method; missing ones count as questions and stay missing.

    Raises
    ------
    TableError
        A p is no number or lies outside 0 to 1.

    References
    ----------
    Holm 1979, Scand. J. Statist. 6:65-70
    """
    p = pd.Series(p)
    if gate.is_categorical(p) and len(p):
        raise TableError(f"p: numbers are needed, found {p.dtype}. Give the p values of the tests.")
    values = p.to_numpy(dtype=float)
    wrong = (values < 0) | (values > 1)
    gate.refuse_rows(p.to_frame(), wrong, "p", "not between 0 and 1", "Give the p values of the tests.")
    adjusted = multipletests(np.where(np.isnan(values), 1.0, values), method="holm")[1]
    return pd.Series(np.where(np.isnan(values), np.nan, adjusted), index=p.index, name="p_holm")


def hotelling(estimate: np.ndarray, covariance: np.ndarray, df: float | None) -> pd.Series:
    """Test that all of `estimate` is zero: F with Hotelling's allowance for an estimated covariance.

    With one contrast this is the square of the t test; `df` None takes the covariance as known (chi-squared).
    """
    q = len(estimate)
    names = ["statistic", "f", "df", "df_error", "p"]
    missing = pd.Series([np.nan, np.nan, q, np.nan, np.nan], index=names)
    if q == 0 or not np.isfinite(covariance).all():
        return missing
    try:
        wald = float(estimate @ np.linalg.solve(covariance, estimate))
    except np.linalg.LinAlgError:
        return missing
    if df is None:
        return pd.Series([wald, wald / q, q, np.inf, stats.chi2.sf(wald, q)], index=names)
    error = df - q + 1
    if error < 1:
        return missing
    f = wald * error / (df * q)
    return pd.Series([wald, f, q, error, stats.f.sf(f, q, error)], index=names)


def widen_together(coef: pd.Series, covariance: pd.DataFrame, *, df: float = np.inf) -> pd.DataFrame:
    """Limits of coefficients that hold for all of them at once with 95 % confidence (max-t).

    Parameters
    ----------
    coef
        Coefficients, for example the log hazard ratios of `cox`.
    covariance
        Theirs, for example `robust_covariance`; same names.
    df
        G - 2 where a jackknife over G clusters gave the covariance; infinite for the normal.

    Returns
    -------
    DataFrame
        Indexed as `coef`: coef, low, high, p (adjusted, two-sided, to about four decimals).

    Raises
    ------
    TableError
        Names differ, a value is not finite, a variance is not above 0, the covariance is that of nothing, or df is not
        above 0.

    References
    ----------
    Hothorn, Bretz & Westfall 2008, doi:10.1002/bimj.200810425
    """
    if set(coef.index) != set(covariance.index) or set(coef.index) != set(covariance.columns):
        raise TableError("covariance: its names differ from those of the coefficients. Select the same terms in both.")
    if not df > 0:
        raise TableError("df: not above 0. Give G - 2, or infinity for the normal distribution.")
    matrix = covariance.loc[coef.index, coef.index].to_numpy(dtype=float)
    values = coef.to_numpy(dtype=float)
    sound = np.isfinite(values) & np.isfinite(matrix).all(axis=1) & (np.diag(matrix) > 0)
    gate.refuse_rows(coef.to_frame(), ~sound, "coef", "no finite value or variance", "Leave that term out.")
    se = np.sqrt(np.diag(matrix))
    correlation = matrix / np.outer(se, se)
    if not np.allclose(correlation, correlation.T) or np.linalg.eigvalsh(correlation).min() < -1e-8:
        raise TableError("covariance: not symmetric with correlations that go together. Take it from a fitted model.")
    within = lambda bound: _share_within(bound, correlation, df)
    plain = inference.wald_limits(values, se, None if np.isinf(df) else df)
    narrow, wide = (_quantile(0.5 + inference.LEVEL / 2, df), _quantile(1 - (1 - inference.LEVEL) / 4 / len(se), df))
    bound = optimize.brentq(lambda b: within(b) - inference.LEVEL, narrow, wide, xtol=1e-4) if len(se) > 1 else narrow
    p = plain.p
    if len(se) > 1:
        p = np.array([max(1 - within(abs(z)), alone) for z, alone in zip(plain.z, plain.p, strict=True)])
    return pd.DataFrame({"coef": values, "low": values - bound * se, "high": values + bound * se, "p": p}, coef.index)


def find_e_values(
    table: pd.DataFrame, *, scale: Literal["rate", "hazard", "odds"], common: bool = False
) -> pd.DataFrame:
    """How strongly something unmeasured would have to go with both predictor and outcome to explain a ratio away.

    Parameters
    ----------
    table
        One row per term with a ratio and its limits: columns `hazard_ratio` or `ratio`, `low`, `high`.
    scale
        What the ratio compares. Of recurrent events, ratios of `cox` in calendar or total time are "rate".
    common
        For "hazard" and "odds": more than about 15 % have the outcome by the end, so that the ratio is first brought
        to a ratio of risks by VanderWeele's approximation.

    Returns
    -------
    DataFrame
        Indexed as the table: e_value (of the estimate), e_value_limit (of the limit nearer to 1; 1 where the interval
        holds 1; missing where the limits are).

    Raises
    ------
    TableError
        A column is missing, a ratio is not above 0, or the scale is unknown.

    References
    ----------
    VanderWeele & Ding 2017, doi:10.7326/M16-2607; VanderWeele 2017, doi:10.1111/biom.12778
    """
    if scale not in {"rate", "hazard", "odds"}:
        raise TableError(f"scale: found '{scale}'; allowed: 'rate', 'hazard', 'odds'. Choose one of them.")
    name = "hazard_ratio" if "hazard_ratio" in table.columns else "ratio"
    gate.require_columns(table, [name, "low", "high"])
    ratio = gate.take_numbers(table, name)
    gate.refuse_rows(table, ratio <= 0, f"column '{name}'", "not above 0", "Give ratios, not their logarithms.")
    low, high = table["low"].to_numpy(dtype=float), table["high"].to_numpy(dtype=float)
    nearer = np.where(ratio >= 1, np.maximum(low, 1.0), np.minimum(high, 1.0))
    nearer = np.where(np.isnan(low) | np.isnan(high), np.nan, nearer)
    convert = lambda values: _risk_ratio(values, scale) if common else values
    return pd.DataFrame({"e_value": _e(convert(ratio)), "e_value_limit": _e(convert(nearer))}, index=table.index)


def _e(ratio: np.ndarray) -> np.ndarray:
    away = np.where(ratio >= 1, ratio, 1 / ratio)
    return away + np.sqrt(away * (away - 1))


def _risk_ratio(ratio: np.ndarray, scale: str) -> np.ndarray:
    if scale == "odds":
        return np.sqrt(ratio)
    if scale == "hazard":
        return (1 - 0.5 ** np.sqrt(ratio)) / (1 - 0.5 ** np.sqrt(1 / ratio))
    return ratio


def _quantile(share: float, df: float) -> float:
    return float(stats.norm.ppf(share) if np.isinf(df) else stats.t.ppf(share, df))


def _share_within(bound: float, correlation: np.ndarray, df: float) -> float:
    """Probability that no coordinate of the (t) normal distribution lies further out than `bound`."""
    upper = np.full(len(correlation), bound)
    if np.isinf(df):
        drawn = stats.multivariate_normal(cov=correlation, allow_singular=True, seed=SEED)
        return float(drawn.cdf(upper, lower_limit=-upper))
    drawn = stats.multivariate_t(shape=correlation, df=df, allow_singular=True, seed=SEED)
    return float(drawn.cdf(upper, lower_limit=-upper, random_state=SEED))
