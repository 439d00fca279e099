"""What if those who did not answer differ: shifts of what is filled in."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research.imputation.variables import Variable


@dataclass(frozen=True, eq=False)
class Shift:
    """How missing values are taken to differ from what the known ones suggest.

    Attributes
    ----------
    by
        Added to imputed numbers, or to the log odds of `level` where the column is categorical or 0 and 1.
    level
        A level of a categorical column; without it the last.
    rows
        True for the rows of the table that are shifted, for example where the answer was declined; without it all
        that are missing. Of a family variable: any row of the family.
    """

    by: float
    level: Hashable | None = None
    rows: pd.Series | None = None


def take_shifted(table: pd.DataFrame, shifts: Mapping[Hashable, Shift]) -> dict[Hashable, np.ndarray]:
    """For each shifted column which rows of the table are shifted."""
    everyone = np.ones(len(table), dtype=bool)
    for name, shift in shifts.items():
        if shift.rows is not None and not isinstance(shift.rows, pd.Series):
            raise TableError(f"shifts: rows of '{name}' are no Series. Give one with the index of the table.")
    return {
        name: everyone if shift.rows is None else shift.rows.reindex(table.index, fill_value=False).to_numpy(dtype=bool)
        for name, shift in shifts.items()
    }


def refuse_shifts(known: list[Variable], shifts: Mapping[Hashable, Shift]) -> None:
    """Refuse a shift of a column without gaps, by no number, or of a level that the column lacks."""
    by_name = {variable.name: variable for variable in known}
    for name, shift in shifts.items():
        if name not in by_name or not by_name[name].missing.any():
            raise TableError(f"shifts: column '{name}' has nothing to impute. Name one that has.")
        levels = by_name[name].levels
        if not np.isfinite(shift.by):
            raise TableError(f"shifts: that of '{name}' is not a finite number. Give a number; 0 shifts nothing.")
        if shift.level is not None and (levels is None or shift.level not in levels):
            raise TableError(f"shifts: column '{name}' has no such level. Name one of its levels, or none.")
