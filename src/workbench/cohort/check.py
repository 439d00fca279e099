"""The gate: tables of a cohort against the contract. Every refusal names table, column, row and remedy."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from .contract import TABLES
from .declaration import NOT_KNOWN, Column, Table
from .faults import refuse, row_faults
from .rules import RULES, Rule

LARGEST_WHOLE = 2.0**53  # beyond it numbers of a file are no longer told apart
LONGEST_NAME = 40  # of a column that is not declared


def check_cohort(tables: Mapping[str, pd.DataFrame]) -> None:
    """Check the tables that are given, each by itself and against the others.

    Parameters
    ----------
    tables
        Frames by name; a subset of the contract may be given, rules over absent tables are left out.

    Raises
    ------
    TableError
        An unknown table; a column that is absent, unknown or of a wrong type; an empty cell, an unknown code or a
        number out of range; a key that is not unique or leads nowhere; dates or stages that contradict each other.
        All faults are told together.
    """
    faults = [
        f"table '{name}': not part of the cohort; it has {', '.join(TABLES)}. Correct the name."
        for name in tables
        if name not in TABLES
    ]
    fit = {}
    for name, declared in TABLES.items():
        if name in tables:
            found = [*shape_faults(declared, list(tables[name].columns))]
            found = found or [*type_faults(declared, tables[name])]
            if not found:
                fit[name] = tables[name]
                for column in declared.columns:
                    found += cell_faults(declared, column, tables[name])
            faults += found
    refuse([*faults, *joint_faults(fit)], "tables")


def joint_faults(tables: Mapping[str, pd.DataFrame], rules: Iterable[Rule] = RULES) -> Iterator[str]:
    """Faults of several cells together: keys, references and rules, in tables whose columns have their types."""
    for name, frame in tables.items():
        key = list(TABLES[name].key)
        twice = frame.duplicated(key).to_numpy() & frame[key].notna().all(axis=1).to_numpy()
        yield from row_faults(name, ", ".join(key), frame, twice, "the key appears twice.", "Keep one row per key.")
    for name in tables:
        yield from _reference_faults(TABLES[name], tables)
    for rule in rules:
        yield from rule(tables)


def shape_faults(table: Table, found: list) -> Iterator[str]:
    """Columns that are not there once, and columns that are not declared."""
    names = [column.name for column in table.columns]
    listed = ", ".join(names)
    if not set(names) & set(found):
        yield f"table {table.name}: the first line names no column of it; it has {listed}. Put a header there."
        return
    for name in names:
        if found.count(name) != 1:
            near = any(str(one).strip().lower() == name for one in found if one != name)
            remedy = " Write it without spaces, in small letters." * near
            yield f"table {table.name}: column '{name}' must be there once; it has {listed}.{remedy}"
    told = set(names) - set(found)  # of these, one in other letters is named above
    strange = [
        f"'{str(name)[:LONGEST_NAME]}'" if str(name).strip() else f"{place} (without a name)"
        for place, name in enumerate(found, 1)
        if name not in names and str(name).strip().lower() not in told
    ]
    if strange:
        more = f" (and {len(strange) - 1} more)" if len(strange) > 1 else ""
        yield f"table {table.name}: column {strange[0]}{more} is not declared; it has {listed}. Leave it out."


def type_faults(table: Table, frame: pd.DataFrame) -> Iterator[str]:
    """Columns that cannot hold what is declared."""
    for column in table.columns:
        dtype = frame[column.name].dtype
        where = f"table {table.name}, column '{column.name}'"
        if column.kind == "flag" and not pd.api.types.is_bool_dtype(dtype):
            yield f"{where}: found {dtype}; allowed: True and False."
        numeric = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
        if column.kind in ("whole", "number") and not numeric:
            yield f"{where}: found {dtype}; allowed: numbers."


def cell_faults(
    table: Table, column: Column, frame: pd.DataFrame, told: np.ndarray | np.bool_ = np.False_
) -> Iterator[str]:
    """Cells of one column that are empty, no code or out of range, apart from rows that are `told` already."""
    values = frame[column.name]
    empty = values.isna().to_numpy()
    wrong = empty & ~told
    remedy = "This column is never empty."
    if column.empty_when:
        there = (frame[column.empty_when.column] == column.empty_when.value).to_numpy(dtype=bool, na_value=False)
        case = f"'{column.empty_when.column}' is {column.empty_when.value}"
        filled = f"Leave it empty where {case}."
        yield from row_faults(table.name, column.name, frame, ~empty & ~told & there, "the cell is filled.", filled)
        wrong = wrong & ~there
        remedy = f"It is empty only where {case}."
    if not column.not_known and (column.empty_when or not column.missing):
        yield from row_faults(table.name, column.name, frame, wrong, "the cell is empty.", remedy)
    if column.kind in ("whole", "number"):
        yield from _number_faults(table.name, column, frame, ~empty & ~told)
    elif column.allowed:
        known = values.cat.categories if isinstance(values.dtype, pd.CategoricalDtype) else values.dropna().unique()
        if not set(known) <= set(column.allowed):
            strange = ~empty & ~told & ~values.isin(list(column.allowed)).to_numpy()
            allowed = ", ".join([*column.allowed, *[f"{NOT_KNOWN} or an empty cell"] * column.not_known])
            yield from row_faults(table.name, column.name, frame, strange, "not a known code.", f"Allowed: {allowed}.")


def _number_faults(table: str, column: Column, frame: pd.DataFrame, there: np.ndarray) -> Iterator[str]:
    numbers = frame[column.name].to_numpy(dtype=float, na_value=np.nan)
    low = -np.inf if column.lowest is None else column.lowest
    high = np.inf if column.highest is None else column.highest
    within = (numbers >= low) & (numbers <= high) & np.isfinite(numbers)
    whole = column.kind == "whole"
    if whole:
        within &= np.abs(numbers) < LARGEST_WHOLE
    allowed = f"Allowed: {_range(column)} {column.unit}."
    yield from row_faults(table, column.name, frame, there & ~within, "out of range.", allowed)
    if whole:
        parts = there & within & (numbers != np.round(numbers))
        yield from row_faults(table, column.name, frame, parts, "not whole.", "Use whole numbers.")


def _range(column: Column) -> str:
    if column.lowest is None and column.highest is None:
        return "finite numbers of"
    if column.lowest is None or column.highest is None:
        return f"{column.lowest:g} and more" if column.highest is None else f"at most {column.highest:g}"
    return f"{column.lowest:g} to {column.highest:g}"


def _reference_faults(table: Table, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    frame = tables[table.name]
    for reference in table.references:
        if reference.table in tables:
            target = tables[reference.table][reference.to[0]]
            (column,) = reference.columns
            wrong = ~frame[column].isin(target).to_numpy() & frame[column].notna().to_numpy()
            remedy = f"Add the row to {reference.table}, or leave this one out."
            yield from row_faults(table.name, column, frame, wrong, f"leads to no row of {reference.table}.", remedy)
