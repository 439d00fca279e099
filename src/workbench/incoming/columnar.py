"""A Parquet file as cells: text, flags and numbers as they are stored, labelled by their rows from 1 on."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

TYPES = pa.types


def read_parquet(table: str, path: Path, names: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """Read the cells of a Parquet file, and tell why they cannot be read.

    Returns
    -------
    tuple
        Frame of text (empty where the cell is), flags and numbers; and faults, with which the frame is empty.
    """
    try:
        cells = pq.ParquetFile(path).read()
        cells.validate(full=True)
        found = list(cells.column_names)
        read = [_read(cells.column(place)) for place in range(len(found))]
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        return pd.DataFrame(), [f"table {table}: {path.name} is not a whole Parquet file. Save or copy it again."]
    faults = [
        f"table {table}, column '{name}': found {one}; allowed: text, whole numbers, double numbers, True and False. "
        "Convert the column."
        for name, one in zip(found, read, strict=True)
        if isinstance(one, str) and name in names
    ]
    if faults:
        return pd.DataFrame(), faults
    frame = pd.DataFrame(dict(enumerate(read)), index=np.arange(1, cells.num_rows + 1), copy=False)
    return frame.set_axis(found, axis=1), []


def _read(column: pa.ChunkedArray) -> pd.api.extensions.ExtensionArray | np.ndarray | str:
    """Cells of a column, or the name of a type that no column may have."""
    kind = column.type.value_type if TYPES.is_dictionary(column.type) else column.type
    if TYPES.is_null(kind) or TYPES.is_string(kind) or TYPES.is_large_string(kind) or TYPES.is_string_view(kind):
        return pd.array(column.cast(pa.large_string()).fill_null("").to_pandas(), dtype="str")
    if TYPES.is_boolean(kind):
        return column.cast(pa.bool_()).to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get).array
    if TYPES.is_integer(kind):
        try:
            return column.cast(pa.int64()).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get).array
        except pa.ArrowInvalid:
            return "numbers too large to be kept"
    if TYPES.is_float64(kind) or TYPES.is_decimal(kind):
        return column.cast(pa.float64()).to_pandas().to_numpy()
    return str(kind).partition("<")[0]  # within are names that the cells may have given
