"""The gate: a research table is checked once, here, and trusted afterwards.

Every refusal is a TableError whose sentence names the column, the row (its index label) and the remedy.
No value of the table is repeated in a sentence; labels of clusters and categories are codes and may be.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError

CONSTANT_SHARE = 1e-11  # a term that varies by less than this share of its size is constant
LARGEST = 1e100  # squares of larger numbers, and of those below its inverse, cannot be summed
NUMBERS = {"integer", "floating", "mixed-integer-float", "boolean", "decimal"}
DATES = {"datetime64", "datetime", "date", "timedelta64", "timedelta", "time", "period"}
BLOCK = 4096  # rows multiplied at once: they stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each row belongs to: `labels[codes[row]]`; labels stand in sorted order."""

    codes: np.ndarray
    labels: pd.Index

    @property
    def n(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of a model as numbers.

    `matrix` has one row per table row and one column per name; `sources` holds for each name the column it came from.
    """

    names: tuple[str, ...]
    sources: tuple[str, ...]
    matrix: np.ndarray


def refuse_rows(frame: pd.DataFrame, wrong: np.ndarray, where: str, found: str, remedy: str) -> None:
    """Raise a TableError naming the first wrong row; do nothing where no row is wrong."""
    positions = np.flatnonzero(wrong)
    if positions.size == 0:
        return
    more = f" (and {positions.size - 1} more)" if positions.size > 1 else ""
    raise TableError(f"{where}, row {frame.index[positions[0]]}{more}: {found}. {remedy}")


def require_columns(frame: pd.DataFrame, names: Iterable[Hashable | None]) -> None:
    """Refuse a table that is empty, lacks a named column or holds it twice; None stands for a column not used."""
    if not isinstance(frame, pd.DataFrame):
        raise TableError(
            f"table: a pandas DataFrame is needed, found {type(frame).__name__}. Put the rows into a DataFrame."
        )
    for name in names:
        if name is None:
            continue
        if not isinstance(name, Hashable):
            raise TableError(f"column {name}: one name is needed, found {type(name).__name__}. Name one column.")
        times = int((frame.columns == name).sum())
        if times == 0:
            known = ", ".join(map(str, frame.columns))
            raise TableError(f"column '{name}': not in the table; it has {known}. Add the column or correct the name.")
        if times > 1:
            raise TableError(f"column '{name}': appears {times} times. Keep one column of that name.")
    if frame.empty:
        raise TableError("table: it has no rows. Check the selection that led to it.")


def require_length(name: str, value: float) -> None:
    """Refuse an option that is no finite number above 0."""
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not number or not 0 < value < np.inf:
        raise TableError(f"{name}: not a finite number above 0. Give a length in the unit of the times.")


def refuse_missing(frame: pd.DataFrame, column: Hashable) -> None:
    """Refuse missing values in a column that is used."""
    wrong = frame[column].isna().to_numpy()
    refuse_rows(
        frame, wrong, f"column '{column}'", "the value is missing", "Impute it, or leave the row out and say so."
    )


def is_categorical(column: pd.Series) -> bool:
    """True where the values are categories (text, Categorical, mixed objects), not numbers, booleans or dates."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return True
    if pd.api.types.is_numeric_dtype(column.dtype):
        return False
    return pd.api.types.infer_dtype(column, skipna=True) not in NUMBERS | DATES


def take_numbers(frame: pd.DataFrame, column: Hashable, *, infinite: bool = False) -> np.ndarray:
    """A column as floats; refuses text, dates, complex numbers, missing and (unless allowed) infinite values."""
    values = frame[column]
    plain = pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_complex_dtype(values.dtype)
    if not plain and not values.isna().all() and pd.api.types.infer_dtype(values, skipna=True) not in NUMBERS:
        raise TableError(
            f"column '{column}': numbers are needed, found {values.dtype}. Convert it, dates to time since entry."
        )
    refuse_missing(frame, column)
    numbers = values.to_numpy(dtype=float)
    wrong = np.isnan(numbers) if infinite else ~np.isfinite(numbers)
    refuse_rows(
        frame, wrong, f"column '{column}'", "the value is not finite", "Correct it, or leave the row out and say so."
    )
    return numbers


def take_events(frame: pd.DataFrame, column: Hashable) -> np.ndarray:
    """A column of 0 and 1 (or booleans) as booleans."""
    numbers = take_numbers(frame, column)
    wrong = (numbers != 0) & (numbers != 1)
    refuse_rows(frame, wrong, f"column '{column}'", "neither 0 nor 1", "Code an event as 1 and everything else as 0.")
    return numbers == 1


def take_groups(frame: pd.DataFrame, column: Hashable) -> Groups:
    """Codes and sorted labels of an identifier, cluster, stratum or group; refuses missing values."""
    refuse_missing(frame, column)
    values = frame[column]
    if isinstance(values.dtype, pd.CategoricalDtype):
        kept = values.cat.remove_unused_categories()
        return Groups(kept.cat.codes.to_numpy(dtype=np.int64), kept.cat.categories)
    try:
        codes, labels = pd.factorize(values, sort=False)
    except TypeError:
        raise TableError(
            f"column '{column}': its values cannot be compared, found {type(values.iloc[0]).__name__}. "
            "Give each row one number or one word."
        ) from None
    labels = pd.Index(labels)
    try:
        order = np.asarray(labels.argsort())
    except TypeError:
        order = np.argsort(labels.astype(str).to_numpy(), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return Groups(place[codes], labels[order])


def name_columns(terms: str | Sequence[str]) -> list[str]:
    """The terms as a list; one name may stand alone. Refuses none at all and the same name twice."""
    listed = [terms] if isinstance(terms, str) or not isinstance(terms, Iterable) else list(terms)
    if not listed or terms is None:
        raise TableError("terms: none given. Name at least one column.")
    for name in listed:
        if listed.count(name) > 1:
            raise TableError(f"terms: '{name}' is named twice. Name each column once.")
    return listed


def take_terms(frame: pd.DataFrame, terms: str | Sequence[str]) -> Terms:
    """Numeric columns as they are; a categorical column as `name[level]` indicators against its first category.

    The first category is the first of a Categorical (unused ones left out), otherwise the first in sorted order.
    """
    listed = name_columns(terms)
    require_columns(frame, listed)
    columns: list[tuple[str, str, np.ndarray]] = []
    for name in listed:
        if is_categorical(frame[name]):
            groups = take_groups(frame, name)
            if groups.n == 1:
                raise TableError(
                    f"column '{name}': one category only. Leave the term out, or check the selection of rows."
                )
            columns += [(f"{name}[{groups.labels[k]}]", name, groups.codes == k) for k in range(1, groups.n)]
        else:
            columns.append((str(name), str(name), take_numbers(frame, name)))
    matrix = np.empty((len(frame), len(columns)), order="F")
    for place, (_, _, values) in enumerate(columns):
        matrix[:, place] = values
    return Terms(tuple(c[0] for c in columns), tuple(c[1] for c in columns), matrix)


def refuse_dependent(terms: Terms, within: np.ndarray | None = None) -> None:
    """Refuse terms that are constant or a combination of others, `within` every group of the given codes."""
    place = " within every stratum" if within is not None and within.any() else ""
    for name, column in zip(terms.names, terms.matrix.T, strict=True):
        largest = max(column.max(), -column.min())
        if largest > LARGEST or 0 < largest < 1 / LARGEST:
            raise TableError(
                f"column '{name}': numbers too large or too small to reckon with. Give it in another unit."
            )
    size = np.sqrt(np.einsum("ij,ij->j", terms.matrix, terms.matrix) / len(terms.matrix))
    gram = _centred_gram(terms.matrix, within)
    scale = np.sqrt(np.maximum(np.diag(gram), 0) / len(terms.matrix))
    for name, spread, typical in zip(terms.names, scale, size, strict=True):
        if spread <= CONSTANT_SHARE * typical:
            raise TableError(f"column '{name}': constant{place}, so it cannot explain anything. Leave the term out.")
    correlation = gram / len(terms.matrix) / np.outer(scale, scale)
    for j in range(1, len(terms.names)):
        weights, *_ = np.linalg.lstsq(correlation[:j, :j], correlation[:j, j], rcond=None)
        if correlation[j, j] - correlation[:j, j] @ weights <= 1e-10:
            others = ", ".join(f"'{terms.names[k]}'" for k in range(j) if abs(weights[k]) > 1e-6)
            raise TableError(f"column '{terms.names[j]}': fully given by {others}{place}. Leave one of them out.")


def _centred_gram(matrix: np.ndarray, within: np.ndarray | None) -> np.ndarray:
    """Cross-products of the columns after taking off their means (of each group), in blocks to spare memory."""
    if within is None:
        means, place = matrix.mean(axis=0), None
    else:
        sizes = np.maximum(np.bincount(within), 1)
        means, place = np.column_stack([np.bincount(within, weights=column) / sizes for column in matrix.T]), within
    gram = np.zeros((matrix.shape[1], matrix.shape[1]))
    for begin in range(0, len(matrix), BLOCK):
        rows = slice(begin, begin + BLOCK)
        block = matrix[rows] - (means if place is None else means[place[rows]])
        gram += block.T @ block
    return gram


def refuse_wandering(frame: pd.DataFrame, id: Hashable, cluster: Hashable) -> None:
    """Refuse an id whose cluster changes from one row to another."""
    ids, clusters = take_groups(frame, id), take_groups(frame, cluster)
    first = np.empty(ids.n, dtype=np.int64)
    first[ids.codes[::-1]] = clusters.codes[::-1]
    wrong = first[ids.codes] != clusters.codes
    found = f"differs from an earlier row of the same '{id}'"
    refuse_rows(frame, wrong, f"column '{cluster}'", found, f"Give every '{id}' one '{cluster}' throughout.")


def refuse_few_clusters(n_clusters: int, n_terms: int, column: Hashable) -> None:
    """Refuse fewer clusters than terms: their spread cannot be judged."""
    if n_clusters < max(n_terms, 2):
        raise TableError(
            f"column '{column}': {n_clusters} clusters for {n_terms} terms. Use fewer terms or a finer cluster."
        )
