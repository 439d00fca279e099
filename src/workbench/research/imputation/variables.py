"""What the chain works on: variables of children or families as numbers, and the predictors made from them."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import gate


@dataclass(eq=False)
class Variable:
    """One variable. `levels` is None for numbers; otherwise `values` holds codes. One value per child or per family."""

    name: Hashable
    of_family: bool
    levels: pd.Index | None
    values: np.ndarray
    missing: np.ndarray

    def columns(self) -> np.ndarray:
        """Numbers as one column, levels as indicators against the first; shape (n, k)."""
        if self.levels is None:
            return self.values[:, None].astype(float)
        return (self.values[:, None] == np.arange(1, len(self.levels))).astype(float)

    def column_names(self) -> list[str]:
        """Names of `columns`, as terms of a model are named."""
        if self.levels is None or (len(self.levels) == 2 and list(self.levels) == [0, 1]):
            return [str(self.name)]
        return [f"{self.name}[{level}]" for level in self.levels[1:]]


def take_variable(frame: pd.DataFrame, name: Hashable, families: gate.Groups | None) -> Variable:
    """Read a column of the table; with `families`, as a variable of families, known once it is known for one child.

    Raises
    ------
    TableError
        The column is all missing, holds infinite values, or differs between children of a family that should share it.
    """
    column = frame[name]
    missing = column.isna().to_numpy()
    if missing.all():
        raise TableError(f"column '{name}': every value is missing. Leave the variable out; nothing says what it is.")
    known = frame.loc[~missing]
    levels = None
    if gate.is_categorical(column):
        labels = gate.take_groups(known, name).labels
        levels, values = labels, labels.get_indexer(column).astype(float)
    else:
        values = np.full(len(frame), np.nan)
        values[~missing] = gate.take_numbers(known, name)
        if set(np.unique(values[~missing])) == {0.0, 1.0}:
            levels = pd.Index([0, 1])
    if families is not None:
        first = np.full(families.n, np.nan)
        first[families.codes[~missing][::-1]] = values[~missing][::-1]
        remedy = "Correct it, or name it among the variables of children."
        differs = ~missing & (values != first[families.codes])
        gate.refuse_rows(frame, differs, f"column '{name}'", "differs from another child of the family", remedy)
        values, missing = first, np.isnan(first)
    if levels is not None:
        values = np.where(missing, 0, values).astype(np.int64)
    return Variable(name, families is not None, levels, values, missing)


def give_back(variable: Variable, column: pd.Series, families: gate.Groups) -> pd.Series:
    """The completed column of one table, one value per child."""
    values = variable.values[families.codes] if variable.of_family else variable.values
    if gate.is_categorical(column):
        assert variable.levels is not None
        categories = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else variable.levels
        ordered = isinstance(column.dtype, pd.CategoricalDtype) and column.cat.ordered
        return pd.Series(
            pd.Categorical(variable.levels[values], categories=categories, ordered=ordered), index=column.index
        )
    if not column.isna().any():
        return column
    return pd.Series(values.astype(float), index=column.index)


def mean_by_family(columns: np.ndarray, families: gate.Groups) -> np.ndarray:
    """Means over the children of each family, shape (families, k)."""
    sizes = np.bincount(families.codes, minlength=families.n)
    if columns.shape[1] == 0:
        return np.zeros((families.n, 0))
    return np.column_stack([np.bincount(families.codes, weights=c, minlength=families.n) / sizes for c in columns.T])


def mean_of_siblings(columns: np.ndarray, families: gate.Groups) -> np.ndarray:
    """Means over the other children of the family, shape (n, k); an only child has the mean of all children."""
    sizes = np.bincount(families.codes, minlength=families.n)[families.codes]
    others = mean_by_family(columns, families)[families.codes] * sizes[:, None] - columns
    means = np.tile(columns.mean(axis=0), (len(columns), 1))
    several = sizes > 1
    means[several] = others[several] / (sizes[several] - 1)[:, None]
    return means


def standardise(columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centre and scale of columns, for numbers of like size; a constant column has scale 1."""
    scale = columns.std(axis=0)
    return columns.mean(axis=0), np.where(scale > 1e-12, scale, 1.0)
