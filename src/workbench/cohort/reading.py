"""A cohort from a folder of files, checked as it comes in."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ..errors import TableError
from .check import check_cohort
from .contract import TABLES, table
from .declaration import Table
from .frames import Cohort, retyped

AS_TEXT = ("identifier", "text", "code")


def read_cohort(folder: str | Path, tables: Iterable[str] | None = None) -> Cohort:
    """Read the tables of a cohort from CSV or Parquet files, one per table, and check them against the contract.

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
        A table that was asked for is not there, none is, or one breaks the contract.
    """
    place = Path(folder)
    wanted = list(TABLES) if tables is None else [table(name).name for name in tables]
    frames = {}
    for name in wanted:
        found = [place / f"{name}{ending}" for ending in (".parquet", ".csv") if (place / f"{name}{ending}").is_file()]
        if found:
            frames[name] = _read_table(TABLES[name], found[0])
        elif tables is not None:
            raise TableError(f"table '{name}': no {name}.csv or {name}.parquet in {place.name}. Add the file.")
    if not frames:
        raise TableError(
            f"folder {place.name}: no table of a cohort in it. Name a folder that `workbench cohort` wrote."
        )
    check_cohort(frames)
    return Cohort(frames)


def _read_table(declared: Table, path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        text = {column.name: "str" for column in declared.columns if column.kind in AS_TEXT}
        frame = pd.read_csv(path, dtype=text, keep_default_na=False, na_values=[""])
    for column in declared.columns:
        if column.name not in frame.columns:
            raise TableError(f"table '{declared.name}': column '{column.name}' is not in the file. Add the column.")
        if column.kind == "code" and column.allowed:
            strange = frame[column.name].notna() & ~frame[column.name].isin(list(column.allowed))
            if strange.any():
                where = f"table '{declared.name}', column '{column.name}', row {frame.index[strange][0]}"
                raise TableError(f"{where}: unknown code. Allowed: {', '.join(column.allowed)}.")
    return retyped(declared, frame)
