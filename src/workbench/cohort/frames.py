"""The cohort as pandas frames, typed as the contract says."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..errors import UnknownName
from .contract import TABLES
from .declaration import Column, Table


class Cohort:
    """Frames of the contract as attributes; `truth` holds what only a generator knows, or None.

    Parameters
    ----------
    tables
        Frames by name; names of the contract only.
    truth
        Frames by name, as attributes of `.truth`.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], truth: "Truth | None" = None) -> None:
        if strange := [name for name in tables if name not in TABLES]:
            raise UnknownName(f"cohort: no table {strange[0]!r}; there are: {', '.join(TABLES)}.")
        self.tables = dict(tables)
        self.truth = truth

    def __getattr__(self, name: str) -> pd.DataFrame:
        return _frame(self.__dict__.get("tables", {}), name, TABLES)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def __repr__(self) -> str:
        told = "Cohort: " + ", ".join(f"{len(frame):,} {name}" for name, frame in self.tables.items())
        unknown = [f"{row.not_known:,} {row.table}.{row.column}" for row in self.not_known.itertuples()]
        return f"{told}; not known: {', '.join(unknown)}" if unknown else told

    @property
    def not_known(self) -> pd.DataFrame:
        """What nobody knew: table, column, not_known (cells), rows; for every column that has such cells."""
        counted = [
            (name, column.name, int(_unknown(column, self.tables[name]).sum()), len(self.tables[name]))
            for name, declared in TABLES.items()
            if name in self.tables
            for column in declared.columns
            if column.not_known and column.name in self.tables[name]
        ]
        found = [row for row in counted if row[2]]
        return pd.DataFrame(found, columns=["table", "column", "not_known", "rows"])


class Truth:
    """What the generator knows and no file of a case does: frames as attributes."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = dict(tables)

    def __getattr__(self, name: str) -> pd.DataFrame:
        tables = self.__dict__.get("tables", {})
        return _frame(tables, name, tables)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def __repr__(self) -> str:
        return "Truth: " + ", ".join(f"{len(frame):,} {name}" for name, frame in self.tables.items())


def _frame(tables: Mapping[str, pd.DataFrame], name: str, known: Mapping) -> pd.DataFrame:
    if name in tables:
        return tables[name]
    reason = "was not asked for" if name in known else "does not exist"
    raise AttributeError(f"table {name!r} {reason}; there are: {', '.join(tables)}")


def _unknown(column: Column, frame: pd.DataFrame) -> pd.Series:
    empty = frame[column.name].isna()
    when = column.empty_when
    return empty & (frame[when.column] != when.value) if when and when.column in frame else empty


def typed(table: Table, columns: Mapping[str, Any], codes: Mapping[str, list[str]] | None = None) -> pd.DataFrame:
    """Make a frame of a table: columns in order, each of its type; whole numbers are floats where one is missing.

    Parameters
    ----------
    columns
        Values by column name. A code stands as an integer array of places in its list (-1: missing), or as text.
    codes
        Code lists of columns whose codes come from elsewhere.
    """
    return pd.DataFrame(
        {column.name: _typed(column, columns[column.name], codes or {}) for column in table.columns}, copy=False
    )


def retyped(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame that was read from a file the types of the contract; unknown codes become missing."""
    return typed(table, {column.name: frame[column.name] for column in table.columns})


def code_list(column: Column) -> list[str]:
    """The codes of a column, in order; empty where they come from elsewhere."""
    return list(column.allowed or ())


def _typed(column: Column, values: Any, codes: Mapping[str, list[str]]) -> Any:
    if column.kind in ("identifier", "text"):
        return values if isinstance(values, pd.api.extensions.ExtensionArray) else pd.array(values, dtype="str")
    if column.kind == "code":
        listed = codes.get(column.name) or code_list(column) or None
        if isinstance(values, np.ndarray) and values.dtype.kind == "i":
            return pd.Categorical.from_codes(values, categories=listed, ordered=column.ordered, validate=False)
        return pd.Categorical(values, categories=listed, ordered=column.ordered)
    if column.kind == "flag" and pd.isna(values).any():
        return pd.array(values, dtype="boolean")
    if column.kind == "whole" and column.not_known and pd.isna(values).any():
        return pd.Series(values).to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(values, dtype={"flag": bool, "whole": np.int64, "number": float}[column.kind])
