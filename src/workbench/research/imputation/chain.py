"""Multiple imputation by chained equations for children in families, with the event history among the predictors.

Why the chain is written here and its models are scikit-learn's: statsmodels' MICE matches numbers only, knows no
levels and no variables of families, and cannot renew the siblings' mean on its way; scikit-learn's IterativeImputer
draws each cell on its own, so that the uncertainty of coefficients does not come through between imputations, and
treats categories as numbers.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import gate
from workbench.research.imputation.conditional import draw_levels, draw_numbers, weigh_families
from workbench.research.imputation.shifts import Shift, refuse_shifts, take_shifted
from workbench.research.imputation.variables import (
    Variable,
    give_back,
    mean_by_family,
    mean_of_siblings,
    standardise,
    take_variable,
)

ONE_ROW = (
    "Keep one row per child; of a value that changes over time give the one known at entry, "
    "or a column per planned visit."
)


@dataclass(frozen=True, eq=False)
class Imputed:
    """Completed tables.

    Attributes
    ----------
    tables
        One per imputation, rows and columns as in the table that was given.
    missing
        Indexed by variable: of ("child" or "family"), kind ("number" or "levels"), missing (children or families),
        share.
    trace
        variable, iteration, imputation, mean (of the imputed values; of a level, its share): lines without a trend
        that mingle show that the chain has settled.
    seed
        The one that was given.
    """

    tables: tuple[pd.DataFrame, ...]
    missing: pd.DataFrame
    trace: pd.DataFrame
    seed: int


@dataclass(frozen=True, eq=False)
class Around:
    """What stays the same along the chain: who belongs together, what happened, what is shifted and by how much."""

    families: gate.Groups
    history: np.ndarray
    shifts: Mapping[Hashable, Shift]
    shifted: Mapping[Hashable, np.ndarray]


def impute(
    children: pd.DataFrame,
    *,
    id: Hashable,
    family: Hashable,
    variables: Sequence[Hashable],
    history: pd.DataFrame | None,
    seed: int,
    family_variables: Sequence[Hashable] = (),
    imputations: int = 20,
    iterations: int = 10,
    shifts: Mapping[Hashable, Shift] | None = None,
) -> Imputed:
    """Complete a table of children several times.

    Each variable with missing values is drawn in turn given all others, the event history, and (of children) the mean
    of the same variable over the siblings, renewed from one sibling to the next. Variables of families are drawn once
    per family, given the means of its children. Numbers by local residual draws, levels and columns of 0 and 1 by
    logistic regression; coefficients from a bootstrap of families.

    A dated table, with several rows per child, is refused: what was not answered at one visit hangs on the visits
    before and after it and on setbacks between them, which this chain does not order. Give values known at entry;
    or one column per planned visit (`need_0`, `need_6`), each a variable of its own, and lay the completed columns
    out again as `dated` for `counting.build_intervals`. Values of visits after a child's exit are then drawn too,
    and never used.

    Parameters
    ----------
    children
        One row per child.
    id, family
        Columns.
    variables, family_variables
        Columns of children and of families, with or without missing values; those without serve as predictors. Every
        term of the later analysis belongs here. A value known for one child of a family holds for all.
    history
        From `describe_history`; None says on purpose that there is no outcome.
    seed
        Imputation k hangs on the seed and k only, not on the order of rows or on how many there are.
    iterations
        Rounds over all variables before a table is kept.
    shifts
        Column → how its missing values differ from what the known ones suggest, for sensitivity analyses.

    Returns
    -------
    Imputed

    Raises
    ------
    TableError
        A column is missing or named twice; a child appears twice; a variable is all missing, infinite, or of a family
        and differs within it; the history lacks a child; a shift names no imputed column or level; fewer than two
        imputations, or no iteration.

    References
    ----------
    White, Royston & Wood 2011, doi:10.1002/sim.4067; siblings' means: Grund, Luedtke & Robitzsch 2018,
    doi:10.1177/1094428117703686; deltas: van Buuren 2018, Flexible imputation of missing data, section 9.2
    """
    listed = _name_once([*variables, *family_variables])
    gate.require_columns(children, [id, family, *listed])
    gate.refuse_missing(children, id)
    twice = children[id].duplicated().to_numpy()
    gate.refuse_rows(children, twice, f"column '{id}'", "the child appears twice", ONE_ROW)
    _refuse_numbers(seed, imputations, iterations)
    order = np.lexsort([gate.take_groups(children, id).codes, gate.take_groups(children, family).codes])
    table = children.iloc[order]
    families = gate.take_groups(table, family)
    around = Around(families, _take_history(table, id, history), shifts or {}, take_shifted(table, shifts or {}))
    known = [take_variable(table, name, None) for name in variables]
    known += [take_variable(table, name, families) for name in family_variables]
    refuse_shifts(known, around.shifts)
    back = np.argsort(order)
    tables, traces = [], []
    for place in range(imputations):
        drawn = [replace(variable, values=variable.values.copy()) for variable in known]
        for row in _run_chain(drawn, around, iterations, np.random.default_rng([seed, place])):
            traces.append((row[0], row[1], place, row[2]))
        completed = table.copy()
        for variable in drawn:
            completed[variable.name] = give_back(variable, table[variable.name], families)
        tables.append(completed.iloc[back])
    names = ["variable", "iteration", "imputation", "mean"]
    return Imputed(tuple(tables), _count_missing(known), pd.DataFrame(traces, columns=names), seed)


def _refuse_numbers(seed: int, imputations: int, iterations: int) -> None:
    for name, found, least in (("imputations", imputations, 2), ("iterations", iterations, 1), ("seed", seed, 0)):
        if not isinstance(found, int | np.integer) or found < least:
            raise TableError(f"{name}: found {found}; a whole number from {least} on is needed. Give one.")


def _name_once(names: list[Hashable]) -> list[Hashable]:
    if not names:
        raise TableError("variables: none given. Name at least one column.")
    for name in names:
        if names.count(name) > 1:
            raise TableError(f"variables: '{name}' is named twice, of children or of families. Name each column once.")
    return names


def _take_history(table: pd.DataFrame, id: Hashable, history: pd.DataFrame | None) -> np.ndarray:
    """The history in the order of the table; no columns where there is none."""
    if history is None:
        return np.zeros((len(table), 0))
    if not isinstance(history, pd.DataFrame) or history.index.has_duplicates:
        raise TableError("history: not a table with one row per child. Use describe_history on the start-stop rows.")
    lacking = ~table[id].isin(history.index).to_numpy()
    gate.refuse_rows(table, lacking, f"column '{id}'", "no history of this child", "Use describe_history on its rows.")
    return gate.take_terms(history.loc[table[id]], list(history.columns)).matrix


def _run_chain(
    chain: list[Variable], around: Around, iterations: int, rng: np.random.Generator
) -> Iterator[tuple[str, int, float]]:
    """Draw all missing values in place; yields column, iteration and mean of what was drawn."""
    open_ones = sorted((v for v in chain if v.missing.any()), key=lambda v: int(v.missing.sum()))
    for variable in open_ones:
        known = variable.values[~variable.missing]
        variable.values[variable.missing] = known[rng.integers(len(known), size=int(variable.missing.sum()))]
    for iteration in range(iterations):
        for variable in open_ones:
            others = [other for other in chain if other is not variable]
            draw = _draw_for_families if variable.of_family else _draw_for_children
            draw(variable, others, around, rng)
            for name, column in zip(variable.column_names(), variable.columns()[variable.missing].T, strict=True):
                yield name, iteration, float(column.mean())


def _draw_for_children(variable: Variable, others: list[Variable], around: Around, rng: np.random.Generator) -> None:
    codes = around.families.codes
    fixed = [o.columns()[codes] if o.of_family else o.columns() for o in others]
    only = (np.bincount(codes)[codes] == 1).astype(float)[:, None]
    predict = lambda: np.hstack([*fixed, around.history, only, mean_of_siblings(variable.columns(), around.families)])
    x = predict()
    centre, scale = standardise(x)
    drawer = _fit(variable, (x - centre) / scale, codes, around, rng)
    place = pd.Series(variable.missing).groupby(codes).cumsum().to_numpy() * variable.missing
    shifted = around.shifted.get(variable.name, np.zeros(len(codes)))
    for rank in range(1, int(place.max()) + 1):
        rows = np.flatnonzero(place == rank)
        new = (predict()[rows] - centre) / scale
        variable.values[rows] = drawer(new, shifted[rows])


def _draw_for_families(variable: Variable, others: list[Variable], around: Around, rng: np.random.Generator) -> None:
    families = around.families
    means = [o.columns() if o.of_family else mean_by_family(o.columns(), families) for o in others]
    sizes = np.bincount(families.codes, minlength=families.n)[:, None].astype(float)
    x = np.hstack([*means, mean_by_family(around.history, families), sizes])
    centre, scale = standardise(x)
    drawer = _fit(variable, (x - centre) / scale, np.arange(families.n), around, rng)
    rows = np.flatnonzero(variable.missing)
    of_child = around.shifted.get(variable.name, np.zeros(len(families.codes)))
    shifted = np.bincount(families.codes, weights=of_child, minlength=families.n)[rows] > 0
    variable.values[rows] = drawer((x[rows] - centre) / scale, shifted)


def _fit(
    variable: Variable, x: np.ndarray, family: np.ndarray, around: Around, rng: np.random.Generator
) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Model one variable on the rows that know it; returns what draws for new rows, of which some are shifted."""
    known = ~variable.missing
    x, y, weights = x[known], variable.values[known], weigh_families(family[known], rng)
    shift = around.shifts.get(variable.name, Shift(0.0))
    if variable.levels is None:
        draw = draw_numbers(x, y, weights, rng)
        return lambda new, shifted: draw(new) + shift.by * shifted
    n_levels = len(variable.levels)
    choose = draw_levels(x, y, weights, rng, n_levels=n_levels)
    level = n_levels - 1 if shift.level is None else variable.levels.get_loc(shift.level)
    log_odds = shift.by * (np.arange(n_levels) == level)
    return lambda new, shifted: choose(new, shifted[:, None] * log_odds)


def _count_missing(known: list[Variable]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "of": ["family" if v.of_family else "child" for v in known],
            "kind": ["number" if v.levels is None else "levels" for v in known],
            "missing": [int(v.missing.sum()) for v in known],
            "share": [float(v.missing.mean()) for v in known],
        },
        index=pd.Index([v.name for v in known], name="variable"),
    )
