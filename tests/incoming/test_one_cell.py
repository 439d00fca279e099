"""Any cohort comes back as it was; any one cell, changed as programs and people do, is told or means the same."""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workbench as wb
from incoming.folders import Folder, alike, write
from workbench.cohort.contract import TABLES
from workbench.errors import TableError

COLUMNS = [(table.name, column.name) for table in TABLES.values() for column in table.columns]
HOLES = [(table.name, column.name) for table in TABLES.values() for column in table.columns if column.not_known]
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(
    seed=st.integers(0, 10_000),
    kind=st.sampled_from(["csv", "parquet"]),
    holes=st.lists(st.tuples(st.sampled_from(HOLES), st.integers(0, 3)), max_size=6),
)
def test_any_cohort_comes_back_as_it_was(seed, kind, holes):
    drawn = wb.synthesise(families=1, seed=seed)
    for (table, column), row in holes:
        frame = drawn.tables[table]
        if frame[column].dtype == np.int64:
            frame[column] = frame[column].astype(float)
        frame.loc[row % len(frame), column] = np.nan
    with tempfile.TemporaryDirectory() as place:
        found = wb.read_cohort(write(drawn.tables, Path(place), kind))
    alike(found, drawn)
    assert found.not_known.equals(drawn.not_known)


CHANGES = {
    "a space": lambda cell: f"{cell} ",
    "a space before": lambda cell: f" {cell}",
    "a hard space": lambda cell: f"{cell}\u00a0",
    "an invisible mark": lambda cell: f"\ufeff{cell}",
    "a decimal comma": lambda cell: cell.replace(".", ","),
    "a point gone": lambda cell: cell.replace(".", ""),
    "capitals": str.upper,
    "small letters": str.lower,
    "a word for missing": lambda _: "NA",
    "not a number": lambda _: "nan",
    "nothing": lambda _: "",
    "translated": lambda cell: {"True": "WAHR", "False": "FALSCH"}.get(cell, cell),
    "a number for a word": lambda cell: {"True": "1", "False": "0"}.get(cell, cell),
    "a whole number": lambda cell: cell.removesuffix(".0"),
    "a decimal number": lambda cell: f"{cell}.0",
    "more places": lambda cell: f"{cell}0" if "." in cell else cell,
    "an exponent": lambda cell: f"{cell}e0",
    "a date": lambda _: "04.Feb",
    "a unit": lambda cell: f"{cell} months",
    "a typed minus": lambda cell: cell.replace("-", "\u2212"),
    "an apostrophe": lambda cell: f"'{cell}",
    "a comma after it": lambda cell: f"{cell},",
    "a line after it": lambda cell: f"{cell}\n",
    "twice": lambda cell: cell if cell.isdigit() else f"{cell}{cell}",
    "cut short": lambda cell: cell[:-1] if not cell[-1:].isdigit() else cell,
    "an error of a spreadsheet": lambda _: "#REF!",
    "very large": lambda _: "1e400",
    "infinite": lambda _: "inf",
}


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return Folder(wb.synthesise(families=1, seed=3), tmp_path_factory.mktemp("one") / "cohort")


@SLOW
@given(place=st.sampled_from(COLUMNS), row=st.integers(0, 10**6), change=st.sampled_from(sorted(CHANGES)))
def test_one_changed_cell_is_told_or_means_the_same(one, place, row, change):
    table, column = place
    with tempfile.TemporaryDirectory() as away:
        folder = object.__new__(Folder)
        folder.cohort, folder.place = one.cohort, Path(shutil.copytree(one.place, Path(away) / "cohort"))
        rows = folder.rows(table)
        line = 2 + row % (len(rows) - 1)
        cell = rows[line - 1][rows[0].index(column)]
        folder.set(table, column, CHANGES[change](cell), line)
        try:
            found = folder.read()
        except TableError:
            return
    if change == "nothing" and (table, column) == ("ratings", "source"):
        assert found.ratings["source"].isna().sum() - one.cohort.ratings["source"].isna().sum() == bool(cell)
    elif change == "nothing" and cell:
        assert found.not_known[["table", "column", "not_known"]].to_numpy().tolist() == [[table, column, 1]]
        expected = one.cohort.tables[table][column].drop(line - 2)
        assert found.tables[table][column].drop(line - 2).astype(object).equals(expected.astype(object))
    else:
        alike(found, one.cohort)
