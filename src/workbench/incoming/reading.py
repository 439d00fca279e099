"""A cohort from a folder of files, checked as it comes in."""

import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from ..cohort.check import cell_faults, joint_faults, shape_faults
from ..cohort.contract import TABLES, table
from ..cohort.declaration import Table
from ..cohort.faults import refuse
from ..cohort.frames import Cohort, retyped
from ..cohort.rules import RULES
from ..errors import TableError, TableWarning
from .answers import ANSWERS
from .cells import read_cells
from .columnar import read_parquet
from .folder import ends_open, find_files, rows_written
from .text import read_csv


def read_cohort(folder: str | Path, tables: Iterable[str] | None = None) -> Cohort:
    """Read the tables of a cohort from CSV or Parquet files, one per table, and check them.

    Types are those that the contract declares, whatever the cells look like. A flag is True, False, 1 or 0 in any case;
    a whole number may end in `.0`. Where the contract allows *not known*, an empty cell and `not_known` both read as
    missing and are counted (`.not_known` of the cohort). Ratings are held against their instrument and version.

    Parameters
    ----------
    folder
        As `workbench cohort` writes it.
    tables
        Only these; all that are there when None.

    Returns
    -------
    Cohort
        Without `.truth`: no record knows it.

    Raises
    ------
    UnknownName
        The contract has no such table.
    TableError
        A table that was asked for is not there, none is, one stands there twice, or some break the contract. All
        faults are told together, with table, column and row: a line of a CSV file, whose header is row 1; a row of a
        Parquet file, whose first is row 1.

    Warns
    -----
    TableWarning
        The folder holds data that are not read, fewer rows than its manifest says, or a file that is named there and
        whose last line has no end.
    """
    place = Path(folder)
    wanted = list(TABLES) if tables is None else [table(name).name for name in tables]
    files, faults = find_files(place, wanted)
    here = f"folder {place.name or place}"
    if tables is not None:
        lacking = [name for name in wanted if name not in files]
        faults += [f"table '{name}': no {name}.csv or {name}.parquet in {here}. Add the file." for name in lacking]
    if not files and not faults:
        raise TableError(f"{here}: no table of a cohort in it. Name a folder that `workbench cohort` wrote.")
    frames = {}
    for name, path in files.items():
        frame, found = _read_table(TABLES[name], path)
        faults += found
        if frame is not None:
            frames[name] = frame
    refuse([*faults, *joint_faults(frames, (*RULES, *ANSWERS))], here)
    for name, rows in rows_written(place).items():
        if name not in files:
            continue
        if len(frames[name]) < rows:
            told = f"{len(frames[name]):,} rows, {rows:,} were written. It was cut off or shortened."
            warnings.warn(f"{files[name].name}: {told}", TableWarning, stacklevel=2)
        elif ends_open(files[name]):
            told = "its last line has no end, and had one when it was written. Its last cell may have been cut off."
            warnings.warn(f"{files[name].name}: {told}", TableWarning, stacklevel=2)
    return Cohort({name: retyped(TABLES[name], frame) for name, frame in frames.items()})


def _read_table(declared: Table, path: Path) -> tuple[pd.DataFrame | None, list[str]]:
    """Cells as values, labelled by the rows of the file; None where a column is not there as it is declared."""
    names = [column.name for column in declared.columns]
    try:
        read = read_parquet if path.suffix.lower() == ".parquet" else read_csv
        raw, faults = read(declared.name, path, names)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [
            f"table {declared.name}: {path.name} cannot be opened ({reason}). Close it elsewhere, or copy it."
        ]
    faults = faults or [*shape_faults(declared, list(raw.columns))]
    if faults:
        return None, faults
    columns, told, otherwise = {}, {}, False
    for column in declared.columns:
        columns[column.name], told[column.name], found = read_cells(declared.name, column, raw[column.name])
        faults += found
        of_no_kind = pd.api.types.is_numeric_dtype(raw[column.name].dtype) and np.all(told[column.name])
        otherwise |= bool(found and of_no_kind)
    frame = pd.DataFrame(columns, index=raw.index, copy=False)
    for column in declared.columns:
        if not np.all(told[column.name]):
            faults += cell_faults(declared, column, frame, told[column.name])
    return None if otherwise else frame, faults
