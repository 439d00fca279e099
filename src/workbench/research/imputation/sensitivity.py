"""What if the missing values are not like the known ones: the analysis along a line of deltas."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.errors import TableError
from workbench.research import gate
from workbench.research.imputation.chain import Imputed, impute
from workbench.research.imputation.pooling import pool_fits
from workbench.research.imputation.shifts import Shift
from workbench.research.results import Result


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class SensitivityResult(Result):
    """One pooled analysis per delta.

    Attributes
    ----------
    table
        delta, term, estimate, se, low, high, p, ratio, ratio_low, ratio_high, imputed_mean (of the shifted column
        where it was missing; of a column with levels the share of the shifted one; of drop-out the events per month
        filled in). Read from it whether a delta is still believable.
    n_rows
        Imputations per delta.
    note
        The tipping point of the term in words.
    """


def vary_delta(
    children: pd.DataFrame,
    fit: Callable[[pd.DataFrame], Result],
    *,
    column: Hashable,
    deltas: Sequence[float],
    term: str,
    complete_df: float,
    level: Hashable | None = None,
    rows: pd.Series | None = None,
    **options: Any,
) -> SensitivityResult:
    """Impute, fit and pool again with missing values shifted by each delta, all with the same random numbers.

    A ratio need not rise all along the line, least of all that of a yes or no: read the whole line, not its ends.

    Parameters
    ----------
    children
        As in `impute`.
    fit
        A completed table → a fitted model with `coef` and `robust_se` or `se`, for example `cox`.
    column, level, rows
        What is shifted: as in `Shift`.
    deltas
        Shifts, in units of the column or as log odds. 0 stands for missing at random and must be among them.
    term
        The term whose tipping point is told.
    complete_df
        As in `pool`.
    options
        Passed to `impute`: id, family, variables, family_variables, history, seed, imputations, iterations.

    Returns
    -------
    SensitivityResult

    Raises
    ------
    TableError
        0 is not among the deltas, a delta stands there twice, the term is unknown; or as `impute` and `pool`.
    """
    line = order_deltas(deltas)
    blocks, n_imputations = [], 0
    for delta in line:
        imputed = impute(children, shifts={column: Shift(delta, level, rows)}, **options)
        pooled = pool_fits([fit(table) for table in imputed.tables], complete_df=complete_df)
        refuse_unknown(term, pooled.table.index)
        block = pooled.table[["estimate", "se", "low", "high", "p", "ratio", "ratio_low", "ratio_high"]].reset_index()
        block.insert(0, "delta", delta)
        blocks.append(block.assign(imputed_mean=_mean_of_imputed(imputed, children, column, level)))
        n_imputations = pooled.n_rows
    table = pd.concat(blocks, ignore_index=True)
    return SensitivityResult(table=table, n_rows=n_imputations, note=describe_tipping(table, term))


def order_deltas(deltas: Sequence[float]) -> list[float]:
    """Deltas from low to high; refuses a line without 0, or with a delta twice."""
    try:
        line = sorted(float(delta) for delta in deltas)
    except (TypeError, ValueError):
        raise TableError("deltas: not a list of numbers. Give for example [-1, 0, 1].") from None
    if 0.0 not in line or len(set(line)) < max(len(line), 2):
        raise TableError("deltas: 0 and at least one other are needed, each once. Add 0, which is missing at random.")
    return line


def refuse_unknown(term: str, names: pd.Index) -> None:
    """Refuse a term that the model does not have."""
    if term not in names:
        known = ", ".join(map(str, names))
        raise TableError(f"term: '{term}' is not in the model; it has {known}. Name one of them.")


def describe_tipping(table: pd.DataFrame, term: str, at_zero: str = "missing at random") -> str:
    """Say how far missing values would have to differ until the interval of a term tells something else.

    Parameters
    ----------
    table
        Of `vary_delta` or `vary_drop_out`: delta, term, low, high.
    term
        Which term.
    at_zero
        What delta 0 stands for.
    """
    own = table[table["term"] == term].sort_values("delta")
    told = pd.Series(0, index=own["delta"]).mask((own["low"] > 0).to_numpy(), 1).mask((own["high"] < 0).to_numpy(), -1)
    words = {1: "lies wholly above 1", 0: "holds 1", -1: "lies wholly below 1"}
    begin = f"At delta 0 ({at_zero}) the interval of {term} {words[told[0.0]]}"
    turns = []
    for side in (told[told.index >= 0], told[told.index <= 0][::-1]):
        changed = side[side != told[0.0]]
        if len(changed):
            before = side.index[side.index.get_loc(changed.index[0]) - 1]
            turns.append(f"at delta {changed.index[0]:+g} it {words[changed.iloc[0]]} (not yet at {before:+g})")
    if not turns:
        return f"{begin}; so it does over the whole line from {told.index[0]:+g} to {told.index[-1]:+g}."
    return f"{begin}; {'; '.join(turns)}."


def _mean_of_imputed(imputed: Imputed, children: pd.DataFrame, column: Hashable, level: Hashable | None) -> float:
    gone = children[column].isna().to_numpy()
    values = pd.concat([table.loc[gone, column] for table in imputed.tables], ignore_index=True)
    if gate.is_categorical(children[column]):
        last = gate.take_groups(children.loc[~gone], column).labels[-1]
        return float((values == (last if level is None else level)).mean())
    return float(values.mean())
