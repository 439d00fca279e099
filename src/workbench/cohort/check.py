"""The gate: tables of a cohort against the contract. Every refusal names table, column, row and remedy."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..errors import TableError
from .contract import TABLES
from .declaration import Column, Table
from .rules import RULES, refuse_rows


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
    """
    for name in tables:
        if name not in TABLES:
            raise TableError(f"table '{name}': not part of the cohort; it has {', '.join(TABLES)}. Correct the name.")
    for name, declared in TABLES.items():
        if name in tables:
            _check_table(declared, tables[name])
    for name in tables:
        _check_references(TABLES[name], tables)
    for rule in RULES:
        rule(tables)


def _check_table(table: Table, frame: pd.DataFrame) -> None:
    names = [column.name for column in table.columns]
    listed = ", ".join(names)
    for name in names:
        if list(frame.columns).count(name) != 1:
            raise TableError(f"table {table.name}: column '{name}' must be there once; it has {listed}.")
    if strange := [str(name) for name in frame.columns if name not in names]:
        raise TableError(f"table {table.name}: column '{strange[0]}' is not declared; it has {listed}. Leave it out.")
    for column in table.columns:
        _check_column(table.name, column, frame)
    twice = frame.duplicated(list(table.key)).to_numpy()
    refuse_rows(table.name, ", ".join(table.key), frame, twice, "the key appears twice.", "Keep one row per key.")


def _check_column(table: str, column: Column, frame: pd.DataFrame) -> None:
    values = frame[column.name]
    empty = values.isna().to_numpy()
    if not column.missing:
        refuse_rows(table, column.name, frame, empty, "the cell is empty.", "This column is never empty.")
    if column.kind == "flag":
        if values.dtype != bool:
            raise TableError(f"table {table}, column '{column.name}': found {values.dtype}; allowed: True and False.")
    elif column.kind in ("whole", "number"):
        _check_number(table, column, frame, empty)
    elif column.allowed:
        known = values.cat.categories if isinstance(values.dtype, pd.CategoricalDtype) else values.dropna().unique()
        if not set(known) <= set(column.allowed):
            wrong = ~empty & ~values.isin(list(column.allowed)).to_numpy()
            allowed = f"Allowed: {', '.join(column.allowed)}."
            refuse_rows(table, column.name, frame, wrong, "not a known code.", allowed)


def _check_number(table: str, column: Column, frame: pd.DataFrame, empty: np.ndarray) -> None:
    values = frame[column.name]
    if not pd.api.types.is_numeric_dtype(values.dtype) or values.dtype == bool:
        raise TableError(f"table {table}, column '{column.name}': found {values.dtype}; allowed: numbers.")
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    low = -np.inf if column.lowest is None else column.lowest
    high = np.inf if column.highest is None else column.highest
    wrong = ~empty & ~((numbers >= low) & (numbers <= high) & np.isfinite(numbers))
    allowed = f"Allowed: {low:g} to {high:g} {column.unit}."
    refuse_rows(table, column.name, frame, wrong, "out of range.", allowed)
    if column.kind == "whole":
        refuse_rows(
            table, column.name, frame, ~empty & (numbers != np.round(numbers)), "not whole.", "Use whole numbers."
        )


def _check_references(table: Table, tables: Mapping[str, pd.DataFrame]) -> None:
    frame = tables[table.name]
    for reference in table.references:
        if reference.table in tables:
            target = tables[reference.table][reference.to[0]]
            (column,) = reference.columns
            wrong = ~frame[column].isin(target).to_numpy()
            remedy = f"Add the row to {reference.table}, or leave this one out."
            refuse_rows(table.name, column, frame, wrong, f"leads to no row of {reference.table}.", remedy)
