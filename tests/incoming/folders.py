"""Small cohorts as files, and one cell of them changed as somebody's program would."""

import csv
from pathlib import Path

import pandas as pd
import pytest

import workbench as wb
from workbench.cohort.writing import TableFiles
from workbench.errors import TableError


def write(tables, folder: Path, kind="csv") -> Path:
    files = TableFiles(folder, kind)
    files.append(tables)
    files.close()
    return folder


class Folder:
    """A cohort as CSV whose cells can be set; rows count as in the file, the header being row 1."""

    def __init__(self, cohort, place: Path) -> None:
        self.cohort = cohort
        self.place = write(cohort.tables, place)

    def keep(self, *names) -> "Folder":
        for path in self.place.glob("*.csv"):
            if path.stem not in names:
                path.unlink()
        return self

    def path(self, table: str) -> Path:
        return self.place / f"{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def save(self, table: str, rows: list[list[str]], **options) -> "Folder":
        with self.path(table).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, **{"lineterminator": "\n"} | options).writerows(rows)
        return self

    def set(self, table: str, column: str, value: str, *places: int) -> "Folder":
        rows = self.rows(table)
        for place in places or (2,):
            rows[place - 1][rows[0].index(column)] = value
        return self.save(table, rows)

    def read(self, tables=None):
        return wb.read_cohort(self.place, tables)

    def refused(self, tables=None) -> str:
        with pytest.raises(TableError) as told:
            self.read(tables)
        return str(told.value)


def alike(found, made, names=None):
    """Whether every table is the same, categories that come from elsewhere apart."""
    for name in names or made.tables:
        pd.testing.assert_frame_equal(found.tables[name], made.tables[name], check_categorical=False)
