"""What is wrong with tables, as sentences: where, what was found, what is allowed; never a value."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ..errors import TableError

MOST = 60


def holds(condition: pd.Series) -> np.ndarray:
    """Where a condition is met; where it is missing it is not."""
    return np.array(condition.to_numpy(dtype=bool, na_value=False))


def row_faults(table: str, column: str, frame: pd.DataFrame, wrong: np.ndarray, *sentences: str) -> Iterator[str]:
    """Tell the first of the wrong rows, by the label that it has in the frame, and how many more there are."""
    places = np.flatnonzero(wrong)
    if places.size:
        more = f" (and {places.size - 1:,} more)" if places.size > 1 else ""
        yield f"table {table}, column '{column}', row {frame.index[places[0]]}{more}: {' '.join(sentences)}"


def refuse(faults: Sequence[str], where: str) -> None:
    """Raise one TableError that tells all faults, if there are any.

    Raises
    ------
    TableError
        One sentence for one fault, else a list of at most sixty lines.
    """
    if len(faults) == 1:
        raise TableError(faults[0])
    if faults:
        left = len(faults) - MOST
        rest = [f"… and {left} more. Mend these first."] if left > 0 else []
        raise TableError("\n- ".join([f"{where}: {len(faults)} faults.", *faults[:MOST], *rest]))
