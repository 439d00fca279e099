"""Repeated scores whose spread differs by group: within a child, and between children."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from formulaic import Formula
from formulaic.errors import FormulaicError
from scipy import stats

from workbench.errors import TableError

from ..gate import (
    Groups,
    Terms,
    refuse_dependent,
    refuse_missing,
    refuse_wandering,
    require_columns,
    take_groups,
    take_numbers,
)
from ..inference import wald_limits
from ..results import Result
from .mixed import Mixed, MixedFit, fit_mixed

Method = Literal["ml", "reml"]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ResidualVariance(Result):
    """A linear mixed model with a spread of its own for every group.

    Attributes
    ----------
    table
        By term of the mean: coef, se, low, high, z, p (normal).
    residual_sd
        By group: SD of scores of one child around its own course.
    between_sd
        By group, or one entry "all": SD between children.
    deviations
        Both, by part ("residual", "between") and group, with low and high.
    ratios
        By group: `against` (the first), ratio of residual SD, low, high, p (normal, on the log scale).
    between_ratios
        The same for the SD between children; empty unless asked for.
    likelihood_ratio, df, p
        Test against one residual SD, and one SD between children where that differs by group too.
    tests
        The parts of that test: by part (residual, between, both) likelihood_ratio, df, p.
    icc
        By group: share of the variance that lies between children.
    """

    residual_sd: pd.Series
    between_sd: pd.Series
    deviations: pd.DataFrame
    ratios: pd.DataFrame
    between_ratios: pd.DataFrame
    likelihood_ratio: float
    df: int
    p: float
    tests: pd.DataFrame
    icc: pd.Series


def residual_variance(
    frame: pd.DataFrame,
    *,
    y: str,
    formula: str,
    id: str,
    group: str,
    between: bool = False,
    method: Method = "ml",
) -> ResidualVariance:
    """Fit a linear mixed model with a random intercept per child and a residual SD per group.

    Parameters
    ----------
    frame
        One row per child and occasion.
    y
        Column with the score.
    formula
        Right-hand side for the mean, such as "age * sex".
    id
        Column with the child.
    group
        Column with the group that has its own spread.
    between
        True: the SD between children differs by group too; a child then stays in one group.
    method
        "ml", or "reml" (as nlme's default; compare tests only between models of one formula).

    Returns
    -------
    ResidualVariance
        The same model as nlme's lme with varIdent weights.

    Raises
    ------
    TableError
        A formula that cannot be read, missing values, constant or collinear columns, no child seen twice, a group
        that changes within a child where `between` is True.

    References
    ----------
    Pinheiro & Bates 2000, Mixed-Effects Models in S and S-PLUS, section 5.2, doi:10.1007/b98882.
    """
    if method not in ("ml", "reml"):
        raise TableError(f"method: '{method}' is not known. Use 'ml' or 'reml'.")
    require_columns(frame, [y, id, group])
    children, groups = take_groups(frame, id), take_groups(frame, group)
    if np.bincount(children.codes).max() < 2:
        raise TableError(f"column '{id}': nobody is seen twice, so spread within a child cannot be told from spread "
                         "between children. Use children with several occasions.")  # fmt: skip
    if between:
        refuse_wandering(frame, id, group)
    names, design = _read_formula(frame, formula)
    score = take_numbers(frame, y)
    child_group = np.zeros(children.n, dtype=np.int64)
    child_group[children.codes] = groups.codes

    def fitted(residual: bool, child: bool) -> MixedFit:
        none, apart = np.zeros(len(frame), dtype=np.int64), np.zeros(children.n, dtype=np.int64)
        return fit_mixed(
            Mixed(
                score,
                design,
                children.codes,
                groups.codes if residual else none,
                groups.n if residual else 1,
                child_group if child else apart,
                groups.n if child else 1,
                method == "reml",
            )
        )

    best = fitted(True, between)
    simpler = {"residual": fitted(False, between)}
    if between:
        simpler |= {"between": fitted(True, False), "both": fitted(False, False)}
    tests = _tests(best, simpler, groups.n)
    whole = tests.iloc[-1]
    limits = wald_limits(best.coefficients, best.se)
    table = {"coef": best.coefficients, "se": best.se, "low": limits.low, "high": limits.high}
    n_groups = groups.n
    residual_sd = pd.Series(np.exp(best.log_sd[:n_groups]), index=groups.labels, name="residual_sd")
    own = groups.labels if between else pd.Index(["all"])
    between_sd = pd.Series(np.exp(best.log_sd[n_groups:]), index=own, name="between_sd")
    return ResidualVariance(
        table=pd.DataFrame(table | {"z": limits.z, "p": limits.p}, index=pd.Index(names, name="term")),
        n_rows=len(frame),
        n_clusters=children.n,
        log_likelihood=best.log_likelihood,
        note=_note(best, n_groups),
        residual_sd=residual_sd,
        between_sd=between_sd,
        deviations=_deviations(best, residual_sd.index, between_sd.index),
        ratios=_ratios(best, 0, groups),
        between_ratios=_ratios(best, n_groups, groups) if between else _ratios(best, 0, groups).iloc[:0],
        likelihood_ratio=float(whole["likelihood_ratio"]),
        df=int(whole["df"]),
        p=float(whole["p"]),
        tests=tests,
        icc=pd.Series(1 / (1 + (residual_sd / between_sd.to_numpy()) ** 2), name="icc"),
    )


def _read_formula(frame: pd.DataFrame, formula: str) -> tuple[list[str], np.ndarray]:
    try:
        parsed = Formula(formula)
        used = sorted(map(str, parsed.required_variables))
    except (FormulaicError, SyntaxError, AttributeError) as error:
        raise TableError(f"formula: '{formula}' cannot be read. Give a right-hand side such as 'age * sex'.") from error
    require_columns(frame, used)
    for column in used:
        refuse_missing(frame, column)
    try:
        matrix = parsed.get_model_matrix(frame, na_action="raise")
    except (FormulaicError, ValueError, TypeError) as error:
        raise TableError(f"formula: '{formula}' cannot be worked out on this table. Check its columns.") from error
    names = [str(name).replace("[T.", "[").replace("Intercept", "intercept") for name in matrix.columns]
    values = matrix.to_numpy(dtype=float)
    varying = [place for place, name in enumerate(names) if name != "intercept"]
    if varying:
        chosen = tuple(names[place] for place in varying)
        refuse_dependent(Terms(chosen, chosen, values[:, varying]))
    return names, values


def _tests(best: MixedFit, simpler: dict[str, MixedFit], n_groups: int) -> pd.DataFrame:
    rows = {}
    for part, model in simpler.items():
        df = (n_groups - 1) * (2 if part == "both" else 1)
        ratio = max(0.0, 2 * (best.log_likelihood - model.log_likelihood))
        p = float(stats.chi2.sf(ratio, df)) if df else float("nan")
        rows[part] = {"likelihood_ratio": ratio, "df": df, "p": p}
    return pd.DataFrame.from_dict(rows, orient="index")


def _deviations(best: MixedFit, residual: pd.Index, between: pd.Index) -> pd.DataFrame:
    limits = wald_limits(best.log_sd, best.log_sd_se)
    labels = [("residual", label) for label in residual] + [("between", label) for label in between]
    with np.errstate(over="ignore"):
        columns = {"sd": np.exp(best.log_sd), "low": np.exp(limits.low), "high": np.exp(limits.high)}
    return pd.DataFrame(columns, index=pd.MultiIndex.from_tuples(labels, names=["part", "group"]))


def _ratios(best: MixedFit, first: int, groups: Groups) -> pd.DataFrame:
    places = np.arange(first + 1, first + groups.n)
    change = best.log_sd[places] - best.log_sd[first]
    part = best.log_sd_covariance
    variance = part[places, places] + part[first, first] - 2 * part[places, first]
    limits = wald_limits(change, np.sqrt(np.maximum(variance, 0)))
    with np.errstate(over="ignore"):
        ratio = {"ratio": np.exp(change), "low": np.exp(limits.low), "high": np.exp(limits.high), "p": limits.p}
    against = {"against": np.repeat(groups.labels[:1], groups.n - 1)}
    return pd.DataFrame(against | ratio, index=pd.Index(groups.labels[1:], name="group"))


def _note(best: MixedFit, n_groups: int) -> str:
    if best.at_zero[n_groups:].any():
        return "A standard deviation between children is estimated as zero; its limits and ratios say nothing."
    return ""
